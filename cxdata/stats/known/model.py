"""What a known answer is, and how ours is held against it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A method with an example whose answer stands elsewhere.

    `use` is what it is for, `example` what is asked, `source` who gives the answer ("Worked by hand from ..." where no
    figure is printed, only the formula). `printed` are the figures as they stand there, (what it is, digits); `ours`
    works out the same in the same order when it is called.
    """

    name: str
    use: str
    example: str
    source: str
    printed: tuple[tuple[str, str], ...]
    ours: Callable[[], Sequence[float]]


@dataclass(frozen=True)
class Answer:
    """One figure: as it is printed, as we work it out (to one place more), and whether the two are the same.

    `places` are the decimals that the source gives.
    """

    what: str
    theirs: str
    ours: str
    places: int
    same: bool

    @property
    def verdict(self) -> str:
        """In words: the same to so many decimals, or that it differs."""
        if not self.same:
            return "differs"
        return "the same" if not self.places else f"the same to {self.places} decimal{'s' if self.places > 1 else ''}"


@dataclass(frozen=True)
class Checked:
    """A method with its figures, worked out just now."""

    method: Known
    answers: tuple[Answer, ...]

    @property
    def same(self) -> bool:
        """Whether every figure is the one that is printed."""
        return all(answer.same for answer in self.answers)


def check(method: Known) -> Checked:
    """Work out the example and hold each figure against what is printed, to as many decimals as are printed.

    Raises ValueError where ours are not as many as theirs.
    """
    pairs = zip(method.printed, method.ours(), strict=True)
    return Checked(method, tuple(_answer(what, theirs, float(ours)) for (what, theirs), ours in pairs))


def _answer(what: str, theirs: str, ours: float) -> Answer:
    places = len(theirs.partition(".")[2])
    more = places + 1 if places else 0
    return Answer(what, theirs, f"{ours:.{more}f}", places, float(f"{ours:.{places}f}") == float(theirs))

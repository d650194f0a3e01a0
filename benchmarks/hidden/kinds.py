"""The kinds of survey that are drawn, each named for what is in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of survey: answers, share dissatisfied outside pockets, pockets and their effect, other true differences.

    `nuisance` is the standard deviation of the mild true differences between all levels; `large` the log-odds of one
    large bad group (20 to 40 % of answers); `times` how often everybody answers, with an effect of the person of
    standard deviation `person_sd`; `batch_size` how many answers came together, with an effect of the batch of standard
    deviation `batch_sd`. All effects are log-odds.
    """

    name: str
    words: str
    responses: int = 20_000
    base: float = 0.06
    pockets: int = 0
    nuisance: float = 0.0
    low: float = 1.0
    high: float = 1.8
    large: float = 0.0
    times: int = 1
    person_sd: float = 0.0
    batch_size: int = 0
    batch_sd: float = 0.0
    oxford: bool = False

    @property
    def planted(self) -> bool:
        """Whether there is anything to find."""
        return bool(self.pockets or self.large or self.oxford)


KINDS = (
    Kind("null", "nothing planted"),
    Kind("null2", "nothing planted, 98 % satisfied", base=0.02),
    Kind("repeats3", "nothing planted, everybody answers 3 times", responses=5_000, times=3, person_sd=1.5),
    Kind("repeats5", "nothing planted, everybody answers 5 times", responses=5_000, times=5, person_sd=2.5),
    Kind(
        "batches",
        "nothing planted, batches of 25 share a good or bad day",
        responses=5_000,
        batch_size=25,
        batch_sd=1.0,
    ),
    Kind("clean", "three pockets", pockets=3),
    Kind("base2", "three pockets, 98 % satisfied outside them", base=0.02, pockets=3),
    Kind("five", "five pockets", pockets=5, nuisance=0.1),
    Kind("weak", "three weak pockets", pockets=3, low=0.5, high=1.0),
    Kind("nuis", "three pockets, and mild true differences everywhere", pockets=3, nuisance=0.15),
    Kind("large", "one large bad group", large=1.5),
    Kind("large3", "one large bad group and three pockets", large=1.5, pockets=3),
    Kind("oxford", "face to face 1 %, phone 5 %, website 27 % dissatisfied", oxford=True),
    Kind(
        "batch1",
        "one pocket of 1.2, batches of 25 share a day",
        pockets=1,
        low=1.2,
        high=1.2,
        batch_size=25,
        batch_sd=1.0,
    ),
)

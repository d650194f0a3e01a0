"""Rating scales of any length and direction, as the contract keeps them (docs/decisions/scales.md).

A scale of five points is kept as it is, best 5. Of any other the rating itself and the number of points are kept, and
beside them the score from 1 to 5 that says which part of the scale it lies in: top third 4 or 5, bottom third 1 or 2.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from cxdata.ingest.suggest.model import FieldGuess, Question, Suggestion
from cxdata.ingest.suggest.questions import Answers, Cells, ask

SCORES = ("score", "ease", "outcome_got", "felt")
_NUMBER = re.compile(r"-?\d+(\.0+)?%?")
_RANGE = re.compile(r"\b(\d{1,3}) ?(?:-|–|to) ?(\d{1,3})\b|out of (\d{1,3})|/ ?(\d{1,3})\b")
_BEST_IS = re.compile(
    r"\b(\d{1,3}) ?(?:=|is|means|being|-|–|:) ?"
    r"(?:very (?:good|easy|likely)|(?:very|extremely|completely) satisfied|best|excellent|highest)"
)
_WORST_IS = re.compile(
    r"\b(\d{1,3}) ?(?:=|is|means|being|-|–|:) ?"
    r"(?:very (?:poor|difficult|hard)|(?:very|extremely|completely) (?:dis|un)satisfied|worst|lowest)"
)
_NAMED_ENDS = re.compile(r"\b(\d{1,3}) ?(?:=|is|means|being) ?[a-z]")
_LIKELY_POINTS = (3, 4, 5, 6, 7, 10, 100)
# Numbers that survey systems write for "no answer" or "don't know" beyond their scale.
_CODES = (-9, -1, 9, 88, 98, 99, 888, 999)
_LEVELS = {
    "very satisfied": "5",
    "satisfied": "4",
    "neither": "3",
    "dissatisfied": "2",
    "very dissatisfied": "1",
    "no answer": "",
}
_MOST_WORDS = 7
HIGHEST, LOWEST = "the highest number is best", "the lowest number is best"


def five_level(rating: int, points: int) -> int:
    """The score from 1 to 5 of a rating from 1 (worst) to `points` (best).

    4 or 5 in the top third of the scale's length, 1 or 2 in the bottom third: 4 and 5 of 5, 3 and 4 of 4, 7 to 10 of
    10. A scale of five keeps its own numbers.
    """
    share = (rating - 1) / (points - 1)
    slack = 1e-9
    if share >= 2 / 3 - slack:
        return 5 if share > 5 / 6 + slack else 4
    if share <= 1 / 3 + slack:
        return 1 if share < 1 / 6 - slack else 2
    return 3


def settle_scales(suggestion: Suggestion, cells: Cells, answers: Answers) -> Suggestion:
    """The suggestion with every rating in numbers turned to the contract's, as far as it is known how."""
    for field in SCORES:
        guess = suggestion.guess(field)
        if guess is not None and guess.unmapped and len(guess.unmapped) <= _MOST_WORDS and not guess.spread:
            suggestion = _ask_of_words(suggestion, guess, answers)
        elif guess is not None and len(guess.columns) == 1 and not guess.values:
            suggestion, guesses = settle_scale(suggestion, guess, cells.of(guess.columns[0]), answers)
            suggestion = suggestion.with_guess(*guesses)
    return suggestion


def _ask_of_words(suggestion: Suggestion, guess: FieldGuess, answers: Answers) -> Suggestion:
    """What each word of a rating means that nobody can place."""
    values, unmapped = dict(guess.values), []
    for word in guess.unmapped:
        text = f"What does '{word}' in '{guess.columns[0]}' mean?"
        suggestion, choice = ask(suggestion, Question(f"word:{guess.columns[0]}:{word}", text, tuple(_LEVELS)), answers)
        if choice is None:
            unmapped.append(word)
        else:
            values[word] = _LEVELS[choice]
    return suggestion.with_guess(replace(guess, values=values, unmapped=tuple(unmapped)))


def settle_scale(
    suggestion: Suggestion, guess: FieldGuess, values: list[str], answers: Answers
) -> tuple[Suggestion, tuple[FieldGuess, ...]]:
    """The guesses for one rating, and the suggestion with what must be asked first."""
    header = guess.columns[0]
    per_cent = bool(values) and all(value.endswith("%") for value in values if value)
    numbers = sorted({int(float(value.rstrip("%"))) for value in values if _NUMBER.fullmatch(value)})
    if not numbers:
        return suggestion, (guess,)
    codes = [] if _is_balanced(numbers) else [n for n in numbers if n in _CODES and _is_beyond(n, numbers)]
    rated = [number for number in numbers if number not in codes]
    lowest = 0
    points: int | None = 101
    if not per_cent:
        suggestion, lowest, points = _points(suggestion, header, rated, answers)
    suggestion, best = (suggestion, HIGHEST) if per_cent else _best(suggestion, header, answers)
    doubtful = [] if per_cent or _is_balanced(rated) else [number for number in rated if number == 0]
    suggestion, blanks = _no_answer(suggestion, header, (*codes, *doubtful), answers)
    if points is None or best is None or blanks is None:
        return suggestion, (guess,)
    if 0 in rated and 0 not in blanks and lowest == 1:
        lowest, points = 0, points + 1
    return suggestion, _guesses(guess, lowest, points, best == LOWEST, blanks, "%" if per_cent else "")


def _is_balanced(numbers: list[int]) -> bool:
    """Whether numbers are on a scale about nought, such as -2 to 2."""
    return min(numbers) < 0 < max(numbers) <= 5 and -min(numbers) <= 5 and (min(numbers) < -1 or max(numbers) == 1)


def _is_beyond(number: int, numbers: list[int]) -> bool:
    others = [other for other in numbers if other not in _CODES]
    return number < 0 or bool(others and number > max(others) + 1 and max(others) <= (5 if number == 9 else 10))


def _points(
    suggestion: Suggestion, header: str, rated: list[int], answers: Answers
) -> tuple[Suggestion, int, int | None]:
    """The lowest number of the scale and how many points it has; asked where neither heading nor figures say."""
    most = max(rated, default=5)
    if matched := _RANGE.search(header.casefold()):
        low, high = (int(matched[1]), int(matched[2])) if matched[1] else (1, int(matched[3] or matched[4]))
        if high >= most and low < high:
            return suggestion, low, high - low + 1
    named = [int(number) for number in _NAMED_ENDS.findall(header.casefold())]
    if len(named) >= 2 and max(named) >= most and min(named) <= 1:
        return suggestion, min(named), max(named) - min(named) + 1
    if rated and _is_balanced(rated):
        end = max(-min(rated), most)
        return suggestion, -end, 2 * end + 1
    if most == 5:
        return suggestion, 1, 5
    choices = [most, *(points for points in _LIKELY_POINTS if points > most)] if most > 2 else list(_LIKELY_POINTS)
    question = f"How many points does the scale of '{header}' have? The highest number in the file is {most}."
    suggestion, choice = ask(suggestion, Question(f"points:{header}", question, tuple(map(str, choices))), answers)
    return suggestion, 1, int(choice) if choice else None


def _best(suggestion: Suggestion, header: str, answers: Answers) -> tuple[Suggestion, str | None]:
    words = header.casefold()
    if said := _BEST_IS.search(words):
        return suggestion, LOWEST if int(said[1]) <= 1 else HIGHEST
    if said := _WORST_IS.search(words):
        return suggestion, HIGHEST if int(said[1]) <= 1 else LOWEST
    if "out of" in words or "star" in words:
        return suggestion, HIGHEST
    question = f"Which end of the scale of '{header}' is best?"
    return ask(suggestion, Question(f"best:{header}", question, (HIGHEST, LOWEST)), answers)


def _no_answer(
    suggestion: Suggestion, header: str, doubtful: Sequence[int], answers: Answers
) -> tuple[Suggestion, list[int] | None]:
    """Which of the doubtful numbers mean no answer; None while that is not said of each."""
    blanks: list[int] = []
    unsaid = False
    for number in doubtful:
        none, rating = f"{number} means no answer", f"{number} is a rating"
        question = Question(
            f"no-answer:{header}:{number}", f"'{header}' has {number}. What does it mean?", (none, rating)
        )
        suggestion, choice = ask(suggestion, question, answers)
        unsaid = unsaid or choice is None
        if choice == none:
            blanks.append(number)
    return suggestion, None if unsaid else blanks


def _guesses(
    guess: FieldGuess, lowest: int, points: int, reversed_: bool, blanks: list[int], sign: str
) -> tuple[FieldGuess, ...]:
    highest = lowest + points - 1
    nothing = {str(number): "" for number in blanks}
    rating = {number: (highest - number if reversed_ else number - lowest) + 1 for number in range(lowest, highest + 1)}
    said = f"{points} points, {lowest if reversed_ else highest} is best"
    values = {
        f"{number}{sign}": str(five_level(rank, points)) for number, rank in rating.items() if number not in blanks
    }
    why = f"{guess.why}; {said}"
    if points == 5 and not nothing and all(word == meaning for word, meaning in values.items()):
        return (replace(guess, why=why),)
    score = replace(guess, values=nothing | values, why=why)
    if guess.field != "score" or points == 5:
        return (score,)
    ratings = nothing | {f"{number}{sign}": str(rank) for number, rank in rating.items() if number not in blanks}
    return (
        score,
        FieldGuess("rating", guess.columns, guess.sure, f"the rating itself; {said}", values=ratings),
        FieldGuess("rating_points", (), guess.sure, f"the scale of {guess.columns[0]}", constant=str(points)),
    )

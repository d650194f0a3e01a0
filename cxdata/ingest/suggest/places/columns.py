"""Where the rows of an unknown export lie: which of its columns place them, and on which grid."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cxdata.ingest.profile.grids import GRIDS
from cxdata.ingest.suggest.column import header_words
from cxdata.ingest.suggest.model import FieldGuess, Question, Suggestion
from cxdata.ingest.suggest.questions import Answers, Cells, ask

_DEGREES, _GRID = {"latitude", "longitude"}, {"easting", "northing"}
_NAMED = ((re.compile(r"\bitm\b"), "Irish Transverse Mercator"), (re.compile(r"\birish\b"), "Irish Grid"))
# The corner of British National Grid that lies farthest from its origin, in metres.
_EASTMOST, _NORTHMOST = 700_000, 1_300_000


def surest_place(guesses: Sequence[FieldGuess]) -> list[FieldGuess]:
    """The guesses with one kind of point only: degrees before a grid, both halves or neither."""
    names = {guess.field for guess in guesses}
    dropped: set[str] = set()
    if names >= _DEGREES:
        dropped |= {"point", *_GRID}
    if "point" in names or not names >= _GRID:
        dropped |= _GRID
    return [guess for guess in guesses if guess.field not in dropped]


def settle_grid(suggestion: Suggestion, cells: Cells, answers: Answers) -> Suggestion:
    """The grid of eastings and northings that their headings name; British National Grid where the numbers fit it, and
    asked where they do not."""
    easting, northing = suggestion.guess("easting"), suggestion.guess("northing")
    if easting is None or northing is None:
        return suggestion
    words = f"{header_words(easting.columns[0])} {header_words(northing.columns[0])}"
    named = next((grid for pattern, grid in _NAMED if pattern.search(words)), None)
    if named is not None:
        return replace(suggestion, grid=named)
    east, north = _numbers(cells, easting.columns[0]), _numbers(cells, northing.columns[0])
    if all(0 <= e <= _EASTMOST for e in east) and all(0 <= n <= _NORTHMOST for n in north):
        return suggestion
    text = (
        f"'{easting.columns[0]}' and '{northing.columns[0]}' do not fit British National Grid. Which grid are they on?"
    )
    suggestion, choice = ask(suggestion, Question("grid", text, tuple(reversed(GRIDS))), answers)
    return replace(suggestion, grid=choice) if choice else suggestion


def _numbers(cells: Cells, header: str) -> list[float]:
    if header not in cells.columns:
        return []
    texts = (text.replace(",", "") for text in cells.of(header))
    return [float(text) for text in texts if re.fullmatch(r"-?\d+(\.\d+)?", text)]

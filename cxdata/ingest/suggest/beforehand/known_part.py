"""Exports of which some columns are always the same: a survey's reference and times, a case's number and day.

A shipped layout with rest = "suggested" names them. They are taken as known, its personal columns are kept out, and
only the other columns (a council's own questions, its own fields) are left to be guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cxdata.errors import CxError
from cxdata.ingest.load.raw.left_out import heading_rows
from cxdata.ingest.profile.matching import find_header, fits, header_key, recognise_part
from cxdata.ingest.profile.model import FieldMap, Profile
from cxdata.ingest.profile.shipped import load_profiles
from cxdata.ingest.suggest.column import Look
from cxdata.ingest.suggest.model import FieldGuess
from cxdata.ingest.suggest.questions import Cells


@dataclass(frozen=True)
class KnownPart:
    """What is known of a file's columns; nothing, where no layout knows a part of them."""

    profile: Profile | None = None

    @property
    def table(self) -> str | None:
        """The table that such an export feeds."""
        return self.profile.tables[0].table if self.profile else None

    @property
    def title(self) -> str:
        """The system's name; "" where nothing is known."""
        return self.profile.title if self.profile else ""

    def headings(self, raw: Cells) -> tuple[int, ...]:
        """The positions of further rows of headings, which have neither reference nor time."""
        if self.profile is None or "above the first date" not in self.profile.leave_out:
            return ()
        return heading_rows(raw.columns, raw.rows, self.profile.tables[0])

    def below_headings(self, raw: Cells) -> Cells:
        """The rows without further rows of headings."""
        return replace(raw, rows=raw.rows[len(self.headings(raw)) :])

    def leave_out(self, raw: Cells) -> tuple[str, ...]:
        """What a load must leave out of this file: its further headings, where it has any."""
        return ("above the first date",) if self.headings(raw) else ()

    def marked(self, looks: Sequence[Look]) -> list[Look]:
        """The columns, those called personal by the layout as such."""
        personal = self._keys(self.profile.personal if self.profile else ())
        return [replace(column, personal=True) if header_key(column.header) in personal else column for column in looks]

    def unknown(self, looks: Sequence[Look]) -> list[Look]:
        """The columns that are left to be guessed."""
        if self.profile is None:
            return list(looks)
        known = self._keys((*self.profile.used, *self.profile.ignore, *self.profile.personal))
        return [column for column in looks if header_key(column.header) not in known]

    def with_fields(self, table: str, guesses: Sequence[FieldGuess], headers: Sequence[str]) -> list[FieldGuess]:
        """The guesses, and before them the fields that are known."""
        if self.profile is None or table != self.table:
            return list(guesses)
        known = [guess for entry in self.profile.tables[0].fields if (guess := self._guess(entry, headers))]
        names = {guess.field for guess in known}
        return [*known, *(guess for guess in guesses if guess.field not in names)]

    def _guess(self, entry: FieldMap, headers: Sequence[str]) -> FieldGuess | None:
        why = f"so in every export of {self.title}"
        if entry.constant is not None:
            return FieldGuess(entry.name, (), 1.0, why, constant=entry.constant)
        wanted = [[header] for header in entry.join] or [list(entry.sources)]
        columns = [find_header(names, headers) for names in wanted]
        present = tuple(column for column in columns if column is not None)
        return FieldGuess(entry.name, present, 1.0, why, glue=entry.glue) if len(present) == len(columns) else None

    @staticmethod
    def _keys(headers: Sequence[str]) -> set[str]:
        return {header_key(header) for header in headers}


def known_part(name: str, headers: Sequence[str], profiles: Mapping[str, Profile] | None = None) -> KnownPart:
    """What the shipped layouts know of a file with these headers.

    Raises CxError for an export that is recognised and cannot be used as it is.
    """
    layouts = load_profiles(None) if profiles is None else profiles
    for profile in layouts.values():
        if profile.refuse and fits(profile, headers):
            raise CxError(f"{name}: {profile.refuse}")
    return KnownPart(recognise_part(headers, layouts))

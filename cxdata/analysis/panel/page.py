"""The page of the residents' panel as values: members beside residents, whom to ask next, and answers weighted."""

from dataclasses import dataclass
from datetime import date

from cxdata.analysis.panel.ask_next import Wanted, ask_next, say_members
from cxdata.analysis.panel.bands import AGE, CHARACTERISTICS, is_band, no_residents, quoted
from cxdata.analysis.panel.compare import SURE, Compared, compare
from cxdata.analysis.panel.people import SILENT_MONTHS, Members, members_of, residents_of
from cxdata.analysis.panel.weighted import Answers, answers_of
from cxdata.analysis.result import Result, capitalise, in_100, say_list, say_many
from cxdata.council import Council
from cxdata.measures.coverage.gaps import files_counted
from cxdata.periods import say_date
from cxdata.scope import Scope
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.store import Store

NO_PANEL = "No residents’ panel is loaded: load its list of members, with age, sex, ward and when they last took part."
NO_RESIDENTS = "Load residents by age, sex and ward, and the page says whether it looks like the borough."
NOT_SAID = "When members last took part is not in the panel’s file: nobody can say who is active."
MOST_WORDS = 20


@dataclass(frozen=True)
class Panel(Result):
    """The panel on `day`. `active` is None where no file says who took part; active is who did after `since`.

    `finding` has at most 20 words, `sentences` say the rest. `scope` says which panel it is, all
    of it; the answers have a scope of their own.
    """

    day: date | None
    since: date | None
    members: int
    active: int | None
    compared: tuple[Compared, ...]
    wanted: tuple[Wanted, ...]
    answers: Answers
    finding: str
    sentences: tuple[str, ...]
    scope: str
    sources: tuple[str, ...]

    def of(self, column: str) -> Compared:
        """One characteristic."""
        return next(row for row in self.compared if row.column == column)

    @property
    def can_compare(self) -> tuple[Compared, ...]:
        """The characteristics that stand beside residents."""
        return tuple(row for row in self.compared if not row.why_not)


def panel(store: Store, scope: Scope, council: Council) -> Panel:
    """Everything that the page says. Choices narrow the survey answers alone: a panel is compared as a whole."""
    members, residents = members_of(store), residents_of(store)
    rows = compare(members, residents)
    wanted = ask_next(rows, members, residents) if members.all else ()
    answers = answers_of(store, scope, council, rows) if members.all else Answers(NO_PANEL, ())
    return Panel(
        day=members.day,
        since=members.since,
        members=members.all,
        active=members.active,
        compared=rows,
        wanted=wanted,
        answers=answers,
        finding=say_found(members, rows, wanted),
        sentences=tuple(_sentences(members, rows)) if members.all else (),
        scope=_scope(members),
        sources=_sources(store),
    )


def say_found(members: Members, rows: tuple[Compared, ...], wanted: tuple[Wanted, ...]) -> str:
    """The finding in at most 20 words: who is missing most, else that nobody is beyond chance."""
    if not members.all:
        return NO_PANEL
    known = [row.title.lower() for row in rows if not row.why_not]
    if known and members.all < TOO_FEW:
        return f"{say_many(members.all, 'member')} on the panel: too few to be compared with residents."
    if not known:
        return f"{say_many(members.all, 'member')} on the panel. {_why_not(rows)}"
    if wanted:
        first = wanted[0]
        here = f"{in_100(first.share)} panel members" if first.members >= TOO_FEW else say_members(first.members)
        here = here if first.members >= TOO_FEW else f"{here} of {say_many(members.all, 'member')}"
        head = f"{first.who} are {in_100(first.residents)} residents but {here}"
        tail = f": {first.say_short.removesuffix(' more')} too few."
        return head + tail if len((head + tail).split()) <= MOST_WORDS else f"{head}."
    return f"By {say_list(known)} no group is far too few on the panel beyond chance."


def _why_not(rows: tuple[Compared, ...]) -> str:
    """Why nothing can be compared: that no residents are loaded only where none are. The sentences say it whole."""
    reasons = [row.why_not for row in rows if row.why_not != no_residents(row.title)]
    if not reasons:
        return NO_RESIDENTS
    return reasons[0] if len(reasons[0].split()) <= MOST_WORDS - 5 else f"{reasons[0].partition(':')[0]}."


def say_active(members: Members) -> str:
    """'214 of 860 members, 25 in 100,'; of one to nine 'fewer than 10 of 860 members'."""
    active, of = members.active or 0, say_many(members.all, "member")
    if 0 < active < TOO_FEW:
        return f"{say_members(active)} of {of}"
    return f"{active:,} of {of}{f', {in_100(active / members.all)},' if members.all >= TOO_FEW else ''}"


def say_ask(wanted: Wanted) -> str:
    """'People aged 16 to 34: 152 more, most in Tannery, Saltings and Lock End.'"""
    where = f", most in {say_list(list(wanted.wards))}" if wanted.wards else ""
    return f"{wanted.who}: {wanted.say_short}{where}."


def say_unlike(row: Compared, *, active: bool = False) -> str:
    """How far a characteristic is from the residents, and whether that is chance: 'Age: far from the residents ...'."""
    side, q = (row.active, row.q_active) if active else (row.members, row.q)
    if side.fit is None:
        return ""
    who = "active members" if active else "members"
    size = f"(Cohen’s w {side.fit.w:.2f}, Cramér’s V {side.fit.v:.2f})"
    if not q < SURE:
        return f"{row.title}: {who} are as the residents, as far as chance lets one say {size}."
    much = _EFFECTS[sum(side.fit.w >= step for step in (0.1, 0.3, 0.5))]
    return f"{row.title}: {who} differ from the residents by more than chance, {much} {size}."


# Cohen (1988) calls a w of 0.1 small, of 0.3 medium and of 0.5 large.
_EFFECTS = ("but hardly", "but little", "clearly", "and by a lot")


def _sentences(members: Members, rows: tuple[Compared, ...]) -> list[str]:
    said = []
    if members.since is None:
        said.append(NOT_SAID)
    else:
        to = say_date(members.day or members.since)
        said.append(f"{capitalise(say_active(members))} took part in the {SILENT_MONTHS} months to {to}.")
    for row in rows:
        said += [line for line in (say_unlike(row), say_unlike(row, active=True)) if line]
        said += [row.why_not] if row.why_not else []
    age = next(row for row in rows if row.column == AGE.column)
    if age.too_young:
        young = [name[len("aged ") :] if name.casefold().startswith("aged ") else name for name in age.too_young]
        said.append(f"Left out, as the panel asks nobody so young: residents aged {say_list(young)}.")
    if age.common.not_read:
        said.append(f"Counted nowhere, as no age can be read of them: residents of {quoted(age.common.not_read)}.")
    unsaid = _unsaid(members, rows)
    return [*said, unsaid] if unsaid else said


def _unsaid(members: Members, rows: tuple[Compared, ...]) -> str:
    """Of how many members a characteristic is not known, or not said."""
    told = []
    for what, row in zip(CHARACTERISTICS, rows, strict=True):
        number = sum(count for level, count in members.by(what).items() if not is_band(level))
        if number and not row.why_not:
            few = number < TOO_FEW
            told.append(f"{what.title.lower()} {say_members(number) if few else in_100(number / members.all)}")
    return f"Not known, or not said, and so in no share: {'; '.join(told)} members." if told else ""


def _scope(members: Members) -> str:
    if not members.day:
        return "The panel as it is loaded"
    return f"The panel on {say_date(members.day)}, all {say_many(members.all, 'member')}"


def _sources(store: Store) -> tuple[str, ...]:
    tables = ("panel", "population")
    return files_counted(store, [[[days.file_id for days in store.days_with_rows(table)]] for table in tables])

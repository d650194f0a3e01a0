"""What a reader has chosen: one object that gives both the predicate and the caption, so they cannot disagree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from cxdata.periods import Period

STAFF = "staff"


class Comparison(Enum):
    """What the chosen period is held against."""

    PERIOD_BEFORE = "the period before"
    YEAR_BEFORE = "the same period a year before"


@dataclass(frozen=True)
class Predicate:
    """A WHERE clause with exactly the values it binds, and the choices the table could not apply."""

    sql: str
    values: dict[str, Any]
    not_applied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """A period, what it is compared with, and the chosen values of any dimensions.

    `choices` holds (dimension id, values) pairs; a dimension that is not named is not narrowed. Contacts that staff
    raised are left out unless `include_staff`, or unless the requester is chosen by name.
    """

    period: Period | None = None
    comparison: Comparison = Comparison.PERIOD_BEFORE
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    include_staff: bool = False

    def chosen(self, dimension: str) -> tuple[str, ...]:
        """The values chosen for one dimension; () when it is not narrowed."""
        return dict(self.choices).get(dimension, ())

    def with_choice(self, dimension: str, *values: str) -> "Scope":
        """The same scope with one dimension narrowed to these values (or, without values, not narrowed)."""
        kept = {name: chosen for name, chosen in self.choices if name != dimension}
        if values:
            kept[dimension] = values
        return replace(self, choices=tuple(kept.items()))

    def predicate(self, columns: Mapping[str, str], *, time: str | None, requester: bool) -> Predicate:
        """The WHERE clause for one table.

        `columns` gives the SQL of each dimension the table has (from the registry, never from a reader), `time` its
        time column, and `requester` says whether it tells staff-raised rows apart.
        """
        parts: list[str] = []
        values: dict[str, Any] = {}
        missing: list[str] = []
        if self.period is not None and time is not None:
            parts.append(f"{time} >= $period_start and {time} < $period_end")
            values |= {"period_start": self.period.start, "period_end": self.period.end}
        for dimension, chosen in self.choices:
            if dimension not in columns:
                missing.append(dimension)
                continue
            names = [f"{dimension}_{number}" for number in range(len(chosen))]
            parts.append(f"{columns[dimension]} in ({', '.join('$' + name for name in names)})")
            values |= dict(zip(names, chosen, strict=True))
        if requester and not self.include_staff and not self.chosen("requester"):
            parts.append("requester <> 'staff'")
        return Predicate(" and ".join(parts) or "true", values, tuple(missing))

    def sentence(
        self,
        titles: Mapping[str, str] | None = None,
        *,
        staff: bool = True,
        say: Callable[[str, str], str] | None = None,
    ) -> str:
        """What is in scope, in words: '2025/26; ward: Abbey or Castle; without staff-raised contacts'.

        `staff` is False for data that does not tell staff-raised rows apart; `say` words a dimension's value.
        """
        parts = [str(self.period) if self.period else "All dates loaded"]
        for dimension, chosen in self.choices:
            title = (titles or {}).get(dimension, dimension.replace("_", " "))
            named = [say(dimension, value) for value in chosen] if say else chosen
            parts.append(f"{title.lower()}: {' or '.join(named)}")
        if staff and not self.chosen("requester"):
            parts.append("staff-raised contacts included" if self.include_staff else "without staff-raised contacts")
        return "; ".join(parts)

    def as_dict(self) -> dict[str, list[str]]:
        """The choice in plain values, as JSON holds it, without the defaults; `ui.frame.choice.link` makes its link."""
        plain = {dimension: list(chosen) for dimension, chosen in self.choices}
        if self.period is not None:
            plain["period"] = [str(self.period)]
        if self.comparison is not Comparison.PERIOD_BEFORE:
            plain["compare"] = [self.comparison.value]
        if self.include_staff:
            plain["staff"] = ["true"]
        return plain

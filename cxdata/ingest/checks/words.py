"""How the checks write numbers, shares, months and lists."""

from collections.abc import Sequence
from datetime import date

from cxdata.periods import add_months, say_month

MOST = 5


def number(value: float) -> str:
    """'6.42m' from a million, else '187,403'."""
    return f"{value / 1e6:,.2f}m" if abs(value) >= 1e6 else f"{value:,.0f}"


def share(part: float, whole: float) -> str:
    """'14.4%'; never '0.0%' for something, nor '100.0%' for less than all."""
    value = 100 * part / whole
    if part and value < 0.05:
        return "under 0.1%"
    if part < whole and value >= 99.95:
        return "over 99.9%"
    return f"{value:.1f}%"


def say_many(count: int, one: str, many: str) -> str:
    """'1 row', '1,204 rows'."""
    return f"{count:,} {one if count == 1 else many}"


def say_list(names: Sequence[str], most: int = MOST) -> str:
    """'A', 'A and B', 'A, B, C, D, E and 12 more'."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def months(days: Sequence[date], most: int = MOST) -> str:
    """Months with neighbours run together: 'April 2024 to March 2025 and June 2025'."""
    runs: list[list[date]] = []
    for month in sorted(days):
        if runs and add_months(runs[-1][-1], 1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return say_list([say_month(run[0]) + (f" to {say_month(run[-1])}" if len(run) > 1 else "") for run in runs], most)


def verb(count: int, one: str, many: str) -> str:
    """The form of a verb that goes with a count."""
    return one if count == 1 else many

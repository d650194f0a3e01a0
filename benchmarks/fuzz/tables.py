"""A table made at random: headings as exports have them, and values among which are odd ones."""

import random
from dataclasses import dataclass

_HEADINGS = (
    *("Ref", "Case ID", "Reference", "Opened", "Date received", "Closed", "Channel", "Service", "Ward", "Postcode"),
    *("Month", "Calls offered", "Calls answered", "Queue", "Wait", "Contacts", "Visits", "Rating", "Comment", "Name"),
    *("Email", "Status", "Requester", "Satisfaction", "Latitude", "Longitude", "Provider", "Complaint", "Stage"),
)
_WORDS = ("Phone", "Web", "Email", "Bins", "Housing", "North", "South East", "n/k", "Yes", "No", "Very good", "Poor")
_DATES = (
    "2025-04-{d:02}",
    "{d:02}/04/2025",
    "{d} Apr 2025",
    "2025-04-{d:02} 09:{d:02}",
    "04/{d:02}/2025",
    "{d:02}.04.25",
)
_ODD = (
    *("", " ", "NaN", "Infinity", "-Infinity", "1e400", "1e300", "-1", "0x1F", "true", "00/00/0000", "0000-01-01"),
    *("10000-01-01", "9999-12-31", "9223372036854775808", "9" * 40, "1,204", "£3.50", "(12)", "12%", "−5", "½", "²"),
    *(
        "'",
        '"',
        'a"b',
        "a'b",
        "=1+1",
        "+x",
        "@x",
        "a\tb",
        "a;b",
        "a,b",
        "a|b",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\U0001f600",
    ),
    *("É", "\u2028", "x" * 3_000, "null", "None", "#N/A", "25:61:61", "31/02/2025", "2025-W05", "Q1 2025/26"),
    *(
        "N1 1AA",
        "Jane Smith",
        "jane@example.org",
        "01865 249811",
        "../../x",
        "C:\\x",
        "<b>x</b>",
        "![x](http://h/p.png)",
    ),
)


@dataclass(frozen=True)
class Table:
    """Headings and rows of text, None where there is nothing; every row says something."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def make_table(rng: random.Random) -> Table:
    """A table of two to twelve columns and up to forty rows."""
    width = rng.randint(2, 12)
    headings = tuple(rng.sample(_HEADINGS, width))
    odd = rng.choice((0.0, 0.0, 0.02, 0.3))
    kinds = [rng.choice(("reference", "date", "word", "number")) for _ in headings]
    shape = rng.choice(_DATES)
    rows = []
    for number in range(rng.randint(1, 40)):
        cells = [_odd(rng) if rng.random() < odd else _plain(rng, kind, shape, number) for kind in kinds]
        # Without it a row might be blank, which is no row.
        cells[rng.randrange(width)] = f"R{number}"
        rows.append(tuple(cells))
    return Table(headings, tuple(rows))


def _plain(rng: random.Random, kind: str, shape: str, number: int) -> str | None:
    match kind:
        case "reference":
            return f"A{number:05}"
        case "date":
            return shape.format(d=rng.randint(1, 28))
        case "number":
            return str(rng.randint(0, 500))
    return rng.choice((*_WORDS, None))


def _odd(rng: random.Random) -> str:
    return rng.choice(_ODD)

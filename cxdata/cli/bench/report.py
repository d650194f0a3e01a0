"""What was measured, as tables in Markdown: as a page of docs/ shows them."""

from collections.abc import Sequence
from pathlib import Path

from cxdata.cli.bench.budget import BUDGETS
from cxdata.cli.bench.loading import Loading
from cxdata.cli.bench.visits import ACTS, Visit, Visited
from cxdata.store import open_store
from cxdata.ui.frame.pages import find_page


def tables(loadings: Sequence[Loading], visited: dict[str, Visited]) -> list[str]:
    """Every table: loading where it was timed, the pages of each store beside the first, and the memory."""
    first = next(iter(visited.values()))
    parts = [_of_loading(loadings)] if loadings else []
    parts += [_of_pages(name, found, first) for name, found in visited.items()]
    return [*parts, _of_memory(visited)]


def name_of_size(contacts: int) -> str:
    """A store by the number of contacts that the sample was made with."""
    return f"{contacts:,} contacts"


def name_of_store(data: Path) -> str:
    """A store by the rows of its contacts."""
    store = open_store(data)
    rows = store.row_counts["contacts"]
    store.close()
    return f"{rows:,} rows of contacts"


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; the first column to the left, figures to the right."""
    rule = ["---", *("---:" for _ in heading[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heading, rule, *rows))


def _of_loading(loadings: Sequence[Loading]) -> str:
    heading = ("Loading", "rows", "MB", "s", "rows a second", "bare read_csv, s", "of the bare rate")
    rows = [
        (
            name_of_size(loading.contacts),
            f"{loading.rows:,}",
            f"{loading.megabytes:,.0f}",
            f"{loading.seconds:.2f}",
            f"{loading.rows / loading.seconds:,.0f}",
            f"{loading.bare_seconds:.2f}",
            f"{loading.share_of_bare_rate:.2f}",
        )
        for loading in loadings
    ]
    return table(heading, rows)


def _of_pages(name: str, visited: Visited, smallest: Visited) -> str:
    heading = (
        f"{name}: page, act",
        "statements",
        "budget",
        "rows read",
        "SQL, ms",
        "SQL, processor ms",
        "of the smallest",
        "all, ms",
        "all, processor ms",
        "figures built",
        "charts",
    )
    before = {(visit.page, visit.act): visit for visit in smallest.visits}
    return table(heading, [_row(visit, before[visit.page, visit.act]) for visit in visited.visits])


def _row(visit: Visit, smallest: Visit) -> tuple[str, ...]:
    rows = "" if visit.rows_read is None else f"{visit.rows_read:,}"
    ratio = f"{visit.sql_processor / smallest.sql_processor:.1f}" if smallest.sql_processor else ""
    return (
        f"{find_page(visit.page).title}, {visit.act}",
        f"{visit.statements}",
        f"{BUDGETS[visit.page][ACTS.index(visit.act)]}",
        rows,
        f"{1000 * visit.sql_seconds:,.0f}",
        f"{1000 * visit.sql_processor:,.0f}",
        ratio,
        f"{1000 * visit.seconds:,.0f}",
        f"{1000 * visit.processor:,.0f}",
        f"{visit.figures}",
        f"{visit.charts}",
    )


def _of_memory(visited: dict[str, Visited]) -> str:
    rows = [
        (name, "not known" if found.megabytes is None else f"{found.megabytes:,.0f}") for name, found in visited.items()
    ]
    return table(("The app's process after all pages", "most memory, MB"), rows)

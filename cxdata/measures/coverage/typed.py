"""Figures that were typed out of papers: which of them a figure rests on, and where they stand."""

from collections.abc import Sequence

from cxdata.measures.statement import Counted
from cxdata.store import Store

_SHOWN = 3


def typed_out_of_papers(store: Store, counted: Sequence[Counted]) -> tuple[str, ...]:
    """A sentence that names the papers behind the rows counted; () where none of them was typed."""
    papers = store.papers
    if papers is None:
        return ()
    sources: list[str] = []
    for one in counted:
        if one.rows != one.table:
            # Two sources stand in the place of one, and their rows are no longer told apart.
            continue
        rows = store.tuples(
            f"select distinct row_number from {one.table} where file_id = $paper_file and {one.where} order by 1",
            one.values | {"paper_file": papers.file_id},
        )
        sources += [source for (number,) in rows for source in papers.sources[number - 1]]
    named = list(dict.fromkeys(sources))
    if not named:
        return ()
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return (f"Typed out of papers: {'; '.join(named[:_SHOWN])}{more}.",)

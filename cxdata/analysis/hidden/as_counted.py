"""A share split by one fact, counted as the search counts: of a survey one answer a customer, so that figures agree."""

from dataclasses import replace

from cxdata.analysis.hidden.cells import share_cells
from cxdata.analysis.hidden.shares import find_share
from cxdata.council import Council
from cxdata.measures.intervals import figures_with_ranges
from cxdata.measures.model import Better
from cxdata.measures.query import Answer, query
from cxdata.scope import Scope
from cxdata.store import Store


def split_as_counted(store: Store, measure: str, dimension: str, scope: Scope, council: Council) -> Answer:
    """The engine's answer with the search's own counts in place of its own. Raises CxError as `find_share` does."""
    share = find_share(measure)
    answer = query(store, share.of, (dimension,), scope, council=council)
    cells = share_cells(store, share, scope, council, dimensions=(dimension,), drop=False)
    frame = cells.frame.set_index(dimension).reindex([str(level) for level in answer.frame[dimension]]).reset_index()
    bad = frame["dissatisfied"]
    columns = {
        dimension: list(frame[dimension]),
        "numerator": list(frame["responses"] - bad if share.of.better is Better.HIGHER else bad),
        "denominator": list(frame["responses"]),
    }
    return replace(
        answer, frame=figures_with_ranges(share.of, [dimension], columns), notes=(*answer.notes, *cells.notes)
    )

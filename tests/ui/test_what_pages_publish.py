"""What the pages of getting through, coming back and being heard ask in the published view, attacked as asked."""

import pytest
import streamlit as st

from benchmarks.disclosure import Attack
from benchmarks.page_tables import tables
from cxdata.council import Council
from cxdata.measures.registry.waits import STEPS
from cxdata.store import Store
from cxdata.ui.frame import cache
from cxdata.ui.frame.cache.kept import kept
from tests.effort import WHOLE
from tests.ui.conftest import OpenPage
from tests.ui.sections import open_every_section

pytestmark = pytest.mark.pages
PAGES = ("phones", "casework", "came_back", "left_behind", "comments", "channels")
OPENED = {
    "phones": {"week", "worse_than_the_rest", "worst_half_hours"},
    "casework": set(),
    "came_back": {"phoned", "chased", "guises"},
    "left_behind": {"left_behind"},
    "comments": {"comments"},
    "channels": set(),
}
"""What each opens that rests on exact counts: for each there is a form in `publish_results`, tried in test_people."""


@pytest.mark.parametrize("page", PAGES if WHOLE else PAGES[:2])
def test_every_answer_of_the_page_is_a_published_one_that_tells_no_hidden_count(
    page: str, open_page: OpenPage, store: Store, council: Council
) -> None:
    st.cache_resource.clear()
    app = open_every_section(open_page(page, mode=cache.PUBLISH))
    assert not app.exception
    held = [key for key, _ in kept().items() if isinstance(key, tuple)]
    asked = [key[2:6] for key in held if key[0] == "answer"]
    assert len(asked) > 10
    assert all(published for _, _, _, published in asked)
    attack, known = Attack(store, council), set(tables())
    for measure, by, scope, _ in asked:
        assert measure in STEPS or (measure, by) in known, "benchmarks/page_tables.py lacks it"
        attack.table(measure, by, scope)
    assert attack.tally.fallen == []
    assert {key[2].__name__ for key in held if key[0] == "result"} <= OPENED[page]

"""The line that groups are held against is the engine's figure of all, not a sum of those that may be shown."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cxdata.council import read_council
from cxdata.export.publish import publish
from cxdata.measures.coverage.periods import default_period
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import open_store
from cxdata.ui.frame import cache
from tests.ui.conftest import OpenPage
from tests.ui.sections import open_sections


def words_drawn(app: AppTest) -> list[str]:
    """The words that stand in the last drawing of a page."""
    spec = json.loads(app.get("plotly_chart")[-1].proto.spec)
    return [note["text"] for note in spec["layout"]["annotations"]]


def test_the_councils_line_stays_where_groups_of_a_ward_are_hidden(open_page: OpenPage, sample_data: Path) -> None:
    """Quarn Edge's services have too few to show: the sum of the others was drawn as if it were the council's."""
    store, council = open_store(sample_data), read_council(sample_data)
    period = default_period(store)
    whole, here = (
        publish(query(store, "on_time", (), scope, council=council), council).frame["value"].iloc[0]
        for scope in (Scope(period), Scope(period).with_choice("ward", "Quarn Edge"))
    )
    app = open_sections(open_page("targets", ward="Quarn Edge", mode=cache.PUBLISH), "services")
    drawn = words_drawn(app.selectbox(key="target-by-service").set_value("Dealt with on time").run())
    assert f"Council {whole:.1%}" in drawn
    assert f"Quarn Edge {here:.1%}" in drawn

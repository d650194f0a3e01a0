"""The line that groups are held against is the engine's figure of all, whatever of it the split shows."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cxdata.council import read_council
from cxdata.measures.coverage.periods import default_period
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import open_store
from tests.ui.conftest import OpenPage
from tests.ui.sections import open_sections


def words_drawn(app: AppTest) -> list[str]:
    """The words that stand in the last drawing of a page."""
    spec = json.loads(app.get("plotly_chart")[-1].proto.spec)
    return [note["text"] for note in spec["layout"]["annotations"]]


def test_the_councils_line_and_the_wards_stand_beside_the_services_of_a_ward(
    open_page: OpenPage, sample_data: Path
) -> None:
    store, council = open_store(sample_data), read_council(sample_data)
    period = default_period(store)
    whole, here = (
        query(store, "on_time", (), scope, council=council).frame["value"].iloc[0]
        for scope in (Scope(period), Scope(period).with_choice("ward", "Quarn Edge"))
    )
    app = open_sections(open_page("targets", ward="Quarn Edge"), "services")
    drawn = words_drawn(app.selectbox(key="target-by-service").set_value("Dealt with on time").run())
    assert f"Council {whole:.1%}" in drawn
    assert f"Quarn Edge {here:.1%}" in drawn

"""What a contact costs, by channel: the table, and a form that changes it or sets one that is missing."""

from datetime import date, datetime

import streamlit as st

from cxdata.analysis.savings.words import say_age
from cxdata.contract import CHANNELS
from cxdata.council import UnitCost
from cxdata.errors import CxError
from cxdata.export.promises.savings import cost_rows
from cxdata.lists import add_entries, read_list
from cxdata.lists.unit_costs import UNIT_COSTS
from cxdata.measures.words import say_level
from cxdata.periods import financial_year
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.parts import editing

ANCHORS = (
    "Published, and old. Socitm 2011, about 200 councils: face to face £8.62, phone £2.83, web £0.15. Others from 2009 "
    "to 2012: face to face £4.83 to £9.56, phone £1.28 to £5.57, web £0.09 to £0.56. They are averages with overheads: "
    "moving a contact saves that much only where a post, a shift or a contract goes."
)
PUBLISHED = (
    {"channel": "face_to_face", "pounds": "8.62", "low": "4.83", "high": "9.56"},
    {"channel": "phone", "pounds": "2.83", "low": "1.28", "high": "5.57"},
    {"channel": "web", "pounds": "0.15", "low": "0.09", "high": "0.56"},
)
_OF_2011 = {
    "year": "2011",
    "source": "Socitm 2011, about 200 councils; low and high are what others found from 2009 on",
}
FORM = editing.Form(
    UNIT_COSTS, choices={"channel": {name: say_level("channel", name) for name in CHANNELS}}, long=("source",)
)
NEW = "A cost that is not set yet"


def edit_costs(view: View) -> None:
    """The costs with their year and source, and a form for one of them."""
    costs = view.council.unit_costs
    editing.say_done("unit-costs")
    if costs:
        elements.table(cost_rows(costs))
        if age := say_age(costs, financial_year(date.today())):
            elements.warning(age)
    else:
        elements.markdown("No cost of a contact is set, so no pounds are said anywhere.")
    elements.markdown(ANCHORS)
    if not view.may_change:
        return
    if not costs:
        _offer_published()
    kept = read_list(cache.opened(), UNIT_COSTS)
    for fault in kept.faults:
        elements.warning(fault)
    by_name = {say_level("channel", cost.channel): cost for cost in costs}
    name = elements.selectbox("Which cost", [*by_name, NEW], key="which-cost")
    cost = by_name.get(name or NEW)
    entry = kept.find(cost.reference) if cost and cost.reference else None
    if entry is not None:
        editing.change_form(FORM, entry, key="unit-costs")
    else:
        editing.add_form(FORM, key=f"unit-costs-{name}", start=_start(cost))


def _offer_published() -> None:
    """The published costs as a start, where none is set: put on the list only by a person who says so."""
    with st.form("published-costs", border=False):
        by = elements.text_input("Who you are (a name or a post)", key="published-costs-by") or ""
        if not elements.form_submit_button("Begin with the published costs of 2011"):
            return
    try:
        entries = [{**cost, **_OF_2011} for cost in PUBLISHED]
        add_entries(
            cache.opened(), UNIT_COSTS, entries, by=by, why="A start, until we know our own", now=datetime.now()
        )
    except CxError as refusal:
        elements.error(str(refusal))
        return
    st.rerun()


def _start(cost: UnitCost | None) -> dict[str, str]:
    """What stands in the form at first: a cost of council.toml, which the list then takes the place of."""
    if cost is None:
        return {}
    ends = {name: f"{end:g}" for name, end in (("low", cost.low), ("high", cost.high)) if end is not None}
    return {
        "channel": cost.channel,
        "pounds": f"{cost.pounds:g}",
        "year": str(cost.year),
        "source": cost.source,
        **ends,
    }

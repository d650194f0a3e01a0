"""What rose and what fell since last year, by channel or by online, automated phone and assisted, as one exhibit."""

from dataclasses import replace

from cxdata import findings
from cxdata.analysis.asking import Asking
from cxdata.analysis.shift import moved
from cxdata.charts.channels import shift
from cxdata.charts.dots import dots
from cxdata.export.asked.plainly import About, about_plainly
from cxdata.export.asked.split import picked_out
from cxdata.export.exhibit import Exhibit, exhibit_of, exhibit_of_shift
from cxdata.export.exhibit.of_shift import base_of_parts
from cxdata.findings import nothing_to_show
from cxdata.measures import DIMENSIONS
from cxdata.measures.comparison import Compared, compare
from cxdata.measures.coverage.whole_months import newest_year
from cxdata.measures.query import Answer
from cxdata.measures.rows import side_by_side
from cxdata.scope import Comparison, Scope

GROUPS = {"online": "online_share", "automated_phone": "automated_phone_share", "assisted": "assisted_share"}
"""The three ways of being served, each with its measure: shares of the contacts whose channel is known."""


def exhibit_of_a_year(asking: Asking, by: str, *, narrow: bool = False, about: About = about_plainly) -> Exhibit:
    """Each part's share now and a year before; without a year before the parts as they are, and why.

    The chosen channel is picked out, and narrows nothing. Without any contacts the finding says so.
    """
    scope, key = asking.scope.with_choice("channel"), f"shift-{by}"
    compared = _compared(asking, scope)
    spans = compared.scopes(scope) if compared else None
    now = _shares(asking, by, spans[0] if spans else scope)
    if now.empty or now.frame["value"].isna().all():
        return exhibit_of(now, None, nothing_to_show(now), key=key, about=about(now))
    then = _shares(asking, by, spans[1]) if spans else None
    if compared is None or spans is None or then is None or then.empty:
        return _as_it_is(asking, now, by, compared, key, narrow, about)
    parts = moved(now, then)
    chart = shift(now, parts, highlight=picked_out(asking.scope, asking.council, by), narrow=narrow)
    if scope.period is None:
        chart = replace(chart, notes=(*chart.notes, f"{compared.now} against the year before."))
    said = [*about(now), *_about_chance(by)]
    return exhibit_of_shift(now, parts, compared, chart, key=key, about=said)


def _compared(asking: Asking, scope: Scope) -> Compared | None:
    """The two spans a year apart: the period chosen, or the newest whole year where none is."""
    period = scope.period or newest_year(asking.store, ("contacts",))
    asked = replace(scope, period=period, comparison=Comparison.YEAR_BEFORE)
    # As the council counts it: where calls stand in the place of contacts, they must cover both spans too.
    counted = asking.answer("channel_share", ("channel",), scope).measure
    return compare(asking.store, counted, asked, council=asking.council)


def _shares(asking: Asking, by: str, scope: Scope) -> Answer:
    """The share of each channel, or of each of the three ways on the base that the tiles have."""
    if by == "channel":
        return asking.answer("channel_share", ("channel",), scope)
    return side_by_side(
        DIMENSIONS["channel_group"], {group: asking.answer(measure, (), scope) for group, measure in GROUPS.items()}
    )


def _as_it_is(
    asking: Asking, now: Answer, by: str, compared: Compared | None, key: str, narrow: bool, about: About
) -> Exhibit:
    why = compared.why_not if compared and compared.why_not else "nothing is loaded of the year before"
    finding = f"{findings.of_shares(now)}; no comparison with last year"
    chart = dots(now, highlight=picked_out(asking.scope, asking.council, by), narrow=narrow)
    exhibit = exhibit_of(now, chart, finding, key=key, about=about(now), notes=(f"Last year: {why}.",))
    return replace(exhibit, base=base_of_parts(now))


def _about_chance(by: str) -> list[str]:
    parts = "channels" if by == "channel" else "ways"
    return [
        "A share rose or fell only where the range of its change leaves out nought: Newcombe’s interval (1998), at 95 "
        f"in 100 for all the {parts} together. Contacts are counted, not sampled: chance stands for what might as well "
        "have been otherwise."
    ]

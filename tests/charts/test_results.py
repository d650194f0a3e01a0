"""Charts of results from the sample council: what is drawn is what was counted, read from the files another way."""

from datetime import date
from pathlib import Path

import pytest

from cxdata.analysis.like_for_like.split import LikeForLike, split_change
from cxdata.analysis.outlook.forecast import Forecast, forecast
from cxdata.analysis.outlook.past import past_months
from cxdata.analysis.satisfaction.definitions import definition_changes
from cxdata.charts import like_for_like, outlook
from cxdata.charts.satisfaction import definition
from cxdata.council import Council, read_council
from cxdata.measures.query import query
from cxdata.scope import Scope
from cxdata.store import Store, open_store
from tests.charts.colours import contrast, mark_colours, text_colours

FORM = Scope(choices=(("service", ("Garden waste",)),))


@pytest.fixture(scope="module")
def store(sample_data: Path) -> Store:
    return open_store(sample_data)


@pytest.fixture(scope="module")
def council(sample_data: Path) -> Council:
    return read_council(sample_data)


@pytest.fixture(scope="module")
def split(store: Store, council: Council) -> LikeForLike:
    return split_change(store, "satisfied", "channel", Scope(), council)


@pytest.fixture(scope="module")
def ahead(store: Store, council: Council) -> Forecast:
    return forecast(store, "online_share", FORM, council, until=date(2027, 8, 31))


def test_the_waterfall_leads_from_before_to_after_without_a_remainder(split):
    figure = like_for_like.waterfall(split).figure
    mixed, within = figure.data[0], figure.data[1]
    assert {mixed.name, within.name} == {"Who is counted (mix)", "Change within, like for like"}
    ends = [(bar.base[0], bar.base[0] + bar.x[0]) for bar in (mixed, within)]
    first = min(ends[0], key=lambda end: abs(end - split.before))
    assert first == pytest.approx(split.before)
    second = next(end for end in ends[0] if end != first)
    last = max(ends[1], key=lambda end: abs(end - second))
    assert last == pytest.approx(split.after)
    lines = [shape.x0 for shape in figure.layout.shapes if shape.line.width == 5]
    assert lines == [pytest.approx(split.before), pytest.approx(split.after)]
    assert figure.layout.xaxis.range[0] <= min(split.before, split.after)
    assert all(contrast(colour) >= 4.5 for colour in text_colours(figure))


def test_each_groups_two_bars_add_up_to_the_two_steps(split):
    chart = like_for_like.terms(split)
    by_name = {trace.name: trace for trace in chart.figure.data if trace.type == "bar"}
    assert sum(by_name["mix"].x) == pytest.approx(split.mix)
    assert sum(by_name["within"].x) == pytest.approx(split.within)
    assert by_name["mix"].marker.pattern.shape == "/", "told apart by more than colour"
    assert all(contrast(colour) >= 3 for colour in mark_colours(chart.figure))


def test_the_fan_begins_at_the_latest_month_and_holds_the_inner_band_within_the_outer(ahead):
    figure = outlook.fan(ahead).figure
    by_name = {trace.name: trace for trace in figure.data}
    past, middle = by_name["past"], by_name["middle"]
    assert past.x[-1] == middle.x[0] == "2026-08-01"
    assert past.y[-1] == middle.y[0] == pytest.approx(ahead.latest)
    assert middle.x[-1] == "2027-08-01"
    assert max(by_name["50% band"].y) <= max(by_name["80% band"].y)
    assert min(by_name["50% band"].y) >= min(by_name["80% band"].y)
    assert set(by_name["no change"].y) == {ahead.latest}
    assert [shape.y0 for shape in figure.layout.shapes] == [0.80, 0.85]
    assert "Target 80.0%" in [note.text.replace("<br>", " ") for note in figure.layout.annotations]
    assert all(contrast(colour) >= 4.5 for colour in text_colours(figure))


def test_the_past_of_the_fan_is_what_the_engine_counts(ahead, store, council):
    past = next(trace for trace in outlook.fan(ahead).figure.data if trace.name == "past")
    frame = query(store, "online_share", ("month",), FORM, council=council).frame
    counted = dict(zip(frame["month"], frame["value"], strict=True))
    assert {day[:7]: value for day, value in zip(past.x, past.y, strict=True)} == {
        month: pytest.approx(value) for month, value in counted.items() if month != "2026-09"
    }


def test_past_forecasts_agree_with_the_record_that_is_told(ahead):
    for horizon in (1, 3, 6):
        told = next(one for one in ahead.record if one.horizon == horizon)
        past = past_months(ahead, ahead=horizon)
        assert len(past) == told.forecasts
        assert sum(one.held for one in past) == told.held
        error = sum(abs(one.middle - one.outcome) for one in past) / len(past)
        assert error == pytest.approx(told.mean_error)


def test_a_falling_measure_is_forecast_in_its_own_terms(store, council):
    down = forecast(store, "abandoned_share", Scope(), council, until=date(2027, 3, 31))
    told = next(one for one in down.record if one.horizon == 6)
    past = past_months(down, ahead=6)
    assert all(one.lower_80 < one.middle < one.upper_80 for one in past)
    assert sum(one.held for one in past) == told.held
    frame = query(store, "abandoned_share", ("month",), Scope(), council=council).frame
    assert past[-1].outcome == pytest.approx(frame["value"].iloc[-1])


def test_outcomes_outside_the_band_are_diamonds(ahead):
    past = past_months(ahead, ahead=3)
    outcome = next(trace for trace in outlook.record(ahead, past, ahead=3).figure.data if trace.name == "outcome")
    assert list(outcome.marker.symbol) == ["circle" if one.held else "diamond" for one in past]
    assert list(outcome.y) == [one.outcome for one in past]


def test_two_formulas_of_a_published_figure_have_a_panel_each(store, council):
    published = next(one for one in definition_changes(store, Scope(), council).series if one.switch)
    before = definition(published, published.before).figure
    after = definition(published, published.after).figure
    lines = [next(trace for trace in figure.data if trace.mode == "lines") for figure in (before, after)]
    assert len(lines[0].x) == len(lines[1].x) == 30, "each formula is worked out for every month"
    dots = [next(trace for trace in figure.data if trace.mode == "markers") for figure in (before, after)]
    assert dots[0].x[-1] == "2025-12-01"
    assert dots[1].x[0] == "2026-01-01"
    assert max(dots[0].y) < min(dots[1].y), "on one axis the published figures would look like a leap"

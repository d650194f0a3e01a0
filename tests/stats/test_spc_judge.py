"""What the judge makes of a series whatever its figures: scale, gaps, length, new averages, season, level, memory."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdata.stats.spc.fit import Figures, fit
from cxdata.stats.spc.judge import Judgement, Rebase, judge_series
from cxdata.stats.spc.rules import Rule
from cxdata.stats.spc.scale import Scale, scale_of
from cxdata.stats.spc.verdicts import variation

NAN = float("nan")
DAY = date(2026, 1, 1)
CALM = [90.0, 92, 91, 93, 90, 92, 91, 90, 93, 92, 91, 92, 90, 92] * 3


def judge(values: object, kind: str = "score", **options: object) -> Judgement:
    return judge_series(Figures(np.array(values, dtype=float), kind, **options))


def stable(n: int, seed: int = 3) -> np.ndarray:
    return 50 + 5 * np.random.default_rng(seed).normal(size=n)


def yearly(n: int, height: float, seed: int = 3) -> np.ndarray:
    return stable(n, seed) + height * np.sin(2 * np.pi * np.arange(n) / 12)


# Scale


@pytest.mark.parametrize(
    ("kind", "values", "name"),
    [
        ("share", [0.5], "log odds"),
        ("wait", [5], "log"),
        ("count", [30, 31], "log"),
        ("count", [29, 900], "root"),
        ("score", [80], "as is"),
    ],
)
def test_each_kind_has_its_scale(kind: str, values: list[float], name: str) -> None:
    assert scale_of(kind, values).name == name


def test_figures_that_a_scale_does_not_know_are_gaps() -> None:
    assert np.isnan(Scale("log").to_scale([0.0, -1.0])).all()
    assert np.isnan(Scale("log odds").to_scale([0.5], [0.0])).all()
    # 1 of 1: ln(1.5 / .5).
    assert Scale("log odds").to_scale([1.0], [1.0])[0] == pytest.approx(np.log(3))


@pytest.mark.parametrize("name", ["log odds", "log", "root", "as is"])
def test_a_larger_figure_is_larger_on_every_scale_and_comes_back(name: str) -> None:
    values = np.array([0.2, 0.4, 0.6])
    scaled = Scale(name).to_scale(values, np.full(3, 1e9))
    assert (np.diff(scaled) > 0).all()
    assert Scale(name).original(scaled) == pytest.approx(values, rel=1e-6)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="a share, a wait, a count or a score"):
        scale_of("money", [1.0])


# Edges


@pytest.mark.parametrize("kind", ["score", "count", "wait"])
@pytest.mark.parametrize("n", [6, 24, 40])
def test_figures_that_never_vary_give_no_sign_and_no_width(kind: str, n: int) -> None:
    judged = judge([7.0] * n, kind)
    assert judged.sign == 0
    assert not judged.rules.any()
    assert judged.lower == pytest.approx(7.0)
    assert judged.upper == pytest.approx(7.0)


def test_a_season_that_repeats_exactly_gives_no_sign() -> None:
    judged = judge([10.0, 12, 30, 50, 60, 40, 30, 30, 20, 15, 10, 10] * 3)
    assert judged.sign == 0
    assert not judged.rules.any()
    assert judged.centre[2] == pytest.approx(30.0)


@pytest.mark.parametrize("values", [[], [NAN] * 12, [90, 91, 90, NAN, 95, 10], [90, NAN] * 8])
def test_too_few_figures_or_none_beside_another_give_no_limits(values: list[float]) -> None:
    judged = judge(values)
    assert judged.latest is None
    assert np.isnan(judged.centre).all()
    assert variation(judged, "higher").word == "too few points"


def test_a_month_without_a_figure_is_judged_at_the_last_that_has_one() -> None:
    judged = judge([*CALM, 70.0, NAN, NAN])
    assert judged.at == len(CALM)
    assert (judged.sign, judged.latest.outside) == (-1, True)


def test_a_gap_ends_a_run_and_is_never_filled() -> None:
    shifted = [*CALM, 94, 94, 94.1, 94, NAN, 94, 94.2, 94, 94.1]
    judged = judge(shifted)
    assert judged.latest.run == 4
    assert np.isnan(judged.values[len(CALM) + 4])
    assert judged.rules[len(CALM) + 4] == Rule.ORDINARY


def test_only_the_last_sixty_months_are_judged() -> None:
    old = [500.0] * 30
    judged = judge([*old, *stable(60)])
    assert judged.last.start == 30
    assert np.isnan(judged.centre[:30]).all()
    assert judged.fit.left == pytest.approx(judge(stable(60)).fit.left)


# Length


def test_under_two_years_only_a_month_outside_is_named_and_it_is_no_change() -> None:
    risen = [*stable(14), *(stable(8) + 12)]
    judged = judge(risen)
    assert judged.words_only
    assert judged.latest.held in ("", "outside")
    out = judge([*CALM[:14], 70.0])
    assert (out.sign, out.words_only) == (-1, True)
    sign = variation(out, "higher")
    assert (sign.word, sign.is_change) == ("unusual so far", False)


@pytest.mark.parametrize(
    ("n", "standing"), [(5, "too few"), (6, "words only"), (23, "words only"), (24, "first guess"), (36, "")]
)
def test_what_a_length_allows(n: int, standing: str) -> None:
    assert judge(stable(n)).last.standing == standing


def test_a_persons_word_on_the_season_lifts_the_wait_to_a_year() -> None:
    assert judge(stable(12), seasonal=False).last.standing == "first guess"
    assert judge(stable(11), seasonal=False).last.standing == "words only"
    assert not judge(yearly(36, 15), seasonal=False).fit.season.taken_out


# Season, line, usual days, quarters


def test_what_is_usual_follows_the_time_of_year() -> None:
    judged = judge(yearly(36, 15))
    assert judged.fit.season.taken_out
    # Three Aprils and three Octobers as drawn, drawn together by what is not believed: 1 / F.
    april, october = (float(np.mean(judged.values[month::12])) for month in (3, 9))
    seen = april - october
    assert judged.centre[3] - judged.centre[9] == pytest.approx(seen * judged.fit.season.share, abs=0.5)
    assert judged.fit.season.share > 0.8
    assert judged.sign == 0


def test_a_season_of_a_month_seen_once_is_not_looked_for() -> None:
    values = yearly(30, 15)
    values[[4, 16]] = NAN
    assert not judge(values).fit.season.taken_out


def test_steady_growth_is_a_line_and_not_a_sign() -> None:
    noise = np.random.default_rng(5).normal(size=48)
    judged = judge(1000 * 1.01 ** np.arange(48) * np.exp(0.03 * noise), "count")
    assert judged.fit.centre.line
    assert judged.steady
    assert judged.fit.centre.slope == pytest.approx(np.log(1.01), abs=0.001)
    assert judged.sign == 0


def test_one_step_is_not_taken_for_a_line() -> None:
    judged = judge([*stable(18), *(stable(18, 9) + 15)])
    assert not judged.fit.centre.line


def test_a_count_is_judged_by_its_usual_days() -> None:
    days = np.resize([20.0, 22, 21, 19, 23, 21, 22], 36) / 21
    noise = np.random.default_rng(8).normal(size=36)
    counts = 1000 * days * np.exp(0.01 * noise)
    allowed, plain = judge(counts, "count", usual_days=days), judge(counts, "count")
    width = [float(np.mean(one.upper - one.lower)) for one in (allowed, plain)]
    assert width[0] < width[1] / 2
    assert allowed.centre[4] / allowed.centre[3] == pytest.approx(23 / 19, rel=0.01)


def test_quarters_have_four_effects_no_line_and_no_wander() -> None:
    quarters = np.tile([40.0, 60, 50, 30], 4) + np.random.default_rng(2).normal(size=16)
    judged = judge(quarters, step="quarter")
    assert judged.fit.season.taken_out
    assert len(judged.fit.season.effects) == 4
    assert (judged.fit.wander.rho, judged.fit.centre.line) == (0.0, False)
    assert (judged.sign, judged.last.standing) == (0, "first guess")
    assert judge(quarters[:11], step="quarter").words_only


# New averages, new level, pattern, memory


def test_a_new_average_starts_the_judgement_anew() -> None:
    values = [*stable(24), *(stable(30, 9) + 40)]
    judged = judge_series(Figures(np.array(values), "score"), rebases=[Rebase(24, DAY, "new phones")])
    assert [(one.start, one.end) for one in judged.stretches] == [(0, 24), (24, 54)]
    assert judged.centre[0] == pytest.approx(np.mean(values[:24]))
    assert judged.centre[-1] == pytest.approx(np.mean(values[24:]))
    assert judged.sign == 0
    assert judged.new_level is None


@pytest.mark.parametrize(
    "rebases",
    [
        [Rebase(14, DAY, " ")],
        [Rebase(0, DAY, "why")],
        [Rebase(99, DAY, "why")],
        [Rebase(9, DAY, "a"), Rebase(5, DAY, "b")],
    ],
)
def test_a_rebase_that_cannot_be_is_refused(rebases: list[Rebase]) -> None:
    with pytest.raises(ValueError, match="rebase"):
        judge_series(Figures(np.array(CALM), "score"), rebases=rebases)


def test_a_level_a_year_old_is_dated_and_asked_about() -> None:
    judged = judge([*stable(22), *(stable(14, 9) + 15)])
    level = judged.new_level
    assert level is not None
    assert abs(level.at - 22) <= 1
    assert (level.before, level.after) == (pytest.approx(50, abs=3), pytest.approx(65, abs=3))
    assert judge(stable(36)).new_level is None


def test_a_peak_that_moved_is_a_changed_pattern_and_one_freak_month_is_none() -> None:
    spring = np.array([0, 10, 25, 10, 0, 0, 0, 0, 0, 0, 0, 0.0])
    years = [spring, spring, spring, np.roll(spring, 3)]
    moved = judge(stable(48) + np.concatenate(years))
    assert moved.pattern_changed
    same = stable(48) + np.tile(spring, 4)
    assert not judge(same).pattern_changed
    same[40] += 40
    assert not judge(same).pattern_changed


def test_the_month_a_sign_was_first_given_is_remembered() -> None:
    judged = judge([*CALM, 96.5, 96.4, 96.6])
    assert judged.sign == 1
    assert judged.first_said == len(CALM)
    assert [end for end, sign in judged.said if sign] == [len(CALM), len(CALM) + 1, len(CALM) + 2]
    assert len(judged.said) == 12


# Whatever the figures


figures = st.lists(st.one_of(st.floats(0, 100), st.just(NAN)), max_size=45)


@settings(deadline=None)  # The first series of a length works out its tables of wander.
@given(values=figures)
def test_any_series_gives_arrays_of_its_length_and_ordered_lines(values: list[float]) -> None:
    judged = judge(values)
    assert len(judged.values) == len(judged.centre) == len(judged.rules) == len(values)
    drawn = ~np.isnan(judged.centre)
    assert (judged.lower[drawn] <= judged.centre[drawn]).all()
    assert (judged.centre[drawn] <= judged.upper[drawn]).all()
    assert not judged.rules[np.isnan(judged.values)].any()
    assert ((judged.direction != 0) == (judged.rules != Rule.ORDINARY)).all()


@settings(deadline=None)  # The first series of a length works out its tables of wander.
@given(values=st.lists(st.one_of(st.integers(0, 1000), st.just(NAN)), max_size=45))
def test_upside_down_a_series_tells_the_same_story(values: list[float]) -> None:
    # Halves keep the mirror exact in floating point.
    upright, mirrored = judge([v / 8 for v in values]), judge([-v / 8 for v in values])
    assert upright.sign == -mirrored.sign
    first, second = fit(upright_figures(values)), fit(upright_figures([-v for v in values]))
    assert (first is None) == (second is None)
    if first and second:
        assert first.reach == pytest.approx(second.reach)


def upright_figures(values: list[float]) -> Figures:
    return Figures(np.array([v / 8 for v in values], dtype=float), "score")


@settings(deadline=None)  # The first series of a length works out its tables of wander.
@given(seed=st.integers(0, 500), factor=st.floats(0.1, 40), away=st.floats(-500, 500))
def test_the_unit_of_a_score_makes_no_difference(seed: int, factor: float, away: float) -> None:
    values = yearly(30, 6, seed)
    one, other = judge(values), judge(values * factor + away)
    assert one.sign == other.sign
    assert one.fit.wander.rho == pytest.approx(other.fit.wander.rho, abs=1e-6)

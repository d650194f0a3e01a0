"""Wilson, Newcombe and the base ladder against published tables, statsmodels and their own properties."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdata.stats.basics.proportions import base_note, effective_base, newcombe, weighted_share, wilson, z_value


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_wilson_gives_newcombes_published_limits(published: Path) -> None:
    for row in rows(published, "newcombe1998_wilson_single.csv"):
        lower, upper = wilson(float(row["x"]), float(row["n"]), conf=float(row["conf"]))
        assert (round(float(lower), 4), round(float(upper), 4)) == (float(row["lower"]), float(row["upper"])), row


def test_wilson_gives_the_limits_of_public_health_england_and_nan_where_they_give_none(shared_vectors: Path) -> None:
    table = rows(shared_vectors, "phe_wilson_proportions.csv")

    def column(name: str) -> np.ndarray:
        return np.array([float(row[name] or "nan") for row in table])

    x, n = column("Numerator"), column("Denominator")
    for conf, lower, upper in ((0.95, "lower95_0cl", "upper95_0cl"), (0.998, "lower99_8cl", "upper99_8cl")):
        ours = wilson(x, n, conf=conf)
        np.testing.assert_allclose(ours.lower, column(lower), rtol=1e-9)
        np.testing.assert_allclose(ours.upper, column(upper), rtol=1e-9)


def test_wilson_takes_weighted_counts_as_public_health_england_does(shared_vectors: Path) -> None:
    table = [row for row in rows(shared_vectors, "phe_byars_wilson.csv") if row["method"] == "Wilson"]
    assert [float(row["x"]) for row in table].count(0.445) == 2
    for row in table:
        lower, upper = wilson(float(row["x"]), float(row["n"]), conf=float(row["confidence"].rstrip("%")) / 100)
        assert float(lower) == pytest.approx(float(row["lowercl"]), rel=1e-9)
        assert float(upper) == pytest.approx(float(row["uppercl"]), rel=1e-9)


def test_wilson_matches_statsmodels_on_every_small_table() -> None:
    oracle = pytest.importorskip("statsmodels.stats.proportion")
    x, n = np.array([(x, n) for n in (1, 2, 7, 30, 400) for x in range(n + 1)]).T
    lower, upper = oracle.proportion_confint(x, n, method="wilson")
    ours = wilson(x, n)
    np.testing.assert_allclose(ours.lower, lower, atol=1e-12)
    np.testing.assert_allclose(ours.upper, upper, atol=1e-12)


def test_wilson_takes_a_part_of_an_answer_and_any_confidence() -> None:
    # Weighted counts are not whole. The limits solve (share - p)^2 = z^2 p (1 - p) / n, which is Wilson's own equation.
    for x, n, conf in ((0.445, 12.3, 0.95), (0.445, 12.3, 0.998), (7.25, 9.5, 0.998), (222, 3215, 0.95)):
        for limit in wilson(x, n, conf=conf):
            share, p = x / n, float(limit)
            assert (share - p) ** 2 == pytest.approx(z_value(conf) ** 2 * p * (1 - p) / n, rel=1e-9)
    missing = wilson([np.nan, 10, np.nan], [100, np.nan, np.nan])
    assert np.isnan([missing.lower, missing.upper]).all()


def test_all_satisfied_is_never_100_per_cent_without_doubt() -> None:
    lower, upper = wilson(30, 30)
    assert float(upper) == 1.0
    assert round(float(lower), 3) == 0.886
    assert round(float(wilson(1, 1).lower), 3) == 0.207


def test_none_of_none_is_unknown_and_not_nought() -> None:
    lower, upper = wilson([0, 0, 5], [0, 10, 5])
    assert np.isnan(lower[0])
    assert np.isnan(upper[0])
    assert lower[1] == 0.0
    assert upper[2] == 1.0


@pytest.mark.parametrize(("x", "n"), [(6, 5), (-1, 5), (0, -1), ([1, 9], [2, 8])])
def test_impossible_counts_are_refused(x: object, n: object) -> None:
    with pytest.raises(ValueError, match=r"negative|exceed"):
        wilson(x, n)


@pytest.mark.parametrize("conf", [0, 1, 95])
def test_a_confidence_outside_0_to_1_is_refused(conf: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, conf=conf)


@given(n=st.floats(0.001, 1e9), part=st.floats(0, 1), conf=st.floats(0.5, 0.999))
def test_wilson_holds_the_share_and_stays_within_0_and_1(n: float, part: float, conf: float) -> None:
    x = min(part * n, n)
    lower, upper = wilson(x, n, conf=conf)
    assert 0 <= lower <= x / n + 1e-12
    assert x / n - 1e-12 <= upper <= 1


@given(n=st.integers(1, 10_000), data=st.data())
def test_wilson_of_the_unsatisfied_mirrors_wilson_of_the_satisfied(n: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, n))
    lower, upper = wilson(x, n)
    other_lower, other_upper = wilson(n - x, n)
    assert float(lower) == pytest.approx(1 - float(other_upper), abs=1e-12)
    assert float(upper) == pytest.approx(1 - float(other_lower), abs=1e-12)


def test_z_value_is_the_one_public_health_england_prints() -> None:
    assert (round(z_value(0.95), 6), round(z_value(0.998), 6)) == (1.959964, 3.090232)


def test_newcombe_gives_the_published_differences(published: Path) -> None:
    for row in rows(published, "newcombe1998_difference.csv"):
        difference = newcombe(*(float(row[name]) for name in ("x1", "n1", "x2", "n2")))
        # The last row is printed to two or three places by its source.
        places = 4 if len(row["example"]) == 1 else 2
        assert round(float(difference.lower), places) == round(float(row["lower"]), places), row
        assert round(float(difference.upper), places) == round(float(row["upper"]), places), row


def test_newcombe_matches_statsmodels() -> None:
    oracle = pytest.importorskip("statsmodels.stats.proportion")
    for x1, n1, x2, n2 in ((56, 70, 48, 80), (0, 12, 3, 400), (400, 400, 970, 1000), (1, 2, 1, 2)):
        lower, upper = oracle.confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
        ours = newcombe(x1, n1, x2, n2)
        assert (float(ours.lower), float(ours.upper)) == pytest.approx((lower, upper), abs=1e-12)


@given(n1=st.integers(1, 5000), n2=st.integers(1, 5000), data=st.data())
def test_newcombe_holds_the_difference_and_turns_round_with_the_groups(n1: int, n2: int, data: st.DataObject) -> None:
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    one, other = newcombe(x1, n1, x2, n2), newcombe(x2, n2, x1, n1)
    assert -1 - 1e-12 <= one.lower <= one.value + 1e-12
    assert one.value - 1e-12 <= one.upper <= 1 + 1e-12
    assert float(one.lower) == pytest.approx(-float(other.upper), abs=1e-12)


def test_a_difference_from_nobody_is_unknown() -> None:
    assert np.isnan(newcombe(3, 10, 0, 0)).all()


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (None, "too few to say"),
        (float("nan"), "too few to say"),
        (0, "too few to say"),
        (9, "too few to say"),
        (9.99, "too few to say"),
        (10, "very small base"),
        (29, "very small base"),
        (30, "small base"),
        (99, "small base"),
        (100, ""),
    ],
)
def test_the_base_ladder(n: float | None, words: str) -> None:
    assert base_note(n) == words


def test_kish_effective_base_of_the_worked_example(published: Path) -> None:
    example = json.loads((published / "minutes_worked_examples.json").read_text())["kish"]
    assert effective_base(example["weights"]) == example["expect"]["neff"] == 3.2
    assert len(example["weights"]) / effective_base(example["weights"]) == example["expect"]["deff"]


def test_effective_base_of_equal_weights_is_their_number_and_of_none_is_nought() -> None:
    assert effective_base([2.5] * 40) == pytest.approx(40)
    assert effective_base([]) == 0
    assert effective_base([0, 0]) == 0
    with pytest.raises(ValueError, match="0 or more"):
        effective_base([1, -1])


def test_a_weighted_share_uses_the_effective_base() -> None:
    share, (lower, upper), base = weighted_share([1, 1, 1, 1, 0], [1, 1, 1, 1, 4])
    assert (share, base) == (0.5, 3.2)
    assert (float(lower), float(upper)) == pytest.approx(tuple(float(v) for v in wilson(1.6, 3.2)))


def test_a_weighted_share_without_weight_is_unknown() -> None:
    share, (lower, _), base = weighted_share([1, 0], [0, 0])
    assert np.isnan([share, float(lower)]).all()
    assert base == 0


def test_garden_waste_renewals_of_the_minutes(published: Path) -> None:
    example = json.loads((published / "minutes_worked_examples.json").read_text())["garden_waste_renewals"]
    lower, upper = wilson(0.70 * example["renewals"], example["renewals"])
    assert [round(float(lower), 6), round(float(upper), 6)] == example["expect"]["wilson95_online"]


def test_the_engines_statistics_do_not_wait_for_scipy() -> None:
    code = (
        "import sys; from cxdata.stats.basics.proportions import wilson, newcombe;"
        "from cxdata.stats.basics.rates import byar;"
        "wilson(1, 2); newcombe(1, 2, 1, 2); byar(12); sys.exit('scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

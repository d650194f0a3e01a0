"""Real exports loaded into a store: the counts in ../shared/real/README.md, straight from its tables."""

import pytest

from cxdata.ingest.load.build import load_files
from cxdata.store import open_store


def load(root, *paths):
    receipt = load_files(list(paths), data=root)
    assert not receipt.refused, receipt.text()
    return receipt.files, open_store(root)


@pytest.fixture(scope="module")
def boston(shared_real, tmp_path_factory):
    return load(tmp_path_factory.mktemp("boston"), *sorted((shared_real / "boston311_2015").glob("*.csv.gz")))


def test_boston_by_channel(boston):
    receipts, store = boston
    assert (receipts[0].read, receipts[0].loaded, receipts[0].set_aside) == (121_145, 121_145, 0)
    assert dict(store.tuples("select channel, count(*) from contacts group by 1")) == {
        "phone": 62_285,
        "app": 18_838,
        "web": 12_305,
        "social": 61,
        "partner": 198,
        "other": 14_675 + 12_783,
    }
    assert dict(store.tuples("select requester, count(*) from contacts group by 1")) == {
        "public": 62_285 + 18_838 + 12_305 + 61,
        "partner": 198,
        "staff": 14_675 + 12_783,
    }


def test_boston_by_quarter(boston):
    _, store = boston
    rows = store.tuples("select quarter(received_at), channel, count(*) from contacts group by all")
    totals = {quarter: sum(n for q, _, n in rows if q == quarter) for quarter in (1, 2, 3, 4)}
    assert totals == {1: 26_788, 2: 31_331, 3: 35_844, 4: 27_182}
    shares = {
        channel: [
            round(100 * next(n for q, c, n in rows if (q, c) == (quarter, channel)) / totals[quarter], 1)
            for quarter in totals
        ]
        for channel in ("phone", "app")
    }
    assert shares == {"phone": [61.1, 50.3, 49.3, 45.9], "app": [9.8, 13.4, 18.2, 20.2]}


def test_boston_wards_are_one_spelling_and_blanks_are_kept(boston):
    _, store = boston
    wards = dict(store.tuples("select ward, count(*) from contacts group by 1"))
    assert wards["Not recorded"] == 10_868
    assert len(wards) == 23
    assert sum(wards.values()) - wards["Not recorded"] == 96_797 + 13_480


def test_boston_points_give_wards_only_where_they_say_something(shared_real, tmp_path):
    """10,868 rows have no ward. Those on the default point, where the city puts what it cannot locate, keep none."""
    folder = shared_real / "boston311_2015"
    _, store = load(tmp_path, folder / "wards.geojson", *folder.glob("*.csv.gz"))
    blank = store.tuples("select count(*) from contacts where ward_code = 'Not recorded'")[0][0]
    assert 0 < blank <= 10_868
    assert store.tuples("select count(*) from areas") == [(22,)]
    labels = {ward for (ward,) in store.tuples("select distinct ward from contacts where ward_code <> 'Not recorded'")}
    assert labels == {f"Ward {number}" for number in range(1, 23)}


A = {"phone": 6_674, "app": 1_454, "web": 1_297, "partner": 422, "social": 143, "other": 6, "email": 3, "post": 1}
B = {"phone": 4_865, "web": 4_148, "app": 839, "social": 90, "partner": 52, "other": 4, "email": 2}


@pytest.mark.parametrize(("vintage", "expected"), [("vintage_a", A), ("vintage_b", B)])
def test_san_francisco_in_both_vintages_has_one_set_of_channels(shared_real, tmp_path, vintage, expected):
    receipts, store = load(tmp_path, shared_real / "sf311" / f"{vintage}.csv")
    assert receipts[0].profile == "san-francisco-311"
    assert dict(store.tuples("select channel, count(*) from contacts group by 1")) == expected


def test_san_francisco_keeps_the_wall_clock_and_na_is_not_recorded(shared_real, tmp_path):
    folder = shared_real / "sf311"
    receipts, store = load(tmp_path, folder / "vintage_a.csv", folder / "vintage_b.csv")
    (received,) = store.tuples("select received_at::varchar from contacts where contact_id = '6078653'")[0]
    assert received == "2016-07-13 15:11:07"
    assert sum(file.read for file in receipts) == 20_000
    assert store.tuples("select count(*) from contacts")[0][0] == sum(file.loaded for file in receipts)
    assert not store.tuples("select 1 from contacts where ward_code in ('NA', '0', '-1')")


def test_baltimore_as_csv_and_as_xlsx_is_the_same(shared_real, tmp_path):
    folder = shared_real / "baltimore311"
    stores = [load(tmp_path / kind, folder / f"311_sample.{kind}")[1] for kind in ("csv", "xlsx")]
    one, two = (
        store.tuples("select * exclude (row_number, file_id) from contacts order by contact_id") for store in stores
    )
    assert one == two
    store = stores[0]
    assert dict(store.tuples("select channel, count(*) from contacts group by 1")) == {
        "phone": 4_995,
        "app": 2_571,
        "other": 2_194 + 19 + 10,
        "post": 206,
        "email": 4,
        "web": 1,
    }
    assert store.tuples("select count(*) from contacts where requester = 'staff'") == [(2_194,)]
    assert store.tuples("select count(*) from contacts where outcome = 'Closed (Duplicate)'") == [(207,)]


def test_fixmystreet_counts_by_council_and_provider(shared_real, tmp_path):
    receipts, store = load(tmp_path, *(shared_real / "fixmystreet").glob("*.parquet"))
    assert receipts[0].loaded == 224_530

    def reports(area, provider):
        return dict(
            store.tuples(
                "select year(received_at), sum(count)::bigint from contacts where ward_code = $area and "
                "provider = $provider group by 1",
                {"area": area, "provider": provider},
            )
        )

    both, own = reports("E07000178", "FixMyStreet.com"), reports("E07000178", "Council's own site")
    assert [both[year] for year in (2017, 2018, 2019, 2020)] == [1_028, 1_819, 3_534, 3_452]
    assert [own[year] for year in (2017, 2018, 2019, 2020)] == [2_677, 4_443, 2_660, 2_440]
    peterborough = reports("E06000031", "Council's own site")
    assert (min(peterborough), peterborough[2019], peterborough[2020]) == (2019, 675, 4_564)
    havering = store.tuples(
        "select year(received_at), sum(count)::bigint from contacts where ward_code = 'E09000016' group by 1"
    )
    assert (dict(havering)[2016], dict(havering)[2019]) == (188, 27)
    assert store.tuples("select distinct grain from contacts") == [("month",)]


def test_vancouver_weighted_by_calls(shared_real, tmp_path):
    receipts, store = load(tmp_path, *(shared_real / "vancouver_calls").glob("*.csv"))
    assert receipts[0].loaded == 5_585
    rows = store.tuples(
        "select year(interval_start), sum(offered)::bigint, sum(abandoned)::bigint, sum(wait_seconds_total), "
        "sum(answered)::bigint from calls group by 1"
    )
    found = {year: (offered, abandoned, round(wait / answered, 1)) for year, offered, abandoned, wait, answered in rows}
    assert found[2014] == (930_857, 65_890, 52.0)
    assert (found[2019][0], round(100 * found[2019][1] / found[2019][0], 2), found[2019][2]) == (655_630, 10.82, 102.5)
    assert (found[2023][0], round(100 * found[2023][1] / found[2023][0], 2), found[2023][2]) == (400_896, 4.90, 53.0)


def test_opg_counts_are_answers_and_percentages_are_benchmarks(shared_real, tmp_path):
    receipts, store = load(tmp_path, *(shared_real / "opg").glob("*_service.json"))
    assert [file.set_aside for file in receipts] == [0, 0, 0]
    scores = dict(
        store.tuples(
            "select score, sum(count)::bigint from responses where service = 'use-an-lpa' "
            "and responded_at = '2021-03-01' "
            "group by 1"
        )
    )
    assert scores == {1: 67, 2: 73, 3: 205, 4: 1_276, 5: 4_434}
    answers = sum(scores.values())
    assert round(100 * (scores[4] + scores[5]) / answers, 1) == 94.3
    assert round(100 * (sum(score * n for score, n in scores.items()) / answers - 1) / 4, 1) == 91.0
    published = store.tuples(
        "select year(period) * 100 + month(period), value from benchmarks where service = 'deputy-reporting' and "
        "figure like 'User satisfaction%' and period in ('2026-03-01', '2026-06-01') order by 1"
    )
    assert published == [(202_603, 80.0), (202_606, 82.0)]
    assert (44.2,) in store.tuples("select value from benchmarks where figure like 'Digital take-up%'")


def test_ward_context_leaves_holywell_without_a_row(shared_real, tmp_path):
    boundaries = sorted((shared_real / "uk_wards").glob("*.geojson"))
    _, store = load(tmp_path, shared_real / "uk_context" / "ward_context.csv", *boundaries)
    rows = dict(
        store.tuples(
            "select a.council_code, sum(p.residents)::bigint from population p "
            "join areas a on a.code = p.ward_code and a.current "
            "where characteristic = 'all' group by 1"
        )
    )
    assert rows == {"E07000178": 151_584, "E09000016": 260_651, "E06000031": 202_626}
    by_age = store.tuples("select sum(residents)::bigint from population where characteristic = 'age'")[0][0]
    assert by_age == pytest.approx(sum(rows.values()), abs=65)  # each ward's bands and total were rounded apart
    assert not store.tuples("select 1 from population where ward_code = 'E05013106'")
    assert not store.tuples("select 1 from area_facts where ward_code = 'E05013106'")
    current = dict(store.tuples("select council_code, count(*) from areas where current group by 1"))
    assert current == {"E07000178": 24, "E09000016": 20, "E06000031": 22}
    assert dict(store.tuples("select vintage, count(*) from areas group by 1")) == {2013: 66, 2022: 66}
    ((exclusion,),) = store.tuples("select digital_exclusion from area_facts where ward_code = 'E05010805'")
    assert exclusion == pytest.approx(100 - 95.1)

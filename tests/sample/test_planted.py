"""What README.md says is planted, recounted from the files in plain Python, and found by the statistics."""

import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from shapely.geometry import shape

from cxdata.stats.areas.clusters import find_hotspots
from cxdata.stats.pockets.find import find_pockets

Rows = list[dict[str, Any]]
Planted = dict[str, dict[str, Any]]
POCKET = {"Channel": "Phone", "Service": "Council tax and business rates", "Customer group": "BUS"}
# One mark of each kind of personal data that the comments are planted with.
PERSONAL_MARKS = ("Tippleworth", "Pellafry", "7700 900", "01632 960", "@example.org", "ZQ4 7LB", "ZQ11 2XX")
FACTS = ["Channel", "Service", "Customer group", "Ward", "Provider", "Age group", "Disability", "Invited by"]


def british(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def unhappy(row: dict[str, Any]) -> bool:
    return int(row["Q1 Overall (1-5)"]) <= 2


def test_counts_of_contacts(cases: Rows, forms: Rows, files: Any, planted: Planted) -> None:
    members = files.rows("members_enquiries.csv", ";", "cp1252")
    said = planted["contacts"]
    assert (len(cases), len(forms), len(members)) == (said["crm"], said["forms"], said["members"])
    assert len(cases) + len(forms) + len(members) == said["loaded"] == 100_000


def test_the_badly_served_group_is_as_large_and_as_unhappy_as_said(answers: Rows, planted: Planted) -> None:
    inside = [row for row in answers if all(row[fact] == level for fact, level in POCKET.items())]
    said = planted["pocket"]
    assert (len(inside), sum(map(unhappy, inside))) == (said["answers"], said["dissatisfied"])
    rest = len(answers) - len(inside)
    assert (rest, sum(map(unhappy, answers)) - said["dissatisfied"]) == (
        said["rest_answers"],
        said["rest_dissatisfied"],
    )
    assert 300 <= said["answers"] <= 400
    assert 0.25 <= said["dissatisfied"] / said["answers"] <= 0.30


@pytest.mark.parametrize("fact", FACTS)
def test_no_table_of_a_single_fact_shows_it(fact: str, answers: Rows) -> None:
    number, bad = Counter(row[fact] for row in answers), Counter(row[fact] for row in answers if unhappy(row))
    everybody, everybody_bad = number.total(), bad.total()
    for level in (level for level in number if number[level] >= 50):
        rest = (everybody_bad - bad[level]) / (everybody - number[level])
        assert bad[level] / number[level] - rest < 0.03, level


PERIODS = {
    "all": (date(2024, 4, 1), date(2026, 10, 1)),
    "2024/25": (date(2024, 4, 1), date(2025, 4, 1)),
    "2025/26": (date(2025, 4, 1), date(2026, 4, 1)),
    "latest half-year": (date(2026, 4, 1), date(2026, 10, 1)),
}


@pytest.mark.parametrize("period", PERIODS)
def test_the_search_names_that_group_and_no_other(period: str, answers: Rows) -> None:
    start, end = PERIODS[period]
    rows = [row for row in answers if start <= british(row["Date completed"]).date() < end]
    frame = pd.DataFrame(
        [{**{fact: row[fact] or "Not recorded" for fact in FACTS}, "bad": unhappy(row)} for row in rows]
    )
    cells = frame.groupby(FACTS).agg(responses=("bad", "size"), dissatisfied=("bad", "sum")).reset_index()
    assert [dict(pocket.conditions) for pocket in find_pockets(cells, FACTS).pockets] == [POCKET]


def test_the_hot_cluster_and_no_other(cases: Rows, forms: Rows, files: Any, planted: Planted) -> None:
    features = json.loads(files.text("wards_2024.geojson"))["features"]
    codes = [feature["properties"]["WD24CD"] for feature in features]
    names = [feature["properties"]["WD24NM"] for feature in features]
    shapes = [shape(feature["geometry"]) for feature in features]
    around = [[j for j in range(24) if j != i and shapes[i].intersects(shapes[j])] for i in range(24)]
    residents = {row["Ward code"]: int(row["All ages"]) for row in files.rows("population_by_ward.csv")}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in cases:
        counts[row["Service Area"]][row["Ward Code"]] += 1
    for row in forms:
        counts[row["form"]][row["ward"]] += 1
    hot = set(planted["cluster"]["wards"])
    for service, number in counts.items():
        rates = [1000 * number[code] / residents[code] for code in codes]
        found = find_hotspots(names, rates, around).clusters
        if service != planted["cluster"]["service"]:
            assert not found, service
            continue
        assert len(found) == 1
        inside = sorted(rate for name, rate in zip(names, rates, strict=True) if name in hot)
        outside = sorted(rate for name, rate in zip(names, rates, strict=True) if name not in hot)
        assert inside[0] > outside[-1] * 1.2
        assert inside[2] / outside[9] == pytest.approx(planted["cluster"]["factor"], rel=0.15)


def test_the_channel_shift(cases: Rows, forms: Rows, planted: Planted) -> None:
    turn = planted["shift"]["day"]
    by_form = [datetime.fromisoformat(row["submitted"]).date() for row in forms if row["form"] == "Garden waste"]
    by_staff = [british(row["Logged"]).date() for row in cases if row["Service Area"] == "Garden waste"]
    last = date(2026, 9, 1)  # the forms file stops half way through September

    def online(start: date, end: date) -> float:
        web, other = (sum(start <= day < end for day in days) for days in (by_form, by_staff))
        return web / (web + other)

    assert online(date(2024, 4, 1), turn) == pytest.approx(0.47, abs=0.02)
    assert online(turn, last) == pytest.approx(0.70, abs=0.02)


def test_the_seasonal_service(cases: Rows, forms: Rows, planted: Planted) -> None:
    months = Counter(british(row["Logged"]).strftime("%B") for row in cases if row["Service Area"] == "Garden waste")
    months += Counter(
        datetime.fromisoformat(row["submitted"]).strftime("%B") for row in forms if row["form"] == "Garden waste"
    )
    assert {month for month, _ in months.most_common(3)} == set(planted["season"]["peak_months"])


def test_the_impossible_pair(files: Any, planted: Planted) -> None:
    rows = files.rows("website_visits.csv")
    wrong = [row for row in rows if int(row["Page views"]) < int(row["Visits"])]
    assert len(wrong) == 12
    assert (wrong[0]["Month"], wrong[-1]["Month"]) == ("01/04/2024", "01/03/2025")
    visits, views = (sum(int(row[name]) for row in wrong) for name in ("Visits", "Page views"))
    assert (visits, views) == (6_420_000, 1_870_000) == (planted["web"]["visits"], planted["web"]["page_views"])
    assert (round(views / visits, 2), round(visits / views, 2)) == (0.29, 3.43)
    assert all(3 < int(row["Page views"]) / int(row["Visits"]) < 4 for row in rows if row not in wrong)


def test_the_published_figure_changes_its_formula(files: Any, answers: Rows, planted: Planted) -> None:
    scores = defaultdict(list)
    for row in answers:
        scores[f"{british(row['Date completed']):01/%m/%Y}"].append(int(row["Q1 Overall (1-5)"]))
    own = [row for row in files.rows("published_figures.csv") if row["Figure"] == planted["definition"]["figure"]]
    assert len(own) == 30
    for row in own:
        given = scores[row["Period from"]]
        mean_score = 100 * (sum(given) / len(given) - 1) / 4
        satisfied = 100 * sum(score >= 4 for score in given) / len(given)
        later = british(row["Period from"] + " 00:00").date() >= planted["definition"]["day"]
        assert float(row["Value"]) == pytest.approx(satisfied if later else mean_score, abs=0.051)
        assert satisfied - mean_score > 4
        assert row["Definition as stated"] == ""


def test_a_week_stands_in_the_crm_file_twice(files: Any, cases: Rows, planted: Planted) -> None:
    numbers = Counter(row["Case No"] for row in files.rows("crm_cases.csv.gz"))
    again = {number for number, times in numbers.items() if times > 1}
    assert len(again) == planted["duplicates"]["rows"] > 300
    first, last = planted["duplicates"]["from"], planted["duplicates"]["to"]
    assert again == {row["Case No"] for row in cases if first <= british(row["Logged"]).date() <= last}


def test_bad_rows(files: Any, planted: Planted) -> None:
    bad = {
        "crm": [row for row in files.rows("crm_cases.csv.gz") if row["Case No"].startswith("9")],
        "forms": [row for row in files.rows("online_forms_and_app.csv.gz") if row["submission_id"].startswith("F9")],
        "survey": [row for row in files.rows("survey_answers.csv") if row["Response ID"].startswith("R9")],
        "calls": [row for row in files.rows("telephony_half_hours.txt.gz", "\t") if not row["Offered"].isdigit()],
    }
    assert {name: len(rows) for name, rows in bad.items()} == planted["bad_rows"]
    assert sum(None in row for row in bad["crm"]) == 1
    assert [row["Logged"] for row in bad["crm"]].count("31/02/2025 10:15") == 1
    assert any(row["Contact Method"] == "Fax machine" for row in bad["crm"])
    assert {row["Q1 Overall (1-5)"] for row in bad["survey"]} == {"6", "4", "Happy"}


def test_wards_are_blank_more_often_by_phone_than_in_the_app(cases: Rows, forms: Rows, planted: Planted) -> None:
    phone = [row["Ward Code"] for row in cases if row["Contact Method"] == "Telephone"]
    app = [row["ward"] for row in forms if row["via"] == "APP"]
    assert [phone.count(""), len(phone)] == planted["ward_blank"]["phone"]
    assert [app.count(""), len(app)] == planted["ward_blank"]["app"]
    assert phone.count("") / len(phone) > 10 * app.count("") / len(app)


def test_the_default_point(forms: Rows, planted: Planted) -> None:
    points = Counter((row["lat"], row["lon"]) for row in forms if row["lat"])
    (latitude, longitude), rows = points.most_common(1)[0]
    said = planted["default_point"]
    assert (float(latitude), float(longitude), rows) == (said["latitude"], said["longitude"], said["rows"])
    assert rows / len(forms) > 0.02
    assert points.most_common(2)[1][1] < 20


def test_staff_sentinels_and_early_closing(cases: Rows, planted: Planted) -> None:
    assert sum(row["Raised By"] == "Staff" for row in cases) == planted["staff"]["rows"]
    never = [row for row in cases if row["Closed"] == planted["sentinel"]["value"]]
    assert len(never) == planted["sentinel"]["rows"]
    ended = [row for row in cases if row["Closed"] and row not in never]
    early = sum(british(row["Closed"]) < british(row["Logged"]) for row in ended)
    assert early == planted["sentinel"]["closed_early"]


def test_the_last_month_is_half_there_in_one_file(cases: Rows, forms: Rows, answers: Rows, planted: Planted) -> None:
    assert max(row["submitted"] for row in forms)[:10] == planted["half_month"]["last_day"].isoformat() == "2026-09-15"
    assert max(british(row["Logged"]) for row in cases).date() == date(2026, 9, 30)
    assert max(british(row["Date completed"]) for row in answers).date() == date(2026, 9, 30)


def test_the_old_ward_code(cases: Rows, forms: Rows, planted: Planted) -> None:
    said = planted["old_code"]
    days = [british(row["Logged"]).date() for row in cases if row["Ward Code"] == said["code"]]
    days += [datetime.fromisoformat(row["submitted"]).date() for row in forms if row["ward"] == said["code"]]
    assert len(days) == said["rows"]
    assert max(days) < date(2024, 6, 1)


def test_the_new_menu(half_hours: Rows, planted: Planted) -> None:
    said = planted["menu"]
    totals: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for row in half_hours:
        if row["Skill Group"] == planted["worst_queue"]["queue"]:
            continue
        after = british(row["Interval Start"]).date() >= said["day"]
        for name in ("Offered", "Handled", "Abnd", "Queue Time (s)"):
            totals[after][name] += int(row[name])
    for after, wait, gave_up in (
        (False, said["wait_before"], said["abandoned_before"]),
        (True, said["wait_after"], said["abandoned_after"]),
    ):
        total = totals[after]
        assert total["Queue Time (s)"] / total["Handled"] == pytest.approx(wait, rel=0.03)
        assert total["Abnd"] / total["Offered"] == pytest.approx(gave_up, rel=0.03)
        assert 1 - (total["Handled"] + total["Abnd"]) / total["Offered"] == pytest.approx(0.012, abs=0.001)


def test_comments_carry_personal_data_of_every_kind(answers: Rows) -> None:
    said = [row["What could we do better?"] for row in answers if row["What could we do better?"]]
    assert len(said) > 2000
    for mark in PERSONAL_MARKS:
        assert any(mark in comment for comment in said), mark
    telling = [comment for comment in said if any(mark in comment for mark in PERSONAL_MARKS)]
    assert len(telling) > 40
    numbers = re.findall(r"(?:0|\+44 )\d{4} \d{6}", " ".join(said))
    assert all(number.startswith(("07700 900", "+44 7700 900", "01632 960")) for number in numbers)


def test_one_contractor_gives_no_survey_data(answers: Rows, cases: Rows) -> None:
    assert any(row["Delivered By"] == "Pellmark Street Services" for row in cases)
    assert not any(row["Provider"] == "Pellmark Street Services" for row in answers)


def test_the_readme_says_what_planted_says(files: Any, planted: Planted) -> None:
    page = files.text("README.md")
    pocket = planted["pocket"]
    assert f"{pocket['answers']} answers, {pocket['dissatisfied']}\n   dissatisfied" in page
    assert f"{planted['duplicates']['rows']} rows too many" in page

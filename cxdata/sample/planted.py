"""What is planted in the sample, with figures counted while it was made: planted.toml."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from cxdata.sample import council
from cxdata.sample.faults import CRM_BAD, FORMS_BAD, SENTINEL
from cxdata.sample.files.contact_files import FORMS_FILE, Tally
from cxdata.sample.files.phones.calls import BAD_LINES
from cxdata.sample.files.published import published_values
from cxdata.sample.files.surveys import SURVEY_BAD, Answers
from cxdata.sample.write import toml_section

PLANTED_FILE = "planted.toml"
Planted = dict[str, dict[str, Any]]


def write_planted(out: Path, tally: Tally, answers: Answers, *, contacts: int, seed: int) -> Planted:
    """Write planted.toml and give back what it says."""
    planted = _planted(tally, answers, contacts, seed)
    text = "# What is planted in these files, counted while they were made. README.md says it in words.\n\n"
    text += "\n".join(toml_section(name, values) for name, values in planted.items())
    (out / PLANTED_FILE).write_text(text, encoding="utf-8", newline="\n")
    return planted


def _planted(tally: Tally, answers: Answers, contacts: int, seed: int) -> Planted:
    inside = answers.in_pocket()
    unhappy = answers.score <= 2
    published = published_values(answers)
    before = [value for month, value in published.items() if month < council.DEFINITION_DAY]
    after = [value for month, value in published.items() if month >= council.DEFINITION_DAY]
    return {
        "contacts": {
            "asked": contacts,
            "seed": seed,
            "crm": tally.crm,
            "forms": tally.forms,
            "members": contacts - tally.crm - tally.forms,
            "loaded": contacts,
        },
        "survey": {
            "answers": len(answers.score),
            "dissatisfied": int(unhappy.sum()),
            "satisfied": int((answers.score >= 4).sum()),
        },
        "pocket": {
            **council.POCKET,
            "answers": int(inside.sum()),
            "dissatisfied": int((inside & unhappy).sum()),
            "rest_answers": int((~inside).sum()),
            "rest_dissatisfied": int((~inside & unhappy).sum()),
        },
        "cluster": {"service": council.HOT_SERVICE, "wards": council.HOT_WARDS, "factor": council.HOT_FACTOR},
        "shift": {"service": council.FORM_SERVICE, "day": council.FORM_DAY, "measure": "online_share"},
        "season": {"service": council.FORM_SERVICE, "peak_months": ["February", "March", "April"]},
        "menu": {
            "day": council.MENU_DAY,
            "wait_before": council.WAIT_BEFORE,
            "wait_after": council.WAIT_AFTER,
            "abandoned_before": council.ABANDONED_BEFORE,
            "abandoned_after": council.ABANDONED_AFTER,
        },
        "worst_queue": {
            "queue": council.WORST_QUEUE,
            "wait": council.WORST_WAIT,
            "abandoned": council.WORST_ABANDONED,
        },
        "monday": {
            "from": "09:00",
            "to": f"{9 + council.MONDAY_RUSH // 2:02d}:00",
            "wait_times": council.MONDAY_WAIT,
            "rota_from": council.ROTA.start,
            "rota_to": council.ROTA.last_day,
        },
        "failing_form": {
            "service": council.FAILING_SERVICE,
            "reason": council.FAILING_REASON,
            "days": council.FAILING_DAYS,
            "ring": council.FAILING_RINGS,
            "others_ring": council.OTHERS_RING,
        },
        "silent": {
            "customer_type": council.SILENT_TYPE,
            "service": council.FORM_SERVICE,
            "day": council.FORM_DAY,
        },
        "residents_panel": {
            "members": council.PANEL,
            "under_35": round(sum(council.PANEL_BY_AGE[:2]), 2),
            "quiet_under_35": list(council.PANEL_QUIET_BY_AGE[:2]),
        },
        "ladder": {
            "asked_a_month": council.ASKED_A_MONTH,
            "opt_in": council.OPT_IN,
            "low_wards": council.OPT_IN_LOW_WARDS,
            "silent_network": council.NETWORKS[-1],
            "silent_from": council.SILENT_NETWORK_FROM,
        },
        "web": {
            "from": council.IMPOSSIBLE_YEAR.start,
            "to": council.IMPOSSIBLE_YEAR.last_day,
            "visits": council.IMPOSSIBLE_VISITS,
            "page_views": council.IMPOSSIBLE_PAGE_VIEWS,
        },
        "definition": {
            "figure": council.PUBLISHED_FIGURE,
            "day": council.DEFINITION_DAY,
            "mean_before": _mean(before),
            "mean_after": _mean(after),
        },
        "duplicates": {
            "from": council.DUPLICATED.start,
            "to": council.DUPLICATED.last_day,
            "rows": tally.duplicates,
        },
        "bad_rows": {
            "crm": len(CRM_BAD),
            "forms": len(FORMS_BAD),
            "survey": SURVEY_BAD,
            "calls": len(BAD_LINES),
        },
        "ward_blank": {
            channel: blank_and_rows for channel, blank_and_rows in tally.ward_blank.items() if blank_and_rows[1]
        },
        "default_point": {
            "latitude": council.DEFAULT_POINT[0],
            "longitude": council.DEFAULT_POINT[1],
            "rows": tally.default_point,
        },
        "staff": {"rows": tally.staff},
        "sentinel": {"value": SENTINEL, "rows": tally.sentinels, "closed_early": tally.closed_early},
        "half_month": {"file": FORMS_FILE, "last_day": council.FORMS_END - timedelta(days=1)},
        "old_code": {"ward": council.OLD_CODE_WARD, "code": council.OLD_CODE, "rows": tally.old_code},
    }


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 2) if values else 0.0

"""README.md of the sample: every file, everything planted, with the figures filled in."""

from datetime import date
from pathlib import Path
from typing import Any

from cxdata.periods import say_date
from cxdata.sample.planted import Planted

README_FILE = "README.md"
_TEMPLATE = Path(__file__).with_name("readme_template.md")


def write_readme(out: Path, planted: Planted) -> Path:
    """The page in words, with what `planted` counted."""
    path = out / README_FILE
    path.write_text(_TEMPLATE.read_text(encoding="utf-8").format(**_figures(planted)), encoding="utf-8", newline="\n")
    return path


def _figures(planted: Planted) -> dict[str, Any]:
    contacts, survey, pocket = planted["contacts"], planted["survey"], planted["pocket"]
    blank = planted["ward_blank"]
    return {
        "contacts_asked": contacts["asked"],
        "seed": contacts["seed"],
        "crm": f"{contacts['crm']:,}",
        "forms": f"{contacts['forms']:,}",
        "members": f"{contacts['members']:,}",
        "loaded": f"{contacts['loaded']:,}",
        "answers": f"{survey['answers']:,}",
        "pocket_type": pocket["customer_type"],
        "pocket_service": pocket["service"].lower(),
        "pocket_n": pocket["answers"],
        "pocket_d": pocket["dissatisfied"],
        "pocket_rate": _share(pocket["dissatisfied"], pocket["answers"]),
        "rest_n": f"{pocket['rest_answers']:,}",
        "rest_d": f"{pocket['rest_dissatisfied']:,}",
        "rest_rate": _share(pocket["rest_dissatisfied"], pocket["rest_answers"]),
        "hot_service": planted["cluster"]["service"].lower(),
        "hot_factor": planted["cluster"]["factor"],
        "hot_wards": ", ".join(planted["cluster"]["wards"]),
        "shift_service": planted["shift"]["service"],
        "shift_day": say_date(planted["shift"]["day"]),
        "web_from": say_date(planted["web"]["from"]),
        "web_to": say_date(planted["web"]["to"]),
        "visits": f"{planted['web']['visits']:,}",
        "views": f"{planted['web']['page_views']:,}",
        "figure": planted["definition"]["figure"],
        "definition_day": say_date(planted["definition"]["day"]),
        "definition_eve": say_date(date.fromordinal(planted["definition"]["day"].toordinal() - 1)),
        "mean_before": f"{planted['definition']['mean_before']:.0f}",
        "mean_after": f"{planted['definition']['mean_after']:.0f}",
        "dup_from": say_date(planted["duplicates"]["from"]),
        "dup_to": say_date(planted["duplicates"]["to"]),
        "duplicates": planted["duplicates"]["rows"],
        **{f"bad_{name}": rows for name, rows in planted["bad_rows"].items()},
        "blank_phone": _share(*blank.get("phone", (0, 0))),
        "blank_app": _share(*blank.get("app", (0, 0))),
        "default_rows": f"{planted['default_point']['rows']:,}",
        "default_share": _share(planted["default_point"]["rows"], contacts["forms"]),
        "latitude": planted["default_point"]["latitude"],
        "longitude": planted["default_point"]["longitude"],
        "staff": f"{planted['staff']['rows']:,}",
        "sentinels": planted["sentinel"]["rows"],
        "early": planted["sentinel"]["closed_early"],
        "half_day": say_date(planted["half_month"]["last_day"]),
        "old_rows": planted["old_code"]["rows"],
        "old_code": planted["old_code"]["code"],
        "old_ward": planted["old_code"]["ward"],
        "menu_day": say_date(planted["menu"]["day"]),
        "worst_queue": planted["worst_queue"]["queue"],
        "worst_minutes": f"{planted['worst_queue']['wait'] / 60:.0f}",
        "worst_gave_up": f"{100 * planted['worst_queue']['abandoned']:.0f}",
        "monday_times": f"{planted['monday']['wait_times']:.0f}",
        "rota_from": say_date(planted["monday"]["rota_from"]),
        "rota_to": say_date(planted["monday"]["rota_to"]),
        "failing_reason": planted["failing_form"]["reason"].lower(),
        "failing_ring": f"{100 * planted['failing_form']['ring']:.0f}",
        "others_ring": f"{100 * planted['failing_form']['others_ring']:.0f}",
        "failing_days": planted["failing_form"]["days"],
        "silent_type": planted["silent"]["customer_type"],
        "silent_service": planted["silent"]["service"].lower(),
        "members_on_panel": planted["residents_panel"]["members"],
        "panel_young": f"{100 * planted['residents_panel']['under_35']:.0f}",
        "asked_online": planted["ladder"]["asked_a_month"]["Website"],
        "asked_by_phone": planted["ladder"]["asked_a_month"]["Phone"],
        "low_wards": " and ".join(planted["ladder"]["low_wards"]),
        "silent_network": planted["ladder"]["silent_network"],
        "network_silent_from": say_date(planted["ladder"]["silent_from"]),
        "wait_before": f"{planted['menu']['wait_before']:.0f}",
        "wait_after": f"{planted['menu']['wait_after']:.0f}",
    }


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"

"""peaks: when in the week calls, visits or forms come, the people on duty then, and the days that differ."""

import argparse
import json

from cxdata.analysis.phones.week.advice import advise, spare
from cxdata.analysis.phones.week.longer import longer, say_longer
from cxdata.analysis.phones.week.peaks import source_of, week
from cxdata.analysis.phones.week.staffing import staffing
from cxdata.analysis.phones.week.staffing_words import say_rest_of_staffing, say_staffing
from cxdata.analysis.phones.week.words import say_rest, say_week
from cxdata.analysis.result import as_plain_values
from cxdata.cli.show import align, read_scope
from cxdata.data_folder.remote import store_to_ask
from cxdata.errors import CxError
from cxdata.export.people.week import different_rows, week_rows
from cxdata.settings import read_settings

CALLS = "calls"


def run_peaks(options: argparse.Namespace) -> int:
    """Print the week of a measure; of calls with the staffing and longer hours, which are for officers."""
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, source_of(store, options.measure, council).measure, options)
    result = week(store, options.measure, scope, council)
    if result.why_not:
        raise CxError(result.why_not)
    said = [say_week(result), *say_rest(result)]
    staffed = staffing(store, scope, council) if options.measure == CALLS else None
    hours = longer(store, scope, council, staff_hours=staffed.hours) if staffed else None
    if staffed and hours:
        said += [say_staffing(staffed), *say_rest_of_staffing(staffed), say_longer(hours)]
    if options.format == "json":
        document = {
            **result.as_dict(),
            "published": False,
            "sentences": said,
            "staffing": as_plain_values(staffed),
            "advice": as_plain_values(advise(staffed)) if staffed else None,
            "spare": as_plain_values(spare(staffed)) if staffed else None,
            "longer": as_plain_values(hours),
        }
        print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
        return 0
    tables = [week_rows(result), different_rows((*result.holidays, *result.months, *result.events))]
    parts = [f"{line.rstrip('.')}." for line in said] + list(result.warnings) + list(result.notes)
    for frame in tables:
        if len(frame):
            parts += ["", align([list(frame.columns), *frame.to_numpy().tolist()], left=2)]
    print("\n".join([*parts, "", f"In scope: {result.scope}."]))
    return 0

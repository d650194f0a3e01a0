"""The tracker as it is taken away: every column for officers, the papers' own words for everybody else."""

from datetime import date
from io import BytesIO

import openpyxl

from cxdata.analysis.recommendations.item import Item
from cxdata.analysis.recommendations.standing import standing_on
from cxdata.council import Tracking
from cxdata.export.download import OFFICERS, to_csv
from cxdata.export.edition.public.tracker import publish_tracker
from cxdata.export.exhibit.of_tracker import PUBLISHED_ROWS, exhibit_of_published, exhibit_of_tracker
from cxdata.export.workbook import to_xlsx

TODAY = date(2026, 11, 26)
WRITTEN = {
    "comment": "COMMENT in the coming months",
    "action": "ACTION",
    "owner": "OWNER",
    "evidence": "EVIDENCE",
    "measure": "average_wait",
}
ITEMS = [
    Item("R1", "=That hours are longer", "1", made=date(2026, 9, 8), meeting="Scrutiny", answer="yes", **WRITTEN),
    Item("R2", "A promise of PRIVATE papers", kind="promise", made=date(2026, 9, 8), owner="OWNER"),
    Item(
        "R3", "That forms name a number", "2", made=date(2026, 9, 8), answer="yes", status="done", measure="satisfied"
    ),
]
TRACKER = standing_on(ITEMS, TODAY, Tracking())


def test_officers_have_every_column_with_what_each_row_lacks() -> None:
    exhibit = exhibit_of_tracker(TRACKER, TRACKER.rows, Tracking(), {"R3": "better since"})
    saved = to_csv(exhibit.download).decode("utf-8-sig")
    for word in ("COMMENT", "ACTION", "OWNER", "EVIDENCE", "PRIVATE", "better since", OFFICERS, "'=That hours"):
        assert word in saved
    assert exhibit.rows.iloc[-1].to_list() == ["2. That forms name a number", "yes", "Done, better since."]


def test_nothing_that_an_officer_wrote_is_in_any_part_of_what_is_published() -> None:
    published = publish_tracker(TRACKER)
    exhibit = exhibit_of_published(published)
    book = openpyxl.load_workbook(BytesIO(to_xlsx(exhibit.download)))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    everything = f"{published!r} {exhibit!r} {to_csv(exhibit.download).decode()} {exhibit.rows.to_csv()} {cells}"
    for word in ("COMMENT", "ACTION", "OWNER", "EVIDENCE", "PRIVATE", "average_wait", "coming months"):
        assert word not in everything
    assert [row.name for row in published.rows] == ["1", "2"]
    assert published.rows[0].flags == ("Put off, no date",)
    assert PUBLISHED_ROWS in everything

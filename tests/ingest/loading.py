"""Helpers for the tests of loading: an officer's profile, files, and rows straight from the store."""

from pathlib import Path

from cxdata.ingest.load.build import load_files
from cxdata.ingest.receipt import FileReceipt, Receipt
from cxdata.store import open_store

CRM = """
name = "crm"
title = "A small CRM"
system = "crm"
missing = ["n/k"]
ignore = ["Name"]
personal = ["Name", "Customer"]
[recognise]
headers = ["Ref", "Opened", "Channel"]
[[table]]
table = "contacts"
[table.fields.contact_id]
from = "Ref"
[table.fields.received_at]
from = "Opened"
[table.fields.closed_at]
from = "Closed"
[table.fields.channel]
from = "Channel"
values = { "Call" = "phone", "Online form" = "web" }
[table.fields.service]
from = "Service"
[table.fields.ward_code]
from = "Ward"
[table.fields.latitude]
from = "Lat"
[table.fields.longitude]
from = "Lon"
[table.fields.customer_key]
from = "Customer"
[table.fields.urgent]
from = "Urgent"
"""

SURVEY = """
name = "survey"
title = "A survey without references"
system = "survey"
dates = "dmy"
[recognise]
headers = ["Answered", "Rating"]
[[table]]
table = "responses"
[table.fields.responded_at]
from = "Answered"
[table.fields.score]
from = "Rating"
values = { "Very good" = "5", "Poor" = "2" }
[table.fields.comment]
from = "Comment"
"""

QUEUE = """
name = "queue"
title = "Telephone queue"
system = "telephony"
dates = "ymd"
[recognise]
headers = ["Start", "Offered", "Answered"]
[[table]]
table = "calls"
[table.fields.interval_start]
from = "Start"
[table.fields.queue]
from = "Queue"
[table.fields.offered]
from = "Offered"
[table.fields.answered]
from = "Answered"
[table.fields.wait_seconds_total]
from = "Wait"
times = "Answered"
"""

HEADER = "Ref,Opened,Closed,Channel,Service,Ward,Lat,Lon,Customer,Urgent,Name"


class Folder:
    """A data folder for one test, with the profiles above."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        (self.data / "profiles").mkdir(parents=True)
        for name, text in (("crm", CRM), ("survey", SURVEY), ("queue", QUEUE)):
            self.profile(name, text)

    def profile(self, name: str, text: str) -> None:
        (self.data / "profiles" / f"{name}.toml").write_text(text, encoding="utf-8")

    def file(self, name: str, *lines: str) -> Path:
        path = self.root / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def load(self, *paths: Path, **options) -> Receipt:
        return load_files(list(paths), data=self.data, **options)

    def load_one(self, name: str, *lines: str, **options) -> FileReceipt:
        return self.load(self.file(name, *lines), **options).files[0]

    def rows(self, sql: str) -> list[tuple]:
        return open_store(self.data).tuples(sql)

    @property
    def pointer(self) -> str:
        return (self.data / "store" / "current").read_text(encoding="utf-8")


def counts(receipt: FileReceipt) -> tuple[int, int, int, int, int]:
    """Read, loaded, set aside, duplicates, updated."""
    return receipt.read, receipt.loaded, receipt.set_aside, receipt.duplicates, receipt.updated

"""Personal data: what a load leaves of it, on disk and in memory."""

import json

import pytest

from cxdata.ingest.load import build
from cxdata.ingest.load.memory import limit_memory
from tests.ingest.loading import Folder, counts


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


FIXMYSTREET = (
    "Report ID,Title,Detail,User Name,Category,Created,Confirmed,Acknowledged,Fixed,Closed,Status,Latitude,Longitude,"
    "Query,Ward,Easting,Northing,Report URL,Device Type,Site Used,Reported As"
)


def test_nothing_personal_of_a_fixmystreet_file_is_found_in_the_data_folder_or_the_receipt(folder, monkeypatch):
    """Nor in any temporary table from the moment on at which a load may put rows on disk."""
    temporary = []

    def look(con, spill):
        assert con.execute("select current_setting('temp_directory')").fetchone() == ("",)
        names = con.execute("select table_name from duckdb_tables() where temporary").fetchall()
        temporary.extend(str(con.execute(f'from "{name}"').fetchall()) for (name,) in names)
        return limit_memory(con, spill)

    monkeypatch.setattr(build, "limit_memory", look)
    secrets = [
        "Zebulon Quillfeather",
        "zeb.quill@example.org",
        "07700 900123",
        "51.7520123456",
        "-1.2577265432",
        "9 Nightingale Mews",
        "OX1 9ZZ",
        "451234",
        "206543",
        "report/998877",
    ]
    good = (
        '7001,"Bin at 9 Nightingale Mews","Call zeb.quill@example.org or 07700 900123",Zebulon Quillfeather,Bins,'
        "2024-05-01T10:11:12,2024-05-01T10:12:00,,2024-05-03T09:00:00,,fixed - council,51.7520123456,-1.2577265432,"
        "OX1 9ZZ,Abbey,451234,206543,https://fix.example.org/report/998877,iOS,council,"
    )
    bad = (
        good.replace("7001", "7002")
        .replace("iOS", "zeb.quill@example.org")
        .replace("2024-05-01T10:11:12", "07700 900123")
    )
    staff = good.replace("7001", "7003").replace("iOS,council,", "desktop,council,body")
    path = folder.file("reports.csv", FIXMYSTREET, good, bad, staff)
    receipt = folder.load(path)
    assert counts(receipt.files[0]) == (3, 2, 1, 0, 0)
    assert folder.rows(
        "select channel, requester, closed_at::date::varchar, ward from contacts order by contact_id"
    ) == [("app", "public", "2024-05-03", "Abbey"), ("web", "staff", "2024-05-03", "Abbey")]
    held = b"".join(found.read_bytes() for found in folder.data.rglob("*") if found.is_file())
    said = (json.dumps(receipt.as_dict()) + receipt.text()).encode()
    dumped = "".join(str(row) for row in folder.rows("select * from set_aside") + folder.rows("select * from contacts"))
    assert "2024, 5, 1" in "".join(temporary)
    for secret in secrets:
        assert secret not in "".join(temporary), secret
        assert secret.encode() not in held, secret
        assert secret.encode() not in said, secret
        assert secret not in dumped, secret

"""Planted identifiers in every kind of column, loaded; then every byte that is left is searched for them."""

import contextlib
import io
import tempfile
from pathlib import Path

import duckdb
import pytest

from cxdata.cli.main import main
from tests.ingest.loading import Folder

# The part that must not survive, long enough not to stand by chance in a hash or a compressed file; and the text that
# holds it.
PLANTED = {
    "Quillfeather": "Zelda Quillfeather",
    "Wrenfield": "Letter to Mr Tobias Wrenfield",
    "okonjwo": "oluwaseun okonjwo",
    "@example.org": "m.oakhollow@example.org",
    "900123": "07700 900123",
    "960001": "01632 960 001",
    "Osier": "14 Osier Lane",
    "ZQ4 7": "ZQ4 7LB",
    "65 47 28": "QQ 65 47 28 C",
    "654728": "QQ654728C",
    "100012345678": "UPRN 100012345678",
    "12 CDE": "AB12 CDE",
    "03/1961": "DOB 12/03/1961",
    "943 476": "943 476 5919",
    "4111 1111": "4111 1111 1111 1111",
    "51.75123": "51.75123, -1.25712",
}
FIELDS = (
    "contact_id received_at closed_at due_at channel service reason complexity customer_type requester ward_code site "
    "provider customer_key digital_available resolved_first_time urgent outcome count"
)
PROFILE = """
name = "all"
title = "Every kind of column"
system = "all"
personal = ["name"]
dates = "dmy"
[recognise]
headers = ["contact_id", "received_at", "outcome"]
[[table]]
table = "contacts"
"""
SURVEY = "response_id,responded_at,score,ease,channel,service,age_band,comment,name"
SURVEY_PROFILE = """
name = "answers"
title = "Answers"
system = "answers"
personal = ["name"]
dates = "dmy"
[recognise]
headers = ["responded_at", "score", "age_band"]
[[table]]
table = "responses"
"""


CODES = (
    "Missed bin",
    "Pothole",
    "Street light",
    "Council Tax",
    "Housing Benefit",
    "Planning",
    "Noise",
    "Licensing",
    "Parking",
    "Libraries",
    "Highways",
    "Pest control",
    "Blue Badge",
    "School meals",
    "Trees",
    "Grass cutting",
    "Fly tipping",
    "Drains",
    "Graffiti",
    "Abandoned car",
)
CODED = ("ward_code", "service", "reason", "customer_type", "site", "provider", "outcome", "age_band")


def _rows(names: list[str], ordinary: dict[str, str], planted: list[str]) -> list[str]:
    """A row for each column and identifier, and forty without any."""
    rows = [ordinary | {names[0]: f"R{number:05d}"} for number in range(40)]
    rows += [
        ordinary | {names[0]: f"S{place:02d}{count:03d}"} | {name: text}
        for place, name in enumerate(names)
        for count, text in enumerate(planted)
    ]
    for number, row in enumerate(rows):
        code = CODES[number % len(CODES)]
        row.update({name: code for name in CODED if row.get(name) == ""})
    return [",".join(f'"{row.get(name, "")}"' for name in names) for row in rows]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder after two loads of files full of identifiers, and all that was printed."""
    root = tmp_path_factory.mktemp("nowhere")
    folder = Folder(root)
    contacts, answers = FIELDS.split(), SURVEY.split(",")
    fields = "".join(f'[table.fields.{name}]\nfrom = "{name}"\n' for name in contacts)
    folder.profile("all", PROFILE + fields)
    fields = "".join(f'[table.fields.{name}]\nfrom = "{name}"\n' for name in answers if name != "name")
    folder.profile("answers", SURVEY_PROFILE + fields)
    ordinary = dict.fromkeys(CODED, "") | {
        "received_at": "13/05/2025 10:00",
        "channel": "phone",
        "count": "1",
        "urgent": "no",
        "complexity": "routine",
        "requester": "public",
        "customer_key": "C1",
        "responded_at": "13/05/2025",
        "score": "4",
        "ease": "4",
        "comment": "fine",
        "name": "Ann Bee",
    }
    planted = list(PLANTED.values())
    files = [
        folder.file("contacts.csv", ",".join([*contacts, "name"]), *_rows([*contacts, "name"], ordinary, planted)),
        folder.file(
            "answers.csv", ",".join(answers), *_rows(answers, ordinary, [*planted, *map(_in_a_sentence, planted)])
        ),
    ]
    printed = io.StringIO()
    # A temporary folder of its own: others on this machine have theirs.
    (root / "temporary").mkdir()
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(tempfile, "tempdir", str(root / "temporary"))
        for _ in range(2):  # the second time nothing changes
            main(["--data", str(folder.data), "load", *map(str, files)])
        # And once more with other settings, so that an old version stays beside the new one.
        (folder.data / "council.toml").write_text("[redaction]\nnames = ['Nobody Known']\n", encoding="utf-8")
        main(["--data", str(folder.data), "load", *map(str, files), "--format", "json"])
    return folder.data, printed.getvalue()


def _in_a_sentence(text: str) -> str:
    return f"I told {text} about it and nothing was done"


def _texts(data: Path) -> str:
    """Every text of every table and type of every store in the folder, by queries: the file itself is compressed."""
    texts = []
    stores = sorted((data / "store").glob("cx-*.duckdb"))
    assert len(stores) == 2
    for store in stores:
        with duckdb.connect(str(store), read_only=True) as con:
            for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
                texts += [str(row) for row in con.execute(f"select * from {name}").fetchall()]
            for (name,) in con.execute(
                "select type_name from duckdb_types() where type_name like 'level_%'"
            ).fetchall():
                texts += [str(con.execute(f"select enum_range(null::{name})").fetchall())]
    return "\n".join(texts)


def test_the_files_were_loaded(left: tuple[Path, str]) -> None:
    text = _texts(left[0])
    assert "Missed bin" in text
    assert "I told [name] about it" in text
    assert "personal data removed" in text


@pytest.mark.parametrize("part", PLANTED)
def test_no_identifier_is_in_a_store(left: tuple[Path, str], part: str) -> None:
    lines = [line for line in _texts(left[0]).splitlines() if part.casefold() in line.casefold()]
    assert lines == []


@pytest.mark.parametrize("part", PLANTED)
def test_no_identifier_is_in_a_file_or_was_printed(left: tuple[Path, str], part: str) -> None:
    data, printed = left
    assert part.casefold() not in printed.casefold()
    files = [path for path in data.rglob("*") if path.is_file()]
    assert len(files) > 5
    held = [path.name for path in files if part.encode().lower() in path.read_bytes().lower()]
    assert held == []


def test_no_temporary_folder_is_left(left: tuple[Path, str]) -> None:
    temporary = left[0].parent / "temporary"
    assert temporary.is_dir()
    assert list(temporary.iterdir()) == []

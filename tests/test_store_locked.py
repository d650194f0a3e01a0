"""An open store reads its own file and nothing else, and its settings cannot be changed."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from cxdata.form import create_fixed_tables
from cxdata.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    path = tmp_path / "cx-0123.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("create table contacts as select 1 as count")
        for statement in create_fixed_tables("main"):
            con.execute(statement)
    return Store(path)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('{file}')",
        "select * from '{file}'",
        "copy contacts to '{file}'",
        "attach '{file}' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "insert into neighbours values ('Abbey', 'Brook')",
    ],
)
def test_nothing_beyond_its_own_file_can_be_read_or_written(store: Store, tmp_path: Path, statement: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nPat\n", "utf-8")
    with pytest.raises(duckdb.Error):
        store.tuples(statement.format(file=secret))
    assert secret.read_text("utf-8") == "name\nPat\n"
    assert store.tuples("select count from contacts") == [(1,)]


def test_a_large_question_gets_more_memory_while_it_is_answered_and_writes_nothing_beside(
    store: Store, tmp_path: Path
) -> None:
    numbers = 20_000_000  # of eight bytes in one list: more than the 150 MB of other questions
    assert store.tuples(f"select len(list(x)) from range({numbers}) as t(x)") == [(numbers,)]
    assert store.tuples("select current_setting('memory_limit')") == [("143.0 MiB",)]
    assert [path.name for path in tmp_path.iterdir()] == ["cx-0123.duckdb"]


def test_large_questions_asked_at_once_are_all_answered(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        numbers = [20_000_000 + more for more in range(4)]
        answers = pool.map(
            lambda number: store.columns(f"select len(list(x)) as n from range({number}) as t(x)"), numbers
        )
    assert [answer["n"] for answer in answers] == [[number] for number in numbers]
    assert store.tuples("select current_setting('memory_limit')") == [("143.0 MiB",)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of one process")
def test_a_question_too_large_for_the_machine_is_refused_in_words(store: Store) -> None:
    asked = f"""
import resource
from pathlib import Path
from cxdata.store import Store
store = Store(Path({str(store.path)!r}))
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
store.tuples("select len(list(x)) from range(400_000_000) as t(x)")
"""
    process = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60)
    assert process.stderr.splitlines()[-1] == (
        "cxdata.errors.CxError: This question needs more memory than this machine has. "
        "Choose a shorter period or fewer groups."
    )


def test_a_slow_question_draws_no_bar_into_what_a_command_prints(store: Store) -> None:
    assert store.tuples("select current_setting('enable_progress_bar')") == [(False,)]

"""A small survey in the sample's own layout, loaded into a store of its own."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cxdata.store import Store, open_store
from tests.cli.terminal import run
from tests.conftest import ROOT


def survey(tmp_path: Path, answers: Iterable[tuple[date, dict[str, str]]]) -> Store:
    """One answer on each day; what is not given is as in the sample's first answer, without a customer reference."""
    with (ROOT / "sample_data" / "survey_answers.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        first, names = next(reader), reader.fieldnames or []
    with (tmp_path / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for number, (day, given) in enumerate(answers):
            own = {"Response ID": f"R{number}", "Date completed": f"{day:%d/%m/%Y} 10:00", "Customer Ref": ""}
            writer.writerow({**first, **own, **given})
    done = run(tmp_path / "data", "load", tmp_path / "survey.csv")
    assert done.code == 0, done.err
    return open_store(tmp_path / "data")

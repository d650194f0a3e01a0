"""What the Data and Definitions pages say: from the store and the registry."""

from pathlib import Path

from cxdata.export import definitions, loaded
from cxdata.measures import DIMENSIONS, MEASURES
from cxdata.store import open_store


def test_every_measure_and_dimension_is_in_the_document_once() -> None:
    text = definitions.document()
    assert [name for name in MEASURES if text.count(f"on the command line: `{name}`") != 1] == []
    assert [name for name in DIMENSIONS if text.count(f"| `{name}` |") != 1] == []


def test_the_worst_verdict_comes_first_and_is_a_word_and_a_shape(sample_data: Path) -> None:
    store = open_store(sample_data)
    found = loaded.checks_in_words(store)
    assert [verdict for verdict, _ in found] == ["do not use", "use with care", "fine"]
    file, sentence = found[0][1][0]
    assert file == "website_visits.csv"
    assert sentence.startswith("6.42m visits and 1.87m page views cannot both be right")
    files = loaded.files_in_words(store).set_index("File")
    assert files.loc["website_visits.csv", "Trust"] == "■ Do not use"
    assert files.loc["crm_cases.csv.gz", "Trust"] == "▲ Use with care"
    assert files.loc["reception_desks.csv", "Trust"] == "● Fine"
    assert files.loc["crm_cases.csv.gz", "Rows loaded"] == "55,279"
    assert files.loc["crm_cases.csv.gz", "Duplicates"] == "391"


def test_rows_set_aside_go_out_with_their_reasons(sample_data: Path) -> None:
    aside = open_store(sample_data).set_aside()
    text = loaded.set_aside_csv(aside).decode("utf-8-sig")
    assert len(text.splitlines()) == len(aside) + 1
    assert "'Fax machine' is not a channel this profile knows" in text

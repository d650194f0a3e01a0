"""Files of two councils in one store, and the sample council's among one's own: noticed, and asked about."""

from pathlib import Path

from cxdata.ingest.receipt import FileReceipt
from cxdata.store import open_store
from tests.ingest.checks.conftest import Checked
from tests.ingest.councils.mixed import make_mixed
from tests.ingest.loading import Folder

A_WARDS = ("E05000001", "E05000002", "E05000003", "E05000004")
B_WARDS = ("E05000011", "E05000012", "E05000013")
A_AREAS = tuple((code, f"Alder {code[-1]}", 2024, "E07000001", True) for code in A_WARDS)
B_AREAS = tuple((code, f"Birch {code[-1]}", 2024, "E07000002", True) for code in B_WARDS)
BOUNDARIES = FileReceipt("a.geojson", "boundaries", ("areas",), read=4, loaded=4)


def contacts(*files: tuple[str, ...]) -> list[dict]:
    """One contact a ward that is named, the files numbered from 1."""
    return [{"file_id": number, "ward_code": ward} for number, wards in enumerate(files, 1) for ward in wards]


def said(found: dict, code: str = "several_councils") -> str:
    """What a rule says of the files together; "" where it says nothing."""
    return found[code][0].message if code in found else ""


def test_files_with_the_wards_of_two_councils_are_asked_about(checked: Checked) -> None:
    found = checked(areas=[*A_AREAS, *B_AREAS], contacts=contacts(A_WARDS, B_WARDS), receipts={3: BOUNDARIES})
    assert said(found) == "", "one boundary file has both councils: a county, or a region"
    found = checked(
        areas=[*A_AREAS, *B_AREAS],
        contacts=contacts(A_WARDS, B_WARDS),
        receipts={3: BOUNDARIES, 4: FileReceipt("b.geojson", "boundaries", ("areas",), read=3, loaded=3)},
    )
    assert said(found).startswith(
        "These files seem to be of 2 councils, or of wards before and after a change, because no ward of one is among "
        "those of the other: file1.csv and boundaries (4 wards, such as Alder 1; council E07000001); file2.csv and "
        "boundaries (3 wards, such as Birch 1; council E07000002). Every figure adds them up."
    )
    assert (found["several_councils"][0].rows, found["several_councils"][0].verdict) == (7, "use with care")


def test_boundaries_of_two_councils_are_asked_about_before_anything_else_is_loaded(checked: Checked) -> None:
    second = FileReceipt("b.geojson", "boundaries", ("areas",), read=3, loaded=3)
    assert "2 councils" in said(checked(areas=[*A_AREAS, *B_AREAS], receipts={1: BOUNDARIES, 2: second}))
    assert said(checked(areas=A_AREAS, receipts={1: BOUNDARIES})) == ""


def test_a_file_of_which_no_ward_is_in_the_boundaries_is_asked_about(checked: Checked) -> None:
    receipts = {3: BOUNDARIES}
    found = checked(areas=A_AREAS, contacts=contacts(A_WARDS, B_WARDS), receipts=receipts)
    assert "file2.csv (3 wards, such as E05000011)" in said(found)
    named = checked(areas=A_AREAS, contacts=contacts(A_WARDS, ("Mill", "Quay", "Hill")), receipts=receipts)
    assert "file2.csv (3 wards, such as Hill)" in said(named)
    assert said(checked(areas=A_AREAS, contacts=contacts(A_WARDS, B_WARDS[:2]), receipts=receipts)) == ""


def test_without_boundaries_codes_are_held_against_codes_and_names_against_names(checked: Checked) -> None:
    assert "2 councils" in said(checked(contacts=contacts(A_WARDS, B_WARDS)))
    assert "2 councils" in said(checked(contacts=contacts(("Mill", "Quay", "Hill"), ("Elm", "Oak", "Ash"))))
    assert said(checked(contacts=contacts(A_WARDS, ("Mill", "Quay", "Hill")))) == ""


def test_one_shared_ward_joins_and_a_stray_customer_does_not(checked: Checked) -> None:
    assert said(checked(contacts=contacts(A_WARDS, (*B_WARDS, A_WARDS[0])))) == ""
    strayed = contacts(A_WARDS, (*(B_WARDS * 100), A_WARDS[0]))
    assert "2 councils" in said(checked(contacts=strayed)), "one row of 301 is of a ward of the other"
    bridged = contacts(A_WARDS, B_WARDS, (A_WARDS[1], B_WARDS[1]))
    assert said(checked(contacts=bridged)) == "", "a third file has wards of both"


def test_wards_of_two_vintages_of_one_council_are_one(checked: Checked) -> None:
    older = tuple((code, name, 2010, "E07000001", False) for code, name, *_ in B_AREAS)
    receipts = {3: BOUNDARIES, 4: FileReceipt("old.geojson", "boundaries", ("areas",), read=3, loaded=3)}
    assert said(checked(areas=[*A_AREAS, *older], contacts=contacts(A_WARDS, B_WARDS), receipts=receipts)) == ""


def test_each_file_of_the_sample_among_ones_own_is_do_not_use(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    heads = "Ref,Opened,Channel,Name"
    for name in ("one.csv", "two.csv"):
        folder.load_one(name, heads, f"{name},2026-03-02,Call,x")
    make_mixed(folder.data, "two.csv", "members_enquiries.csv")
    said_of_files = open_store(folder.data).tuples(
        "select name, verdict, message, rows from checks join files using (file_id) where code = 'sample_and_own'"
    )
    ((name, verdict, message, rows),) = said_of_files
    assert (name, verdict, rows) == ("members_enquiries.csv", "do not use", 1)
    assert "whose figures are invented, among files of your own" in message


def test_the_sample_alone_is_not_mixed_and_one_council(sample_data: Path) -> None:
    codes = {code for (code,) in open_store(sample_data).tuples("select code from checks")}
    assert not codes & {"sample_and_own", "several_councils"}

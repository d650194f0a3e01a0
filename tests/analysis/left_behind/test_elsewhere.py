"""Who is left behind is said where online is praised: beside targets that are met, and whose the waits are."""

from cxdata.analysis.asking import FromStore
from cxdata.analysis.both_sides import say_other_side
from cxdata.analysis.targets.digital import with_left_out
from cxdata.analysis.targets.rows import target_rows
from cxdata.analysis.targets.verdict import Verdict
from cxdata.council import Council
from cxdata.overview.questions.aims import met_targets
from cxdata.scope import Scope
from cxdata.store import Store


def test_a_target_of_online_that_is_met_says_who_is_left_behind(store: Store, council: Council) -> None:
    """Of the sample's targets that are met one is of online; the others have no such sentence."""
    asking = FromStore(store, council, Scope())
    rows = with_left_out(asking, target_rows(asking))
    met = {row.measure.id: row.notes for row in rows if row.verdict is Verdict.MET}
    told = [name for name, notes in met.items() if any("Left behind are Tenant customers" in note for note in notes)]
    assert told == ["web_completion"]
    assert not [one for one in met_targets(asking) if "online" in one.headline.lower()], "nor is it good news"


def test_of_a_ward_the_waits_are_said_to_be_the_whole_councils(store: Store, council: Council) -> None:
    """No call and no visit has a ward: of contacts and answers it is the ward's own figure."""
    whole, ward = (
        say_other_side(FromStore(store, council, scope))
        for scope in (Scope(), Scope().with_choice("ward", "Withy Marsh"))
    )
    assert "whole council" not in whole
    assert [
        part.split(" ")[0] for part in ward.removeprefix("Beside online: ").split(", ") if "whole council" in part
    ] == [
        "phone",
        "counter",
    ]

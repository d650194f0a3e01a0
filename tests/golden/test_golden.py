"""The sample council's figures are the ones written down; a change is made on purpose and read in the difference."""

import json

from cxdata.council import Council
from cxdata.store import Store
from tests.golden.write import FILE, golden_rows


def test_figures_are_the_ones_written_down(store: Store, council: Council) -> None:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    now = golden_rows(store, council)
    before = {(line["measure"], line["selection"]): line for line in kept}
    changed = [
        f"{line['measure']} - {line['selection']}: {line} was {before.get((line['measure'], line['selection']))}"
        for line in now
        if before.get((line["measure"], line["selection"])) != line
    ]
    assert not changed, "\n".join([*changed[:20], f"{len(changed)} in all; see tests/golden/write.py"])
    assert now == kept


def test_the_list_can_be_read_aloud() -> None:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    assert len({(line["measure"], line["selection"]) for line in kept}) == len(kept)
    # the sample's README: 106 of the badly served group and 781 of everybody else were dissatisfied
    dissatisfied = {"n": f"{106 + 781:,}", "of": "15,000", "value": "5.9%"}
    assert {"measure": "Dissatisfied", "selection": "everything loaded", **dissatisfied} in kept

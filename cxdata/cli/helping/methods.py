"""methods: every statistical method worked out on an example whose answer is known, and whether it is the same."""

import argparse
import json
from dataclasses import asdict

from cxdata.cli.show import align
from cxdata.stats.known import KNOWN, Checked, check
from cxdata.stats.known.words import ABOUT, FIGURES, figures, headline


def run_methods(options: argparse.Namespace) -> int:
    """Print each method's figures beside those printed elsewhere; 1 where one differs."""
    checked = [check(method) for _, methods in KNOWN for method in methods]
    differs = not all(one.same for one in checked)
    if options.format == "json":
        print(json.dumps([_as_dict(one) for one in checked], indent=2, ensure_ascii=False))
        return int(differs)
    print(f"{headline(checked)}.\n{ABOUT}")
    for one in checked:
        print(f"\n{one.method.name}\n{one.method.use}\nExample: {one.method.example}.\nSource: {one.method.source}.\n")
        print(align([list(FIGURES), *map(list, figures(one))], left=1))
    return int(differs)


def _as_dict(one: Checked) -> dict[str, object]:
    method = one.method
    about = {"method": method.name, "use": method.use, "example": method.example, "source": method.source}
    return {**about, "same": one.same, "figures": [asdict(answer) for answer in one.answers]}

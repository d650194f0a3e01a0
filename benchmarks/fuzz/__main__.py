"""python -m benchmarks.fuzz: so many inputs from a number on, what became of them, and every fault found."""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.fuzz.check import LOADED_EVERY, SECONDS, SUGGESTED_EVERY
from benchmarks.fuzz.inputs import ROOT, make_input

_KINDS = ("crash", "killed", "hang", "words", "batch", "miscount")


def main() -> int:
    """Check the inputs; 1 where anything was wrong."""
    options = _options()
    if options.write:
        given = make_input(options.first)
        (options.write / given.name.replace("/", "_")).write_bytes(given.content)
        return 0
    started, outcomes, faults = time.monotonic(), Counter[str](), []
    for told in _told(options.first, options.first + options.inputs, started + 60 * options.minutes):
        outcomes[told["outcome"]] += 1
        outcomes["counted"] += told["counted"]
        for fault in told["faults"]:
            faults.append(fault)
            print(f"{fault['kind']}: input {fault['number']}, {fault['name']!r}: {fault['words']}", flush=True)
    total = sum(outcomes[name] for name in ("read", "refused", "settings", "killed"))
    print(
        f"{total:,} inputs from {options.first:,} in {(time.monotonic() - started) / 60:.1f} minutes: "
        f"{outcomes['read']:,} read, {outcomes['refused']:,} refused in words, {outcomes['settings']:,} settings "
        f"read; the rows of {outcomes['counted']:,} counted by another reader; a layout suggested for one in "
        f"{SUGGESTED_EVERY}, one in {LOADED_EVERY} loaded."
    )
    found = Counter(fault["kind"] for fault in faults)
    print(f"Faults (a hang is over {SECONDS:.0f} s): " + ", ".join(f"{found[kind]} {kind}" for kind in _KINDS))
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="how many (100,000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first (0)")
    parser.add_argument("--minutes", type=float, default=24 * 60.0, help="stop after so many")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="only write the first input there, to look at")
    return parser.parse_args()


def _told(first: int, last: int, until: float) -> Iterator[dict[str, Any]]:
    """What workers tell of each input; one that ends early was killed by the input that it had begun."""
    while first < last:
        command = [sys.executable, "-m", "benchmarks.fuzz.worker", str(first), str(last)]
        begun = first
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
            for line in worker.stdout or ():
                told = json.loads(line)
                if "begun" in told:
                    begun = told["begun"]
                    continue
                yield told
                begun += 1
                if time.monotonic() > until:
                    worker.terminate()
                    return
        if begun < last:
            words = {"number": begun, "name": make_input(begun).name, "kind": "killed", "words": "the worker ended"}
            yield {"outcome": "killed", "counted": False, "faults": [words]}
        first = begun + 1


if __name__ == "__main__":
    sys.exit(main())

"""python -m benchmarks.pollock FOLDER: every polluted file read, and the count of what became of them by kind.

FOLDER holds Pollock's `csv` and `clean` folders (its `polluted_files`). Exit status 1 if a file is silently wrong.
"""

import argparse
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.pollock.verdict import EQUAL, REFUSED, SET_ASIDE, WRONG, Verdict, judge

KINDS = (EQUAL, SET_ASIDE, REFUSED, WRONG)


def pollution(name: str) -> str:
    """What was done to a file, from its name: `row_extra_quote10_col3.csv` is "row extra quote"."""
    stem = re.sub(r"(_0x[0-9A-F]+|\d+|_col\d+|_row\d+)", "", Path(name).stem)
    return stem.strip("_").replace("_", " ")


def table(verdicts: list[Verdict]) -> list[str]:
    """The table in Markdown: a row for each pollution, a column for each verdict, and the sums."""
    counts = Counter((pollution(verdict.name), verdict.kind) for verdict in verdicts)
    lines = [f"| what was done | files | {' | '.join(KINDS)} |", "|---" + "|---:" * (len(KINDS) + 1) + "|"]
    for done in sorted({pollution(verdict.name) for verdict in verdicts}):
        numbers = [counts[done, kind] for kind in KINDS]
        lines.append(f"| {done} | {sum(numbers)} | {' | '.join(map(str, numbers))} |")
    sums = Counter(verdict.kind for verdict in verdicts)
    lines.append(f"| **all** | {len(verdicts)} | {' | '.join(str(sums[kind]) for kind in KINDS)} |")
    return lines


def main() -> int:
    """Judges every file, prints the table and, with --list, each file that is not equal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pollock", description=__doc__)
    parser.add_argument("folder", type=Path, help="Pollock's polluted_files")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes share the work")
    parser.add_argument("--list", action="store_true", help="also name every file that is not equal, and why")
    words = parser.parse_args()
    files = sorted((words.folder / "csv").glob("*.csv"))
    with ProcessPoolExecutor(words.jobs) as pool:
        clean = [words.folder / "clean" / path.name for path in files]
        verdicts = list(pool.map(judge, files, clean, chunksize=20))
    if words.list:
        print("\n".join(f"{row.name}: {row.kind}: {row.why}" for row in verdicts if row.kind != EQUAL))
    print("\n".join(table(verdicts)))
    return int(any(verdict.kind == WRONG for verdict in verdicts))


if __name__ == "__main__":
    raise SystemExit(main())

"""python -m benchmarks.redaction: what the rules remove and what they cost, on invented texts and on real coded
columns.

Real coded columns are read from the folder in CX_REAL_DATA (default ../shared/real); without it that line is left out.
"""

import csv
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.redaction.corpus import Comment, make, make_bare
from benchmarks.redaction.phrases import SERVICES, WARDS
from benchmarks.redaction.scores import Score, from_marks, score
from cxdata.council import Redaction
from cxdata.ingest.load.build import load_files
from cxdata.ingest.privacy.coded import is_personal
from cxdata.ingest.privacy.redaction import redactor

ROOT = Path(__file__).resolve().parents[2]
# The wards and services of the marked texts.
MARKED_OWN = (
    "Abbey,Northfield,Highfield,Kingsmead,Oakley,Victoria,Rosehill,Marlow,Lister,Whitmore,Housing,Waste,Benefits,Planning,"
    "Adult Social Care,Highways,Council Tax,Licensing,Parking,Libraries,Environmental Health,Registrars,"
    "Electoral Services,Street Cleansing,Homelessness"
)
SAMPLE = ROOT / "tests" / "corpus_comments" / "sample_300.csv"
HEAD = (
    "| texts | names | addresses | structured | words wrongly removed per 1,000 | clean texts hurt | "
    "CPU s per 10,000 texts |"
)


def marked() -> list[Comment]:
    """The 300 marked texts that stand in the tests."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [from_marks(row["text"], json.loads(row["spans"]), short=row["column"] != "comment") for row in rows]


def line(name: str, comments: list[Comment], kept: list[str]) -> tuple[str, Score]:
    """One line of the table."""
    redact = redactor(Redaction(), kept)
    redact("Karen was here")  # the list of words is read once, not timed
    started = time.process_time()
    found = score(comments, lambda text: redact(text).text)
    seconds = (time.process_time() - started) / len(comments) * 10_000
    return (
        f"| {name} | {found.share('name'):.1f} % | {found.share('address'):.1f} % | "
        f"{found.share(*found.structured):.1f} % | "
        f"{found.lost_in_1000:.1f} | {found.hurt_share:.1f} % | {seconds:.1f} |",
        found,
    )


def short_line(comments: list[Comment], kept: list[str]) -> str:
    """Short coded values, each rare: removed whole, or kept whole."""
    redact = redactor(Redaction(), kept)

    def whole(text: str) -> str:
        return "" if is_personal(text, 1, redact) else text

    found = score([comment for comment in comments if comment.short], whole)
    kinds = [key for key in found.items if "/" not in key]
    planted = sum(found.items[key] for key in kinds)
    return (
        f"Short coded values, each seen once: {found.share(*kinds):.1f} % of {planted} planted removed, "
        f"{found.hurt} of {found.clean} clean ones hurt."
    )


def real() -> str:
    """The rows of real coded columns whose value is changed, by loading the files."""
    folder = Path(os.environ.get("CX_REAL_DATA", ROOT.parent / "shared" / "real"))
    names = (
        "boston311_2015/*.csv.gz",
        "sf311/*.csv",
        "baltimore311/*.csv",
        "fixmystreet/*.parquet",
        "vancouver_calls/*.csv",
    )
    files = [path for name in names for path in sorted(folder.glob(name))]
    if not files:
        return f"No real files in {folder}: real coded columns were not measured."
    with tempfile.TemporaryDirectory() as data:
        receipt = load_files(files, data=Path(data))
    lost = rows = 0
    for file in receipt.files:
        for problem in file.problems:
            if problem.code in ("personal_values", "personal_column"):
                lost += int(re.search(r"([\d,]+) rows? changed", problem.message)[1].replace(",", ""))
        rows += file.loaded
    return f"Real files: {rows:,} rows loaded, {lost:,} coded values changed ({100 * lost / rows:.3f} % of rows)."


def main() -> None:
    """Print the table, then what was missed where `--missed` is said."""
    own = [*WARDS, *SERVICES]
    lines = [HEAD, "|" + "---|" * 7]
    first, found = line("generated, 2,000 with personal data and 1,000 without", make(2000, 1000, 11), own)
    bare, _ = line("the same, wards and services not known", make(2000, 1000, 11), [])
    sample, _ = line("300 marked texts", marked(), MARKED_OWN.split(","))
    without = redactor(Redaction())
    cueless = score(make_bare(1000, 13), lambda text: without(text).text)
    hard = f"Names with no word around them that says so: {cueless.share('name'):.1f} % of 1,000 removed."
    print("\n".join([*lines, first, bare, sample, "", hard, short_line(make(6000, 1000, 12), own), "", real()]))
    print("\nBy form and origin: " + ", ".join(f"{key} {found.share(key):.0f}" for key in sorted(found.items)))
    if "--missed" in sys.argv:
        print("\n".join(f"{kind}: {text} => {left}" for kind, text, left in found.missed))
        print("\n".join(f"wrong: {text} => {left}" for text, left in found.wronged))


if __name__ == "__main__":
    main()

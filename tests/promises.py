"""Which part of the tests a file belongs to, and what it promises that only files from outside the project can show."""

from collections.abc import Iterable

UNIT, STORE, PAGES, BROWSER, REAL = "unit", "store", "pages", "browser", "real"
# By folder or file; the longest name that fits counts. Whatever is not named here needs no store.
PARTS = {
    "analysis/": STORE,
    "attack/": STORE,
    "browser/": BROWSER,
    "charts/test_results.py": STORE,
    "clickhouse/": STORE,
    "cli/": STORE,
    "export/": STORE,
    "golden/": STORE,
    "ingest/": STORE,
    "layouts/": STORE,
    "measures/": STORE,
    "published/": STORE,
    "real/": REAL,
    "sample/": STORE,
    "soundness/": STORE,
    "test_findings.py": STORE,
    "test_remote_store.py": STORE,
    "test_sample_store.py": STORE,
    "ui/": PAGES,
}

# What the tests of a file show on material that stays outside the project. One sentence may stand for several files.
PROMISES = {
    "real": {
        "tests/analysis/test_satisfaction_definitions.py": "the changed definition of the Public Guardian's figures",
        "tests/browser/test_real_files.py": "every real export loaded through the Data page",
        "tests/browser/test_ward_sheet.py": "the sheet of each ward of a real city on two sides",
        "tests/charts/test_hotspots_map.py": "real ward shapes drawn",
        "tests/ingest/checks/test_rules.py": "the checks on real exports",
        "tests/ingest/read/test_bad_csv.py": "damaged CSV files of other collections",
        "tests/ingest/privacy/test_real_codes.py": "real coded columns kept, and no real column called people",
        "tests/ingest/areas/test_boundaries.py": "real ward shapes and their neighbours",
        "tests/ingest/read/test_readers.py": "known answers of Boston 2015 and Vancouver's calls, read",
        "tests/ingest/read/test_readers_agree.py": "both CSV readers alike on real files",
        "tests/ingest/read/test_readers_records.py": "known answers of the Public Guardian and FixMyStreet, read",
        "tests/ingest/read/test_readers_sheets.py": "Baltimore alike as CSV and as a workbook",
        "tests/ingest/suggest/test_suggest.py": "layouts suggested for real exports",
        "tests/real/test_known_answers_load.py": "known answers of every real export, loaded",
        "tests/real/test_known_answers_show.py": "known answers of four cities' requests, shown",
        "tests/real/test_known_answers_show_figures.py": "known answers of real calls, surveys and wards, shown",
        "tests/real/test_recount_twenty.py": "figures of Boston, Vancouver and the Public Guardian recounted",
        "tests/ui/test_phones_real.py": "fifteen years of real calls on the page of the phones",
        "tests/soundness/test_part_months.py": "the year that opens on Boston 2015",
        "tests/soundness/test_real_change.py": "a figure of the Public Guardian that recovers",
    },
    "vectors": {
        "tests/soundness/test_outlook.py": "the forecast of a real service's take-up",
        "tests/stats/test_funnel.py": "Public Health England's funnels",
        "tests/stats/test_hotspots.py": "PySAL's clusters of North Carolina",
        "tests/stats/test_hypergeometric.py": "R's adjusted p-values",
        "tests/stats/test_proportions.py": "Public Health England's shares",
        "tests/stats/test_raking.py": "the raked panel of 240",
        "tests/stats/test_rates.py": "Public Health England's rates",
        "tests/stats/test_satisfaction.py": "the Public Guardian's 117 months",
        "tests/stats/test_smoothing.py": "PySAL's smoothed rates of North Carolina",
        "tests/stats/test_spc_rules.py": "NHSRplotthedots' rules",
        "tests/stats/test_spc_vectors.py": "NHSRplotthedots' limits",
    },
}


def part_of(file: str, fixtures: Iterable[str] = ()) -> tuple[str, ...]:
    """The markers of a test by its file below tests/: its folder's part, and `real` where it takes real files.

    A test of real files belongs to `real` alone, unless it drives a browser too.
    """
    fitting = [name for name in PARTS if file.startswith(name)]
    part = PARTS[max(fitting, key=len)] if fitting else UNIT
    if "shared_real" not in fixtures:
        return (part,)
    return (BROWSER, REAL) if part == BROWSER else (REAL,)


def say_untested(skipped: Iterable[tuple[str, str]]) -> list[str]:
    """One line for each kind of material that was absent: what the tests that skipped for it would have shown.

    `skipped` gives the kind (a folder of ../shared) and the file of each test. A file without a promise gives its name.
    """
    missing = list(skipped)
    lines = []
    for kind in sorted({kind for kind, _ in missing}):
        files = sorted({file for each, file in missing if each == kind})
        promises = dict.fromkeys(PROMISES.get(kind, {}).get(file, file) for file in files)
        lines.append(f"NOT TESTED (no ../shared/{kind}): {'; '.join(promises)}.")
    return lines

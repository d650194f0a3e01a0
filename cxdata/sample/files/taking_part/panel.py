"""The residents' panel: its young members few and mostly silent, all known by their customer reference."""

from datetime import timedelta
from pathlib import Path

import numpy as np

from cxdata.sample.council import PANEL, PANEL_BY_AGE, PANEL_QUIET_BY_AGE, SPAN, WARD_CODES
from cxdata.sample.people import LANGUAGE_STREAM, People, languages
from cxdata.sample.services import AGES, TYPES
from cxdata.sample.wards import wards
from cxdata.sample.write import write_csv

PANEL_FILE = "residents_panel.csv"
_REFERENCE_STREAM = 54
_SEXES = ("Female", "Male", "Prefer not to say")
_ETHNICITIES = ("White", "Asian or Asian British", "Black or Black British", "Mixed", "Prefer not to say")
_HEADER = (
    "Panel ID",
    "Name",
    "Email",
    "Joined",
    "Last took part",
    "Age",
    "Sex",
    "Ethnic group",
    "Disabled",
    "Language",
    "Ward",
)


def write_panel(out: Path, crowd: People, seed: int) -> Path:
    """The members, who registered with their customer account: their reference there is that of the panel."""
    rng = np.random.default_rng([seed, 52])
    ward = rng.choice(len(WARD_CODES), PANEL, p=wards().residents.sum(1) / wards().residents.sum())
    age = rng.choice(len(AGES), PANEL, p=PANEL_BY_AGE)
    sex = rng.choice(3, PANEL, p=(0.55, 0.44, 0.01))
    ethnicity = rng.choice(5, PANEL, p=(0.86, 0.06, 0.03, 0.02, 0.03))
    disabled = rng.choice(3, PANEL, p=(0.71, 0.22, 0.07))
    language = languages(PANEL, np.random.default_rng([seed, LANGUAGE_STREAM, 1]))
    joined = rng.integers(0, 2000, PANEL)
    is_quiet = rng.random(PANEL) < np.array(PANEL_QUIET_BY_AGE)[age]
    quiet = np.where(is_quiet, rng.integers(366, 900, PANEL), rng.integers(1, 365, PANEL))
    references = _references(ward, age, crowd, np.random.default_rng([seed, _REFERENCE_STREAM]))
    rows = []
    for row in range(PANEL):
        start = SPAN.end - timedelta(days=int(joined[row]) + 20)
        active = max(start, SPAN.end - timedelta(days=int(quiet[row])))
        rows.append(
            (
                references[row],
                f"Panel Member {row + 1}",
                f"panel{row + 1}@example.org",
                f"{start:%d/%m/%Y}",
                f"{active:%d/%m/%Y}",
                AGES[age[row]],
                _SEXES[sex[row]],
                _ETHNICITIES[ethnicity[row]],
                ("No", "Yes", "Prefer not to say")[disabled[row]],
                language[row],
                WARD_CODES[ward[row]],
            )
        )
    return write_csv(out / PANEL_FILE, _HEADER, rows)


def _references(ward: np.ndarray, age: np.ndarray, crowd: People, rng: np.random.Generator) -> list[str]:
    """For each member the reference of a resident of that ward and age, each once; a new one where none is left."""
    resident, taken = TYPES.index("Resident"), set[int]()
    references = []
    for number, (where, band) in enumerate(zip(ward, age, strict=True)):
        start, size = int(crowd.start[resident, where]), int(crowd.size[resident, where])
        alike = [start + int(i) for i in np.flatnonzero(crowd.age[start : start + size] == band)]
        free = [person for person in alike if person not in taken]
        if free:
            person = free[int(rng.integers(len(free)))]
            taken.add(person)
            references.append(f"C{crowd.reference[person]}")
        else:
            references.append(f"P{number + 1:04d}")
    return references

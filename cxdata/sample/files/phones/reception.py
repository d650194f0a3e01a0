"""The reception desks, day by day, as a ticket system prints them: visitors, seen, left, minutes waited."""

from datetime import timedelta
from pathlib import Path

import numpy as np

from cxdata.sample.council import BANK_HOLIDAYS, SPAN
from cxdata.sample.write import write_csv

RECEPTION_FILE = "reception_desks.csv"
RECEPTION_STREAM = 71
# desk, visitors on a usual day, minutes waited by each
DESKS = (("Town Hall", 7.5, 9.5), ("Eastgate Hub", 3.5, 6.5))
_WEEKDAY = (1.25, 1.02, 0.95, 0.9, 0.88)
_LEFT = 0.03


def write_reception(out: Path, seed: int) -> Path:
    """Every open day and desk; steady throughout, so that the telephone's new menu stands out beside it."""
    rng = np.random.default_rng([seed, RECEPTION_STREAM])
    days = [SPAN.start + timedelta(days=step) for step in range((SPAN.end - SPAN.start).days)]
    rows = []
    for day in days:
        if day.weekday() >= 5 or day in BANK_HOLIDAYS:
            continue
        for desk, usual, minutes in DESKS:
            visitors = int(rng.poisson(usual * _WEEKDAY[day.weekday()]))
            left = int(rng.binomial(visitors, _LEFT))
            seen = visitors - left
            waited = round(float(rng.gamma(seen * 2, minutes / 2)), 1) if seen else 0
            rows.append((f"{day:%d/%m/%Y}", desk, visitors, seen, left, waited))
    header = ("Date", "Desk", "Tickets", "Seen", "Left unseen", "Minutes waited")
    return write_csv(out / RECEPTION_FILE, header, rows)

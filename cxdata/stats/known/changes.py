"""Known answers of change: what is ordinary for a series, and what of a change is only another mix of people."""

import numpy as np

from cxdata.stats.decomposition import Side, decompose, kitagawa, simpson_alarm
from cxdata.stats.known.model import Known
from cxdata.stats.peaks import compare_days
from cxdata.stats.spc.limits import reach_of

FLOW = np.array([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
AGES = tuple(f"{first}-{first + 4}" for first in range(15, 75, 5)) + ("75+",)
SHARES_1970 = (12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9)
SHARES_1985 = (10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5)
RATES_1970 = (1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8)
RATES_1985 = (2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2)


def _usual_range() -> tuple[float, ...]:
    middle, reach = float(FLOW.mean()), reach_of(FLOW)
    return middle - reach, middle, middle + reach


def _births() -> tuple[float, ...]:
    split = kitagawa(AGES, SHARES_1970, RATES_1970, SHARES_1985, RATES_1985)
    return split.before, split.after, split.mix, split.within


def _stones() -> tuple[float, ...]:
    """How often each treatment did well, in 100; and 1 where it was the other way round on stones of either size."""
    older = Side.of([87, 263], [81, 192], [87, 263])
    newer = Side.of([270, 80], [234, 55], [270, 80])
    split = decompose(["small", "large"], older, newer)
    return 100 * newer.pooled, 100 * older.pooled, float(simpson_alarm(split).strong)


def _days() -> tuple[float, ...]:
    ratio = compare_days([10, 11, 12, 13, 14], [8, 9, 10, 11, 12])
    return ratio.value, ratio.p


OF_CHANGES = (
    Known(
        "Usual range of a series (XmR limits)",
        "How far a figure goes up and down from month to month without a cause: only what lies outside is a change.",
        "ten measured flows, 49.6 to 53.6",
        "NIST/SEMATECH, e-Handbook of Statistical Methods, section 6.3.2.2 (individuals control charts): with "
        "3 / 1.128, of which our 2.66 is the usual rounding, so that two decimals are compared",
        (("lowest", "45.82"), ("middle", "50.81"), ("highest", "55.80")),
        _usual_range,
    ),
    Known(
        "Kitagawa’s split of a change (as Das Gupta prints it)",
        "How much of a change comes from who is counted, and how much from what changed for them.",
        "thirteen ages of United States residents, 1970 and 1985",
        "P. Das Gupta, Standardization and Decomposition of Rates, US Bureau of the Census, Current Population Reports "
        "P23-186 (1993), example 5.1",
        (("1970", "44.7268"), ("1985", "47.694"), ("from the mix", "1.2269"), ("from the rates", "1.7403")),
        _births,
    ),
    Known(
        "Alarm for a reversal (Simpson’s paradox)",
        "Warns where the whole moves one way and every part of it the other.",
        "kidney stones, small and large: open surgery 273 of 350, the newer treatment 289 of 350",
        "C. R. Charig and others, British Medical Journal 292 (1986) 879-882: 83 and 78 in 100, though open surgery "
        "does better on small and on large stones",
        (("newer treatment, in 100", "83"), ("open surgery, in 100", "78"), ("alarms raised", "1")),
        _stones,
    ),
    Known(
        "Welch’s comparison of days",
        "Whether some days are busier than others by more than days always differ.",
        "five days of 10 to 14 calls against five of 8 to 12",
        "Worked by hand from B. L. Welch, Biometrika 34 (1947) 28-35: the difference is 2 with a standard error of 1, "
        "and 8 degrees of freedom",
        (("one over the other", "1.2"), ("chance of so much by luck", "0.0805")),
        _days,
    ),
)

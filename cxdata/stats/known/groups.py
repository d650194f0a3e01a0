"""Known answers of groups and places: who differs by more than chance, and what words belong to whom."""

from cxdata.stats.areas.clusters import gi_star
from cxdata.stats.basics.mantel_haenszel import common_odds
from cxdata.stats.funnel.shares import Z_INNER, proportion_limits
from cxdata.stats.keyness import keyness
from cxdata.stats.known.model import Known
from cxdata.stats.pockets.shrinkage import shrunk_rate

BERKELEY = (
    ((512, 313), (89, 19)),
    ((353, 207), (17, 8)),
    ((120, 205), (202, 391)),
    ((138, 279), (131, 244)),
    ((53, 138), (94, 299)),
    ((22, 351), (24, 317)),
)
"""By department men and women, each admitted and not."""
RATS_MEAN, RATS_SPREAD = 0.136, 0.103
"""Mean and standard deviation of the first seventy experiments, as the book prints them."""


def _admitted() -> tuple[float, ...]:
    odds = common_odds(BERKELEY)
    return odds.ratio, odds.lower, odds.upper, odds.p, odds.crude


def _rats() -> tuple[float]:
    strength = RATS_MEAN * (1 - RATS_MEAN) / RATS_SPREAD**2 - 1
    return (shrunk_rate(4, 14, overall=RATS_MEAN, strength=strength),)


def _words() -> tuple[float, ...]:
    found = keyness([52], [57], 50_000, 75_000)
    return float(found.g2[0]), float(found.log_ratio[0])


OF_GROUPS = (
    Known(
        "Funnel lines",
        "How far a small ward or service may lie from the whole by chance: the smaller, the further.",
        "100 people, where 80 in 100 are satisfied over all, with 95 % certainty",
        "Worked by hand from D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in "
        "Medicine 24 (2005) 1185-1202: 0.8 ± 1.95996 √(0.8 × 0.2 / 100)",
        (("lower line", "0.7216"), ("upper line", "0.8784")),
        lambda: [float(line) for line in proportion_limits(100, 0.8, z=Z_INNER)],
    ),
    Known(
        "Pulling small groups in (Tarone’s rats)",
        "A small group’s share is drawn towards that of all, because it may be high or low by luck.",
        "4 of 14 rats with a tumour, after seventy experiments of mean 0.136 and standard deviation 0.103",
        "A. Gelman and others, Bayesian Data Analysis, third edition (2013), section 5.1, with the figures of R. E. "
        "Tarone, Biometrics 38 (1982) 215-220",
        (("share after pulling in", "0.223"),),
        _rats,
    ),
    Known(
        "Mantel and Haenszel’s common odds",
        "Whether two groups differ once a third fact, such as the service, is held still.",
        "men and women admitted to six departments at Berkeley in 1973",
        "P. J. Bickel and others, Science 187 (1975) 398-404, as worked out in the manual of R under mantelhaen.test",
        (
            ("odds of men over women, by department", "0.9046968"),
            ("lowest", "0.7719074"),
            ("highest", "1.0603298"),
            ("chance of so much by luck", "0.2323"),
            ("taken all together", "1.84"),
        ),
        _admitted,
    ),
    Known(
        "Clusters on a map (Gi*)",
        "Whether a ward and its neighbours are high or low together.",
        "four areas in a row with rates of 1, 2, 3 and 6: the second and the last, each with its neighbours",
        "Worked by hand from J. K. Ord and A. Getis, Geographical Analysis 27 (1995) 286-306: -3 / √3.5 and "
        "3 / √(14/3)",
        (("second", "-1.6036"), ("last", "1.3887")),
        lambda: gi_star([1, 2, 3, 6], [[1], [0, 2], [1, 3], [2]])[[1, 3]].tolist(),
    ),
    Known(
        "Log-likelihood keyness",
        "Which words the dissatisfied use more than others by more than chance.",
        "a word 52 times in 50,000 against 57 times in 75,000",
        "P. Rayson and R. Garside, Comparing corpora using frequency profiling (2000), the example of UCREL’s "
        "log-likelihood page, Lancaster University",
        (("log-likelihood", "2.65"), ("log ratio", "0.4525")),
        _words,
    ),
)

"""Known answers of shares, counts and rates: how far each may be from the truth by chance alone."""

from cxdata.stats.basics.false_discovery import benjamini_hochberg
from cxdata.stats.basics.proportions import newcombe, wilson
from cxdata.stats.basics.rates import byar, exact_poisson
from cxdata.stats.known.model import Known

P_VALUES = (
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
)
"""The fifteen of Benjamini and Hochberg's example."""


def _wilson() -> tuple[float, ...]:
    lower, upper = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    return tuple(float(limit) for pair in zip(lower, upper, strict=True) for limit in pair)


def _newcombe() -> tuple[float, ...]:
    apart = newcombe([56, 9, 5, 0], [70, 10, 56, 10], [48, 3, 0, 0], [80, 10, 29, 20])
    return tuple(float(limit) for pair in zip(apart.lower, apart.upper, strict=True) for limit in pair)


def _many_looks() -> tuple[float]:
    return (float((benjamini_hochberg(P_VALUES) <= 0.05).sum()),)


def _ends(*counted: str) -> tuple[tuple[str, str], ...]:
    """Pairs of printed limits, each named by what was counted."""
    pairs = []
    for what, lowest, highest in zip(counted[::3], counted[1::3], counted[2::3], strict=True):
        pairs += [(f"{what}, lowest", lowest), (f"{what}, highest", highest)]
    return tuple(pairs)


OF_SHARES = (
    Known(
        "Wilson’s interval of a share",
        "How far a share may be from the truth when only some people were asked.",
        "81 of 263, 15 of 148, none of 20 and 1 of 29, with 95 % certainty",
        "R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998) "
        "857-872, table I, method 3",
        _ends(
            *("81 of 263", "0.2553", "0.3662", "15 of 148", "0.0624", "0.1605"),
            *("0 of 20", "0.0000", "0.1611", "1 of 29", "0.0061", "0.1718"),
        ),
        _wilson,
    ),
    Known(
        "Newcombe’s interval of a difference",
        "Whether two groups differ by more than chance, and by how much.",
        "56 of 70 against 48 of 80, 9 of 10 against 3 of 10, 5 of 56 against none of 29, none of 10 against none of 20",
        "R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in "
        "Medicine 17 (1998) 873-890, method 10",
        _ends(
            *("56 of 70 and 48 of 80", "0.0524", "0.3339", "9 of 10 and 3 of 10", "0.1705", "0.8090"),
            *("5 of 56 and 0 of 29", "-0.0381", "0.1926", "0 of 10 and 0 of 20", "-0.1611", "0.2775"),
        ),
        _newcombe,
    ),
    Known(
        "Benjamini and Hochberg’s allowance for many looks",
        "Of many groups some stand out by luck: this asks more of each, so that few of those that are named do.",
        "fifteen chances, of which at most 5 in 100 of those named may be luck",
        "Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society "
        "B 57 (1995) 289-300, the example of fifteen p-values",
        (("named of the fifteen", "4"),),
        _many_looks,
    ),
    Known(
        "Byar’s interval of a count",
        "How far a count of ten and more, or a rate made of it, may go up or down by chance.",
        "64 events, with 95 % certainty",
        "Worked by hand from the formula of N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II "
        "(1987), page 69: 64 (1 - 1/576 - 1.959964/24)³ and 65 (1 - 1/585 + 1.959964/(3 √65))³",
        (("lowest", "49.285"), ("highest", "81.728")),
        lambda: [float(limit) for limit in byar(64)],
    ),
    Known(
        "Exact interval of a small count",
        "The same for a count below ten, where a formula would be too rough.",
        "5 events and none, with 95 % certainty",
        "F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936) 437-442, as its table is "
        "commonly reprinted",
        (("5, lowest", "1.62"), ("5, highest", "11.67"), ("none, highest", "3.69")),
        lambda: [*map(float, exact_poisson(5)), float(exact_poisson(0).upper)],
    ),
)

"""The ways of looking that are measured side by side: given a survey, each says who is in each group it lists.

The three slow rivals are not among the project's requirements; each is measured where it is installed (`pip install
aif360 divexplorer csd`) and named as missing where it is not.
"""

import warnings
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import pysubgroup
from scipy.stats import hypergeom
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier

from benchmarks.hidden.surveys import Survey
from cxdata.stats.basics.hypergeometric import upper_tails
from cxdata.stats.pockets.cells import encode
from cxdata.stats.pockets.checks import PIVOT_BASE, pivot_scan
from cxdata.stats.pockets.find import find_pockets
from cxdata.stats.pockets.rules import Rules
from cxdata.stats.pockets.segments import list_segments

RULES = Rules()
PRUNING = 0.00015


def peel(survey: Survey) -> list[np.ndarray]:
    """The product's own search."""
    batches = None if survey.batch is None else survey.count_batches
    found = find_pockets(survey.cells(), survey.dimensions, batches=batches)
    return [survey.members(pocket.conditions) for pocket in found.pockets]


def naive(survey: Survey) -> list[np.ndarray]:
    """Every group of up to three facts and 50 answers with an exact p below .05, nothing allowed for the looking."""
    counted = encode(survey.cells(), survey.dimensions)
    segments = list_segments(counted, min_base=RULES.min_base)
    n, d = segments.responses, segments.count(counted.dissatisfied)
    all_n, all_d = int(counted.responses.sum()), int(counted.dissatisfied.sum())
    worse = np.flatnonzero(d * all_n > n * all_d)
    listed = worse[upper_tails(d[worse], n[worse], all_d, all_n, give_up_above=0.05) < 0.05]
    return [survey.members(segments.conditions(int(one))) for one in listed]


def pivot(survey: Survey) -> list[np.ndarray]:
    """A scan by pivot table: one fact or two, 10 answers, 5 points above the average."""
    counted = encode(survey.cells(), survey.dimensions)
    segments = list_segments(counted, min_base=PIVOT_BASE, most_conditions=2)
    listed = pivot_scan(segments, counted.dissatisfied)
    return [survey.members(segments.conditions(int(one))) for one in listed]


def subgroups(survey: Survey) -> list[np.ndarray]:
    """pysubgroup's ten best of up to three facts, by its standard quality with exponent one half."""
    answers = survey.answers()
    target = pysubgroup.BinaryTarget("dissatisfied", True)
    task = pysubgroup.SubgroupDiscoveryTask(
        answers,
        target,
        pysubgroup.create_selectors(answers, ignore=["dissatisfied"]),
        result_set_size=10,
        depth=3,
        qf=pysubgroup.StandardQF(0.5),
    )
    with warnings.catch_warnings():
        # It divides by the size of groups that turn out to be empty, and then does not list them.
        warnings.simplefilter("ignore", RuntimeWarning)
        found = pysubgroup.Apriori().execute(task)
    return [np.asarray(description.covers(answers)) for _, description in found.to_descriptions()]


def tree(survey: Survey) -> list[np.ndarray]:
    """A decision tree of depth 6, pruned: its leaves of 50 or more that pass an exact test shared out over them all.

    The strength of pruning is the one of four tried (0.00005 to 0.0002) that balanced recall and precision best here.
    """
    facts = OneHotEncoder().fit_transform(survey.codes.T)
    model = DecisionTreeClassifier(max_depth=6, min_samples_leaf=RULES.min_base, ccp_alpha=PRUNING, random_state=0)
    leaf = model.fit(facts, survey.dissatisfied).apply(facts)
    everyone, marked = len(leaf), int(survey.dissatisfied.sum())
    leaves = np.unique(leaf)
    listed = []
    for one in leaves:
        inside = leaf == one
        n, d = int(inside.sum()), int(survey.dissatisfied[inside].sum())
        if n == everyone or d / n - (marked - d) / (everyone - n) < RULES.min_gap:
            continue
        if hypergeom.sf(d - 1, everyone, marked, n) < RULES.q / len(leaves):
            listed.append(inside)
    return listed


def subset_scan(survey: Survey) -> list[np.ndarray]:
    """Multi-dimensional subset scan of aif360: the one subset it returns, against a flat expectation."""
    from aif360.detectors.mdss_detector import bias_scan

    answers = survey.answers()
    facts, marked = answers.drop(columns="dissatisfied"), answers["dissatisfied"].astype(int)
    options = {"overpredicted": False, "favorable_value": "high", "num_iters": 5, "penalty": 0.5}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        subset, _ = bias_scan(facts, marked, **options)
    if not subset:
        return []
    inside = np.ones(len(facts), dtype=bool)
    for name, values in subset.items():
        inside &= facts[name].isin(values).to_numpy()
    return [inside]


def divergent(survey: Survey) -> list[np.ndarray]:
    """DivExplorer: the ten patterns of up to three facts and 50 answers with the largest t."""
    from divexplorer import DivergenceExplorer

    answers = survey.answers()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = DivergenceExplorer(answers.assign(dissatisfied=answers["dissatisfied"].astype(int)))
        patterns = found.get_pattern_divergence(
            min_support=RULES.min_base / len(answers), boolean_outcomes=["dissatisfied"]
        )
    worse = patterns[(patterns["length"].between(1, 3)) & (patterns["dissatisfied_div"] > 0)]
    best = worse.sort_values("dissatisfied_t", ascending=False)["itemset"].head(10)
    return [survey.members(dict(item.split("=", 1) for item in items)) for items in best]


def constrained(survey: Survey) -> list[np.ndarray]:
    """csd: the one subgroup of at most three facts that its beam search returns, by weighted relative accuracy."""
    import pandas as pd
    from csd.methods import BeamSearchSubgroupDiscoverer

    answers = survey.answers()
    facts = pd.get_dummies(answers.drop(columns="dissatisfied")).astype(int)
    model = BeamSearchSubgroupDiscoverer(k=3)
    model.fit(facts, answers["dissatisfied"].astype(int))
    inside = np.asarray(model.predict(facts)).astype(bool)
    return [inside] if inside.any() else []


WAYS: dict[str, Callable[[Survey], list[np.ndarray]]] = {
    "this search": peel,
    "every p < .05": naive,
    "pivot scan": pivot,
    "pysubgroup, top 10": subgroups,
    "decision tree": tree,
}
SLOW: dict[str, Callable[[Survey], list[np.ndarray]]] = {
    "MDSS (aif360)": subset_scan,
    "DivExplorer, top 10": divergent,
    "csd, beam": constrained,
}
_PACKAGES = {"MDSS (aif360)": "aif360", "DivExplorer, top 10": "divexplorer", "csd, beam": "csd"}


def missing() -> tuple[str, ...]:
    """The slow rivals that are not installed here."""
    return tuple(way for way, package in _PACKAGES.items() if find_spec(package) is None)

"""The ways of looking that are measured side by side: given a survey, each says who is in each group it lists."""

import warnings
from collections.abc import Callable

import numpy as np
import pysubgroup
from scipy.stats import hypergeom
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier

from benchmarks.pockets.surveys import Survey
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


WAYS: dict[str, Callable[[Survey], list[np.ndarray]]] = {
    "this search": peel,
    "every p < .05": naive,
    "pivot scan": pivot,
    "pysubgroup, top 10": subgroups,
    "decision tree": tree,
}

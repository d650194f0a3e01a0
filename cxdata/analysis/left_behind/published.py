"""The page as everybody may see it: who is named, without a count, and places as their published figures tell them."""

from dataclasses import replace
from math import nan

from cxdata.analysis.left_behind.page import LeftBehind, say_all, say_found
from cxdata.analysis.left_behind.places import Facts, places_of, thirds_of
from cxdata.analysis.left_behind.resources import PLACE, resources_of
from cxdata.analysis.left_behind.silent import Silent
from cxdata.measures.query import Answer


def without_counts(result: LeftBehind) -> LeftBehind:
    """The groups by name and by what is seen of them; no figure, no ward's own, and nothing of who was looked at."""
    kept = [row for row in result.resources if row.kind != PLACE]
    return replace(
        result,
        silent=tuple(map(_named, result.silent)),
        shifts=tuple(replace(shift, share_before=nan, share_after=nan) for shift in result.shifts),
        looked=(),
        groups=(),
        places=(),
        thirds=None,
        resources=tuple(replace(row, seen="", many=nan, noun="") for row in kept),
        finding="",
        sentences=(),
        warnings=(),
    )


def with_published(told: LeftBehind, wards: Answer, facts: dict[str, Facts]) -> LeftBehind:
    """The same with what the published online share by ward tells of places."""
    places = places_of(wards, facts)
    rows = resources_of((), (), places)
    whole = replace(
        told,
        places=places,
        thirds=thirds_of(places),
        resources=(*told.resources, *rows),
        scope=wards.sentence,
        warnings=wards.warnings,
    )
    whole = replace(whole, finding=say_found(whole))
    return replace(whole, sentences=say_all(whole))


def _named(one: Silent) -> Silent:
    return replace(
        one,
        before=nan,
        after=nan,
        expected=nan,
        ratio=nan,
        lower=nan,
        upper=nan,
        q=nan,
        missing=nan,
        elsewhere=nan,
        people=nan,
    )

"""The panel as exhibits and tables. One to nine members are "fewer than 10" wherever they stand."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import pandas as pd

from cxdata.analysis.panel.ask_next import Wanted, say_members
from cxdata.analysis.panel.compare import Compared
from cxdata.analysis.panel.page import Panel
from cxdata.analysis.panel.weighted import Answers
from cxdata.analysis.result import as_plain_values, say_list
from cxdata.charts.drawing.model import Chart
from cxdata.export.download import words_to_save
from cxdata.export.exhibit import Exhibit
from cxdata.measures.words import NOTHING
from cxdata.stats.basics.proportions import TOO_FEW
from cxdata.stats.survey.representation import Band, Representation

HOW = (
    "Members are all those loaded; active is who took part in the last 12 months of the panel’s file.",
    "A band has too few or too many members where its share is under 0.8 or over 1.25 of that of residents, and chance "
    "alone would hardly give it (Wilson’s 95% range). How many more is for a panel of the same size.",
    "Residents by sex, ethnic group and disability are of every age where the file loaded tells no more.",
    "Who prefers not to say, and bands without residents, stand in no share.",
    "What this cannot tell you: whether those who join think as those who do not.",
)
HOW_WEIGHTED = (
    "Weighted: each answer counts for more or less, until every characteristic has the residents’ shares (raking, "
    "Deming and Stephan 1940), and for no less than a fifth and no more than five times the mean.",
    "They count as: so many answers of equal weight would be as sure (Kish 1965).",
    "Weights cannot mend that those who answer may think otherwise than those alike who do not.",
)


def exhibit_of_panel(
    result: Panel, rows: pd.DataFrame, chart: Chart | None, finding: str, *, key: str, of_answers: bool = False
) -> Exhibit:
    """Any part of the page with its drawing and rows; that of the answers has their scope and files."""
    answers = result.answers
    scope = f"Panel members’ answers: {answers.scope}" if of_answers else result.scope
    return Exhibit(
        key=f"panel-{key}",
        finding=finding,
        chart=chart,
        scope=scope,
        source="; ".join(answers.sources if of_answers else result.sources) or "no file",
        rows=rows,
        download=words_to_save(f"panel-{key}", rows, finding, scope),
        about=HOW_WEIGHTED if of_answers else HOW,
    )


def band_rows(row: Compared) -> pd.DataFrame:
    """A characteristic's bands: members and active members beside residents."""
    active = {band.name: band for band in row.active.bands}
    return pd.DataFrame(
        [
            {
                row.title: band.name,
                "Members": say_members(band.members),
                "Of members": _share(band),
                "Of residents": f"{band.residents:.1%}",
                "Members for each 1 there should be": _ratio(band),
                "Likely range": _range(band),
                **(
                    {
                        "Active members": say_members(active[band.name].members),
                        "Of active members": _share(active[band.name]),
                    }
                    if active
                    else {}
                ),
                "More needed": say_needed(band),
                "Stands out": band.flag or "no",
            }
            for band in row.members.bands
        ]
    )


def wanted_rows(wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Whom to ask next, the most missing first."""
    return pd.DataFrame(
        [
            {
                "Who": one.who,
                "Members now": say_members(one.members),
                "More needed": one.say_short,
                "Of residents": f"{one.residents:.1%}",
                "Most in": say_list(list(one.wards)) if one.wards else "not told by ward",
            }
            for one in wanted
        ]
    )


def answer_rows(answers: Answers) -> pd.DataFrame:
    """Each question as answered and weighted."""
    return pd.DataFrame(
        [
            {
                "Question": one.title,
                "As answered": f"{one.share:.1%} ({one.lower:.1%} to {one.upper:.1%})",
                "Weighted": f"{one.weighted:.1%} ({one.weighted_lower:.1%} to {one.weighted_upper:.1%})",
                "Moves by": f"{100 * one.moved:+.1f} points",
                "Answers": f"{one.answers:,}",
                "They count as": f"{one.effective_base:,.0f}",
                "Design effect": f"{one.design_effect:.2f}",
            }
            for one in answers.questions
        ]
    )


def say_needed(band: Band) -> str:
    """How many more of a band, in a panel of the same size: of very few members no exact number."""
    if 0 < band.members < TOO_FEW:
        return f"at least {max(band.members + band.short - TOO_FEW + 1, 0):,}"
    return f"{band.short:,}" if band.short else "none"


def panel_document(result: Panel) -> dict[str, Any]:
    """The page for a script. Of a group of one to nine members, members, share, ratio and how many more are null, and
    so is `active` of one to nine.
    """
    told = result.as_dict()
    told["compared"] = [_compared(row) for row in result.compared]
    told["wanted"] = [_wanted(one) for one in result.wanted]
    few = _is_few(result.active or 0)
    told |= {"active": None if few else result.active, "active_fewer_than_10": few}
    return {**told, "published": False}


def _compared(row: Compared) -> dict[str, Any]:
    told: dict[str, Any] = row.as_dict()
    for side, of in (("members", row.members), ("active", row.active)):
        told[side] = _representation(of)
    return told


def _representation(of: Representation) -> dict[str, Any]:
    told: dict[str, Any] = as_plain_values(of)
    told["bands"] = [_without_few(as_plain_values(band), band.members) for band in of.bands]
    told["base"] = None if _is_few(of.base) else of.base
    told["left_out"] = {name: None if _is_few(number) else number for name, number in of.left_out.items()}
    return told


def _wanted(one: Wanted) -> dict[str, Any]:
    return _without_few(one.as_dict(), one.members) | {"say_short": one.say_short}


def _without_few(told: dict[str, Any], members: int) -> dict[str, Any]:
    """A record with nothing in it that says how few they are."""
    hidden = ("members", "share", "ratio", "lower", "upper", "short")
    few = _is_few(members)
    return {name: None if few and name in hidden else value for name, value in told.items()} | {"fewer_than_10": few}


def _is_few(members: int) -> bool:
    return 0 < members < TOO_FEW


def _share(band: Band) -> str:
    return NOTHING if isnan(band.share) or _is_few(band.members) else f"{band.share:.1%}"


def _ratio(band: Band) -> str:
    return NOTHING if isnan(band.ratio) or _is_few(band.members) else f"{band.ratio:.2f}"


def _range(band: Band) -> str:
    hidden = isnan(band.ratio) or _is_few(band.members)
    return NOTHING if hidden else f"{band.lower:.2f} to {band.upper:.2f}"

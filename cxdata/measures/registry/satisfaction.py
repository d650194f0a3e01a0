"""Measures of what people said of it: satisfied, dissatisfied, the mean score, who answered."""

from datetime import date

from cxdata.measures.model import Better, Interval, Measure, Unit

_OWN = "This dashboard's own definition"
_BOARD = "One of the three questions that a council's Board called good service: how people felt, how easy, the outcome"
_REVIEWED, _NEXT_REVIEW = date(2026, 11, 26), date(2027, 11, 30)

# An answer out of a paper may say satisfied or not and nothing more: it is in no figure of the whole scale.
_RATED = "sum(count) filter (where score is not null or satisfied is not null)"
_ON_SCALE = "sum(count) filter (where score is not null)"
# Where on its scale an answer lies, 0 to 100: of a scale of other than five points by the rating itself.
_POINTS = "coalesce((rating - 1) * 100.0 / (rating_points - 1), (score - 1) * 25)"
_WHO = ("Only people who were asked and answered are counted: see the response rate beside it.",)
_SCALE = (
    "Of a scale of other than five points the top third counts as 4 or 5 and the bottom third as 1 or 2: 7 to 10 and 1 "
    "to 4 of 10, 3 or 4 and 1 or 2 of 4.",
)


def _share(
    *,
    measure: str,
    title: str,
    question: str,
    column: str,
    test: str,
    counted: str,
    why: str,
    better: Better,
    source: str,
    flag: str = "",
) -> Measure:
    """A share of answers. `flag` names the field that says the same of answers whose score nobody knows."""
    also, known = (f" or {flag}", f" or {flag} is not null") if flag else ("", "")
    return Measure(
        id=measure,
        title=title,
        question=question,
        table="responses",
        numerator=f"sum(count) filter (where {column} {test}{also})",
        denominator=f"sum(count) filter (where {column} is not null{known})",
        unit=Unit.SHARE,
        counted=counted,
        base="answers to the question",
        formula=f"{counted} ÷ all answers, 'neither' included",
        why=why,
        source=source,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=better,
        interval=Interval.WILSON,
        caveats=_WHO + _SCALE,
    )


MEASURES = (
    _share(
        measure="satisfied",
        title="Satisfied",
        question="Who is satisfied, and who is not?",
        column="score",
        flag="satisfied",
        test=">= 4",
        counted="answers 4 or 5 of 5 (satisfied or very satisfied)",
        why="The figure most often quoted; a good one can hide a badly served group.",
        better=Better.HIGHER,
        source="The share very or fairly satisfied, as in the Local Government Association's surveys of residents, "
        "which ask it of the council as a whole",
    ),
    _share(
        measure="dissatisfied",
        title="Dissatisfied",
        question="Who is dissatisfied?",
        column="score",
        test="<= 2",
        counted="answers 1 or 2 of 5 (dissatisfied or very dissatisfied)",
        why="Falls in satisfaction show here first; hidden pockets are searched on it.",
        better=Better.LOWER,
        source=_OWN,
    ),
    Measure(
        id="satisfaction_mean_score",
        title="Mean satisfaction score (0 to 100)",
        question="How satisfied are people on the whole scale?",
        table="responses",
        numerator=f"sum(count * {_POINTS}) filter (where score is not null)",
        denominator=_ON_SCALE,
        squares=f"sum(count * {_POINTS} ** 2) filter (where score is not null)",
        unit=Unit.SCORE,
        counted="points (very dissatisfied 0, dissatisfied 25, neither 50, satisfied 75, very satisfied 100)",
        base="answers to the question",
        formula="the average of 0, 25, 50, 75 and 100 points, which is (mean of 1 to 5 − 1) ÷ 4 × 100; of a scale of "
        "other than five points (rating − 1) ÷ (points − 1) × 100",
        why="The older GOV.UK figure; not the same as the share satisfied, never on one axis with it.",
        source="GOV.UK Performance Platform (closed in 2021): (mean − least) ÷ (greatest − least)",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.HIGHER,
        interval=Interval.MEAN,
        caveats=_WHO,
    ),
    Measure(
        id="answer_share",
        title="Answers at each level",
        question="What did people answer, on the whole scale?",
        table="responses",
        numerator="sum(count) filter (where score is not null and rating_points is null)",
        share_of="score",
        unit=Unit.SHARE,
        counted="answers at the level",
        base="answers to the question",
        formula="answers at the level ÷ all answers from 1 to 5; answers on another scale are left out",
        why="Two services with the same share satisfied can differ in how many are very dissatisfied.",
        source="GOV.UK Service Manual, data you must publish: the count at every level of satisfaction",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        interval=Interval.WILSON,
        caveats=_WHO,
    ),
    Measure(
        id="answers",
        title="Survey answers",
        question="How many people answered?",
        table="responses",
        numerator=_RATED,
        unit=Unit.COUNT,
        counted="answers with an overall rating",
        formula="the number of answers with an overall rating",
        why="Every satisfaction figure is only as sound as this number.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        decimals=0,
    ),
    Measure(
        id="dissatisfied_answers",
        title="Dissatisfied answers",
        question="How many are dissatisfied, and why?",
        table="responses",
        numerator="sum(count) filter (where score <= 2)",
        unit=Unit.COUNT,
        counted="answers 1 or 2 of 5 (dissatisfied or very dissatisfied)",
        formula="the number of answers 1 or 2 of 5",
        why="Where the survey asks why, this is what it is split by.",
        source=_OWN,
        reviewed_on=date(2026, 11, 27),
        next_review=_NEXT_REVIEW,
        decimals=0,
        caveats=_WHO + _SCALE,
    ),
    _share(
        measure="easy",
        title="Easy",
        question="Was it easy?",
        column="ease",
        test=">= 4",
        counted="answers 4 or 5 of 5 to 'how easy was it'",
        why="Effort drives people away before dissatisfaction shows.",
        better=Better.HIGHER,
        source=_BOARD,
    ),
    _share(
        measure="got_outcome",
        title="Got the outcome they wanted",
        question="Did people get what they came for?",
        column="outcome_got",
        test=">= 4",
        counted="answers 4 or 5 of 5 to 'did you get the outcome you wanted'",
        why="Politeness is not the outcome.",
        better=Better.HIGHER,
        source=_BOARD,
    ),
    _share(
        measure="felt_well",
        title="Felt well treated",
        question="How did it make people feel?",
        column="felt",
        test=">= 4",
        counted="answers 4 or 5 of 5 to 'how did it make you feel'",
        why="One of the three questions the Board asked for.",
        better=Better.HIGHER,
        source=_BOARD,
    ),
    Measure(
        id="response_rate",
        title="Response rate",
        question="Who was asked, and who answered?",
        table="responses",
        numerator="sum(count)",
        denominator="sum(invited)",
        denominator_table="invitations",
        unit=Unit.SHARE,
        counted="answers received",
        base="people asked",
        formula="answers ÷ people asked in the same period",
        why="With few answers the satisfied and the angry are heard, the rest are not.",
        source=_OWN,
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.HIGHER,
        interval=Interval.WILSON,
        caveats=("An answer may come a month after the asking, so single months can be a little off.",),
    ),
)

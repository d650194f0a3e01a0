"""Measures of what is done online and what cannot be: take-up as the nation defines it, and what has no online way."""

from datetime import date

from cxdata.measures.model import Better, Interval, Measure, Unit

_REVIEWED, _NEXT_REVIEW = date(2026, 11, 27), date(2027, 11, 30)
_FINISHED = "coalesce(completed, closed_at is not null)"
_GROUPED = "channel in ({online}, {automated_phone}, {assisted})"

MEASURES = (
    Measure(
        id="digital_take_up",
        title="Digital take-up, as GOV.UK defines it",
        question="How many transactions were finished online?",
        table="contacts",
        numerator=f"sum(count) filter (where {_FINISHED} and (channel in ({{online}}) or assisted_digital))",
        denominator=f"sum(count) filter (where {_FINISHED} and {_GROUPED})",
        unit=Unit.SHARE,
        counted="transactions finished online, or by staff in the online form for the customer",
        base="transactions finished",
        formula="finished online or in the online form by staff ÷ finished in every channel",
        why="The nation’s definition, beside the council’s own: a form begun and given up is no take-up.",
        source="GOV.UK Service Manual, Measuring digital take-up: completed digital transactions, assisted digital "
        "included, ÷ completed transactions from all channels",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.HIGHER,
        interval=Interval.WILSON,
        whole="sum(count)",
        left_out="contacts: the others are not finished, or nobody says whether they are",
        caveats=(
            "Finished is what the system says; where it does not say, a contact that was closed.",
            "Where no file says that staff filled in a form for somebody, such help counts with the staff’s channel.",
            "Automated phone is not digital.",
        ),
    ),
    Measure(
        id="no_online_way",
        title="Contacts that could not be made online",
        question="What has no online way?",
        table="contacts",
        numerator="sum(count) filter (where digital_available = false)",
        denominator="sum(count) filter (where digital_available is not null)",
        unit=Unit.SHARE,
        counted="contacts for which there is no online way",
        base="contacts of which it is known",
        formula="contacts without an online way ÷ contacts of which it is recorded",
        why="Nobody can be asked to go online for what is not there.",
        source="This dashboard's own definition",
        reviewed_on=_REVIEWED,
        next_review=_NEXT_REVIEW,
        better=Better.LOWER,
        interval=Interval.WILSON,
        whole="sum(count)",
        left_out="contacts: of the others nobody says whether there is an online way",
        caveats=("As the staff or the system recorded it on the day.",),
    ),
)

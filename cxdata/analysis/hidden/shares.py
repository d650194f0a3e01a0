"""The shares that can be searched for hidden groups: who is counted, what went badly, and the words for both."""

from dataclasses import dataclass

from cxdata.errors import CxError
from cxdata.measures import find_measure
from cxdata.measures.constants.answers import FACTS
from cxdata.measures.model import Better, Measure

SURVEY = "responses"
SEARCHED = FACTS
_CONTACTS = ("channel", "service", "customer_type", "ward", "provider", "complexity", "requester")
_CALLS = ("queue", "menu_option", "service", "hour", "weekday")


@dataclass(frozen=True)
class Share:
    """A measure that is a share, as the search counts it.

    `things` are what is counted ("calls"), `counted` follows a number ("12 of 50 calls were given up") with `bad` after
    it; `bad_how` describes them in a question ("Why are calls about bins given up so much more often"). `others` are
    those compared with. `rated` is the survey column that was answered, "" outside the survey. `batches` say
    in what those agree who come in together (a day and a service, a customer); undated rows belong to none.
    """

    measure: str
    things: str
    counted: str
    bad: str
    bad_how: str
    dimensions: tuple[str, ...]
    batches: tuple[tuple[str, ...], ...]
    others: str = "all others"
    rated: str = ""

    @property
    def of(self) -> Measure:
        """The measure in the registry."""
        return find_measure(self.measure)

    @property
    def is_survey(self) -> bool:
        """Whether people answered; then one customer has one answer."""
        return self.of.table == SURVEY

    @property
    def bad_count(self) -> str:
        """SQL that counts those for whom it went badly."""
        measure = self.of
        return (
            f"({measure.denominator}) - coalesce({measure.numerator}, 0)"
            if measure.better is Better.HIGHER
            else measure.numerator
        )

    @property
    def counted_more(self) -> str:
        """What an excess is: "people who answered are dissatisfied", "calls were given up"."""
        return f"{'people ' if self.is_survey else ''}{self.counted} {self.bad}"

    @property
    def unit(self) -> str:
        """What the excess is counted in: "people who answered", "calls"."""
        return "people" if self.is_survey else self.things


DAY, CUSTOMER = "day", "customer_key"
"""What rows can agree in beside their facts."""
_QUEUE = (DAY, "queue")
_PLACE = (DAY, "service", "ward")


def _survey(measure: str, rated: str, bad: str, bad_how: str) -> Share:
    return Share(
        measure, "customers", "who answered", bad, bad_how, SEARCHED, (_PLACE,), others="everybody else", rated=rated
    )


SHARES: dict[str, Share] = {
    one.measure: one
    for one in (
        _survey("dissatisfied", "score", "are dissatisfied", "dissatisfied"),
        _survey("satisfied", "score", "are not satisfied", "less than satisfied"),
        _survey("easy", "ease", "did not find it easy", "not finding it easy"),
        _survey("got_outcome", "outcome_got", "did not get what they wanted", "left without what they wanted"),
        _survey("felt_well", "felt", "did not feel well treated", "not feeling well treated"),
        Share("on_time", "contacts", "contacts", "were late", "late", _CONTACTS, ((CUSTOMER,), _PLACE)),
        Share(
            "closed_over_limit",
            "contacts",
            "contacts closed",
            "took more than 10 days",
            "slow to be closed",
            _CONTACTS,
            ((CUSTOMER,), _PLACE),
        ),
        Share(
            "abandoned_share",
            "calls",
            "calls",
            "were given up",
            "given up",
            _CALLS,
            (_QUEUE,),
        ),
        Share(
            "answered_in_target",
            "calls",
            "calls answered",
            "had waited too long",
            "answered late",
            _CALLS,
            (_QUEUE,),
        ),
        Share(
            "web_completion",
            "online forms",
            "online forms begun",
            "were not completed",
            "left unfinished",
            ("service", "weekday"),
            ((DAY, "service"),),
        ),
        Share(
            "complaints_upheld",
            "complaints",
            "complaints decided",
            "were upheld",
            "upheld",
            ("service", "provider", "ward", "stage", "cause"),
            (_PLACE,),
        ),
    )
}


def find_share(measure: str) -> Share:
    """The share of this measure. Raises CxError naming those that can be searched."""
    find_measure(measure)
    if measure in SHARES:
        return SHARES[measure]
    raise CxError(
        f"'{measure}' is not a share that goes badly for some, so no group can be hidden in it. These can be searched: "
        f"{', '.join(SHARES)}."
    )

"""The steps from getting in touch to taking part in design, and which activity of a log stands on which."""

from dataclasses import dataclass

CONTACTS, ASKED, OPTED_IN = "contacts", "asked", "opted_in"
ANSWERED, ATTENDED, DESIGNED = "answered", "attended", "designed"
SIGNPOSTED, REFERRED, OTHER = "signposted", "referred", "other"


@dataclass(frozen=True)
class Rung:
    """A step of the ladder: its title, what many and what one of those on it do ("are asked", "is asked"), and how
    those of the next step count it ("of 100 who were asked").
    """

    id: str
    title: str
    who: str
    who_one: str
    of_100: str


BESIDE = {ASKED: CONTACTS, OPTED_IN: ASKED}
"""The rates by which groups are compared: each step with the one that it is told of."""
LADDER = (
    Rung(CONTACTS, "Contacts", "get in touch", "gets in touch", "100 contacts"),
    Rung(ASKED, "Asked for views", "are asked for their views", "is asked for their views", "100 who were asked"),
    Rung(OPTED_IN, "Opted in", "opt in", "opts in", "100 who opted in"),
    Rung(ANSWERED, "Answered a consultation", "answer a consultation", "answers a consultation", "100 who answered"),
    Rung(ATTENDED, "Attended", "attend a meeting", "attends a meeting", "100 who attended"),
    Rung(DESIGNED, "Took part in design", "take part in design", "takes part in design", "100 who took part in design"),
)
TITLES = {rung.id: rung.title for rung in LADDER} | {
    SIGNPOSTED: "Signposted",
    REFERRED: "Referred",
    OTHER: "Other",
}

# The first whose word stands in the activity's name: a consultation meeting is attended, and who is signposted to one
# has not answered it.
_WORDS = (
    (REFERRED, ("refer",)),
    (SIGNPOSTED, ("signpost",)),
    (ASKED, ("asked", "invited", "offered")),
    (OPTED_IN, ("opt-in", "opt in", "opted", "agreed to be contacted")),
    (DESIGNED, ("design", "co-production", "coproduction")),
    (ATTENDED, ("meeting", "event", "attend", "forum", "workshop")),
    (ANSWERED, ("consult", "questionnaire", "survey")),
)


def rung_of(activity: str) -> str:
    """The id of the step that an activity of a log stands on: "asked" of 'Opt-in asked'; "other" of one of none."""
    said = activity.casefold()
    return next((rung for rung, words in _WORDS if any(word in said for word in words)), OTHER)

"""What the words of an answer say: yes, partly or no; that it is done already; that it is put off."""

import re


def _form(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


# In this order: 'not agreed' is no yes, 'yes, in part' is partly, and 'agreed to defer' is deferred.
_ANSWERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_form(r"^[^\w✓✔]*$|^(none|pending|awaited|awaiting|tbc|n/?a|no (answer|response|reply|decision|comment))\b"), ""),
    (_form(r"^no objections?\b"), "yes"),
    (
        _form(
            r"^(no|n)\b|\b(not|cannot|can[’']t|don[’']t|doesn[’']t|won[’']t|unable to)\b.{0,12}"
            r"\b(agree|accept|support|approv|endors|adopt)(d|ed|e)?\b|\b(reject|declin|disagree|refus)"
        ),
        "no",
    ),
    (_form(r"\bpart(ly|s|ial(ly)?)?\b|\bto some extent\b|\bas amended\b|\bwith amendments?\b"), "partly"),
    (_form(r"\bdefer|\bpostpone|\bput off\b|\b(to be|under) consider"), "deferred"),
    (_form(r"^(yes|y|ok)\b|\b(agree|accept|approv|support|endors|adopt)|^[✓✔]"), "yes"),
    (_form(r"\balready\b|\b(current|existing) practice\b"), "yes"),
    (_form(r"\bnote[ds]?\b|\bnoting\b"), "noted"),
)
# What an answer begins with: "Yes. The Board will look at it." A text that merely holds such a word is none.
_OPENING = _form(
    r"^\W*(yes|no objections?|no|not (?:agreed|accepted|supported|approved)|"
    r"(?:partly|partially|in part)(?: (?:agreed?|accepted?))?|"
    r"(?:agreed?|accepted?|approved?|supported?|endorsed?)(?: (?:in part|in principle|partially|partly))?|noted?|"
    r"rejected?|declined?|deferred(?: to [\w ]{3,20})?|partial)(?![\w'’-])"
)
_ALREADY = _form(r"\balready\b|\b(current|existing) practice\b|\bbusiness as usual\b")
# A wait is what callers complain of: it puts something off only where it is a wait for something.
_PUT_OFF = _form(
    r"\b(deferr?(?:ed|al)?|postponed?|put off|on hold|in due course|await(?:s|ed|ing)?|pending|"
    r"wait(?:s|ing)?(?= (?:for|until|till|on)\b(?! the (?:phone|line|telephone)))|"
    r"under (?:review|consideration)|(?:in|over) the (?:coming|next few|following) (?:weeks|months|years?)|"
    r"later (?:in the|this|in) year|at a (?:later|future) (?:date|meeting|stage)|"
    r"to be (?:confirmed|considered|decided|determined|agreed|advised)|will be considered|"
    r"(?:when|once|if) (?:resources|capacity|funding)|tbc)\b"
)


def read_answer(text: str) -> str | None:
    """One of the tracker's words for an answer in whatever words: "yes" for 'Agreed', "partly" for 'In part'.

    "" where it says that there is none yet; None where it says neither.
    """
    words = " ".join(text.split())
    return next((answer for form, answer in _ANSWERS if form.search(words)), None)


def opening_answer(text: str) -> str:
    """The answer with which a response begins, as it stands: 'Agreed in part' of 'Agreed in part. The ...'.

    "" where it begins with none.
    """
    match = _OPENING.match(text)
    return match[1] if match else ""


def says_already(text: str) -> bool:
    """Whether it says that the thing is being done as it is."""
    return bool(_ALREADY.search(text))


def words_of_delay(text: str) -> str:
    """The words by which something is put off, as they stand: 'in the coming months'; "" where it is not."""
    match = _PUT_OFF.search(" ".join(text.split()))
    return match[0] if match else ""


def after_delay(text: str) -> str:
    """What follows the words by which something is put off; "" where it is not."""
    words = " ".join(text.split())
    match = _PUT_OFF.search(words)
    return words[match.end() :] if match else ""

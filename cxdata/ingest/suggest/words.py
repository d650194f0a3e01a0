"""The words by which exports write channels, ratings and people. The words for a field stand in the contract."""

import re

# What a word of a header stands for when it is written short.
SHORT = {
    "dt": "date",
    "num": "number",
    "no": "number",
    "recd": "received",
    "rec": "received",
    "cust": "cust",
    "dept": "department",
    "svc": "service",
    "serv": "service",
    "tel": "telephone",
    "mins": "minutes",
    "min": "minutes",
    "secs": "seconds",
    "sec": "seconds",
    "hrs": "hours",
    "avg": "average",
    "ave": "average",
    "av": "average",
    "mean": "average",
    "sr": "sr",
}

CALLS_OF = {
    "wait_seconds_total": "answered",
    "handle_seconds_total": "answered",
    "answered_in_target": "answered",
    "abandoned_wait_seconds": "abandoned",
}
"""Which count of calls a mean or a share of calls is to be multiplied by, so that it can be added up again."""

_CHANNEL_PATTERNS = (
    ("automated_phone", r"ivr|automated|self.?serve phone|touch.?tone|voicebot"),
    ("webchat", r"web ?chat|live ?chat|chat ?bot|^chat$"),
    ("app", r"\bapps?\b|mobile|\bios\b|iphone|android|open311|^api$"),
    ("web", r"\bweb|online|internet|portal|self.?service|e-?form|^form$|digital|desktop"),
    ("email", r"e-?mail"),
    ("phone", r"phone|call|voice|\btel\b|contact centre|call centre"),
    ("face_to_face", r"face.?to.?face|walk.?in|counter|reception|in.?person|\bvisit|one.?stop|service centre|\bf2f\b"),
    ("post", r"\bpost\b|letter|\bmail\b|mail in|fax"),
    ("social", r"twitter|facebook|social|instagram|whats ?app|\bx\b"),
    ("partner", r"partner|integrat|agency|third party|councillor|member"),
    ("other", r"^other|internal|employee|worker|staff|system|officer"),
)
CHANNEL_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _CHANNEL_PATTERNS)
REQUESTER_PATTERNS = (
    ("staff", re.compile(r"employee|staff|worker|internal|officer\b|back.?office", re.IGNORECASE)),
    ("councillor", re.compile(r"councillor|cllr|elected member|\bmember\b|\bmp\b", re.IGNORECASE)),
    ("partner", re.compile(r"partner|agency|contractor|integrat", re.IGNORECASE)),
    ("public", re.compile(r"public|customer|resident|citizen", re.IGNORECASE)),
)
SCORE_WORDS = {
    "very dissatisfied": "1",
    "very unsatisfied": "1",
    "very poor": "1",
    "terrible": "1",
    "strongly disagree": "1",
    "dissatisfied": "2",
    "fairly dissatisfied": "2",
    "unsatisfied": "2",
    "poor": "2",
    "disagree": "2",
    "neither": "3",
    "neutral": "3",
    "neither satisfied nor dissatisfied": "3",
    "average": "3",
    "ok": "3",
    "fair": "3",
    "neither agree nor disagree": "3",
    "neither satisfied or dissatisfied": "3",
    "satisfied": "4",
    "fairly satisfied": "4",
    "good": "4",
    "agree": "4",
    "very satisfied": "5",
    "very good": "5",
    "excellent": "5",
    "strongly agree": "5",
    "very difficult": "1",
    "very hard": "1",
    "very bad": "1",
    "difficult": "2",
    "fairly difficult": "2",
    "hard": "2",
    "bad": "2",
    "neither easy nor difficult": "3",
    "neither good nor poor": "3",
    "easy": "4",
    "fairly easy": "4",
    "very easy": "5",
    "extremely satisfied": "5",
    "completely satisfied": "5",
    "outstanding": "5",
    "very happy": "5",
    "extremely easy": "5",
    "happy": "4",
    "somewhat satisfied": "4",
    "quite satisfied": "4",
    "fairly good": "4",
    "fairly happy": "4",
    "tend to agree": "4",
    "somewhat agree": "4",
    "adequate": "3",
    "acceptable": "3",
    "mixed": "3",
    "indifferent": "3",
    "neither good nor bad": "3",
    "neither happy nor unhappy": "3",
    "neither satisfied nor unsatisfied": "3",
    "unhappy": "2",
    "not satisfied": "2",
    "sad": "2",
    "somewhat dissatisfied": "2",
    "quite dissatisfied": "2",
    "fairly poor": "2",
    "fairly unhappy": "2",
    "tend to disagree": "2",
    "somewhat disagree": "2",
    "very unhappy": "1",
    "extremely dissatisfied": "1",
    "completely dissatisfied": "1",
    "not at all satisfied": "1",
    "extremely poor": "1",
    "extremely difficult": "1",
    "angry": "1",
}
# Faces, from the happiest to the angriest.
FACES = (("5", "😀😃😄😁😊😍"), ("4", "🙂☺👍"), ("3", "😐😶😑"), ("2", "🙁☹😕👎"), ("1", "😞😢😠😡😣😖"))
PERSONAL_WORDS = re.compile(
    r"\b(e ?mail( address)?|(tele)?phone( number)?|mobile( number)?|address|street|post ?code|zip ?code|surname|"
    r"fore ?name|first name|last name|(full |customer |user |respondent )?name|dob|date of birth|uprn|easting|northing|"
    r"detail|details|description|notes|query)\b"
)
# Of these the ones that are channels as well.
CHANNEL_WORDS = re.compile(r"e ?mail|(tele)?phone|mobile")
# Columns that are called a name or address but hold no person's.
NOT_PERSONAL = re.compile(
    r"agency name|ward\d* name|service name|queue name|la\d* name|area name|page name|address type"
)

"""What people write, by hand: ten complaints in several wordings each, and what anybody may write beside them."""

import csv
from pathlib import Path

MARKED = Path(__file__).resolve().parents[2] / "tests" / "corpus_comments" / "sample_300.csv"

# Four wordings of one complaint: three share a phrase (it is what can be found), the last says it in words of its own.
COMPLAINTS: dict[str, tuple[str, ...]] = {
    "call back": (
        "I was promised a call back and it never came.",
        "Still waiting for the call back.",
        "No call back, although they took my number twice.",
        "They were to ring on Friday and did not.",
    ),
    "cut off": (
        "Held for half an hour and then got cut off.",
        "I was cut off twice before anybody listened.",
        "The line cut off as soon as I gave my name.",
        "The phone went dead in the middle of it.",
    ),
    "missed bin": (
        "Another missed bin, the third since Easter.",
        "Reported a missed bin on Monday and it is still full.",
        "They say there is no missed bin on our street, come and look.",
        "Our rubbish has stood on the kerb for two weeks.",
    ),
    "error message": (
        "The form shows an error message on the last page.",
        "All I see is an error message when I press send.",
        "Got an error message and had to start again.",
        "The website would not take my photo.",
    ),
    "wrong department": (
        "Put through to the wrong department three times.",
        "My letter went to the wrong department.",
        "It was the wrong department again and nobody knew.",
        "Nobody seems to know whose job it is.",
    ),
    "damp": (
        "The damp in the back bedroom is worse than ever.",
        "Mould and damp and nobody comes.",
        "You painted over the damp and it is back.",
        "The wall is black and the children cough.",
    ),
    "rude": (
        "The man was rude from the first word.",
        "I did not expect such a rude answer.",
        "She was rude and put the phone down on me.",
        "I was spoken to like a child.",
    ),
    "long wait": (
        "Far too long a wait at the desk.",
        "There is always a long wait before nine.",
        "A very long wait with a small baby.",
        "I stood for an hour before my number was called.",
    ),
    "out of date": (
        "The page is out of date and the number is wrong.",
        "Your leaflet is years out of date.",
        "The opening times are out of date on the website.",
        "What it says online has not been true since last summer.",
    ),
    "blue badge": (
        "My blue badge took eleven weeks.",
        "Nobody could tell me where my blue badge is.",
        "A blue badge should not need three letters from the doctor.",
        "The permit for my mother came after her operation.",
    ),
}
# What both sides may write beside it, or alone.
ANYBODY = (
    "I rang in the morning.",
    "It was about the council tax for our new flat.",
    "I live on the hill and come by bus.",
    "My neighbour told me about the website.",
    "I used the form for garden waste.",
    "This is the second time this year.",
    "The lady at the desk listened.",
    "I have lived here for thirty years.",
    "You could send a text.",
    "Keep the library open on Saturdays.",
)
PLEASED = (
    "Very helpful and quick.",
    "Sorted on the same day.",
    "The new form is easy to use.",
    "Kind people, keep it up.",
    "Better than last year.",
    "I got what I came for.",
)


def marked() -> list[str]:
    """The marked comments of tests/corpus_comments, whose personal data is invented."""
    with MARKED.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file) if row["column"] == "comment"]

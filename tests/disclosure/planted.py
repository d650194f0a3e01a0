"""Tables with so few people in places that everything published of them is on the edge."""

from cxdata.measures.query import Answer
from tests.charts.answers import answer

CONTACTS = {
    ("Abbey", "phone"): 23,
    ("Abbey", "web"): 3,
    ("Abbey", "email"): 41,
    ("Bede", "phone"): 17,
    ("Bede", "web"): 44,
    ("Bede", "email"): 4,
    ("Dene", "phone"): 58,
    ("Dene", "web"): 32,
    ("Dene", "email"): 12,
}
# Ward -> satisfied, answered: too few who said yes, too few who did not, too few in all, enough.
SATISFIED = {"Abbey": (3, 88), "Bede": (57, 61), "Castle": (6, 9), "Dene": (42, 56)}


def contacts() -> Answer:
    """Contacts by ward and channel."""
    return answer("contacts", ["ward", "channel"], [(*key, count) for key, count in CONTACTS.items()])


def contacts_by_ward(counts: dict[str, int]) -> Answer:
    """Contacts by ward."""
    return answer("contacts", ["ward"], list(counts.items()))


def satisfied_by_ward() -> Answer:
    """Satisfied by ward."""
    return answer("satisfied", ["ward"], [(ward, *counts) for ward, counts in SATISFIED.items()])

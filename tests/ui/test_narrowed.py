"""What is said of a choice that narrows a figure, and of one that its data does not know."""

import pytest

from cxdata.export.asked import say_narrowed_figure
from cxdata.measures import find_measure
from cxdata.scope import Scope

SERVICE, PROVIDER = ("service", ("Benefits",)), ("provider", ("Pellmark Street Services",))
WAIT, EVERY = (
    find_measure("average_wait"),
    "Average phone wait is of every provider: its data does not tell them apart.",
)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ((), ""),
        ((SERVICE,), "All of this is of service Benefits only."),
        ((PROVIDER,), EVERY),
        ((SERVICE, PROVIDER), f"All of this is of service Benefits only. {EVERY}"),
    ],
)
def test_only_what_the_data_tells_apart_is_said_to_narrow(choices: tuple, said: str) -> None:
    """Calls know their service and no provider; contacts know both."""
    assert say_narrowed_figure(Scope(choices=choices), WAIT, what="All of this") == said


def test_what_the_data_knows_is_all_said() -> None:
    contacts = say_narrowed_figure(Scope(choices=(SERVICE, PROVIDER)), find_measure("contacts"))
    assert contacts == "This page is of service Benefits and provider Pellmark Street Services only."

"""The parts of the Accessibility page: the statement, and the statement to take away."""

from functools import partial

from cxdata.papers.accessibility import FINDING, TITLE, document, statement
from cxdata.ui.frame import elements
from cxdata.ui.frame.app import View
from cxdata.ui.help import written


def read(view: View) -> None:
    """What is met and what is not, in one sentence, and then the statement."""
    elements.header(FINDING, anchor=False)
    written.draw(statement(view.council))
    written.take(TITLE, partial(document, view.council), key="accessibility")

"""Before and after a dated event: the months since beside the same months of the year before, like for like."""

from dataclasses import replace

from cxdata.analysis.change.before_after import BeforeAfter, before_after
from cxdata.analysis.change.charts import KEY_MEASURES
from cxdata.analysis.change.signals import bears_on
from cxdata.council import Event
from cxdata.errors import CxError
from cxdata.export.download import words_to_save
from cxdata.export.results import event_rows
from cxdata.measures import MEASURES
from cxdata.periods import say_date
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import joined, small
from cxdata.ui.parts.exhibits.take import table
from cxdata.ui.parts.results import say, warn


def chosen_from(view: View) -> dict[str, Event]:
    """The council's events that a key measure could show, by their title and day."""
    return {
        f"{event.title} ({say_date(event.day)})": event
        for event in view.council.events
        if any(bears_on(event, MEASURES[name]) for name in KEY_MEASURES)
    }


def before_and_after(view: View) -> None:
    """Choose an event: one row for each key measure it could bear on, and the sentences that go with it."""
    events = chosen_from(view)
    chosen = elements.selectbox(
        "Before and after an event", list(events), index=None, placeholder="Choose a dated event", key="event"
    )
    if not chosen:
        return
    event = events[chosen]
    read = [(name, _read(view, name, event)) for name in KEY_MEASURES if bears_on(event, MEASURES[name])]
    results = [result for _, result in read if isinstance(result, BeforeAfter)]
    reasons = [str(result) for _, result in read if isinstance(result, CxError)]
    if results:
        title = f"The months since {say_date(event.day)} beside the same months of the year before"
        rows = event_rows(results)
        warn(tuple(dict.fromkeys(line for result in results for line in result.warnings)))
        table(rows, words_to_save("before-and-after", rows, f"{event.title}: {title}."), key="events", alt=title)
        say(*dict.fromkeys(note for result in results for note in result.notes))
        with elements.expander("In sentences"):
            for result in results:
                split = result.split.sentence if result.split else ""
                elements.markdown(joined("\n\n", [small(line) for line in (result.sentence, split) if line]))
    for reason in dict.fromkeys(reasons):
        elements.markdown(reason)


def _read(view: View, measure: str, event: Event) -> BeforeAfter | CxError:
    """A measure before and after; why it cannot be had."""
    scope = replace(view.scope, period=None)
    try:
        return cache.ask(before_after, measure, scope=scope, on=event.day)
    except CxError as reason:
        return reason

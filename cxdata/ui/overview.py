"""The three things that most deserve a question, each with its evidence and the way to its page."""

import streamlit as st

from cxdata.charts import bars
from cxdata.findings import Finding
from cxdata.overview import GROUPS, HEADLINES, JUDGED, find_questions
from cxdata.ui.frame.app import View
from cxdata.ui.frame.go import href
from cxdata.ui.frame.text import plain, small, warned
from cxdata.ui.parts.asking import asking_of
from cxdata.ui.parts.blocks import headlines, over_time
from cxdata.ui.parts.cards import draw, table_of


def figures(view: View) -> None:
    """The headline figures of the Overview."""
    headlines(view, HEADLINES)


def questions(view: View) -> None:
    """What deserves a question, numbered; where nothing does, what was looked at."""
    st.header("Three things that deserve a question", anchor=False)
    asked = find_questions(asking_of(view), JUDGED, GROUPS)
    if asked.nothing:
        st.info(plain(asked.nothing))
    for number, finding in enumerate(asked.found, start=1):
        _question(view, finding, number)
    if asked.unseen:
        st.markdown(small(asked.unseen))


def _question(view: View, finding: Finding, number: int) -> None:
    scope = view.scope
    for name, values in finding.choices:
        scope = scope.with_choice(name, *values)
    link = href(finding.page, scope, **dict(finding.options))
    with st.container(border=True, gap="xsmall", key=f"question-{number}"):
        st.markdown(f"**{number}. {plain(finding.sentence)}**")
        for line in warned(finding.evidence[0].warnings):
            st.markdown(line)
        st.markdown(f"Ask: *{plain(finding.question)}* [Look closer]({link})")
        _evidence(view, finding, number)


def _evidence(view: View, finding: Finding, number: int) -> None:
    """The figures behind a finding, to be opened on the spot: the groups side by side, or the course over time."""
    answer = finding.evidence[0]
    with st.expander("See the evidence"):
        if answer.by:
            draw(bars.bars(answer, highlight=finding.group or None), key=f"evidence-{number}")
            table_of(answer, key=f"evidence-{number}")
        else:
            over_time(view, answer.measure.id, key=f"evidence-{number}")

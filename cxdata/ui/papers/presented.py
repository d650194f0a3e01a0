"""The figures of a kept paper, one a screen: as they were put out, whatever is loaded since."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from cxdata.documents import Figure
from cxdata.export.exhibit import Exhibit
from cxdata.papers.meeting.keeping.kept import Paper
from cxdata.ui.frame.presenting import state

PAPER = "paper"
"""The name of the paper's folder in the address."""


def present(name: str) -> None:
    """Begin to present the paper of this folder."""
    st.query_params[PAPER] = name
    state.start()


def chosen_paper(papers: Sequence[Paper]) -> Paper | None:
    """The paper of the address; the newest where it names none, None where it names one that is not kept."""
    name = st.query_params.get(PAPER, "")
    if not name:
        return next(iter(papers), None)
    return next((paper for paper in papers if paper.folder.name == name), None)


def exhibits_of(paper: Paper, ward: str | None = None) -> list[Exhibit]:
    """Its findings in their order, with the officer's words for the section among the notes of who presents.

    Of a `ward` its own figure stands in the place of each, so that it is one key away from any of them, and back.
    """
    words = paper.document.officers_words
    own = dict(paper.wards).get(ward or "")
    return [
        _exhibit(own or figure, paper, () if own else words.get(figure.key, ())) for figure in paper.document.figures
    ]


def _exhibit(figure: Figure, paper: Paper, words: Sequence[str]) -> Exhibit:
    return Exhibit(
        key=figure.key,
        finding=figure.finding,
        chart=figure.chart,
        scope=figure.scope,
        source=f"{figure.source}; as in the paper made on {paper.made}",
        rows=pd.DataFrame(list(figure.table.rows), columns=list(figure.table.heads), dtype=str),
        download=figure.data,
        base=figure.base,
        about=figure.about,
        warnings=figure.warnings,
        notes=(*(f"Officer: {said}" for said in words), *figure.notes),
        commentary=figure.commentary,
        ask=figure.ask,
        read_as_table=figure.chart is None,
    )

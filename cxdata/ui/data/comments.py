"""Comments on the Data page: a person looks at a sample of each file's and says whether they may be shown."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cxdata.errors import CxError
from cxdata.export.comments import SAMPLE_SAYS, CommentFile, comment_files, record_verdict, sample_comments
from cxdata.ingest.privacy import RESIDUAL_RISK
from cxdata.store import Store
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View
from cxdata.ui.frame.text import listed, small
from cxdata.ui.parts.walk import section


def look_at_comments(view: View) -> None:
    """Each file with comments: what was said of it, its sample, and the two buttons."""
    if view.store is None:
        return
    try:
        files = comment_files(view.store, cache.folder())
    except CxError as refusal:
        elements.error(str(refusal))
        return
    if files:
        waiting = sum(file.comments for file in files)
        title = f"Comments: {waiting:,}, shown once a person has read a sample"
        section(title, partial(_all_files, view.store, files), key="comments")


def _all_files(store: Store, files: Sequence[CommentFile]) -> None:
    elements.markdown(
        "Comments are shown nowhere until somebody has read a sample and passed it; before that officers see which "
        "phrases five customers and more write. Look for names, addresses and what could only be one person's story. "
        f"{SAMPLE_SAYS}"
    )
    elements.markdown(small(RESIDUAL_RISK))
    for file in files:
        _one_file(store, file)


def _one_file(store: Store, file: CommentFile) -> None:
    key = f"{file.file_id}_{store.version}"
    with elements.expander(f"{file.name}: {file.comments:,} comments. {file.words}"):
        texts = sample_comments(store, file)
        elements.markdown(small(f"{len(texts)} of {file.comments:,} comments, drawn by chance, as they are kept:"))
        elements.markdown(listed(texts))
        by = elements.text_input("Your initials", key=f"comments_by_{key}", max_chars=40)
        left, right = st.columns(2)
        with left:
            passed = elements.button("Passed: they may be shown", key=f"comments_pass_{key}")
        with right:
            hidden = elements.button("Not passed: keep them hidden", key=f"comments_hide_{key}")
        if passed or hidden:
            try:
                record_verdict(cache.folder(), file, passed=passed, by=by)
            except CxError as refusal:
                elements.warning(str(refusal))
                return
            st.rerun()

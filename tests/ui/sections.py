"""Sections of a page that are closed at first: a reader opens them, and so does a test."""

import re

from streamlit.testing.v1 import AppTest


def open_sections(app: AppTest, *keys: str) -> AppTest:
    """Open these sections of the page and run it; they stay open. Fails on any fault box."""
    for key in keys:
        app.session_state[f"section-{key}"] = True
    app.run()
    assert not app.exception, app.exception
    return app


def open_every_section(app: AppTest) -> AppTest:
    """The page with every section of its walk open."""
    for _ in range(2):  # a section may have sections
        for part in app.expander:
            if found := re.search("section-.*$", part.proto.id):
                app.session_state[found[0]] = True
        app.run()
    return app

"""Sections of a page that are closed at first: a reader opens them, and so does a test."""

from streamlit.testing.v1 import AppTest


def open_sections(app: AppTest, *keys: str) -> AppTest:
    """Open these sections of the page and run it; they stay open. Fails on any fault box."""
    for key in keys:
        app.session_state[f"section-{key}"] = True
    app.run()
    assert not app.exception, app.exception
    return app

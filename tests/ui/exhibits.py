"""What a page shows, for the tests of pages: its finding, how many charts, and the rows behind an exhibit."""

from streamlit.testing.v1 import AppTest

from tests.ui.statistics import table_with


def finding(app: AppTest) -> str:
    """The sentence of the first screen."""
    return app.header[0].value.replace("\\", "")


def drawings(app: AppTest) -> int:
    """How many charts are on the page."""
    return len(app.get("plotly_chart"))


def table_of_exhibit(app: AppTest, key: str, column: str) -> list[dict[str, str]]:
    """The rows behind an exhibit, as they show once its menu is opened."""
    app.session_state[f"take-{key}"] = True
    return table_with(app.run(), column)

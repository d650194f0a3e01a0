"""What the tests of the pages of statistics share: the planted figures, tables as shown, buttons."""

import tomllib

from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

ALL = {"period": "All dates"}
POCKET = "Business customers who got in touch by phone about Council tax and business rates"


def read_planted() -> dict[str, dict]:
    return tomllib.loads((ROOT / "sample_data" / "planted.toml").read_text(encoding="utf-8"))


def table_with(app: AppTest, column: str) -> list[dict[str, str]]:
    """The rows of the table that has this column, as shown."""
    found = [
        table.value for table in app.table if column in [str(name).replace("\\", "") for name in table.value.columns]
    ]
    assert found, f"no table has a column {column}"
    frame = found[0].rename(columns=lambda name: str(name).replace("\\", ""))
    return [{name: str(cell).replace("\\", "") for name, cell in row.items()} for row in frame.to_dict("records")]


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app

"""The same first screens in Apache Superset: charts and two dashboards with a period to choose, made by its own API."""

import json
import sys
import urllib.request
from typing import Any

from figures import PAGES, SOURCES, TILES

# A source of each figure: a chart of Superset is of one data set, so the response rate is the answers alone.
_OF = {name: source for source, rows in SOURCES.items() for name in rows.sums}


class Api:
    """Superset's API as its administrator."""

    def __init__(self, url: str) -> None:
        self.url = url
        given = {"username": "admin", "password": "admin", "provider": "db", "refresh": True}
        self.token = ""
        self.token = self.call("POST", "security/login", given)["access_token"]

    def call(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer of one call. Raises HTTPError where it is refused."""
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {self.token}"} if self.token else {}
        )
        request = urllib.request.Request(f"{self.url}/api/v1/{path}", json.dumps(body).encode(), headers, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            made: dict[str, Any] = json.load(answer)
            return made

    def make(self, kind: str, **body: Any) -> int:
        """The number of what was made."""
        return int(self.call("POST", f"{kind}/", body)["id"])


def prepare(url: str, store: str) -> None:
    """Make the database, the data sets, the charts and a dashboard a page, whose address is its name."""
    api = Api(url)
    read_only = json.dumps({"engine_params": {"connect_args": {"read_only": True}}})
    database = api.make("database", database_name="store", sqlalchemy_uri=f"duckdb:///{store}", extra=read_only)
    sets = {
        name: api.make("dataset", database=database, table_name=name, sql=_with_period(rows.select("")))
        for name, rows in SOURCES.items()
    }
    for page in PAGES:
        _dashboard(api, page, sets)


def _with_period(rows: str) -> str:
    return f"select *, strftime(month, '%B %Y') as period from ({rows})"  # noqa: S608 - our own


def _dashboard(api: Api, page: str, sets: dict[str, int]) -> None:
    charts: list[tuple[int, int]] = []
    for label, top, base, factor in TILES[page]:
        source = _OF[top]
        shared = _OF[base] == source
        metric = _metric(f"{factor} * sum({top}) / sum({base})" if shared else f"sum({top})", label)
        params = {"viz_type": "big_number", "x_axis": "month", "time_grain_sqla": "P1M", "metric": metric}
        charts.append((_chart(api, label, sets[source], params), sets[source]))
    main = "contacts" if page == "channels" else "answers"
    split = _metric("sum(contacts)" if page == "channels" else "100 * sum(dissatisfied) / sum(answers)", "figure")
    params = {
        "viz_type": "echarts_timeseries_bar",
        "x_axis": "channel",
        "metrics": [split],
        "orientation": "horizontal",
    }
    charts.append((_chart(api, PAGES[page], sets[main], params), sets[main]))
    number = api.make(
        "dashboard",
        dashboard_title=PAGES[page],
        slug=page,
        published=True,
        position_json=json.dumps(_layout([chart for chart, _ in charts])),
        json_metadata=json.dumps({"native_filter_configuration": [_filter(dict.fromkeys(of for _, of in charts))]}),
    )
    for chart, _ in charts:
        api.call("PUT", f"chart/{chart}", {"dashboards": [number]})


def _chart(api: Api, name: str, data_set: int, params: dict[str, Any]) -> int:
    kind = params["viz_type"]
    params = params | {"datasource": f"{data_set}__table"}
    return api.make(
        "chart",
        slice_name=name,
        viz_type=kind,
        datasource_id=data_set,
        datasource_type="table",
        params=json.dumps(params),
    )


def _metric(sql: str, label: str) -> dict[str, Any]:
    return {"expressionType": "SQL", "sqlExpression": sql, "label": label}


def _filter(data_sets: dict[int, None]) -> dict[str, Any]:
    return {
        "id": "NATIVE_FILTER-period",
        "name": "Period",
        "filterType": "filter_select",
        "type": "NATIVE_FILTER",
        "targets": [{"datasetId": number, "column": {"name": "period"}} for number in data_sets][:1],
        "controlValues": {"multiSelect": False, "enableEmptyFilter": False},
        "defaultDataMask": {"extraFormData": {}, "filterState": {}, "ownState": {}},
        "cascadeParentIds": [],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": []},
    }


def _layout(charts: list[int]) -> dict[str, Any]:
    """Tiles in rows of four, each a quarter of the width; the last chart has a row of its own."""
    rows = [charts[start : start + 4] for start in range(0, len(charts) - 1, 4)]
    rows = [[chart for chart in row if chart != charts[-1]] for row in rows] + [charts[-1:]]
    layout: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {
            "type": "GRID",
            "id": "GRID_ID",
            "children": [f"ROW-{number}" for number in range(len(rows))],
            "parents": ["ROOT_ID"],
        },
    }
    for number, row in enumerate(rows):
        name = f"ROW-{number}"
        children = [f"CHART-{chart}" for chart in row]
        meta = {"background": "BACKGROUND_TRANSPARENT"}
        layout[name] = {
            "type": "ROW",
            "id": name,
            "children": children,
            "meta": meta,
            "parents": ["ROOT_ID", "GRID_ID"],
        }
        for chart, child in zip(row, children, strict=True):
            size = {"chartId": chart, "width": 12 if len(row) == 1 else 3, "height": 50 if len(row) == 1 else 20}
            layout[child] = {"type": "CHART", "id": child, "children": [], "meta": size, "parents": ["ROOT_ID", name]}
    return layout


if __name__ == "__main__":
    prepare(sys.argv[1], sys.argv[2])

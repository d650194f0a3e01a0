"""Apache Superset as an app that is timed: made ready once, in a folder of its own, with the dashboards of `peers`.

The environment is made by `python3 -m venv DIR`, then `DIR/bin/pip install apache-superset duckdb-engine
"flask-caching<2.4" rich cachetools` (of version 6.1.0, whose own list of what it needs lacks the last three).
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import start
from benchmarks.screen.apps import PEERS, App
from cxdata.store import current_path

DONE = """(holders => holders.length > 0 && holders.every(holder => holder.querySelector('canvas'))
    && !document.querySelector('[data-test=loading-indicator], .loading'))(
    [...document.querySelectorAll('[data-test=dashboard-component-chart-holder]')])"""
"""Each chart of a dashboard is on a canvas, and none is loading."""

_CONFIG = """
import os
SECRET_KEY = "for a benchmark on one machine, and nothing else"
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/superset.db"
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
if os.environ.get("NO_LOGIN"):
    AUTH_ROLE_PUBLIC = "Admin"
"""
_ADMIN = "fab create-admin --username admin --firstname A --lastname B --email a@example.org --password admin"
_PATIENCE = 180  # seconds


def superset_peer(environment: Path, data: Path) -> App:
    """The same first screens in Superset, of the environment in a folder; its reader need not log in.

    Raises CalledProcessError where Superset cannot be made ready.
    """
    folder = Path(tempfile.mkdtemp(prefix="cx-superset-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "superset_config.py").write_text(_CONFIG.format(folder=folder))
    settings = {"SUPERSET_CONFIG_PATH": str(folder / "superset_config.py"), "FLASK_APP": "superset"}
    for words in ("db upgrade", _ADMIN, "init"):
        command = [str(environment / "bin" / "superset"), *words.split()]
        subprocess.run(command, env={**os.environ, **settings}, check=True, capture_output=True)
    server = (str(environment / "bin" / "gunicorn"), "-w", "1", "--threads", "8", "-k", "gthread", "--timeout", "600")
    server = (*server, "-b", "127.0.0.1:PORT", "superset.app:create_app()")
    addresses = ("superset/dashboard/satisfaction/", "superset/dashboard/channels/")
    app = App("Superset, DuckDB", folder, server, data, None, addresses, (), DONE, "canvas", "canvas", settings)
    _fill(app, data)
    return app.with_settings({**settings, "NO_LOGIN": "1"})


def _fill(app: App, data: Path) -> None:
    """Make the dashboards, by a server that asks who it is."""
    store = current_path(data)
    port = start.free_port(0)
    process = app.start(port)
    try:
        _wait(f"http://127.0.0.1:{port}/health")
        command = [sys.executable, "superset_pages.py", f"http://127.0.0.1:{port}", str(store)]
        subprocess.run(command, cwd=PEERS, check=True)
    finally:
        start.stop(process)


def _wait(address: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("Superset did not start")

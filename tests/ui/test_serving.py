"""Who is let in: this machine alone, or, where a network can reach the dashboard, whoever has the password."""

import asyncio
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from streamlit import config

import start
from cxdata.data_folder.public import PUBLIC
from cxdata.ui.serving import guard, reach
from cxdata.ui.serving.guard import Login, OnlyRead
from cxdata.ui.serving.headers import Headers, policy
from tests.conftest import ROOT
from tests.ui.conftest import OpenPage, unescaped

WORD = "correct horse battery"
ADDRESSES = ["0.0.0.0", "::", "", None, "192.168.1.20", "10.0.0.1", "council-pc", "unix:///run/x", "::ffff:10.0.0.1"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_on_a_network_is_refused_without_a_password(address: str | None) -> None:
    said = reach.refusal(address, ["localhost"], "")
    assert said.startswith(f"Other machines can reach the dashboard at {address or 'every address of this machine'},")
    assert "Set CX_PASSWORD to 16 characters or more and start dashboard.py" in said
    assert reach.refusal(address, [], WORD) == ""


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.5"])
def test_this_machine_needs_none(address: str) -> None:
    assert reach.refusal(address, ["127.0.0.1", "localhost"], "") == ""


def test_a_name_that_a_proxy_hands_on_needs_one() -> None:
    assert reach.refusal("127.0.0.1", ["localhost", "dashboard.council.example"], "")
    assert reach.refusal("127.0.0.1", ["*"], "")


def test_a_short_password_is_refused_everywhere() -> None:
    assert reach.refusal("127.0.0.1", [], "Quarnmere1") == "CX_PASSWORD has 10 characters and needs at least 16."


@pytest.mark.parametrize(("address", "password"), [("0.0.0.0", ""), ("", ""), ("127.0.0.1", WORD)])
def test_app_py_alone_shows_nothing_where_a_password_is_needed(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, address: str, password: str
) -> None:
    before = config.get_option("server.address")
    config.set_option("server.address", address or None)
    monkeypatch.setenv("CX_PASSWORD", password)
    try:
        app = open_page("data")
    finally:
        config.set_option("server.address", before)
    assert [len(app.get(kind)) for kind in ("title", "header", "markdown", "table", "html", "button")] == [0] * 6
    (error,) = app.error
    assert unescaped(error.value).endswith(("docs/network.md says how to share it safely.", "or start.py."))


def test_the_program_ends_with_the_sentence_where_there_is_no_password() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    command += ["--server.address", "0.0.0.0", "--server.port", str(start.free_port(0))]
    done = subprocess.run(command, cwd=start.ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "Other machines can reach the dashboard at 0.0.0.0, and it has no password." in done.stderr


class Inside:
    """An app that notes what reaches it."""

    def __init__(self) -> None:
        self.reached: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached.append(scope["path"])
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
            await send({"type": "http.response.body", "body": b"figures"})


def ask(app: Any, path: str, *, query: str = "", kind: str = "http", body: bytes = b"", cookie: str = "") -> list[Any]:
    """What an ASGI app sends when it is asked so; with a body it is posted."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": kind,
        "method": "POST" if body else "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1:8501"), (b"cookie", cookie.encode())],
    }
    asyncio.run(app(scope, receive, send))
    return sent


def headers_of(sent: list[Any]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


EVERYTHING = ["/", "/data", "/_stcore/health", "/_stcore/upload_file/1/2", "/media/a.csv", "/static/js/x.js", "/x"]


@pytest.mark.parametrize("path", EVERYTHING)
def test_without_the_password_everything_is_a_form_and_nothing_is_reached(path: str) -> None:
    inside = Inside()
    sent = ask(Login(inside, WORD), path)
    assert (sent[0]["status"], inside.reached) == (401, [])
    assert b'<input type="password"' in sent[1]["body"]


def test_without_the_password_a_socket_is_closed_before_it_opens() -> None:
    inside = Inside()
    sent = ask(Login(inside, WORD), "/_stcore/stream", kind="websocket", cookie="cx_entered=guess")
    assert (sent, inside.reached) == ([{"type": "websocket.close", "code": 1008}], [])


@pytest.mark.parametrize(
    "given", [{"query": "password=correct+horse+battery"}, {"body": b"password=correct+horse+battery"}]
)
def test_the_password_gives_a_cookie_which_lets_in(given: dict[str, Any]) -> None:
    inside = Inside()
    login = Login(inside, WORD)
    sent = ask(login, "/data", **given)
    told = headers_of(sent)
    assert (sent[0]["status"], told["location"]) == (303, "/" if "body" in given else "/data")
    cookie, *how = told["set-cookie"].split("; ")
    assert how == ["HttpOnly", "SameSite=Lax", "Path=/"]
    assert WORD not in cookie
    assert inside.reached == []
    for kind in ("http", "websocket"):
        ask(login, "/data", kind=kind, cookie=cookie)
    assert inside.reached == ["/data", "/data"]
    assert ask(Login(inside, WORD), "/data", cookie=cookie)[0]["status"] == 401, "it ends with the server"


@pytest.mark.parametrize("query", ["password=wrong", "password=", "password=%FF", f"password={WORD.upper()}", "x=1"])
def test_a_wrong_password_is_a_form_again(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_PAUSE", 0.0)
    inside = Inside()
    assert ask(Login(inside, WORD), "/", query=query)[0]["status"] == 401
    assert inside.reached == []


def test_the_way_back_keeps_what_else_the_link_asks_for() -> None:
    sent = ask(Login(Inside(), WORD), "/ward", query="ward=Mill+%26+Quay&password=correct+horse+battery&by=reason")
    assert headers_of(sent)["location"] == "/ward?ward=Mill+%26+Quay&by=reason"


def test_the_way_back_leads_to_no_other_host() -> None:
    for path in ("//evil.invalid/x", "/\\evil.invalid", "/\r\nset-cookie: a=b"):
        there = headers_of(ask(Login(Inside(), WORD), path, query="password=correct+horse+battery"))["location"]
        assert there[1:2] not in ("/", "\\")
        assert "\n" not in there


def test_every_answer_says_what_the_browser_shall_not_do() -> None:
    for app in (Headers(Inside()), Headers(Login(Inside(), WORD))):
        told = headers_of(ask(app, "/"))
        assert told["content-security-policy"] == policy("127.0.0.1:8501")
        assert (told["referrer-policy"], told["x-content-type-options"]) == ("no-referrer", "nosniff")


def test_the_policy_names_no_other_host() -> None:
    words = policy("127.0.0.1:8501").replace(";", "").split()
    assert [word for word in words if "/" in word] == ["ws://127.0.0.1:8501", "wss://127.0.0.1:8501"]
    assert not {"*", "http:", "https:", "'unsafe-eval'"} & set(words)
    assert "evil" not in policy("a.example; img-src evil.invalid")


def test_a_socket_that_any_web_page_could_open_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to = {"server.enableCORS": False, "server.address": "127.0.0.1", "server.allowedHosts": ["localhost"]}
    monkeypatch.setattr("streamlit.get_option", set_to.__getitem__)
    assert reach.refusal_now() == (
        "server.enableCORS is off, so any page in a browser could open the dashboard's socket. Leave it on."
    )


def test_no_other_host_is_asked_for_this_machines_address() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["browser"]["serverAddress"] == "localhost"


@pytest.mark.parametrize("path", EVERYTHING)
def test_where_the_published_view_stands_alone_nothing_can_be_sent(path: str) -> None:
    inside = Inside()
    sent = ask(OnlyRead(inside), path, body=b"a file")
    assert (sent[0]["status"], inside.reached) == (403, [])
    assert sent[1]["body"] == b"Only what is published is shown here: nothing can be sent."
    for kind in ("http", "websocket"):
        ask(OnlyRead(inside), path, kind=kind)
    assert inside.reached == [path, path]


def test_it_stands_before_the_app_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PUBLIC, raising=False)
    assert OnlyRead not in [one.cls for one in guard.guards()]
    monkeypatch.setenv(PUBLIC, "1")
    assert [one.cls for one in guard.guards()][-1] is OnlyRead

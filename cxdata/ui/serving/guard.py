"""The password before everything: pages, sockets, uploads and downloads alike (an ASGI middleware).

It comes in the link (`?password=...`) or in a form, is compared in constant time, and is exchanged for a cookie that
ends with the server. Nothing is asked of anybody else, so it works without a network.
"""

import asyncio
import hmac
import secrets
import sys
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, parse_qsl, quote, urlencode

from starlette.middleware import Middleware

from cxdata.data_folder.public import is_public_alone
from cxdata.ui.serving import reach
from cxdata.ui.serving.headers import App, Headers, Message, Receive, Send

_COOKIE = "cx_entered"
_FIELD = "password"
_LONGEST = 4096  # bytes of a form; a password is shorter
_PAUSE = 1.0  # seconds after a wrong password
_FORM = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Customer experience</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="font: 1.1rem sans-serif; margin: 4rem auto; max-width: 28rem; color: #1f2933">
<h1 style="font-size: 1.6rem">Customer experience</h1>%s
<form method="post" action="/"><label>Password <br><input type="password" name="password" autofocus
autocomplete="current-password" style="font: inherit; width: 100%%; padding: 0.4rem"></label>
<p><button style="font: inherit; padding: 0.4rem 1rem">Open</button></p></form></body></html>"""


def guards() -> list[Middleware]:
    """What stands before the app: the headers, the password where one is set, and where the published view stands alone
    what lets nobody send anything.

    Ends the program with a sentence where other machines could reach it and there is no password.
    """
    if why := reach.refusal_now():
        sys.exit(why)
    reach.note_guarded()
    login = [Middleware(Login, password=password)] if (password := reach.password()) else []
    only_read = [Middleware(OnlyRead)] if is_public_alone() else []
    return [Middleware(Headers), *login, *only_read]


class OnlyRead:
    """Takes no file from anybody, where the published view stands alone: pages are asked for, and nothing is sent."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Hand on what only asks, and a page's own socket; refuse what sends, such as an upload."""
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            await _answer(send, 403, "Only what is published is shown here: nothing can be sent.", [])
            return
        await self._app(scope, receive, send)


class Login:
    """Lets in who has the password, and answers nobody else with anything but a form."""

    def __init__(self, app: App, password: str) -> None:
        self._app = app
        self._password = password
        self._entered = secrets.token_urlsafe(32)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Hand on what comes with the cookie; give the cookie for the password; answer the rest with the form."""
        if scope["type"] not in ("http", "websocket") or self._has_entered(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._ask(scope, receive, send)

    def _has_entered(self, scope: Message) -> bool:
        given = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
        try:
            cookie = SimpleCookie(given).get(_COOKIE)
        except CookieError:
            return False
        return cookie is not None and _same(cookie.value, self._entered)

    async def _ask(self, scope: Message, receive: Receive, send: Send) -> None:
        posted = scope["method"] == "POST"
        written = await _body(receive) if posted else scope["query_string"]
        given = parse_qs(written.decode("utf-8", "replace")).get(_FIELD, [])
        if any([_same(word, self._password) for word in given]):
            secure = "; Secure" if scope.get("scheme") == "https" else ""
            cookie = f"{_COOKIE}={self._entered}; HttpOnly; SameSite=Lax; Path=/{secure}"
            # Back to the same page without the password, which then no longer stands in the address.
            there = "/" if posted else _without_password(scope["path"], written.decode("utf-8", "replace"))
            await _answer(send, 303, "", [("set-cookie", cookie), ("location", there)])
            return
        if given:
            await asyncio.sleep(_PAUSE)
        said = '<p role="alert">That is not the password.</p>' if given else ""
        await _answer(send, 401, _FORM % said, [])


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode(), known.encode())


def _without_password(path: str, query: str) -> str:
    """The same address of this host without the password: two slashes at the beginning would name another host."""
    more = urlencode([(name, value) for name, value in parse_qsl(query) if name != _FIELD])
    return "/" + quote(path.lstrip("/\\")) + (f"?{more}" if more else "")


async def _body(receive: Receive) -> bytes:
    """What was posted; of more than a form holds, nothing."""
    whole, more = b"", True
    while more and len(whole) <= _LONGEST:
        message = await receive()
        whole += message.get("body", b"")
        more = bool(message.get("more_body"))
    return whole if len(whole) <= _LONGEST else b""


async def _answer(send: Send, status: int, page: str, more: list[tuple[str, str]]) -> None:
    written = [("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"), *more]
    headers = [(name.encode(), value.encode("latin-1")) for name, value in written]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": page.encode()})

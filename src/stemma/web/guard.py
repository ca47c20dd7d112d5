"""What stands between the desk and everybody else.

Enters: every request. Leaves: it, or a refusal; every answer gets a policy that lets a page load its own style and
script and nothing else. Refuses: hosts that are not the desk's own (DNS rebinding), changes asked for by other sites,
requests without the token where one is set, bodies that are too large, and, in read-only mode, every change.
"""

from __future__ import annotations

from collections.abc import Iterable
from hmac import compare_digest
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load. There is no inline script or style anywhere on the desk."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

COOKIE = "stemma_token"


class TooLargeError(Exception):
    """A body of more bytes than the desk takes; the application answers it with status 413."""


class Guard:
    """The outermost layer of the desk."""

    def __init__(
        self, app: ASGIApp, *, hosts: Iterable[str], token: str | None, read_only: bool, max_bytes: int
    ) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._token = token
        self._read_only = read_only
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refuse(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _hardened(send))
            return
        await self._app(scope, self._measured(receive), _hardened(send))

    def _refuse(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        if _host(headers.get("host", "")) not in self._hosts:
            return _told(421, "this desk does not answer under that name")
        if self._token is not None and not self._knows(scope, headers):
            return self._welcome(scope) or _told(401, "open the address that stemma serve printed; it holds the token")
        if scope["method"] in SAFE:
            return None
        if self._read_only:
            return _told(403, "this desk is read-only")
        if not _same_site(headers):
            return _told(403, "changes are taken from the desk's own pages only")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._max_bytes:
            return _told(413, f"more than {self._max_bytes} bytes")
        return None

    def _knows(self, scope: Scope, headers: Headers) -> bool:
        """Tell whether the request carries the token, in its cookie or as a bearer."""
        cookie = SimpleCookie()
        try:
            cookie.load(headers.get("cookie", ""))
        except Exception:
            return False
        given = [cookie[COOKIE].value] if COOKIE in cookie else []
        scheme, _, value = headers.get("authorization", "").partition(" ")
        given += [value.strip()] if scheme.lower() == "bearer" else []
        return any(compare_digest(one.encode(), (self._token or "").encode()) for one in given)

    def _welcome(self, scope: Scope) -> ASGIApp | None:
        """Turn the address with the token into a cookie, once."""
        query = scope.get("query_string", b"").decode("latin-1")
        given = query.removeprefix("token=")
        if (
            scope["method"] != "GET"
            or given == query
            or not compare_digest(given.encode(), (self._token or "").encode())
        ):
            return None
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(COOKIE, self._token or "", httponly=True, samesite="strict", path="/")
        return answer

    def _measured(self, receive: Receive) -> Receive:
        taken = 0

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._max_bytes:
                raise TooLargeError
            return message

        return measured


def _host(header: str) -> str:
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def _same_site(headers: Headers) -> bool:
    """Tell whether a change comes from the desk's own pages, or from no browser at all."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def _hardened(send: Send) -> Send:
    async def hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return hardened


def _told(status: int, message: str) -> PlainTextResponse:
    return PlainTextResponse(message + "\n", status_code=status)

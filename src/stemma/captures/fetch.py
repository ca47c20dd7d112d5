"""Fetch an address: politely, and from hostile servers.

Enters: an ``http`` or ``https`` address, and the validators of an earlier visit. Leaves: a ``Fetched`` with the exact
bytes of the body (its transfer compression undone), or a ``FetchError`` with its reason. Refuses: what robots.txt
forbids, hosts outside the public network, bodies that are too large or never end, servers that are too slow, long
rounds of redirects.

Every hop of a redirect is checked like the first address. No cookies, no credentials, no referrer; the user agent says
who asks. One fetcher serves one thread.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpx

from stemma.captures.addresses import PrivateAddressError, PublicTransport
from stemma.captures.answers import Fetched, FetchError, Limits, Reason, read_body
from stemma.captures.robots import MAX_BYTES, Rules, read_rules

__all__ = ["FetchError", "Fetched", "Fetcher", "Limits", "Reason"]

USER_AGENT = "Stemma/0.1.0 (compares news reports; robots.txt name: stemma)"
"""Who asks. The program's name and version; never that of a browser."""

RULES_SECONDS = 86_400.0
"""Age of a robots.txt from which it is asked for anew (RFC 9309, 2.4)."""

MOST_SHUT = 3
"""Busy addresses of one site, each asking for more patience than there is, from which the whole site is left alone. One
alone may be broken; a site that limits its visitors shuts every address."""

ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"


@dataclass(slots=True)
class _Site:
    """What is known of one scheme, host and port: its rules, when it may be asked again, and when each busy address."""

    rules: Rules | None = None
    asked: float = 0.0
    ready: float = 0.0
    shut: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes = field(repr=False)


class Fetcher:
    """Fetches addresses, one after the other, at the pace that their sites ask for."""

    def __init__(
        self,
        *,
        transport: httpx.BaseTransport | None = None,
        limits: Limits | None = None,
        private_hosts: Iterable[str] = (),
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Make a fetcher.

        Args:
            transport: Carries requests; by default connections to public addresses alone. One that is given here
                decides itself whom it connects to.
            limits: What one address may cost.
            private_hosts: Hosts, as written in an address, that may lie outside the public network.
            sleep: Waits some seconds.
            clock: Seconds that never run backwards.
            now: The time of day, for ``retrieved`` and for dates in ``Retry-After``.
        """
        self._limits = limits or Limits()
        transport = transport or PublicTransport(private_hosts=private_hosts, seconds=self._limits.seconds, clock=clock)
        self._client = httpx.Client(transport=transport, trust_env=False, timeout=self._limits.idle_seconds)
        self._client.headers = httpx.Headers(
            {"user-agent": USER_AGENT, "accept": ACCEPT, "accept-encoding": "gzip, deflate"}
        )
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._sites: dict[tuple[str, str, int | None], _Site] = {}

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Return what stands at ``url``, or status 304 when it is still what ``etag`` or ``last_modified`` name.

        Raises:
            FetchError: Nothing could be fetched; the reason tells why.
        """
        asked = {"if-none-match": etag, "if-modified-since": last_modified}
        headers = {name: value for name, value in asked.items() if value and value.isascii() and value.isprintable()}
        for address, answer in self._hops(url, headers):
            if answer.status == 200 or (answer.status == 304 and headers):
                return Fetched(
                    url=str(address),
                    status=200 if answer.status == 200 else 304,
                    headers=dict(answer.headers),
                    body=answer.body,
                    retrieved=self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    etag=answer.headers.get("etag"),
                    last_modified=answer.headers.get("last-modified"),
                )
        raise FetchError("redirects", f"more than {self._limits.redirects} redirects")

    def _hops(self, url: str, headers: Mapping[str, str]) -> Iterator[tuple[httpx.URL, _Answer]]:
        """Yield the answers on the way to the end of the redirects."""
        address = _address(url)
        seen: set[str] = set()
        for _ in range(self._limits.redirects + 1):
            seen.add(str(address))
            if not self._rules(address).allow(address.raw_path.decode("ascii")):
                raise FetchError("robots", f"{address.host} asks programs not to fetch this address (robots.txt)")
            answer = self._patiently(address, headers)
            yield address, answer
            address = _next(address, answer)
            if str(address) in seen:
                raise FetchError("redirects", "the redirects go round in a circle")

    def _rules(self, address: httpx.URL) -> Rules:
        """Return the rules of the site, asked for once a day; while they cannot be had, nothing may be fetched."""
        site = self._site(address)
        if site.rules is None or self._clock() > site.asked + RULES_SECONDS:
            site.rules = self._ask_rules(address.copy_with(raw_path=b"/robots.txt", fragment=None))
            site.asked = self._clock()
        return site.rules

    def _ask_rules(self, address: httpx.URL) -> Rules:
        for _ in range(self._limits.redirects + 1):
            answer = self._get(address, {}, largest=MAX_BYTES, cut=True)
            if answer.status == 200:
                return read_rules(answer.body)
            if answer.status >= 500 or answer.status == 429:
                raise FetchError("robots", f"the site's robots.txt cannot be had (status {answer.status})")
            if not 300 <= answer.status < 400:
                return Rules()
            address = _next(address, answer)
        return Rules()

    def _patiently(self, address: httpx.URL, headers: Mapping[str, str]) -> _Answer:
        """Ask, at the site's pace, and again when it asks for patience."""
        site = self._site(address)
        pause = max(self._limits.interval, site.rules.delay if site.rules else 0.0)
        self._check(site.shut.get(str(address), 0.0) - self._clock(), "busy")
        for attempt in range(1, self._limits.attempts + 1):
            self._wait(site.ready - self._clock())
            answer = self._get(address, headers, largest=self._limits.bytes)
            site.ready = self._clock() + pause
            if answer.status not in (429, 503):
                return answer
            asked = self._retry_after(answer.headers.get("retry-after")) or pause * 2**attempt
            if asked > self._limits.longest_wait:
                site.shut[str(address)] = self._clock() + asked
            if asked <= self._limits.longest_wait or len(site.shut) >= MOST_SHUT:
                site.ready = self._clock() + max(asked, pause)
            self._check(asked, f"status {answer.status}")
        raise FetchError("status", f"the server stays busy (status {answer.status})", retry_after=asked)

    def _check(self, seconds: float, state: str) -> None:
        """Raise when a server asks for more patience than there is."""
        if seconds > self._limits.longest_wait:
            most = self._limits.longest_wait
            detail = f"the server ({state}) asks for {seconds:.0f} seconds of patience; at most {most:.0f}"
            raise FetchError("status", detail, retry_after=seconds)

    def _wait(self, seconds: float) -> None:
        self._check(seconds, "busy")
        if seconds > 0:
            self._sleep(seconds)

    def _retry_after(self, value: str | None) -> float | None:
        """Return the seconds of a ``Retry-After``, which is a number or a date."""
        if value is None or len(value) > 60:
            return None
        if value.strip().isdecimal():
            return float(value)
        try:
            return max(0.0, (parsedate_to_datetime(value) - self._now()).total_seconds())
        except (ValueError, TypeError, OverflowError):
            return None

    def _get(self, address: httpx.URL, headers: Mapping[str, str], *, largest: int, cut: bool = False) -> _Answer:
        """Ask once. ``cut`` takes the first ``largest`` bytes of a longer body."""
        ends = self._clock() + self._limits.seconds

        def late() -> bool:
            return self._clock() > ends

        try:
            request = self._client.build_request("GET", address, headers=dict(headers))
            response = self._client.send(request, stream=True, follow_redirects=False)
            try:
                body = b"" if response.status_code != 200 else read_body(response, largest=largest, cut=cut, late=late)
            finally:
                response.close()
                self._client.cookies.clear()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _refusal(error, address) from error
        return _Answer(response.status_code, response.headers, body)

    def _site(self, address: httpx.URL) -> _Site:
        return self._sites.setdefault((address.scheme, address.host, address.port), _Site())


def _address(url: str) -> httpx.URL:
    """Return an address that may be asked, without its fragment."""
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError("bad_address", f"no readable address ({error})") from error
    if address.scheme not in ("http", "https"):
        raise FetchError("bad_address", f"only http and https are fetched, not “{address.scheme[:20]}”")
    if not address.host or address.userinfo:
        raise FetchError("bad_address", "an address with a password" if address.host else "no host in the address")
    return address.copy_with(fragment=None)


def _next(address: httpx.URL, answer: _Answer) -> httpx.URL:
    """Return where a redirect leads; raise for every answer that is none."""
    if answer.status in (404, 410):
        raise FetchError("not_found", f"nothing stands at this address (status {answer.status})")
    target = answer.headers.get("location", "").strip()
    if answer.status not in (301, 302, 303, 307, 308) or not target:
        raise FetchError("status", f"the server answers with status {answer.status}")
    try:
        return _address(urljoin(str(address), target))
    except ValueError as error:
        raise FetchError("bad_address", "a redirect to no readable address") from error


def _refusal(error: Exception, address: httpx.URL) -> FetchError:
    """Return the reason that stands behind an error of the client."""
    causes = list(_causes(error))
    if any(isinstance(cause, PrivateAddressError) for cause in causes):
        return FetchError("private_address", f"{address.host} is not in the public network")
    if isinstance(error, httpx.TimeoutException):
        return FetchError("timeout", "the server does not answer in time")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return FetchError("tls", f"no trusted connection: {error}")
    if isinstance(error, httpx.ConnectError):
        return FetchError("unreachable", str(error) or "no connection")
    return FetchError("broken_response", str(error) or type(error).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__

"""Fetching: politeness, limits and hostile servers; a server on loopback, scripted answers, and no waiting."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import httpx
import pytest

from stemma.captures.addresses import PublicTransport, is_public, named_hosts
from stemma.captures.fetch import Fetched, Fetcher, FetchError, Limits

PAGE = "https://lake.example/1"


class Clock:
    """Time that passes only where somebody waits."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]


class Site(httpx.MockTransport):
    """Answers by address; robots.txt is missing unless one is scripted. A list is answered one after the other."""

    def __init__(self, answers: Mapping[str, Answer | list[Answer]]) -> None:
        super().__init__(self.answer)
        self.answers = dict(answers)
        self.asked: list[httpx.Request] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        found = self.answers.get(str(request.url), httpx.Response(404))
        if isinstance(found, list):
            found = found.pop(0)
        return found if isinstance(found, httpx.Response) else found(request)

    def paths(self) -> list[str]:
        return [str(request.url) for request in self.asked if request.url.path != "/robots.txt"]


def fetcher(answers: Mapping[str, Answer | list[Answer]], limits: Limits | None = None) -> tuple[Fetcher, Site, Clock]:
    site, clock = Site(answers), Clock()
    now = lambda: datetime(2031, 5, 14, 9, 30, tzinfo=UTC)  # noqa: E731
    return Fetcher(transport=site, limits=limits, sleep=clock.sleep, clock=clock, now=now), site, clock


def fetch(answers: Mapping[str, Answer | list[Answer]], limits: Limits | None = None) -> Fetched:
    return fetcher(answers, limits)[0].fetch(PAGE)


def refused(answers: Mapping[str, Answer | list[Answer]], limits: Limits | None = None) -> str:
    with pytest.raises(FetchError) as raised:
        fetch(answers, limits)
    assert raised.value.detail
    return raised.value.reason


def streamed(*chunks: bytes, **headers: str) -> httpx.Response:
    return httpx.Response(200, content=iter(chunks), headers={k.replace("_", "-"): v for k, v in headers.items()})


def redirect(target: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": target})


# --- what is asked and what comes back --------------------------------------------------------------


def test_an_answer_is_its_exact_bytes() -> None:
    body = b"\xff\x00caf\xe9\r\n"
    found = fetch({PAGE: httpx.Response(200, content=body, headers={"etag": '"1"', "last-modified": "Wed, 14 May"})})
    assert (found.status, found.body, found.url) == (200, body, PAGE)
    assert (found.retrieved, found.etag, found.last_modified) == ("2031-05-14T09:30:00Z", '"1"', "Wed, 14 May")


def test_requests_say_who_asks_and_nothing_more() -> None:
    cookie = httpx.Response(302, headers={"location": "/2", "set-cookie": "id=7"})
    get, site, _ = fetcher({PAGE: cookie, "https://lake.example/2": httpx.Response(200)})
    get.fetch(PAGE)
    last = site.asked[-1].headers
    assert last["user-agent"].startswith("Stemma/")
    assert "mozilla" not in last["user-agent"].lower()
    assert not {"cookie", "referer", "authorization"} & set(last)


def test_validators_are_sent_and_304_has_no_body() -> None:
    get, site, _ = fetcher({PAGE: httpx.Response(304, headers={"etag": '"1"'})})
    found = get.fetch(PAGE, etag='"1"', last_modified="Wed, 14 May 2031 09:00:00 GMT")
    assert (found.status, found.body, found.etag) == (304, b"", '"1"')
    sent = site.asked[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', "Wed, 14 May 2031 09:00:00 GMT")
    assert "if-none-match" not in site.asked[0].headers


def test_304_that_nobody_asked_for_is_a_failure() -> None:
    assert refused({PAGE: httpx.Response(304)}) == "status"


def test_validators_with_line_ends_are_not_sent() -> None:
    get, site, _ = fetcher({PAGE: httpx.Response(200)})
    get.fetch(PAGE, etag='"1"\r\nX-Evil: 1')
    assert "if-none-match" not in site.asked[-1].headers


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "not_found"), (410, "not_found"), (403, "status"), (500, "status"), (204, "status")]
)
def test_other_answers_are_failures(status: int, reason: str) -> None:
    assert refused({PAGE: httpx.Response(status)}) == reason


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://lake.example/", "https://", "http://user:pass@lake.example/", "lake"],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as raised:
        fetcher({})[0].fetch(url)
    assert raised.value.reason == "bad_address"


# --- redirects ------------------------------------------------------------------------------------------


def test_redirects_are_followed_and_the_last_address_told() -> None:
    answers = {PAGE: redirect("/2"), "https://lake.example/2": redirect("//pier.example/3#top")}
    found = fetch(answers | {"https://pier.example/3": httpx.Response(200, content=b"x")})
    assert (found.url, found.body) == ("https://pier.example/3", b"x")


def test_circles_and_long_rounds_end() -> None:
    assert refused({PAGE: redirect("/2"), "https://lake.example/2": redirect("/1")}) == "redirects"
    rounds = {f"https://lake.example/{n}": redirect(f"/{n + 1}") for n in range(1, 20)}
    get, site, _ = fetcher(rounds, Limits(redirects=3))
    with pytest.raises(FetchError, match="redirects"):
        get.fetch(PAGE)
    assert len(site.paths()) == 4


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:1", "http://[", "http://a:b@pier.example/", ""])
def test_redirects_to_what_is_no_web_address_are_refused(target: str) -> None:
    assert refused({PAGE: redirect(target)}) in ("bad_address", "broken_response", "status")


def test_each_hop_asks_the_robots_of_its_site() -> None:
    answers = {
        PAGE: redirect("https://pier.example/closed"),
        "https://pier.example/robots.txt": httpx.Response(200, content=b"User-agent: *\nDisallow: /closed"),
        "https://pier.example/closed": httpx.Response(200),
    }
    get, site, _ = fetcher(answers)
    with pytest.raises(FetchError, match="robots"):
        get.fetch(PAGE)
    assert "https://pier.example/closed" not in site.paths()


# --- robots.txt -----------------------------------------------------------------------------------------


def test_robots_are_asked_once_a_day() -> None:
    get, site, clock = fetcher({PAGE: [httpx.Response(200) for _ in range(3)]})
    get.fetch(PAGE)
    get.fetch(PAGE)
    assert [r.url.path for r in site.asked] == ["/robots.txt", "/1", "/1"]
    clock.seconds += 100_000
    get.fetch(PAGE)
    assert [r.url.path for r in site.asked][3:] == ["/robots.txt", "/1"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_nothing_is_fetched_while_robots_cannot_be_had(status: int) -> None:
    robots = "https://lake.example/robots.txt"
    get, site, _ = fetcher({robots: [httpx.Response(status), httpx.Response(404)], PAGE: httpx.Response(200)})
    with pytest.raises(FetchError, match="robots"):
        get.fetch(PAGE)
    assert site.paths() == []
    assert get.fetch(PAGE).status == 200


def test_robots_are_followed_through_redirects_and_cut_when_they_never_end() -> None:
    rules = b"User-agent: *\nDisallow: /1\n"
    endless = streamed(rules, *[b"# " + b"x" * 100_000 + b"\n"] * 50)
    answers = {"https://lake.example/robots.txt": redirect("/r"), "https://lake.example/r": endless}
    assert refused({**answers, PAGE: httpx.Response(200)}) == "robots"


# --- pace -----------------------------------------------------------------------------------------------


def test_one_host_is_asked_at_intervals_and_another_at_once() -> None:
    other = "https://pier.example/1"
    get, _, clock = fetcher({PAGE: [httpx.Response(200), httpx.Response(200)], other: httpx.Response(200)})
    get.fetch(PAGE)
    get.fetch(other)
    assert clock.slept == []
    get.fetch(PAGE)
    assert clock.slept == [1.0]


def test_crawl_delay_is_heard_and_bounded() -> None:
    robots = httpx.Response(200, content=b"User-agent: *\nCrawl-delay: 7")
    pages: list[Answer] = [httpx.Response(200), httpx.Response(200)]
    get, _, clock = fetcher({"https://lake.example/robots.txt": robots, PAGE: pages})
    get.fetch(PAGE)
    get.fetch(PAGE)
    assert clock.slept == [7.0]


@pytest.mark.parametrize(
    ("value", "waits"), [("5", 5.0), ("Wed, 14 May 2031 09:30:20 GMT", 20.0), ("soon", 2.0), ("-1", 2.0), ("", 2.0)]
)
def test_429_is_answered_with_patience(value: str, waits: float) -> None:
    busy = httpx.Response(429, headers={"retry-after": value})
    get, _, clock = fetcher({PAGE: [busy, httpx.Response(200, content=b"x")]})
    assert get.fetch(PAGE).body == b"x"
    assert clock.slept == [waits]


def test_patience_ends() -> None:
    get, site, clock = fetcher({PAGE: [httpx.Response(503) for _ in range(9)]}, Limits(attempts=3))
    with pytest.raises(FetchError, match="busy") as raised:
        get.fetch(PAGE)
    assert raised.value.retry_after is not None
    assert len(site.paths()) == 3
    assert clock.slept == [2.0, 4.0]


def test_a_server_that_asks_for_an_hour_is_left_alone() -> None:
    get, site, clock = fetcher({PAGE: httpx.Response(429, headers={"retry-after": "3600"})})
    for _ in range(2):
        with pytest.raises(FetchError) as raised:
            get.fetch(PAGE)
        assert raised.value.retry_after == 3600
    assert site.paths() == [PAGE]
    assert clock.slept == []


def test_one_busy_address_does_not_shut_its_site_but_three_do() -> None:
    shut = {f"https://lake.example/b{n}": httpx.Response(429, headers={"retry-after": "3600"}) for n in range(3)}
    get, site, clock = fetcher({**shut, PAGE: [httpx.Response(200), httpx.Response(200)]})
    for address in shut:
        with pytest.raises(FetchError):
            get.fetch(address)
        if address.endswith("b0"):
            assert get.fetch(PAGE).status == 200
    with pytest.raises(FetchError) as raised:
        get.fetch(PAGE)
    assert raised.value.retry_after == 3600
    assert len(site.paths()) == 4
    assert max(clock.slept) <= 1.0
    clock.seconds += 3600
    assert get.fetch(PAGE).status == 200


# --- size and time --------------------------------------------------------------------------------------


def test_bodies_are_unpacked() -> None:
    for packed, name in ((gzip.compress(b"text"), "gzip"), (zlib.compress(b"text"), "deflate")):
        assert fetch({PAGE: streamed(packed, content_encoding=name)}).body == b"text"


def test_too_large_bodies_are_refused_by_their_word_and_by_their_bytes() -> None:
    declared = httpx.Response(200, stream=httpx.ByteStream(b""), headers={"content-length": "101"})
    assert refused({PAGE: declared}, Limits(bytes=100)) == "too_large"
    assert refused({PAGE: streamed(b"x" * 101)}, Limits(bytes=100)) == "too_large"
    assert len(fetch({PAGE: streamed(b"x" * 100)}, Limits(bytes=100)).body) == 100


def test_an_endless_body_ends() -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 1000

    assert refused({PAGE: httpx.Response(200, content=endless())}, Limits(bytes=10_000)) == "too_large"
    assert read < 20


def test_a_bomb_is_not_unpacked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    most = 0
    unpack = zlib.decompressobj

    class Counted:
        def __init__(self, wbits: int) -> None:
            self.inner = unpack(wbits)

        def decompress(self, data: bytes, longest: int) -> bytes:
            nonlocal most
            found = self.inner.decompress(data, longest)
            most = max(most, len(found))
            return found

    monkeypatch.setattr("stemma.captures.answers.zlib.decompressobj", Counted)
    assert refused({PAGE: streamed(bomb, content_encoding="gzip")}, Limits(bytes=1_000_000)) == "too_large"
    assert most <= 1_000_001


@pytest.mark.parametrize("name", ["br", "zstd", "gzip, gzip", "compress", "x" * 1000])
def test_compression_that_was_not_asked_for_is_refused(name: str) -> None:
    assert refused({PAGE: streamed(b"x", content_encoding=name)}) == "unsupported_type"


def test_broken_compression_is_refused() -> None:
    assert refused({PAGE: streamed(b"no gzip", content_encoding="gzip")}) == "broken_response"
    assert refused({PAGE: streamed(gzip.compress(b"text" * 99)[:-30], content_encoding="gzip")}) == "broken_response"


def test_a_slow_body_is_given_up() -> None:
    clock = Clock()

    def slow() -> Iterator[bytes]:
        while True:
            clock.seconds += 3
            yield b"x"

    site = Site({PAGE: httpx.Response(200, content=slow())})
    with pytest.raises(FetchError) as raised:
        Fetcher(transport=site, sleep=clock.sleep, clock=clock).fetch(PAGE)
    assert raised.value.reason == "timeout"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ReadTimeout("slow"), "timeout"),
        (httpx.ConnectTimeout("slow"), "timeout"),
        (httpx.ConnectError("refused"), "unreachable"),
        (httpx.RemoteProtocolError("cut off"), "broken_response"),
        (httpx.ReadError("reset"), "broken_response"),
    ],
)
def test_failures_of_the_connection_have_their_reason(error: httpx.HTTPError, reason: str) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    assert refused({PAGE: fail}) == reason


# --- addresses that are not public ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:db8::1", "no address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


class Backend(httpcore.MockBackend):
    """Scripted connections; keeps the addresses that were connected to."""

    def __init__(self, *chunks: bytes) -> None:
        super().__init__(list(chunks))
        self.to: list[str] = []

    def connect_tcp(self, host: str, *args: object, **kwargs: object) -> httpcore.NetworkStream:
        self.to.append(host)
        return super().connect_tcp(host, *args, **kwargs)  # type: ignore[arg-type]


NAMES = {
    "lake.example": ["93.184.216.34"],
    "inside.example": ["10.0.0.1"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
    "mapped.example": ["::ffff:169.254.169.254"],
}


def connected(url: str, *chunks: bytes, private: tuple[str, ...] = ()) -> tuple[str, list[str]]:
    """Return the reason (or the body) of a fetch over scripted connections, and what was connected to."""
    backend = Backend(*chunks)
    transport = PublicTransport(
        private_hosts=private, seconds=30, resolve=lambda host, port: NAMES.get(host, [host]), backend=backend
    )
    try:
        return Fetcher(transport=transport, sleep=lambda seconds: None).fetch(url).body.decode(), backend.to
    except FetchError as error:
        return error.reason, backend.to


def test_the_checked_address_is_the_one_connected_to() -> None:
    found, to = connected("http://lake.example/1", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    assert found == "ok"
    assert set(to) == {"93.184.216.34"}


@pytest.mark.parametrize(
    "host", ["inside.example", "both.example", "mapped.example", "127.0.0.1", "[::1]", "[::ffff:7f00:1]", "0"]
)
def test_hosts_inside_are_never_connected_to(host: str) -> None:
    assert connected(f"http://{host}/") == ("private_address", [])


@pytest.mark.parametrize("host", ["2130706433", "0177.1", "0x7f.1", "127.1", "localhost", "LOCALHOST"])
def test_other_writings_of_loopback_are_seen_through(host: str) -> None:
    with pytest.raises(FetchError) as raised:
        Fetcher().fetch(f"http://{host}:9/")
    assert raised.value.reason == "private_address"


def test_a_redirect_to_the_inside_is_refused() -> None:
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n"
    found, to = connected("http://lake.example/1", answer)
    assert found == "private_address"
    assert set(to) == {"93.184.216.34"}


def test_a_private_host_is_allowed_by_name_alone() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    assert connected("http://inside.example/", answer, private=("inside.example",))[0] == "ok"
    assert connected("http://10.0.0.1/", answer, private=("inside.example",))[0] == "private_address"


def test_hosts_that_are_plainly_named_as_the_own_network() -> None:
    plain = ["http://127.0.0.1:8000/x", "https://192.168.1.5/", "http://[::1]/", "http://localhost:9/"]
    assert named_hosts(plain) == {"127.0.0.1:8000", "192.168.1.5:443", "::1:80", "localhost:9"}
    others = [
        "http://2130706433/",
        "http://169.254.169.254/",
        "http://lake.example/",
        "http://0.0.0.0/",
        "http://[",
        "a",
    ]
    assert named_hosts([*others, "http://127.0.0.1:999999/"]) == frozenset()


def test_a_host_is_allowed_at_its_port_alone() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    assert connected("http://10.0.0.1:8000/", answer, private=("10.0.0.1:8000",))[0] == "ok"
    assert connected("http://10.0.0.1:8001/", answer, private=("10.0.0.1:8000",))[0] == "private_address"


def test_a_connection_that_trickles_is_closed() -> None:
    clock = Clock()

    class Slow(httpcore.MockStream):
        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            clock.seconds += 5
            return b"X" if clock.seconds < 10_000 else b""

    class Backend(httpcore.MockBackend):
        def connect_tcp(self, *args: object, **kwargs: object) -> httpcore.NetworkStream:
            return Slow([])

    transport = PublicTransport(seconds=30, resolve=lambda *_: ["93.184.216.34"], backend=Backend([]), clock=clock)
    with pytest.raises(FetchError) as raised:
        Fetcher(transport=transport, clock=clock).fetch("http://lake.example/")
    assert raised.value.reason == "timeout"
    assert clock.seconds < 1100


# --- over a socket ----------------------------------------------------------------------------------------


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
        elif self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", f"http://localhost:{self.connection.getsockname()[1]}/page")
            self.end_headers()
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"ten bytes.")
        elif self.path == "/noise":
            self.wfile.write(b"\x00\xff\x1b[31m no http\r\n\r\n")
        elif self.path == "/headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n")
        else:
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(gzip.compress(b"The ferry ran aground."))

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def local(url: str) -> Fetched:
    return Fetcher(private_hosts=["127.0.0.1"], sleep=lambda seconds: None).fetch(url)


def test_a_page_over_a_socket(server: str) -> None:
    assert local(f"{server}/page").body == b"The ferry ran aground."


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/inside", "private_address"),
        ("/short", "broken_response"),
        ("/noise", "broken_response"),
        ("/headers", "broken_response"),
    ],
)
def test_failures_over_a_socket(server: str, path: str, reason: str) -> None:
    with pytest.raises(FetchError) as raised:
        local(server + path)
    assert raised.value.reason == reason


def test_a_loopback_server_needs_permission(server: str) -> None:
    with pytest.raises(FetchError) as raised:
        Fetcher().fetch(f"{server}/page")
    assert raised.value.reason == "private_address"


def test_plain_http_at_a_tls_address_is_told(server: str) -> None:
    with pytest.raises(FetchError) as raised:
        local(server.replace("http:", "https:"))
    assert raised.value.reason == "tls"

"""Who is let in, and what for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import addresses

from stemma.web import make_app
from stemma.web.guard import HEADERS


def client(case_file: Path, *, host: str = "desk.test", **settings: object) -> TestClient:
    app = make_app(str(case_file), hosts=("desk.test",), **settings)  # type: ignore[arg-type]
    return TestClient(app, base_url=f"http://{host}", follow_redirects=False)


def test_every_answer_carries_the_policy(desk: TestClient) -> None:
    for address in (*addresses(desk), "/nowhere", "/static/desk.css", "/openapi.json"):
        answer = desk.get(address)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert set(HEADERS) <= set(answer.headers)


@pytest.mark.parametrize("host", ["evil.test", "desk.test.evil.test", "127.0.0.1"])
def test_the_desk_answers_under_its_own_names_only(case_file: Path, host: str) -> None:
    assert client(case_file, host=host).get("/").status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.test"},
        {"origin": "null"},
        {"origin": "http://desk.test.evil.test"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://desk.test"},
    ],
)
@pytest.mark.parametrize("address", ["/add", "/review"])
def test_other_sites_change_nothing(desk: TestClient, address: str, headers: dict[str, str]) -> None:
    assert desk.post(address, data={"text": "A report."}, headers=headers).status_code == 403


def test_a_token_is_asked_for_and_becomes_a_cookie(case_file: Path) -> None:
    desk = client(case_file, token="the-token")
    assert desk.get("/").status_code == 401
    assert desk.get("/?token=another").status_code == 401
    assert desk.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert desk.get("/", headers={"authorization": "Bearer the-token"}).status_code == 200
    welcome = desk.get("/?token=the-token")
    assert welcome.status_code == 303
    assert "httponly" in welcome.headers["set-cookie"].lower()
    assert "samesite=strict" in welcome.headers["set-cookie"].lower()
    assert desk.get("/").status_code == 200


def test_a_read_only_desk_takes_nothing(case_file: Path) -> None:
    desk = client(case_file, read_only=True)
    before = case_file.read_bytes()
    assert desk.post("/add", data={"text": "A report."}).status_code == 403
    assert desk.post("/review", data={"person": "Ana"}).status_code == 403
    assert desk.get("/add").status_code == 200
    assert case_file.read_bytes() == before


def test_a_body_that_is_too_large_is_refused(case_file: Path) -> None:
    desk = client(case_file, max_bytes=10_000)
    assert desk.post("/add", data={"text": "x" * 20_000}).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"x" * 1000

    head = {"content-type": "application/x-www-form-urlencoded"}
    assert desk.post("/add", content=endless(), headers=head).status_code == 413


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "desk.css%00", "/etc/passwd"])
def test_no_path_reaches_the_disk(desk: TestClient, name: str) -> None:
    assert desk.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_known(desk: TestClient, method: str) -> None:
    assert desk.request(method, "/").status_code == 405

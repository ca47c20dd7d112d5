"""What people hand in: pasted texts, files, addresses."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.test_pages import finish

from stemma.web.intake import MOST_ADDRESSES


def result(desk: TestClient, address: str) -> dict[str, Any]:
    finish(desk)
    found: dict[str, Any] = desk.get(f"{address}.json").json()
    assert found["done"]
    return found


def test_a_pasted_text_becomes_a_report(desk: TestClient) -> None:
    text = "A crane fell into the harbour of Bregenz on Tuesday. Police said that 19 containers were lost."
    answer = desk.post("/add", data={"text": text, "outlet": "Night Post", "title": "Crane", "published": "2031-03-07"})
    assert answer.status_code == 303
    job = result(desk, answer.headers["location"])
    assert (job["stage"], job["told"]) == ("done", ["The case has 5 reports now."])
    assert [cite["label"] for cite in job["stories"]] == ["more reports"]
    assert desk.get(job["stories"][0]["href"]).text.count("Night Post") > 0


def test_files_are_read_by_their_readers_and_nothing_is_lost(desk: TestClient) -> None:
    files = [
        ("files", ("../../../etc/a.txt", b"---\ntitle: Ferry\n---\n\nA ferry ran aground off Wismar on Friday.\n")),
        ("files", ("b.jsonl", b'{"id": "1", "text": "A bridge in Wismar was closed on Friday."}\nno json\n')),
        ("files", ("c.exe", b"MZ\x00\x01\x02")),
    ]
    job = result(desk, desk.post("/add", files=files).headers["location"])
    assert job["told"][0] == "The case has 6 reports now."
    assert len(job["told"]) == 3
    assert "etc" not in str(job["told"])


@pytest.mark.parametrize("form", [{}, {"text": "  "}, {"addresses": "\n"}])
def test_an_empty_form_is_refused(desk: TestClient, form: dict[str, str]) -> None:
    assert desk.post("/add", data=form).status_code == 422


def test_too_many_addresses_are_refused(desk: TestClient) -> None:
    addresses = " ".join(f"http://{number}.example" for number in range(MOST_ADDRESSES + 1))
    assert desk.post("/add", data={"addresses": addresses}).status_code == 422


def test_an_address_outside_of_the_web_is_rejected_with_its_reason(desk: TestClient) -> None:
    job = result(desk, desk.post("/add", data={"addresses": "file:///etc/passwd"}).headers["location"])
    assert "bad_address" in job["told"][1]


def test_an_address_of_this_machine_is_not_fetched(desk: TestClient) -> None:
    job = result(desk, desk.post("/add", data={"addresses": "http://127.0.0.1:9/x"}).headers["location"])
    assert "private_address" in job["told"][1]

"""The desk's OpenAPI description: it is valid, and every record answers to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from starlette.testclient import TestClient
from tests.web.conftest import addresses, twin

from stemma.store import Store
from stemma.web.routes import PAGES
from stemma.web.schema import describe


def test_every_field_of_every_page_has_a_help_text() -> None:
    schemas = describe()["components"]["schemas"]
    pages = {shown.page.__name__ for shown in PAGES} - {"Page"}  # a comparison is the export's
    assert {"StoryPage", "LinkPage", "ReviewPage"} < pages
    for name in sorted(pages | {"Judged", "Subject"}):
        for field, schema in schemas[name]["properties"].items():
            assert schema.get("description"), (name, field)


@pytest.mark.parametrize("kept", ["nothing judged", "judged", "judged, traced by another version"])
def test_every_record_answers_to_its_description(
    desk: TestClient, case_file: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    if kept != "nothing judged":
        judge_each_kind(desk, case_file)
    if kept == "judged, traced by another version":
        monkeypatch.setattr("stemma.pipeline.keys.fingerprint", lambda: "another version")
    description = desk.get("/openapi.json").json()
    seen = set()
    for address in [*addresses(desk), *(judging(case_file) if kept == "judged" else ())]:
        path = twin(address).partition("?")[0]
        operation = next(o for p, o in description["paths"].items() if _fits(p, path))
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": description["components"]}
        assert jsonschema_rs.validator_for(whole).is_valid(desk.get(twin(address)).json()), address
        seen.add(operation["get"]["operationId"])
    everything = {operation["get"]["operationId"] for operation in description["paths"].values()}
    assert everything - seen == {"JobPage.job"}
    assert len(desk.get("/review.json").json()["judged"]) == (0 if kept == "nothing judged" else 4)


def judge_each_kind(desk: TestClient, case_file: Path) -> None:
    """Make a judgement of a link, a role and a statement, and take one back, sign one."""
    with Store(str(case_file)) as store:
        (link,), said = store.view().links(), store.view().statements()
    person = {"person": "Ana Lind", "reason": "I called"}
    pair = f"{link.borrower} {link.lender}"
    for form in (
        {"noun": "link", "verdict": "reject", "subject": pair},
        {"noun": "direction", "verdict": "accept", "subject": pair},
        {"noun": "statement", "verdict": "reject", "subject": said[0].id},
        {"noun": "role", "verdict": "correct", "subject": said[1].id, "role": "harbour master"},
    ):
        assert desk.post("/review", data={**person, **form}).status_code == 303, form
    first, second, *_ = desk.get("/review.json").json()["judged"]
    assert desk.post("/review", data={**person, "takes_back": first["id"]}).status_code == 303
    assert desk.post("/review", data={**person, "person": "Ben Ost", "signs": second["id"]}).status_code == 303


def judging(case_file: Path) -> list[str]:
    """Return the address of the form of every kind of judgement."""
    with Store(str(case_file)) as store:
        (link,), said = store.view().links(), store.view().statements()
    pair = f"{link.borrower}+{link.lender}"
    kinds = [f"{noun}&subject={said[0].id}" for noun in ("statement", "claim", "role", "place")]
    return [f"/review?noun={kind}" for kind in (*kinds, f"link&subject={pair}", f"direction&subject={pair}", "case")]


def _fits(pattern: str, path: str) -> bool:
    head, brace, tail = pattern.partition("{id}")
    return path == pattern if not brace else path.startswith(head) and path.endswith(tail)


@pytest.mark.parametrize("path", sorted(describe()["paths"]))
def test_no_request_that_can_be_made_up_breaks_it(desk: TestClient, path: str) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", desk.app, headers={"host": "desk.test"})
    operation: Any = schema[path]["GET"]
    calls = 0

    def call(case: Any) -> None:
        nonlocal calls
        calls += 1
        answer = case.call(headers={"host": "desk.test"})
        assert answer.status_code < 500
        case.validate_response(answer, checks=[schemathesis.checks.not_a_server_error])

    from hypothesis import HealthCheck, given, settings

    test = given(case=operation.as_strategy())(call)
    settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))(test)()
    assert calls > 0

"""The desk's OpenAPI description: it is valid, and every record answers to it."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from starlette.testclient import TestClient
from tests.web.conftest import addresses, twin

from stemma.web.schema import describe


def test_every_field_of_every_page_has_a_help_text() -> None:
    schemas = describe()["components"]["schemas"]
    for name in ("CasePage", "StoryPage", "ClaimPage", "DocumentPage", "SearchPage", "ReviewPage", "JobPage"):
        for field, schema in schemas[name]["properties"].items():
            assert schema.get("description"), (name, field)


def test_every_record_answers_to_its_description(desk: TestClient) -> None:
    description = desk.get("/openapi.json").json()
    for address in addresses(desk):
        path = twin(address).partition("?")[0]
        operation = next(o for p, o in description["paths"].items() if _fits(p, path))
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": description["components"]}
        assert jsonschema_rs.validator_for(whole).is_valid(desk.get(twin(address)).json()), address


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

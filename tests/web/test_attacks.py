"""Hostile texts in every field of a report, on every page: nothing of theirs acts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from lxml import html  # type: ignore[import-untyped]
from starlette.testclient import TestClient
from tests.web.conftest import addresses

from stemma.config import Config
from stemma.ids import digest_bytes, make_id
from stemma.model import Capture, Metadata
from stemma.pipeline import trace_captures
from stemma.web import make_app

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7 * 191 }}${7*191}#{7*191}<%= 7*191 %>",
    "</textarea></title></style><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "\u202eevil\u202c \u2066x\u2069 \x1b[31mred\x1b[0m \x00 \x9b2J",
    "<!--><iframe srcdoc='<script>alert(1)</script>'>",
    "x' UNION SELECT body FROM records --",
    "' OR 1=1; DROP TABLE records; --",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)


def hostile(attack: str, number: int) -> Capture:
    data = (
        f"A crane fell into the harbour of Bregenz on Tuesday. {attack}\n\n"
        f"The harbour office {attack} said that 19 containers were lost. {attack}\n\n"
        f"“{attack} nobody was hurt,” said Ada Moser {attack}.\n"
    ).encode("utf-8", "replace")
    digest = digest_bytes(data)
    locator = f"{attack}/{number}"
    said = Metadata(
        record=attack,
        title=f"{attack} crane",
        outlet=attack,
        url=attack if number % 2 else f"https://news.example/{attack}",
        published="2031-03-04",
        author=attack,
        forwarded_from=attack,
        links=(attack,),
    )
    return Capture(
        id=make_id("cap", locator, digest),
        locator=locator,
        media_type="text/plain",
        data=data,
        digest=digest,
        metadata=said,
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk over a case in which every field of every report is an attack."""
    path = str(tmp_path_factory.mktemp("attacked") / "case.stemma")
    captures = [hostile(attack, number) for number, attack in enumerate(ATTACKS)]
    trace_captures(captures, config=Config(jobs=1, one_story=True), case_file=path)
    with TestClient(make_app(path, hosts=("desk.test",)), base_url="http://desk.test") as client:
        yield client


def test_nothing_of_theirs_acts(attacked: TestClient) -> None:
    found = [*addresses(attacked), *("/search?" + urlencode({"q": attack}) for attack in ATTACKS)]
    assert len(found) > 20
    for address in found:
        answer = attacked.get(address)
        assert answer.status_code in (200, 404), address
        assert_harmless(answer.text)


def test_judgements_and_pastes_are_text_too(attacked: TestClient) -> None:
    link = next(address for address in addresses(attacked) if address.startswith("/review?"))
    subject = attacked.get(link.replace("/review?", "/review.json?")).json()["asked"]
    for attack in ATTACKS:
        form = {"noun": subject["noun"], "subject": subject["subject"], "verdict": "reject"}
        answer = attacked.post("/review", data={**form, "person": f"Ana {attack}", "reason": f"because {attack}"})
        assert answer.status_code == 200
        assert_harmless(answer.text)


def assert_harmless(page: str) -> None:
    """Assert that a page has the desk's own script and nothing that could act beside it."""
    assert "1337" not in page
    assert not any(c in page for c in "\u202e\u2066\x1b\x00\x9b")
    tree = html.fromstring(page)
    assert [s.get("src") for s in tree.iter("script")] == ["/static/desk.js"]
    assert not list(tree.iter("img", "iframe", "object", "embed", "style", "base"))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert not [name for name in element.attrib if name.lower().startswith("on") or name == "style"]
        for name in ("href", "src", "action", "formaction"):
            value = element.get(name, "")
            assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:")), value

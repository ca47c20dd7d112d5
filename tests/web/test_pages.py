"""Every page: it is there, as HTML and as its record, and its template shows the record's fields and no others."""

from __future__ import annotations

import dataclasses
import re
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import nodes
from lxml import html  # type: ignore[import-untyped]
from starlette.testclient import TestClient
from tests.web.conftest import addresses, twin

from stemma import add
from stemma.web.app import _environment
from stemma.web.routes import PAGES, Shown


def test_every_page_is_there_in_both_forms(desk: TestClient) -> None:
    found = addresses(desk)
    kinds = {re.sub(r"^/(\w*).*", r"\1", address) for address in found}
    assert kinds == {"", "stories", "claims", "links", "documents", "compare", "search", "add", "review", "export"}
    for address in found:
        page = desk.get(address)
        assert page.status_code == 200, (address, page.text)
        assert page.headers["content-type"].startswith("text/html")
        record = desk.get(twin(address))
        assert record.status_code == 200
        assert record.headers["content-type"] == "application/json"


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: str(shown.template))
def test_a_template_reads_its_record_and_nothing_else(shown: Shown) -> None:
    environment = _environment()
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, shown.template)
    tree = environment.parse(source)
    read = {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }
    known = {f.name for f in dataclasses.fields(shown.page)}
    assert read <= known
    assert read or shown.template == "export.html"


def test_every_template_belongs_to_a_page() -> None:
    there = {entry.name for entry in (files("stemma.web") / "templates").iterdir()}
    assert there == {shown.template for shown in PAGES} | {"desk.html", "problem.html"}


def test_the_case_page_puts_spread_on_few_origins_first(desk: TestClient) -> None:
    page = desk.get("/case.json").json()
    assert page["facts"][0] == "4 reports"
    assert page["stories"][0]["told"].startswith("3 reports")
    assert page["stories"][0]["reports"] > page["stories"][0]["low"]


def test_choices_narrow_the_list_and_can_be_taken_back(desk: TestClient) -> None:
    every = desk.get("/case.json").json()
    outlets = next(f for f in every["filters"] if f["name"] == "outlet")
    choice = next(c for c in outlets["choices"] if c["value"] == "Lindau Herald")
    chosen = desk.get(twin(choice["href"])).json()
    assert [item["title"] for item in chosen["stories"]] == ["Lindau opens a school of music"]
    again = next(c for f in chosen["filters"] if f["name"] == "outlet" for c in f["choices"] if c["on"])
    assert desk.get(twin(again["href"])).json()["found"] == every["found"]


def test_days_bound_the_list(desk: TestClient) -> None:
    assert desk.get("/case.json?first=2031-03-06").json()["found"] == 1
    assert desk.get("/case.json?last=2031-03-04").json()["found"] == 1
    assert desk.get("/case.json?first=2031-04-01").json()["found"] == 0


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?order=best", "?first=yesterday", "?colour=red", "?outlet=" + "x" * 900]
)
def test_a_query_that_means_nothing_is_refused(desk: TestClient, query: str) -> None:
    answer = desk.get("/case.json" + query)
    assert answer.status_code == 400
    assert answer.json()["status"] == 400
    assert desk.get("/" + query).status_code == 400


@pytest.mark.parametrize("address", ["/stories/sto_0", "/claims/clm_0", "/documents/doc_0", "/jobs/x", "/nowhere"])
def test_what_is_not_there_is_said_so(desk: TestClient, address: str) -> None:
    assert desk.get(address).status_code == 404
    assert "error" in desk.get(f"{address}.json").json()


def test_a_search_finds_reports_statements_and_claims(desk: TestClient) -> None:
    hits = desk.get("/search.json?q=containers").json()["hits"]
    assert {hit["noun"] for hit in hits} == {"document", "statement", "claim"}
    for hit in hits:
        assert desk.get(hit["href"].partition("#")[0]).status_code == 200
    assert desk.get("/search.json?q=containers&noun=claim").json()["hits"]
    assert desk.get('/search.json?q="*').json()["hits"] == []


def test_a_report_is_shown_with_the_words_where_they_stand(desk: TestClient) -> None:
    hits = desk.get("/search.json?q=containers&noun=document").json()["hits"]
    assert all("containers" in hit["around"] for hit in hits)
    assert all(" · " in hit["where"] for hit in hits)
    assert not any("/" in hit["label"] for hit in hits)


def test_the_list_names_the_claim_that_stands_first_on_the_storys_page(desk: TestClient) -> None:
    line = desk.get("/case.json?order=reports").json()["stories"][0]
    story = desk.get(line["href"] + ".json").json()["story"]
    assert line["claim"] in story["claims"][0]["text"]
    assert story["claims"][0]["range"] == line["origins"]
    assert story["claims"][0]["told"] == f"{line['reports']} reports"


def test_a_stretch_is_marked_where_a_link_leads(desk: TestClient) -> None:
    hit = next(h for h in desk.get("/search.json?q=containers").json()["hits"] if h["noun"] == "statement")
    path, _, name = hit["href"].partition("#")
    tree = html.fromstring(desk.get(path).text)
    (mark,) = tree.xpath(f'//mark[@id="{name}"]')
    assert "asked" in mark.get("class").split()


def test_stretches_beyond_the_text_mark_nothing(desk: TestClient) -> None:
    document = desk.get(desk.get("/case.json").json()["stories"][0]["href"] + ".json").json()["timeline"][0]["href"]
    for at in ("0-999999999", "9-3", "0-0"):
        assert desk.get(f"{document}?at={at}").status_code == 200
    assert desk.get(f"{document}?at=a-b").status_code == 400


def test_the_exact_bytes_are_given_but_never_as_a_page(desk: TestClient) -> None:
    document = desk.get(desk.get("/case.json").json()["stories"][0]["href"] + ".json").json()["timeline"][0]["href"]
    answer = desk.get(f"{document}/original")
    assert answer.content.startswith(b"---\ntitle: ")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"] == "sandbox"


def test_what_changed_since_the_last_look_is_new(desk: TestClient) -> None:
    assert desk.get("/case.json").json()["new"] == []
    desk.get("/")
    desk.post(
        "/add", data={"text": "A ferry ran aground off Wismar on Friday, the coast guard said.", "title": "Ferry"}
    )
    finish(desk)
    assert [item["title"][:18] for item in desk.get("/case.json").json()["new"]] == ["A ferry ran aground"[:18]]
    desk.get("/")
    assert desk.get("/case.json").json()["new"] == []


def test_two_versions_from_one_place_are_compared(case_file: Path, desk: TestClient, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    for number in (19, 21):
        page.write_text(f"The harbour office in Lindau said that {number} containers were lost at sea on Tuesday.")
        add(str(case_file), [str(page)], jobs=1)
    hits = desk.get("/search.json?q=Lindau+lost&noun=document").json()["hits"]
    first, second = (hit["href"].rsplit("/", 1)[1] for hit in hits)
    answer = desk.get(f"/compare?a={first}&b={second}")
    assert answer.status_code == 200
    assert "19" in answer.text
    assert "21" in answer.text


def finish(desk: TestClient) -> None:
    """Wait for the work that goes on."""
    import threading

    for thread in threading.enumerate():
        if thread.name.startswith("stemma-job"):
            thread.join(60)

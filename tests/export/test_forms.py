"""Every form of export, read back by a reader of its ecosystem."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import networkx
import pytest
from lxml import html  # type: ignore[import-untyped]
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from stemma import trace
from stemma.config import Config
from stemma.demo import reports
from stemma.export.forms import FORMS
from stemma.export.tables import TABLES
from stemma.model import Case

PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def case() -> Case:
    """The demo, traced."""
    return trace([reports()], config=Config(jobs=1, labeller=False))


def graph(case: Case, form: str) -> Graph:
    found = Graph()
    found.parse(data=FORMS[form].make(case), format="json-ld")
    return found


def test_every_form_is_the_same_twice(case: Case) -> None:
    for name, form in FORMS.items():
        assert form.make(case) == form.make(case), name
        assert form.make(Case()) is not None


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader
def test_prov_says_who_came_from_whom(case: Case) -> None:
    found = graph(case, "prov")
    entities = set(found.subjects(RDF.type, PROV.Entity))
    assert {URIRef(f"urn:stemma:{d.id}") for d in case.documents} <= entities
    assert {URIRef(f"urn:stemma:{c.id}") for c in case.claims} <= entities
    decided = [k for k in case.links if k.direction == "decided" and k.kind == "retells"]
    assert decided
    for link in decided:
        borrower, lender = URIRef(f"urn:stemma:{link.borrower}"), URIRef(f"urn:stemma:{link.lender}")
        assert (borrower, PROV.wasDerivedFrom, lender) in found
    undecided = {(k.borrower, k.lender) for k in case.links if k.direction == "undecided" and k.kind == "retells"}
    for one, other in undecided:
        assert (URIRef(f"urn:stemma:{one}"), PROV.wasDerivedFrom, URIRef(f"urn:stemma:{other}")) not in found
    for relation in (PROV.wasDerivedFrom, PROV.wasAttributedTo):
        for thing in found.objects(None, relation):
            assert (thing, RDF.type, None) in found


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader
def test_claim_reviews_carry_no_rating(case: Case) -> None:
    found = graph(case, "claimreview")
    reviews = list(found.subjects(RDF.type, SCHEMA.ClaimReview))
    assert len(reviews) == sum(len(c.documents) > 1 or c.contested for c in case.claims)
    assert not list(found.triples((None, SCHEMA.reviewRating, None)))
    for review in reviews:
        (claim,) = found.objects(review, SCHEMA.itemReviewed)
        assert (claim, RDF.type, SCHEMA.Claim) in found
        assert list(found.objects(claim, SCHEMA.appearance))
        assert isinstance(next(found.objects(review, SCHEMA.claimReviewed)), Literal)


def test_annotations_find_their_words_again(case: Case) -> None:
    collection = json.loads(FORMS["annotations"].make(case))
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(case.statements)
    texts = {f"urn:stemma:{d.id}": d.text for d in case.documents} | {d.url: d.text for d in case.documents if d.url}
    masked = 0
    for item in items:
        position, quote = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        here = text[position["start"] : position["end"]]
        masked += here != quote["exact"]
        assert len(here) == len(quote["exact"])
    assert masked < len(items) / 10


def test_graphml_is_the_lineage(case: Case) -> None:
    found: Any = networkx.read_graphml(BytesIO(FORMS["graphml"].make(case)), force_multigraph=True)
    assert {d.id for d in case.documents} <= set(found.nodes)
    assert {(k.borrower, k.lender) for k in case.links} == set(found.edges())
    assert all(0 <= float(data["probability"]) <= 1 for _, _, data in found.edges(data=True))


@pytest.mark.parametrize("noun", list(TABLES))
def test_both_tables_hold_the_same(case: Case, noun: str, tmp_path: Path) -> None:
    rows = list(csv.DictReader(StringIO(FORMS[f"{noun}-csv"].make(case).decode("utf-8-sig"))))
    path = tmp_path / "table.parquet"
    path.write_bytes(FORMS[f"{noun}-parquet"].make(case))
    read = duckdb.sql(f"SELECT id FROM '{path}'").fetchall()
    assert [row["id"] for row in rows] == [name for (name,) in read]
    assert len(rows) == len(getattr(case, noun))


def test_cells_are_no_formulas(case: Case) -> None:
    first = replace(case.documents[0], title="=HYPERLINK(0)", outlet="@SUM(A1)")
    rows = csv.DictReader(StringIO(FORMS["documents-csv"].make(Case(documents=(first,))).decode("utf-8-sig")))
    (row,) = rows
    assert (row["title"], row["outlet"]) == ("'=HYPERLINK(0)", "'@SUM(A1)")


def test_hostile_cells_stay_cells_in_parquet(case: Case, tmp_path: Path) -> None:
    title = 'a\0b \ud800 “q” \' \\ \u2028 \n{"id": 1}'
    first = replace(case.documents[0], title=title)
    path = tmp_path / "table.parquet"
    path.write_bytes(FORMS["documents-parquet"].make(Case(documents=(first,))))
    assert duckdb.sql(f"SELECT title FROM '{path}'").fetchall() == [(title.replace("\ud800", "?"),)]


def test_the_dossier_is_a_page_and_the_records_an_archive(case: Case) -> None:
    assert html.fromstring(FORMS["dossier"].make(case).decode()).xpath("//h1")
    with ZipFile(BytesIO(FORMS["records"].make(case))) as archive:
        assert archive.testzip() is None
        assert archive.read("claims.jsonl").count(b"\n") == len(case.claims)


def test_shared_forms_are_masked(case: Case) -> None:
    secret = "48.12345, 9.54321"
    text = f"A crane fell at {secret}, the harbour office said."
    document = replace(case.documents[0], text=text, title=f"Crane at {secret}", removed=(), places=(), quantities=())
    statement = replace(
        next(s for s in case.statements if s.source.kind == "outlet"),
        document=document.id,
        content=replace(case.statements[0].content, start=0, end=len(text)),
    )
    shown = Case(documents=(document,), statements=(statement,))
    for name, form in FORMS.items():
        if name != "records" and not name.endswith("parquet"):
            assert secret.encode() not in form.make(shown), name

"""The record files of a whole trace keep the contract: fields, values, spans, order, references."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from stemma import model, trace
from stemma.config import Config
from stemma.export.records import NOUNS, render

Files = dict[str, list[dict[str, Any]]]

FIELDS = {
    "documents": "id path url outlet title language published text removed credits places times quantities",
    "statements": "id document type content cue source chain basis quotation certainty source_certainty about"
    " quantities places times tense",
    "stories": "id title documents unseen places earliest latest replaces",
    "links": "id story from to kind direction probability evidence rivals",
    "pairs": "id story left right probability evidence",
    "claims": "id story rank text statements documents origins status contested caveats findings wording"
    " would_change replaces",
    "findings": "id story claim kind sentence spans",
    "rejects": "stage locator reason detail",
}

VALUES = {
    ("statements", "type"): model.StatementType,
    ("statements", "basis"): model.Basis,
    ("statements", "quotation"): model.Quotation,
    ("statements", "tense"): model.Tense,
    ("links", "kind"): model.LinkKind,
    ("links", "direction"): model.Direction,
    ("claims", "status"): model.Status,
    ("findings", "kind"): model.FindingKind,
    ("rejects", "stage"): model.Stage,
}


@pytest.fixture
def files(reports: Path) -> Files:
    (reports / "page.html").write_text(
        "<html><head><title>Crane falls</title></head><body><article><h1>Crane falls at Bregenz</h1>"
        "<p>According to the harbour office of Bregenz, 19 containers were lost when a crane fell on 4 March 2031.</p>"
        "<p>The harbour office did not say why. “We do not know the cause,” said Ada Moser.</p></article></body></html>"
    )
    (reports / "broken.bin").write_bytes(bytes(range(256)) * 10)
    written = render(trace([str(reports)], config=Config(jobs=1)))
    return {noun: [json.loads(line) for line in written[f"{noun}.jsonl"].splitlines()] for noun in NOUNS}


def walk(value: Any) -> Iterator[Any]:
    """Yield every value inside a record."""
    yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from walk(inner)


def test_a_trace_fills_the_main_files(files: Files) -> None:
    assert all(files[noun] for noun in ("documents", "statements", "stories", "claims", "rejects"))


def test_every_field_is_there(files: Files) -> None:
    for noun, records in files.items():
        for record in records:
            assert set(FIELDS[noun].split()) <= record.keys(), noun


def test_enumerations_are_closed(files: Files) -> None:
    for (noun, field), allowed in VALUES.items():
        assert {record[field] for record in files[noun]} <= set(get_args(allowed))


def test_unknown_is_null_and_never_blank(files: Files) -> None:
    for record in (r for noun in NOUNS if noun != "documents" for r in files[noun]):
        assert "" not in [value for value in walk(record) if isinstance(value, str)]


def test_every_span_says_what_the_text_says(files: Files) -> None:
    texts = {d["id"]: d["text"] for d in files["documents"]}
    seen = 0
    for noun in NOUNS:
        for record in files[noun]:
            own = texts.get(record.get("document") or record.get("id"))
            for value in walk(record):
                if not isinstance(value, dict):
                    continue
                inner = value.get("span")
                if isinstance(value.get("document"), str) and isinstance(inner, dict):
                    inner["document"] = value["document"]
                if {"start", "end", "text"} <= value.keys():
                    text = texts[value["document"]] if "document" in value else own
                    assert text is not None
                    assert text[value["start"] : value["end"]] == value["text"]
                    seen += 1
    assert seen > 50


def test_records_stand_by_id_and_ids_are_unique(files: Files) -> None:
    for noun in NOUNS[:-1]:
        ids = [record["id"] for record in files[noun]]
        assert ids == sorted(set(ids)), noun
    rejects = [(r["stage"], r["locator"]) for r in files["rejects"]]
    assert rejects == sorted(rejects)


def test_every_reference_leads_somewhere(files: Files) -> None:
    ids = {noun: {record["id"] for record in files[noun]} for noun in NOUNS[:-1]}
    unseen = {source["id"] for story in files["stories"] for source in story["unseen"]}
    for said in files["statements"]:
        assert said["document"] in ids["documents"]
        assert set(said["about"]) <= ids["statements"]
    for story in files["stories"]:
        assert set(story["documents"]) <= ids["documents"]
    for link in files["links"]:
        assert link["story"] in ids["stories"]
        assert {link["from"], link["to"]} <= ids["documents"] | unseen
    for claim in files["claims"]:
        assert claim["story"] in ids["stories"]
        assert set(claim["statements"]) | set(claim["caveats"]) <= ids["statements"]
        assert set(claim["findings"]) <= ids["findings"]
        assert set(claim["documents"]) <= ids["documents"]
        for origin in claim["origins"]["items"]:
            assert set(origin["statements"]) <= ids["statements"]
    for finding in files["findings"]:
        assert finding["claim"] is None or finding["claim"] in ids["claims"]
        assert {span["document"] for span in finding["spans"]} <= ids["documents"]


def test_each_document_is_in_one_story(files: Files) -> None:
    told = sorted(name for story in files["stories"] for name in story["documents"])
    assert told == [document["id"] for document in files["documents"]]


def test_origins_are_a_range_within_the_documents(files: Files) -> None:
    for claim in files["claims"]:
        origins = claim["origins"]
        assert 1 <= origins["low"] <= origins["high"]
        assert origins["low"] <= len(origins["items"])
        status = {
            "one_report": len(claim["documents"]) == 1,
            "single_origin": origins["high"] == 1,
            "undecided": origins["low"] == 1 < origins["high"],
            "independent": origins["low"] >= 2,
        }
        assert status[claim["status"]], claim

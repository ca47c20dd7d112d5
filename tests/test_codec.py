"""Records survive the way to bytes and back, and stand in the form of the contract."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma import codec
from stemma.model import (
    Certainty,
    Claim,
    Credit,
    Document,
    Evidence,
    Finding,
    Link,
    Origins,
    PairScore,
    Parse,
    Published,
    Quantity,
    Reject,
    Removed,
    Source,
    Span,
    Statement,
    Story,
)

KINDS = (Document, Statement, Story, Link, PairScore, Claim, Finding, Reject)
TEXT = "Ada said: “19 boats sank.” Nobody else saw it.\n"


class AnyText(dict[str, str]):
    """A text for whatever document is asked for."""

    def __missing__(self, key: str) -> str:
        return TEXT


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(lambda p: Span(start=p[0], end=p[1]))
shares = st.integers(0, 10_000).map(lambda n: n / 10_000)
amounts = st.tuples(shares, shares).map(sorted)
days = st.tuples(st.dates(), st.dates()).map(sorted)

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: words,
    int: st.integers(-(2**53), 2**53),
    float: shares,
    bool: st.booleans(),
    Span: spans,
    Quantity: st.builds(
        lambda span, pair: Quantity(span=span, low=pair[0], high=pair[1], counted="boats"), spans, amounts
    ),
    Published: st.builds(
        lambda pair, basis: Published(earliest=pair[0].isoformat(), latest=pair[1].isoformat(), basis=basis),
        days,
        words,
    ),
    Origins: st.integers(1, 5).map(lambda n: Origins(low=1, high=n, items=())),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a type as the model declares it."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if len(inner) == 2 and inner[1] is not Ellipsis:
            return st.tuples(*map(values, inner))
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return st.builds(hint, **{name: values(inner) for name, inner in get_type_hints(hint).items()})
    return st.one_of(*(st.none() if inner is type(None) else values(inner) for inner in get_args(hint)))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_json_round_trip(kind: type[object], data: st.DataObject) -> None:
    record = data.draw(values(kind))
    line = codec.encode(record, AnyText())
    assert len(line.splitlines()) == len(line.decode().splitlines()) == 1
    assert codec.decode(line, kind) == record


@pytest.mark.parametrize("kind", [*KINDS, Parse])
@given(data=st.data())
def test_packed_round_trip(kind: type[object], data: st.DataObject) -> None:
    record = data.draw(values(kind))
    assert codec.unpack(codec.pack(record), kind) == record


def document() -> Document:
    return Document(
        id="doc_1",
        capture="cap_1",
        path="a.txt",
        text=TEXT,
        removed=(Removed(span=Span(start=0, end=3), reason="advertisement"),),
        credits=(Credit(span=Span(start=0, end=3), kind="author", name="Ada"),),
        quantities=(Quantity(span=Span(start=11, end=13), low=19.0, high=None, counted="boats"),),
    )


def written(record: object) -> Any:
    return json.loads(codec.encode(record, {"doc_1": TEXT}))


def test_a_span_carries_its_text() -> None:
    quantity = written(document())["quantities"][0]
    assert quantity == {
        "span": {"start": 11, "end": 13, "text": "19"},
        "low": 19,
        "high": None,
        "unit": None,
        "counted": "boats",
    }


def test_removed_and_credits_are_flat_and_nested() -> None:
    record = written(document())
    span = {"start": 0, "end": 3, "text": "Ada"}
    assert record["removed"] == [{**span, "span": span, "reason": "advertisement"}]
    assert record["credits"] == [{**span, "span": span, "kind": "author", "name": "Ada"}]


def test_a_link_is_written_from_and_to() -> None:
    at = document().at(Span(start=4, end=8))
    link = Link(
        id="lnk_1",
        story="sto_1",
        borrower="doc_1",
        lender="src_1",
        kind="common_source",
        direction="undecided",
        probability=0.98765432,
        evidence=(Evidence(rule="verbatim", score=1.23456, detail="both say it", left=at),),
    )
    record = written(link)
    assert (record["from"], record["to"], record["probability"]) == ("doc_1", "src_1", 0.9877)
    assert "borrower" not in record
    assert record["evidence"] == [
        {
            "rule": "verbatim",
            "score": 1.2346,
            "detail": "both say it",
            "left": {"document": "doc_1", "span": {"start": 4, "end": 8, "text": "said"}},
            "right": None,
        }
    ]


def test_the_spans_of_a_finding_name_their_document() -> None:
    at = document().at(Span(start=4, end=8))
    finding = Finding(id="fnd_1", story="sto_1", claim=None, kind="due", sentence="It falls due.", spans=(at,))
    assert written(finding)["spans"] == [{"document": "doc_1", "start": 4, "end": 8, "text": "said"}]


def test_unknown_is_null_and_never_blank() -> None:
    finding = Finding(id="fnd_1", story="sto_1", claim=None, kind="due", sentence="It falls due.", spans=())
    line = codec.encode(finding, {})
    assert b'""' not in line
    assert codec.decode(line, Finding) == finding


def test_no_character_of_a_line_steers_a_terminal_or_breaks_it() -> None:
    hostile = "\x1b[2J\x9b2J\u202egnp.exe\u2028\x85end"
    reject = Reject(stage="captures", locator=hostile, reason="binary", detail="x")
    line = codec.encode(reject, {}).decode()
    assert line.isprintable()
    assert len(line.splitlines()) == 1
    assert codec.decode(line, Reject) == reject


def test_a_span_into_an_unknown_document_is_refused() -> None:
    said = Statement(
        id="stm_1",
        document="doc_2",
        type="assertion",
        content=Span(start=0, end=3),
        cue=None,
        source=Source(span=None, name="Gazette", kind="outlet", named=True),
        chain=(),
        basis="not_stated",
        quotation="none",
        certainty=Certainty(),
    )
    with pytest.raises(KeyError, match="doc_2"):
        codec.encode(said, {"doc_1": TEXT})


@pytest.mark.parametrize("line", ["", "{", "[]", '{"stage": "captures"}', '{"stage": "no such stage"}', "null"])
def test_what_is_no_record_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        codec.decode(line, Reject)


def test_what_was_not_packed_is_refused() -> None:
    with pytest.raises(ValueError, match="not a packed"):
        codec.unpack(b"no", Reject)
    with pytest.raises(ValueError, match=r"."):
        codec.unpack(codec.pack("a string"), Reject)

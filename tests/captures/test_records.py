"""JSON lines: the good ones are read, the bad ones named with line and byte."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.captures.records import read_records
from stemma.config import Config
from stemma.model import Capture, Metadata, Reject


def found(data: bytes, max_bytes: int = 8_000_000) -> list[Capture | Reject]:
    return list(read_records(io.BytesIO(data), "f.jsonl", config=Config(max_bytes=max_bytes)))


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def test_a_record_with_everything() -> None:
    (capture,) = found(
        lines(
            {"id": 7, "text": "Ferry.", "title": "T", "url": "u", "outlet": "O", "published": "2031", "language": "en"}
        )
    )
    assert isinstance(capture, Capture)
    assert (capture.locator, capture.media_type, capture.data) == ("f.jsonl#7", "text/plain", b"Ferry.")
    assert capture.metadata == Metadata(record="7", title="T", url="u", outlet="O", published="2031", language="en")


def test_text_goes_before_html_and_html_alone_is_a_page() -> None:
    both, page = found(lines({"text": "Ferry.", "html": "<p>Pier."}, {"text": "", "html": "<p>Pier."}))
    assert isinstance(both, Capture)
    assert isinstance(page, Capture)
    assert (both.data, page.data, page.media_type) == (b"Ferry.", b"<p>Pier.", "text/html")
    assert (both.locator, page.locator, page.metadata.record) == ("f.jsonl#line-1", "f.jsonl#line-2", None)


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        (b"{'text': 1}", "broken_json", "column 2"),
        (b'{"text": "x"', "broken_json", "column 13"),
        (b'["text"]', "broken_json", "no JSON object"),
        (b'{"text": "\xff"}', "broken_json", "not UTF-8 at column 11"),
        (b"[" * 100_000, "broken_json", "no readable JSON"),
        (b'{"id": ' + b"1" * 10_000 + b"}", "broken_json", "no readable JSON"),
        (b"{}", "no_text", "neither"),
        (b'{"text": null, "html": ""}', "no_text", "neither"),
        (b'{"text": ["x"]}', "bad_field", "text"),
        (b'{"text": "x", "outlet": {"name": "O"}}', "bad_field", "outlet"),
        (b'{"text": "x", "published": true}', "bad_field", "published"),
        (b'{"text": "x", "id": "' + b"7" * 201 + b'"}', "bad_field", "id"),
        (b'{"text": "' + b"x" * 200_000 + b'"}', "too_large", "more than 150000 bytes"),
    ],
    ids=range(13),
)
def test_a_bad_line_is_named_and_the_rest_is_read(line: bytes, reason: str, detail: str) -> None:
    good = lines({"text": "Ferry."})
    first, reject, last = found(good + b"\n" + line + b"\n" + good, max_bytes=150_000)
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)
    assert isinstance(reject, Reject)
    assert (reject.locator, reject.reason) == ("f.jsonl:line 3", reason)
    assert detail in reject.detail
    assert reject.detail.endswith(f"; at byte {len(good) + 1}")
    assert last.locator == "f.jsonl#line-4"


def test_one_id_twice() -> None:
    record, other = {"id": "a", "text": "Ferry."}, {"id": "a", "text": "Ferry!"}
    titled = {"id": "a", "text": "Ferry.", "title": "T"}
    items = found(lines(record, record, other, titled, other))
    assert [(i.locator, i.metadata.record if isinstance(i, Capture) else i.reason) for i in items] == [
        ("f.jsonl#a", "a"),
        ("f.jsonl:line 2", "duplicate"),
        ("f.jsonl#a~2", "a~2"),
        ("f.jsonl#a~3", "a~3"),
        ("f.jsonl:line 5", "duplicate"),
    ]


def test_records_without_id_are_told_apart_by_line() -> None:
    assert [i.locator for i in found(lines({"text": "x"}, {"text": "x"}))] == ["f.jsonl#line-1", "f.jsonl#line-2"]


def test_marks_and_surrogates() -> None:
    (marked,) = found(b"\xef\xbb\xbf" + lines({"text": "Ferry."}))
    assert isinstance(marked, Capture)
    (wide,) = found('{"text": "Ferry."}\n'.encode("utf-16"))[:1]
    assert isinstance(wide, Reject)
    assert "UTF-16" in wide.detail
    (lone,) = found(b'{"text": "a\\ud800b \\ud83d\\ude00", "id": "\\udc00\\u001b"}\n')
    assert isinstance(lone, Capture)
    assert lone.data.decode() == "a\ufffdb \U0001f600"
    assert lone.locator == "f.jsonl#\ufffd\\x1b"


@given(st.lists(st.binary(max_size=60).filter(lambda line: b"\n" not in line and line.strip()), max_size=8))
def test_every_line_comes_out_once(raw: list[bytes]) -> None:
    assert len(found(b"\n".join(raw))) == len(raw)


@given(
    st.lists(
        st.fixed_dictionaries({"text": st.text(min_size=1, max_size=20), "id": st.sampled_from(["a", "b", "a~2"])}),
        max_size=8,
    )
)
def test_locators_are_distinct(records: list[dict[str, str]]) -> None:
    captures = [item for item in found(lines(*records)) if isinstance(item, Capture)]
    assert len({capture.locator for capture in captures}) == len(captures)

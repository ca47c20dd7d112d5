from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.export import display
from stemma.model import Case, Document, Published


def document(path: str, outlet: str | None = None, when: str | None = None, identity: str | None = None) -> Document:
    published = Published(earliest=when, latest=when, basis="declared") if when else None
    return Document(id=identity or f"doc_{path}", capture="cap", path=path, text="", outlet=outlet, published=published)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("\x1b[31mred", "�[31mred"),
        ("\x9b31m", "�31m"),
        ("a\u202eb\u2066c\u200bd\ufeffe", "abcde"),
        ("nul\x00", "nul�"),
        ("e" + "\u0301" * 9, "e" + "\u0301" * display.MAX_MARKS),
        ("\ue000", "�"),
        ("line\u2028end", "line end"),
        ("мова — “ok”", "мова — “ok”"),
    ],
)
def test_printable_neutralises(raw: str, shown: str) -> None:
    assert display.printable(raw) == shown


@given(st.text())
def test_printable_is_one_harmless_line(text: str) -> None:
    line = display.printable(text)
    assert "\n" not in line
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for c in line)
    assert display.printable(line) == line


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_shorten_keeps_the_limit(text: str, limit: int) -> None:
    assert len(display.shorten(text, limit)) <= limit


def test_shorten_cuts_at_a_word() -> None:
    assert display.shorten("the helm did not answer", 14) == "the helm did…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“Nobody was hurt,”", "“Nobody was hurt,”"),
        ("Nobody was hurt", "“Nobody was hurt”"),
        ("“No,” she said", "“‘No,’ she said”"),
        ('He said "no".', "“He said 'no'.”"),
    ],
)
def test_quotation_marks_are_not_doubled(text: str, shown: str) -> None:
    assert display.quoted(text) == shown


def test_labels_are_outlets_or_file_names() -> None:
    given = [document("in/a.txt", "The Paper"), document("in/000_df747d0beec7850d.txt"), document("x.jsonl#rec-7")]
    assert list(display.labels(given).values()).__len__() == 3
    assert set(display.labels(given).values()) == {"The Paper", "000", "rec-7"}


def test_labels_of_one_outlet_are_told_apart() -> None:
    days = [document("a", "P", "2031-05-14"), document("b", "P", "2031-05-15")]
    assert set(display.labels(days).values()) == {"P 14 May", "P 15 May"}
    hours = [document("a", "P", "2031-05-14T06:05:00Z"), document("b", "P", "2031-05-14T16:20:00Z")]
    assert set(display.labels(hours).values()) == {"P 14 May 06:05", "P 14 May 16:20"}
    none = [document("a", "P"), document("b", "P")]
    assert display.labels(none) == {"doc_a": "P 1", "doc_b": "P 2"}


@given(st.lists(st.sampled_from(["P", "Q", "P 1", "‮P", ""]), max_size=8))
def test_labels_are_never_equal(outlets: list[str]) -> None:
    documents = [document(f"{n}.txt", outlet or None) for n, outlet in enumerate(outlets)]
    assert len(set(display.labels(documents).values())) == len(documents)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2031-05-14", "2031-05-14T09:00:00Z", "14 May 2031"),
        ("2031-05-14", "2031-05-18", "14–18 May 2031"),
        ("2031-05-30", "2031-06-02", "30 May – 2 June 2031"),
        ("2030-12-30", "2031-01-02", "30 Dec 2030 – 2 Jan 2031"),
        ("2031-05", "2031-05", "May 2031"),
        ("2031", "2032-01-01", "2031 – 1 Jan 2032"),
    ],
)
def test_days_say_only_what_is_known(first: str, last: str, shown: str) -> None:
    assert display.days(first, last) == shown


def test_missing_dates_are_said() -> None:
    assert "order unknown" in display.period([document("a")])
    half = display.period([document("a"), document("b", None, "2031-05-14")])
    assert half == "published 14 May 2031, 1 undated (their order unknown)"


def test_status_sentences_never_say_true_or_false(case: Case) -> None:
    for claim in case.claims:
        for status in ("one_report", "single_origin", "undecided", "independent"):
            sentence = display.status_sentence(replace(claim, status=status), 3)
            assert "false" not in sentence
            assert "confirmed" not in sentence
            assert "proven" not in sentence


def test_every_kind_of_finding_has_words_and_a_place() -> None:
    assert sorted(display.FINDING, key=display.urgency)[0] == "denied"
    assert len({display.urgency(k) for k in display.FINDING}) == len(display.FINDING) == 15


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The wording hardens: “said” (A) → “is” (B).", "“said” (A) → “is” (B)."),
        ("The place differs: east (A) against west (B).", "East (A) against west (B)."),
        ("A writes “confirmed”: nobody is named.", "A writes “confirmed”: nobody is named."),
        ("Nobody is named.", "Nobody is named."),
    ],
)
def test_a_label_makes_the_opening_needless(sentence: str, shown: str) -> None:
    assert display.without_lead(sentence) == shown

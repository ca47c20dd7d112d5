"""Source, cue and content of Russian and Ukrainian statements against cases invented for it.

The cases are ``tests/cases/statements-{ru,uk}``: "tuned" was in view when the rules were written; "later", "unseen" and
"last" were labelled before the rules saw them, measured once (docs/languages.md has those figures) and then corrected
the rules. Exact spans; a triple counts when all three agree. Own-voice statements count as contents without source
and cue. The baseline takes the nearest common word for "said" as cue, the capitalised words beside it as source, and
the quotation, else what follows "that", else the rest of the sentence as content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bench.measure import Measurement, digest_files
from bench.quality.attribution import Board, Triple
from tests.statements.case_files import CASES, read_cases

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Document, Span
from stemma.places import open_gazetteer
from stemma.statements import attribute
from stemma.statements.mentions import find_mentions

LANGUAGES = ("ru", "uk")
_SAID = re.compile(
    r"\b(?:сказал|сказала|заявил|заявила|заявили|сообщил|сообщила|сообщили|сообщает|сказав|заявив|повідомив|"
    r"повідомила|повідомили|повідомляє|заявляє)\b"
)
_NAME = re.compile(r"(?:[А-ЯІЇЄҐ][\w'’-]+ ?){1,4}")
_THAT = re.compile(r"\b(?:что|що)\b[^.]+")
_QUOTE = re.compile(r"«[^»]+»")
_SENTENCE = re.compile(r"[^.!?\n]+")


def measure() -> Measurement:
    """Measure the statements stage and the baseline on every case."""
    boards: dict[str, Board] = {}
    naive: dict[str, Board] = {}
    cases: dict[str, str] = {}
    for language in LANGUAGES:
        for case in read_cases(f"statements-{language}"):
            part = f"{language} {case.name.rsplit('-', 1)[0]}"
            gold = {_triple(case.text, demand) for demand in case.demands}
            found = read(case.text, language)
            boards.setdefault(part, Board()).add(case.text, found, gold)
            naive.setdefault(part, Board()).add(case.text, set(guess(case.text)), gold)
            cases[f"{language} {case.name}"] = "right" if found == gold else "wrong"
    return Measurement(
        figures=_figures(boards),
        inputs=digest_files(
            sorted(path for code in LANGUAGES for path in (CASES / f"statements-{code}").glob("*.txt"))
        ),
        peers={"baseline": _figures(naive)},
        cases=cases,
    )


def _figures(boards: dict[str, Board]) -> dict[str, float]:
    return {
        f"{part}, {name}": value
        for part, board in boards.items()
        for name, value in board.figures().items()
        if "overlap" not in name
    }


def read(text: str, language: str) -> set[Triple]:
    """Return the triples that the statements stage finds."""
    document = Document(id="doc_case", capture="", path="", text=text, language=language)
    tree = grow(text, parse(document.id, text, language))
    found = find_mentions(document, tree, open_gazetteer())
    document = replace(document, places=found.places, times=found.times, quantities=found.quantities)
    return {(s.source.span, s.cue, s.content) for s in attribute(document, tree)}


def guess(text: str) -> Iterator[Triple]:
    """Yield the triples of the baseline."""
    for sentence in _SENTENCE.finditer(text):
        cue = _SAID.search(text, *sentence.span())
        if cue is None:
            continue
        name = _NAME.search(text, cue.end(), sentence.end()) or _NAME.search(text, *sentence.span())
        said = (
            _QUOTE.search(text, *sentence.span())
            or _THAT.search(text, *sentence.span())
            or re.compile(r"[^,.]+").search(text, *sentence.span())
        )
        if said is not None:
            source = _stripped(text, *name.span()) if name else None
            yield source, Span(start=cue.start(), end=cue.end()), _stripped(text, *said.span())


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start=start, end=start + len(piece.strip(" ,")))


def _triple(text: str, demand: str) -> Triple:
    source, cue, content = (part.strip() for part in demand.split(" | "))
    at = text.index(content)
    whole = Span(start=at, end=at + len(content))
    outside = text[: whole.start] + "\0" * len(content) + text[whole.end :]
    return _found(text, outside, source), _found(text, outside, cue), whole


def _found(text: str, outside: str, shown: str) -> Span | None:
    """Return where a source or cue stands: outside of the content where it is there, too."""
    if shown == "-":
        return None
    at = outside.find(shown)
    at = at if at >= 0 else text.index(shown)
    return Span(start=at, end=at + len(shown))

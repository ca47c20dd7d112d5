"""Source, cue and content against PolNeAR's dev part, on whole articles.

Exact: a span (each piece of a broken one for itself) counts when both ends agree, white space aside. Overlap: the
words of a role anywhere in the article, so that an off-by-one end costs little. Triple: all three agree. Articles
with several annotators count once for each. Two rows are ours: the labeller with the rules, and the rules alone, which
serve where no labeller can be loaded. The baseline takes every quotation as content, the nearest "said",
"says" or "told" as cue, and the capitalised words or the pronoun beside it as source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bench.measure import DataAbsent, Measurement, data_file, digest_files

from stemma.ids import make_id
from stemma.labeller import Labeller, open_labeller
from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.model import Document, Span
from stemma.statements import attribute
from stemma.statements.quotes import find_quotes

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+")
_SAID = re.compile(r"\b(?:said|says|told|added|asked|wrote)\b")
_NAME = re.compile(r"(?:\b(?:[Hh]e|[Ss]he|[Tt]hey)|(?:[A-Z][\w.]+\s?){1,4})$")

Triple = tuple[Span | None, Span | None, Span]


@dataclass
class Tally:
    """Hits, predicted and gold counts of one figure."""

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hit / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share of the predicted that are gold."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that are predicted."""
        return self.hit / self.gold if self.gold else 0.0


@dataclass
class Board:
    """The tallies of one reader: exact and overlap for each role, and exact triples."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, text: str, predicted: set[Triple], gold: set[Triple]) -> None:
        """Count one annotator's pass over one article."""
        for place, role in enumerate(ROLES):
            found = {t[place] for t in predicted} - {None}
            wanted = {t[place] for t in gold} - {None}
            self._count(f"{role} exact", found, wanted)
            self._count(f"{role} overlap", _words(text, found), _words(text, wanted))
        self._count("triple exact", predicted, gold)

    def _count(self, name: str, found: set[Any], wanted: set[Any]) -> None:
        tally = self.tallies.setdefault(name, Tally())
        tally.hit += len(found & wanted)
        tally.predicted += len(found)
        tally.gold += len(wanted)

    def figures(self) -> dict[str, float]:
        """Return the F1 of each tally."""
        return {f"{name} F1": tally.f1 for name, tally in self.tallies.items()}


def measure() -> Measurement:
    """Measure the statements stage and the baseline on PolNeAR dev."""
    path = data_file("attribution", "polnear_dev.jsonl")
    ours, rules, naive = Board(), Board(), Board()
    labeller = open_labeller()
    if isinstance(labeller, str):
        raise DataAbsent(f"the labeller cannot be loaded: {labeller}")
    cases: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text: str = article["text"]
        tree = grow(text, parse(make_id("doc", text), text, "en"))
        mine, ruled, plain, single = read(tree, labeller), read(tree, None), guess(text), Board()
        for gold in labelled(article):
            for board, found in ((ours, mine), (single, mine), (rules, ruled), (naive, plain)):
                board.add(text, found, gold)
        cases[article["id"]] = " ".join(f"{value:.2f}" for value in single.figures().values())
    return Measurement(
        figures=ours.figures() | {f"rules alone, {name}": value for name, value in rules.figures().items()},
        inputs=digest_files([path]),
        peers={"baseline": naive.figures()},
        cases=cases,
        notes=tuple(f"{n}: P {t.precision:.3f} R {t.recall:.3f}" for n, t in ours.tallies.items()),
    )


def read(tree: Tree, labeller: Labeller | None) -> set[Triple]:
    """Return what the statements stage attributes to somebody, as triples."""
    text = tree.text
    document = Document(id=tree.parse.document, capture="", path="", text=text, language="en")
    return {
        (_trim(text, s.source.span), _trim(text, s.cue), _sure(text, s.content))
        for s in attribute(document, tree, labeller=labeller)
        if s.source.kind != "outlet"
    }


def guess(text: str) -> set[Triple]:
    """Return the triples of the baseline."""
    found: set[Triple] = set()
    for quote in find_quotes(text):
        near = list(_SAID.finditer(text, max(0, quote.span.start - 120), min(len(text), quote.span.end + 120)))
        cue = min(near, key=lambda m: abs(m.start() - quote.span.end), default=None)
        name = _NAME.search(text[max(0, cue.start() - 40) : cue.start()].rstrip()) if cue else None
        start = max(0, cue.start() - 40) + name.start() if cue and name else 0
        source = Span(start=start, end=start + len(name.group().rstrip())) if name else None
        found.add((source, Span(start=cue.start(), end=cue.end()) if cue else None, quote.span))
    return found


def labelled(article: dict[str, Any]) -> Iterator[set[Triple]]:
    """Yield the triples of each annotator's pass; a content in several pieces makes several triples."""
    text = article["text"]
    for one in article["annotations"]:
        yield {
            (_hull(text, a["source"]), _hull(text, a["cue"]), _sure(text, Span(start=start, end=end)))
            for a in one["attributions"]
            for start, end in a["content"]
        }


def _hull(text: str, pieces: list[list[int]]) -> Span | None:
    return _sure(text, Span(start=pieces[0][0], end=pieces[-1][1])) if pieces else None


def _trim(text: str, span: Span | None) -> Span | None:
    return None if span is None else _sure(text, span)


def _sure(text: str, span: Span) -> Span:
    shown = span.within(text)
    start = span.start + len(shown) - len(shown.lstrip())
    return Span(start=start, end=start + len(shown.strip()))


def _words(text: str, spans: set[Any]) -> set[int]:
    return {m.start() for span in spans for m in _WORD.finditer(text, span.start, span.end)}

"""Polarity and certainty of events, on MEANTIME (Wikinews, 2004-2011), whose labellers judged each event mention.

A statement has one polarity and one commitment: those of its head. So an event counts where it is the head of a
statement ("head"), and, as a second figure, where it stands anywhere inside one ("inside": the shortest statement that
holds it). Mapping: POS is asserted, NEG denied, UNDERSPECIFIED questioned; CERTAIN is certain, PROBABLE probable,
POSSIBLE possible. The labellers judged by the source's words, so that an attributed statement is compared by its
source's certainty; "reported" tells whose word it is and not how sure, and counts as certain. Certainty that is
UNDERSPECIFIED has no counterpart of ours and is left out. Nine events of ten are POS and CERTAIN, which is what the
baseline always says; so beside accuracy stand the F1 of the events that are denied or questioned and of those that are
probable or possible. The rules were looked at on the even-numbered articles; the odd ones were only scored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bench.measure import Measurement, data_file, digest_files

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Certainty, Document, Statement
from stemma.statements import attribute
from stemma.statements.propositions import content_head

POLARITY = {"POS": "asserted", "NEG": "denied", "UNDERSPECIFIED": "questioned"}
COMMITMENT = {"CERTAIN": "certain", "PROBABLE": "probable", "POSSIBLE": "possible"}
USUAL = ("asserted", "certain")


def measure() -> Measurement:
    """Measure both halves."""
    path = data_file("times", "meantime.jsonl")
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    figures: dict[str, float] = {}
    naive: dict[str, float] = {}
    cases: dict[str, str] = {}
    for half, start in (("even", 0), ("odd", 1)):
        found = [pair for article in articles[start::2] for pair in compare(article)]
        for where in ("head", "inside"):
            for kind in ("polarity", "certainty"):
                pairs = [(wanted, given) for w, k, wanted, given, _ in found if (w, k) == (where, kind)]
                figures |= _figures(f"{half} {where} {kind}", pairs)
                naive |= _figures(f"{half} {where} {kind}", [(w, USUAL[kind == "certainty"]) for w, _ in pairs])
        wrong = [(where, place, wanted, given) for where, _, wanted, given, place in found if wanted != given]
        cases |= {f"{place} {where}": f"{wanted}, is {given}" for where, place, wanted, given in wrong}
    return Measurement(figures=figures, peers={"baseline": naive}, inputs=digest_files([path]), cases=cases)


def _figures(name: str, pairs: list[tuple[str, str]]) -> dict[str, float]:
    right = sum(wanted == given for wanted, given in pairs)
    marked = [(w, g) for w, g in pairs if w not in USUAL or g not in USUAL]
    hit = sum(w == g for w, g in marked)
    both = sum((w not in USUAL) + (g not in USUAL) for w, g in marked)
    return {f"{name} accuracy": right / max(len(pairs), 1), f"{name} marked F1": 2 * hit / max(both, 1)}


def compare(article: Any) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield where (head, inside), what (polarity, certainty), wanted, given and place of each labelled event."""
    text = article["text"]
    document = Document(id="doc_bench", capture="cap", path="b.txt", text=text, language="en")
    tree = grow(text, parse(document.id, text, "en"))
    statements = attribute(document, tree)
    heads = {content_head(tree, s.content): s for s in sorted(statements, key=_length, reverse=True)}
    for event in article["events"]:
        tokens = [t for t, start in enumerate(tree.parse.starts) if event["start"] <= start < event["end"]]
        holding = [s for s in statements if s.content.start <= event["start"] and event["end"] <= s.content.end]
        on_head = next((heads[t] for t in tokens if t in heads), None)
        place = f"{article['id']}:{event['start']}"
        for where, one in (("head", on_head), ("inside", min(holding, key=_length, default=None))):
            for kind, mapped in (("polarity", POLARITY), ("certainty", COMMITMENT)) if one is not None else ():
                wanted = mapped.get(event.get(kind) or "")
                if wanted is not None and one is not None:
                    yield where, kind, wanted, _given(one, kind), place


def _length(statement: Statement) -> int:
    return statement.content.end - statement.content.start


def _given(statement: Statement, kind: str) -> str:
    said: Certainty = statement.source_certainty or statement.certainty
    if kind == "polarity":
        return said.polarity
    return "certain" if said.commitment == "reported" else said.commitment

"""Place names found and resolved, on LGL (local US papers) and GeoWebNews (world news).

Recognition: a found place counts when it overlaps a marked one, each once. Marked without coordinates (LGL), and in
GeoWebNews adjectives, demonyms, embedded names and nouns, are neither wanted nor wrong. LGL marks demonyms as places,
which Stemma does not: "nominal" leaves them out. Resolution, on the recognised: the share within 161 km of the marked
point, an open place counting as wrong; "oracle" is the share that any entry of the name in the index would reach.
The weights were fitted on the even-numbered articles; the odd ones were only scored. The baseline takes each run of
capitals that the index knows, and of its entries the one with most inhabitants.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.measure import Measurement, data_file, digest_files

from stemma.language.parse import parse
from stemma.language.words import mappings, words
from stemma.model import Parse, Place, Span
from stemma.places import Gazetteer, Lexicon, find, make_lexicon, open_gazetteer
from stemma.places.page import read
from stemma.places.points import distance_km
from stemma.places.scan import scan

NEAR_KM = 161.0
"""100 miles, the usual measure of toponym resolution."""

SETS = ("lgl", "geowebnews")
WANTED = frozenset(("Literal", "Metonymic", "Mixed", "Literal_Modifier", "Non_Literal_Modifier"))
"""GeoWebNews's types of nominal toponyms."""

Finder = Callable[[str, Parse], Sequence[Place]]
Mark = dict[str, Any]


@dataclass
class Score:
    """Counts over the articles of one half of a set."""

    hit: int = 0
    found: int = 0
    wanted: int = 0
    nominal: int = 0
    near: int = 0
    reachable: int = 0
    outcomes: dict[str, str] = field(default_factory=dict)

    def figures(self, name: str) -> dict[str, float]:
        """Return recognition P, R, F1 and resolution of the recognised."""
        precision, recall = self.hit / max(self.found, 1), self.hit / max(self.wanted, 1)
        nominal = self.hit / max(self.nominal, 1)
        return {
            f"{name} precision": precision,
            f"{name} recall": recall,
            f"{name} F1": 2 * precision * recall / max(precision + recall, 1e-9),
            f"{name} nominal F1": 2 * precision * nominal / max(precision + nominal, 1e-9),
            f"{name} accuracy@161km": self.near / max(self.hit, 1),
            f"{name} of the oracle": self.near / max(self.reachable, 1),
        }


def measure() -> Measurement:
    """Measure the finder and the baseline on both halves of both sets."""
    paths = [data_file("places", f"{name}.jsonl") for name in SETS]
    gazetteer, lexicon = open_gazetteer(), make_lexicon(words("en", "places"), mappings("en", "places"))
    finders: dict[str, Finder] = {
        "ours": lambda text, tree: find(text, tree, gazetteer, lexicon),
        "most inhabitants": lambda text, tree: most_inhabitants(text, tree, gazetteer, lexicon),
    }
    figures: dict[str, dict[str, float]] = {name: {} for name in finders}
    cases: dict[str, str] = {}
    for name, path in zip(SETS, paths, strict=True):
        articles = read_lines(path)
        parses = [parse("doc_bench", a["text"], "en") for a in articles]
        for half, start in (("even", 0), ("odd", 1)):
            for finder_name, finder in finders.items():
                score = _score(articles[start::2], parses[start::2], finder, gazetteer, lexicon, name)
                figures[finder_name] |= score.figures(f"{name} {half}")
                if finder_name == "ours":
                    cases |= score.outcomes
    return Measurement(
        figures=figures["ours"],
        inputs=digest_files(paths),
        peers={"most inhabitants": figures["most inhabitants"]},
        cases=cases,
    )


def most_inhabitants(text: str, tree: Parse, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Place]:
    """Return the baseline's places: every known stretch of proper names, as its most populous entry."""
    page = read(text, tree, lexicon)
    places: list[Place] = []
    for toponym in scan(page, gazetteer):
        if toponym.entries and tree.pos[toponym.last] == "PROPN":
            entry = toponym.entries[0]
            span = Span(start=tree.starts[toponym.first], end=tree.ends[toponym.last])
            places.append(
                Place(
                    span=span,
                    name=entry.name,
                    geonames_id=entry.geonames_id,
                    kind=entry.kind,
                    latitude=entry.latitude,
                    longitude=entry.longitude,
                )
            )
    return places


def _score(
    articles: Sequence[Any],
    parses: Sequence[Parse],
    finder: Finder,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    name: str,
) -> Score:
    score = Score()
    for article, tree in zip(articles, parses, strict=True):
        wanted, neutral = marks(article, name)
        score.wanted += len(wanted)
        score.nominal += sum(1 for m in wanted if not _demonym(m["name"], lexicon))
        before = (score.hit, score.near)
        _match(score, finder(article["text"], tree), wanted, neutral, gazetteer)
        outcome = f"{len(wanted)} wanted, {score.hit - before[0]} found, {score.near - before[1]} near"
        score.outcomes[f"{name} {article['id']}"] = outcome
    return score


def marks(article: Any, name: str) -> tuple[list[Mark], list[Mark]]:
    """Return the marked places that are wanted, and those that are neither wanted nor wrong."""
    every: list[Mark] = article["toponyms"]
    if name == "lgl":
        wanted = [m for m in every if m["lat"] is not None]
        return wanted, [m for m in every if m["lat"] is None]
    wanted = [m for m in every if m["lat"] is not None and m["type"] in WANTED and m["modifier"] != "Adjective"]
    wanted = [m for m in wanted if m["is_place"]]
    spans = {(m["start"], m["end"]) for m in wanted}
    nouns = ("Non_Lit_Expression", "Literal_Expression")
    return wanted, [m for m in every if (m["start"], m["end"]) not in spans and m["type"] not in nouns]


def _match(
    score: Score, places: Sequence[Place], wanted: Sequence[Mark], neutral: Sequence[Mark], gazetteer: Gazetteer
) -> None:
    used: set[int] = set()
    for place in places:
        mine = [n for n, m in enumerate(wanted) if _meets(place, m)]
        free = next((n for n in mine if n not in used), None)
        if free is None:
            score.found += 0 if mine or any(_meets(place, m) for m in neutral) else 1
            continue
        used.add(free)
        score.hit += 1
        score.found += 1
        point = (wanted[free]["lat"], wanted[free]["lon"])
        near = place.latitude is not None and place.longitude is not None
        near = near and distance_km((place.latitude or 0.0, place.longitude or 0.0), point) <= NEAR_KM
        entries = gazetteer.find(wanted[free]["name"])
        score.near += near
        score.reachable += near or any(distance_km((e.latitude, e.longitude), point) <= NEAR_KM for e in entries)


def _meets(place: Place, mark: Mark) -> bool:
    return bool(mark["start"] < place.span.end and place.span.start < mark["end"])


def _demonym(name: str, lexicon: Lexicon) -> bool:
    lower = name.lower()
    return lower in lexicon.demonyms or lower.removesuffix("s") in lexicon.demonyms or lower in lexicon.peoples


def read_lines(path: Path) -> list[Any]:
    """Return the records of a file of JSON lines; a line ends at a line feed only."""
    with path.open(encoding="utf-8", newline="\n") as handle:
        return [json.loads(line) for line in handle]

"""Who speaks, through whom, how they know it and how surely: made-up statements labelled by hand.

The cases are ``tests/cases/speakers`` and ``tests/cases/certainty``, 1 to 4 sentences each. ``FRAGMENT :: key = value``
labels some fields of the shortest attributed statement that holds the fragment, ``FRAGMENT ::: …`` all of them: a key
left out has the value of ``WHOLE``. Open: the rules were written while looking at these. Held: ``news-held.txt``, whose
answers nobody looked at. A statement that is not found at all is wrong in every field. Ours reads with the labeller;
the tests hold every case to what the rules alone say.

The baseline takes the nearest capitalised words as the source, a named person who asserts it for certain, and nothing
else. Names are compared without case and article, chains behind their first party (that is ``name``). The pairs of
``tests/cases/names`` mean one party or two; the baseline says that equal spellings are one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bench.measure import DataAbsent, Measurement, digest_files

from stemma.claims.parties import takes_part
from stemma.compare.names import same_party
from stemma.compare.readings import read
from stemma.labeller import Labeller, open_labeller
from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.model import Document, Statement
from stemma.places import open_gazetteer
from stemma.statements import attribute
from stemma.statements.mentions import find_mentions

CASES = Path(__file__).parents[2] / "tests" / "cases"
HELD = "news-held"
OWN = "the report itself"

WHOLE: Mapping[str, str] = {
    "named": "yes",
    "orphan": "no",
    "role": "none",
    "affiliation": "none",
    "channel": "none",
    "basis": "not_stated",
    "party": "unknown",
    "behind": "none",
    "type": "assertion",
    "polarity": "asserted",
    "commitment": "reported",
    "source polarity": "asserted",
    "source commitment": "certain",
}
"""What a whole label says of the keys that it leaves out."""

OWN_VOICE: Mapping[str, str] = {"commitment": "certain", "source polarity": "none", "source commitment": "none"}
"""The same for a document's own voice; whether a report is a party is not asked."""

FIELDS = ("name", "kind", *WHOLE, "verifier", "about")
PAIRS = "pairs of names"
_CAPITALS = re.compile(r"(?:[A-Z][\w’'.-]*)(?: (?:of |the )?[A-Z][\w’'.-]*)*")


@dataclass(frozen=True, kw_only=True)
class Label:
    """One labelled statement: field → value, and the fields in which the rules are known to miss it."""

    case: str
    text: str
    fragment: str
    values: Mapping[str, str]
    known: frozenset[str]

    @property
    def held(self) -> bool:
        """Whether it belongs to the half not looked at."""
        return self.case.startswith(HELD)


def measure() -> Measurement:
    """Measure every field, and the pairs of names, on the open and on the held cases."""
    labeller = open_labeller()
    if isinstance(labeller, str):
        raise DataAbsent(f"the labeller cannot be loaded: {labeller}")
    right: dict[str, Counter[str]] = {reader: Counter() for reader in ("ours", "rules alone", "baseline")}
    total: Counter[str] = Counter()
    for figure, *outcomes in (*_label_outcomes(labeller), *_pair_outcomes()):
        whole = f"{figure.split()[0]} all fields"
        for name in (figure, whole) if not figure.endswith(PAIRS) else (figure,):
            total[name] += 1
            for reader, outcome in zip(right.values(), outcomes, strict=True):
                reader[name] += outcome
    order = [f"{half} {field}" for half in ("open", "held") for field in (*FIELDS, "all fields", PAIRS)]
    cases = {f"{x.case} {x.fragment}": "; ".join(misses(x, labeller).values()) or "right" for x in read_labels()}
    shares = {reader: {n: hits[n] / total[n] for n in order if total[n]} for reader, hits in right.items()}
    return Measurement(
        figures=shares.pop("ours"),
        peers=shares,
        inputs=digest_files([*_files(), CASES / "names" / "pairs.txt"]),
        cases=cases,
        notes=(f"{len(cases)} labelled statements; named {total['open name']} open, {total['held name']} held",),
    )


def _label_outcomes(labeller: Labeller) -> Iterator[tuple[str, bool, bool, bool]]:
    for label in read_labels():
        missed, by_rules, naive = misses(label, labeller), misses(label), _naive(label)
        half = "held" if label.held else "open"
        for field, value in label.values.items():
            yield f"{half} {field}", field not in missed, field not in by_rules, same(field, value, naive.get(field))


def _pair_outcomes() -> Iterator[tuple[str, bool, bool, bool]]:
    for number, line in enumerate(read_pairs(), 1):
        one = " = " in line
        left, _, other = line.partition(" = " if one else " ≠ ")
        met = (same_party(left, other) is not None) == one
        naive = (left.casefold() == other.casefold()) == one
        yield f"{'held' if number % 2 else 'open'} {PAIRS}", met, met, naive


def read_pairs() -> list[str]:
    """Return the lines of ``names/pairs.txt``, "A = B" or "A ≠ B"; the odd ones are the half not looked at."""
    lines = (CASES / "names" / "pairs.txt").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("~").strip() for line in lines if line and not line.startswith("#")]


def _files() -> list[Path]:
    return [path for folder in ("speakers", "certainty") for path in sorted((CASES / folder).glob("*.txt"))]


def read_labels() -> Iterator[Label]:
    """Yield every labelled statement; a line that begins with "~" misses something in a way that is known."""
    for path in _files():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for number, block in enumerate("\n".join(lines).split("\n====\n"), 1):
            text, _, demands = block.strip().partition("\n---")
            for demand in filter(None, (line.strip() for line in demands.splitlines())):
                yield _label(f"{path.stem}-{number}", text.strip(), demand)


def _label(case: str, text: str, demand: str) -> Label:
    fragment, mark, rest = demand.removeprefix("~").partition(":::")
    if not mark:
        fragment, _, rest = demand.removeprefix("~").partition("::")
    values: dict[str, str] = {}
    known: set[str] = set()
    for pair in filter(None, (p.strip() for p in rest.split(";"))):
        key, _, value = pair.partition("=")
        field = key.strip(" ~").replace("_", " ")
        if field in ("chain", "first", "last"):
            field, value = ("behind", _behind(value)) if field == "chain" else (field, value)
        values[field] = value.strip()
        known |= {field} if key.rstrip().endswith("~") or demand.startswith("~") else set()
    if mark:
        own = {**OWN_VOICE, "name": OWN} if values["kind"] == "outlet" else {}
        if own and values.get("verifier", "none") != "none":
            own["behind"] = values["verifier"]
        values = {**WHOLE, **own, **values}
        if own:
            del values["party"]
    return Label(case=case, text=text, fragment=fragment.strip(), values=values, known=frozenset(known))


def _behind(chain: str) -> str:
    return chain.partition(" < ")[2].strip() or "none"


def misses(label: Label, labeller: Labeller | None = None) -> dict[str, str]:
    """Return the fields that the statements get wrong, each with what was wanted and what is."""
    answer = answers(label.text, label.fragment, labeller)
    given = {field: answer.get(field, "no statement") for field in label.values}
    return {f: f"{f}: {v}, is {given[f]}" for f, v in label.values.items() if not same(f, v, given[f])}


def same(field: str, wanted: str, given: str | None) -> bool:
    """Compare a label with an answer: names without case and article, words and targets by what they hold."""
    if given is None:
        return False
    if field in ("words", "about"):
        return wanted in given
    return _plain(wanted) == _plain(given)


def _plain(value: str) -> str:
    return re.sub(r"(?:^|(?<=< ))(?:the|an?) ", "", value.casefold())


def answers(text: str, fragment: str, labeller: Labeller | None = None) -> dict[str, str]:
    """Return the fields of the shortest attributed statement that holds the fragment; none, an empty answer."""
    document, tree, statements = _read(text, labeller)
    holding = [s for s in statements if fragment in s.content.within(text)]
    one = min(holding, key=lambda s: (s.content.end - s.content.start, s.source.kind == "outlet"), default=None)
    if one is None:
        return {}
    party = takes_part(one.source.name, one.source.role, one.source.kind, [read(one, document, tree)])
    said = one.source_certainty
    names = [link.name for link in one.chain]
    return {
        "name": one.source.name,
        "kind": one.source.kind,
        "named": "yes" if one.source.named else "no",
        "orphan": "yes" if one.source.orphan else "no",
        "role": one.source.role or "none",
        "affiliation": one.source.affiliation or "none",
        "channel": next((link.channel for link in one.chain if link.channel), "none"),
        "basis": one.basis,
        "party": {True: "yes", False: "no", None: "unknown"}[party],
        "behind": " < ".join(names[1:]) or "none",
        "first": names[0],
        "last": names[-1],
        "type": one.type,
        "tense": one.tense,
        "quotation": one.quotation,
        "polarity": one.certainty.polarity,
        "commitment": one.certainty.commitment,
        "words": " ".join(span.within(text) for span in one.certainty.words),
        "source polarity": said.polarity if said else "none",
        "source commitment": said.commitment if said else "none",
        "verifier": names[-1] if one.type == "verification" and names[-1] != OWN else "none",
        "about": " / ".join(s.content.within(text) for s in statements if s.id in one.about),
    }


@cache
def _read(text: str, labeller: Labeller | None) -> tuple[Document, Tree, tuple[Statement, ...]]:
    document = Document(id="doc_case", capture="cap_case", path="case.txt", text=text, language="en")
    tree = grow(text, parse(document.id, text, "en"))
    found = find_mentions(document, tree, open_gazetteer())
    document = replace(document, places=found.places, times=found.times, quantities=found.quantities)
    return document, tree, attribute(document, tree, labeller=labeller)


def _naive(label: Label) -> dict[str, str]:
    """Return the baseline's answer."""
    at = label.text.find(label.fragment)
    near = min(_CAPITALS.finditer(label.text), key=lambda m: abs(m.start() - at), default=None)
    name = near.group() if near else "unknown"
    certain = {"commitment": "certain", "source commitment": "certain", "verifier": "none", "first": name, "last": name}
    return {**WHOLE, "name": name, "kind": "person", **certain}

"""Compare a traced case with what is true of the invented collection.

Enters: a ``Case`` traced from ``reports/``. Leaves: a ``Score``: for each question how much was recovered, what
was missed and what was said wrongly. Refuses: nothing; a report that is not in the case counts as missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from stemma.demo.truth import TrueClaim, TrueFinding, Truth, truth
from stemma.model import Case, Claim, Document, Statement

SIGNED = frozenset({"credit", "dateline"})
"""Reasons for removing what is a maker's sign, not advertising; the truth lists none of them."""

MAX_LISTED = 6
"""Missed or wrong items printed of one question; the score itself holds all."""

Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One question: how many of ``total`` were found, which were missed, and what was said wrongly."""

    name: str
    found: int
    total: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


Score = tuple[ScoreLine, ...]


def score(case: Case) -> Score:
    """Return how much of the truth about the collection ``case`` recovers, question by question."""
    world = truth()
    stems = {d.id: stem(d) for d in case.documents}
    return (
        _stories(case, world, stems),
        _links(case, world, stems),
        _directions(case, world, stems),
        _unseen(case, world, stems),
        _claims(case, world),
        _origins(case, world),
        _named(case, world),
        _contested(case, world),
        _findings(case, world, stems),
        _removed(case, world),
    )


def render(lines: Score) -> str:
    """Return the score as plain text, a line a question with what was missed and what was wrong below it."""
    width = max(len(line.name) for line in lines)
    out: list[str] = [
        "",
        "How much of the truth about this invented collection was recovered:",
    ]
    for line in lines:
        out.append(f"  {line.name:<{width}}  {line.found} of {line.total}")
        out.extend(_listed("missed", line.missed))
        out.extend(_listed("wrong", line.wrong))
    return "\n".join(out) + "\n"


def _listed(word: str, items: Sequence[str]) -> list[str]:
    """Return the first items of a list, a line each, and how many more there are."""
    shown = [f"      {word}: {item}" for item in items[:MAX_LISTED]]
    return shown + ([f"      … {len(items) - MAX_LISTED} more {word}"] if len(items) > MAX_LISTED else [])


def stem(document: Document) -> str:
    """Return the name of a report's file without folder and suffix."""
    return document.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _stories(case: Case, world: Truth, stems: Mapping[str, str]) -> ScoreLine:
    """Count the stories whose documents are exactly right."""
    made = [{stems.get(i, i) for i in story.documents} for story in case.stories]
    missed = tuple(f"{s.name}: {_split(set(s.documents), made)}" for s in world.stories if set(s.documents) not in made)
    wrong = tuple(
        f"merged: {', '.join(sorted(s.name for s in world.stories if set(s.documents) & story))}"
        for story in made
        if sum(1 for s in world.stories if set(s.documents) & story) > 1
    )
    total = len(world.stories)
    return ScoreLine(name="stories", found=total - len(missed), total=total, missed=missed, wrong=wrong)


def _split(wanted: set[str], made: Sequence[set[str]]) -> str:
    parts = sorted((sorted(wanted & story) for story in made if wanted & story), key=lambda p: (-len(p), p))
    if not parts:
        return "no report of it"
    apart = [name for part in parts[1:] for name in part]
    return f"in {len(parts)} stories; apart from the largest: {', '.join(apart)}" if apart else "with others"


def _true_pairs(world: Truth) -> dict[Pair, str]:
    """Return every pair of reports that is truly linked, directly or through one unseen source."""
    pairs = {frozenset((k.borrower, k.lender)): f"{k.borrower} ← {k.lender} ({k.how})" for k in world.links}
    for source in world.unseen:
        for a, b in combinations(sorted(source.documents), 2):
            pairs[frozenset((a, b))] = f"{a} – {b} (both from {source.name})"
    return pairs


def _made_pairs(case: Case, stems: Mapping[str, str]) -> dict[Pair, str]:
    """Return every pair of reports that the case links, directly or through one unseen source."""
    below: dict[str, set[str]] = {}
    pairs: dict[Pair, str] = {}
    for link in case.links:
        if link.lender in stems and link.borrower in stems:
            ends = stems[link.borrower], stems[link.lender]
            pairs[frozenset(ends)] = f"{ends[0]} {link.kind} {ends[1]}"
        else:
            unseen, document = (link.lender, link.borrower) if link.borrower in stems else (link.borrower, link.lender)
            below.setdefault(unseen, set()).add(stems.get(document, document))
    for members in below.values():
        for a, b in combinations(sorted(members), 2):
            pairs.setdefault(frozenset((a, b)), f"{a} – {b} (one unseen source)")
    return pairs


def _families(world: Truth) -> list[set[str]]:
    """Return the sets of reports that hang together in the true lineage."""
    families: list[set[str]] = []
    for pair in _true_pairs(world):
        joined = set(pair).union(*(f for f in families if f & pair))
        families = [f for f in families if not f & pair] + [joined]
    return families


def _links(case: Case, world: Truth, stems: Mapping[str, str]) -> ScoreLine:
    """Count true pairs that the case links; wrong are links between reports that have nothing from each other."""
    true, made = _true_pairs(world), _made_pairs(case, stems)
    missed = tuple(text for pair, text in true.items() if pair not in made)
    families = _families(world)
    wrong = tuple(sorted(text for pair, text in made.items() if not any(pair <= family for family in families)))
    return ScoreLine(
        name="links between reports", found=len(true) - len(missed), total=len(true), missed=missed, wrong=wrong
    )


def _directions(case: Case, world: Truth, stems: Mapping[str, str]) -> ScoreLine:
    """Count true links whose borrower and lender are said; wrong are links turned round."""
    true = {(k.borrower, k.lender) for k in world.links}
    made = {
        (stems[k.borrower], stems[k.lender])
        for k in case.links
        if k.direction == "decided" and k.borrower in stems and k.lender in stems
    }
    turned = tuple(f"{a} ← {b}" for a, b in sorted(made) if (b, a) in true and (a, b) not in true)
    missed = tuple(f"{a} ← {b}" for a, b in sorted(true - made))
    return ScoreLine(name="who took from whom", found=len(true & made), total=len(true), missed=missed, wrong=turned)


def _unseen(case: Case, world: Truth, stems: Mapping[str, str]) -> ScoreLine:
    """Count unseen sources under which at least two of the right reports hang; wrong ones have fewer."""
    made = [{stems.get(i, i) for i in u.documents} for story in case.stories for u in story.unseen]
    missed = tuple(f"{u.name}: {u.how}" for u in world.unseen if not any(len(set(u.documents) & m) > 1 for m in made))
    wrong = tuple(
        f"a source above {', '.join(sorted(m))}"
        for m in made
        if not any(len(set(u.documents) & m) > 1 for u in world.unseen)
    )
    total = len(world.unseen)
    return ScoreLine(
        name="sources not in the collection", found=total - len(missed), total=total, missed=missed, wrong=wrong
    )


def matching_claim(case: Case, claim: TrueClaim) -> tuple[Claim | None, tuple[str, ...]]:
    """Return the traced claim that holds most of a true claim's anchors, and the reports it holds them for."""
    statements: dict[str, Statement] = {s.id: s for s in case.statements}
    anchored = {stem(d): (d, d.text.find(phrase)) for d in case.documents if (phrase := claim.anchors.get(stem(d)))}
    held: dict[str, set[str]] = {}
    for made in case.claims:
        for identity in made.statements:
            statement = statements.get(identity)
            for name, (document, at) in anchored.items():
                if statement and statement.document == document.id and _holds(statement, at, len(claim.anchors[name])):
                    held.setdefault(made.id, set()).add(name)
    if not held:
        return None, ()
    best = min(held, key=lambda i: (-len(held[i]), i))
    return next(c for c in case.claims if c.id == best), tuple(sorted(held[best]))


def _holds(statement: Statement, at: int, length: int) -> bool:
    """Tell whether a statement's content covers at least half of the anchor at ``at``."""
    if at < 0:
        return False
    common = min(statement.content.end, at + length) - max(statement.content.start, at)
    return common * 2 >= length


def _claims(case: Case, world: Truth) -> ScoreLine:
    """Count the reports that meet in the right claim, over all main claims."""
    found, total, missed = 0, 0, []
    for claim in world.claims:
        _, reports = matching_claim(case, claim)
        found, total = found + len(reports), total + len(claim.anchors)
        apart = sorted(set(claim.anchors) - set(reports))
        if apart:
            missed.append(f"“{claim.name}”: not {', '.join(apart)}")
    return ScoreLine(name="reports under their claim", found=found, total=total, missed=tuple(missed))


def _origins(case: Case, world: Truth) -> ScoreLine:
    """Count main claims whose range holds the true number; wrong is a range that lies above it."""
    missed: list[str] = []
    wrong: list[str] = []
    for claim in world.claims:
        made, _ = matching_claim(case, claim)
        true = len(claim.origins)
        if made is None:
            missed.append(f"“{claim.name}”: no claim")
        elif made.origins.low > true:
            wrong.append(f"“{claim.name}”: at least {made.origins.low}, truly {true} (false independence)")
        elif made.origins.high < true:
            missed.append(f"“{claim.name}”: at most {made.origins.high}, truly {true}")
    total = len(world.claims)
    found = total - len(missed) - len(wrong)
    return ScoreLine(
        name="origins: the range holds", found=found, total=total, missed=tuple(missed), wrong=tuple(wrong)
    )


def _named(case: Case, world: Truth) -> ScoreLine:
    """Count main claims whose origins are exactly the true ones, by number and by name."""
    missed: list[str] = []
    for claim in world.claims:
        made, _ = matching_claim(case, claim)
        names = [item.name for item in made.origins.items] if made else []
        number = made is not None and made.origins.low == made.origins.high == len(claim.origins)
        if not number or not all(any(_alike(true, name) for true in body for name in names) for body in claim.origins):
            wanted = " and ".join(body[0] for body in claim.origins)
            missed.append(f"“{claim.name}”: {wanted}; said: {'; '.join(names) or 'nothing'}")
    total = len(world.claims)
    return ScoreLine(name="origins: number and names", found=total - len(missed), total=total, missed=tuple(missed))


def _alike(true: str, said: str) -> bool:
    """Tell whether two names share the last word of the true one, so that titles and spellings do not matter."""
    return true.casefold() in said.casefold() or said.casefold().endswith(true.casefold().split()[-1])


def _contested(case: Case, world: Truth) -> ScoreLine:
    """Count contested claims marked so; wrong is a claim marked contested that nobody denies."""
    made = {claim.name: matching_claim(case, claim)[0] for claim in world.claims}
    true = [claim.name for claim in world.claims if claim.contested]
    missed = tuple(f"“{name}”" for name in true if not (c := made[name]) or not c.contested)
    wrong = tuple(f"“{c.name}”" for c in world.claims if not c.contested and (m := made[c.name]) and m.contested)
    return ScoreLine(
        name="contested claims", found=len(true) - len(missed), total=len(true), missed=missed, wrong=wrong
    )


def _findings(case: Case, world: Truth, stems: Mapping[str, str]) -> ScoreLine:
    """Count what an editor should be told and is."""
    told = [(f.kind, {stems.get(s.document, s.document) for s in f.spans}) for f in case.findings]
    missed = tuple(f"{f.what} ({' or '.join(f.kinds)})" for f in world.findings if not _told(f, told))
    total = len(world.findings)
    return ScoreLine(name="findings", found=total - len(missed), total=total, missed=missed)


def _told(finding: TrueFinding, told: Iterable[tuple[str, set[str]]]) -> bool:
    return any(kind in finding.kinds and set(finding.documents) <= where for kind, where in told)


def _removed(case: Case, world: Truth) -> ScoreLine:
    """Count lines of advertising and the like that no statement can come from; wrong is removed report text."""
    documents = {stem(d): d for d in case.documents}
    wanted = [(r.document, phrase) for r in world.removed for phrase in r.phrases]
    missed = tuple(
        f"“{phrase}” in {name}" for name, phrase in wanted if name not in documents or _read(documents[name], phrase)
    )
    allowed = {r.document for r in world.removed}
    wrong = tuple(
        sorted(
            f"“{r.span.within(d.text)[:60]}” in {n}"
            for n, d in documents.items()
            if n not in allowed
            for r in d.removed
            if r.reason not in SIGNED
        )
    )
    return ScoreLine(
        name="lines that are no report", found=len(wanted) - len(missed), total=len(wanted), missed=missed, wrong=wrong
    )


def _read(document: Document, phrase: str) -> bool:
    """Tell whether ``phrase`` stands in the text outside of what was removed."""
    at = document.text.find(phrase)
    while at >= 0:
        if not any(r.span.start <= at and at + len(phrase) <= r.span.end for r in document.removed):
            return True
        at = document.text.find(phrase, at + 1)
    return False

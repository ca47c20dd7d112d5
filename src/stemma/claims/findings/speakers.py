"""Who says it: other speakers for one remark, and speakers that nobody introduced.

Enters: the claims of a story. Leaves: ``speaker_differs`` and ``orphan_source``. Refuses: two sources that say the
same independently; only one remark (the same quoted words, or copies of one text) with two speakers is a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.claims.parties import name_words
from stemma.claims.stands import is_own_voice
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.language.words import words
from stemma.model import Document, DocumentSpan, Source, Statement

SHARED_QUOTE = 0.5
"""Share of the shorter quotation's telling words that the other has, from which it is one remark."""

SURNAME = 4
"""Letters of a word that two names share from which they may be one person spelt or cut otherwise."""

Cited = tuple[Reading, Statement]
"""A reading, and the statement that names its speaker."""


def speaker_differs(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """One remark is put into the mouth of different speakers, or its speaker is introduced differently."""
    told: set[frozenset[tuple[str, str]]] = set()
    for group in groups:
        cited = [(r, s) for r in group.readings if (s := speaker_of(r, material)) is not None]
        apart = _apart(cited, material)
        shown = {(r.document.id, s.source.name.casefold()) for r, s in apart}
        if len(apart) < 2 or any(shown <= other for other in told):
            continue
        told.add(frozenset(shown))
        said = [f"{_described(s, r.document)} ({material.labels[r.document.id]})" for r, s in apart]
        yield Draft(
            kind="speaker_differs",
            sentence=f"The speaker differs: {joined(said, 'against')}.",
            spans=tuple(_span(r, s) for r, s in apart),
            claim=group.id,
            rule="speaker_differs",
        )


def orphan_source(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A speaker is mentioned as if the reader knew him, but nothing before introduces him: text may be cut."""
    seen: dict[tuple[str, str], list[Statement]] = {}
    for statement in material.statements.values():
        if statement.source.orphan and statement.source.span is not None:
            seen.setdefault((statement.document, _bare(statement.source).casefold()), []).append(statement)
    by_statement = {r.id: g.id for g in groups for r in g.readings}
    for (document, _), statements in sorted(seen.items()):
        spans = tuple(material.documents[document].at(s.source.span) for s in statements if s.source.span)
        sentence = (
            f"{material.labels[document]} speaks of “the {_bare(statements[0].source)}” as if already introduced, but "
            "never says who that is; text before it may have been cut."
        )
        claim = next((by_statement[s.id] for s in statements if s.id in by_statement), None)
        yield Draft(kind="orphan_source", sentence=sentence, spans=spans, claim=claim, rule="orphan_source")


def speaker_of(reading: Reading, material: Material) -> Statement | None:
    """Return the statement that names a speaker: the reading's own, or one inside an own-voice one."""
    if not is_own_voice(reading.statement):
        own = reading.statement.source
        return reading.statement if own.kind in {"person", "unknown"} and _telling(own) else None
    inside = [
        s
        for s in material.statements.values()
        if s.document == reading.document.id
        and s.source.kind == "person"
        and reading.statement.content.covers(s.content)
    ]
    return min(inside, key=lambda s: (s.content.start, s.id), default=None)


def _apart(cited: Sequence[Cited], material: Material) -> list[Cited]:
    """Return one statement for each document whose speaker differs from another's, orphans of the remark with them."""
    found: dict[str, Cited] = {}
    for (r, s), (other, t) in combinations(cited, 2):
        if r.document.id == other.document.id or not _one_remark(r, other, material):
            continue
        if _other_speaker(s, r.document, t, other.document):
            found.setdefault(r.document.id, (r, s))
            found.setdefault(other.document.id, (other, t))
    if found:
        for r, s in cited:
            if s.source.orphan and any(_one_remark(r, o, material) for o, _ in found.values()):
                found.setdefault(r.document.id, (r, s))
    return [found[d] for d in sorted(found, key=material.when)]


def _one_remark(left: Reading, right: Reading, material: Material) -> bool:
    """Tell whether two statements quote the same words, or stand in copies of one text."""
    pairs = [(a, b) for a in left.quotes for b in right.quotes]
    if any(len(a & b) >= SHARED_QUOTE * min(len(a), len(b)) for a, b in pairs):
        return True
    return material.related(left.document.id, right.document.id)


def _other_speaker(left: Statement, ours: Document, right: Statement, theirs: Document) -> bool:
    """Tell whether two sources differ in name, or in the affiliation that introduces one person."""
    one, other = left.source, right.source
    if one.orphan or other.orphan or (one.kind == "group" and other.kind == "group"):
        return False
    mine, others = _affiliation(left, ours), _affiliation(right, theirs)
    unlike = bool(mine) and bool(others) and not mine & others
    if same_party(one.name, other.name) is not None:
        return one.kind == "person" and unlike
    if one.named and other.named:
        return not any(len(w) >= SURNAME for w in name_words(one.name) & name_words(other.name))
    return unlike


def _affiliation(statement: Statement, document: Document) -> frozenset[str]:
    """Return the words that say whose man a speaker is: role and description, without his name and calling."""
    source = statement.source
    lists = words("en", "speakers")
    said = f"{source.role or ''} {'' if source.named else source.name}"
    if source.span is not None and source.named:
        said += " " + source.span.within(document.text)
    callings = lists["person_nouns"] | lists["titles"] | lists["group_nouns"]
    own = name_words(source.name) if source.named else frozenset()
    return name_words(said) - callings - words("en", "claims")["name_fillers"] - own


def _telling(source: Source) -> frozenset[str]:
    return name_words(source.name) - words("en", "claims")["pronoun_sources"]


def _bare(source: Source) -> str:
    return source.name.removeprefix("the ").removeprefix("The ")


def _described(statement: Statement, document: Document) -> str:
    source = statement.source
    if source.orphan:
        return f"“the {_bare(source)}”, never introduced"
    if source.named and source.role:
        return f"{source.name}, {source.role}"
    return source.name


def _span(reading: Reading, statement: Statement) -> DocumentSpan:
    return reading.document.at(statement.source.span or statement.content)

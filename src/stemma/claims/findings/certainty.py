"""The certainty ledger: where one report is surer of a claim than another.

Enters: the claims of a story. Leaves: ``certainty_hardened`` and ``certainty_softened``. Refuses: a direction that
lineage does not decide; then it is shown as a difference, the softer wording first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.clauses import is_clause
from stemma.claims.drafts import Draft, Group, contents
from stemma.claims.findings.hedges import hedged_tokens, hedges_anywhere, leaves_doer_out, stated_tokens, states_deed
from stemma.claims.findings.sameness import cover, is_quoted, is_spoken_by_name, overlap, roles_agree, same_event
from stemma.claims.material import Material
from stemma.claims.names import as_subject
from stemma.claims.phrasing import short_text
from stemma.claims.stands import furthest, is_own_voice
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Commitment, DocumentSpan, Span, Statement

SAME = 0.5
"""Share of the shorter statement that both must have before their certainty is compared."""

COPIED, REPEATED = 0.5, 0.9
"""Share of the longer statement that both must have, to be the same statement without its "said": in a copy that is
decided to retell the other, and where that is not decided. Without the second, every fact that one report has from the
police and another writes as known is a finding: 24 of 33 read on real news were wrong."""

LONG = 60.0
"""Bits of a statement, four or five telling words, that two reports do not word alike without one source."""

MAX_SHOWN = 60
"""Code points of the words shown."""

RANK: dict[Commitment, int] = {"possible": 0, "probable": 1, "reported": 1, "certain": 2}
"""How sure a report makes itself of what it tells. "reported" keeps the distance that "said" keeps."""


def certainty_changes(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A copy states as certain what another report only reports, or holds open what the other states."""
    told: set[tuple[str, frozenset[str]]] = set()
    for group in groups:
        surest = surest_of(group)
        pairs = [
            (a, b) for a in surest.values() for b in surest.values() if _rank(a) < _rank(b) and _changes(a, b, material)
        ]
        if pairs:
            soft, hard = min(pairs, key=lambda pair: _order(pair, material))
            deed = frozenset(key(soft.tree.lemma(t)) for t in hedged_tokens(soft)) or frozenset({soft.id})
            if (soft.document.id, deed) not in told:
                told.add((soft.document.id, deed))
                yield _draft(group, soft, hard, material)


def _changes(soft: Reading, hard: Reading, material: Material) -> bool:
    """A hedge on what the other states, or an insistence; a bare "said" only where a copy leaves it out."""
    if _comes_from(soft, hard, material):
        holds_open = _hedged(soft) and any(hedged_tokens(soft)) and not _hedged(hard)
        return holds_open and overlap(soft, hard) >= SAME and roles_agree(soft, hard)
    if _hedged(soft):
        near = _comes_from(hard, soft, material) or same_event(soft, hard, least=SAME)
        return near and _is_stated(soft, hard, material)
    if _insists(hard) and is_own_voice(hard.statement) and same_event(soft, hard, least=SAME):
        return roles_agree(soft, hard)
    return _retold(soft, hard, material)


def _is_stated(soft: Reading, hard: Reading, material: Material) -> bool:
    """Tell whether a report states by itself, or as confirmed, the deed that the other hedges, and nowhere hedges."""
    if not is_own_voice(hard.statement):
        by_itself = _confirms(hard)
    else:
        by_itself = not is_quoted(hard) and not _is_introduced(hard) and not _is_attributed(hard, material)
    figures = {term for term in soft.terms if term.startswith("#")}
    if not by_itself or overlap(soft, hard) < SAME or not figures <= hard.terms.keys():
        return False
    return states_deed(hard, soft) and not leaves_doer_out(hard, soft) and not hedges_anywhere(hard, soft)


def _confirms(hard: Reading) -> bool:
    """Tell whether a statement is introduced as confirmed, not only told."""
    tree, cue = hard.tree, hard.statement.cue
    said = tree.tokens_in(cue) if cue is not None else ()
    return any(tree.lemma(t) in words("en", "claims")["confirm"] for t in said)


def _retold(soft: Reading, hard: Reading, material: Material) -> bool:
    """A connected report says the same in nearly the same words, and neither quotes nor attributes it."""
    if not is_own_voice(hard.statement) or not _is_said(soft) or _cites(hard, soft.statement, material):
        return False
    if not material.related(soft.document.id, hard.document.id) or not is_spoken_by_name(soft.statement, soft):
        return False
    least = COPIED if _comes_from(hard, soft, material) else REPEATED
    if least == REPEATED and soft.statement.quotation == "direct":
        return False  # it may be the very text that the other quotes
    if (least == REPEATED and hard.bits < LONG) or not is_clause(hard) or _is_state(hard):
        return False
    told = is_quoted(hard) or _is_introduced(hard) or _is_attributed(hard, material, reach=1)
    return cover(soft, hard) >= least and not told


def _is_introduced(reading: Reading) -> bool:
    """Tell whether a statement opens like a quotation: with "that …", or in a paragraph after "Anna Weber wrote:"."""
    tree, text = reading.tree, reading.document.text
    body = tree.tokens_in(reading.statement.content)
    before = text.rfind("\n", 0, reading.statement.content.start)
    after_colon = before > 0 and text[:before].rstrip()[-1:] == ":"
    return after_colon or (len(body) > 0 and tree.word(body[0]).lower() == "that")


def _is_said(reading: Reading) -> bool:
    """Tell whether words of saying attribute a statement; a bare colon may stand behind the heading of a list."""
    tree, cue = reading.tree, reading.statement.cue
    return cue is not None and any(tree.word(t)[:1].isalpha() for t in tree.tokens_in(cue))


def _cites(hard: Reading, attributed: Statement, material: Material) -> bool:
    """Tell whether a report has anything from the party to whom the other attributes: then its reader knows of whom."""
    own = (s for s in material.said[hard.document.id] if not is_own_voice(s))
    return any(same_party(s.source.name, attributed.source.name) is not None for s in own)


def _is_state(reading: Reading) -> bool:
    """Tell whether a statement tells how things are, and no event: a fleet that has 13 aircraft."""
    event = reading.acts[0].token if reading.acts else None
    if reading.statement.tense == "present":
        return True
    return event is None or reading.tree.lemma(event) in words("en", "findings")["no_deeds"]


def _is_attributed(reading: Reading, material: Material, *, reach: int = 0) -> bool:
    """Tell whether the sentence, or one within ``reach`` beside it, says of whom this is known."""
    number = reading.statement.sentence
    lists = words("en", "findings")["retold"]
    tree = reading.tree
    near = tree.parse.sentences[max(0, number - reach) : number + reach + 1]
    return any(tree.lemma(t) in lists for first, last in near for t in range(first, last))


def _order(
    pair: tuple[Reading, Reading], material: Material
) -> tuple[bool, bool, bool, int, tuple[str, str], tuple[str, str]]:
    """Prefer the pair whose direction is decided, with a hedge on one side and an insistence on the other."""
    soft, hard = pair
    names = material.when(soft.document.id), material.when(hard.document.id)
    decided = _comes_from(hard, soft, material) or _comes_from(soft, hard, material)
    return not decided, not _hedged(soft), not _insists(hard), _rank(soft) - _rank(hard), *names


def _hedged(reading: Reading) -> bool:
    """The report holds the content itself open: "reportedly", "may", "allegedly", not only "said"."""
    own, source = reading.statement.certainty, reading.statement.source_certainty
    if {own.commitment, source.commitment if source else own.commitment} & {"possible", "probable"}:
        return True
    return _has_word(reading, words("en", "claims")["hedging_adverbs"])


def _insists(reading: Reading) -> bool:
    """The report says that it is so: "confirmed", "revealed"."""
    certain = reading.statement.certainty.commitment == "certain"
    return certain and _has_word(reading, words("en", "claims")["insisting"])


def _has_word(reading: Reading, listed: frozenset[str]) -> bool:
    """Tell whether one of the words that carry the certainty is listed."""
    tree = reading.tree
    return any(tree.lemma(t) in listed for w in reading.statement.certainty.words for t in tree.tokens_in(w))


def _draft(group: Group, soft: Reading, hard: Reading, material: Material) -> Draft:
    softened = _comes_from(soft, hard, material)
    lender, borrower = (hard, soft) if softened else (soft, hard)
    if not softened and not _hedged(soft) and not _insists(hard):
        return _attribution_dropped(group, soft, hard, material)
    places = {soft.id: _hedge_shown(soft), hard.id: _event_shown(hard, soft)}
    shown = [f"“{_words(r, places[r.id])}” ({material.labels[r.document.id]})" for r in (lender, borrower)]
    verb = "softens" if softened else "hardens"
    order = "" if softened or _comes_from(hard, soft, material) else "; which came first is not known"
    return Draft(
        kind="certainty_softened" if softened else "certainty_hardened",
        sentence=f"The wording {verb}: {shown[0]} → {shown[1]}{order}.",
        spans=(places[lender.id], places[borrower.id]),
        claim=group.id,
        rule="certainty_changes",
    )


def _attribution_dropped(group: Group, soft: Reading, hard: Reading, material: Material) -> Draft:
    """Return the finding that a copy states as fact what another report attributes."""
    party = furthest(soft.statement, material)
    sentence = (
        f"{material.labels[hard.document.id]} states as fact what {material.labels[soft.document.id]} attributes to "
        f"{as_subject(party.name, party.kind)}: “{short_text(hard)}”."
    )
    return Draft(
        kind="certainty_hardened",
        sentence=sentence,
        spans=contents((soft, hard)),
        claim=group.id,
        rule="certainty_changes",
    )


def surest_of(group: Group) -> dict[str, Reading]:
    """Return, for each document, the statement in which it is surest of the claim.

    A report that attributes or hedges the claim anywhere keeps that distance when it repeats it without.
    """
    found: dict[str, Reading] = {}
    for document in group.documents:
        own = [r for r in group.asserting if r.document.id == document]
        distant = [r for r in own if _hedged(r)] or [r for r in own if not is_own_voice(r.statement)] or own
        if distant:
            found[document] = max(distant, key=lambda r: (_rank(r), _insists(r), r.id))
    return found


def _rank(reading: Reading) -> int:
    return RANK[reading.statement.certainty.commitment]


def _comes_from(copy: Reading, original: Reading, material: Material) -> bool:
    return original.document.id in material.lenders.get(copy.document.id, frozenset())


def _hedge_shown(soft: Reading) -> DocumentSpan:
    """Return the hedged deed with its auxiliaries and adverbs, else the words that carry the certainty."""
    tree, opening = soft.tree, words("en", "findings")["open"]
    for token in hedged_tokens(soft):
        first = min([token, *(c for c in tree.children[token] if tree.lemma(c) in opening)])
        if first < token and tree.parse.ends[token] - tree.parse.starts[first] <= MAX_SHOWN:
            return soft.document.at(tree.span(first, token))
    return span_shown(soft)


def _event_shown(hard: Reading, soft: Reading) -> DocumentSpan:
    """Return where the surer report states what the other hedges, else the words that carry its certainty."""
    if hard.statement.certainty.words:
        return span_shown(hard)
    tree = hard.tree
    for token in stated_tokens(hard, soft):
        helpers = [c for c in tree.children[token] if tree.parse.deps[c] in {"aux", "auxpass", "nsubj", "nsubjpass"}]
        first = min([token, *(t for c in helpers for t in tree.subtree(c) if t < token)])
        if tree.parse.ends[token] - tree.parse.starts[first] > MAX_SHOWN:
            first = token
        return hard.document.at(tree.span(first, token))
    return span_shown(hard)


def _words(reading: Reading, place: DocumentSpan) -> str:
    return " ".join(place.span.within(reading.document.text).split())


def span_shown(reading: Reading) -> DocumentSpan:
    """Return the words that carry the certainty, with the auxiliary before and the noun or verb after them."""
    statement, tree = reading.statement, reading.tree
    inside = [w for w in statement.certainty.words if statement.content.covers(w)]
    marks = inside or list(statement.certainty.words)
    tokens = tree.tokens_in(statement.content)
    if not marks:
        return reading.document.at(_opening(tree, tokens) if tokens else statement.content)
    first, last = min(w.start for w in marks), max(w.end for w in marks)
    if last - first > MAX_SHOWN:
        first, last = marks[0].start, marks[0].end
    for token in tree.tokens_in(Span(start=first, end=last)):
        helpers = [c for c in tree.children[token] if tree.parse.deps[c] in {"aux", "auxpass"} and c < token]
        first = min(first, *(tree.parse.starts[c] for c in helpers), first)
    for token in tokens:
        end = tree.parse.ends[token]
        if tree.parse.pos[token] in {"VERB", "NOUN"} and tree.parse.starts[token] >= last and end - first <= MAX_SHOWN:
            return reading.document.at(Span(start=first, end=end))
    return reading.document.at(Span(start=first, end=last))


def _opening(tree: Tree, tokens: Sequence[int]) -> Span:
    """Return the beginning of a content, whole words up to ``MAX_SHOWN``."""
    end = 0
    while end + 1 < len(tokens) and tree.parse.ends[tokens[end + 1]] - tree.parse.starts[tokens[0]] <= MAX_SHOWN:
        end += 1
    return tree.span(tokens[0], tokens[end])

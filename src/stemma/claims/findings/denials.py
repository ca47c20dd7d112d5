"""Who denies a claim.

Enters: the claims of a story. Leaves: ``denied``, and for each claim the names of those who deny it. Refuses: to
weigh a denial against the claim; both are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemma.claims.drafts import Draft, Group, contents, told_by_document
from stemma.claims.findings.rebuttals import Denial, find_rebuttals, is_aside, is_negated_above, is_undone
from stemma.claims.findings.sameness import cover, is_said_beside, is_spoken_by_name, roles_agree, same_event
from stemma.claims.material import Material
from stemma.claims.names import agreed, as_subject, joined
from stemma.claims.parties import name_words
from stemma.claims.phrasing import MAX_TEXT, best_reading, short_text
from stemma.claims.sides import denies_outright
from stemma.claims.stands import furthest, is_own_voice
from stemma.claims.worth import is_clause
from stemma.compare.classes import DECLINED
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.compare.senses import names_event
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words

SAME = 0.6
"""Share of the shorter statement that both must have before a negated one is a denial of the other."""

_SHORT_NOT = re.compile(r"n ?[’'] ?t\b")

COVERED = 0.3
"""Share of the longer statement that both must have where one only negates: of a long one only a word may be meant."""

CLIMB = 5
"""Steps from a content up to the word that denies it: "denied reports in two papers of plans to …"."""


def denied(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody denies what others assert, in the same words or by calling it "the account"."""
    for identity, found in find_denials(groups, material).items():
        names = denier_names(found)
        verb = agreed(joined(names), "denies", "deny", len(names) > 1)
        labels = material.listed(d.place.document for d in found)
        told = best_reading([d.what for d in found])
        sentence = f"{verb[:1].upper()}{verb[1:]} this ({labels}): “{_shown(told)}”."
        spans = (*(d.place for d in found), *contents([told]))
        yield Draft(kind="denied", sentence=sentence, spans=spans, claim=identity, rule="denied")


def find_denials(groups: Sequence[Group], material: Material) -> dict[str, list[Denial]]:
    """Return, for each claim that is denied, the denials by others than those who assert it, or in another report."""
    found: dict[str, list[Denial]] = {g.id: list(_direct(g, material)) for g in groups}
    for denial, meant in find_rebuttals(told_by_document(groups), material):
        found[meant.id].append(denial)
    kept = {g.id: _by_others(found[g.id], g, material) for g in groups if found[g.id]}
    return {identity: denials for identity, denials in kept.items() if denials}


def _direct(group: Group, material: Material) -> Iterator[Denial]:
    """Yield the denials that repeat the claim; who denies is their source, not whom it answers."""
    for reading in group.denying:
        statement = reading.statement
        if is_own_voice(statement) or statement.source.kind == "document":
            continue
        what = [r for r in group.asserting if _takes_back(reading, r)]
        if what:
            place = material.documents[statement.document].at(statement.content)
            yield Denial(
                name=statement.source.name,
                kind=statement.source.kind,
                place=place,
                what=max(what, key=lambda r: (round(cover(reading, r), 3), is_clause(r), r.id)),
                outspoken=denies_outright(reading),
            )


def _takes_back(denial: Reading, told: Reading) -> bool:
    """Tell whether a statement takes another back: in so many words, or by negating the whole of what is stated."""
    if denial.tree.parse.language in DECLINED:
        return denial.negated and denial.statement.type != "opinion"
    if not denial.negated or _negates_less(denial) or not is_said_beside(denial.statement, denial):
        return False
    if denial.statement.type == "opinion" or _asks(told) or is_aside(told) or is_negated_above(told):
        return False
    if not same_event(denial, told, least=SAME) or not roles_agree(denial, told):
        return False
    if _is_of_others(denial, told):
        return False
    if denies_outright(denial):
        return _is_of_the_cue(denial) and not _is_undone(denial)
    if _is_open(denial) or denial.head not in denial.terms or not is_spoken_by_name(denial.statement, denial):
        return False
    if _is_infinitive(denial) or not _negates_event(denial) or _negates_event(told):
        return False
    if not (denial.agents | denial.patients) & (told.agents | told.patients) or cover(denial, told) < COVERED:
        return False
    return not _is_open(told) and not _negations(told) and _negations(denial) % 2 == 1


_SELVES = frozenset({"he", "i", "it", "she", "they", "we"})
"""Pronouns by which a speaker's denial speaks of himself."""


def _is_of_others(denial: Reading, told: Reading) -> bool:
    """Tell whether somebody denies of himself ("he runs no account") what is told of others."""
    tree = denial.tree
    subject = tree.child(denial.acts[0].token, "nsubj") if denial.acts else None
    if subject is None or tree.word(subject).lower() not in _SELVES or not told.agents:
        return False
    own = {key(w) for w in name_words(denial.statement.source.name)}
    return told.agents.isdisjoint(own)


def _is_of_the_cue(reading: Reading) -> bool:
    """Tell whether the word of denying governs the content: a clause, a deed, or what "reports of" leads to.

    "Denied entry" and "rejected the bill" deny no fact, and "refuted a story about his claim that" not the claim.
    """
    tree, lists = reading.tree, words("en", "verification")
    content, cue = reading.statement.content, reading.statement.cue
    said = {t for t in tree.tokens_in(cue) if tree.lemma(t) in lists["deny"]} if cue is not None else set()
    inside = tree.tokens_in(content)
    tops = [t for t in inside if tree.parse.heads[t] not in inside]
    return any(_is_governed(tree, top, said) for top in tops)


def _is_governed(tree: Tree, top: int, said: set[int]) -> bool:
    lists = words("en", "verification")
    at, by_noun = tree.parse.heads[top], False
    for _ in range(CLIMB):
        if at in said:
            break
        if tree.parse.pos[at] == "NOUN":
            owner = tree.child(at, "poss")
            if tree.lemma(at) not in lists["the_claim"] or (owner is not None and tree.parse.pos[owner] == "PRON"):
                return False
            by_noun = True
        elif tree.parse.pos[at] in {"VERB", "AUX"}:
            return False
        at = tree.parse.heads[at]
    if at not in said:
        return False
    if tree.parse.pos[top] in {"VERB", "AUX"} or by_noun or tree.lemma(top) in lists["the_claim"]:
        return True
    event = names_event(tree.lemma(top)) and tree.lemma(top) not in words("en", "findings")["granted"]
    return event and tree.lemma(at) in words("en", "findings")["denying_deeds"]


def _negates_event(reading: Reading) -> bool:
    """Tell whether a negation stands at what the statement turns on, and not at what hangs on it: "chose not to"."""
    tree, listed = reading.tree, words("en", "verification")["negatives"]
    if not reading.acts:
        return False
    event = reading.acts[0].token
    parts = [c for c in tree.children[event] if tree.parse.deps[c] in {"nsubj", "nsubjpass", "dobj", "attr"}]
    near = [*tree.children[event], *(c for p in parts for c in tree.children[p])]
    return any(tree.parse.deps[t] == "neg" or tree.lemma(t) in listed for t in near)


def _is_infinitive(reading: Reading) -> bool:
    """Tell whether a statement only names a deed: "refuses to recognise it" denies no fact."""
    tree = reading.tree
    return bool(reading.acts) and any(tree.parse.tags[c] == "TO" for c in tree.children[reading.acts[0].token])


def _asks(reading: Reading) -> bool:
    """Tell whether a statement opens with a question word: "how much it pays" asserts nothing."""
    said = (t for t in reading.tree.tokens_in(reading.statement.content) if reading.tree.word(t)[0].isalnum())
    first = next(said, None)
    return first is not None and reading.tree.parse.tags[first] in {"WRB", "WP", "WDT"}


def _opens_with_pronoun(reading: Reading) -> bool:
    tree = reading.tree
    said = (t for t in tree.tokens_in(reading.statement.content) if tree.parse.pos[t] not in {"PUNCT", "SCONJ"})
    first = next(said, None)
    return first is not None and tree.parse.pos[first] in {"PRON", "DET"} and tree.parse.deps[first] != "det"


def _shown(reading: Reading) -> str:
    """Return what is denied as a short text; with its sentence where it is no clause by itself, or begins with "it"."""
    if is_clause(reading) and not _opens_with_pronoun(reading):
        return short_text(reading)
    span = reading.tree.sentence_span(reading.statement.sentence)
    text = " ".join(span.within(reading.document.text).split()).strip('“”".')
    return text if len(text) <= MAX_TEXT else text[: text.rfind(" ", 0, MAX_TEXT - 1)] + "…"


def _negates_less(reading: Reading) -> bool:
    """Tell whether a negation only limits: "not just", "not necessarily"."""
    tree = reading.tree
    negatives, limits = words("en", "verification")["negatives"], words("en", "findings")["not_denying"]
    tokens = tree.tokens_in(reading.statement.content)
    return any(tree.lemma(a) in negatives and tree.lemma(b) in limits for a, b in pairwise(tokens))


def _is_undone(reading: Reading) -> bool:
    """Tell whether the word of denying is itself negated: "you can't deny that"."""
    tree, cue = reading.tree, reading.statement.cue
    said = words("en", "verification")["deny"]
    tokens = [t for t in tree.tokens_in(cue) if tree.lemma(t) in said] if cue is not None else []
    return any(is_undone(tree, t) for t in tokens)


def _is_open(reading: Reading) -> bool:
    """Tell whether a statement stands under "if", "whether" or a hope."""
    tree, lists = reading.tree, words("en", "findings")
    tokens = tree.tokens_in(reading.statement.content)
    first, _ = tree.parse.sentences[reading.statement.sentence]
    before = range(first, tokens[0] if tokens else first)
    return any(tree.lemma(t) in lists["conditions"] | lists["hoping"] for t in (*before, *tokens[:2]))


def _negations(reading: Reading) -> int:
    """Return how often a statement negates by "not", however the apostrophe stands, or by a word like "nobody"."""
    lists = words("en", "verification")["negatives"]
    apart = [w for w in reading.words if w in lists and w not in {"n't", "n’t"}]
    return len(apart) + len(_SHORT_NOT.findall(reading.text.lower()))


def _by_others(found: Sequence[Denial], group: Group, material: Material) -> list[Denial]:
    """Leave out a party's negation of what it says itself; that it "denied" it elsewhere is a contradiction to show."""
    asserting = {(r.document.id, furthest(r.statement, material).name) for r in group.asserting}

    def itself(denial: Denial) -> bool:
        here = denial.place.document
        return any(same_party(denial.name, a) and (d == here or not denial.outspoken) for d, a in asserting)

    kept = [d for d in found if not itself(d)]
    return sorted(kept, key=lambda d: (material.when(d.place.document), d.place.span))


def denier_names(found: Sequence[Denial]) -> list[str]:
    """Return the names of those who deny, as subjects of a sentence, each once."""
    names: list[Denial] = []
    for one in found:
        if not any(one.name == n.name or same_party(one.name, n.name) for n in names):
            names.append(one)
    return [as_subject(n.name, n.kind) for n in names]

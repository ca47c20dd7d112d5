"""Denials that name what they deny: "denied that he sold it", "rejected reports of a truce".

Enters: the claims of a story. Leaves: denials, each with the claim whose statement it is. Refuses: what is no clause
and no event ("denied entry", "rejected the bill"), and who only might deny, or is not known to be the one who does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.clauses import is_clause
from stemma.claims.drafts import Group
from stemma.claims.findings.allegations import is_denied_above, is_negated_above
from stemma.claims.findings.answers import Denial, is_of_many, is_old, is_open, is_retort, is_ruling, is_undone, told_in
from stemma.claims.findings.deniers import name_denier
from stemma.claims.findings.sameness import cover, is_said_beside, is_surely_named, roles_agree, same_event
from stemma.claims.material import Material
from stemma.claims.phrasing import best_reading
from stemma.claims.sides import denies_outright
from stemma.claims.stands import furthest
from stemma.compare.classes import DECLINED
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.compare.senses import names_event
from stemma.language.tree import Tree
from stemma.language.words import words

SAME = 0.5
"""Share of the shorter statement that an assertion must have in common with the denied clause to be what is denied.
Below it stand other things that one claim tells ("was held in the mill", "his wife was held")."""

CLIMB = 5
"""Steps from a content up to the word that denies it: "denied reports in two papers of plans to …"."""

_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})


def find_disclaimers(groups: Sequence[Group], material: Material) -> Iterator[tuple[Denial, Group | None]]:
    """Yield each denial once, with the claim that it denies: the one that others assert before one that nobody does."""
    found: dict[tuple[str, int], list[tuple[Denial, Group | None]]] = {}
    for group in groups:
        for reading in group.readings:
            if is_disclaimer(reading, material):
                cue = reading.statement.cue
                place = (reading.document.id, cue.start if cue else reading.statement.content.start)
                found.setdefault(place, []).append(_laid_out(reading, group, material))
    for each in found.values():
        yield max(each, key=lambda pair: (pair[0].what is not None, pair[1] is not None))


def is_disclaimer(reading: Reading, material: Material) -> bool:
    """Tell whether a statement is a known source's denial of a clause or of an event."""
    statement, tree = reading.statement, reading.tree
    if tree.parse.language in DECLINED or not reading.main or not denies_outright(reading):
        return False
    if statement.source.kind in {"document", "unknown", "outlet"} or not is_said_beside(statement, reading):
        return False
    if statement.type == "opinion" or not is_surely_named(statement, reading, material):
        return False
    said = _cue_words(reading)
    if any(is_undone(tree, t) or is_open(tree, t) or is_retort(tree, t) or is_ruling(tree, t) for t in said):
        return False
    if any(is_old(tree, t, told_in(reading.document)) for t in said):
        return False
    return not _denies_a_negation(reading) and any(_is_governed(tree, top, said) for top in _tops(reading))


def _laid_out(reading: Reading, group: Group, material: Material) -> tuple[Denial, Group | None]:
    """Return a denial with its claim; without a claim where the claim's other statements tell something else."""
    statement = reading.statement
    told = [r for r in group.readings if _asserts(r, reading, material)]
    denial = Denial(
        name=name_denier(statement.source, reading.tree),
        kind=statement.source.kind,
        many=is_of_many(reading.tree, statement.source.span),
        place=reading.document.at(statement.content),
        said=reading,
        what=max(told, key=lambda r: (round(cover(reading, r), 3), is_clause(r), r.id), default=None),
        outspoken=True,
    )
    text = best_reading(group.asserting)
    fits = text in told or _is_the_same(text, reading)
    return denial, group if fits else None


def _is_the_same(text: Reading, denial: Reading) -> bool:
    """Tell whether a claim's text is this denial, or another one of the same."""
    same_cue = text.document.id == denial.document.id and text.statement.cue == denial.statement.cue
    if text.main and same_cue and text.head == denial.head:
        return True
    return denies_outright(text) and same_event(text, denial, least=SAME)


def _asserts(told: Reading, denial: Reading, material: Material) -> bool:
    """Tell whether somebody else asserts what is denied; "denied Ana's claim that" has it from Ana."""
    handed_on = denies_outright(told) and len(told.statement.chain) > 1
    if told.negated or (not handed_on and (denies_outright(told) or is_denied_above(told) or is_negated_above(told))):
        return False
    if same_party(furthest(told.statement, material).name, denial.statement.source.name):
        return False
    return same_event(denial, told, least=SAME) and roles_agree(denial, told)


def _cue_words(reading: Reading) -> set[int]:
    tree, cue = reading.tree, reading.statement.cue
    listed = words("en", "verification")["deny"]
    return {t for t in tree.tokens_in(cue) if tree.lemma(t) in listed} if cue is not None else set()


def _tops(reading: Reading) -> list[int]:
    """Return the tokens of a content that hang on what stands outside of it."""
    inside = reading.tree.tokens_in(reading.statement.content)
    return [t for t in inside if reading.tree.parse.heads[t] not in inside]


def _is_governed(tree: Tree, top: int, said: set[int]) -> bool:
    """Tell whether a word of denying governs a content: a clause, an event, or what "reports of" and the like lead to.

    "Denied entry" and "rejected the bill" deny no fact, and "refuted a story about his claim that" not the claim.
    """
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
    if tree.lemma(top) in lists["the_claim"]:
        return tells_what(tree, top)
    if tree.parse.pos[top] in {"VERB", "AUX"}:
        clause = tree.parse.deps[top] in _CLAUSES and not is_deprived(tree, top) and _objects(tree, at, top) < 2
        return by_noun or clause
    return names_event(tree.lemma(top)) if by_noun else is_denied_event(tree, top, at)


def _objects(tree: Tree, verb: int, top: int) -> int:
    """Count what is denied: "denied the champion a second win" and "denied a role, that is despite …" have two."""
    named = (c for c in tree.children[verb] if tree.parse.deps[c] in {"dative", "dobj"})
    return len({top, *(c for c in named if tree.lemma(c) not in words("en", "verification")["the_claim"])})


def is_deprived(tree: Tree, verb: int) -> bool:
    """Tell "denied him winning the cup" from "denied having won the cup"."""
    return tree.parse.tags[verb] == "VBG" and tree.child(verb, "nsubj") is not None and tree.child(verb, "aux") is None


def tells_what(tree: Tree, noun: int) -> bool:
    """Tell "reports that he left", "claims of fraud", "a story saying that" from "the claim", "claims made by her"."""
    for below in tree.children[noun]:
        dep = tree.parse.deps[below]
        if dep in {"acl", "relcl", "ccomp"}:
            marked = dep != "relcl" and tree.child(below, "mark", "nsubj", "nsubjpass") is not None
            if marked or tree.child(below, "ccomp") is not None:
                return True
        if dep == "prep" and tree.lemma(below) == "of" and tree.lemma(noun) not in _TALES:
            thing = tree.child(below, "pobj", "pcomp")
            if thing is not None and (names_event(tree.lemma(thing)) or tree.parse.tags[thing] in {"NN", "VBG"}):
                return True
    return False


_TALES = frozenset({"account", "story", "version"})
"""Nouns that may be of whoever tells it: "the version of the guard"."""


def is_denied_event(tree: Tree, noun: int, verb: int) -> bool:
    """Tell "denied arson", "denied the sale of" from "denied an offer", "denied the change being sought"."""
    lemma = tree.lemma(noun)
    held = words("en", "findings")["granted"] | words("en", "findings")["standing"] | words("en", "certainty")["offers"]
    described = tree.child(noun, "acl", "relcl") is not None or _objects(tree, verb, noun) > 1
    owned = tree.child(noun, "det")
    if owned is not None and tree.lemma(owned) in {"a", "an"}:
        return False  # "denied an education", "denied a hearing"
    if any(tree.lemma(c) == "to" for c in tree.children[verb] if tree.parse.deps[c] == "prep"):
        return False  # "denied boarding to forty passengers"
    denying = tree.lemma(verb) in words("en", "findings")["denying_deeds"]
    return denying and names_event(lemma) and lemma not in held and not described


def _denies_a_negation(reading: Reading) -> bool:
    """Tell "denied: “No sister left”", where what stands behind the word is what the denier says."""
    handed_on = len(reading.statement.chain) > 1 and reading.statement.chain[-1].name != reading.statement.source.name
    return reading.negated if handed_on else not reading.negated

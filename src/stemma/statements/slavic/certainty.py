"""How surely a content is said in Russian and Ukrainian: polarity, commitment, tense, type, basis.

Enters: a unit and token ranges of cue and content. Leaves: the values of a statement's record. Refuses: irony.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Basis, Certainty, Commitment, Polarity, Span, StatementType, Tense
from stemma.statements.attribution import Shape
from stemma.statements.slavic.grammar import feature, is_finite

NEAR = 8
"""Tokens around a word of checking among which "не", "независимо" make the clause a statement about checking."""


def listed(tree: Tree, block: str) -> frozenset[str]:
    """Return a block of the language's words of certainty."""
    return words(tree.parse.language, "certainty").get(block, frozenset())


def document_certainty(tree: Tree, cue: Sequence[int], content: Sequence[int]) -> Certainty:
    """Return how far the document stands behind what it attributes."""
    polarity, marks = _cue_polarity(tree, cue)
    inner, negations = _content_polarity(tree, content)
    factive = [t for t in cue if tree.lemma(t) in listed(tree, "factive")]
    distancing = _adverbs(tree, (*content, *cue))
    certain = bool(factive) and not marks and not distancing
    return Certainty(
        polarity=_combined(polarity, inner),
        commitment="certain" if certain else "reported",
        words=_spans(
            tree, [*(marks or factive or [t for t in cue if tree.word(t).isalnum()]), *distancing, *negations]
        ),
    )


def source_certainty(tree: Tree, cue: Sequence[int], content: Sequence[int]) -> Certainty:
    """Return how surely the source says it."""
    polarity, marks = _cue_polarity(tree, cue)
    own = own_certainty(tree, content)
    commitment = own.commitment
    hedged: list[int] = []
    if commitment == "certain":
        hedged = [t for t in cue if tree.lemma(t) in listed(tree, "possible") | listed(tree, "probable")]
        if hedged:
            possible = any(tree.lemma(t) in listed(tree, "possible") for t in hedged)
            commitment = "possible" if possible else "probable"
    return Certainty(
        polarity=_combined(polarity, own.polarity),
        commitment=commitment,
        words=tuple(sorted({*own.words, *_spans(tree, [*marks, *hedged])})),
    )


def own_certainty(tree: Tree, content: Sequence[int]) -> Certainty:
    """Return polarity and commitment by the words of a clause itself."""
    adverbs = _adverbs(tree, content)
    first = [t for t in content if tree.word(t).lower() in listed(tree, "preliminary")]
    possible = [t for t in content if tree.lemma(t) in listed(tree, "possible") and not _is_impossible(tree, t)]
    probable = [t for t in content if tree.lemma(t) in listed(tree, "probable")] + first
    marks: dict[Commitment, list[int]] = {"reported": adverbs, "possible": possible, "probable": probable}
    commitment: Commitment = next((name for name, tokens in marks.items() if tokens), "certain")
    polarity, negations = _content_polarity(tree, content)
    return Certainty(
        polarity=polarity, commitment=commitment, words=_spans(tree, [*adverbs, *possible, *probable, *negations])
    )


def _adverbs(tree: Tree, tokens: Sequence[int]) -> list[int]:
    adverbs = words(tree.parse.language, "attribution").get("adverbs", frozenset())
    return [t for t in tokens if tree.word(t).lower() in adverbs]


def _is_impossible(tree: Tree, token: int) -> bool:
    """Tell "не может": a denial, no possibility."""
    return token > 0 and tree.word(token - 1).lower() in listed(tree, "negatives")


def _cue_polarity(tree: Tree, cue: Sequence[int]) -> tuple[Polarity, list[int]]:
    """Return what the cue does to the content: "отрицает" denies, "не подтвердил" leaves open."""
    denying = [t for t in cue if tree.lemma(t) in listed(tree, "denying")]
    doubting = [t for t in cue if tree.lemma(t) in listed(tree, "doubting")]
    undone = [t for t in cue if tree.word(t).lower() in listed(tree, "negatives")]
    silent = any(tree.lemma(t) in listed(tree, "silent") for t in cue)
    if denying:
        return ("questioned" if undone else "denied"), [*denying, *undone]
    if doubting:
        return "questioned", doubting
    return ("questioned", undone) if undone and not silent else ("asserted", [])


def _content_polarity(tree: Tree, content: Sequence[int]) -> tuple[Polarity, list[int]]:
    """Return whether the main verb of a content is negated."""
    head = main_verb(tree, content)
    if head is None:
        return "asserted", []
    before = [t for t in (head - 1, head - 2) if t in content]
    if head - 1 in content and tree.parse.pos[head - 1] in ("VERB", "AUX", "ADV", "PART"):
        before = before[:2]
    else:
        before = before[:1]
    found = [t for t in before if tree.word(t).lower() in listed(tree, "negatives")]
    if not found and tree.word(head).lower() in listed(tree, "negatives"):
        found = [head]
    return ("denied" if found else "asserted"), found


def _combined(cue: Polarity, content: Polarity) -> Polarity:
    if "questioned" in (cue, content):
        return "questioned"
    return "asserted" if cue == content else "denied"


def main_verb(tree: Tree, content: Sequence[int]) -> int | None:
    """Return the verb of a content: by grammar the highest, else the first finite one."""
    finite = [t for t in content if is_finite(tree, t) or tree.word(t).lower() in ("нет", "немає", "нема")]
    inside = set(content)
    for token in finite:
        if tree.parse.deps[token] and tree.parse.heads[token] not in inside:
            return token
    return finite[0] if finite else None


def find_tense(tree: Tree, content: Sequence[int]) -> Tense:
    """Return the tense of a content's main verb."""
    head = main_verb(tree, content)
    if head is None:
        return "none"
    helper = next((t for t in (head, head - 1, head + 1) if t in content and _is_will(tree, t)), None)
    if helper is not None:
        return "future"
    tense = feature(tree, head, "Tense")
    known: dict[str | None, Tense] = {"Past": "past", "Pres": "present", "Fut": "future"}
    done = "Variant=Short" in tree.parse.tags[head] and tree.parse.pos[head] == "VERB"
    return known.get(tense, "past" if done else "present")


def _is_will(tree: Tree, token: int) -> bool:
    """Tell "будет", "буде"."""
    return tree.word(token).lower() in ("будет", "будут", "буде", "будуть", "будем", "будемо")


def find_type(tree: Tree, cue: Sequence[int], content: Sequence[int], shape: Shape) -> StatementType:
    """Return what kind of proposition an attributed content is."""
    lemmas = {tree.lemma(t) for t in cue}
    if speaks_of_checking(tree, content):
        return "verification"
    if shape == "object" and lemmas & listed(tree, "evaluative"):
        return "opinion"
    planned = {tree.lemma(t) for t in content[:NEAR]} & listed(tree, "planning")
    if (
        find_tense(tree, content) == "future"
        or planned
        or (shape == "infinitive" and lemmas & listed(tree, "planning"))
    ):
        return "prediction"
    judging = [t for t in content if {tree.lemma(t), tree.word(t).lower()} & listed(tree, "judging")]
    head = main_verb(tree, content)
    return "opinion" if judging and (head is None or head in judging) else "assertion"


def speaks_of_checking(tree: Tree, tokens: Sequence[int]) -> bool:
    """Tell a clause about verification: "проверить не удалось", "независимых подтверждений нет"."""
    for token in tokens:
        lemma = tree.lemma(token)
        if lemma in listed(tree, "unverified"):
            return True
        if lemma in listed(tree, "verify"):
            near = {tree.word(t).lower() for t in tokens if abs(t - token) <= NEAR}
            if near & listed(tree, "qualifying"):
                return True
    return False


def find_basis(tree: Tree, cue: Sequence[int], content: Sequence[int], noun: str, *, cited: bool) -> Basis:
    """Return how the source knows it, as far as the words tell."""
    lemmas = {tree.lemma(t) for t in cue}
    if cited or lemmas & listed(tree, "told"):
        return "was_told"
    seen = {tree.lemma(t) for t in content} & listed(tree, "saw")
    witness = noun in words(tree.parse.language, "speakers")["eyewitnesses"]
    selves = {tree.word(t).lower() for t in content[:NEAR]} & listed(tree, "self")
    if witness or (seen and selves):
        return "saw"
    verbs = [t for t in content[:NEAR] if is_finite(tree, t)]
    if selves and verbs and find_tense(tree, content) == "past":
        return "took_part"
    return "infers" if lemmas & listed(tree, "infers") else "not_stated"


def _spans(tree: Tree, tokens: Sequence[int]) -> tuple[Span, ...]:
    return tuple(sorted({tree.span(t, t) for t in tokens}))

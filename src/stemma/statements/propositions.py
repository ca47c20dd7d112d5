"""What a content says: its head verb, its type, how it is quoted.

Enters: a tree, a content span and the attribution it belongs to. Leaves: small facts about it. Refuses: nothing.
"""

from __future__ import annotations

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Quotation, Span, StatementType
from stemma.statements.attribution import Attribution
from stemma.statements.certainty import find_tense
from stemma.statements.own import speaks_of_checking

_OPENERS = frozenset("\"“‘«„‚'`”»")
_CLOSERS = frozenset("\"”’»“'‘")
_HEADS = frozenset({"VERB", "AUX", "NOUN", "PROPN"})
_PREDICATES = ("acomp", "attr", "oprd")


def content_head(tree: Tree, piece: Span) -> int | None:
    """Return the head of a content: the verb, else the noun, that hangs on something outside of it."""
    tokens = tree.tokens_in(piece)
    tops = [t for t in tokens if tree.parse.heads[t] == t or tree.parse.heads[t] not in tokens]
    for wanted in (("VERB", "AUX"), _HEADS):
        for token in tops:
            if tree.parse.pos[token] in wanted:
                return token
    return tokens[0] if len(tokens) else None


def find_quotation(text: str, piece: Span) -> Quotation:
    """Return whether a content is wholly quoted, partly, or not."""
    shown = piece.within(text)
    if shown[0] in _OPENERS and shown[-1] in _CLOSERS:
        return "direct"
    return "mixed" if any(mark in shown for mark in ("“", '"', "‘", "«", "''", "„")) else "indirect"


def find_type(tree: Tree, one: Attribution, piece: Span, head: int | None) -> StatementType:
    """Return what kind of proposition an attributed content is."""
    lists = words("en", "certainty")
    content = list(tree.tokens_in(piece))
    cue = [tree.lemma(t) for t in tree.tokens_in(one.cue)] if one.cue is not None else []
    checked = any(c in lists["verify"] for c in cue) and (
        any(c in lists["qualifying"] for c in cue) or points_back(tree, piece)
    )
    if checked or speaks_of_checking(tree, content):
        return "verification"
    judged = any(c in lists["evaluative"] for c in cue) or _coined(tree.text, piece)
    if judged and one.shape in ("object", "passive", "noun"):
        return "opinion"
    if _lies_ahead(tree, one, cue, head):
        return "prediction"
    return "opinion" if _is_judgement(tree, head, cue) else "assertion"


def points_back(tree: Tree, piece: Span) -> bool:
    """Tell a content that only points at what was said before: "it", "this", "the account"."""
    owners = [t for t in tree.tokens_in(piece) if tree.parse.deps[t] == "poss"]
    owned = {t for owner in owners for t in tree.subtree(owner)}
    light = ("DET", "AUX", "PART", "ADP")
    tokens = [t for t in tree.tokens_in(piece) if tree.parse.pos[t] not in light and t not in owned]
    pointing = words("en", "certainty")["pointing"]
    nouns = [t for t in tokens if tree.parse.pos[t] in ("NOUN", "PRON", "PROPN")]
    verbs = [
        t for t in tokens if tree.parse.pos[t] == "VERB" and tree.lemma(t) not in words("en", "certainty")["verify"]
    ]
    return not verbs and len(nouns) == 1 and len(tokens) <= MOST_POINTING and tree.lemma(nouns[0]) in pointing


_PROMISES = frozenset({"forecast", "pledge", "predict", "promise", "threaten", "vow"})

MOST_POINTING = 3
"""Words of a content that points back; "the account of the crew" says more than that."""


def _lies_ahead(tree: Tree, one: Attribution, cue: list[str], head: int | None) -> bool:
    """Tell content about the future: "will …", or the infinitive of a threat or promise."""
    if find_tense(tree, head) == "future" or _would(tree, head):
        return True
    if one.shape == "object" and any(c in _PROMISES for c in cue):
        return True
    if head is None or not any(c in words("en", "certainty")["promising"] for c in cue):
        return False
    perfect = any(tree.lemma(c) == "have" for c in tree.children[head] if tree.parse.deps[c] == "aux")
    return one.shape == "infinitive" and not perfect


def _would(tree: Tree, head: int | None) -> bool:
    """Tell “the pier would reopen”: the future of what was said in the past; “would have” is none."""
    helpers = [c for c in tree.children[head] if tree.parse.deps[c] == "aux"] if head is not None else []
    lemmas = {tree.lemma(t) for t in helpers}
    conditional = any(tree.lemma(t) in ("if", "unless") for c in helpers for t in tree.children[tree.parse.heads[c]])
    return "would" in lemmas and "have" not in lemmas and not conditional


def _coined(text: str, piece: Span) -> bool:
    """Tell "described it as ‘a slap in the face’": part of a described thing stands in quotation marks."""
    shown = piece.within(text)
    return (" as " in shown or " being " in shown) and any(mark in shown for mark in '‘“"«')


def _is_judgement(tree: Tree, head: int | None, cue: list[str]) -> bool:
    """Tell "it was a disgrace", "they should resign" from what could be checked."""
    lists = words("en", "certainty")
    if head is None:
        return False
    if any(tree.lemma(c) in ("should", "must", "ought") for c in tree.children[head] if tree.parse.tags[c] == "MD"):
        return True
    if any(c in lists["evaluative"] for c in cue) and tree.parse.pos[head] != "VERB":
        return True
    if tree.lemma(head) != "be":
        return False
    predicate = tree.child(head, *_PREDICATES)
    return predicate is not None and tree.lemma(predicate) in lists["vague"] | lists["judging"]

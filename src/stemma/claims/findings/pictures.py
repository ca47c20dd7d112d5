"""The footage and pictures that reports speak of, and what these are said to show.

Enters: the story's documents and statements. Leaves: by document, each mention of footage with what is seen on it.
Refuses: a player's label run into a sentence, and a recording that speaks ("says that the office is closed").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from stemma.claims.material import Material
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Span, Statement

LONGEST = 5
"""Words of what a report calls the footage; a longer row of nouns is a player's label run into a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A mention of footage: where it stands, the stretch that says what is to be seen, moving, still or sound."""

    document: Document
    sentence: int
    mention: Span
    shown: Span | None
    terms: frozenset[str]
    medium: str


def pictures_of(material: Material) -> dict[str, list[Picture]]:
    """Return, for each document, the footage that it speaks of."""
    found = {d: list(_pictures(document, material.trees[d])) for d, document in material.documents.items()}
    return {d: [_as_stated(p, material) for p in pictures] for d, pictures in found.items()}


def _as_stated(picture: Picture, material: Material) -> Picture:
    """Let a statement whose source is the footage say what it shows; its content is cut better than a parse is."""
    for statement in material.statements.values():
        source = statement.source.span
        told = statement.source.kind == "document" and statement.document == picture.document.id
        apart = not statement.content.overlaps(picture.mention)
        if (
            told
            and apart
            and _is_shown(statement, material)
            and source is not None
            and source.overlaps(picture.mention)
        ):
            terms = _terms(material.trees[statement.document], statement.content)
            return replace(picture, shown=statement.content, terms=terms)
    return picture


def _is_shown(statement: Statement, material: Material) -> bool:
    """Tell whether a statement is what pictures show: a recording that says the office is closed is an answerphone."""
    tree = material.trees[statement.document]
    cue = tree.tokens_in(statement.cue) if statement.cue is not None else ()
    return any(tree.lemma(t) in _showing() | {"accord"} for t in cue)


def _pictures(document: Document, tree: Tree) -> Iterator[Picture]:
    """Yield the footage a document speaks of, with what it is said to show."""
    listed = words("en", "claims")["evidence"]
    for token, lemma in enumerate(tree.parse.lemmas):
        if (
            lemma not in listed
            or tree.parse.pos[token] not in {"NOUN", "PROPN"}
            or tree.parse.deps[token] == "compound"
        ):
            continue
        show = _showing_verb(tree, token)
        shown = _what(tree, show) if show is not None else None
        phrase = [token]
        while len(phrase) <= LONGEST and _goes_on(tree, phrase[0] - 1):
            phrase.insert(0, phrase[0] - 1)
        if len(phrase) > LONGEST:
            continue
        yield Picture(
            document=document,
            sentence=tree.sentence_of[token],
            mention=tree.span(min(phrase), token),
            shown=shown,
            terms=_terms(tree, shown) if shown is not None else frozenset(),
            medium="moving" if lemma in {"clip", "footage", "video"} else "sound" if lemma == "recording" else "still",
        )


def _goes_on(tree: Tree, token: int) -> bool:
    return token >= 0 and (tree.parse.pos[token] in _PHRASE or tree.word(token) == "-")


_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


def _showing_verb(tree: Tree, token: int) -> int | None:
    """Return the verb of showing that belongs to the footage: "shows", "appears to depict", "purporting to show"."""
    listed = _showing()
    first, last = tree.parse.sentences[tree.sentence_of[token]]
    for verb in range(first, last):
        if tree.lemma(verb) not in listed or tree.parse.pos[verb] != "VERB" or verb == token:
            continue
        current = verb
        for _ in range(4):
            if tree.child(current, "nsubj") == token or tree.parse.heads[current] == token:
                return verb
            if tree.parse.deps[current] not in {"xcomp", "ccomp", "acl", "relcl", "conj", "advcl"}:
                break
            current = tree.parse.heads[current]
    return _shown_next(tree, tree.sentence_of[token] + 1)


def _showing() -> frozenset[str]:
    """Return the verbs of showing; what a film "features" is its cast, and evidence of nothing."""
    return words("en", "claims")["showing"] - {"feature"}


def _shown_next(tree: Tree, sentence: int) -> int | None:
    """Return the verb of showing of the next sentence if "it" is what shows: "There is a clip. It shows …"."""
    if sentence >= len(tree.parse.sentences):
        return None
    root = tree.root(sentence)
    subject = tree.child(root, "nsubj")
    pointing = subject is not None and tree.lemma(subject) in {"it", "they", "this"}
    return root if pointing and tree.lemma(root) in _showing() else None


def _what(tree: Tree, verb: int) -> Span | None:
    below = [t for t in tree.subtree(verb) if t > verb and tree.parse.deps[t] != "punct"]
    objects = [c for c in tree.children[verb] if c > verb and tree.parse.deps[c] in {"dobj", "ccomp", "xcomp", "attr"}]
    if not below or not objects:
        return None
    end = max(t for o in objects for t in tree.subtree(o) if t in set(below))
    return tree.span(min(below), end)


def _terms(tree: Tree, span: Span) -> frozenset[str]:
    kept = (t for t in tree.tokens_in(span) if tree.parse.pos[t] in {"NOUN", "VERB", "ADJ", "PROPN"})
    return frozenset(key(tree.lemma(t)) for t in kept if tree.lemma(t) not in words("en", "claims")["empty_words"])

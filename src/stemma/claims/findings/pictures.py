"""The footage and pictures that reports speak of, and what these are said to show.

Enters: the story's documents and statements. Leaves: by document, each mention of footage with what is seen on it.
Refuses: a player's label run into a sentence, and a recording that speaks ("says that the office is closed").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stemma.claims.material import Material
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, Span, Statement

LONGEST = 5
"""Words of what a report calls the footage; a longer row of nouns is a player's label run into a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A mention of footage: where it stands, the stretch that says what is to be seen, moving, still or sound.

    ``recalled``: it is told of as of something before the news ("footage in July had shown", "recent videos").
    """

    document: Document
    sentence: int
    mention: Span
    shown: Span | None
    terms: frozenset[str]
    medium: str
    recalled: bool


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
            tree = material.trees[statement.document]
            shown = _whole(tree, statement.content)
            if picture.shown is not None and picture.shown.start == shown.start and _ends_at_verb(tree, picture.shown):
                return picture
            return replace(picture, shown=shown, terms=_terms(tree, shown))
    return picture


def _ends_at_verb(tree: Tree, shown: Span) -> bool:
    """Tell whether a finite verb follows: the sentence's own, which a content has run into."""
    after = tree.tokens_in(shown)[-1] + 1
    return after < len(tree.parse.tags) and tree.parse.tags[after] in {"VBD", "VBZ", "VBP"}


def _whole(tree: Tree, content: Span) -> Span:
    """Return a content within its first sentence, and up to the noun or the clause that it was cut before."""
    tokens = tree.tokens_in(content)
    if not tokens:
        return content
    stop = tree.parse.sentences[tree.sentence_of[tokens[0]]][1]
    last = min(tokens[-1], stop - 1)
    while last < tree.parse.heads[last] < stop:
        last = tree.parse.heads[last]
    last = _with_participle(tree, last)
    while tree.parse.pos[last] == "PUNCT" and last > tokens[0]:
        last -= 1
    return tree.span(tokens[0], last)


def _with_participle(tree: Tree, last: int) -> int:
    """Return where a stretch ends with the participle behind it: "shows tanks" + "returning to their bases"."""
    after = last + 1
    if after >= len(tree.parse.tags) or tree.parse.tags[after] != "VBG":
        return last
    below = tree.subtree(after)
    return max(below) if min(below) == after else last


def _is_shown(statement: Statement, material: Material) -> bool:
    """Tell whether a statement is what pictures show: a recording that says the office is closed is an answerphone.

    "According to a video" tells what is seen only of what has happened; "the shop opens in May" somebody says on it.
    """
    tree = material.trees[statement.document]
    cue = {tree.lemma(t) for t in tree.tokens_in(statement.cue)} if statement.cue is not None else set()
    return not cue.isdisjoint(_showing()) or ("accord" in cue and statement.tense == "past")


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
        if len(phrase) > LONGEST or _is_stock(tree, token):
            continue
        yield Picture(
            document=document,
            sentence=tree.sentence_of[token],
            mention=tree.span(min(phrase), token),
            shown=shown,
            terms=_terms(tree, shown) if shown is not None else frozenset(),
            medium="moving" if lemma in {"clip", "footage", "video"} else "sound" if lemma == "recording" else "still",
            recalled=show is not None and _is_recalled(document, tree, phrase[0], show),
        )


def _is_stock(tree: Tree, token: int) -> bool:
    """Tell whether footage only adorns a report, as a caption says: "this file image made from video"."""
    first, last = tree.parse.sentences[tree.sentence_of[token]]
    listed = words("en", "claims")["stock_pictures"]
    return any(tree.lemma(t) in listed and tree.parse.deps[t] in {"amod", "compound"} for t in range(first, last))


def _goes_on(tree: Tree, token: int) -> bool:
    return token >= 0 and (tree.parse.pos[token] in _PHRASE or tree.word(token) == "-")


_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


def runs_on(tree: Tree, shown: Span) -> bool:
    """Tell whether what is seen runs into the sentence's own verb: "shows a boy of six was identified as a victim"."""
    inside = tree.tokens_in(shown)
    tops = (t for t in inside if tree.parse.heads[t] not in inside)
    passives = (c for t in tops if tree.child(t, "mark") is None for c in tree.children[t])
    return any(tree.parse.deps[c] == "auxpass" and tree.parse.tags[c] in {"VBD", "VBZ", "VBP"} for c in passives)


def is_posed(picture: Picture, tree: Tree) -> bool:
    """Tell whether somebody is only seen as on any press photo: leaving a court, smiling, with his family."""
    if picture.shown is None or picture.medium != "still":
        return False
    inside = tree.tokens_in(picture.shown)
    tops = (t for t in inside if tree.parse.heads[t] not in inside)
    acts = (c for t in tops for c in (t, *tree.children[t]) if tree.parse.tags[c] == "VBG")
    return any(tree.lemma(t) in words("en", "findings")["posing"] for t in acts)


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


def _is_recalled(document: Document, tree: Tree, mention: int, verb: int) -> bool:
    """Tell whether footage is told of as of something before.

    So are "recent videos", "footage in July", "has shown", "taken in 1986", "once the video was out, which showed".
    """
    if any(tree.lemma(c) == "have" for c in tree.children[verb] if tree.parse.deps[c] == "aux"):
        return True
    told = {tree.word(t).lower() for t in range(mention, max(verb, mention))}
    if not told.isdisjoint(words("en", "claims")["recalling"] | mappings("en", "times")["months"].keys()):
        return True
    clauses = [t for t in tree.upwards(verb) if tree.parse.deps[t] == "advcl"]
    if any(tree.lemma(c) in _EARLIER for t in clauses for c in tree.children[t] if c < mention):
        return True
    year = document.published.earliest[:4] if document.published else None
    return any(_YEAR.fullmatch(w) and w != year for w in told)


_EARLIER = frozenset({"once", "since", "when"})
"""Words that open a clause of what came before the news."""

_YEAR = re.compile(r"(?:19|20)\d\d")


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
    first, end = min(below), max(t for o in objects for t in tree.subtree(o) if t in set(below))
    return tree.span(first, _with_participle(tree, _before_main_verb(tree, verb, objects[-1], end)))


def _before_main_verb(tree: Tree, verb: int, seen: int, end: int) -> int:
    """Return where what is seen ends: a finite verb behind a participle's object is the sentence's own.

    "The video purporting to show the raid is a fake" was parsed as if the video showed that the raid is a fake.
    """
    subject = tree.child(seen, "nsubj", "nsubjpass")
    finite = tree.parse.tags[seen] in {"VBD", "VBZ", "VBP"} or tree.child(seen, "auxpass") is not None
    ownless = tree.parse.tags[verb] in {"VB", "VBG"} and tree.child(seen, "mark") is None
    if subject is None or not finite or not ownless or tree.parse.deps[seen] != "ccomp":
        return end
    return max(tree.subtree(subject))


def _terms(tree: Tree, span: Span) -> frozenset[str]:
    kept = (t for t in tree.tokens_in(span) if tree.parse.pos[t] in {"NOUN", "VERB", "ADJ", "PROPN"})
    return frozenset(key(tree.lemma(t)) for t in kept if tree.lemma(t) not in words("en", "claims")["empty_words"])

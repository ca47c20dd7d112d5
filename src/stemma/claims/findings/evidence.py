"""Footage and pictures that reports describe but do not show, and what they are said to show.

Enters: the story's documents. Leaves: ``evidence_not_attached`` and ``detail_differs``. Refuses: pictures of a
report's own (a caption, a photo credit), and a document that links to where the pictures are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stemma.claims.drafts import Draft, Group, Told, told_by_document
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Span, Statement

LONGEST = 5
"""Words of what a report calls the footage; a longer row of nouns is a player's label run into a sentence."""

MOST = 3
"""Reports that differ in what one recording shows; of more, each tells another scene of a long one."""

FEWEST = 2
"""Telling words of what is seen; "the videos show intention" describes nothing."""

ALIKE = 0.5
"""Share of the shorter description's telling words that the longer has too, above which both describe the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A mention of footage: where it stands, the stretch that says what is to be seen, moving, still or sound."""

    document: Document
    sentence: int
    mention: Span
    shown: Span | None
    terms: frozenset[str]
    medium: str


def evidence_not_attached(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A report tells what footage shows, but the footage is not attached or linked; only a description is here.

    Reports that tell the same of it are one finding.
    """
    claims = told_by_document(groups)
    found: dict[str, list[tuple[Picture, Group | None]]] = {}
    for document, pictures in _by_document(material).items():
        first = next((p for p in pictures if _tells_something(p, material) and not _is_caption(p, material)), None)
        if first is not None and not _links_to_pictures(first.document):
            claim = _claim_shown(first, claims)
            found.setdefault(claim.id if claim else document, []).append((first, claim))
    for told in found.values():
        shown = sorted((p for p, _ in told), key=lambda p: material.when(p.document.id))
        claim = told[0][1]
        yield Draft(
            kind="evidence_not_attached",
            sentence=_only_described(shown, material),
            spans=tuple(p.document.at(_together(p.mention, p.shown)) for p in shown if p.shown),
            claim=claim.id if claim else None,
            rule="evidence_not_attached",
        )


def _only_described(pictures: Sequence[Picture], material: Material) -> str:
    first, labels = pictures[0], material.listed(p.document.id for p in pictures)
    name = " ".join(first.mention.within(first.document.text).split())
    verb = "describes" if len(pictures) == 1 else "describe"
    return f"{labels} only {verb} “{name}” (“{_description(first)}”); nothing is attached or linked."


def _tells_something(picture: Picture, material: Material) -> bool:
    """Tell whether what is seen is told, and more than one word: "you just how kind people are" shows nothing."""
    if picture.shown is None or len(picture.terms) < FEWEST:
        return False
    tree = material.trees[picture.document.id]
    first = tree.tokens_in(picture.shown)[0]
    return tree.word(first).lower() not in {"how", "what", "why", "you"}


def pictures_differ(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports that lineage connects tell different things of what the footage shows."""
    claims = told_by_document(groups)
    told = [next((p for p in found if p.shown), None) for found in _by_document(material).values()]
    seen = [p for p in told if p is not None and _tells_something(p, material)]
    apart = [
        (a, b)
        for n, a in enumerate(seen)
        for b in seen[n + 1 :]
        if a.medium == b.medium
        and _one_recording(a, b, material)
        and len(a.terms & b.terms) <= ALIKE * min(len(a.terms), len(b.terms))
    ]
    involved = sorted(
        {p.document.id: p for pair in apart for p in pair}.values(), key=lambda p: material.when(p.document.id)
    )
    if not 2 <= len(involved) <= MOST:
        return
    shown = [f"“{_description(p)}” ({material.labels[p.document.id]})" for p in involved]
    claim = _claim_of(involved[0], claims)
    yield Draft(
        kind="detail_differs",
        sentence=f"What the footage shows differs: {joined(shown, 'against')}.",
        spans=tuple(p.document.at(p.shown) for p in involved if p.shown),
        claim=claim.id if claim else None,
        rule="pictures_differ",
    )


def _by_document(material: Material) -> dict[str, list[Picture]]:
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


def _one_recording(left: Picture, right: Picture, material: Material) -> bool:
    """Tell whether two reports speak of one recording: lineage connects them, and neither speaks of several.

    "Photographs" are many, and each report picks another.
    """
    if _is_set(left, material) or _is_set(right, material):
        return False
    return material.related(left.document.id, right.document.id)


def _is_set(picture: Picture, material: Material) -> bool:
    tree = material.trees[picture.document.id]
    tokens = tree.tokens_in(picture.mention)
    return bool(tokens) and tree.parse.tags[tokens[-1]] in {"NNS", "NNPS"}


def _claim_of(picture: Picture, told: Told) -> Group | None:
    """Return the most retold claim of the picture's sentence or the three before it."""
    near = [
        (len(group.documents), reading.statement.sentence - picture.sentence, group.id, group)
        for reading, group in told.get(picture.document.id, ())
        if 0 <= picture.sentence - reading.statement.sentence <= 3
    ]
    return max(near, key=lambda item: item[:3])[3] if near else None


def _claim_shown(picture: Picture, told: Told) -> Group | None:
    """Return the most retold claim of what the picture shows; what merely stands beside it is another matter."""
    if picture.shown is None:
        return None
    near = [
        (len(group.documents), reading.statement.sentence, group.id, group)
        for reading, group in told.get(picture.document.id, ())
        if picture.shown.overlaps(reading.statement.content)
    ]
    return max(near, key=lambda item: item[:3])[3] if near else None


def _is_caption(picture: Picture, material: Material) -> bool:
    """Tell whether the footage stands beside the text, though the text alone was kept.

    So it is where "this" points at it, where a caption ran into a sentence ("by gunmen Images posted"), and where the
    report sends its reader to it ("scroll down for video").
    """
    tree = material.trees[picture.document.id]
    first, _ = tree.parse.sentences[picture.sentence]
    tokens = tree.tokens_in(picture.mention)
    run_in = bool(tokens) and tokens[-1] > first and tree.word(tokens[-1]).istitle()
    beside = _BESIDE.search(picture.document.text) is not None
    return tree.lemma(first) in {"this", "these"} or run_in or beside


_BESIDE = re.compile(
    r"\b(?:(?:scroll(?:ing)? down|click here|keep scrolling) (?:for|to (?:see|watch))"
    r"|(?:see|view|watch) (?:it|(?:the )?(?:\w+ )?(?:video|footage|photos|pictures|clip)) (?:above|below|here)"
    r"|(?:video|footage|photos?|pictures?|clip) (?:above|below))\b",
    re.IGNORECASE,
)
"""Words by which a report sends its reader to pictures that it carries."""


def _together(mention: Span, shown: Span) -> Span:
    return Span(start=min(mention.start, shown.start), end=max(mention.end, shown.end))


def _links_to_pictures(document: Document) -> bool:
    marks = words("en", "claims")["picture_hosts"]
    return any(mark in link.lower() for link in document.links for mark in sorted(marks))


def _description(picture: Picture) -> str:
    text = " ".join(picture.shown.within(picture.document.text).split()) if picture.shown else ""
    return text if len(text) <= 90 else text[: text.rfind(" ", 0, 89)] + "…"

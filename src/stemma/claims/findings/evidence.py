"""Footage and pictures that reports describe but do not show, and what they are said to show.

Enters: the story's documents. Leaves: ``evidence_not_attached`` and ``detail_differs``. Refuses: pictures of a
report's own (a caption, a photo credit), and a document that links to where the pictures are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group, Told, told_by_document
from stemma.claims.findings.pictures import Picture, is_posed, pictures_of, runs_on
from stemma.claims.material import Material
from stemma.claims.names import joined
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Span

MOST = 3
"""Reports that differ in what one recording shows; of more, each tells another scene of a long one."""

LEAD = 16
"""Sentences of a report's opening in which footage is of its event; later ones recall what was before."""

FEWEST = 2
"""Telling words of what is seen; "the videos show intention" describes nothing."""

ALIKE = 0.5
"""Share of the shorter description's telling words that the longer has too, above which both describe the same."""

SHARED = 2
"""Telling words in common from which two descriptions of a story's footage are of one piece, however long they are."""

MAX_SHOWN = 140
"""Code points of a description that a sentence shows."""

MAIN = 3
"""Reports that describe one piece of a story's footage, beside which what a single one describes is scenery."""

LISTED = 4
"""Reports that a sentence names; of more it names the first three and counts the others."""

Seen = tuple[Picture, Group | None]
"""Footage as one report describes it, and the claim that it shows."""


def evidence_not_attached(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports tell what footage shows, but none attaches or links it; only a description is here.

    One piece of footage is one finding, with all reports that describe it.
    """
    pieces = _pieces(groups, material)
    main = {told[0][0].medium for told in pieces if len(told) >= MAIN}
    for told in pieces:
        if len(told) == 1 and told[0][0].medium in main:
            continue
        claim = max((c for _, c in told if c is not None), key=lambda c: (len(c.documents), c.id), default=None)
        shown = sorted((p for p, _ in told), key=lambda p: material.when(p.document.id))
        named = [p for p in shown if not _opens_with_pronoun(p, material)]
        if not named or not (len(told) > 1 or _carries_news(*told[0], material)):
            continue
        yield Draft(
            kind="evidence_not_attached",
            sentence=_only_described(named[0], shown, material),
            spans=tuple(p.document.at(_together(p.mention, p.shown)) for p in shown if p.shown),
            claim=claim.id if claim else None,
            rule="evidence_not_attached",
        )


def _pieces(groups: Sequence[Group], material: Material) -> list[list[Seen]]:
    """Return the footage that reports describe and do not show, one list a piece.

    A report's first video and its first picture open a piece; what else it shows only joins what others describe.
    """
    claims = told_by_document(groups)
    first: list[Seen] = []
    more: list[Seen] = []
    for pictures in pictures_of(material).values():
        media: set[str] = set()
        for picture in pictures:
            at_hand = _shows_pictures(picture.document) or _is_caption(picture, material)
            if _tells_something(picture, material) and not at_hand:
                (more if picture.medium in media else first).append((picture, _claim_shown(picture, claims)))
                media.add(picture.medium)
    found: list[list[Seen]] = []
    for number, one in enumerate([*first, *more]):
        others = [told for told in found if not any(_is_of_another(other[0], one[0], material) for other in told)]
        same = next((told for told in others if any(_is_same(other, one, material) for other in told)), None)
        if same is not None and all(p.document.id != one[0].document.id for p, _ in same):
            same.append(one)
        elif same is None and number < len(first):
            found.append([one])
    return found


def _is_same(one: Seen, other: Seen, material: Material) -> bool:
    """Tell whether two descriptions are of one piece of footage.

    So they are with one claim, with the same telling words, or where both carry the news of reports that lineage
    connects and speak of a single recording.
    """
    (left, claim), (right, elsewhere) = one, other
    if claim is not None and claim is elsewhere:
        return True
    if left.medium != right.medium:
        return False
    shared = left.terms & right.terms
    if len(shared) >= min(SHARED, ALIKE * min(len(left.terms), len(right.terms))):
        return True
    news = bool(shared) and max(left.sentence, right.sentence) < LEAD
    return news and _one_recording(left, right, material) and _is_one_scene(left, right, material)


def _is_of_another(left: Picture, right: Picture, material: Material) -> bool:
    """Tell whether two descriptions name different people as whom they show before all."""
    names = _named_first(left, material), _named_first(right, material)
    return all(names) and names[0].isdisjoint(names[1])


def _carries_news(picture: Picture, claim: Group | None, material: Material) -> bool:
    """Tell whether a report rests on footage: its opening tells of it as of news, or others tell what it shows."""
    retold = claim is not None and len(claim.documents) > 1
    news = picture.sentence < LEAD and not is_posed(picture, material.trees[picture.document.id])
    return not picture.recalled and (retold or news)


def _only_described(named: Picture, pictures: Sequence[Picture], material: Material) -> str:
    name = " ".join(named.mention.within(named.document.text).split())
    if name[1:2].islower() and not _is_name(named, material):
        name = name[0].lower() + name[1:]
    labels = [material.labels[p.document.id] for p in pictures]
    listed = joined(labels if len(labels) <= LISTED else [*labels[: LISTED - 1], f"{len(labels) - LISTED + 1} others"])
    verb = "describes" if len(labels) == 1 else "describe"
    return f"{listed} only {verb} “{name}” said to show “{_description(named)}”; nothing is attached or linked."


def _is_name(picture: Picture, material: Material) -> bool:
    tree = material.trees[picture.document.id]
    tokens = tree.tokens_in(picture.mention)
    return len(tokens) > 1 and tree.parse.pos[tokens[0]] == "PROPN"


def _opens_with_pronoun(picture: Picture, material: Material) -> bool:
    """Tell whether nobody knows from a description whom it shows: "him smiling at the camera"."""
    tree = material.trees[picture.document.id]
    if picture.shown is None:
        return True
    first = next(t for t in tree.tokens_in(picture.shown) if tree.lemma(t) != "that")
    return tree.parse.tags[first].startswith("PRP")


def _tells_something(picture: Picture, material: Material) -> bool:
    """Tell whether what is seen is told, and more than one word: "you just how kind people are" shows nothing."""
    tree = material.trees[picture.document.id]
    if picture.shown is None or len(picture.terms) < FEWEST or runs_on(tree, picture.shown):
        return False
    first = tree.tokens_in(picture.shown)[0]
    fragment = tree.parse.pos[first] in {"ADV", "AUX", "PART", "VERB"} and tree.parse.deps[first] != "amod"
    clause = tree.parse.deps[first] == "nsubj" and tree.word(first) in _SUBJECTS
    return not fragment and not clause and tree.word(first).lower() not in {"how", "what", "why", "you"}


_SUBJECTS = frozenset({"he", "it", "she", "there", "they", "we"})
"""Pronouns that open a clause: what "they" do on a picture is told of somebody who was named before."""


def pictures_differ(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports that lineage connects tell different things of what the footage shows."""
    claims = told_by_document(groups)
    told = [next((p for p in found if p.shown), None) for found in pictures_of(material).values()]
    seen = [p for p in told if p is not None and _tells_something(p, material) and not p.recalled]
    apart = [
        (a, b)
        for n, a in enumerate(seen)
        for b in seen[n + 1 :]
        if a.medium == b.medium and _one_recording(a, b, material) and not _is_one_scene(a, b, material)
        if not a.terms.isdisjoint(b.terms) or _go_with_one_claim(a, b, claims)
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


def _is_one_scene(left: Picture, right: Picture, material: Material) -> bool:
    """Tell whether two descriptions may be of one scene: the same words, the same act, or the same people or thing."""
    shared, least = len(left.terms & right.terms), min(len(left.terms), len(right.terms))
    if shared > ALIKE * least or (shared and least <= FEWEST) or (shared and _is_of_him(left, right, material)):
        return True
    return bool(_seen(left, material) & _seen(right, material))


def _is_of_him(left: Picture, right: Picture, material: Material) -> bool:
    """Tell whether one description is of "him", who may be whom the other names."""
    trees = ((p, material.trees[p.document.id]) for p in (left, right))
    return any(tree.parse.tags[t] == "PRP" for p, tree in trees for t in _first_seen(p, tree)[1])


def _seen(picture: Picture, material: Material) -> frozenset[str]:
    """Return the keys of who or what is seen before all, whose it is, every name, and what is done."""
    tree = material.trees[picture.document.id]
    tokens, first = _first_seen(picture, tree)
    whose = [c for t in first for c in tree.children[t] if tree.parse.deps[c] == "poss"]
    done = [t for t in tokens if tree.parse.pos[t] in {"PROPN", "VERB"}]
    return frozenset(_called(t, tree) for t in first) | {key(tree.lemma(t)) for t in (*whose, *done)}


def _first_seen(picture: Picture, tree: Tree) -> tuple[range, list[int]]:
    """Return the tokens of a description, and those of whom or what it shows before all."""
    tokens = tree.tokens_in(picture.shown) if picture.shown is not None else range(0)
    tops = [t for t in tokens if tree.parse.heads[t] not in tokens or tree.parse.heads[t] == t]
    return tokens, [tree.child(t, "nsubj", "nsubjpass") or t for t in tops]


def _named_first(picture: Picture, material: Material) -> frozenset[str]:
    """Return the keys of those whom a picture shows before all and names: of "Gil leaving her car" Gil."""
    tree = material.trees[picture.document.id]
    return frozenset(key(tree.lemma(t)) for t in _first_seen(picture, tree)[1] if tree.parse.pos[t] == "PROPN")


def _called(token: int, tree: Tree) -> str:
    """Return the key of somebody or something seen, with its nation before it: two armies' soldiers are two."""
    nations = [c for c in tree.children[token] if tree.parse.deps[c] == "amod" and tree.word(c)[:1].isupper()]
    return " ".join(key(tree.lemma(t)) for t in (*nations, token))


def _go_with_one_claim(left: Picture, right: Picture, claims: Told) -> bool:
    claim = _claim_of(left, claims)
    return claim is not None and claim is _claim_of(right, claims)


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
    r"\b(?:(?:scroll(?:ing)? down|click here|keep scrolling) (?:for|to (?:see|view|watch))"
    r"|(?:see|view|watch) (?:it|(?:the )?(?:\w+ )?(?:video|footage|photos|pictures|clip)) (?:above|below|here)"
    r"|(?:video|footage|photos?|pictures?|clip) (?:above|below)"
    r"|here[’']s the (?:clip|video|footage|photo|picture)|view gallery|watch the (?:clip|footage|video)"
    r"|(?:photo|picture|image|video)s?(?: (?:by|courtesy|credit|source))?:|uploaded by:)",
    re.IGNORECASE,
)
"""Words by which a report sends its reader to pictures that it carries."""


def _together(mention: Span, shown: Span) -> Span:
    return Span(start=min(mention.start, shown.start), end=max(mention.end, shown.end))


def _shows_pictures(document: Document) -> bool:
    if any(media.kind in ("image", "video") for media in document.media):
        return True
    marks = words("en", "claims")["picture_hosts"]
    return any(mark in link.lower() for link in document.links for mark in sorted(marks))


def _description(picture: Picture) -> str:
    text = " ".join(picture.shown.within(picture.document.text).split()) if picture.shown else ""
    text = text.removeprefix("that ").strip(" ,;")
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = text.translate({ord(mark): None for mark in '"“”'})
    return text if len(text) <= MAX_SHOWN else text[: text.rfind(" ", 0, MAX_SHOWN - 1)].rstrip(" ,;") + "…"

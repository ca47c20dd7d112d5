"""Footage and pictures that reports describe but do not show, and what they are said to show.

Enters: the story's documents. Leaves: ``evidence_not_attached`` and ``detail_differs``. Refuses: pictures of a
report's own (a caption, a photo credit), and a document that links to where the pictures are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group, Told, told_by_document
from stemma.claims.findings.pictures import Picture, pictures_of
from stemma.claims.material import Material
from stemma.claims.names import joined
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


def evidence_not_attached(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A report tells what footage shows, but the footage is not attached or linked; only a description is here.

    Reports that tell the same of it are one finding.
    """
    claims = told_by_document(groups)
    found: list[list[tuple[Picture, Group | None]]] = []
    for pictures in pictures_of(material).values():
        first = next((p for p in pictures if _tells_something(p, material) and not _is_caption(p, material)), None)
        claim = _claim_shown(first, claims) if first is not None else None
        if first is not None and not _shows_pictures(first.document) and _is_of_event(first, claim):
            same = next((told for told in found if _is_same(told[0], (first, claim))), None)
            if same is None:
                found.append([(first, claim)])
            else:
                same.append((first, claim))
    for told in found:
        shown = sorted((p for p, _ in told), key=lambda p: material.when(p.document.id))
        claim = told[0][1]
        yield Draft(
            kind="evidence_not_attached",
            sentence=_only_described(shown, material),
            spans=tuple(p.document.at(_together(p.mention, p.shown)) for p in shown if p.shown),
            claim=claim.id if claim else None,
            rule="evidence_not_attached",
        )


def _is_same(one: tuple[Picture, Group | None], other: tuple[Picture, Group | None]) -> bool:
    """Tell whether two reports tell the same of footage: one claim, or mostly the same telling words."""
    (left, claim), (right, elsewhere) = one, other
    if claim is not None and claim is elsewhere:
        return True
    return left.medium == right.medium and len(left.terms & right.terms) >= ALIKE * min(
        len(left.terms), len(right.terms)
    )


def _is_of_event(picture: Picture, claim: Group | None) -> bool:
    """Tell whether footage is told early in a report, or shows what others tell too; later ones are of other events."""
    return picture.sentence < LEAD or (claim is not None and len(claim.documents) > 1)


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
    cut = any(mark in picture.shown.within(picture.document.text) for mark in "”»")
    return not cut and tree.word(first).lower() not in {"how", "what", "why", "you"}


def pictures_differ(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Reports that lineage connects tell different things of what the footage shows."""
    claims = told_by_document(groups)
    told = [next((p for p in found if p.shown), None) for found in pictures_of(material).values()]
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


def _shows_pictures(document: Document) -> bool:
    if any(media.kind in ("image", "video") for media in document.media):
        return True
    marks = words("en", "claims")["picture_hosts"]
    return any(mark in link.lower() for link in document.links for mark in sorted(marks))


def _description(picture: Picture) -> str:
    text = " ".join(picture.shown.within(picture.document.text).split()) if picture.shown else ""
    return text if len(text) <= 90 else text[: text.rfind(" ", 0, 89)] + "…"

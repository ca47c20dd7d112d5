"""Pictures that several reports show: as records, and in words for the dossier.

Enters: a case. Leaves: one record a picture (``pictures.jsonl``), and for each story the sentences that an editor must
see: the same picture in several reports, or a picture that an older story has. Refuses: to show the pictures
themselves, or to say what they show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.codec import Plain
from stemma.compare.pictures import SharedPicture, same_pictures
from stemma.export import display
from stemma.ids import make_id
from stemma.model import Case, Document, Story

MOST_NAMED = 4
"""Reports that a sentence names; the records name all."""


def collect(case: Case) -> list[dict[str, Plain]]:
    """Return a record for each picture that stands in several reports, sorted by id."""
    documents = {d.id: d for d in case.documents}
    return sorted((_record(p, documents, case.stories) for p in same_pictures(case.documents)), key=_by_id)


def tell(case: Case, numbers: Mapping[str, int], labels: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return the sentences about the pictures of each story, by its id; ``numbers`` are those of the stories shown."""
    documents = {d.id: d for d in case.documents}
    found: dict[str, list[str]] = {}
    for picture in same_pictures(case.documents):
        for story in case.stories:
            if set(picture.documents) & set(story.documents):
                found.setdefault(story.id, []).append(_sentence(picture, story, case, documents, numbers, labels))
    return {story: tuple(sentences) for story, sentences in found.items()}


def _sentence(
    picture: SharedPicture,
    story: Story,
    case: Case,
    documents: Mapping[str, Document],
    numbers: Mapping[str, int],
    labels: Mapping[str, str],
) -> str:
    here = [d for d in _in_time(picture, documents) if d.id in story.documents]
    names = [labels.get(d.id, d.id) for d in here[:MOST_NAMED]]
    more = f" and {len(here) - MOST_NAMED} more" if len(here) > MOST_NAMED else ""
    same = "the same file" if picture.exact else "the same picture"
    told = f"{same} stands in {display.count(len(here), 'report')} of this story ({', '.join(names)}{more})"
    others = [s for s in case.stories if s.id != story.id and set(s.documents) & set(picture.documents)]
    beside = f" and in story {', '.join(str(numbers[s.id]) for s in others if s.id in numbers)}" if others else ""
    return f"{told}{beside}; {_first(picture, documents, labels)}"


def _first(picture: SharedPicture, documents: Mapping[str, Document], labels: Mapping[str, str]) -> str:
    """Say which report had the picture first, where all are dated."""
    ordered = _in_time(picture, documents)
    if any(d.published is None for d in ordered):
        return "which had it first is not known"
    return f"first in {labels.get(ordered[0].id, ordered[0].id)}, {display.moment(ordered[0].published)}"


def _record(picture: SharedPicture, documents: Mapping[str, Document], stories: Sequence[Story]) -> dict[str, Plain]:
    first = _in_time(picture, documents)[0]
    return {
        "id": make_id("pic", *picture.documents, *picture.names),
        "phash": picture.phash,
        "digest": picture.digest,
        "names": [*picture.names],
        "documents": [*picture.documents],
        "stories": [*sorted(s.id for s in stories if set(s.documents) & set(picture.documents))],
        "earliest": {"document": first.id, "published": first.published.earliest} if first.published else None,
    }


def _in_time(picture: SharedPicture, documents: Mapping[str, Document]) -> list[Document]:
    """Return the documents of a picture by publication, those without a day last."""
    shown = [documents[name] for name in picture.documents]
    return sorted(shown, key=lambda d: (d.published is None, d.published.earliest if d.published else "", d.id))


def _by_id(record: Mapping[str, Plain]) -> str:
    return str(record["id"])

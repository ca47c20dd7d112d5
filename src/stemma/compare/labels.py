"""Short names for the documents of a story, so that every sentence calls a report the same.

Enters: documents. Leaves: a label each, unlike any other's among them. Refuses: nothing; documents that nothing tells
apart are numbered in the order of publication, path and id.

A label is the outlet, or the file's name without suffix and digest; two of one outlet are told apart by day
("Gazette 14 May"), then by minute ("Gazette 14 May 06:05"), then by number ("Gazette 2").
What a page said before it was edited is an earlier version of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from stemma.compare.versions import in_time, page_of, superseded
from stemma.model import Document

MAX_LABEL = 32
"""Characters of an outlet's name in a label; the longest outlet name in 312 real texts has 29."""

EARLIER = " (earlier version)"
"""Behind the label of a page, what it said before it was edited."""

MONTHS = ("", "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

_STEM = re.compile(r"^(?P<name>[\w.]{1,24}?)[_\-](?:[0-9a-f]{8,}|[0-9A-F]{8,})$")


def label_documents(documents: Sequence[Document]) -> Mapping[str, str]:
    """Return a short label for each document id; the order of ``documents`` does not matter."""
    past = superseded(documents)
    groups: dict[str, list[Document]] = {}
    for document in documents:
        if document.id not in past:
            groups.setdefault(outlet_name(document), []).append(document)
    found: dict[str, str] = {}
    taken: set[str] = set(groups)
    for shared in sorted(groups):
        for identity, label in _told_apart(groups[shared]):
            found[identity] = label if len(groups[shared]) == 1 else _free(label, taken)
            taken.add(found[identity])
    newest = {page_of(d): found[d.id] for d in in_time(documents) if d.id in found} if past else {}
    for document in in_time(d for d in documents if d.id in past):
        found[document.id] = _free(f"{newest[page_of(document)]}{EARLIER}", taken)
        taken.add(found[document.id])
    return found


def outlet_name(document: Document) -> str:
    """Return a document's outlet, or its file name where it has none; two documents may share it."""
    outlet = " ".join((document.outlet or "").split())
    if outlet:
        return _cut(outlet)
    path, _, record = document.path.partition("#")
    told = record or path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    stem = told if record else re.sub(r"\.[A-Za-z0-9]{1,8}$", "", told)
    match = _STEM.match(stem)
    return _cut(match["name"] if match else " ".join(stem.split())) or document.id


def _cut(name: str) -> str:
    return name if len(name) <= MAX_LABEL else name[: MAX_LABEL - 1].rstrip() + "…"


def _told_apart(group: Sequence[Document]) -> list[tuple[str, str]]:
    """Return id and label of documents with one name: by day, then by minute, then by number."""
    spellings: tuple[Callable[[Document], str], ...] = (outlet_name, _by_day, _by_minute)
    for spell in spellings:
        spelled = [spell(d) for d in group]
        if len(set(spelled)) == len(group):
            return [(d.id, label) for d, label in zip(group, spelled, strict=True)]
    ordered = sorted(group, key=lambda d: (d.published.earliest if d.published else "", d.path, d.id))
    return [(d.id, f"{outlet_name(d)} {number}") for number, d in enumerate(ordered, 1)]


def _by_day(document: Document) -> str:
    if document.published is None:
        return outlet_name(document)
    parts = document.published.earliest[:10].split("-")
    if len(parts) < 3 or not parts[1].isdigit() or not parts[2].isdigit() or not 1 <= int(parts[1]) <= 12:
        return f"{outlet_name(document)} {document.published.earliest[:10]}"
    return f"{outlet_name(document)} {int(parts[2])} {MONTHS[int(parts[1])]}"


def _by_minute(document: Document) -> str:
    published = document.published
    if published is None or "T" not in published.earliest:
        return _by_day(document)
    return f"{_by_day(document)} {published.earliest[11:16]}"


def _free(label: str, taken: set[str]) -> str:
    number = 2
    free = label
    while free in taken:
        free, number = f"{label} ({number})", number + 1
    return free

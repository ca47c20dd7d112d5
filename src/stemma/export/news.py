"""Say what changed in a case from one run to the next.

Enters: the case before and after. Leaves: ``News`` in the order in which an editor needs them, and plain lines.
Refuses: to call news what a new story brings with it, and to call a page's new version a further report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from stemma.export import display
from stemma.export.edits import Edit, find_edits
from stemma.model import Case, Claim, Finding, FindingKind, Origin, StoryChange

NewsKind = Literal["edited", "origins", "contested", "finding", "merged", "split", "joined", "new"]

ORDER: Final[tuple[NewsKind, ...]] = ("edited", "origins", "contested", "finding", "merged", "split", "joined", "new")
"""What undoes an earlier answer first, what only adds to it last."""

TOLD: frozenset[FindingKind] = frozenset(
    {"update", "quantity_differs", "denied", "caveat_dropped", "certainty_hardened", "circular", "speaker_differs"}
)
"""Kinds of findings that are news where a further report brings them to a story that was known."""

MOST = 12
"""News of one kind that are shown; the first poll of a feed brings dozens of new stories."""

MOST_CHANGES = 8
"""Changes of one page that are shown."""

MOST_NAMES = 4
"""Reports or origins named in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that changed: a plain sentence, and what belongs below it."""

    kind: NewsKind
    sentence: str
    details: tuple[str, ...] = ()


def find_news(before: Case, after: Case) -> tuple[News, ...]:
    """Return what ``after`` says that ``before`` did not."""
    names = display.labels(after.documents)
    known = {document.id for document in before.documents}
    fresh = [document.id for document in after.documents if document.id not in known]
    edits = find_edits(after, fresh)
    found = [
        *(_edited(edit, names) for edit in edits),
        *_claims(before, after, names),
        *_findings(before, after, edits),
        *_stories(after, names, frozenset(edit.newer.id for edit in edits)),
    ]
    return tuple(sorted(found, key=lambda news: ORDER.index(news.kind)))


def render(news: Sequence[News]) -> str:
    """Return plain lines, ending in a line end; nothing for no news."""
    lines: list[str] = []
    for kind in ORDER:
        of_kind = [item for item in news if item.kind == kind]
        for item in of_kind[:MOST]:
            lines.append(display.printable(item.sentence))
            lines += [f"    {display.printable(detail)}" for detail in item.details]
        if len(of_kind) > MOST:
            lines.append(f"… and {len(of_kind) - MOST} more of this kind")
    return "".join(
        f"{display.printable(line) if line[:1] != ' ' else '    ' + display.printable(line)}\n" for line in lines
    )


def _edited(edit: Edit, names: Mapping[str, str]) -> News:
    title = display.quoted(edit.newer.title or edit.newer.path, 120)
    details = [f"headline {edit.headline}"] if edit.headline else []
    details += [f"caveat disappeared: {display.quoted(caveat)}" for caveat in edit.caveats]
    details += [str(change) for change in edit.changes[:MOST_CHANGES]]
    if len(edit.changes) > MOST_CHANGES:
        details.append(f"… and {display.count(len(edit.changes) - MOST_CHANGES, 'more change')}")
    details.append(f"both versions: stemma compare {edit.older.id} {edit.newer.id} --case FILE")
    when = f" ({edit.older.captured} → {edit.newer.captured})" if edit.older.captured and edit.newer.captured else ""
    sentence = f"page edited after publication: {title}, {names[edit.newer.id]}{when}"
    return News(kind="edited", sentence=sentence, details=tuple(details))


def _claims(before: Case, after: Case, names: Mapping[str, str]) -> Iterator[News]:
    """Yield the claims whose origins changed, or that became contested."""
    earlier = {claim.id: claim for claim in before.claims}
    documents = {statement.id: statement.document for statement in after.statements}
    for claim in after.claims:
        old = _forerunner(claim, earlier)
        if old is None:
            continue
        text = display.quoted(claim.text)
        if (old.origins.low, old.origins.high) != (claim.origins.low, claim.origins.high):
            more = (claim.origins.high, claim.origins.low) > (old.origins.high, old.origins.low)
            change = f"{display.origin_range(old)} → {display.origin_range(claim)}"
            sentence = f"{'a claim gained an origin' if more else 'a claim has fewer origins'}: {text}: {change}"
            yield News(kind="origins", sentence=sentence, details=_gained(old, claim, documents, names))
        if claim.contested and not old.contested:
            yield News(kind="contested", sentence=f"a claim is contested now: {text}")


def _forerunner(claim: Claim, earlier: Mapping[str, Claim]) -> Claim | None:
    """Return what a claim was before: the one of its id, else the largest that it replaces."""
    if claim.id in earlier:
        return earlier[claim.id]
    replaced = [earlier[name] for name in claim.replaces if name in earlier]
    return max(replaced, key=lambda old: (len(old.statements), old.id), default=None)


def _gained(old: Claim, claim: Claim, documents: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the origins that a claim did not have, each with the reports that bring it."""
    known = {origin.name.casefold() for origin in old.origins.items}
    new = [origin for origin in claim.origins.items if origin.name.casefold() not in known]
    return tuple(f"new: {', '.join((origin.name, *_reports(origin, documents, names)))}" for origin in new[:MOST_NAMES])


def _reports(origin: Origin, documents: Mapping[str, str], names: Mapping[str, str]) -> Sequence[str]:
    return sorted({names[documents[s]] for s in origin.statements if s in documents})[:MOST_NAMES]


def _findings(before: Case, after: Case, edits: Sequence[Edit]) -> Iterator[News]:
    """Yield the findings that are new to a story that was known; those between versions of a page are edits."""
    told = {(finding.kind, finding.sentence) for finding in before.findings}
    known = {document for story in before.stories for document in story.documents}
    grown = {story.id for story in after.stories if not known.isdisjoint(story.documents)}
    pages = [{edit.older.id, edit.newer.id} for edit in edits]
    fresh = {document.id for document in after.documents} - known
    for finding in sorted(after.findings, key=lambda f: (display.urgency(f.kind), f.id)):
        if finding.kind in TOLD and finding.story in grown and (finding.kind, finding.sentence) not in told:
            documents = {span.document for span in finding.spans}
            if documents & fresh and not any(documents <= page for page in pages):
                yield _finding(finding)


def _finding(finding: Finding) -> News:
    return News(kind="finding", sentence=f"{display.FINDING[finding.kind]}: {display.without_lead(finding.sentence)}")


def _stories(after: Case, names: Mapping[str, str], edited: frozenset[str]) -> Iterator[News]:
    """Yield what became of the stories; a new version of a page has not joined anything."""
    titles = {story.id: story.title for story in after.stories}
    for change in after.run.changes if after.run else ():
        documents = [d for d in change.documents if change.kind != "joined" or d not in edited]
        if documents:
            yield News(kind=change.kind, sentence=_story(change, titles[change.story], documents, names))


def _story(change: StoryChange, title: str, documents: Sequence[str], names: Mapping[str, str]) -> str:
    told = display.quoted(title, 120)
    reports = f"{display.count(len(documents), 'report')}: {_listed([names[d] for d in documents])}"
    if change.kind == "new":
        return f"new story: {told}, {reports}"
    if change.kind == "joined":
        return f"more on {told}: {reports}"
    if change.kind == "merged":
        return f"{display.count(len(change.earlier), 'story', 'stories')} became one: {told}"
    return f"a story was split: {told} holds {reports}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more

"""What the dossier page shows, as frozen records: the template reads these and nothing else.

Enters: strings that ``dossier`` has chosen. Leaves: one ``Page``. Refuses: nothing; the template escapes every string,
and the only markup in here is what ``svg`` has drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from stemma.export.passages import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A place in a report: where it stands, whose report it is, and its words, shortened.

    ``told``: the sentence beside it has the words already.
    """

    href: str
    label: str
    text: str
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of words, and whether it differs from the text beside it."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding: its kind in words, its sentence, and the places it speaks of."""

    id: str
    label: str
    sentence: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """How one report words a claim; ``compared`` names the report beside which the differing words are marked."""

    label: str
    when: str
    href: str
    words: tuple[Words, ...]
    compared: str | None
    said: str
    by: str
    signals: tuple[Cite, ...]
    fate: str
    cautions: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """An origin with a place where a report names it."""

    name: str
    note: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedView:
    """A claim as people judged it: who, the range of origins and the status that follow, and why.

    ``changed``: something of the claim differs from what Stemma says of it.
    """

    people: str
    range: str
    status: str
    contested: bool
    sentence: str
    origins: tuple[str, ...]
    changed: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim that several reports bring, or that is contested. ``basis``: where each report says it.

    ``judge``: where a person judges it, if that can be done.
    """

    id: str
    text: str
    href: str | None
    told: str
    range: str
    dots: Markup
    hang: Markup | None
    origins: tuple[OriginView, ...]
    channels: str
    status: str
    contested: bool
    sentence: str
    findings: tuple[FindingView, ...]
    copies: tuple[CopyView, ...]
    wording: str
    basis: tuple[Cite, ...]
    changes: tuple[str, ...]
    judge: str | None
    judged: JudgedView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of an evidence: the report, and its words with the differing ones marked."""

    label: str
    href: str
    words: tuple[Words, ...]
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One reason for a link: the rule's name in words, its weight, what it saw, and both places."""

    rule: str
    score: str
    detail: str
    left: Side | None
    right: Side | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A link of a lineage, said as a sentence, with its evidence and what else could explain it."""

    id: str
    sentence: str
    likelihood: str
    evidence: tuple[EvidenceView, ...]
    rivals: tuple[str, ...]
    judge: str | None
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A node of the lineage: a report or an unseen source, and what ties it to the nodes above."""

    label: str
    when: str
    href: str | None
    unseen: bool
    ties: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A report or an unseen source, with what hangs on it. ``number``: reports below it, at whatever depth.

    ``tie``: what ties it to the node above, with the likelihood as its label; ``named``: the unseen source has a name.
    """

    label: str
    when: str
    href: str | None
    unseen: bool
    named: bool
    undecided: bool = False
    tie: Cite | None = None
    number: int = 0
    below: tuple[Hanging, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadView:
    """How the reports of a story hang on their sources, the largest first; ``apart``: those that no link ties.

    ``told``: sentences, each in three parts: how many reports do what, the name of what they hang on, and the rest.
    """

    told: tuple[tuple[str, str, str], ...]
    sources: tuple[Hanging, ...]
    apart: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleView:
    """What one report alone says."""

    label: str
    items: tuple[Cite, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """One story: its claims, its lineage, what only one report brings, and what people judged of it."""

    id: str
    number: int
    title: str
    told: str
    places: str
    advice: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    further: tuple[ClaimView, ...]
    findings: tuple[FindingView, ...]
    pictures: tuple[str, ...]
    drawing: Markup | None
    rows: tuple[RowView, ...]
    alone: str
    undated: bool
    links: tuple[LinkView, ...]
    only: tuple[Cite, ...]
    single: tuple[SingleView, ...]
    judged: tuple[str, ...] = ()
    spread: SpreadView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report in full, every cited place marked; ``notes`` say what Stemma did or could not do with it."""

    key: str
    label: str
    title: str
    facts: tuple[str, ...]
    url: str | None
    notes: tuple[str, ...]
    pieces: tuple[Piece, ...]
    removed: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectView:
    """An input or record that was left out, and why."""

    stage: str
    locator: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule by its name in words, and what it looks at."""

    name: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole dossier."""

    title: str
    overview: tuple[str, ...]
    about: str | None
    near: bool
    unread: str
    stories: tuple[StoryView, ...]
    brief: tuple[StoryView, ...]
    reports: tuple[ReportView, ...]
    folded: bool
    rejects: tuple[RejectView, ...]
    rules: tuple[RuleView, ...]
    more: str
    made: str

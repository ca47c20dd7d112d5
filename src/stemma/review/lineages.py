"""A lineage as people judged it.

Enters: a story's lineage, and judgements of links and directions with the ids that they mean now. Leaves: a lineage.
Refuses: to draw conclusions: a link between two reports that was rejected is gone, the links of others stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.ids import make_id
from stemma.model import Evidence, Judgement, Lineage, Link
from stemma.review.anchors import Ground
from stemma.review.standing import Held

RULE = "judged"
"""Stands as the rule of what rests on a person's judgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A judgement that counts, with the ids that its subject has now, and the ground they stand on."""

    held: Held
    names: tuple[str, ...]
    ground: Ground

    @property
    def judgement(self) -> Judgement:
        """The judgement itself."""
        return self.held.judgement


def judge_lineage(lineage: Lineage, acts: Sequence[Act]) -> Lineage:
    """Return a lineage with what people said of its links, in the order in which they said it."""
    links = lineage.links
    for act in acts:
        if act.judgement.noun not in ("link", "direction") or len(set(act.names)) != 2:
            continue
        if act.judgement.noun == "link" and act.judgement.verdict == "reject":
            links = tuple(link for link in links if not _joins(link, act.names))
        elif act.judgement.noun == "link":
            links = _linked(links, lineage.story, act)
        elif act.judgement.verdict == "accept":
            links = tuple(
                _turned(x, act.names) if _joins(x, act.names) else x for x in _linked(links, lineage.story, act)
            )
        else:
            links = tuple(_open(link) if _joins(link, act.names) else link for link in links)
    below = {(link.borrower, link.lender) for link in links if link.kind == "common_source"}
    unseen = tuple(
        replace(u, documents=tuple(d for d in u.documents if (d, u.id) in below or not _had(lineage, d, u.id)))
        for u in lineage.unseen
    )
    return replace(lineage, links=links, unseen=tuple(u for u in unseen if u.documents))


def _had(lineage: Lineage, document: str, source: str) -> bool:
    return any((link.borrower, link.lender) == (document, source) for link in lineage.links)


def _joins(link: Link, names: Sequence[str]) -> bool:
    return {link.borrower, link.lender} == set(names)


def _linked(links: tuple[Link, ...], story: str, act: Act) -> tuple[Link, ...]:
    """Return the links with one between the two documents, which is sure now; added where there is none."""
    if any(_joins(link, act.names) for link in links):
        return tuple(replace(link, probability=1.0) if _joins(link, act.names) else link for link in links)
    first, second = sorted(act.names)
    judgement = act.judgement
    added = Link(
        id=make_id("lnk", story, RULE, first, second),
        story=story,
        borrower=first,
        lender=second,
        kind="retells",
        direction="undecided",
        probability=1.0,
        evidence=(Evidence(rule=RULE, score=0.0, detail=f"{judgement.person}: {judgement.reason}"),),
    )
    return (*links, added)


def _turned(link: Link, names: Sequence[str]) -> Link:
    """Return a link whose first name took from its second."""
    kind = "retells" if link.kind == "cites" else link.kind
    return replace(link, borrower=names[0], lender=names[1], kind=kind, direction="decided")


def _open(link: Link) -> Link:
    """Return a link of which nobody can say who took from whom."""
    if link.kind != "retells":
        return link
    first, second = sorted((link.borrower, link.lender))
    return replace(link, borrower=first, lender=second, direction="undecided")

"""One story as people judged it: their judgements applied, its claims counted again, held beside Stemma's.

Enters: a story with its records and trees, and every judgement of the case. Leaves: a ``JudgedStory``, or ``None``
where nobody judged anything in it. Refuses: to count in a way of its own: claims, origins, status, sentence and
findings come from ``stemma.claims``, given what people changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stemma.claims import conclude, regather
from stemma.claims.material import Material, lay_out
from stemma.language.tree import Tree
from stemma.model import Case, Claim, Finding, JudgedClaim, JudgedStory, Judgement, Lineage
from stemma.review.anchors import lay_ground
from stemma.review.gatherings import Gathering, judge_gatherings
from stemma.review.lineages import Act, judge_lineage
from stemma.review.standing import hold
from stemma.review.statements import Corrected, judge_statements


def judge_story(case: Case, trees: Mapping[str, Tree] | None, judgements: Sequence[Judgement]) -> JudgedStory | None:
    """Return the one story of ``case`` as people judged it.

    Args:
        case: The story with its documents, statements, links and claims, as in a case file.
        trees: A tree for each document that takes part in lineage and claims; others are left out. ``None`` where
            another version of Stemma made the records: what it counts differently would look as if it followed from
            judgements, so the story is stale.
        judgements: All of the case, the oldest first.
    """
    (story,) = case.stories
    documents = [d for d in case.documents if trees is None or d.id in trees]
    statements = [s for s in case.statements if trees is None or s.document in trees]
    ground = lay_ground(documents, statements, story.unseen)
    counted = [h for h in hold(judgements) if h.standing == "counts" and h.judgement.noun != "case"]
    resolved = [(h, ground.resolve(h.judgement)) for h in counted]
    acts = [Act(held=h, names=ids, ground=ground) for h, ids in resolved if ids]
    adrift = tuple(h.judgement.id for h, ids in resolved if not ids and ground.touches(h.judgement))
    if not acts and not adrift:
        return None
    names = tuple(a.judgement.id for a in acts)
    told = JudgedStory(story=story.id, judgements=names, adrift=adrift, links=case.links, claims=())
    lineage = Lineage(story=story.id, links=case.links, unseen=story.unseen)
    laid = lay_out(story, lineage, documents, trees, statements) if trees is not None else None
    groups = regather(case.claims, laid) if laid is not None else None
    if laid is None or groups is None:
        return replace(told, stale=True)
    corrected = judge_statements(statements, documents, acts)
    lineage = judge_lineage(lineage, acts)
    material = _laid_again(laid, lineage, corrected)
    before = replace(material, statements=laid.statements, said=laid.said)
    gatherings = judge_gatherings(groups, before, corrected, acts)
    claims, findings = conclude([g.group for g in gatherings if g.group is not None], material)
    judged = {claim.id: claim for claim in claims}
    return replace(told, links=lineage.links, claims=tuple(_claims(case, gatherings, judged, findings, acts)))


def _laid_again(laid: Material, lineage: Lineage, corrected: Corrected) -> Material:
    """Return a story's material as judged; where no statement is another, only who is kin to whom is found anew."""
    papers = [corrected.documents[name] for name in laid.documents]
    said = tuple(corrected.statements.values())
    same = laid.statements == corrected.statements and papers == list(laid.documents.values())
    linked = lay_out(laid.story, lineage, papers, laid.trees, () if same else said)
    if same:
        linked = replace(laid, kin=linked.kin, lenders=linked.lenders)
    return replace(linked, parties=corrected.parties)


def _claims(
    case: Case,
    gatherings: Sequence[Gathering],
    judged: Mapping[str, Claim],
    findings: Sequence[Finding],
    acts: Sequence[Act],
) -> Iterator[JudgedClaim]:
    """Yield the claims that judgements changed or speak of, in Stemma's order; those split off come last."""
    own = {c.id: c for c in case.claims}
    ranks = {c.id: c.rank for c in case.claims}
    for gathering in sorted(gatherings, key=lambda g: ranks.get(g.claim or "", len(ranks) + 1)):
        stored = own.get(gathering.claim or "")
        now = judged[gathering.group.id] if gathering.group else None
        if stored is None and now is None:
            continue
        changed = stored is None or now is None or _content(stored) != _content(now)
        behind = _behind(acts, stored, now) if changed else [a for a in acts if _names(a, stored, now)]
        if not behind:
            continue
        yield JudgedClaim(
            claim=gathering.claim,
            judged=now,
            joined=_end(gathering).claim if gathering.joined else None,
            parted=gathering.parted,
            changed=changed,
            people=tuple(dict.fromkeys(p for a in behind for p in a.held.people)),
            judgements=tuple(a.judgement.id for a in behind),
            findings=tuple(f for f in findings if now is not None and f.id in now.findings),
        )


def _end(gathering: Gathering) -> Gathering:
    """Return the claim that took this one's statements, and was not taken itself."""
    return _end(gathering.joined) if gathering.joined and not gathering.readings else gathering


def _content(claim: Claim) -> tuple[object, ...]:
    """Return what a reader sees of a claim: not its place in the order, and not what holds its statements together."""
    return (
        claim.text,
        claim.statements,
        claim.propositions,
        claim.origins,
        claim.status,
        claim.contested,
        claim.caveats,
        claim.wording,
        claim.would_change,
    )


def _behind(acts: Sequence[Act], stored: Claim | None, now: Claim | None) -> list[Act]:
    """Return the judgements from which a change of a claim follows.

    Those that name a statement of it, and those of links of its reports. A claim that none of these explains is changed
    by one that reaches further: a link between other reports, who is cited elsewhere in one of its reports.
    """
    found = [a for a in acts if _names(a, stored, now) or _links(a, stored, now)]
    return found or [a for a in acts if a.judgement.noun in ("link", "direction", "role")] or list(acts)


def _names(act: Act, stored: Claim | None, now: Claim | None) -> bool:
    """Tell whether a judgement names a statement of a claim."""
    return any(name in claim.statements for claim in (stored, now) if claim for name in act.names)


def _links(act: Act, stored: Claim | None, now: Claim | None) -> bool:
    """Tell whether a judgement is of a link of a report of a claim whose origins it may change."""
    if act.judgement.noun not in ("link", "direction") or (stored and now and stored.origins == now.origins):
        return False
    return any(name in claim.documents for claim in (stored, now) if claim for name in act.names)

from __future__ import annotations

from dataclasses import replace

from stemma.export import ledger
from stemma.export.outline import Entry, arrange
from stemma.model import Case, Link, Statement


def entry(case: Case, claim: str) -> tuple[Entry, tuple[Link, ...]]:
    chapter = arrange(case).chapters[0]
    return next(e for e in chapter.shared if e.claim.id == claim), chapter.links


def fates(case: Case, claim: str) -> dict[str, str]:
    found, links = entry(case, claim)
    return {c.document.path.split("/")[1].split(".")[0]: c.caveat for c in ledger.copies(found, links)}


def with_caveat(case: Case, words: str) -> Case:
    """Return the case with a further caveat in the evening paper, whose lender is the harbour news."""
    paper = next(d for d in case.documents if "evening" in d.path)
    old: Statement = next(s for s in case.statements if s.type == "verification")
    new = replace(old, id=f"stm_{words}", document=paper.id)
    claims = tuple(
        replace(c, caveats=(new.id,) if words == "alone" else (*c.caveats, new.id)) if c.id == "clm_hurt" else c
        for c in case.claims
    )
    return replace(case, statements=(*case.statements, new), claims=claims)


def test_a_caveat_that_the_borrower_lost_is_dropped(case: Case) -> None:
    assert fates(case, "clm_hurt") == {"harbour-news": "has one", "evening-paper": "dropped", "post-reader": "none"}


def test_a_caveat_beside_firmer_words_is_weakened(case: Case) -> None:
    assert fates(with_caveat(case, "both"), "clm_hurt")["evening-paper"] == "weakened"


def test_a_caveat_that_only_the_borrower_has_is_invented(case: Case) -> None:
    assert fates(with_caveat(case, "alone"), "clm_hurt")["evening-paper"] == "invented"


def test_nobody_drops_a_caveat_where_the_direction_is_open(case: Case) -> None:
    open_links = tuple(replace(k, direction="undecided") for k in case.links)
    assert fates(replace(case, links=open_links), "clm_hurt")["evening-paper"] == "none"


def test_a_denial_is_told_apart(case: Case) -> None:
    found, links = entry(case, "clm_bolt")
    copies = {c.document.path: c for c in ledger.copies(found, links)}
    assert not copies["in/port-blog.txt"].denies
    only = replace(found, statements=tuple(s for s in found.statements if s.certainty.polarity == "denied"))
    assert ledger.copies(only, links)[0].denies or ledger.copies(only, links)[1].denies

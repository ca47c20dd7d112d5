"""A statement that says two things takes part in two claims, and in no more than others tell."""

from __future__ import annotations

from tests.claims.conftest import read_scene

from stemma.model import Claim

BOTH = (
    "“The valve of the plant in Gela was replaced on Friday, and 400 workers were evacuated from the refinery,” said "
    "the mayor."
)
TWO_IN_ONE = (
    f"[A Post] {BOTH}\n"
    "[B Mail] On Friday the valve of the Gela plant was replaced.\n"
    "[C Wire] Some 400 workers were evacuated from the refinery."
)


def shared(claims: tuple[Claim, ...]) -> list[Claim]:
    """Return the claims of more than one report."""
    return [c for c in claims if len(c.documents) > 1]


def test_a_statement_with_two_propositions_stands_in_two_claims() -> None:
    scene = read_scene(TWO_IN_ONE)
    claims, _ = scene.weigh()
    both = scene.document("A Post").id
    assert {frozenset(c.documents) for c in shared(claims)} == {
        frozenset({both, scene.document("B Mail").id}),
        frozenset({both, scene.document("C Wire").id}),
    }


def test_a_claim_shows_the_stretch_of_each_statement_that_says_it() -> None:
    scene = read_scene(TWO_IN_ONE)
    claims, _ = scene.weigh()
    content = {s.id: s for s in scene.statements}
    text = {d.id: d.text for d in scene.documents}
    for claim in claims:
        assert [content[s].document for s in claim.statements] == [p.document for p in claim.propositions]
        for identity, stretch in zip(claim.statements, claim.propositions, strict=True):
            assert content[identity].content.covers(stretch.span)
    valve = next(c for c in shared(claims) if "valve" in c.text)
    assert all("workers" not in p.span.within(text[p.document]) for p in valve.propositions)


def test_claims_that_share_a_statement_have_ids_of_their_own() -> None:
    claims, _ = read_scene(TWO_IN_ONE).weigh()
    assert len({c.id for c in claims}) == len(claims)


def test_reprints_that_say_two_things_in_one_breath_tell_one_claim() -> None:
    claims, _ = read_scene(f"[A Post] {BOTH}\n[B Mail] {BOTH}").weigh()
    assert len(claims) == 1
    assert "valve" in claims[0].text
    assert "workers" in claims[0].text


def test_a_proposition_that_nobody_else_tells_stays_with_its_statement() -> None:
    claims, _ = read_scene(f"[A Post] {BOTH}\n[B Mail] On Friday the valve of the Gela plant was replaced.").weigh()
    assert len(claims) == 1
    assert len(claims[0].documents) == 2

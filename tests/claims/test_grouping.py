"""Statements meet in claims without chains, and nothing but themselves decides it."""

from __future__ import annotations

from tests.claims.conftest import Scene, read_scene

from stemma.claims.grouping import REFUSED, _link, group_statements
from stemma.claims.sides import take_sides
from stemma.compare.readings import read


def groups(scene: Scene) -> list[set[str]]:
    """Return the groups as sets of shown contents."""
    found = [
        read(s, next(d for d in scene.documents if d.id == s.document), scene.trees[s.document])
        for s in scene.statements
    ]
    return [{r.text for r in members} for members, _ in group_statements(found)]


def test_a_chain_of_neighbours_does_not_become_one_claim() -> None:
    scene = read_scene(
        "[A Post] The landslide destroyed 12 houses in Sarno.\n"
        "[B Mail] The landslide destroyed 12 houses in Sarno and blocked the railway to Salerno.\n"
        "[C Wire] The blocked railway to Salerno will reopen on Friday, the railway company said.\n"
        "[D Echo] The railway company said it would raise fares on Friday."
    )
    assert not any(len(g) > 2 for g in groups(scene))


def test_own_voice_repetition_joins_what_the_report_attributes() -> None:
    scene = read_scene(
        "[A Post] The union said the walkout would cancel 22 departures from Antwerp. The walkout cancelled 22 "
        "departures from Antwerp."
    )
    assert any(len(g) == 2 for g in groups(scene))


def test_two_halves_of_one_sentence_are_two_claims() -> None:
    scene = read_scene(
        "[A Post] Atlantis alleges that Lemuria is refusing to return the boats, while Lemuria claims that Atlantis "
        "has not paid the harbour fees."
    )
    assert len([g for g in groups(scene) if any("fees" in t for t in g)]) >= 1
    assert not any(
        any("boats" in t and "fees" not in t for t in g) and any("fees" in t for t in g) for g in groups(scene)
    )


def test_the_order_of_the_statements_does_not_matter() -> None:
    scene = read_scene(
        "[A Post] Police arrested 30 demonstrators in Riga. The mayor of Riga opened the market.\n"
        "[B Mail] Thirty protesters were detained in Riga by police.\n"
        "[C Wire] Police detained 30 protesters in Riga on Sunday."
    )
    found = [
        read(s, next(d for d in scene.documents if d.id == s.document), scene.trees[s.document])
        for s in scene.statements
    ]
    first = [tuple(r.id for r in members) for members, _ in group_statements(found)]
    assert [tuple(r.id for r in members) for members, _ in group_statements(found[::-1])] == first
    assert max(len(g) for g in first) == 3


def test_evidence_says_why_statements_met() -> None:
    scene = read_scene(
        "[A Post] Police arrested 30 demonstrators in Riga.\n"
        "[B Mail] Thirty protesters were detained in Riga by police."
    )
    claims, _ = scene.weigh()
    assert {"shared_words", "same_amount"} <= {e.rule for e in claims[0].evidence}


def test_a_group_takes_what_matches_its_better_half_and_no_chain() -> None:
    assert _link(3, {(0, 1): 3.0, (1, 2): 2.0}) == [(0, 1, 2)]
    assert _link(3, {(0, 1): 3.0, (1, 2): 2.0, (0, 2): REFUSED - 0.1}) == [(0, 1), (2,)]
    chain = {(0, 1): 3.0, (1, 2): 2.9, (2, 3): 2.8, (3, 4): 2.7}
    assert max(map(len, _link(5, chain))) == 3


def test_what_was_not_done_does_not_deny_what_can_be_done() -> None:
    for verb, denied in (("closed", True), ("can close", False)):
        scene = read_scene(
            f"[Post] The council of Bilbao {verb} the old harbour, sailors said.\n"
            "[Wire] The council of Bilbao did not close the old harbour, the mayor said."
        )
        documents = {d.id: d for d in scene.documents}
        said = [s for s in scene.statements if s.source.kind != "outlet"]
        readings = [read(s, documents[s.document], scene.trees[s.document]) for s in said]
        assert bool(take_sides(readings, ()).denying) is denied

from __future__ import annotations

from dataclasses import replace

from stemma.export.about import likeness
from stemma.export.outline import arrange
from stemma.model import Case


def test_the_most_reported_story_comes_first(case: Case) -> None:
    assert [c.story.id for c in arrange(case).chapters] == ["sto_1", "sto_2"]


def test_shared_and_contested_claims_are_the_main_list(case: Case) -> None:
    first, second = arrange(case).chapters
    assert [e.claim.id for e in first.shared] == ["clm_fell", "clm_hurt", "clm_bolt"]
    assert [e.claim.id for e in second.single] == ["clm_swim"]


def test_findings_without_a_claim_are_kept(case: Case) -> None:
    assert [f.kind for f in arrange(case).chapters[0].findings] == ["orphan_source"]


def test_the_unseen_source_is_the_first_advice(case: Case) -> None:
    assert arrange(case).chapters[0].advice == ("Dock Post (2 reports go back to it)",)


def test_about_puts_the_nearest_claim_first(case: Case) -> None:
    chapter = arrange(case, about="a loose bolt felled the crane").chapters[0]
    assert chapter.shared[0].claim.id == "clm_bolt"
    asked = arrange(case, about="swimming season opened in Bregenz").chapters[0]
    assert asked.story.id == "sto_2"
    assert asked.shared[0].claim.id == "clm_swim"


def test_about_something_else_changes_nothing(case: Case) -> None:
    assert [c.story.id for c in arrange(case, about="volcano in Iceland").chapters] == ["sto_1", "sto_2"]


def test_numbers_and_inflections_decide_nearness() -> None:
    asked = "22 buildings were captured"
    near = likeness(asked, ["the capture of 22 buildings in the city"])
    assert near > 0.95
    assert likeness(asked, ["the capture of 19 buildings in the city"]) < near - 0.2
    assert likeness(asked, ["the mayor opened a school"]) == 0
    assert likeness("it was", ["it was"]) == 0


def test_unknown_ids_are_left_out(case: Case) -> None:
    broken = replace(
        case,
        claims=tuple(
            replace(c, statements=(*c.statements, "stm_gone"), documents=(*c.documents, "doc_gone"))
            for c in case.claims
        ),
        stories=tuple(replace(s, documents=(*s.documents, "doc_gone")) for s in case.stories),
    )
    assert len(arrange(broken).chapters[0].documents) == 5

from __future__ import annotations

from dataclasses import replace

from stemma import demo
from stemma.demo.scoring import ScoreLine, stem
from stemma.demo.truth import truth
from stemma.model import Case, Origins, Story


def line(case: Case, name: str) -> ScoreLine:
    return next(line for line in demo.score(case) if line.name == name)


def test_a_faultless_reading_has_the_full_score(faultless: Case) -> None:
    for each in demo.score(faultless):
        assert (each.found, each.missed, each.wrong) == (each.total, (), ()), each.name


def test_an_empty_case_recovers_nothing() -> None:
    lines = demo.score(Case())
    assert sum(each.found for each in lines) == 0
    assert all(each.total > 0 for each in lines)


def test_a_merged_story_is_wrong(faultless: Case) -> None:
    merged = Story(id="sto_x", title="all", documents=tuple(sorted(d.id for d in faultless.documents)))
    found = line(replace(faultless, stories=(merged,)), "stories")
    assert found.found == 0
    assert found.wrong == ("merged: the accident, the strike",)


def test_a_split_story_is_missed_and_named(faultless: Case) -> None:
    first = faultless.stories[0]
    parts = (replace(first, documents=first.documents[:3]), replace(first, id="sto_y", documents=first.documents[3:]))
    found = line(replace(faultless, stories=(*parts, faultless.stories[1])), "stories")
    assert found.found == 1
    assert "in 2 stories" in found.missed[0]


def test_a_link_between_strangers_is_wrong(faultless: Case) -> None:
    ids = {stem(d): d.id for d in faultless.documents}
    link = replace(faultless.links[0], borrower=ids["arbon-observer-clinic"], lender=ids["lake-signal-blog"])
    found = line(replace(faultless, links=(*faultless.links, link)), "links between reports")
    assert found.found == found.total
    assert len(found.wrong) == 1
    assert "arbon-observer-clinic" in found.wrong[0]


def test_a_link_turned_round_is_wrong(faultless: Case) -> None:
    turned = tuple(replace(k, borrower=k.lender, lender=k.borrower) for k in faultless.links if k.kind == "retells")
    found = line(replace(faultless, links=turned), "who took from whom")
    assert found.found == 0
    assert len(found.wrong) == len(turned)


def test_false_independence_is_wrong(faultless: Case) -> None:
    claims = tuple(
        replace(c, origins=Origins(low=3, high=3, items=c.origins.items), status="independent")
        for c in faultless.claims
    )
    found = line(replace(faultless, claims=claims), "origins: the range holds")
    assert found.found == 0
    assert all("false independence" in item for item in found.wrong)


def test_text_removed_from_a_clean_report_is_wrong(faultless: Case) -> None:
    victim = next(d for d in faultless.documents if stem(d) == "lake-signal-blog")
    donor = next(d for d in faultless.documents if d.removed)
    documents = tuple(replace(d, removed=donor.removed[:1]) if d is victim else d for d in faultless.documents)
    assert len(line(replace(faultless, documents=documents), "lines that are no report").wrong) == 1


def test_the_score_is_printed_with_what_was_missed() -> None:
    text = demo.render(demo.score(Case()))
    assert "0 of 2" in text
    assert "missed:" in text
    assert "more missed" in text
    assert text.endswith("\n")


def test_the_truth_holds_together() -> None:
    world = truth()
    known = {name for story in world.stories for name in story.documents}
    assert len(known) == 16
    named = {k.borrower for k in world.links} | {k.lender for k in world.links} | set(world.independent)
    named |= {d for u in world.unseen for d in u.documents} | {d for f in world.findings for d in f.documents}
    assert named <= known
    linked = {frozenset((k.borrower, k.lender)) for k in world.links}
    assert not any(set(world.independent) & pair for pair in linked)

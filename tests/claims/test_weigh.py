"""A whole story: statuses, ranks, ids, and what may not change the answer."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.claims.conftest import Scene, read_scene

from stemma.claims import weigh
from stemma.claims.status import find_status
from stemma.config import Config
from stemma.model import Claim, Finding, Origin, Origins

REPORTS = (
    "[Harbour Post, 2031-05-14] The {a} Ministry of Defence said on its Telegram channel that {a} troops had expelled "
    "{b} troops from 22 buildings in Leeds. The claim could not be independently verified. “It is quiet here,” said "
    "Ana Gil.\n"
    "[Lake Courier, 2031-05-15] The {a} defence ministry has confirmed the capture of 22 buildings in Leeds.\n"
    "[River Mail, 2031-05-16] {a} forces dislodged {b} troops from 22 buildings in Leeds, according to the {a} "
    "Ministry of Defence. The {b} General Staff denied that {b} troops had left Leeds. As dawn breaks, the future "
    "looks uncertain.\n"
    "lineage: Lake Courier < Harbour Post\n"
    "lineage: River Mail ~ Harbour Post"
)


def scene(a: str = "French", b: str = "Spanish") -> Scene:
    """Return the story with two parties in its roles."""
    return read_scene(REPORTS.format(a=a, b=b))


def main_claim(claims: tuple[Claim, ...]) -> Claim:
    """Return the claim that most reports tell."""
    return max(claims, key=lambda c: len(c.documents))


def test_the_retold_claim_stands_first_with_one_origin() -> None:
    claims, _ = scene().weigh()
    first = claims[0]
    assert first is main_claim(claims)
    assert len(first.documents) == 3
    assert first.status == "single_origin"
    assert (first.origins.low, first.origins.high) == (1, 1)
    assert first.origins.items[0].name == "French Ministry of Defence"
    assert first.origins.items[0].party is True
    assert first.caveats
    assert any("Read the original" in advice for advice in first.would_change)


def test_ranks_count_from_one_and_every_claim_has_its_statements() -> None:
    story = scene()
    claims, findings = story.weigh()
    assert [c.rank for c in claims] == list(range(1, len(claims) + 1))
    known = {s.id for s in story.statements}
    seen = [s for c in claims for s in c.statements]
    assert set(seen) <= known
    assert len(seen) == len(set(seen))
    for claim in claims:
        assert 1 <= claim.origins.low <= claim.origins.high
        assert {s for o in claim.origins.items for s in o.statements} <= set(claim.statements)
        assert set(claim.findings) == {f.id for f in findings if f.claim == claim.id}


def test_spans_lie_inside_their_documents() -> None:
    story = scene()
    _, findings = story.weigh()
    texts = {d.id: d.text for d in story.documents}
    assert findings
    for finding in findings:
        assert finding.spans
        for place in finding.spans:
            assert 0 <= place.span.start < place.span.end <= len(texts[place.document])


def test_two_runs_and_another_order_give_the_same() -> None:
    story = scene()
    shuffled = replace(story, documents=story.documents[::-1], statements=story.statements[::-1])
    assert story.weigh() == story.weigh() == shuffled.weigh()


def test_documents_of_other_stories_are_left_out() -> None:
    story = scene()
    stranger = read_scene("[Far News] A storm crossed Brest.")
    claims = weigh(
        story.story,
        story.lineage,
        (*story.documents, *stranger.documents),
        {**story.trees, **stranger.trees},
        (*story.statements, *stranger.statements),
        config=Config(),
    )
    assert claims == story.weigh()


@pytest.mark.parametrize(
    ("a", "b"), [("French", "Spanish"), ("Spanish", "French"), ("Russian", "Ukrainian"), ("Ukrainian", "Russian")]
)
def test_exchanging_the_parties_changes_nothing_but_their_names(a: str, b: str) -> None:
    def neutral(text: str) -> str:
        return re.sub(rf"\b{b}\b", "B", re.sub(rf"\b{a}\b", "A", text))

    claims, findings = scene(a, b).weigh()
    expected, wanted = scene("French", "Spanish").weigh()

    def shape(claim: Claim, first: str, second: str) -> tuple[object, ...]:
        said = claim.wording.replace(first, "A").replace(second, "B")
        origins = [(o.name.replace(first, "A").replace(second, "B"), o.kind, o.party) for o in claim.origins.items]
        return said, claim.status, claim.contested, claim.origins.low, claim.origins.high, origins, len(claim.caveats)

    def kinds(found: tuple[Finding, ...], first: str, second: str) -> list[tuple[str, str]]:
        return sorted((f.kind, f.sentence.replace(first, "A").replace(second, "B")) for f in found)

    key = repr
    assert sorted((shape(c, a, b) for c in claims), key=key) == sorted(
        (shape(c, "French", "Spanish") for c in expected), key=key
    )
    assert kinds(findings, a, b) == kinds(wanted, "French", "Spanish")
    assert neutral(claims[0].wording).startswith("The A Ministry of Defence")


def test_musings_stand_behind_what_was_reported() -> None:
    claims, _ = scene().weigh()
    reported = [c.rank for c in claims if "troops" in c.text]
    musings = [c.rank for c in claims if "troops" not in c.text]
    assert reported
    assert musings
    assert max(reported) < min(musings)


def test_a_story_without_statements_has_no_claims() -> None:
    story = read_scene("[Empty Sheet] …")
    assert story.weigh() == ((), ())


@pytest.mark.parametrize(
    ("documents", "low", "high", "status"),
    [
        (1, 1, 1, "one_report"),
        (1, 1, 3, "one_report"),
        (3, 1, 1, "single_origin"),
        (3, 1, 2, "undecided"),
        (3, 2, 2, "independent"),
    ],
)
def test_status(documents: int, low: int, high: int, status: str) -> None:
    items = tuple(Origin(name=str(n), kind="organization", party=None, statements=()) for n in range(high))
    ids = tuple(str(n) for n in range(documents))
    assert find_status(ids, Origins(low=low, high=high, items=items)) == status


@pytest.mark.parametrize(
    "caveat",
    [
        "The statement was shared widely, though independent verification remains impossible due to a closed road.",
        "However, the claim remains unverified by independent sources, as access to the harbour is restricted.",
        "The ministry's footage shows a burning mill, though verification of these claims remains elusive.",
    ],
)
def test_a_caveat_of_an_account_speaks_of_what_was_told_before_it(caveat: str) -> None:
    told = "French forces expelled Spanish troops from 22 buildings in Leeds, the French Ministry of Defence said."
    between = "The town lies on a river."
    claims, _ = read_scene(f"[Harbour Post] {told} {between} {caveat}\n[Lake Courier] {told}\n").weigh()
    assert [len(c.caveats) for c in claims if len(c.documents) == 2] == [1]


def test_findings_of_a_poll_are_nobodys_who_is_quoted_beside_them() -> None:
    claims, _ = read_scene(
        "[Harbour Post] Ana Gil said that the pier of Bilbao would stay open. The findings suggest that the crews of "
        "Bilbao want the harbour closed."
    ).weigh()
    (found,) = (c for c in claims if "want the harbour closed" in c.text)
    assert found.text == "Findings: the crews of Bilbao want the harbour closed"
    assert [o.name for o in found.origins.items] == ["findings"]


@pytest.mark.parametrize("beside", ["should know", "tried to prove"])
def test_what_is_only_owed_or_tried_is_told_once(beside: str) -> None:
    claims, _ = read_scene(
        f"[Harbour Post] Ana Gil said that the mayor {beside} that the pier of Bilbao is old."
    ).weigh()
    assert [c.text for c in claims] == [f"Ana Gil: the mayor {beside} that the pier of Bilbao is old"]


def test_a_hope_that_is_gone_is_nobodys() -> None:
    text = "The hope that the board of Bilbao is ready to pay the crews is gone"
    claims, _ = read_scene(f"[Harbour Post] {text}.").weigh()
    assert [c.text for c in claims] == [text]


def test_what_nobody_found_out_is_told_by_its_own_sentence() -> None:
    text = "The police did not determine whether the crews of Bilbao knew each other"
    claims, _ = read_scene(f"[Harbour Post] {text}.").weigh()
    assert [c.text for c in claims] == [text]

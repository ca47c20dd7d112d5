"""What follows from judgements: nothing without them, only what they say with them, by Stemma's own way of counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import REPORTS

from stemma.claims import weigh
from stemma.config import Config
from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.model import Case, Claim, Correction, JudgedStory, Judgement, Lineage, Statement
from stemma.pipeline import trace
from stemma.review import anchor, judge_story

MIRROR = (
    "---\ntitle: Crane falls in Bregenz harbour\noutlet: Morning Mirror\nurl: https://mirror.example/crane\n"
    "published: 2031-03-06\n---\n\n"
    "A crane fell into the harbour of Bregenz on Tuesday, Lake Gazette reports. 21 containers were lost in it.\n\n"
    "“Nobody was hurt,” said Ada Moser, who heads the harbour office.\n\nThe harbour office denied that containers"
    " were lost.\n"
)


class Told:
    """One story with its trees, and judgements of it in words."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.trees: Mapping[str, Tree] = {
            d.id: grow(d.text, parse(d.id, d.text, d.language, skip=[r.span for r in d.removed]))
            for d in case.documents
        }
        self.documents = {d.id: d for d in case.documents}
        self.statements = {s.id: s for s in case.statements}

    def judged(self, *judgements: Judgement) -> JudgedStory | None:
        return judge_story(self.case, self.trees, judgements)

    def numbers(self, claim: Claim, *judgements: Judgement) -> tuple[int, int] | None:
        """Return the range of a claim as judged; ``None`` where it is none any more."""
        story = self.judged(*judgements)
        assert story is not None
        assert not story.stale
        found = next((c for c in story.claims if c.claim == claim.id), None)
        now = claim if found is None else found.judged
        return (now.origins.low, now.origins.high) if now else None

    def said(self, outlet: str, words: str) -> Statement:
        own = self.documents[self.report(outlet)]
        spoken = (s for s in self.case.statements if s.document == own.id)
        return next(s for s in spoken if words in s.content.within(own.text))

    def claim(self, words: str) -> Claim:
        return next(c for c in self.case.claims if words.casefold() in c.text.casefold())

    def report(self, outlet: str) -> str:
        return next(d.id for d in self.case.documents if d.outlet == outlet)

    def make(self, noun: str, verdict: str, *subject: str, number: int = 1, **more: object) -> Judgement:
        anchors = tuple(
            anchor(name, self.documents[self.statements[name].document], self.statements[name].content)
            if name in self.statements
            else anchor(name, self.documents[name])
            for name in subject
        )
        plain = Judgement(
            id=f"jdg_{number}",
            at="2031-03-09T08:00:00Z",
            person="Ana Lind",
            noun="link",
            verdict="accept",
            subject=subject,
            shown="",
            value=None,
            reason="I called both",
            anchors=anchors,
        )
        return replace(plain, noun=noun, verdict=verdict, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("told")
    for name, text in {**REPORTS, "mirror.txt": MIRROR}.items():
        if name != "herald.txt":
            (folder / name).write_text(text, encoding="utf-8")
    return Told(trace([str(folder)], config=Config(jobs=1, one_story=True)))


def test_without_judgements_nothing_is_judged(told: Told) -> None:
    assert told.judged() is None


def test_counting_again_gives_what_stemma_says(told: Told) -> None:
    """Every claim is counted anew here, because somebody accepted each of its statements; nothing may differ."""
    accepted = [
        told.make("statement", "accept", name, number=number) for number, name in enumerate(sorted(told.statements))
    ]
    story = told.judged(*accepted)
    assert story is not None
    assert {c.claim for c in story.claims} == {c.id for c in told.case.claims}
    assert [c.claim for c in story.claims if c.changed] == []
    assert story.links == told.case.links


def test_the_numbers_as_judged_are_those_of_weighing_the_changed_records(told: Told) -> None:
    """A link that people removed gives what the stage itself says where lineage never found it."""
    cut = told.make("link", "reject", told.report("Morning Mirror"), told.report("Lake Gazette"))
    story = told.judged(cut)
    assert story is not None
    lineage = Lineage(story=story.story, links=story.links)
    claims, _ = weigh(
        told.case.stories[0], lineage, told.case.documents, told.trees, told.case.statements, config=Config()
    )
    assert {c.id: told.numbers(c, cut) for c in told.case.claims} == {
        c.id: (c.origins.low, c.origins.high) for c in claims
    }


def test_merged_claims_count_the_origins_of_both_and_a_link_between_the_reports_joins_them(told: Told) -> None:
    fell, toppled = told.claim("A crane fell"), told.claim("A crane toppled")
    merge = told.make("claim", "merge", fell.statements[0], toppled.statements[0])
    assert told.numbers(fell, merge) == (1, 2)
    assert told.numbers(toppled, merge) is None
    back = told.make("claim", "split", fell.statements[0], toppled.statements[0], number=2)
    assert told.numbers(fell, merge, back) == (1, 1), "the same person said otherwise later"


def test_links_are_removed_added_turned_and_left_open(told: Told) -> None:
    mirror, gazette, courier = (told.report(o) for o in ("Morning Mirror", "Lake Gazette", "Alpine Courier"))

    def pairs(*judgements: Judgement) -> set[tuple[str, str, str]]:
        story = told.judged(*judgements)
        assert story is not None
        return {(k.borrower, k.lender, k.direction) for k in story.links}

    own = {(k.borrower, k.lender, k.direction) for k in told.case.links}
    assert (mirror, gazette, "decided") in own
    assert (mirror, gazette, "decided") not in pairs(told.make("link", "reject", gazette, mirror))
    assert (gazette, mirror, "decided") in pairs(told.make("direction", "accept", gazette, mirror))
    first, second = sorted((mirror, gazette))
    assert (first, second, "undecided") in pairs(told.make("direction", "reject", mirror, gazette))
    added = pairs(told.make("direction", "accept", courier, mirror))
    assert (courier, mirror, "decided") in added


def test_who_says_it_changes_the_name_and_whether_it_could_be_asked(told: Told) -> None:
    lost, said = told.claim("containers were lost"), told.said("Lake Gazette", "19 containers")
    party = told.make("role", "correct", said.id, correction=Correction(of="harbour office", party="yes"))
    story = told.judged(party)
    assert story is not None
    now = next(c for c in story.claims if c.claim == lost.id).judged
    assert now is not None
    assert [(o.name, o.party) for o in now.origins.items if said.id in o.statements] == [("harbour office", True)]
    other = told.make("role", "correct", said.id, correction=Correction(of="harbour office", name="Port of Lindau"))
    story = told.judged(other)
    assert story is not None
    now = next(c for c in story.claims if c.claim == lost.id).judged
    assert now is not None
    assert "Port of Lindau" in {o.name for o in now.origins.items}


def test_a_judgement_whose_words_are_gone_is_adrift_and_changes_nothing(told: Told) -> None:
    judgement = told.make("statement", "reject", told.said("Lake Gazette", "19 containers").id)
    lost = replace(judgement.anchors[0], id="stm_0", document="doc_0", words="that 23 containers were lost")
    kept = [d for d in told.case.documents if d.id == judgement.anchors[0].document]
    assert lost.page not in {d.id for d in kept}
    story = told.judged(replace(judgement, subject=("stm_0",), anchors=(lost,)))
    assert story is not None
    assert (story.judgements, story.adrift, story.claims) == ((), ("jdg_1",), ())


def test_records_of_another_version_are_left_alone(told: Told) -> None:
    judgement = told.make("statement", "reject", told.claim("A crane fell").statements[0])
    story = judge_story(told.case, None, [judgement])
    assert story is not None
    assert (story.stale, story.claims) == (True, ())
    unlike = replace(told.case, claims=tuple(replace(c, id=f"clm_{n}") for n, c in enumerate(told.case.claims)))
    story = judge_story(unlike, told.trees, [judgement])
    assert story is not None
    assert (story.stale, story.claims) == (True, ())


KINDS = (
    ("statement", "reject"),
    ("claim", "merge"),
    ("claim", "split"),
    ("claim", "move"),
    ("link", "reject"),
    ("link", "accept"),
    ("direction", "accept"),
)


@given(picks=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 50), st.integers(0, 50)), max_size=5))
def test_whatever_people_judge_the_numbers_hold_together(told: Told, picks: list[tuple[int, int, int]]) -> None:
    """Any judgements: low ≤ high ≤ reports, a rejected statement is in no claim, taking all back leaves Stemma's."""
    names, papers = sorted(told.statements), list(permutations(sorted(told.documents), 2))
    judgements: list[Judgement] = []
    for number, (kind, left, right) in enumerate(picks):
        noun, verdict = KINDS[kind]
        pair = papers[left % len(papers)] if noun in ("link", "direction") else (names[left % len(names)],)
        if noun == "claim":
            pair = (*pair, names[right % len(names)])
        judgements.append(told.make(noun, verdict, *pair, number=number))
    story = told.judged(*judgements)
    gone = {j.subject[0] for j in judgements if (j.noun, j.verdict) == ("statement", "reject")}
    for one_claim in story.claims if story else ():
        now = one_claim.judged
        if now is None:
            assert one_claim.joined or one_claim.claim
            continue
        assert 1 <= now.origins.low <= now.origins.high <= len(now.documents)
        assert not gone & set(now.statements)
        assert set(now.documents) == {told.statements[name].document for name in now.statements}
    backs = [told.make("link", "accept", number=1000 + n, takes_back=j.id) for n, j in enumerate(judgements)]
    assert told.judged(*judgements, *backs) is None

"""What is news between two states of a case, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.export.news import MOST, News, find_news, render
from stemma.model import (
    Case,
    Claim,
    Document,
    DocumentSpan,
    Finding,
    FindingKind,
    Origin,
    Origins,
    Run,
    Span,
    Story,
    StoryChange,
)

TEXT = "The harbour office said that 19 containers were lost. This could not be verified."


def document(name: str, *, path: str | None = None, text: str = TEXT, captured: str | None = None) -> Document:
    outlet = "Gazette" if path else name.title()
    return Document(
        id=name,
        capture=f"cap_{name}",
        path=path or name,
        text=text,
        outlet=outlet,
        title="Crane falls",
        captured=captured,
    )


def claim(low: int, high: int, *names: str, name: str = "clm_1", replaces: Sequence[str] = ()) -> Claim:
    items = tuple(Origin(name=n, kind="person", party=None, statements=(f"stm_{n}",)) for n in names)
    return Claim(
        id=name, story="sto_1", rank=1, text="19 containers were lost", statements=tuple(f"stm_{n}" for n in names),
        documents=("gazette",), origins=Origins(low=low, high=high, items=items), status="undecided", contested=False,
        caveats=(), findings=(), wording="", would_change=(), replaces=tuple(replaces),
    )  # fmt: skip


def finding(kind: FindingKind, sentence: str, *documents: str) -> Finding:
    spans = tuple(DocumentSpan(document=d, span=Span(start=0, end=3)) for d in documents)
    return Finding(id=f"fnd_{sentence}", story="sto_1", claim=None, kind=kind, sentence=sentence, spans=spans)


def case(*documents: Document, **more: object) -> Case:
    story = Story(id="sto_1", title="Crane falls", documents=tuple(d.id for d in documents))
    return replace(Case(documents=documents, stories=(story,)), **more)  # type: ignore[arg-type]


GAZETTE, COURIER = document("gazette"), document("courier")
BEFORE = case(GAZETTE, claims=(claim(1, 1, "Kern"),))


def told(before: Case, after: Case) -> list[str]:
    return [news.sentence for news in find_news(before, after)]


def test_nothing_is_news_of_the_same_case() -> None:
    assert find_news(BEFORE, BEFORE) == ()
    assert render(()) == ""


def test_a_claim_that_gains_or_loses_an_origin() -> None:
    (gained,) = find_news(BEFORE, case(GAZETTE, COURIER, claims=(claim(1, 2, "Kern", "Moser"),)))
    assert gained.sentence == "a claim gained an origin: “19 containers were lost”: 1 origin → 1 to 2 origins"
    assert gained.details == ("new: Moser",)
    renamed = claim(2, 2, "Kern", "Moser", name="clm_2", replaces=["clm_1"])
    assert told(BEFORE, case(GAZETTE, COURIER, claims=(renamed,))) == [
        "a claim gained an origin: “19 containers were lost”: 1 origin → 2 origins"
    ]
    two = case(GAZETTE, COURIER, claims=(claim(1, 2, "Kern", "Moser"),))
    assert told(two, case(GAZETTE, COURIER, claims=(claim(1, 1, "Kern"),))) == [
        "a claim has fewer origins: “19 containers were lost”: 1 to 2 origins → 1 origin"
    ]
    assert told(BEFORE, case(GAZETTE, claims=(claim(1, 1, "Kern"), claim(1, 2, "A", "B", name="clm_9")))) == []


def test_a_claim_that_becomes_contested() -> None:
    contested = replace(claim(1, 1, "Kern"), contested=True)
    assert told(BEFORE, case(GAZETTE, claims=(contested,))) == ["a claim is contested now: “19 containers were lost”"]


def test_findings_are_news_where_a_new_report_brings_them_to_a_known_story() -> None:
    update = finding("update", "19 on Monday, 22 on Tuesday.", "gazette", "courier")
    trifle = finding("only_here", "Only here.", "courier")
    older = finding("denied", "Denied.", "gazette")
    assert told(BEFORE, case(GAZETTE, COURIER, findings=(update, trifle, older))) == [
        "update: 19 on Monday, 22 on Tuesday."
    ]
    assert told(case(GAZETTE, findings=(update,)), case(GAZETTE, COURIER, findings=(update,))) == []
    assert told(Case(), case(GAZETTE, COURIER, findings=(update,))) == []


def test_an_edited_page_is_told_once_and_has_not_joined_its_story() -> None:
    old = document("old", path="p", captured="2031-03-04T10:00:00Z")
    text = TEXT.replace("19", "22").replace(" This could not be verified.", "")
    new = document("new", path="p", text=text, captured="2031-03-04T12:00:00Z")
    joined = StoryChange(kind="joined", story="sto_1", earlier=("sto_1",), documents=("new",))
    run = Run(id="run_1", version="1", config="", inputs=(), stages=(), changes=(joined,))
    between = finding("quantity_differs", "19 and 22.", "old", "new")
    (news,) = find_news(case(old), case(new, old, run=run, findings=(between,)))
    assert news.sentence.startswith("page edited after publication: “Crane falls”, Gazette (2031-03-04T10:00:00Z → ")
    assert news.details[:2] == (
        "number updated: “The harbour office said that [19 → 22] containers were lost.”",
        "removed: “This could not be verified.”",
    )


def test_stories_that_began_merged_or_were_split() -> None:
    changes = (
        StoryChange(kind="new", story="sto_1", earlier=(), documents=("gazette",)),
        StoryChange(kind="merged", story="sto_1", earlier=("sto_2", "sto_3"), documents=("gazette", "courier")),
        StoryChange(kind="split", story="sto_1", earlier=("sto_2",), documents=("courier",)),
    )
    run = Run(id="run_1", version="1", config="", inputs=(), stages=(), changes=changes)
    assert told(Case(), case(GAZETTE, COURIER, run=run)) == [
        "2 stories became one: “Crane falls”",
        "a story was split: “Crane falls” holds 1 report: Courier",
        "new story: “Crane falls”, 1 report: Gazette",
    ]


def test_lines_cannot_break_a_terminal_and_are_bounded() -> None:
    lines = render(
        [News(kind="new", sentence=f"{n}\x1b[2J\nx", details=("a\nb",)) for n in range(MOST + 3)]
    ).splitlines()
    assert lines[:2] == ["0�[2J x", "    a b"]
    assert lines[-1] == "… and 3 more of this kind"
    assert len(lines) == 2 * MOST + 1

"""The pages of a story of many reports, part by part: nothing is lost, and a part reads no more than it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from stemma.config import Config
from stemma.model import (
    Case,
    Certainty,
    Claim,
    Document,
    Evidence,
    Finding,
    Link,
    Origin,
    Origins,
    PairScore,
    Run,
    Source,
    Span,
    Statement,
    Story,
)
from stemma.store import Store
from stemma.web import make_app
from stemma.web.claims import COPIES
from stemma.web.stories import REPORTS

NUMBER = 2 * REPORTS + 5
"""Reports of the story: three parts."""

TEXT = "A dam broke near Bludenz on Monday, the police said. Farmer Ada Moser saw water at 12 Main Street."


def said(number: int, start: int, end: int, name: str, role: str | None) -> Statement:
    source = Source(span=Span(start=0, end=1), name=name, kind="person", named=True, role=role)
    return Statement(
        id=f"stm_{number:03}_{start}",
        document=f"doc_{number:03}",
        type="assertion",
        content=Span(start=start, end=end),
        cue=None,
        source=source,
        chain=(),
        basis="not_stated",
        quotation="none",
        certainty=Certainty(),
    )


def claim(rank: int, statements: tuple[str, ...], documents: tuple[str, ...], text: str) -> Claim:
    origin = Origin(name="Police", kind="organization", party=None, statements=statements)
    return Claim(
        id=f"clm_{rank:03}",
        story="sto_1",
        rank=rank,
        text=text,
        statements=statements,
        documents=documents,
        origins=Origins(low=1, high=1, items=(origin,)),
        status="single_origin" if len(documents) > 1 else "one_report",
        contested=False,
        caveats=(),
        findings=(),
        wording="Police say that a dam broke.",
        would_change=(),
    )


def large() -> Case:
    """A story of many reports that all retell the first."""
    names = tuple(f"doc_{n:03}" for n in range(NUMBER))
    documents = tuple(
        Document(
            id=name, capture=f"cap_{name}", path=f"{name}.txt", text=TEXT, outlet=f"Paper {name[4:]}", language="en"
        )
        for name in names
    )
    broke = [said(n, 0, 34, "Police", None) for n in range(NUMBER)]
    saw = [said(n, 53, 98, "Ada Moser", "farmer") for n in range(NUMBER)]
    evidence = Evidence(
        rule="verbatim", score=9.0, detail="the same words", left=documents[0].at(Span(start=0, end=34))
    )
    return Case(
        documents=documents,
        statements=(*broke, *saw),
        stories=(Story(id="sto_1", title="Ada Moser and the dam", documents=names),),
        links=tuple(
            Link(
                id=f"lnk_{n:03}",
                story="sto_1",
                borrower=names[n],
                lender=names[0],
                kind="retells",
                direction="decided",
                probability=0.9,
                evidence=(evidence,),
            )
            for n in range(1, NUMBER)
        ),
        pairs=(PairScore(id="pair_1", story="sto_1", left=names[0], right=names[7], probability=0.97, evidence=()),),
        claims=(
            claim(1, tuple(s.id for s in broke), names, "A dam broke near Bludenz on Monday"),
            *(claim(2 + n, (s.id,), (s.document,), f"Ada Moser saw {n}") for n, s in enumerate(saw)),
        ),
        findings=(Finding(id="fnd_1", story="sto_1", claim=None, kind="due", sentence="Ada Moser waits.", spans=()),),
        run=Run(id="run_0", version="0", config="", inputs=(), stages=()),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The case file of the story."""
    with Store(str(tmp_path / "case.stemma"), create=True) as store, store.writer() as writer:
        writer.commit(large(), (), config=Config(), work={})
    return tmp_path / "case.stemma"


@pytest.fixture
def desk(path: Path) -> Iterator[TestClient]:
    """The desk of the story."""
    with TestClient(make_app(str(path), hosts=("desk",)), base_url="http://desk") as client:
        yield client


def parts(desk: TestClient, address: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a page's parts, each also asked for as HTML."""
    following: str | None = address
    while following:
        path, _, query = following.partition("?")
        assert desk.get(following).status_code == 200
        page = desk.get(f"{path}.json" + (f"?{query}" if query else "")).json()
        yield page
        following = page["after"]


def test_every_report_stands_in_one_part(desk: TestClient) -> None:
    pages = list(parts(desk, "/stories/sto_1"))
    assert [page["part"] for page in pages] == ["part 1 of 3", "part 2 of 3", "part 3 of 3"]
    told = [moment["outlet"] for page in pages for moment in page["timeline"]]
    assert sorted(told) == [f"Paper {n:03}" for n in range(NUMBER)]
    rows = [row["label"] for page in pages for row in page["story"]["rows"]]
    assert sorted(rows) == sorted(told)
    single = [view["label"] for page in pages for view in page["story"]["single"]]
    assert sorted(single) == sorted(told)
    assert [len(page["story"]["claims"]) for page in pages] == [1, 0, 0]


def test_every_copy_of_a_claim_stands_in_one_part(desk: TestClient) -> None:
    pages = list(parts(desk, "/claims/clm_001"))
    assert [len(page["claim"]["copies"]) for page in pages[:-1]] == [COPIES] * (len(pages) - 1)
    assert len({copy["label"] for page in pages for copy in page["claim"]["copies"]}) == NUMBER
    assert all(page["claim"]["told"] == f"{NUMBER} reports" for page in pages)


def test_private_people_appear_by_role_in_every_part(desk: TestClient) -> None:
    addresses = ["/stories/sto_1", "/claims/clm_001", "/claims/clm_002", "/documents/doc_003", "/links/lnk_004"]
    for address in addresses:
        for page in parts(desk, address) if address.startswith(("/s", "/c")) else [desk.get(f"{address}.json").json()]:
            assert "Ada Moser" not in str(page)
            assert "12 Main Street" not in str(page)


def test_the_nearest_report_stands_first_among_the_linked(desk: TestClient) -> None:
    shared = desk.get("/documents/doc_000.json").json()["shared"]
    assert (shared[0]["label"], shared[0]["likelihood"]) == ("Paper 007", "0.97")


def test_a_link_leads_to_its_evidence(desk: TestClient) -> None:
    tie = desk.get("/stories/sto_1.json").json()["story"]["rows"][1]["ties"][0]
    link = desk.get(f"{tie['href']}.json").json()["link"]
    assert link["sentence"].endswith("retells Paper 000")
    assert [e["rule"] for e in link["evidence"]] == ["verbatim"]


def test_a_file_of_an_earlier_version_gets_its_briefs(path: Path) -> None:
    with Store(str(path)) as store:
        before = store.view().brief("sto_1")
        store._connection.execute("DELETE FROM briefs")
        store._connection.execute("UPDATE members SET near = NULL")
    make_app(str(path))
    with Store(str(path)) as store:
        assert store.view().brief("sto_1") == before
        assert store.view().near("doc_000") == (("doc_007", 0.97),)


def test_a_story_that_is_gone_has_no_brief(path: Path) -> None:
    with Store(str(path)) as store, store.writer() as writer:
        run = Run(id="run_1", version="0", config="", inputs=(), stages=())
        writer.commit(Case(run=run), (), config=Config(), work={})
        assert store._connection.execute("SELECT count(*) FROM briefs").fetchone() == (0,)

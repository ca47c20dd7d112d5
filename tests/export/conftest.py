"""A hand-made case of invented reports in which everything occurs that the dossier has to show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.ids import make_id
from stemma.model import (
    Case,
    Certainty,
    ChainLink,
    Claim,
    Commitment,
    Document,
    DocumentSpan,
    Evidence,
    Finding,
    FindingKind,
    Link,
    Origin,
    Origins,
    Place,
    Polarity,
    Published,
    Reject,
    Removed,
    Run,
    Source,
    Span,
    Statement,
    Story,
    StoryPlace,
    UnseenSource,
)

TEXTS = {
    "harbour-news": (
        "A crane fell at the port of Lindau on Monday, the fire brigade said. “Nobody was hurt,” it added. "
        "The account could not be verified.\n\nSubscribe to our newsletter!"
    ),
    "evening-paper": (
        "The crane at Lindau collapsed on Monday. Nobody was hurt, it is certain. "
        "Greta Ebner, a passenger, stood at 47.54601, 9.68432 near Hafenstrasse 12 and saw it fall. Ebner wept."
    ),
    "port-blog": "A post says the crane fell because of a loose bolt. The port operator denied that a bolt was loose.",
    "post-reader": "According to a post, a loose bolt made the crane fall; nobody was hurt.",
    "other-town": "In Bregenz the swimming season opened.",
    "french-paper": "Une grue est tombée dans le port de Lindau.",
}
"""Invented reports by outlet; nothing of this happened."""


class Maker:
    """Makes records of a case by the words they stand on."""

    def __init__(self, texts: dict[str, str], *, dated: bool = True) -> None:
        self.documents = {name: self._document(name, text, n, dated) for n, (name, text) in enumerate(texts.items())}

    def _document(self, name: str, text: str, day: int, dated: bool) -> Document:
        when = f"2031-06-{day + 1:02}T08:00:00Z"
        at = text.find("Subscribe")
        removed = (Removed(span=Span(start=at, end=len(text)), reason="newsletter notice"),) if at >= 0 else ()
        return Document(
            id=make_id("doc", name),
            capture=make_id("cap", name),
            path=f"in/{name}.txt",
            text=text,
            outlet=name.replace("-", " ").title() if dated else None,
            title=f"Report of the {name}",
            url=f"https://{name}.example/1",
            language="fr" if name.startswith("french") else "en",
            published=Published(earliest=when, latest=when, basis="declared") if dated else None,
            removed=removed,
        )

    def span(self, name: str, words: str) -> DocumentSpan:
        text = self.documents[name].text
        start = text.index(words)
        return DocumentSpan(document=self.documents[name].id, span=Span(start=start, end=start + len(words)))

    def statement(
        self,
        name: str,
        words: str,
        source: str,
        *,
        polarity: Polarity = "asserted",
        commitment: Commitment = "certain",
        channel: str | None = None,
        role: str | None = None,
        kind: str = "organization",
    ) -> Statement:
        at = self.span(name, words)
        return Statement(
            id=make_id("stm", name, words),
            document=at.document,
            type="verification" if "verified" in words else "assertion",
            content=at.span,
            cue=None,
            source=Source(
                span=None, name=source, kind="person" if kind == "person" else "organization", named=True, role=role
            ),
            chain=(ChainLink(name=source, kind="organization", channel=channel),),
            basis="saw" if role else "not_stated",
            quotation="indirect",
            certainty=Certainty(polarity=polarity, commitment=commitment),
        )

    def finding(self, kind: FindingKind, claim: str | None, sentence: str, *places: tuple[str, str]) -> Finding:
        spans = tuple(self.span(*place) for place in places)
        return Finding(
            id=make_id("fnd", kind, sentence), story="sto_1", claim=claim, kind=kind, sentence=sentence, spans=spans
        )


def invented_case(*, dated: bool = True) -> Case:
    """Return the case; without dates the reports have no outlets either, as texts from nowhere have not."""
    make = Maker(TEXTS, dated=dated)
    ids = {name: d.id for name, d in make.documents.items()}
    fell = (
        make.statement("harbour-news", "A crane fell at the port of Lindau on Monday", "fire brigade"),
        make.statement("evening-paper", "The crane at Lindau collapsed on Monday", "fire brigade"),
        make.statement("evening-paper", "saw it fall", "Greta Ebner", role="a passenger", kind="person"),
    )
    hurt = (
        make.statement("harbour-news", "“Nobody was hurt,”", "fire brigade", commitment="reported"),
        make.statement("evening-paper", "Nobody was hurt", "fire brigade"),
        make.statement("post-reader", "nobody was hurt", "fire brigade"),
    )
    bolt = (
        make.statement("port-blog", "the crane fell because of a loose bolt", "Dock Post", channel="Telegram"),
        make.statement("post-reader", "a loose bolt made the crane fall", "Dock Post", channel="Telegram"),
        make.statement("port-blog", "a bolt was loose", "port operator", polarity="denied"),
    )
    caveat = make.statement("harbour-news", "The account could not be verified", "Harbour News")
    swim = make.statement("other-town", "the swimming season opened", "Other Town")
    findings = (
        make.finding(
            "certainty_hardened",
            "clm_hurt",
            "The wording hardens.",
            ("harbour-news", "“Nobody was hurt,” it added"),
            ("evening-paper", "Nobody was hurt, it is certain"),
        ),
        make.finding(
            "denied", "clm_bolt", "The port operator denies it.", ("port-blog", "denied that a bolt was loose")
        ),
        make.finding("orphan_source", None, "“a post” is never introduced.", ("post-reader", "a post")),
    )
    unseen = UnseenSource(id="src_1", name="Dock Post", documents=(ids["port-blog"], ids["post-reader"]))
    main = [n for n in ids if n != "other-town"]
    stories = (
        Story(
            id="sto_1",
            title="Crane falls at Lindau",
            documents=tuple(ids[n] for n in main),
            unseen=(unseen,),
            places=(StoryPlace(name="Lindau", names=("Lindau", "Lindava"), kind="settlement", geonames_id=1),),
        ),
        Story(id="sto_2", title="Season opens", documents=(ids["other-town"],)),
    )
    claims = (
        _claim(
            "clm_fell",
            1,
            fell,
            "A crane fell at the port of Lindau on Monday",
            1,
            2,
            "undecided",
            ("fire brigade", "Greta Ebner"),
        ),
        _claim("clm_hurt", 2, hurt, "Nobody was hurt", 1, 1, "single_origin", ("fire brigade",), caveats=(caveat.id,)),
        _claim(
            "clm_bolt",
            3,
            bolt,
            "the crane fell because of a loose bolt",
            1,
            1,
            "single_origin",
            ("Dock Post",),
            contested=True,
        ),
        replace(
            _claim("clm_swim", 1, (swim,), "the swimming season opened", 1, 1, "one_report", ("Other Town",)),
            story="sto_2",
        ),
    )
    documents = tuple(sorted(make.documents.values(), key=lambda d: d.id))
    documents = tuple(
        replace(d, places=(Place(span=Span(start=0, end=1), name="Lindau", geonames_id=1, kind="settlement"),))
        if "Lindau" in d.text
        else d
        for d in documents
    )
    return Case(
        documents=documents,
        statements=(*fell, *hurt, *bolt, caveat, swim),
        stories=stories,
        links=_links(make, ids),
        claims=claims,
        findings=findings,
        rejects=(Reject(stage="captures", locator="in/broken.txt", reason="not a text", detail="NUL bytes"),),
        run=Run(id="run_1", version="0.1.0", config="run_c", inputs=(), stages=()),
    )


def _claim(
    identity: str,
    rank: int,
    statements: tuple[Statement, ...],
    text: str,
    low: int,
    high: int,
    status: str,
    origins: tuple[str, ...],
    *,
    contested: bool = False,
    caveats: tuple[str, ...] = (),
) -> Claim:
    assert status in ("one_report", "single_origin", "undecided", "independent")
    items = tuple(
        Origin(
            name=name,
            kind="organization",
            party=True if name == "Dock Post" else None,
            statements=tuple(s.id for s in statements if s.source.name == name),
        )
        for name in origins
    )
    return Claim(
        id=identity,
        story="sto_1",
        rank=rank,
        text=text,
        statements=tuple(s.id for s in statements),
        documents=tuple(sorted({s.document for s in statements})),
        origins=Origins(low=low, high=high, items=items),
        status=status,  # type: ignore[arg-type]
        contested=contested,
        caveats=caveats,
        findings=(),
        wording=f"The {origins[0]} says that {text}; this has not been confirmed in the reports examined.",
        would_change=("A second origin that saw it.",),
    )


def _links(make: Maker, ids: dict[str, str]) -> tuple[Link, ...]:
    shared = Evidence(
        rule="peculiar_reading",
        score=3.25,
        detail="both say “crane”",
        left=make.span("evening-paper", "The crane at Lindau collapsed on Monday"),
        right=make.span("harbour-news", "A crane fell at the port of Lindau on Monday"),
    )
    first = Link(
        id="lnk_1",
        story="sto_1",
        borrower=ids["evening-paper"],
        lender=ids["harbour-news"],
        kind="retells",
        direction="decided",
        probability=0.93,
        evidence=(shared,),
        rivals=("both heard the fire brigade",),
    )
    smaller, larger = sorted((ids["evening-paper"], ids["post-reader"]))
    return (
        first,
        replace(
            first, id="lnk_2", borrower=ids["port-blog"], lender="src_1", kind="common_source", evidence=(), rivals=()
        ),
        replace(
            first, id="lnk_3", borrower=ids["post-reader"], lender="src_1", kind="common_source", evidence=(), rivals=()
        ),
        replace(
            first, id="lnk_4", borrower=smaller, lender=larger, direction="undecided", probability=0.6, evidence=()
        ),
    )


ATTACK = (
    "\x1b[31mred\x1b]0;title\x07 </p><script>alert(1)</script><img src=x onerror=alert(2)> \"'`{{7*7}}{% x %} "
    "‮live‬ \u200bzero\u200d \x00nul &amp; ]]> --> javascript:alert(3) a" + "\u0301" * 50
)


def hostile_case() -> Case:
    """Return the case with an attack in every string that comes from outside."""
    case = invented_case()

    def bad(text: str) -> str:
        return f"{text} {ATTACK}"

    return replace(
        case,
        documents=tuple(
            replace(
                d,
                text=bad(d.text),
                title=bad(d.title or ""),
                outlet=bad(d.outlet or ""),
                path=bad(d.path),
                url="javascript:alert(4)",
            )
            for d in case.documents
        ),
        statements=tuple(
            replace(
                s,
                source=replace(s.source, name=bad(s.source.name), role=bad(s.source.role or "")),
                chain=tuple(replace(c, name=bad(c.name), channel=bad(c.channel or "")) for c in s.chain),
            )
            for s in case.statements
        ),
        stories=tuple(
            replace(
                s,
                title=bad(s.title),
                unseen=tuple(replace(u, name=bad(u.name or "")) for u in s.unseen),
                places=tuple(replace(p, name=bad(p.name), names=(bad("Lindau"), "port")) for p in s.places),
            )
            for s in case.stories
        ),
        links=tuple(
            replace(
                k,
                rivals=(ATTACK,),
                evidence=tuple(replace(e, detail=bad(e.detail), rule=bad(e.rule)) for e in k.evidence),
            )
            for k in case.links
        ),
        claims=tuple(
            replace(
                c,
                text=bad(c.text),
                wording=bad(c.wording),
                would_change=(ATTACK,),
                origins=replace(c.origins, items=tuple(replace(o, name=bad(o.name)) for o in c.origins.items)),
            )
            for c in case.claims
        ),
        findings=tuple(replace(f, sentence=bad(f.sentence)) for f in case.findings),
        rejects=(Reject(stage="captures", locator=ATTACK, reason=ATTACK, detail=ATTACK),),
    )


@pytest.fixture(scope="session")
def case() -> Case:
    return invented_case()


@pytest.fixture(scope="session")
def undated() -> Case:
    return invented_case(dated=False)


@pytest.fixture(scope="session")
def hostile() -> Case:
    return hostile_case()

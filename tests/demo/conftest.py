"""The case that a faultless reading of the demonstration collection would give, made from its truth."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from stemma import demo
from stemma.demo.truth import TrueClaim, Truth, truth
from stemma.ids import make_id
from stemma.model import (
    Case,
    Certainty,
    ChainLink,
    Claim,
    Document,
    DocumentSpan,
    Evidence,
    Finding,
    FindingKind,
    Link,
    LinkKind,
    Origin,
    Origins,
    Published,
    Removed,
    Source,
    Span,
    Statement,
    Story,
    UnseenSource,
)


def faultless_case() -> Case:
    """Return what a faultless trace of the collection would be."""
    world = truth()
    documents = {path.stem: _document(path, world) for path in sorted(Path(demo.reports()).iterdir())}
    stories = tuple(_story(s.name, s.documents, documents, world) for s in world.stories)
    claims, statements = _claims(world, documents, stories)
    findings = tuple(
        Finding(
            id=make_id("fnd", f.what),
            story=stories[0].id,
            claim=claims[0].id if "19" in f.what else (claims[1].id if "soft" in f.what else None),
            kind=_kind(f.kinds[0]),
            sentence=f.what[0].upper() + f.what[1:] + ".",
            spans=tuple(
                DocumentSpan(document=documents[d].id, span=_sentence(documents[d].text, 200)) for d in f.documents
            ),
        )
        for f in world.findings
    )
    return Case(
        documents=tuple(sorted(documents.values(), key=lambda d: d.id)),
        statements=statements,
        stories=stories,
        links=_links(world, documents, stories),
        claims=claims,
        findings=findings,
    )


def _kind(name: str) -> FindingKind:
    return next(kind for kind in get_args(FindingKind) if kind == name)


def _document(path: Path, world: Truth) -> Document:
    raw = path.read_text(encoding="utf-8")
    fields: dict[str, str] = {}
    if raw.startswith("---"):
        _, head, text = raw.split("---\n", 2)
        fields = {k: v.strip("'\"") for k, _, v in (line.partition(": ") for line in head.splitlines())}
        text = text.strip()
    else:
        body = raw[raw.index("<h1>") : raw.index("</article>")]
        text = re.sub(r"\n\s*\n", "\n\n", re.sub(r"<[^>]+>", "", re.sub(r"<aside.*?</aside>", "", body)))
        fields = {"outlet": "Three Lakes Today", "published": "2031-05-16T11:30:00+02:00", "title": "What we know"}
    phrases = [p for r in world.removed if r.document == path.stem for p in r.phrases]
    removed = tuple(
        Removed(span=Span(start=m.start(), end=m.end()), reason="advertising")
        for m in re.finditer(r"[^\n]+", text)
        if any(p in m.group() for p in phrases)
    )
    when = fields["published"]
    return Document(
        id=make_id("doc", path.stem),
        capture=make_id("cap", path.stem),
        path=f"reports/{path.name}",
        text=text,
        title=fields.get("title"),
        outlet=fields["outlet"],
        language="en",
        published=Published(earliest=when, latest=when, basis="declared"),
        removed=removed,
    )


def _story(name: str, members: tuple[str, ...], documents: dict[str, Document], world: Truth) -> Story:
    ids = sorted(documents[d].id for d in members)
    unseen = tuple(
        UnseenSource(
            id=make_id("src", u.name), name=u.name, documents=tuple(sorted(documents[d].id for d in u.documents))
        )
        for u in world.unseen
        if set(u.documents) <= set(members)
    )
    return Story(id=make_id("sto", ids[0]), title=name, documents=tuple(ids), unseen=unseen)


def _sentence(text: str, at: int) -> Span:
    """Return the sentence of ``text`` around offset ``at``."""
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’]?(?=\s|$)|\n", text)]
    start = max((e for e in ends if e <= at), default=0)
    end = next((e for e in ends if e > at), len(text))
    while text[start].isspace():
        start += 1
    return Span(start=start, end=max(start, end))


def _claims(
    world: Truth, documents: dict[str, Document], stories: tuple[Story, ...]
) -> tuple[tuple[Claim, ...], tuple[Statement, ...]]:
    claims: list[Claim] = []
    statements: list[Statement] = []
    for rank, true in enumerate(world.claims, 1):
        own = [_statement(documents[d], phrase, true) for d, phrase in true.anchors.items()]
        statements.extend(own)
        members = tuple(sorted({s.document for s in own}))
        low = len(true.origins)
        items = tuple(
            Origin(name=o, kind="organization", party=o == "Obersee Lines", statements=tuple(s.id for s in own))
            for o, *_ in true.origins
        )
        claims.append(
            Claim(
                id=make_id("clm", true.name),
                story=next(s.id for s in stories if members[0] in s.documents),
                rank=rank,
                text=own[0].content.within(documents[next(iter(true.anchors))].text),
                statements=tuple(sorted(s.id for s in own)),
                documents=members,
                origins=Origins(low=low, high=low, items=items),
                status="independent" if low > 1 else ("one_report" if len(members) == 1 else "single_origin"),
                contested=true.contested,
                caveats=(),
                findings=(),
                wording=f"{true.origins[0][0]} says that {true.name}; this has not been independently confirmed here.",
                would_change=("a second origin that saw it for itself",),
            )
        )
    return tuple(claims), tuple(statements)


def _statement(document: Document, phrase: str, true: TrueClaim) -> Statement:
    span = _sentence(document.text, document.text.index(phrase) + 1)
    chain = ChainLink(
        name=true.origins[0][0], kind="organization", channel="Telegram" if "Whisp" in true.origins[0][0] else None
    )
    return Statement(
        id=make_id("stm", document.id, phrase),
        document=document.id,
        type="assertion",
        content=span,
        cue=None,
        source=Source(span=None, name=true.origins[0][0], kind="organization", named=True),
        chain=(chain,),
        basis="not_stated",
        quotation="indirect",
        certainty=Certainty(commitment="reported" if "claims" in document.text else "certain"),
    )


def _links(world: Truth, documents: dict[str, Document], stories: tuple[Story, ...]) -> tuple[Link, ...]:
    links: list[Link] = []
    wanted: list[tuple[str, str, LinkKind, str]] = [
        (documents[k.borrower].id, documents[k.lender].id, "cites" if k.kind == "cites" else "retells", k.how)
        for k in world.links
    ]
    wanted += [
        (documents[d].id, make_id("src", u.name), "common_source", u.how) for u in world.unseen for d in u.documents
    ]
    ids = {d.id: d for d in documents.values()}
    for borrower, lender, kind, how in wanted:
        left = DocumentSpan(document=borrower, span=_sentence(ids[borrower].text, 120))
        right = DocumentSpan(document=lender, span=_sentence(ids[lender].text, 120)) if lender in ids else None
        links.append(
            Link(
                id=make_id("lnk", borrower, lender, kind),
                story=next(s.id for s in stories if borrower in s.documents),
                borrower=borrower,
                lender=lender,
                kind=kind,
                direction="decided",
                probability=0.97,
                evidence=(Evidence(rule="verbatim", score=4.2, detail=how, left=left, right=right),),
                rivals=("both could have it from a third report",),
            )
        )
    return tuple(sorted(links, key=lambda k: k.id))


@pytest.fixture(scope="session")
def faultless() -> Case:
    return faultless_case()

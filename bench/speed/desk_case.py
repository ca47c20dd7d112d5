"""A large case for the benchmark of the desk: the demo's, copied under new ids, every copy with words of its own.

Enters: the traced demo. Leaves: a case file of so many documents. Refuses: nothing.

In a copy the vowels and a few consonants of most words are exchanged, letter for letter, so that all spans hold and no
text stands in two copies; the words that are searched for stay. ``LONG`` of the stories are long ones: ``JOINED``
copies of the demo's largest story as one, so that each claim is told by all of them. The first ``KEPT`` copies have the
work that their comparison needs, and a person's judgement each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from stemma.codec import pack, unpack
from stemma.config import Config
from stemma.demo import reports
from stemma.model import Case, DocumentSpan, Evidence, Judgement, Run
from stemma.pipeline import trace
from stemma.pipeline.judged import judged_case
from stemma.pipeline.keys import story_key
from stemma.pipeline.work import DocumentWork
from stemma.store import Store

WORDS = ("ferry", "Romanshorn software", "injured", "Konstanz", "harbour crews", "hospital", "barge", "nobody")
"""Words searched for: some stand in every second record, some in few."""

JOINED = 22
"""Copies that make a long story: 22 times 14 reports are 308."""

LONG = 6
"""Long stories."""

KEPT = 60
"""Copies that can be compared, and in which people judged."""

_VOWELS = "aeiou"
_CONSONANTS = "bdfgklmnprstv"
_STAY = frozenset(word.lower() for words in WORDS for word in words.split())


def _spelling(number: int) -> Callable[[str], str]:
    """Return how copy ``number`` spells a text: 65 exchanges of letters, and a mark of its own in every fifth word."""
    turn = number % len(_VOWELS), number // len(_VOWELS) % len(_CONSONANTS)
    shifted = _VOWELS[turn[0] :] + _VOWELS[: turn[0]] + _CONSONANTS[turn[1] :] + _CONSONANTS[: turn[1]]
    table = str.maketrans(_VOWELS + _CONSONANTS, shifted)
    letters = "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))

    def word(match: re.Match[str]) -> str:
        shown = match.group()
        if shown.lower() in _STAY:
            return shown
        turned = shown.translate(table)
        return turned[:-4] + letters if len(turned) > 8 else turned

    return lambda text: re.sub(r"[A-Za-z]{5,}", word, text)


@dataclass(frozen=True, slots=True)
class _Renamed:
    """A copy of a case under ids, and with words, of its own."""

    suffix: str
    spell: Callable[[str], str]

    def name(self, identity: str) -> str:
        return f"{identity}{self.suffix}"

    def at(self, place: DocumentSpan | None) -> DocumentSpan | None:
        return replace(place, document=self.name(place.document)) if place else None

    def evidence(self, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(
            replace(e, detail=self.spell(e.detail), left=self.at(e.left), right=self.at(e.right)) for e in found
        )

    def case(self, case: Case) -> Case:
        name, spell = self.name, self.spell

        def names(given: Sequence[str]) -> tuple[str, ...]:
            return tuple(name(one) for one in given)

        return Case(
            documents=tuple(
                replace(
                    d,
                    id=name(d.id),
                    path=f"{d.path}#{self.suffix}",
                    url=f"{d.url}/{self.suffix}" if d.url else None,
                    outlet=f"{d.outlet} {self.suffix[-1]}",
                    title=spell(d.title or ""),
                    text=spell(d.text),
                )
                for d in case.documents
            ),
            statements=tuple(
                replace(
                    s,
                    id=name(s.id),
                    document=name(s.document),
                    about=names(s.about),
                    source=replace(s.source, name=spell(s.source.name)),
                )
                for s in case.statements
            ),
            stories=tuple(
                replace(
                    s,
                    id=name(s.id),
                    title=spell(s.title),
                    documents=names(s.documents),
                    unseen=tuple(replace(u, id=name(u.id), documents=names(u.documents)) for u in s.unseen),
                )
                for s in case.stories
            ),
            links=tuple(
                replace(
                    k,
                    id=name(k.id),
                    story=name(k.story),
                    borrower=name(k.borrower),
                    lender=name(k.lender),
                    evidence=self.evidence(k.evidence),
                )
                for k in case.links
            ),
            claims=tuple(
                replace(
                    c,
                    id=name(c.id),
                    text=spell(c.text),
                    wording=spell(c.wording),
                    story=name(c.story),
                    statements=names(c.statements),
                    documents=names(c.documents),
                    caveats=names(c.caveats),
                    findings=names(c.findings),
                    evidence=self.evidence(c.evidence),
                    propositions=tuple(replace(p, document=name(p.document)) for p in c.propositions),
                    origins=replace(
                        c.origins,
                        items=tuple(
                            replace(o, name=spell(o.name), statements=names(o.statements)) for o in c.origins.items
                        ),
                    ),
                )
                for c in case.claims
            ),
            findings=tuple(
                replace(
                    f,
                    id=name(f.id),
                    sentence=spell(f.sentence),
                    story=name(f.story),
                    claim=name(f.claim) if f.claim else None,
                    spans=tuple(replace(s, document=name(s.document)) for s in f.spans),
                )
                for f in case.findings
            ),
        )


def fill(path: Path, documents: int) -> None:
    """Make a case file of so many documents out of the demo's."""
    with TemporaryDirectory(prefix="stemma-bench-") as folder:
        known = str(Path(folder) / "demo.stemma")
        made = trace([reports()], config=Config(jobs=1, labeller=False), case_file=known)
        with Store(known) as store:
            works = {d.id: store.view().work_of("document", d.id) for d in made.documents}
    foremost = max(made.stories, key=lambda story: len(story.documents))
    small = _only(made, foremost.id)
    long = [
        _joined([_copy(small, 1_000_000 + JOINED * story + part) for part in range(JOINED)]) for story in range(LONG)
    ]
    left = documents - sum(len(part.documents) for part in long)
    parts = [*long, *(_copy(made, number) for number in range(-(-left // len(made.documents))))]
    with Store(str(path), create=True) as store, store.writer() as writer:
        work: dict[str, str] = {}
        for number in range(KEPT):
            for document, body in works.items():
                if body is not None:
                    name = f"{document}{_suffix(number)}"
                    writer.remember(f"work of {name}", pack(_work(unpack(body, DocumentWork), number)))
                    work[name] = f"work of {name}"
        for story in (s for part in parts[LONG : LONG + KEPT] for s in part.stories):
            # As if this Stemma had traced them: nothing follows from judgements in what another version traced.
            work[story.id] = story_key([work[name] for name in sorted(story.documents)], Config())
        writer.commit(_whole(parts), (), config=Config(), work=work)
        for judgement in _judgements(parts[LONG : LONG + KEPT]):
            writer.judge(judgement)
        judged_case(store.view(), Case(), keep=writer.remember)  # as a run does when its records are written


def _suffix(number: int) -> str:
    return f"x{number:07}"


def _copy(case: Case, number: int) -> Case:
    return _Renamed(_suffix(number), _spelling(number)).case(case)


def _work(work: DocumentWork, number: int) -> DocumentWork:
    """Return the work of a copy; the parse keeps its lemmas, which no page shows."""
    copy = _copy(Case(documents=(work.document,) if work.document else (), statements=work.statements), number)
    parsed = replace(work.parse, document=copy.documents[0].id) if work.parse else None
    return replace(work, document=copy.documents[0], parse=parsed, statements=copy.statements)


def _only(case: Case, story: str) -> Case:
    """Return a case with one of its stories alone."""
    (kept,) = (s for s in case.stories if s.id == story)
    inside = set(kept.documents)
    return Case(
        documents=tuple(d for d in case.documents if d.id in inside),
        statements=tuple(s for s in case.statements if s.document in inside),
        stories=(kept,),
        links=tuple(k for k in case.links if k.story == story),
        claims=tuple(c for c in case.claims if c.story == story),
        findings=tuple(f for f in case.findings if f.story == story),
    )


def _joined(parts: Sequence[Case]) -> Case:
    """Return copies of a story as one: the same claims, each told by the reports of all."""
    whole = _whole(parts)
    first = parts[0].stories[0]
    bridges = [
        replace(
            parts[0].links[0],
            id=f"{part.links[0].id}-bridge",
            borrower=part.stories[0].documents[0],
            lender=before.stories[0].documents[0],
        )
        for before, part in pairwise(parts)
    ]
    claims = [
        replace(
            alike[0],
            statements=tuple(name for claim in alike for name in claim.statements),
            documents=tuple(name for claim in alike for name in claim.documents),
            caveats=tuple(name for claim in alike for name in claim.caveats),
            findings=tuple(name for claim in alike for name in claim.findings),
            status="undecided" if alike[0].status == "one_report" else alike[0].status,
            origins=replace(
                alike[0].origins,
                high=alike[0].origins.high * len(alike),
                items=tuple(origin for claim in alike for origin in claim.origins.items),
            ),
        )
        for alike in zip(*(part.claims for part in parts), strict=True)
    ]
    return Case(
        documents=whole.documents,
        statements=whole.statements,
        stories=(
            replace(
                first,
                documents=tuple(name for part in parts for name in part.stories[0].documents),
                unseen=tuple(unseen for part in parts for unseen in part.stories[0].unseen),
            ),
        ),
        links=tuple(replace(link, story=first.id) for link in (*whole.links, *bridges)),
        claims=tuple(claims),
        findings=tuple(replace(finding, story=first.id) for finding in whole.findings),
    )


def _whole(parts: Sequence[Case]) -> Case:
    return Case(
        documents=tuple(d for part in parts for d in part.documents),
        statements=tuple(s for part in parts for s in part.statements),
        stories=tuple(s for part in parts for s in part.stories),
        links=tuple(k for part in parts for k in part.links),
        claims=tuple(c for part in parts for c in part.claims),
        findings=tuple(f for part in parts for f in part.findings),
        run=Run(id="run_0", version="0", config="", inputs=(), stages=()),
    )


def _judgements(parts: Sequence[Case]) -> Iterator[Judgement]:
    """Yield one judgement a copy: that its first statement is one, or that a statement of its main claim is none."""
    for number, part in enumerate(parts):
        main = max(part.claims, key=lambda claim: len(claim.documents))
        yield Judgement(
            id=f"jdg_{number:016}",
            at="2031-06-01T12:00:00Z",
            person="Ana Lind",
            noun="statement",
            verdict="reject" if number % 2 else "accept",
            subject=(main.statements[0] if number % 2 else part.statements[0].id,),
            shown=main.text,
            value=None,
            reason="read beside the briefing",
        )

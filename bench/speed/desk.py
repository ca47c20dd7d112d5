"""How long the pages of the desk take on a large case.

``python -m bench.speed.desk [--documents N]``: a case file of N documents (100,000 by default) is filled with copies of
the demo (``desk_case``), and every page is asked for through the whole application, as HTML and as its record, each
time of another story, claim, link, document or word that was not asked for before: what a process remembers of a text
is of no help. Told are the median and the 95th percentile of the answers, in milliseconds, the 95th percentile of what
one core worked for them (the same on a machine with nothing else to do), the size of the file and the memory. What the
desk loads once (templates, the outlines of land, the background of the comparison) is loaded by one request of each
page before. The file was just written, so that the system holds as much of it in memory as it can. What follows from
judgements is worked out by the run that comes after them, and kept; for one that is new, it is worked out when the list
is shown behind it. How long a person waits for both, the judgement and the list, is told too. A figure is 1 where the
95th percentile of a page is within ``MOST_MS``.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

from bench.measure import Measurement, digest_files
from bench.speed.desk_case import JOINED, KEPT, LONG, WORDS, fill
from starlette.testclient import TestClient

from stemma.demo import reports
from stemma.store import Store, View
from stemma.web import make_app
from stemma.web.server import spare_collector

DOCUMENTS = 100_000
"""Documents of the case that DESIGN §7 asks for."""

MOST_MS = 50.0
"""Milliseconds within which 95 of 100 answers must come (DESIGN §7)."""

ASKED = 60
"""Requests of each page."""

JUDGED = "a judgement, kept"
"""No page: a person judges, and sees the list with what follows."""

PARTS = 8
"""Parts of a story of 308 reports."""


def measure(documents: int = DOCUMENTS) -> Measurement:
    """Measure every page on a case of so many documents."""
    with TemporaryDirectory(prefix="stemma-bench-") as folder:
        path = Path(folder) / "case.stemma"
        began = time.perf_counter()
        fill(path, documents)
        took = time.perf_counter() - began
        size = path.stat().st_size / 1e9
        rows = ask(path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    notes = (
        f"{documents:,} documents, {LONG} stories of {14 * JOINED} reports, {size:.1f} GB, filled in {took:.0f} s",
        *(
            f"{page:20} median {took.middle:7.1f} ms  95 of 100 within {took.late:7.1f} ms  a core {took.work:7.1f} ms"
            for page, took in rows.items()
        ),
        f"largest memory, filling included: {memory:.2f} GB",
    )
    pages = {page: took for page, took in rows.items() if page != JUDGED}
    figures = {f"{page} within {MOST_MS:.0f} ms": float(took.late <= MOST_MS) for page, took in pages.items()}
    return Measurement(figures=figures, inputs=digest_files(sorted(Path(reports()).iterdir())), notes=notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Milliseconds of a page: median and 95th percentile of the answers, and the latter of what a core worked."""

    middle: float
    late: float
    work: float


def ask(path: Path) -> dict[str, Took]:
    """Return how long each page of a case file takes."""
    with Store(str(path)) as store:
        pages = dict(_pages(store.view()))
    spare_collector()
    with TestClient(make_app(str(path), hosts=("desk",)), base_url="http://desk") as desk:
        for addresses in pages.values():
            _ask(desk, addresses.pop())
        rows = {page: _took([_ask(desk, address) for address in asked]) for page, asked in pages.items()}
        return {**rows, JUDGED: _took([_judge(desk, address) for address in pages["judged story"]])}


def _pages(view: View) -> Iterator[tuple[str, list[str]]]:
    """Yield each page with the addresses to ask for, none of them twice and the last one to warm up with."""
    chance = random.Random(1)
    lines = [line.id for line in view.story_lines(order="reports", limit=100_000)]
    long, stories = lines[:LONG], [name for name in lines[LONG:] if int(name[-7:]) >= KEPT]
    judged = [name for name in lines[LONG:] if int(name[-7:]) < KEPT][:KEPT]
    stories = stories[: len(stories) // 2]  # those of 14 reports stand before those of two
    chance.shuffle(stories)
    asked = cycle(stories)  # from 10,000 documents on no story comes twice
    briefs = [view.brief(name) for name in judged]

    def some(make: Callable[[str], str]) -> list[str]:
        return [make(next(asked)) for _ in range(ASKED + 1)]

    yield "case", [f"/?page={n}" for n in range(1, ASKED + 2)]
    yield (
        "case, chosen",
        [f"/?status=contested&order=latest&first=2031-05-1{n % 8}&page={1 + n // 8}" for n in range(61)],
    )
    yield "story", some(lambda story: f"/stories/{story}")
    yield "story, record", some(lambda story: f"/stories/{story}.json")
    yield "claim", some(lambda story: f"/claims/{chance.choice(view.brief(story).claims).id}")
    yield "claim, record", some(lambda story: f"/claims/{chance.choice(view.brief(story).claims).id}.json")
    yield "link", some(lambda story: f"/links/{chance.choice(view.brief(story).links).id}")
    yield "document", some(lambda story: f"/documents/{chance.choice(view.brief(story).reports).id}")
    yield "document, record", some(lambda story: f"/documents/{chance.choice(view.brief(story).reports).id}.json")
    yield "compare", [f"/compare?a={b.reports[n % 7].id}&b={b.reports[7 + n % 7].id}" for n, b in enumerate(briefs)]
    yield "judged story", [f"/stories/{name}" for name in judged]
    yield "long story", [f"/stories/{name}?page={part}" for part in range(1, PARTS + 1) for name in long]
    yield "long story's claim", [f"/claims/{line.id}" for name in long for line in view.brief(name).claims[1:11]]
    yield "long story's report", [f"/documents/{one.id}" for name in long for one in view.brief(name).reports[5:305:30]]
    yield "search", [f"/search?q={WORDS[n % len(WORDS)]}" for n in range(ASKED + 1)]
    yield "search, record", [f"/search.json?q={WORDS[n % len(WORDS)]}" for n in range(ASKED + 1)]
    yield "search claims", [f"/search?noun=claim&q={WORDS[n % len(WORDS)]}" for n in range(ASKED + 1)]
    yield "review", [f"/review?page={1 + n % 2}" for n in range(ASKED + 1)]
    yield "add", ["/add"] * (ASKED + 1)


def _ask(desk: TestClient, address: str) -> tuple[float, float]:
    """Return the milliseconds of an answer, and those that the process worked."""
    began, worked = time.perf_counter(), time.process_time()
    answer = desk.get(address)
    took, work = time.perf_counter() - began, time.process_time() - worked
    if answer.status_code != 200:
        raise SystemExit(f"{address}: status {answer.status_code}")
    return 1000 * took, 1000 * work


def _judge(desk: TestClient, story: str) -> tuple[float, float]:
    """Return the same for a judgement of a link of a story, with the list of judgements behind it."""
    (link, *_) = desk.get(f"{story}.json").json()["story"]["rows"][-1]["ties"]
    ends = desk.get(f"{link['href']}.json").json()["link"]["judge"]
    noun, subject = (parse_qs(urlsplit(ends).query)[name][0] for name in ("noun", "subject"))
    form = {"noun": noun, "subject": subject, "verdict": "reject", "person": "Ana Lind", "reason": "I called both"}
    began, worked = time.perf_counter(), time.process_time()
    answer = desk.post("/review", data=form)
    took, work = time.perf_counter() - began, time.process_time() - worked
    if answer.status_code != 200:
        raise SystemExit(f"{story}: status {answer.status_code}")
    return 1000 * took, 1000 * work


def _took(times: Sequence[tuple[float, float]]) -> Took:
    waited, worked = (sorted(one) for one in zip(*times, strict=True))
    late = int(len(times) * 0.95)
    return Took(middle=waited[len(waited) // 2], late=waited[late], work=worked[late])


def main(arguments: Sequence[str]) -> int:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    given = parser.parse_args(arguments)
    found = measure(given.documents)
    print("\n".join(found.notes))
    return 0 if all(found.figures.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

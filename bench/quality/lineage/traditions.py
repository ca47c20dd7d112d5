"""Synthetic news traditions with known truth: a tree of copies beside independent accounts of the same event.

Enters: real texts of one event (ECB+ stories) or a single long text (war articles), a shape, a rewriting operator
and a seed. Leaves: ``Tradition`` records: texts, who was made from whom, and which pairs share a source. Refuses:
a story whose accounts all share a run of eight words with the base text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from re import findall
from typing import Literal

from bench.quality.lineage.rewriting import OPERATORS, Operator, split

Shape = Literal["star", "chain", "unseen", "bushy", "merged"]
SHAPES: tuple[Shape, ...] = ("star", "chain", "unseen", "bushy", "merged")

RUN = 8
"""Words in a row that two accounts may not share if they are to count as independent."""

MIN_WORDS, MAX_WORDS = 150, 900
MAX_ACCOUNTS = 5
"""Independent accounts beside a tradition; more only cost time."""

PARENTS: dict[Shape, tuple[tuple[int, ...], ...]] = {
    "star": ((), (0,), (0,), (0,)),
    "chain": ((), (0,), (1,), (2,)),
    "unseen": ((), (0,), (0,), (0,)),
    "bushy": ((), (0,), (0,), (1,), (1,)),
    "merged": ((), (0,), (0,), (1, 2)),
}
"""For each text of a tradition the texts that it was made from; of ``unseen`` the first text is then taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tradition:
    """Texts with their truth. ``edges``: (copy, source) by name; ``unseen``: the copies of the text taken away."""

    name: str
    operator: str
    shape: Shape
    texts: dict[str, str]
    edges: frozenset[tuple[str, str]]
    unseen: frozenset[str]
    same: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]


def traditions(ecb: Path, war: Path, *, seed: int, count: int) -> Iterator[Tradition]:
    """Yield ``count`` traditions; shape and operator go round, texts are drawn with ``seed``."""
    random = Random(seed)
    stories = list(_stories(ecb, random)) + list(_articles(war, random))
    random.shuffle(stories)
    operators = sorted(OPERATORS)
    for number in range(min(count, len(stories))):
        operator = operators[number % len(operators)]
        shape = SHAPES[number // len(operators) % len(SHAPES)]
        yield _made(f"{number:03}", stories[number], operator, shape, random)


def share_run(left: str, right: str) -> bool:
    """Tell whether two texts have ``RUN`` words in a row in common."""
    a, b = (findall(r"\w+", text.lower()) for text in (left, right))
    runs = {tuple(a[i : i + RUN]) for i in range(len(a) - RUN + 1)}
    return any(tuple(b[i : i + RUN]) in runs for i in range(len(b) - RUN + 1))


def _made(name: str, story: Sequence[str], operator: str, shape: Shape, random: Random) -> Tradition:
    base, accounts = story[0], story[1:]
    copies = [base]
    for parents in PARENTS[shape][1:]:
        copies.append(_copy([copies[p] for p in parents], OPERATORS[operator], random))
    made = {f"copy{n}": text for n, text in enumerate(copies)}
    edges = {(f"copy{n}", f"copy{p}") for n, parents in enumerate(PARENTS[shape]) for p in parents}
    below = frozenset(copy for copy, source in edges if source == "copy0")
    if shape == "unseen":
        del made["copy0"]
        edges = {e for e in edges if "copy0" not in e}
    others = {f"account{n}": text for n, text in enumerate(accounts)}
    apart = {(a, b) for a, b in combinations(sorted(others), 2) if not share_run(others[a], others[b])}
    apart |= {(a, b) for a in others for b in made}
    return Tradition(
        name=name,
        operator=operator,
        shape=shape,
        texts=made | others,
        edges=frozenset(edges),
        unseen=below if shape == "unseen" else frozenset(),
        same=frozenset(combinations(sorted(made), 2)),
        apart=frozenset(apart),
    )


def _copy(sources: Sequence[str], operator: Operator, random: Random) -> str:
    """Return a copy; of two sources the first gives its first half and the second its last."""
    pieces = [split(text) for text in sources]
    if len(pieces) > 1:
        first, second = pieces[0], pieces[1]
        pieces = [first[: (len(first) + 1) // 2] + second[len(second) // 2 :]]
    return "\n".join(operator(pieces[0], random))


def _stories(path: Path, random: Random) -> Iterator[list[str]]:
    """Yield for each ECB+ story a base text and accounts that share no run with it."""
    by_story: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        by_story[record["story"]].append(record["text"])
    for _, texts in sorted(by_story.items()):
        long = [t for t in texts if MIN_WORDS <= len(t.split()) <= MAX_WORDS]
        for base in random.sample(long, min(2, len(long))):
            others = [t for t in texts if len(t.split()) >= 60 and not share_run(base, t)]
            if others:
                yield [base, *random.sample(others, min(MAX_ACCOUNTS, len(others)))]


def _articles(path: Path, random: Random) -> Iterator[list[str]]:
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    long = [t for t in texts if MIN_WORDS <= len(t.split()) <= MAX_WORDS]
    for base in random.sample(long, 20):
        yield [base]

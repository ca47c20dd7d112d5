"""Synthetic news traditions with known truth: a tree of copies beside independent accounts of the same event.

Enters: real texts of one event (ECB+ stories) or a single long text (war articles), a shape, a rewriting operator
and a seed. Leaves: ``Tradition`` records: texts, who was made from whom, and which pairs share a source. Refuses:
a story whose accounts all share a run of eight words with the base text.

Stories (ECB+ by topic, so that no event and no text is in both) and articles are split into two halves by digest:
everything is chosen on ``fitting``, and reported on ``reporting``. Two accounts count as independent only where they
share no run of ``RUN`` words, credit no common agency, and were not judged by hand to share a source (``judged.tsv``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import combinations
from pathlib import Path
from random import Random
from re import escape, findall, search
from typing import Literal

from bench.quality.lineage.rewriting import OPERATORS, Operator, split

from stemma.language.words import mappings

Half = Literal["fitting", "reporting"]
Shape = Literal["star", "chain", "unseen", "bushy", "merged"]
SHAPES: tuple[Shape, ...] = ("star", "chain", "unseen", "bushy", "merged")

RUN = 8
"""Words in a row that two accounts may not share if they are to count as independent."""

MIN_WORDS, MAX_WORDS = 150, 900
MAX_ACCOUNTS = 5
"""Independent accounts beside a tradition; more only cost time."""

BASES, ARTICLES = 3, 15
"""Base texts of one story, and single articles, that traditions are made from."""

JUDGED = Path(__file__).parent / "judged.tsv"
"""Pairs of ECB+ documents judged by hand: do they share a source beyond the event ("shared", "apart", "unclear"), and
why were they read: drawn blindly, of the highest probability, or linked. Unclear ones count as independent."""

Account = tuple[str, str]
"""Name in the data, and text."""

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
    """Texts with their truth. ``edges``: (copy, source) by name; ``unseen``: the copies of the text taken away.

    ``known``: the name in the data of the base text (as ``copy0``) and of each account.
    """

    name: str
    operator: str
    shape: Shape
    texts: dict[str, str]
    edges: frozenset[tuple[str, str]]
    unseen: frozenset[str]
    same: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    known: dict[str, str]


def traditions(
    ecb: Path, war: Path, *, half: Half, seed: int, count: int, operators: Sequence[str] | None = None
) -> Iterator[Tradition]:
    """Yield ``count`` traditions of one half; shape and operator go round, texts are drawn with ``seed``."""
    random = Random(seed)
    stories = list(_stories(ecb, half, random)) + list(_articles(war, half, random))
    random.shuffle(stories)
    chosen = sorted(operators or OPERATORS)
    for number in range(count):
        operator = chosen[number % len(chosen)]
        shape = SHAPES[number // len(chosen) % len(SHAPES)]
        yield _made(f"{number:03}", stories[number % len(stories)], operator, shape, random)


def half_of(text: str) -> Half:
    """Return the half that a text, or whatever names a topic, belongs to."""
    return "fitting" if blake2b(text.encode(), digest_size=1).digest()[0] % 2 else "reporting"


def share_run(left: str, right: str) -> bool:
    """Tell whether two texts have ``RUN`` words in a row in common."""
    a, b = (findall(r"\w+", text.lower()) for text in (left, right))
    runs = {tuple(a[i : i + RUN]) for i in range(len(a) - RUN + 1)}
    return any(tuple(b[i : i + RUN]) in runs for i in range(len(b) - RUN + 1))


def independent(left: Account, right: Account) -> bool:
    """Tell whether two accounts of one event count as independent of each other."""
    return _unlike(left, right) and tuple(sorted((left[0], right[0]))) not in _judged()


def _unlike(left: Account, right: Account) -> bool:
    return not share_run(left[1], right[1]) and not _agencies(left[1]) & _agencies(right[1])


def _made(name: str, story: Sequence[Account], operator: str, shape: Shape, random: Random) -> Tradition:
    base, accounts = story[0], story[1:]
    copies = [base[1]]
    for parents in PARENTS[shape][1:]:
        copies.append(_copy([copies[p] for p in parents], OPERATORS[operator], random))
    made = {f"copy{n}": text for n, text in enumerate(copies)}
    edges = {(f"copy{n}", f"copy{p}") for n, parents in enumerate(PARENTS[shape]) for p in parents}
    below = frozenset(copy for copy, source in edges if source == "copy0")
    if shape == "unseen":
        del made["copy0"]
        edges = {e for e in edges if "copy0" not in e}
    others = {f"account{n}": account for n, account in enumerate(accounts)}
    apart = {(a, b) for a, b in combinations(sorted(others), 2) if independent(others[a], others[b])}
    apart |= {(a, b) for a in others for b in made}
    return Tradition(
        name=name,
        operator=operator,
        shape=shape,
        texts=made | {name: text for name, (_, text) in others.items()},
        edges=frozenset(edges),
        unseen=below if shape == "unseen" else frozenset(),
        same=frozenset(combinations(sorted(made), 2)),
        apart=frozenset(apart),
        known={"copy0": base[0]} | {name: known for name, (known, _) in others.items()},
    )


@cache
def _judged() -> frozenset[tuple[str, ...]]:
    """Return the pairs of ECB+ documents that were judged by hand to share a source beyond the event."""
    rows = JUDGED.read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(tuple(sorted(row.split("\t")[:2])) for row in rows if row.split("\t")[2] == "shared")


@cache
def _agencies(text: str) -> frozenset[str]:
    """Return the agencies that a text names, by the names under which they sign."""
    names = mappings("en", "credits")["agencies"]
    return frozenset(of for name, of in sorted(names.items()) if search(rf"\b{escape(name)}\b", text))


def _copy(sources: Sequence[str], operator: Operator, random: Random) -> str:
    """Return a copy; of two sources the first gives its first half and the second its last."""
    pieces = [split(text) for text in sources]
    if len(pieces) > 1:
        first, second = pieces[0], pieces[1]
        pieces = [first[: (len(first) + 1) // 2] + second[len(second) // 2 :]]
    return "\n".join(operator(pieces[0], random))


def _stories(path: Path, half: Half, random: Random) -> Iterator[list[Account]]:
    """Yield for some base texts of each ECB+ story the base and accounts that are independent of it."""
    by_story: dict[str, list[Account]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if half_of(f"topic {record['topic']}") == half:
            by_story[record["story"]].append((record["id"], record["text"]))
    for _, accounts in sorted(by_story.items()):
        long = [a for a in accounts if MIN_WORDS <= len(a[1].split()) <= MAX_WORDS]
        for base in random.sample(long, min(BASES, len(long))):
            others = [a for a in accounts if len(a[1].split()) >= 60 and _unlike(base, a)]
            if others:
                drawn = random.sample(others, min(MAX_ACCOUNTS, len(others)))
                yield [base, *(a for a in drawn if independent(base, a))]


def _articles(path: Path, half: Half, random: Random) -> Iterator[list[Account]]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [(r["id"], r["text"]) for r in records if half_of(r["text"]) == half]
    long = [a for a in texts if MIN_WORDS <= len(a[1].split()) <= MAX_WORDS]
    for base in random.sample(long, ARTICLES):
        yield [base]

"""Collate near-identical copies of one text: a table with a row for each copy and a column for each place of the text.

Enters: witnesses, and for the pairs compared the runs of words that both hold. Leaves: a ``Collation``. Refuses:
nothing; places that a copy lost together with all around them are marked as lost, not as left out.

Copies are added one by one, each aligned to the nearest that stands there already (progressive alignment: Feng and
Doolittle 1987). Words that are not equal are aligned by the likeness of their letters, because spelling varies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rapidfuzz.distance import Levenshtein

from stemma.lineage.align import Run
from stemma.lineage.readings import Witness

GAP = 0.6
"""Cost of a word without counterpart, where two words with no letter in common cost ``UNLIKE``: two gaps are dearer
than two words that share a letter or two."""

UNLIKE = 1.1
"""Cost of setting two words against each other that have no letter in common."""

BLOCK = 900
"""Cells of the largest stretch between equal words that is aligned by letters; a longer one is a rewritten passage."""

SHUFFLED = 0.1
"""Share of sentences that step back, from which a copy is put into its neighbour's order before it is aligned."""

Edge = tuple[str, str]
Row = dict[str, str]
"""One column of the table: the word that each copy has there; copies without a word are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """The table: ``columns`` in the order of the text, each with the words of the copies that have one there."""

    names: tuple[str, ...]
    columns: tuple[Mapping[str, str], ...]


def collate(witnesses: Mapping[str, Witness], shared: Mapping[Edge, Sequence[Run]]) -> Collation:
    """Return the table of copies that hang together by ``shared`` (smaller id first)."""
    first, joins = _joins(witnesses, shared)
    rows: list[Row] = [{first: word} for word in witnesses[first].words]
    order = {first: tuple(range(len(rows)))}
    for near, new in joins:
        order[new] = _ordered(witnesses[new], _counterparts(shared, near, new, order[near]))
        rows = _merged(rows, near, new, [witnesses[new].words[n] for n in order[new]])
    return Collation(names=tuple(sorted(witnesses)), columns=tuple(rows))


def _joins(witnesses: Mapping[str, Witness], shared: Mapping[Edge, Sequence[Run]]) -> tuple[str, list[Edge]]:
    """Return the copy to begin with, and (copy in the table, copy to add) in the order of nearness (Prim 1957)."""
    weight = {edge: sum(run.length for run in found) for edge, found in shared.items()}
    near: dict[str, list[tuple[int, str]]] = {name: [] for name in witnesses}
    for (a, b), count in sorted(weight.items()):
        near[a].append((-count, b))
        near[b].append((-count, a))
    first = min(witnesses, key=lambda name: (sum(count for count, _ in near[name]), name))
    placed, joins = {first}, list[Edge]()
    while len(placed) < len(witnesses):
        options = ((count, name, other) for name in placed for count, other in near[name] if other not in placed)
        _, name, other = min(options)
        placed.add(other)
        joins.append((name, other))
    return first, joins


def _counterparts(shared: Mapping[Edge, Sequence[Run]], near: str, new: str, order: Sequence[int]) -> dict[int, int]:
    """Return for each word of ``new`` in a shared run the place of its counterpart in the table's order."""
    rank = {word: place for place, word in enumerate(order)}
    found: dict[int, int] = {}
    for run in shared[min(near, new), max(near, new)]:
        theirs, mine = (run.left, run.right) if near < new else (run.right, run.left)
        found.update((mine + n, rank[theirs + n]) for n in range(run.length))
    return found


def _ordered(new: Witness, at: Mapping[int, int]) -> tuple[int, ...]:
    """Return the words of a copy, its sentences put into the table's order where it has shuffled them."""
    keys: list[float] = []
    for start, end in new.sentences:
        found = [at[n] for n in range(start, end) if n in at]
        keys.append(median(found) if found else keys[-1] if keys else -1.0)
    back = sum(later < earlier for earlier, later in pairwise(keys))
    if back <= SHUFFLED * len(keys):
        return tuple(range(len(new.words)))
    order = sorted(range(len(keys)), key=lambda n: (keys[n], n))
    return tuple(n for k in order for n in range(*new.sentences[k]))


def _merged(rows: Sequence[Row], near: str, new: str, words: Sequence[str]) -> list[Row]:
    """Return the table with one more copy, aligned to ``near``."""
    places = [n for n, row in enumerate(rows) if near in row]
    merged: list[Row] = []
    pending: list[str] = []
    behind = 0
    for mine, other in _aligned([rows[n][near] for n in places], words):
        if mine is None:
            pending.append(words[other or 0])
            continue
        merged.extend(_placed(rows[behind : places[mine]], new, pending))
        pending = []
        row = rows[places[mine]]
        merged.append(row if other is None else {**row, new: words[other]})
        behind = places[mine] + 1
    merged.extend(_placed(rows[behind:], new, pending))
    return merged


def _placed(rows: Sequence[Row], new: str, words: Sequence[str]) -> Iterator[Row]:
    """Yield columns that the neighbour lacks, with further words of the new copy, in new columns where none fits."""
    forms = [min(Counter(row.values()).items(), key=lambda item: (-item[1], item[0]))[0] for row in rows]
    for n, k in _by_letters(forms, words):
        row = rows[n] if n is not None else {}
        yield row if k is None else {**row, new: words[k]}


def _aligned(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the aligned places of two sequences of words, ``None`` where one has nothing."""
    i = j = 0
    for block in Levenshtein.editops(left, right).as_matching_blocks():
        for a, b in _by_letters(left[i : block.a], right[j : block.b]):
            yield (None if a is None else i + a), (None if b is None else j + b)
        yield from ((block.a + n, block.b + n) for n in range(block.size))
        i, j = block.a + block.size, block.b + block.size


def _by_letters(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the cheapest alignment of two short sequences (Needleman and Wunsch 1970)."""
    if not left or not right or len(left) * len(right) > BLOCK:
        yield from ((n, None) for n in range(len(left)))
        yield from ((None, n) for n in range(len(right)))
        return
    cost = _costs(left, right)
    i, j, steps = len(left), len(right), list[tuple[int | None, int | None]]()
    while i or j:
        if i and cost[i][j] == cost[i - 1][j] + GAP:
            i -= 1
            steps.append((i, None))
        elif j and cost[i][j] == cost[i][j - 1] + GAP:
            j -= 1
            steps.append((None, j))
        else:
            i, j = i - 1, j - 1
            steps.append((i, j))
    yield from reversed(steps)


def _costs(left: Sequence[str], right: Sequence[str]) -> list[list[float]]:
    cost = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            steps = [cost[i - 1][j] + GAP] if i else []
            if j:
                steps.append(cost[i][j - 1] + GAP)
            if i and j:
                unlike = Levenshtein.normalized_distance(left[i - 1], right[j - 1])
                steps.append(cost[i - 1][j - 1] + UNLIKE * unlike)
            cost[i][j] = min(steps, default=0.0)
    return cost

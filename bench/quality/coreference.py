"""Event coreference on gold mentions: ECB+ even topics, validated sentences, singletons included.

Enters: ``stories/ecbplus_1_35.jsonl``. Leaves: CoNLL F1 (the mean of MUC, B³ and entity CEAF) of Stemma's rules: two
mentions of one story (as ``stories.group`` makes it) are one event if they have one key or one meaning, and share an
argument where both have some. Beside it: the same lemma within a topic, and within our stories. Refuses: nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from bench.measure import Measurement, data_file, digest_files
from bench.quality.alignment import head_of
from bench.quality.ecb import Sentence, read_sentences
from bench.quality.stories import features_of, read_rows
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from stemma.compare.readings import Act
from stemma.compare.senses import nearness
from stemma.compare.terms import key
from stemma.config import Config
from stemma.stories import group

Clusters = dict[str, str]
"""Mention → label."""

Acts = Mapping[str, Act]
"""Mention → what happens in it, with its arguments."""


def measure() -> Measurement:
    """Cluster the event mentions of the even topics."""
    path = data_file("stories", "ecbplus_1_35.jsonl")
    rows = [row for row in read_rows(path) if int(str(row["topic"])) % 2 == 0]
    story = {d: ids[0] for ids in group([features_of(r) for r in rows], config=Config()) for d in ids}
    topic = {str(row["id"]): str(row["topic"]) for row in rows}
    gold: Clusters = {}
    lemma: dict[str, str] = {}
    acts: dict[str, Act] = {}
    for sentence in read_sentences(rows):
        for mention in sentence.mentions:
            head = head_of(sentence, mention) if mention.kind == "event" else None
            if head is not None:
                gold[mention.id] = mention.chain
                lemma[mention.id] = sentence.tree.lemma(head)
                acts[mention.id] = _act(sentence, head)
    where = {m: story[m.split(":")[0]] for m in gold}
    return Measurement(
        figures=conll(gold, cluster(acts, where)),
        peers={
            "same lemma": conll(gold, {m: f"{topic[m.split(':')[0]]} {lemma[m]}" for m in gold}),
            "same, by story": conll(gold, {m: f"{where[m]} {lemma[m]}" for m in gold}),
        },
        inputs=digest_files([path]),
        notes=(f"{len(gold)} mentions, {len(set(gold.values()))} events",),
    )


def cluster(acts: Acts, where: Mapping[str, str]) -> Clusters:
    """Join mentions of one story that are one event by our rules; groups meet if most of their pairs do."""
    label = {m: m for m in acts}
    by_key: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mention in sorted(acts):
        by_key[where[mention], acts[mention].key].append(mention)
    for members in by_key.values():
        label.update(dict.fromkeys(members, members[0]))
    for (a, ours), (b, theirs) in combinations(sorted(by_key.items()), 2):
        if a[0] == b[0] and nearness(acts[ours[0]].word, acts[theirs[0]].word) == "same" and _share(acts, ours, theirs):
            first, second = label[ours[0]], label[theirs[0]]
            label.update({m: first for m, found in label.items() if found == second})
    return label


def conll(gold: Clusters, found: Clusters) -> dict[str, float]:
    """Return MUC, B³, entity CEAF and their mean."""
    muc, bcubed, ceaf = (_f1(score(gold, found), score(found, gold)) for score in (_muc, _bcubed, _ceaf))
    return {"MUC F1": muc, "B3 F1": bcubed, "CEAFe F1": ceaf, "CoNLL F1": (muc + bcubed + ceaf) / 3}


def _act(sentence: Sentence, head: int) -> Act:
    """Return what happens at a token, with its arguments if a statement of the sentence tells it."""
    found = (a for r in sentence.readings for a in r.acts if a.token == head)
    word = sentence.tree.lemma(head)
    return next(found, Act(token=head, word=word, key=key(word), agents=frozenset(), patients=frozenset()))


def _share(acts: Acts, left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two groups of mentions share an argument."""
    ours, theirs = (frozenset(k for m in ms for k in acts[m].agents | acts[m].patients) for ms in (left, right))
    return bool(ours & theirs)


def _members(labels: Clusters) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return found


def _muc(gold: Clusters, found: Clusters) -> float:
    """Return MUC recall of ``gold`` (precision with the arguments exchanged)."""
    groups = [g for g in _members(gold).values() if len(g) > 1]
    kept = sum(len(g) - len({found[m] for m in g}) for g in groups)
    return kept / max(1, sum(len(g) - 1 for g in groups))


def _bcubed(gold: Clusters, found: Clusters) -> float:
    both = Counter((gold[m], found[m]) for m in gold)
    size = Counter(gold.values())
    return sum(n * n / size[g] for (g, _), n in both.items()) / len(gold)


def _ceaf(gold: Clusters, found: Clusters) -> float:
    """Return CEAF with the entity measure φ4, as a share of the clusters of ``gold``."""
    rows, columns = _members(gold), _members(found)
    names, others = {n: i for i, n in enumerate(sorted(rows))}, {n: i for i, n in enumerate(sorted(columns))}
    table = np.zeros((len(names), len(others)))
    for (g, f), n in Counter((gold[m], found[m]) for m in gold).items():
        table[names[g], others[f]] = 2 * n / (len(rows[g]) + len(columns[f]))
    best = linear_sum_assignment(table, maximize=True)
    return float(table[best].sum()) / len(names)


def _f1(recall: float, precision: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

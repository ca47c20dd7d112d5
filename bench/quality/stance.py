"""Does a report assert, deny or discuss a claim, or have nothing to do with it? FNC-1 train, split by body.

Enters: ``stance/fnc1_train_{pairs,bodies}.jsonl``. Leaves: F1 of each stance and their mean on the bodies with an even
number; two linear models over readable features (does the body speak of it; how does it stand to it) are fitted on the
odd ones in the same run. Beside it: overlap alone, which calls every related body a discussion. Refuses: nothing.

Published on the competition's test part: about 0.61 macro F1 without large models. Headlines recur on both sides.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from bench.measure import Measurement, data_file, digest_files
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from stemma.compare.rarity import word_bits
from stemma.compare.readings import COMMON_BITS, NUMBER_BITS
from stemma.compare.terms import key
from stemma.language.words import words

LABELS = ("unrelated", "discuss", "agree", "disagree")
LEAD = 4
"""Sentences at the head of a body that say how it stands to its story."""

NEAR = 3
"""Sentences of a body nearest to the headline."""

LONGEST = 60
"""Sentences of a body that are read."""

RIDGE = 2.0
WEIGHT = np.array([1.0, 1.3, 3.0])
"""What an example of discuss, agree and disagree counts: one in sixteen related bodies disagrees, and macro F1 counts
the three alike."""

OVERLAP = 0.45
"""Share of the headline's bits found in the body from which the peer calls it related. Best on the odd bodies."""

KINDS = tuple(sorted(words("en", "stance")))
UNTRUE = KINDS.index("untrue")
NEGATIVE = [KINDS.index("denying"), UNTRUE]

_WORD = re.compile(r"[a-z][a-z']*|\d[\d,.]*\d|\d")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")

Array = NDArray[np.float64]
Terms = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Text:
    """A headline or body: for each sentence its terms with their bits, and how many cues of each kind it has."""

    terms: tuple[Terms, ...]
    cues: Array

    @property
    def all(self) -> Terms:
        """The terms of all sentences."""
        return {k: v for terms in self.terms for k, v in terms.items()}


def measure() -> Measurement:
    """Fit on the odd bodies, measure on the even ones."""
    pairs_file, bodies_file = (
        data_file("stance", "fnc1_train_pairs.jsonl"),
        data_file("stance", "fnc1_train_bodies.jsonl"),
    )
    rows = [json.loads(line) for line in pairs_file.read_text(encoding="utf-8").splitlines()]
    lines = (json.loads(line) for line in bodies_file.read_text(encoding="utf-8").splitlines())
    bodies = {int(body["body_id"]): read(body["text"]) for body in lines}
    halves = [[row for row in rows if row["body_id"] % 2 == odd] for odd in (1, 0)]
    seen, unseen = (
        np.array([features(str(r["headline"]), bodies[r["body_id"]]) for r in half], dtype=np.float64)
        for half in halves
    )
    gold, wanted = (np.array([LABELS.index(r["stance"]) for r in half]) for half in halves)
    related = gold > 0
    speaks_of = fit(seen, np.where(related, 1, 0), np.ones(len(gold)), 2)
    stands = fit(seen[related], gold[related] - 1, WEIGHT[gold[related] - 1], 3)
    said = np.where(apply(speaks_of, unseen) == 0, 0, apply(stands, unseen) + 1)
    overlap = np.where(unseen[:, 3] > OVERLAP, 1, 0)
    return Measurement(
        figures=scores(wanted, said),
        peers={"overlap": scores(wanted, overlap)},
        inputs=digest_files([pairs_file, bodies_file]),
        notes=(f"{len(gold)} pairs fitted, {len(wanted)} measured; each half has bodies of its own",),
    )


def scores(gold: NDArray[np.int64], said: NDArray[np.int64]) -> dict[str, float]:
    """Return the F1 of each stance, and the mean."""
    found: dict[str, float] = {}
    for number, name in enumerate(LABELS):
        right = int(((gold == number) & (said == number)).sum())
        found[f"{name} F1"] = 2 * right / max(1, int((gold == number).sum() + (said == number).sum()))
    return {**found, "macro F1": sum(found.values()) / len(found)}


def read(text: str) -> Text:
    """Return the sentences of a text laid out."""
    sentences = [_words(s) for s in _SENTENCE.split(text) if len(s) > 15][:LONGEST] or [_words(text)]
    kinds = words("en", "stance")
    cues = [[sum(w in kinds[kind] for w in sentence) for kind in KINDS] for sentence in sentences]
    return Text(tuple(dict(_term(w) for w in s) for s in sentences), np.array(cues, dtype=np.float64))


@cache
def headline(text: str) -> Text:
    """Return a headline laid out as one sentence."""
    sentence = _words(text)
    kinds = words("en", "stance")
    cues = [[sum(w in kinds[kind] for w in sentence) for kind in KINDS]]
    return Text((dict(_term(w) for w in sentence),), np.array(cues, dtype=np.float64))


def features(title: str, body: Text) -> list[float]:
    """Return how much of the headline the body has and where, and the cues of both."""
    head = headline(title)
    total = sum(head.terms[0].values()) or 1.0
    shares = [_share(head.terms[0], terms, total) for terms in body.terms]
    everywhere = _share(head.terms[0], body.all, total)
    near = sorted(range(len(shares)), key=lambda n: (-shares[n], n))[:NEAR]
    best = shares[near[0]]
    found = [1.0, best, best**2, everywhere, everywhere**2, shares[0], sum(shares[n] for n in near) / len(near)]
    found += [max(shares[:LEAD]), math.log1p(len(shares)) / 4, near[0] / len(shares)]
    found.append(sum(share > 0.3 for share in shares) / len(shares))
    close, lead, all_of_it = body.cues[near].sum(0), body.cues[:LEAD].sum(0), body.cues.sum(0)
    own = np.minimum(head.cues[0], 1)
    for part in (own, np.log1p(close), np.log1p(lead), np.log1p(all_of_it), own * np.minimum(1, lead)):
        found += part.tolist()
    found += ((1 - own) * np.log1p(lead)).tolist()
    found += [float("?" in title), float(any(mark in title for mark in "'\"‘"))]
    return [*found, *_aimed(own, np.array(shares), np.minimum(body.cues, 1))]


def _aimed(own: Array, shares: Array, cues: Array) -> list[float]:
    """Return whether the body's cues stand in sentences about the headline, apart for a headline with and without them.

    A body that denies disagrees with a headline that asserts, and agrees with one that denies.
    """
    aimed = (shares[:, None] * cues).max(0)
    denial, untrue = cues[:, NEGATIVE].max(1), cues[:, UNTRUE]
    denied = float(own[NEGATIVE].max())
    gap = float((shares * denial).max() - (shares * (1 - denial)).max())
    lead = float(denial[:LEAD].max())
    density, ever = float(untrue.mean()), float(untrue.max())
    found = [*aimed, *((1 - own) * aimed), *(own * aimed), gap, (1 - denied) * gap, denied * gap, denied]
    found += [(1 - denied) * lead, denied * (1 - lead), density, (1 - own[UNTRUE]) * density]
    return [float(f) for f in (*found, (1 - own[UNTRUE]) * ever, own[UNTRUE] * (1 - ever))]


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model over standardised features."""

    mean: Array
    scale: Array
    weights: Array


def fit(seen: Array, gold: NDArray[np.int64], counts: Array, classes: int) -> Model:
    """Return the multinomial logistic regression with ridge ``RIDGE``."""
    mean, scale = seen.mean(0), seen.std(0)
    mean[0], scale[scale == 0] = 0.0, 1.0
    inputs, target = (seen - mean) / scale, np.eye(classes)[gold]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(seen.shape[1], classes)
        odds = inputs @ weights
        odds -= odds.max(1, keepdims=True)
        chance = np.exp(odds) / np.exp(odds).sum(1, keepdims=True)
        cost = -(counts[:, None] * target * np.log(chance + 1e-12)).sum() + RIDGE / 2 * (flat**2).sum()
        return float(cost), (inputs.T @ (counts[:, None] * (chance - target)) + RIDGE * weights).ravel()

    start = np.zeros(seen.shape[1] * classes)
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Model(mean, scale, result.x.reshape(seen.shape[1], classes))


def apply(model: Model, seen: Array) -> NDArray[np.int64]:
    """Return the likeliest class of each row."""
    return np.asarray((((seen - model.mean) / model.scale) @ model.weights).argmax(1))


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.replace("’", "'").lower())


@cache
def _term(word: str) -> tuple[str, float]:
    bits = NUMBER_BITS if word[0].isdigit() else word_bits(word, "en")
    return key(word), max(0.0, bits - COMMON_BITS)


def _share(head: Terms, terms: Terms, total: float) -> float:
    return sum(bits for term, bits in head.items() if term in terms) / total

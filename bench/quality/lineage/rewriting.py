"""Rewriting operators: make a copy of a text, from word-for-word to heavily rewritten.

Enters: the sentences of a text and a seeded random source. Leaves: the sentences of the copy. The operators
stand in ``OPERATORS`` from light to heavy; ``HELD_OUT`` names those that no weight of Stemma was fitted on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

Sentences = tuple[str, ...]
Operator = Callable[[Sentences, Random], Sentences]

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_NUMBER = re.compile(r"(?<![\w.,])\d{2,6}(?![\w.,])")
_CLAUSE = re.compile(r", (?=(?:but|while|although|after|before|as|because|when|which|who|and)\b)")
_SAID = re.compile(
    r"^(?P<what>[^\"“”]{20,300}), (?P<who>[^,\"“”]{3,60}) (?P<verb>said|says|told \w+)\b(?P<rest>[^,]{0,40})\.$"
)
_SAYS = re.compile(r"^(?P<who>[A-Z][^,\"“”]{2,60}?) (?:said|says) (?:that )?(?P<what>[^\"“”]{20,300})\.$")
_PASSIVE = re.compile(
    r"^(?P<what>[A-Z][^,;\"]{2,60}?) (?:was|were) (?P<verb>\w+ed) by (?P<who>[^,;\"]{3,40}?)"
    r"(?P<rest>,.*|\.| (?:on|in|at|after|as)\b.*)$"
)
_ASIDE = re.compile(r" \([^()]{2,60}\) ?|, [^,.\"“”]{4,50}, (?=(?:was|were|is|are|has|had|said|says|will)\b)")
_MODALS = {"may": "could", "might": "may", "could": "might", "likely": "probable", "believed": "thought"}
_HEDGES = ("reportedly", "apparently", "by all accounts", "it is understood")
_OPENERS = frozenset(
    {"The", "A", "An", "It", "He", "She", "They", "There", "This", "These", "In", "On", "At", "Police"}
)
_FILLERS = (
    ("Observers", "Neighbours", "Experts", "Critics", "Readers", "Lawyers", "Diplomats", "Parents"),
    ("will be watching", "were slow to comment on", "have long worried about", "may yet learn of", "asked again for"),
    ("what comes next", "the wider picture", "the details", "the cost of it", "the months ahead", "older cases"),
    ("closely", "with some unease", "in due course", "behind closed doors", "for their own reasons"),
)


def verbatim(sentences: Sentences, random: Random) -> Sentences:
    """Copy word for word."""
    return sentences


def cut(sentences: Sentences, random: Random) -> Sentences:
    """Keep the opening and drop what follows, as an editor does who runs out of room."""
    return sentences[: max(2, round(len(sentences) * random.uniform(0.35, 0.7)))]


def light(sentences: Sentences, random: Random) -> Sentences:
    """Drop a sentence in ten and exchange a replaceable word in four."""
    return tuple(_exchanged(s, random, 0.25) for s in _thinned(sentences, random, 0.9))


def reordered(sentences: Sentences, random: Random) -> Sentences:
    """Keep most sentences in another order, lightly edited."""
    kept = list(_thinned(sentences, random, 0.8))
    random.shuffle(kept)
    return tuple(_exchanged(s, random, 0.25) for s in kept)


def summarised(sentences: Sentences, random: Random) -> Sentences:
    """Keep a third of the sentences, reworded."""
    return tuple(_reworded(s, random) for s in _thinned(sentences, random, 0.35))


def paraphrased(sentences: Sentences, random: Random) -> Sentences:
    """Reword every sentence (synonyms, clause order, rounded numbers, hedges), drop two in five, add some."""
    copy: list[str] = []
    for sentence in _thinned(sentences, random, 0.6):
        copy.append(_reworded(sentence, random))
        if random.random() < 0.25:
            copy.append(" ".join(random.choice(part) for part in _FILLERS) + ".")
    return tuple(copy)


def scrambled(sentences: Sentences, random: Random) -> Sentences:
    """Paraphrase, and break up every run of words that is still longer than three."""
    kept = paraphrased(sentences, random)
    return tuple(_broken(s, random) for s in kept)


def retold(sentences: Sentences, random: Random) -> Sentences:
    """Retell: move who said it, turn passives, change hedges, join neighbours, add details."""
    kept = [_reworded(_hedged(_voiced(_attributed(s)), random), random) for s in _thinned(sentences, random, 0.55)]
    copy: list[str] = []
    for sentence in kept:
        short = copy and len(copy[-1].split()) + len(sentence.split()) < 30
        if short and random.random() < 0.5:
            copy[-1] = f"{copy[-1].rstrip('.')}, and {_lowered(sentence)}"
        else:
            copy.append(sentence)
        if random.random() < 0.2:
            copy.append(" ".join(random.choice(part) for part in _FILLERS) + ".")
    return tuple(copy)


def trimmed(sentences: Sentences, random: Random) -> Sentences:
    """Shorten as a sub-editor does: brackets, asides, and two in five trailing clauses go; no word is new."""
    kept = (_ASIDE.sub(" ", s) for s in _thinned(sentences, random, 0.85))
    return tuple(_clipped(s) if random.random() < 0.4 else s for s in kept)


def distilled(sentences: Sentences, random: Random) -> Sentences:
    """Paraphrase and exchange every second word of substance for another: what a rewriting machine leaves."""
    kept = scrambled(sentences, random)
    others = sorted(set(_table()[1].values()))

    def other(match: re.Match[str]) -> str:
        word = match.group()
        small = len(word) < 5 or word[:1].isupper()
        return word if small or random.random() < 0.5 else random.choice(others)

    return tuple(_WORD.sub(other, sentence) for sentence in kept)


OPERATORS: Mapping[str, Operator] = {
    "verbatim": verbatim,
    "cut": cut,
    "light": light,
    "reordered": reordered,
    "summarised": summarised,
    "paraphrased": paraphrased,
    "scrambled": scrambled,
    "distilled": distilled,
    "retold": retold,
    "trimmed": trimmed,
}
HELD_OUT = frozenset({"summarised", "distilled", "retold", "trimmed"})
HEAVY = frozenset({"paraphrased", "scrambled", "distilled", "summarised", "retold"})


def split(text: str) -> Sentences:
    """Return the sentences of a text, by punctuation and line ends."""
    pieces = re.split(r"(?<=[.!?])[\"'’”]?\s+(?=[A-Z\"'‘“])|\n+", text)
    return tuple(p.strip() for p in pieces if p.strip())


def _thinned(sentences: Sentences, random: Random, share: float) -> Sentences:
    kept = tuple(s for s in sentences if random.random() < share)
    return kept if len(kept) >= 2 else sentences[:2]


def _reworded(sentence: str, random: Random) -> str:
    sentence = _rounded(sentence, random)
    for phrase, other in _table()[0].items():
        sentence = re.sub(rf"\b{phrase}\b", other, sentence)
    sentence = _exchanged(sentence, random, 0.6)
    sentence = _turned(sentence)
    if random.random() < 0.15:
        sentence = f"{random.choice(_HEDGES).capitalize()}, {sentence[:1].lower()}{sentence[1:]}"
    return sentence


def _exchanged(sentence: str, random: Random, share: float) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group()
        found = _table()[1].get(word.lower())
        if found is None or random.random() > share or (word[:1].isupper() and match.start() > 0):
            return word
        return found.capitalize() if word[:1].isupper() else found

    return _WORD.sub(other, sentence)


def _turned(sentence: str) -> str:
    """Put the second clause first where the sentence has a clear joint."""
    parts = _CLAUSE.split(sentence, maxsplit=1)
    if len(parts) != 2 or min(len(p.split()) for p in parts) < 4:
        return sentence
    first, second = parts[0], parts[1].rstrip(".")
    joint, _, rest = second.partition(" ")
    if joint in ("but", "and", "which", "who"):
        return f"{rest[:1].upper()}{rest[1:]}; {first[:1].lower()}{first[1:]}."
    return f"{second[:1].upper()}{second[1:]}, {first[:1].lower()}{first[1:]}."


def _attributed(sentence: str) -> str:
    """Move who said it from the end to the beginning, or the other way round."""
    if found := _SAID.match(sentence):
        return f"According to {found['who']}, {_lowered(found['what'])}."
    if found := _SAYS.match(sentence):
        return f"{found['what'][:1].upper()}{found['what'][1:]}, in the words of {_lowered(found['who'])}."
    return sentence


def _voiced(sentence: str) -> str:
    """Turn a passive with its agent into the active voice."""
    found = _PASSIVE.match(sentence)
    if found is None:
        return sentence
    who = f"{found['who'][:1].upper()}{found['who'][1:]}"
    return f"{who} {found['verb']} {_lowered(found['what'])}{found['rest']}"


def _hedged(sentence: str, random: Random) -> str:
    """Exchange what says how sure it is, or drop it."""
    sentence = re.sub(r"\b(?:reportedly|allegedly|apparently) ", "", sentence)
    return _WORD.sub(lambda m: _MODALS.get(m.group(), m.group()) if random.random() < 0.7 else m.group(), sentence)


def _lowered(text: str) -> str:
    """Begin in small letters unless it may be a name."""
    return text[:1].lower() + text[1:] if text.partition(" ")[0] in _OPENERS else text


def _clipped(sentence: str) -> str:
    parts = _CLAUSE.split(sentence, maxsplit=1)
    return f"{parts[0].rstrip('.')}." if len(parts) == 2 and len(parts[0].split()) >= 6 else sentence


def _rounded(sentence: str, random: Random) -> str:
    def near(match: re.Match[str]) -> str:
        number = int(match.group())
        if 1900 <= number <= 2100 or random.random() < 0.4:
            return match.group()
        step = 10 ** (len(match.group()) - 1)
        return f"about {max(step, round(number / step) * step)}"

    return _NUMBER.sub(near, sentence)


def _broken(sentence: str, random: Random) -> str:
    """Swap or drop a word so that no long run of the original survives."""
    words = sentence.split()
    for at in range(3, len(words) - 1, random.choice((3, 4))):
        if words[at][:1].islower() and words[at - 1][:1].islower():
            words[at - 1], words[at] = words[at], words[at - 1]
    return " ".join(words)


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    blocks = tomllib.loads((Path(__file__).parent / "synonyms.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for block in ("verbs", "nouns", "others"):
        for forms, others in blocks[block].items():
            for form, other in zip(forms.split(), others.split(" "), strict=True):
                words.setdefault(form, other.replace("\u00a0", " "))
    return blocks["phrases"], words

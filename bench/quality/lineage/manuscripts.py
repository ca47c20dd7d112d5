"""Synthetic manuscript traditions: one text copied by hand, word by word, with known truth.

Enters: a seed and a setting. Leaves: ``Manuscripts``: the witnesses that survive, and the true graph of all copies.
Refuses: nothing. The texts are invented: words are drawn by their frequency in a language (``wordfreq``), so that
repetitions are as common as in writing, but nothing means anything.

Scribes differ: each has an error rate of his own, spelling habits, and now and then a second exemplar before him.
Changes are of the kinds that the handbooks list (Maas 1927; Reynolds and Wilson 1968): spelling, another word, words
left out, added or turned round, a leap from one place to a like one, lost leaves, and the return of a lost reading.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

import wordfreq

LANGUAGES = ("fi", "fr", "de", "it", "en", "pl")
VOCABULARY = 4000
"""Words of a language that a text is drawn from."""

HABITS = (("c", "k"), ("i", "y"), ("u", "v"), ("ä", "ae"), ("tt", "t"), ("ss", "s"), ("e", "ie"), ("nn", "n"))
"""Spellings between which a scribe chooses, either way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One kind of tradition.

    ``words``: length of the text; ``witnesses``: how many survive; ``kept``: their share of all copies; ``errors``:
    median share of words that a scribe changes; ``habits``: share of fitting words that he spells his way; ``mixed``:
    share of copies with two exemplars; ``torn``: share of witnesses with lost leaves.
    """

    words: int
    witnesses: int
    kept: float
    errors: float
    habits: float = 0.05
    mixed: float = 0.0
    torn: float = 0.1


SETTINGS = {
    "short": Setting(words=250, witnesses=12, kept=0.6, errors=0.05),
    "long": Setting(words=1000, witnesses=30, kept=0.55, errors=0.02, torn=0.25),
    "many lost": Setting(words=600, witnesses=20, kept=0.25, errors=0.03),
    "contaminated": Setting(words=600, witnesses=24, kept=0.55, errors=0.03, mixed=0.25),
    "wild spelling": Setting(words=500, witnesses=25, kept=0.5, errors=0.04, habits=0.5),
    "large": Setting(words=350, witnesses=60, kept=0.55, errors=0.04, mixed=0.05, torn=0.25, habits=0.15),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscripts:
    """``texts``: the witnesses that survive. ``edges``: (copy, exemplar) over all copies, lost ones included."""

    setting: str
    language: str
    texts: dict[str, str]
    edges: frozenset[tuple[str, str]]


def manuscripts(*, seed: int, count: int, settings: Sequence[str] = tuple(SETTINGS)) -> Iterator[Manuscripts]:
    """Yield ``count`` traditions of each setting; languages go round."""
    random = Random(seed)
    for number in range(count):
        for place, name in enumerate(settings):
            language = LANGUAGES[(number + place) % len(LANGUAGES)]
            yield _tradition(name, language, Random(random.random()))


def _tradition(name: str, language: str, random: Random) -> Manuscripts:
    setting = SETTINGS[name]
    lexicon = _Lexicon(language, random)
    total = round(setting.witnesses / setting.kept)
    copies: list[tuple[str, ...]] = [lexicon.text(setting.words)]
    edges: set[tuple[str, str]] = set()
    fertility = [random.expovariate(1.0)]
    for number in range(1, total):
        source = random.choices(range(number), fertility)[0]
        exemplar, parents = copies[source], [source]
        if number > 2 and random.random() < setting.mixed:
            second = random.choices(range(number), fertility)[0]
            if second != source:
                parents.append(second)
                exemplar = _changed_over(exemplar, copies[second], random)
        copies.append(_Scribe(lexicon, setting, random).copy(exemplar))
        fertility.append(random.expovariate(1.0))
        edges.update((f"m{number:03}", f"m{parent:03}") for parent in parents)
    kept = sorted(random.sample(range(total), setting.witnesses))
    texts: dict[str, str] = {}
    for number in kept:
        words = copies[number]
        if random.random() < setting.torn:
            words = _torn(words, random)
        texts[f"m{number:03}"] = _written(words)
    return Manuscripts(setting=name, language=language, texts=texts, edges=frozenset(edges))


class _Lexicon:
    """The words of an invented text in one language, with what scribes are apt to write for each."""

    def __init__(self, language: str, random: Random) -> None:
        found = wordfreq.top_n_list(language, VOCABULARY)
        self.words = [w for w in found if w.isalpha()]
        self._sums = list(accumulate(wordfreq.word_frequency(w, language) for w in self.words))
        self._random = random
        self._apt: dict[str, str] = {}

    def draw(self) -> str:
        return self.words[bisect(self._sums, self._random.random() * self._sums[-1])]

    def apt(self, word: str) -> str:
        """Return the word that a scribe most often puts for this one: the same for every scribe."""
        if word not in self._apt:
            self._apt[word] = self.draw()
        return self._apt[word]

    def text(self, size: int) -> tuple[str, ...]:
        return tuple(self.draw() for _ in range(size))


class _Scribe:
    """One scribe at one copy."""

    def __init__(self, lexicon: _Lexicon, setting: Setting, random: Random) -> None:
        self._lexicon, self._random = lexicon, random
        self._rate = min(0.25, setting.errors * random.lognormvariate(0, 0.6))
        self._habits = [(pair if random.random() < 0.5 else pair[::-1]) for pair in HABITS if random.random() < 0.3]
        self._firm = setting.habits

    def copy(self, exemplar: Sequence[str]) -> tuple[str, ...]:
        out: list[str] = []
        n = 0
        while n < len(exemplar):
            word = self._spelt(exemplar[n])
            if self._random.random() >= self._rate:
                out.append(word)
                n += 1
                continue
            kind = self._random.random()
            if kind < 0.30:
                out.append(self._misspelt(word))
            elif kind < 0.60:
                out.append(self._lexicon.apt(word) if self._random.random() < 0.4 else self._lexicon.draw())
            elif kind < 0.78:
                pass
            elif kind < 0.88:
                out.extend((word, self._lexicon.draw()))
            elif kind < 0.95 and n + 1 < len(exemplar):
                out.extend((exemplar[n + 1], word))
                n += 1
            else:
                n = self._leap(exemplar, n)
                out.append(word)
            n += 1
        return tuple(out)

    def _leap(self, exemplar: Sequence[str], n: int) -> int:
        """Return where the eye lands: at the same word further on, if it stands near."""
        for m in range(n + 2, min(n + 25, len(exemplar))):
            if exemplar[m] == exemplar[n]:
                return m
        return n

    def _spelt(self, word: str) -> str:
        for form, other in self._habits:
            if form in word and self._random.random() < self._firm:
                word = word.replace(form, other)
        return word

    def _misspelt(self, word: str) -> str:
        at = self._random.randrange(len(word))
        letter = self._random.choice("aeinorst")
        kind = self._random.random()
        if kind < 0.4 and len(word) > 2:
            return word[:at] + word[at + 1 :]
        return word[:at] + letter + word[at + (kind < 0.7) :]


def _changed_over(first: Sequence[str], second: Sequence[str], random: Random) -> tuple[str, ...]:
    """Return an exemplar that follows one copy up to some point and another from there on."""
    at = random.uniform(0.25, 0.75)
    return (*first[: round(at * len(first))], *second[round(at * len(second)) :])


def _torn(words: Sequence[str], random: Random) -> tuple[str, ...]:
    """Return what is left after leaves were lost, at one end or in the middle."""
    size = round(len(words) * random.uniform(0.1, 0.6))
    at = random.choice((0, len(words) - size, random.randrange(len(words) - size + 1)))
    return (*words[:at], *words[at + size :])


def _written(words: Sequence[str]) -> str:
    """Return the words in lines of ten, as an editor transcribes a page."""
    return "\n".join(" ".join(words[n : n + 10]) for n in range(0, len(words), 10)) + "\n"

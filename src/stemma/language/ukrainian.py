"""Ukrainian: own words and sentences, lemmas by simplemma, and as much morphology as endings and lists give.

Enters: text and its blocks. Leaves: rows with lower-case lemmas, Universal parts of speech and, as tags, those
Universal features that an ending tells ("Case=Ins", "Tense=Past|VerbForm=Fin"). No dependency labels: every token is
its own head. Refuses: nothing.

Free dictionaries of Ukrainian morphology forbid commercial use, and no tagger with free weights installs as a package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from stemma.language.plain import sentences
from stemma.language.rows import Block, Row, cut
from stemma.language.words import words
from stemma.model import Span

if TYPE_CHECKING:
    from simplemma import Lemmatizer

_WORD = re.compile(r"\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)?|\w+(?:['’ʼ‘`\-‑][^\W_]+)*|[^\w\s]")
_END = re.compile(r"(?<![.!?…])[.!?…]++['\"’”“»)\]]*+(?=\s)")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`", "'"))
_INSIDE = re.compile(r"(?<=[^\W\d_] )[А-ЯІЇЄҐ][^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*")
"""A capitalised word after another word: what is one inside a sentence is a name at its beginning, too."""

_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_OPENERS = "«„“\"'(—–-"

KEPT_WORDS = 100_000
"""Word forms whose lemma and class are kept in memory (about 30 MB)."""


def read(text: str, blocks: Sequence[Span]) -> Iterator[Block]:
    """Yield the rows and sentences of each block."""
    names = frozenset(_INSIDE.findall(text))
    for block in blocks:
        yield _rows(block.within(text), block.start, names)


def _rows(block: str, offset: int, names: frozenset[str]) -> Block:
    rows: list[Row] = []
    ends = list(_ends(block, offset))
    at = 0
    opening = True
    for n, match in enumerate(_WORD.finditer(block)):
        while at < len(ends) and offset + match.start() >= ends[at]:
            opening, at = True, at + 1
        word = match.group()
        named = opening and word in names
        lemma, tag, pos = describe(_lowered(word) if opening and not named else word)
        pos = "PROPN" if named and pos == "NOUN" else pos
        opening = opening and not word[0].isalnum()
        rows.append((offset + match.start(), offset + match.end(), lemma, tag, pos, "", n))
    return rows, [part for first, last in sentences(rows, ends) for part in cut(rows, first, last)]


def _ends(block: str, offset: int) -> Iterator[int]:
    """Yield the offsets at which sentences end: not after "м." or "В.", nor before a small letter."""
    lists = words("uk", "grammar")
    for match in _END.finditer(block):
        after = block[match.end() : match.end() + 12].lstrip()
        last = _LAST_WORD.search(block[max(0, match.start() - 20) : match.start() + 1])
        word = last.group(1) if last is not None and match.group()[0] == "." else ""
        initial = len(word) == 1 and word.isupper()
        if initial or word.lower() in lists["before_a_name"]:
            continue
        if after.lstrip(_OPENERS + " ")[:1].islower():
            continue
        yield offset + match.end()


def _lowered(word: str) -> str:
    """Return a sentence's first word in small letters where the dictionary has it so: "Влада" is power, no Vlad."""
    plain = word.translate(_APOSTROPHES)
    lower = plain.lower()
    if word.isupper() or not _is_known(lower) or (_lemma(plain) == plain and _lemma(lower) != lower):
        return word
    return lower


@lru_cache(KEPT_WORDS)
def describe(word: str) -> tuple[str, str, str]:
    """Return lemma, features and part of speech of a word form, as far as list and ending tell."""
    plain = word.translate(_APOSTROPHES)
    lower = plain.lower()
    if not lower[0].isalpha():
        return lower, "", "NUM" if lower[0].isdigit() else "PUNCT"
    closed = _closed_class(lower)
    if closed is not None:
        return lower, "", closed
    shown = _lemma(plain)
    lemma = shown.lower()
    name = shown[:1].isupper() or (plain[:1].isupper() and not plain.isupper() and not _is_known(lower))
    if lemma.endswith(("ти", "тися", "тись")) and lemma not in words("uk", "grammar")["not_verbs"] and not name:
        return lemma, _verb_tag(lower), "VERB"
    if lemma.endswith(("ий", "ій")) and not name:
        return lemma, _adjective_tag(lower, lemma), "ADJ"
    if lower.endswith("о") and not name and _is_known(lower[:-1] + "ий"):
        return lower, "", "ADV"
    return lemma, _noun_tag(lower, lemma), "PROPN" if name else "NOUN"


def _closed_class(word: str) -> str | None:
    lists = words("uk", "grammar")
    classes = {
        "prepositions": "ADP",
        "conjunctions": "CCONJ",
        "particles": "PART",
        "pronouns": "PRON",
        "determiners": "DET",
        "adverbs": "ADV",
    }
    return next((pos for name, pos in classes.items() if word in lists[name]), None)


def _lemma(word: str) -> str:
    """Return the dictionary form, with a capital where it is a name; shouted words are looked up in small letters.

    What the dictionary lacks stays as it is, but for words of women's offices, whose ending tells.
    """
    shown = word if not word.isupper() or len(word) < _ACRONYM else word.lower()
    office = _OFFICE.sub("ниця", shown.lower())
    if office.endswith("ниця") and office != shown.lower():
        shown = office
    lemma = str(_lemmatizer().lemmatize(shown, lang="uk"))
    return shown.lower() if shown.lower().endswith("ниця") and lemma.endswith("ник") else lemma


_OFFICE = re.compile(r"(?<=[^\W\d_]{2})ниц(?:і|ю|ею)$")


def _is_known(word: str) -> bool:
    from simplemma import is_known

    return bool(is_known(word, lang="uk"))


_ACRONYM = 6
"""Letters from which a word in capitals is a shouted word rather than an acronym."""


@cache
def _lemmatizer() -> Lemmatizer:
    """Load simplemma (0.3 s and 50 MB, once a process)."""
    from simplemma import Lemmatizer

    return Lemmatizer()


_VERB_ENDINGS = (
    (re.compile(r"(?:ти|тись|тися|ть)$"), re.compile(r"ти(?:ся|сь)?$"), "VerbForm=Inf"),
    (re.compile(r"(?:в|вся|всь)$"), None, "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Fin"),
    (re.compile(r"ла(?:ся|сь)?$"), None, "Gender=Fem|Number=Sing|Tense=Past|VerbForm=Fin"),
    (re.compile(r"ло(?:ся|сь)?$"), None, "Gender=Neut|Number=Sing|Tense=Past|VerbForm=Fin"),
    (re.compile(r"ли(?:ся|сь)?$"), None, "Number=Plur|Tense=Past|VerbForm=Fin"),
    (re.compile(r"[нт]о$"), None, "Person=0|Tense=Past|VerbForm=Fin"),
    (re.compile(r"(?:вши|чи)(?:сь|ся)?$"), None, "VerbForm=Conv"),
    (re.compile(r"тим(?:у|еш|е|емо|ете|уть)(?:ся|сь|ться)?$"), None, "Number=Sing|Tense=Fut|VerbForm=Fin"),
    (re.compile(r"(?:ний|на|не|ні|ного|ної|них|тий|та|те|ті|тих)$"), None, "VerbForm=Part"),
    (re.compile(r"(?:[уюая]ть)(?:ся|сь)?$"), None, "Number=Plur|Tense=Pres|VerbForm=Fin"),
)
"""Endings of verb forms in the order tried: the form, what the ending must match besides, and its features."""


def _verb_tag(word: str) -> str:
    for ending, besides, tag in _VERB_ENDINGS:
        if ending.search(word) and (besides is None or besides.search(word)):
            return tag
    return "Number=Sing|Tense=Pres|VerbForm=Fin"


def _adjective_tag(word: str, lemma: str) -> str:
    """Return the case of an adjective where its ending leaves no doubt."""
    if word == lemma:
        return "Case=Nom|Gender=Masc"
    for endings, tag in (
        (("ого", "ої", "их", "іх", "ьої", "їх"), "Case=Gen"),
        (("ому", "ій", "їй"), "Case=Dat"),
        (("ими", "іми", "им", "ім", "ою", "ьою"), "Case=Ins"),
        (("у", "ю"), "Case=Acc"),
        (("а", "я"), "Case=Nom|Gender=Fem"),
        (("е", "є"), "Case=Nom|Gender=Neut"),
    ):
        if word.endswith(endings):
            return tag
    return "Number=Plur"


def _noun_tag(word: str, lemma: str) -> str:
    """Return the case of a noun where its ending leaves no doubt; the dictionary form counts as nominative."""
    if word == lemma or (word.endswith("ка") and not lemma.endswith(("к", "ка", "ко"))):
        return "Case=Nom"
    if word.endswith(("ами", "ями")):
        return "Case=Ins|Number=Plur"
    if word.endswith(("ах", "ях")):
        return "Case=Loc|Number=Plur"
    if word.endswith(("ам", "ям")):
        return "Case=Dat|Number=Plur"
    if word.endswith(("ів", "їв")):
        return "Case=Gen|Number=Plur"
    if word.endswith(("ові", "еві", "єві")):
        return "Case=Dat|Number=Sing"
    if word.endswith(("ою", "ею", "єю", "ом", "ем", "єм")):
        return "Case=Ins|Number=Sing"
    if lemma[-1:] in "ая":
        return {"у": "Case=Acc|Number=Sing", "ю": "Case=Acc|Number=Sing"}.get(word[-1:], "")
    if word[-1:] in "ая" and word[:2] == lemma[:2]:
        return "Case=Gen|Number=Sing"
    return "Case=Dat|Number=Sing" if word[-1:] in "ую" else ""

"""What kind of event or thing a word names, equal in every language that has the word lists.

Enters: a dictionary form and its language. Leaves: the name of a class ("explosion", "building") or ``None``. Refuses:
to guess; a word in no list has no class. The lists (``events``, ``things``) are small and neutral: "освобождение",
"захоплення" and "capture" are one class, "control".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from stemma.language.tree import Tree
from stemma.language.words import words

DECLINED = frozenset(("ru", "uk"))
"""Languages whose names stand in cases, so that only the dictionary form tells that two are one."""


def event_of(lemma: str, language: str) -> str | None:
    """Return the class of events that a word names: "вибух" → "explosion"."""
    return _classes(language, "events").get(lemma)


def thing_of(lemma: str, language: str) -> str | None:
    """Return the class of things or people that a word names: "здание" → "building"; an English plural too."""
    known = _classes(language, "things")
    return known.get(lemma) or known.get(lemma.removesuffix("s")) or _plural(lemma, known)


def is_name(tree: Tree, token: int) -> bool:
    """Tell whether a word is a proper name: the parse says so, or a capital letter does inside a sentence.

    The latter only where names decline and the tagger knows few of them; English has its own.
    """
    parse = tree.parse
    if parse.pos[token] == "PROPN" or parse.language not in DECLINED:
        return parse.pos[token] == "PROPN"
    first = parse.sentences[tree.sentence_of[token]][0]
    return token > first and parse.pos[token] == "NOUN" and tree.word(token)[:1].isupper()


def _plural(lemma: str, known: Mapping[str, str]) -> str | None:
    """Return the class of an English plural that is not made with "s" alone; quantities keep the plural."""
    irregular = {"children": "child", "men": "man", "women": "woman", "servicemen": "serviceman"}
    for stem in (irregular.get(lemma, ""), lemma.removesuffix("es"), lemma.removesuffix("ies") + "y"):
        if stem in known:
            return known[stem]
    return None


@cache
def _classes(language: str, topic: str) -> Mapping[str, str]:
    return {word: name for name, block in sorted(words(language, topic).items()) for word in sorted(block)}

"""The name and the role in a source phrase, in the nominative: "мэра Анны Зориной" → "Анна Зорина", "мэр".

Enters: a tree and the tokens of a phrase. Leaves: name, role and head. Refuses: to change the spelling of a body: only
the case of its head and of the adjectives that agree with it is changed, never a genitive or a quoted name.

Russian words are inflected by pymorphy3. Ukrainian has no free dictionary of forms: the dictionary form of the head
stands for its nominative, and rules change the endings of adjectives and surnames.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.language.russian import to_nominative
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.statements.slavic.grammar import feature, is_capitalised

_AGREEING = frozenset({"amod", "det", "flat:name", "flat", "appos", "conj", "acl"})
_LETTERS = re.compile(r"^[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*$")
_QUOTES = frozenset('«»„“”"')

MOST_NAMES = 2
"""Words of a personal name without a patronymic; in a row of capitals before it stand states ("Украины Рустем")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source phrase taken apart. ``head``: its main noun; ``name``: what stands for the party.

    ``personal``: the name is a person's own.
    """

    head: int
    name: str
    role: str | None
    personal: bool


def read_phrase(tree: Tree, tokens: Sequence[int], places: frozenset[int]) -> Phrase:
    """Return the parts of the phrase at ``tokens``; ``places``: tokens that name places."""
    own = _personal(tree, tokens, places)
    role = _trimmed(tree, [t for t in tokens if t not in own])
    head = head_of(tree, role or own)
    lists = words(tree.parse.language, "speakers")
    if own and tree.lemma(head) in lists["organization_nouns"] | lists["document_nouns"]:
        own, role = [], []
    if own:
        shown = nominative(tree, role, head) if role else None
        return Phrase(head=head, name=_full_name(tree, own), role=shown, personal=True)
    return Phrase(head=head, name=nominative(tree, tokens, head), role=None, personal=False)


def head_of(tree: Tree, tokens: Sequence[int]) -> int:
    """Return the main noun: by grammar, else the first noun."""
    if tree.lemma(tokens[0]) in words(tree.parse.language, "speakers")["person_nouns"]:
        return tokens[0]
    nouns = [t for t in tokens if tree.parse.pos[t] in ("NOUN", "PROPN")]
    inside = set(tokens)
    for token in nouns:
        if tree.parse.deps[token] and (tree.parse.heads[token] not in inside or tree.parse.heads[token] == token):
            return token
    return nouns[0] if nouns else tokens[0]


def _personal(tree: Tree, tokens: Sequence[int], places: frozenset[int]) -> list[int]:
    """Return the tokens of a person's name: the last capitals in a row, outside of quotation marks."""
    language = tree.parse.language
    people = words(language, "speakers")["person_nouns"]
    bodies = words(language, "speakers")["organization_nouns"] | words(language, "speakers")["countries"]
    run: list[int] = []
    best: list[int] = []
    depth = 0
    for token in tokens:
        word = tree.word(token)
        depth = depth ^ 1 if word in _QUOTES else depth
        fits = (
            not depth
            and len(word) > 1
            and is_capitalised(word)
            and _LETTERS.match(word) is not None
            and tree.lemma(token) not in people | bodies
            and token not in places
            and (tree.parse.pos[token] in ("PROPN", "X") or (token > tokens[0] and tree.parse.pos[token] != "VERB"))
            and not _is_owner(tree, token)
        )
        if fits:
            run.append(token)
            best = run
        else:
            run = []
    patronymic = any(_is_patronymic(tree, t) for t in best)
    chosen = best[-(MOST_NAMES + patronymic) :]
    if len(chosen) == 1 and len(tokens) > 1:
        roled = any(tree.lemma(t) in people for t in tokens if t < chosen[0])
        if not roled or feature(tree, chosen[0], "Animacy") == "Inan":
            return []
    if len(chosen) == 1 and len(tokens) == 1 and feature(tree, chosen[0], "Animacy") == "Inan":
        return []
    return chosen


def _is_owner(tree: Tree, token: int) -> bool:
    """Tell "Роуз" in "представитель Роуз": a name in the genitive below a role in another case."""
    if tree.parse.deps[token] != "nmod" or feature(tree, token, "Case") != "Gen":
        return False
    return feature(tree, tree.parse.heads[token], "Case") != "Gen"


def _is_patronymic(tree: Tree, token: int) -> bool:
    return tree.word(token).lower().endswith(tuple(words(tree.parse.language, "speakers")["patronymic_endings"]))


def _trimmed(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """Drop punctuation at the edges."""
    kept = list(tokens)
    while kept and not tree.word(kept[0])[0].isalnum() and tree.word(kept[0]) not in _QUOTES:
        kept = kept[1:]
    while kept and not tree.word(kept[-1])[-1].isalnum() and tree.word(kept[-1]) not in _QUOTES:
        kept = kept[:-1]
    return kept


def nominative(tree: Tree, tokens: Sequence[int], head: int) -> str:
    """Return the phrase with its head, and what agrees with it, in the nominative."""
    if tree.child(head, "nummod", "nummod:gov") is not None:
        changed: dict[int, str] = {}
    elif tree.parse.language == "ru":
        changed = {t: to_nominative(tree.word(t), tree.parse.pos[t], tree.parse.tags[t]) for t in _agreeing(tree, head)}
    else:
        changed = _ukrainian(tree, tokens, head)
    return _shown(tree, tokens, changed)


def _agreeing(tree: Tree, head: int) -> list[int]:
    """Return the head and the words below it that share its case."""
    found, todo = [head], [head]
    while todo:
        for child in tree.children[todo.pop()]:
            if tree.parse.deps[child] in _AGREEING and feature(tree, child, "Case") == feature(tree, head, "Case"):
                found.append(child)
                todo.append(child)
    return found


def _shown(tree: Tree, tokens: Sequence[int], changed: dict[int, str]) -> str:
    """Return the tokens as one line with the changed words, spaced as in the text."""
    parts: list[str] = []
    for number, token in enumerate(tokens):
        if number and tree.parse.starts[token] > tree.parse.ends[tokens[number - 1]]:
            parts.append(" ")
        parts.append(changed.get(token, tree.word(token)))
    return " ".join("".join(parts).split())


def _full_name(tree: Tree, tokens: Sequence[int]) -> str:
    if tree.parse.language == "ru":
        changed = {t: to_nominative(tree.word(t), tree.parse.pos[t], tree.parse.tags[t]) for t in tokens}
        return _shown(tree, tokens, changed)
    return _shown(tree, tokens, _ukrainian_name(tree, tokens))


# --- Ukrainian ------------------------------------------------------------------------------------


def _ukrainian(tree: Tree, tokens: Sequence[int], head: int) -> dict[int, str]:
    """Return the dictionary form of an inflected head, and its adjectives made to agree."""
    word, lemma = tree.word(head), tree.lemma(head)
    if word.lower() == lemma or feature(tree, head, "Number") == "Plur" or len(word) < 3 or word.isupper():
        return {}
    if word[-1:].lower() in "иії" and not lemma.endswith(("а", "я", "о", "е")):
        return {}
    changed = {head: _like(word, lemma)}
    ending = {"а": "а", "я": "а", "о": "е", "е": "е"}.get(lemma[-1:], "ий")
    for token in tokens:
        if token >= head:
            break
        if tree.parse.pos[token] == "ADJ" and tree.lemma(token).endswith("ий"):
            changed[token] = _like(tree.word(token), tree.lemma(token)[:-2] + ending)
    return changed


def _ukrainian_name(tree: Tree, tokens: Sequence[int]) -> dict[int, str]:
    """Return a personal name in the nominative where the first name shows that it is not."""
    first = tokens[0]
    given = tree.lemma(first)
    if len(tokens) < 2 or tree.word(first).lower() == given:
        return {}
    changed = {first: _like(tree.word(first), given)}
    for token in tokens[1:]:
        word = tree.word(token)
        known = tree.lemma(token) if tree.lemma(token) != word.lower() else None
        changed[token] = _like(word, known or _surname(word.lower(), feminine=given.endswith(("а", "я"))))
    return changed


_FEMININE = ((re.compile(r"ської$"), "ська"), (re.compile(r"ої$"), "а"), (re.compile(r"(?<=[аяв])ої$"), "а"))
_MASCULINE = (
    (re.compile(r"(?:ського|ському|ським)$"), "ський"),
    (re.compile(r"(?:ого|ому)$"), "ий"),
    (re.compile(r"(?<=[єеоиів]в)(?:а|у|им|ові)$"), ""),
    (re.compile(r"(?<=ін)(?:а|у|им|ові)$"), ""),
    (re.compile(r"(?<=[бвгджзклмнпрстфхцчш])(?:ка|ку|ком|кові)$"), "ко"),
    (re.compile(r"(?<=[бвгджзклмнпрстфхцчш])(?:а|у|ом|ові)$"), ""),
)


def _surname(word: str, *, feminine: bool) -> str:
    for ending, instead in _FEMININE if feminine else _MASCULINE:
        if ending.search(word):
            return ending.sub(instead, word)
    return word


def _like(model: str, word: str) -> str:
    """Return ``word`` with the capitals of ``model``, part by part."""
    return "-".join(
        part[:1].upper() + part[1:] if known[:1].isupper() else part
        for part, known in zip(word.split("-"), (model.split("-") * 4)[: word.count("-") + 1], strict=True)
    )

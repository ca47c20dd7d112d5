"""How a claim's content is said in short: the statement that says it best, trimmed to what it says.

Enters: readings. Leaves: plain text without quotation marks, "that", datelines, hedges and asides. Refuses: to put
in words that the reports do not have; only a subject that stands elsewhere in the sentence is put before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from stemma.claims.stands import is_own_voice
from stemma.compare.readings import Reading, main_token
from stemma.compare.terms import key
from stemma.compare.values import is_large
from stemma.language.tree import Tree
from stemma.language.words import words

MAX_TEXT = 150
"""Code points of a claim's short text; relative clauses and asides are left out to reach it."""

MIN_WORDS = 5
"""Words of a sentence of a quotation that can stand for all of it."""

MIN_TEXT = 25
"""Code points below which a short text says too little, if another statement of the claim says more."""

LONG = 90
"""Code points from which asides are left out."""

MARKS = "\"'“”‘’«»„ "
_ASIDES = frozenset({"relcl", "appos", "acl", "parataxis", "advcl"})
_QUESTIONS = frozenset({"WP", "WP$", "WRB", "WDT"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|you|You|your)\b|!|\?")
"""Signs that the speaker speaks of himself or to somebody: such a content must be quoted."""


def short_text(reading: Reading) -> str:
    """Return the content of a statement as a short text: no quotation marks, "that", asides or source."""
    tree = reading.tree
    tokens = _content_tokens(reading)
    head = main_token(tree, tokens)
    text = _spoken(tree, tokens)
    if len(text) > LONG:
        text = _spoken(tree, _without_asides(tree, tokens, head)) or text
    return _cut(text, tree.word(head) if head is not None else "")


def best_reading(readings: Sequence[Reading]) -> Reading:
    """Return the statement that says the claim best: a whole clause of middle length, reported rather than quoted."""
    figures = Counter(v for r in readings for v in _figures(r))

    def order(reading: Reading) -> tuple[bool, bool, bool, int, bool, bool, str, str, int]:
        text = short_text(reading)
        published = reading.document.published
        return (
            not is_clause(reading),
            bool(FIRST_PERSON.search(text)),
            opens_with_pronoun(reading),
            -max((figures[v] for v in _figures(reading)), default=0),
            is_own_voice(reading.statement),
            not MIN_TEXT <= len(text) < MAX_TEXT - 20,
            published.earliest if published else "",
            reading.document.outlet or reading.document.path,
            reading.statement.content.start,
        )

    return min(readings, key=order)


def _figures(reading: Reading) -> set[tuple[float | None, float | None]]:
    return {(a.quantity.low, a.quantity.high) for a in reading.amounts if is_large(a.quantity)}


def opens_with_pronoun(reading: Reading) -> bool:
    """Tell whether a content begins with "it", "she" and the like, which say nothing by themselves."""
    tokens = _content_tokens(reading)
    return bool(tokens) and reading.tree.parse.tags[tokens[0]] in {"PRP", "PRP$"}


def is_clause(reading: Reading) -> bool:
    """Tell whether a content is a sentence of its own: a finite verb with its subject."""
    tree = reading.tree
    tokens = _content_tokens(reading)
    head = main_token(tree, tokens)
    if head is None or tree.parse.pos[head] not in {"VERB", "AUX"}:
        return False
    near = [head, *(c for c in tree.children[head] if tree.parse.deps[c] in {"aux", "auxpass"} and c in set(tokens))]
    if tree.parse.tags[tokens[0]] in _QUESTIONS:
        return False
    subject = any(
        tree.parse.deps[c] in {"nsubj", "nsubjpass", "expl", "csubj"} and c in set(tokens) for c in tree.children[head]
    )
    return subject and any(tree.parse.tags[t] in _FINITE for t in near)


def lowered(reading: Reading, text: str) -> str:
    """Lower the first letter unless the first word is a name or made of one ("Russian")."""
    first = next((t for t in _content_tokens(reading) if text.startswith(reading.tree.word(t))), None)
    if first is None or not text:
        return text
    word = reading.tree.word(first)
    proper = reading.tree.parse.pos[first] == "PROPN" or key(word.lower())[0] == "@" or not word[1:].islower()
    return text if (proper and word.lower() != "a") or word == "I" else text[0].lower() + text[1:]


def _content_tokens(reading: Reading) -> list[int]:
    """Return the content's tokens without dateline, opening connective, hedges and cue, its subject put before."""
    statement, tree = reading.statement, reading.tree
    tokens = list(tree.tokens_in(statement.content))
    if statement.cue is not None:
        cue = statement.cue
        tokens = [t for t in tokens if not cue.start <= tree.parse.starts[t] < cue.end]
    tokens = _without_dateline(reading, tokens)
    while tokens and _opens(tree, tokens[0]):
        tokens.pop(0)
    while tokens and tree.word(tokens[-1]) in MARKS + ",;:–—-.":
        tokens.pop()
    hedges = words("en", "claims")["hedging_adverbs"]
    return _with_subject(tree, _one_sentence(tree, [t for t in tokens if tree.lemma(t) not in hedges]))


def _one_sentence(tree: Tree, tokens: list[int]) -> list[int]:
    """Keep the first sentence of a content that says something; a quotation may have several."""
    by_sentence: dict[int, list[int]] = {}
    for token in tokens:
        by_sentence.setdefault(tree.sentence_of[token], []).append(token)
    long = (found for _, found in sorted(by_sentence.items()) if len(found) >= MIN_WORDS)
    return next(long, tokens)


def _opens(tree: Tree, token: int) -> bool:
    """Tell whether a token only ties a content to what stands before it."""
    if tree.word(token) in MARKS + ",;:–—-":
        return True
    dep = tree.parse.deps[token]
    pronoun = tree.lemma(token) == "that" and dep != "mark"
    return tree.lemma(token) in words("en", "claims")["openers"] and not pronoun and dep not in ("prep", "pcomp")


def _without_dateline(reading: Reading, tokens: list[int]) -> list[int]:
    """Leave out "KONSTANZ, Germany, May 15 (Wire) –" at the head of a content."""
    return [t for t in tokens if reading.tree.parse.starts[t] >= reading.start]


def _with_subject(tree: Tree, tokens: list[int]) -> list[int]:
    """Put the subject before a predicate whose subject stands outside of the content, in the same sentence."""
    head = main_token(tree, tokens)
    if head is None or tree.parse.tags[head] not in _FINITE or tree.parse.deps[head] in {"relcl", "acl"}:
        return tokens
    inside = set(tokens)
    owner = tree.parse.heads[head] if tree.parse.deps[head] == "conj" else head
    subjects = [c for h in (head, owner) for c in tree.children[h] if tree.parse.deps[c] in {"nsubj", "nsubjpass"}]
    if not subjects or any(s in inside for s in subjects):
        return tokens
    phrase = tree.subtree(subjects[0], without=_ASIDES)
    return phrase + tokens if len(phrase) <= 8 and max(phrase) < tokens[0] else tokens


def _without_asides(tree: Tree, tokens: list[int], head: int | None) -> list[int]:
    """Leave out what commas, dashes or brackets set apart: relative clauses, appositions, adverbial clauses."""
    inside = set(tokens)
    for token in tokens:
        if tree.parse.deps[token] not in _ASIDES or token == head or token not in inside:
            continue
        below = [t for t in tree.subtree(token) if t in inside]
        first = min(below)
        set_apart = first > tokens[0] and tree.word(first - 1) in {",", "—", "–", "-", "(", ";"}
        if head not in below and set_apart and len(inside) - len(below) >= 4:
            inside -= set(below)
    return _without_brackets(tree, [t for t in tokens if t in inside])


def _without_brackets(tree: Tree, tokens: list[int]) -> list[int]:
    kept: list[int] = []
    depth = 0
    for token in tokens:
        word = tree.word(token)
        depth += word in "(["
        if depth == 0:
            kept.append(token)
        depth = max(0, depth - (word in ")]"))
    return kept


def _spoken(tree: Tree, tokens: Sequence[int]) -> str:
    """Join tokens as they stand in the text; where something was left out, without the marks around the gap."""
    text = ""
    last: int | None = None
    for token in tokens:
        word = tree.word(token)
        gap = last is not None and token != last + 1
        if gap:
            text = text.rstrip(" ,—–-;:")
            if word in {",", "—", "–", "-", ";", ":"}:
                last = token
                text += "\0"
                continue
        apart = gap or text.endswith("\0") or (last is not None and tree.parse.ends[last] < tree.parse.starts[token])
        text = text.rstrip("\0") + (" " if apart and text else "") + word
        last = token
    text = re.sub(r"\s+([,.;:)])", r"\1", " ".join(text.replace("\0", " ").split()))
    return _balanced(text.strip(" ,;:–—-"))


def _balanced(text: str) -> str:
    """Take off quotation marks and brackets that are opened or closed only once."""
    stripped = text.strip()
    for opening, closing in (("“", "”"), ("‘", "’"), ("(", ")"), ("«", "»")):
        if stripped.count(opening) > stripped.count(closing):
            stripped = stripped.replace(opening, "", 1)
        elif closing != "’" and stripped.count(closing) > stripped.count(opening):
            stripped = stripped[::-1].replace(closing, "", 1)[::-1]
    if stripped.count('"') == 1:
        stripped = stripped.replace('"', "")
    return stripped.strip(" ,;:–—-.").strip()


def _cut(text: str, verb: str) -> str:
    """Cut a long text at the end of a clause after its main verb, else at a word with "…"."""
    if len(text) <= MAX_TEXT:
        return text
    least = max(60, text.find(verb) + len(verb) + 8)
    clause = max(text.rfind(mark, least, MAX_TEXT) for mark in (", ", "; ", " – "))
    if clause > 0:
        return text[:clause]
    return text[: text.rfind(" ", 0, MAX_TEXT - 1)].rstrip(" ,;:–—-") + "…"

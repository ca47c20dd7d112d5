"""How a claim's content is said in short: the statement that says it best, trimmed to what it says.

Enters: readings. Leaves: plain text without quotation marks, "that", datelines, hedges and asides. Refuses: to put
in words that the reports do not have; only a subject that stands elsewhere in the sentence is put before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from stemma.claims.names import agreed, as_subject
from stemma.claims.originals import denies, is_foreign, original
from stemma.claims.pronouns import opens_with_source
from stemma.claims.sides import denies_outright
from stemma.claims.stands import is_own_voice
from stemma.claims.trimming import content_tokens, cut_at_clause, cut_at_word, spoken, without_asides
from stemma.claims.worth import charging_verb, is_clause, stands_alone
from stemma.compare.readings import Reading, main_token
from stemma.compare.terms import key
from stemma.compare.values import is_large
from stemma.language.once import once

MAX_TEXT = 150
"""Code points of a claim's short text; relative clauses and asides are left out to reach it."""

MIN_TEXT = 25
"""Code points below which a short text says too little, if another statement of the claim says more."""

LONG = 90
"""Code points from which asides are left out."""

FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|you|You|your)\b|!|\?")
"""Signs that the speaker speaks of himself or to somebody: such a content must be quoted."""


@once
def short_text(reading: Reading) -> str:
    """Return the content of a statement as a short text: no quotation marks, "that", asides or source."""
    if is_foreign(reading):
        text = original(reading)
        return text if len(text) <= MAX_TEXT else cut_at_word(text, MAX_TEXT)
    tree = reading.tree
    tokens = content_tokens(reading)
    head = main_token(tree, tokens)
    text = spoken(tree, tokens)
    if len(text) > LONG:
        tokens = without_asides(tree, tokens, head) or tokens
        text = spoken(tree, tokens)
    if len(text) <= MAX_TEXT:
        return text
    return cut_at_clause(tree, tokens, head, MAX_TEXT) or cut_at_word(text, MAX_TEXT)


def named_text(reading: Reading) -> str:
    """Return the short text as it stands alone: a source's name for its pronoun, a denial as a denial."""
    text = short_text(reading)
    if is_denial(reading):
        source = reading.statement.source
        who = agreed(as_subject(source.name, source.kind), "denies", "deny", many=False)
        said = f": {text}" if is_foreign(reading) else f" that {lowered(reading, text)}"
        return f"{who[:1].upper()}{who[1:]}{said}"
    charges = charging_verb(reading)
    if charges is not None:
        source = reading.statement.source
        who = agreed(as_subject(source.name, source.kind), f"{charges}s", charges, many=False)
        return f"{who[:1].upper()}{who[1:]} {lowered(reading, text)}"
    if not opens_with_source(reading):
        return text
    tokens = content_tokens(reading)
    own = "’s" if reading.tree.parse.tags[tokens[0]] == "PRP$" else ""
    return reading.statement.source.name + own + text[len(reading.tree.word(tokens[0])) :]


def is_denial(reading: Reading) -> bool:
    """Tell whether a statement is a source's denial of a clause: what it denies must never seem to be its claim."""
    known = reading.statement.source.kind != "unknown"
    if is_foreign(reading):
        return known and denies(reading)
    return reading.negated and known and is_clause(reading) and denies_outright(reading)


def best_reading(readings: Sequence[Reading]) -> Reading:
    """Return the statement that says the claim best: a whole clause of middle length, reported rather than quoted."""
    figures = Counter(v for r in readings for v in _figures(r))

    def order(reading: Reading) -> tuple[bool, bool, bool, bool, int, bool, bool, str, str, int]:
        text = short_text(reading)
        published = reading.document.published
        return (
            is_denial(reading),
            not is_clause(reading),
            not stands_alone(reading),
            bool(FIRST_PERSON.search(text)),
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


def lowered(reading: Reading, text: str) -> str:
    """Lower the first letter unless the first word is a name or made of one ("Russian")."""
    first = next((t for t in content_tokens(reading) if text.startswith(reading.tree.word(t))), None)
    if first is None or not text:
        return text
    word = reading.tree.word(first)
    proper = reading.tree.parse.pos[first] == "PROPN" or key(word.lower()).startswith("@") or not word[1:].islower()
    return text if (proper and word.lower() != "a") or word == "I" else text[0].lower() + text[1:]

"""How a claim's content is said in short: the statement that says it best, trimmed to what it says.

Enters: readings. Leaves: plain text without quotation marks, "that", datelines, hedges and asides. Refuses: to put
in words that the reports do not have; only a subject that stands elsewhere in the sentence is put before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from stemma.claims.clauses import is_clause
from stemma.claims.names import agreed, as_subject, joined
from stemma.claims.originals import denies, is_foreign, original
from stemma.claims.pronouns import FIRST_PERSON, opens_with_source
from stemma.claims.sides import denies_outright
from stemma.claims.stands import is_own_voice
from stemma.claims.telling import is_open, is_thought, told
from stemma.claims.trimming import MARKS, MAX_TEXT, content_tokens, cut_at_word, fit, nested
from stemma.claims.worth import stands_alone
from stemma.compare.negation import is_denied
from stemma.compare.readings import Reading, main_token
from stemma.compare.senses import is_known
from stemma.compare.terms import key
from stemma.compare.values import is_large
from stemma.language.once import once
from stemma.language.words import words
from stemma.model import Origin, Origins, Span

AUTHOR = "the author"
"""What statements call whoever says "I" in a report's own words; no name to stand beside another."""

MIN_TEXT = 25
"""Code points below which a short text says too little, if another statement of the claim says more."""


@once
def short_text(reading: Reading) -> str:
    """Return the content of a statement as a short text: no quotation marks, "that", asides or source."""
    if is_foreign(reading):
        return cut_at_word(original(reading))
    tokens = content_tokens(reading)
    gap = "…" if reading.statement.quotation == "direct" else ""
    return fit(reading.tree, tokens, main_token(reading.tree, tokens), gap=gap)


def named_text(reading: Reading) -> str:
    """Return the short text as it stands alone: a source's name for its pronoun, a denial as a denial."""
    text = short_text(reading)
    if is_denial(reading):
        source = reading.statement.source
        several = source.kind == "person" and " and " in source.name
        who = agreed(as_subject(source.name, source.kind), "denies", "deny", many=several)
        that = " that" if is_clause(reading) else ""
        said = f": {text}" if is_foreign(reading) else f"{that} {lowered(reading, text)}"
        return f"{who[:1].upper()}{who[1:]}{said}"
    if clause := told(reading):
        return clause
    if not opens_with_source(reading):
        return text
    tokens = content_tokens(reading)
    own = "’s" if reading.tree.parse.tags[tokens[0]] == "PRP$" else ""
    return reading.statement.source.name + own + text[len(reading.tree.word(tokens[0])) :]


def claim_text(reading: Reading, origins: Origins, *, speakers_differ: bool) -> str:
    """Return the text of a claim as a line of its own, behind those who say it, so that nobody takes it for fact.

    "Ana Gil: the pier will close", "Ana Gil and 2 others: …"; what was quoted, an "I" and a question in quotation
    marks ("Ana Gil: “We will stay”"). Nobody is named where an outlet tells it in its own voice.
    """
    behind = [] if is_own_voice(reading.statement) else _behind(reading, origins)
    several = len(behind) > 1 and is_thought(reading)
    if is_open(reading) and not told(reading):
        text = _in_its_words(reading)
    elif behind and (is_foreign(reading) or several or not (is_denial(reading) or told(reading))):
        text = short_text(reading)
        quoted = reading.statement.quotation
        if quoted == "direct" or (quoted != "indirect" and FIRST_PERSON.search(text)):
            own = next((o for o in behind if reading.statement.id in o.statements), _source(reading))
            text = nested(f"{as_subject(own.name, own.kind)}: {in_marks(reading, text)}")
        else:
            text = nested(f"{_parties(behind)}: {lowered(reading, text)}")
    else:
        text = short_text(reading) if speakers_differ and told(reading) else named_text(reading)
        if hearsay := _hearsay(reading):
            text = f"{hearsay}, {lowered(reading, text)}"
        elif _is_of_somebody(reading):
            text = nested(f"{as_subject('unknown', 'unknown')}: {lowered(reading, text)}")
    first = text.split(maxsplit=1)[0]
    return text[:1].upper() + text[1:] if first == first.lower() else text


def _is_of_somebody(reading: Reading) -> bool:
    """Tell whether somebody says or thinks a thing and a report does not tell who: "fears that …", "was announced"."""
    statement, cue = reading.statement, reading.statement.cue
    if cue is None or statement.source.span is not None or is_own_voice(statement):
        return False
    seeming = words("en", "certainty")["seeming"]
    open_ = not any(reading.tree.lemma(t) in seeming for t in reading.tree.tokens_in(cue))
    return open_ and not (told(reading) or is_denial(reading))


def in_marks(reading: Reading, text: str) -> str:
    """Return a short text in quotation marks, unless it has its own around what is quoted of it."""
    marked = reading.statement.quotation == "mixed" and any(mark in text for mark in '“"')
    return lowered(reading, text) if marked else f"“{text.strip(MARKS)}”"


def _in_its_words(reading: Reading) -> str:
    """Return a report's words from who does not say a thing to the thing: "the mayor tried to prove that …"."""
    statement, text = reading.statement, reading.document.text
    within = len(statement.chain) > 1 and statement.chain[-1].span is not None
    who = statement.chain[-1].span if within else statement.source.span
    spans = [s for s in (who, None if within else statement.cue, statement.content) if s is not None]
    ordered = all(one.end <= other.start for one, other in pairwise(spans))
    span = Span(start=spans[0].start, end=spans[-1].end) if ordered else reading.tree.sentence_span(statement.sentence)
    said = cut_at_word(" ".join(span.within(text).split()).rstrip(f" .,;{MARKS}"))
    return nested(f"{_parties([_source(reading)])}: {lowered(reading, said)}") if within and ordered else said


def _hearsay(reading: Reading) -> str:
    """Return the word by which a report tells what nobody is named for: "Reportedly"."""
    statement = reading.statement
    cue = statement.cue.within(reading.document.text) if statement.cue and statement.source.span is None else ""
    return cue.capitalize() if cue.lower() in words("en", "claims")["hedging_adverbs"] else ""


def _behind(reading: Reading, origins: Origins) -> list[Origin]:
    """Return the parties of a claim, none where an outlet tells it; of nobody known, who its report says it is.

    Beside another, none of whom it tells: "Ana Gil: the mayor asked for the talks", though the mayor asked.
    """
    if any(o.kind == "outlet" for o in origins.items):
        return []
    known = [o for o in origins.items if o.kind != "unknown"]
    known = [o for o in known if o.name != AUTHOR] or known
    own = [o for o in known if reading.statement.id in o.statements]
    known = [o for o in known if o in own or not _is_told_of(reading, o)] if own else known
    return known or ([_source(reading)] if reading.statement.source.span is not None else [])


def _is_told_of(reading: Reading, origin: Origin) -> bool:
    """Tell whether the last word of a party's name stands in the subject of what a statement turns on."""
    tree, head = reading.tree, reading.turns_on
    subject = tree.child(head, "nsubj", "nsubjpass") if head is not None else None
    last = origin.name.split()[-1].casefold() if origin.kind in {"person", "organization"} else ""
    return subject is not None and any(tree.word(t).casefold() == last for t in tree.subtree(subject))


def _source(reading: Reading) -> Origin:
    """Return the source of a statement as a party."""
    source = reading.statement.source
    return Origin(name=source.name, kind=source.kind, party=None, statements=(reading.statement.id,))


def _parties(origins: Sequence[Origin]) -> str:
    """Return one party, two of them, or the first and how many others."""
    names = [as_subject(o.name, o.kind) for o in origins]
    return joined(names) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"


def is_denial(reading: Reading) -> bool:
    """Tell whether a statement is a source's denial of a clause: what it denies must never seem to be its claim.

    "Denied that it is not safe" is one too, though it says of the thing that it is safe.
    """
    if is_foreign(reading):
        return denies(reading)
    denied = reading.negated or is_denied(reading.tree, reading.statement)
    return denied and is_clause(reading) and denies_outright(reading)


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
    """Lower the first letter unless the first word is a name, made of one ("Russian") or no word of the language.

    A word that does not open its sentence is written as it always is.
    """
    sentence = reading.tree.parse.sentences[reading.tree.sentence_of[min(reading.tokens)]]
    near = (*content_tokens(reading), *range(*sentence))
    first = next((t for t in near if text.startswith(reading.tree.word(t))), None)
    if first is None or not text:
        return text
    if first > sentence[0] and reading.tree.parse.pos[first - 1] not in {"PUNCT", "SPACE"}:
        return text
    word, pos = reading.tree.word(first), reading.tree.parse.pos[first]
    proper = pos == "PROPN" or key(word.lower()).startswith("@") or not word[1:].islower()
    proper |= pos in {"ADJ", "NOUN", "VERB"} and not is_known(reading.tree.lemma(first))
    return text if (proper and word.lower() != "a") or word == "I" else text[0].lower() + text[1:]

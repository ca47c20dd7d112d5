"""Announcements and predictions with a time in which they fall due.

Enters: the story's statements. Leaves: ``due``. Refuses: predictions without a time, times that are past or years
off, conditions, hopes, beliefs and forecasts of onlookers, and times of anything but the deed that is announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.sameness import overlap
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.claims.phrasing import MAX_TEXT, short_text
from stemma.claims.stands import is_own_voice
from stemma.claims.worth import is_clause
from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Span

_AHEAD = re.compile(
    r"\b(?:(?:in|over|within|during) the (?:coming|next|following) (?:few |several |two |three )?"
    r"(?:hours|days|weeks|months)"
    r"|next (?:week|month|year|spring|summer|autumn|fall|winter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|(?:later|by the end of) this (?:week|month|year)|tomorrow|the next few (?:days|weeks|months)"
    r"|by (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2})\b"
)


_MUSES = re.compile(r"\b(?:may|might|could)\b")
_TO_BE = frozenset({"will", "shall", "wo", "'ll", "’ll", "ll"})
"""Auxiliaries by which a clause says what will be ("wo" is "won't" cut in two)."""

ALIKE = 0.4
"""Share of the shorter statement that the other must have to announce the same for the same time."""

Expected = tuple[Reading, tuple[Span, str]]
"""A statement, and the time that it announces something for, with how it is said."""

CLIMB = 8
"""Steps from a time up to the clause that it belongs to; deeper lies another sentence that was run together."""


def due(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody announced or predicted something for a time that can be waited for."""
    for group, found in _told_once(groups):
        reading, (at, when_said) = min(found, key=lambda item: material.when(item[0].document.id))
        labels = material.listed(r.document.id for r, _ in found)
        spans = [r.document.at(r.statement.content) for r, _ in found] + [r.document.at(w[0]) for r, w in found]
        yield Draft(
            kind="due",
            sentence=f"Expected {when_said}: “{_shown(reading, at)}” ({labels}).",
            spans=tuple(spans),
            claim=group.id,
            rule="due",
        )


def _told_once(groups: Sequence[Group]) -> list[tuple[Group, list[Expected]]]:
    """Return each claim with what it announces for when; claims that announce the same for the same time are one."""
    kept: list[tuple[Group, list[Expected]]] = []
    for group in groups:
        told = (r for r in group.asserting if not _announces_nothing(r))
        found = [(r, when) for r in told if (when := _time_ahead(r)) is not None]
        same = next((other for _, other in kept if found and _is_same(found[0], other[0])), None)
        if same is not None:
            same.extend(found)
        elif found:
            kept.append((group, found))
    return kept


def _is_same(one: Expected, other: Expected) -> bool:
    (reading, (_, when)), (elsewhere, (_, then)) = one, other
    return when == then and overlap(reading, elsewhere) >= ALIKE


def _announces_nothing(reading: Reading) -> bool:
    """Tell whether a statement is conditional, only hopes or believes, is an onlooker's, or speaks of the outlet."""
    tree, lists = reading.tree, words("en", "findings")
    cue = reading.statement.cue
    said = list(tree.tokens_in(cue)) if cue is not None else []
    content = list(tree.tokens_in(reading.statement.content))
    lemmas = {tree.lemma(t) for t in content if tree.lemma(t) != "like" or tree.parse.pos[t] == "VERB"}
    if lemmas & (lists["conditions"] | lists["hoping"] | lists["wishing"] | {"like"}):
        return True
    if any(tree.child(t, "neg") is not None or tree.lemma(t) in lists["believing"] | lists["hoping"] for t in said):
        return True
    if any(tree.lemma(t) in lists["believing"] for t in content) or _is_onlooker(reading):
        return True
    first, _ = tree.parse.sentences[reading.statement.sentence]
    doubt = lists["conditions"] | lists["believing"] | lists["hoping"]
    if content and any(tree.lemma(t) in doubt for t in range(first, content[0])):
        return True
    return is_own_voice(reading.statement) and bool(lemmas & lists["editions"])


def _is_onlooker(reading: Reading) -> bool:
    """Tell whether the source only watches: an analyst's forecast is an opinion with a time."""
    source = reading.statement.source
    return bool(name_words(f"{source.name} {source.role or ''}") & words("en", "findings")["watching"])


def _time_ahead(reading: Reading) -> tuple[Span, str] | None:
    """Return the time of a prediction and how it is said: resolved days, or the words with what they count from.

    "Today X, tomorrow Y" is a figure of speech and not announced for anything.
    """
    statement, document = reading.statement, reading.document
    text = statement.content.within(document.text)
    if statement.type == "opinion" or statement.tense == "past" or (is_own_voice(statement) and _is_vague(text)):
        return None
    if "today" in text.casefold():
        return None
    for match in _AHEAD.finditer(document.text, statement.content.start, statement.content.end):
        span = Span(start=match.start(), end=match.end())
        if not _is_announced(reading, span):
            continue
        resolved = next((t for t in statement.times if t.span.overlaps(span) and t.earliest and t.latest), None)
        words_said = " ".join(match.group().split())
        if resolved is None:
            day = "an unknown day of publication" if document.published is None else document.published.earliest[:10]
            return span, f"“{words_said}”, counted from {day}"
        return span, f"“{words_said}” ({_days(str(resolved.earliest), str(resolved.latest))})"
    return None


def _is_announced(reading: Reading, at: Span) -> bool:
    """Tell whether the clause of a time announces a deed: what will be done, or is expected, planned or to be done."""
    part, tree = _sentence(reading, at).within(reading.document.text), reading.tree
    tokens = tree.tokens_in(at)
    if not tokens or _MUSES.search(part) or part.rstrip('”"’ ').endswith("?"):
        return False
    verb = _governor(tree, tokens[-1])
    return verb is not None and _announces(reading, verb)


def _governor(tree: Tree, token: int) -> int | None:
    """Return the verb to which a time belongs."""
    for _ in range(CLIMB):
        above = tree.parse.heads[token]
        if above == token:
            return None
        token = above
        if tree.parse.pos[token] in {"VERB", "AUX"} or tree.lemma(token) == "due":
            return token
    return None


def _announces(reading: Reading, verb: int, *, deed: bool = True) -> bool:
    """Tell whether a verb says what will be; ``deed``: and itself names a deed that somebody can wait for."""
    tree, lists = reading.tree, words("en", "findings")
    lemma, above = tree.lemma(verb), tree.parse.heads[verb]
    if (deed and lemma in lists["no_deeds"]) or _asks(tree, verb) or _is_explained_away(tree, verb):
        return False
    helpers = [c for c in tree.children[verb] if tree.parse.deps[c] in {"aux", "auxpass"}]
    if any(tree.lemma(c) in lists["open"] - {"would"} for c in helpers):
        return False
    if any(tree.word(c).lower() in _TO_BE for c in helpers) or lemma in lists["announcing"]:
        return True
    if any(tree.lemma(c) == "would" for c in helpers):  # what was announced; within quotation marks what is imagined
        return not is_own_voice(reading.statement) and reading.statement.quotation != "direct"
    if any(tree.parse.tags[c] == "TO" for c in helpers):
        return _is_planned(reading, verb)
    if tree.parse.deps[verb] in {"conj", "xcomp"} and above != verb:
        return _announces(reading, above, deed=False)
    present = tree.parse.tags[verb] in {"VBZ", "VBP"} or any(tree.parse.tags[c] in {"VBZ", "VBP"} for c in helpers)
    return present and lemma in lists["scheduled"]


def _is_planned(reading: Reading, verb: int) -> bool:
    """Tell whether an infinitive is what somebody plans, or is to do: "expected to open", "is to open"."""
    tree, lists = reading.tree, words("en", "findings")
    above, cue = tree.parse.heads[verb], reading.statement.cue
    said = tree.tokens_in(cue) if cue is not None else ()
    if not reading.statement.content.covers(tree.span(above, above)) and above != verb and above not in said:
        return False
    bare = tree.lemma(above) == "be" and tree.child(above, "acomp", "attr") is None
    return bare or tree.lemma(above) in lists["announcing"] or any(tree.lemma(t) in lists["announcing"] for t in said)


def _is_explained_away(tree: Tree, verb: int) -> bool:
    """Tell whether a deed hangs on a negated verb of saying or meaning: "unity doesn't mean that he quits tomorrow"."""
    above = tree.parse.heads[verb]
    return above != verb and tree.parse.deps[verb] == "ccomp" and tree.child(above, "neg") is not None


def _asks(tree: Tree, verb: int) -> bool:
    """Tell whether a verb's clause asks, or speaks of whoever reads it: "who will win", "you will see"."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    return tree.parse.tags[subject] in {"WP", "WDT"} or tree.word(subject).lower() in {"you", "who", "what", "nobody"}


def _sentence(reading: Reading, at: Span) -> Span:
    """Return the part of a content that stands in the sentence of ``at``."""
    tree, content = reading.tree, reading.statement.content
    tokens = tree.tokens_in(at)
    if not tokens:
        return content
    span = tree.sentence_span(tree.sentence_of[tokens[0]])
    return Span(
        start=max(span.start, content.start), end=max(max(span.start, content.start), min(span.end, content.end))
    )


def _shown(reading: Reading, at: Span) -> str:
    """Return the statement, or of several sentences the one that has the time."""
    part = _sentence(reading, at)
    if not is_clause(reading):
        part = reading.tree.sentence_span(reading.tree.sentence_of[reading.tree.tokens_in(at)[0]])
    elif part == reading.statement.content and at.within(reading.document.text).strip() in short_text(reading):
        return short_text(reading)
    words_said = " ".join(part.within(reading.document.text).split()).strip('“”"')
    return words_said if len(words_said) <= MAX_TEXT else words_said[: words_said.rfind(" ", 0, MAX_TEXT - 1)] + "…"


def _is_vague(text: str) -> bool:
    """A report's own "may" or "could" is a musing, not an announcement."""
    return _MUSES.search(text) is not None


def _days(first: str, last: str) -> str:
    return first[:10] if first[:10] == last[:10] else f"{first[:10]} to {last[:10]}"

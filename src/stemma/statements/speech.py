"""Direct speech: quotations beside a verb of saying, and quotations that go on after one.

Enters: a page and the attributions found by verbs, phrases and nouns. Leaves: the same, with every spoken
quotation given to the speaker beside it or before it. Refuses: scare quotes; a quotation beside which nobody
speaks stays without a speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import replace

from stemma.language.words import words
from stemma.model import Span
from stemma.statements.attribution import Attribution
from stemma.statements.cues import cue_tokens, find_source, medium_tokens, source_tokens
from stemma.statements.pieces import Page, phrase_span, source_span
from stemma.statements.quotes import Quote, is_speech

NEAR = 24
"""Tokens between a quotation and its verb of saying: room for a name with its apposition. With 12, "…," Ann Lee, a
spokesperson for the port authority of the city, said" loses its speaker; with 40 the next sentence's verb is taken."""

FURTHEST = 2_000
"""Code points that a speaker may be away in the same paragraph; the longest paragraph in 312 real texts has 3,100."""

REST = 160
"""Code points that may end the paragraph before a paragraph of quotation that goes on with its speaker."""

SIGNATURE = 10
"""Tokens of the longest name with place or office that signs a quotation; a longer line goes on with a report."""

_DASHES = frozenset({"-", "–", "—", "―", "--"})
_STOPS = frozenset(".?!;") | {"\u2026"}


def attach_speech(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Return ``found`` with each spoken quotation attached to the attribution that it belongs to."""
    result = list(found)
    taken = _taken(page, found)
    speakers = sorted((end, n) for n, one in enumerate(found) if (end := _speech_end(page, one)) >= 0)
    for number, quote in enumerate(page.quotes):
        spoken = is_speech(page.tree, quote)
        if taken[number] or not (spoken or _ends_like_speech(page.tree.text, quote)):
            continue
        at: int | None
        signed = _signed(page, quote)
        verb = None if signed else _verb_after(page, quote) or _verb_before(page, quote)
        if signed is not None:
            result.append(signed)
            at = len(result) - 1
        elif verb is not None:
            at = _give(page, result, verb, quote)
        else:
            at = _speaker_before(page, speakers, quote) if spoken else None
            if at is not None:
                result[at] = replace(result[at], content=(*result[at].content, quote.span))
        if at is not None:
            insort(speakers, (_speech_end(page, result[at]), at))
    return result


def _ends_like_speech(text: str, quote: Quote) -> bool:
    """Tell “No,” from a scare quote: punctuation stands before the closing mark."""
    return text[quote.inner.end - 1 : quote.inner.end] in tuple(",.!?…")


def _taken(page: Page, found: list[Attribution]) -> list[bool]:
    """Return for each quotation whether an attribution from outside of it has it already."""
    taken = [False] * len(page.quotes)
    for one in found:
        for piece in one.content:
            for number in _quotes_in(page, piece):
                inside = one.cue is not None and page.quotes[number].span.covers(one.cue)
                taken[number] |= not inside
    return taken


def _quotes_in(page: Page, span: Span) -> range:
    """Return the quotations that a span touches."""
    first = bisect_right(page.quotes, span.start, key=lambda q: q.span.end)
    return range(first, bisect_left(page.quotes, span.end, key=lambda q: q.span.start))


def _speech_end(page: Page, one: Attribution) -> int:
    """Return where an attribution with a direct quotation ends; -1 for any other."""
    if one.cue is None or not any(len(_quotes_in(page, piece)) for piece in one.content):
        return -1
    return max(one.cue.end, max(piece.end for piece in one.content))


def _give(page: Page, result: list[Attribution], verb: int, quote: Quote) -> int | None:
    """Add the quotation to the attribution whose cue is ``verb``, or make one; return its position."""
    tree = page.tree
    here = tree.span(verb, verb)
    for number, one in enumerate(result):
        if one.cue is not None and one.cue.covers(here) and one.shape != "noun":
            result[number] = replace(one, content=tuple(sorted((*one.content, quote.span))))
            return number
    source = find_source(tree, verb)
    span = source_span(page, source_tokens(tree, source, verb)) if source is not None else None
    if span is None or span.overlaps(quote.span):
        return None
    cue = phrase_span(page, cue_tokens(tree, verb) | medium_tokens(tree, verb))
    result.append(Attribution(source=span, cue=cue, content=(quote.span,), shape="quote"))
    return len(result) - 1


def _signed(page: Page, quote: Quote) -> Attribution | None:
    """Return the attribution of a quotation signed with a dash and a name: “…” – Ann Lee, Bregenz."""
    tree = page.tree
    dash = tree.tokens_in(quote.span).stop
    if dash + 1 >= len(tree.parse.starts) or tree.word(dash) not in _DASHES or tree.parse.pos[dash + 1] != "PROPN":
        return None
    end = tree.text.find("\n", tree.parse.ends[dash])
    line = Span(start=quote.span.end, end=end if end >= 0 else len(tree.text))
    name = [t for t in tree.tokens_in(line) if t > dash]
    gap = tree.text[quote.span.end : tree.parse.starts[dash]]
    if gap.strip() or not 1 <= len(name) <= SIGNATURE or any(tree.parse.pos[t] in ("VERB", "AUX") for t in name):
        return None
    source = phrase_span(page, name)
    cue = tree.span(dash, dash)
    return Attribution(source=source, cue=cue, content=(quote.span,), shape="dash") if source is not None else None


def _verb_after(page: Page, quote: Quote) -> int | None:
    """Return the verb of saying after a quotation: “…,” said X; “…,” X, a Y, said."""
    tree = page.tree
    first = tree.tokens_in(quote.span).stop
    for token in range(first, min(first + NEAR, len(tree.parse.starts))):
        gap = tree.text[quote.span.end : tree.parse.starts[token]]
        if page.quote_of[token] >= 0 or "\n" in gap or (token > first and tree.word(token) in _STOPS):
            return None
        if _speaks(page, token) or (token == first and _inverted(page, token)):
            return token
        if tree.parse.pos[token] == "VERB" and tree.parse.deps[token] not in ("relcl", "acl"):
            return None
    return None


def _inverted(page: Page, token: int) -> bool:
    """Tell “…,” fumes Ann Lee: whatever the verb, right after a quotation it introduces the speaker."""
    tree = page.tree
    if tree.parse.tags[token] not in ("VBZ", "VBD") or token + 1 >= len(tree.parse.starts):
        return False
    return tree.parse.pos[token + 1] in ("PROPN", "DET") and tree.text[tree.parse.starts[token] - 1] != "\n"


def _verb_before(page: Page, quote: Quote) -> int | None:
    """Return the verb of saying before a quotation: X told reporters: “…”; X agreed. “…”."""
    tree = page.tree
    last = tree.tokens_in(quote.span).start - 1
    for token in range(last, max(last - NEAR, -1), -1):
        gap = tree.text[tree.parse.ends[token] : quote.span.start]
        if page.quote_of[token] >= 0 or gap.count("\n") > (2 if gap.lstrip(" ").startswith(":") else 0):
            return None
        if token < last and tree.word(token) in _STOPS:
            return None
        if _speaks(page, token):
            return token
    return None


def _speaks(page: Page, token: int) -> bool:
    tree = page.tree
    return tree.parse.pos[token] == "VERB" and tree.lemma(token) in words("en", "attribution")["speech"]


def _speaker_before(page: Page, speakers: list[tuple[int, int]], quote: Quote) -> int | None:
    """Return the attribution whose direct quotation is the last thing said before this one, in the same paragraph."""
    at = bisect_right(speakers, (quote.span.start, len(page.tree.text))) - 1
    if at < 0 or not _goes_on(page.tree.text, speakers[at][0], quote):
        return None
    return speakers[at][1]


def _goes_on(text: str, end: int, quote: Quote) -> bool:
    """Tell whether nothing but the rest of a sentence stands between, or a paragraph of quotation follows at once."""
    if quote.span.start - end > FURTHEST:
        return False
    gap = text[end : quote.span.start].strip(" ")
    if "\n" not in gap:
        return True
    return len(gap) <= REST and gap.endswith("\n") and "\n" not in gap.strip()

"""From tokens to the spans of source, cue and content.

Enters: a tree, the quotes of its text, and token sets that a rule has chosen. Leaves: spans that begin and end
where an annotator would put them (PolNeAR guidelines: marks of quotation belong to the content, a comma or full
stop at its edge does not). Refuses: nothing; an empty token set gives no span.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.language.datelines import find_datelines
from stemma.language.tree import Tree
from stemma.model import Span
from stemma.statements.quotes import Quote

_EDGE = frozenset(",.;:-–—()[]?!…") | {"--", "...", "and", "but", "still", "however", "meanwhile", "nevertheless"}
"""Tokens that do not stand at the edge of a piece unless a quote ends with them."""

_BRIDGES = frozenset({",", "—", "–", "-", "--", ";", "’", "‘", "”", "“", '"'})

_CLOSERS = frozenset("”’»\"'") | {"''"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A tree with its quotes and, for each token, the position of the quote that it lies in (or -1).

    ``dateline`` holds the tokens of datelines, which are nobody's words.
    """

    tree: Tree
    quotes: tuple[Quote, ...]
    quote_of: tuple[int, ...]
    dateline: frozenset[int] = frozenset()

    def quote_at(self, token: int) -> Quote | None:
        """Return the quote that ``token`` lies in."""
        number = self.quote_of[token]
        return self.quotes[number] if number >= 0 else None


def open_page(tree: Tree, quotes: Sequence[Quote]) -> Page:
    """Return the page of a tree: which token lies in which quote."""
    starts = [q.span.start for q in quotes]
    numbers: list[int] = []
    for start in tree.parse.starts:
        at = bisect_right(starts, start) - 1
        numbers.append(at if at >= 0 and start < quotes[at].span.end else -1)
    dateline = frozenset(t for span in find_datelines(tree.text) for t in tree.tokens_in(span))
    return Page(tree=tree, quotes=tuple(quotes), quote_of=tuple(numbers), dateline=dateline)


def content_pieces(page: Page, tokens: Iterable[int], *, cue: int | None = None) -> tuple[Span, ...]:
    """Return the spans of a content: runs of neighbouring tokens, trimmed, each quote that they touch whole."""
    spans: list[Span] = []
    for run in _runs(page, sorted(set(tokens) - page.dateline)):
        trimmed = _trim(page, run)
        if trimmed and not (len(trimmed) == 1 and page.tree.parse.tags[trimmed[0]] in ("WDT", "WP")):
            span = _whole_quotes(page, page.tree.span(trimmed[0], trimmed[-1]), cue)
            spans.append(_whole_brackets(page.tree.text, span))
    return _merged(spans)


def phrase_span(page: Page, tokens: Iterable[int]) -> Span | None:
    """Return one span over ``tokens`` (a source or cue), without punctuation at its edges."""
    trimmed = _trim(page, sorted(tokens))
    return page.tree.span(trimmed[0], trimmed[-1]) if trimmed else None


def source_span(page: Page, tokens: Iterable[int]) -> Span | None:
    """Return the span of a source; one with an apposition takes the comma that closes it ("Ann Lee, a clerk,")."""
    chosen = sorted(tokens)
    span = phrase_span(page, chosen)
    if span is None or "," not in span.within(page.tree.text):
        return span
    closing = page.tree.text[span.end : span.end + 1] == ","
    return Span(start=span.start, end=span.end + 1) if closing else span


def _runs(page: Page, tokens: list[int]) -> list[list[int]]:
    """Return the runs of neighbouring tokens; a comma or dash between two tokens does not part them."""
    runs: list[list[int]] = []
    for token in tokens:
        if runs and all(page.tree.word(t) in _BRIDGES for t in range(runs[-1][-1] + 1, token)):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _whole_brackets(text: str, span: Span) -> Span:
    """Take in the bracket that closes one opened inside."""
    inside = span.within(text)
    closes = inside.count("(") > inside.count(")") and text[span.end : span.end + 1] == ")"
    return Span(start=span.start, end=span.end + 1) if closes else span


def _trim(page: Page, tokens: list[int]) -> list[int]:
    """Drop punctuation and stray conjunctions at both edges; a mark that closes or opens a quote stays out here."""
    first, last = 0, len(tokens)
    while first < last and _is_edge(page, tokens[first], opening=True):
        first += 1
    while first < last and _is_edge(page, tokens[last - 1], opening=False):
        last -= 1
    return tokens[first:last]


def _is_edge(page: Page, token: int, *, opening: bool) -> bool:
    word = page.tree.word(token).lower()
    quote = page.quote_at(token)
    if quote is not None:
        starts, ends = page.tree.parse.starts[token], page.tree.parse.ends[token]
        mark_end = quote.span.start + (quote.inner.start - quote.span.start)
        if opening and starts < mark_end:
            return False
        return not opening and word in _CLOSERS and ends < quote.span.end and False
    return word in _EDGE or word in _CLOSERS or page.tree.parse.pos[token] == "SPACE"


def _whole_quotes(page: Page, span: Span, cue: int | None) -> Span:
    """Stretch a span over every quote that it touches, unless that quote holds the cue as well."""
    start, end = span.start, span.end
    held = page.quote_of[cue] if cue is not None else -1
    for token in page.tree.tokens_in(span):
        number = page.quote_of[token]
        if number >= 0 and number != held:
            start = min(start, page.quotes[number].span.start)
            end = max(end, page.quotes[number].span.end)
    return Span(start=start, end=end)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)

"""Find datelines: "BREGENZ, Austria, May 14 (Agency) – " before the first words of a report.

Enters: a text. Leaves: the spans of its datelines, dash and blanks included, and an agency's word to editors before
it ("(Updates with a second ship)"). Behind a sentence only one that an agency signs counts. Refuses: a heading in
capitals without a dash, a name with a bracket that holds no agency ("Ann Lee (Independent) – …"), an acronym whose
sentence goes on behind the dash ("OPEC – which …").
"""

from __future__ import annotations

import re

from stemma.model import Span

_CAPITALS = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ]{2,20}"
_PLACE = rf"(?:(?:St|Ft|Mt)\. ?)?{_CAPITALS}(?:[ .'’/-]{_CAPITALS}){{0,4}}"
_CAPITALISED = r"[A-Z][\w'’]{1,20}(?:[ -][A-Z][\w'’]{1,20}){0,3}"
_BESIDE = r"(?:[,.]? ?[\w .]{1,30}){0,3}"
_SIGN = r"\([A-Z][^\W\d_][^()\n]{0,38}\)"
_ACRONYM = r"\([A-ZČ]{2,6}(?:[ /][A-Z][\w ]{1,20})?\)"
_DASH = r" ?(?:--|[–—-]) "
_GLUED = r" ?(?:--|[–—-]) ?"
_HEAD = r"^[^\w\n]{0,3}"
_BEHIND = r"(?:(?<=[.!?)] )|(?<=[.!?][”\"] ))"
_ADVICE = r"(?:\((?:Adds|Corrects|Recasts|Refiles|Repeats|Rewrites|Updates)\b[^()\n]{0,120}\) ?)?"
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_RULES = tuple(
    re.compile(rule, re.MULTILINE)
    for rule in (
        rf"(?:{_HEAD}|{_BEHIND}){_ADVICE}(?=[^\n(]{{2,80}}{_SIGN}{_GLUED})"  # looked for first: most lines have none
        rf"{_PLACE}{_BESIDE} ?{_SIGN}{_GLUED}",  # a place in capitals, country, date, agency
        rf"{_HEAD}{_ADVICE}(?:{_DAY} )?{_SIGN}{_GLUED}",
        rf"{_HEAD}{_PLACE}(?:, ?[\w .]{{1,30}}){{0,3}}{_DASH}(?=[^\w\n]{{0,3}}[^\Wa-z])",  # without the agency
        rf"^(?=[^\n(]{{3,80}}{_ACRONYM}{_DASH})"
        rf"[^\w\n]{{0,3}}{_CAPITALISED}{_BESIDE} ?{_ACRONYM}{_DASH}",  # an acronym tells the agency
    )
)

WITHIN = 3_000
"""Code points of the text's beginning in which a dateline may stand; later ones open other reports' paragraphs."""


def find_datelines(text: str) -> tuple[Span, ...]:
    """Return the datelines of a text, none over another."""
    head = text[:WITHIN].replace("\u00a0", " ")
    found = sorted({Span(start=m.start(), end=m.end()) for rule in _RULES for m in rule.finditer(head)})
    return tuple(span for n, span in enumerate(found) if n + 1 == len(found) or found[n + 1].start >= span.end)

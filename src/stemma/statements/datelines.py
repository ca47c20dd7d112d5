"""Find datelines: "BREGENZ, Austria, May 14 (Agency) – " before the first words of a report.

Enters: a text. Leaves: the spans of its datelines, dash included. Refuses: a heading in capitals without a dash.
"""

from __future__ import annotations

import re

from stemma.model import Span

_DATELINE = re.compile(
    r"^[^\w\n]{0,3}(?:[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ .'’/-]{1,40})"  # the place, in capitals
    r"(?:, ?[\w .]{1,30}){0,3}"  # country, date
    r" ?(?:\([^()\n]{2,40}\))?"  # agency
    r" ?(?:--|[–—-]) ",
    re.MULTILINE,
)
_AGENCY = re.compile(r"^\([A-Z][\w .]{1,30}\) ?(?:--|[–—-]) ", re.MULTILINE)

WITHIN = 3_000
"""Code points of the text's beginning in which a dateline may stand; later ones open other reports' paragraphs."""


def find_datelines(text: str) -> tuple[Span, ...]:
    """Return the datelines of a text."""
    head = text[:WITHIN]
    found = {Span(start=m.start(), end=m.end()) for rule in (_DATELINE, _AGENCY) for m in rule.finditer(head)}
    return tuple(sorted(found))

"""Find whom a text names as its makers: agencies, authors, editors, monitoring desks, links.

Enters: text. Leaves: credits with exact spans, and the stretches that are nothing but credit, so that
no later stage takes them for statements. Refuses: a maker who is named as the source of a fact ("according to a
Reuters tally"): that is attribution.

A credit is a line of its own ("By Jane Roe", "Edited by …", "Source: PAP, Reuters", "Lake Times – Monitoring."), the
bracket of a dateline ("KONSTANZ (Reuters) –"), a bracket behind the last sentence ("(AFP)"), or an address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from stemma.documents.dates import CALENDAR
from stemma.documents.lines import Line, split_lines
from stemma.documents.signatures import (
    INITIALS,
    PEOPLE,
    PERSON,
    REST,
    URL,
    agencies,
    agency_form,
    bare_dateline_form,
    contributed_form,
    dateline_forms,
    inside_brackets,
    is_body,
    label_form,
    marks,
    monitoring_form,
    names_role,
    reprint_form,
    split_names,
)
from stemma.model import Credit, Removed, Span

Kind = Literal["agency", "author", "editor", "monitoring", "link"]

LONGEST_CREDIT = 220
"""Code points of a line of credit: the longest of 112 credits found in 1,151 texts without this bound has 150. Without
it a paragraph that opens "Reporting by" is searched for names to its end."""

LONGEST_SIGN = 90
"""Code points of a line that is only agencies and names."""

DATELINE_LINES = 4
"""Lines at the top of a text in which a dateline may stand: title, subtitle and byline come before it."""

_PART = re.compile(
    r"(?:(?!, (?:with )?(?:additional )?(?:reporting|editing|writing|edited|written) by\b)[^;\n])+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """Credits of one place in the text, and the stretch that goes with them (``None``: the text stays)."""

    credits: tuple[Credit, ...]
    removed: Span | None = None
    reason: str = "credit"


def find_credits(text: str) -> tuple[tuple[Credit, ...], tuple[Removed, ...]]:
    """Return the credits of ``text`` and the stretches that are nothing but credit, both in order."""
    found: list[Found] = []
    for number, line in enumerate(split_lines(text)):
        whole = next((f for rule in LINE_RULES if (f := rule(line)) is not None), None)
        if whole is not None:
            found.append(whole)
            continue
        found.extend(f for f in (closing_bracket(line), dateline(line, number), links(line)) if f is not None)
    named = sorted((c for f in found for c in f.credits), key=lambda c: (c.span, c.kind))
    removed = [Removed(span=f.removed, reason=f.reason) for f in found if f.removed is not None]
    return tuple(named), tuple(sorted(removed, key=lambda r: r.span))


def labelled(line: Line) -> Found | None:
    """A line of labels with names: "By Jane Roe", "Edited by …", "(Reporting by …; Editing by …)", "Source: PAP"."""
    if len(line.text) > LONGEST_CREDIT:
        return None
    start, end = inside_brackets(line.text)
    named = _labels(line, start, end)
    return Found(named, line.span) if named else None


def monitoring(line: Line) -> Found | None:
    """A line that names a monitoring desk: "Lake Times – Monitoring.", "Monitoring Desk"."""
    match = monitoring_form().fullmatch(line.text) if len(line.text) <= LONGEST_CREDIT else None
    if match is None:
        return None
    name = match["before"] or match["desk"] or None
    return Found((Credit(span=line.span, kind="monitoring", name=name),), line.span)


def contributed(line: Line) -> Found | None:
    """A closing line that says who helped: "Reuters contributed to this report."."""
    match = contributed_form().fullmatch(line.text) if len(line.text) <= LONGEST_CREDIT else None
    if match is None:
        return None
    named = [_agency(line, m.start(), m.end()) for m in agency_form().finditer(match["names"])]
    if not named:
        named = [c for c in _people(line, 0, match.end("names"), "author") if " " in (c.name or "")]
    return Found(tuple(named), line.span)


def agency_line(line: Line) -> Found | None:
    """A line of agencies, perhaps with a name beside them: "Reuters, PAP", "(AFP)", "PAP/ Jane Roe"."""
    if len(line.text) > LONGEST_SIGN:
        return None
    start, end = inside_brackets(line.text)
    pieces = list(split_names(line.text, start, end))
    names = [line.text[a:b] for a, b in pieces]
    known = [name for name in names if name in agencies()]
    sure = start > 0 or any(name not in marks("ambiguous") for name in known)
    if not known or not sure or not all(n in agencies() or re.fullmatch(PERSON, n) for n in names):
        return None
    named = tuple(
        _agency(line, a, b) if name in agencies() else _credit(line, a, b, "author", name)
        for (a, b), name in zip(pieces, names, strict=True)
    )
    return Found(named, line.span)


def reprint(line: Line) -> Found | None:
    """A note that says where the text stood first: "This article was originally published by the Lake Times."."""
    if len(line.text) > LONGEST_CREDIT:
        return None
    match = reprint_form().fullmatch(line.text.replace("’", "'"))
    return Found((_agency(line, *match.span("name")),), line.span) if match else None


def initials(line: Line) -> Found | None:
    """A line that is an author's mark in brackets: "(JR)", "(JR/MK)"."""
    if not INITIALS.fullmatch(line.text):
        return None
    return Found((Credit(span=line.span, kind="author", name=line.text.strip("()")),), line.span)


def link_line(line: Line) -> Found | None:
    """A line that is nothing but an address."""
    found = links(line)
    return Found(found.credits, line.span) if found and URL.sub("", line.text).strip(" .,;:()-–—→>") == "" else None


LINE_RULES: tuple[Callable[[Line], Found | None], ...] = (
    labelled,
    monitoring,
    contributed,
    agency_line,
    reprint,
    initials,
    link_line,
)
"""Rules for whole lines; the first that holds takes the line."""


def dateline(line: Line, number: int) -> Found | None:
    """The agency between place and dash at the head of a report: "KONSTANZ, Germany (AP) —", "Bregenz CNN —".

    The place stays in the text; the agency, its brackets and the dash go.
    """
    if number >= DATELINE_LINES:
        return None
    for form in dateline_forms():
        match = form.match(line.text)
        if match is not None and match["name"].split()[0].lower().rstrip(".") not in CALENDAR:
            start, end = match.span("name")
            shown = match["cut"].strip()
            first = line.span.start + match.start("cut") + match["cut"].index(shown)
            cut = Span(start=first, end=first + len(shown))
            return Found((_agency(line, start, end),), cut)
    return _bare_dateline(line)


def _bare_dateline(line: Line) -> Found | None:
    """Cut the dash of a dateline without an agency ("BREGENZ, Austria —"): the place is no part of the sentence."""
    match = bare_dateline_form().match(line.text)
    if match is None:
        return None
    start, end = match.span("cut")
    return Found((), Span(start=line.span.start + start, end=line.span.start + end), "dateline")


def closing_bracket(line: Line) -> Found | None:
    """A bracket behind the last sentence of a paragraph: "(AFP)", "(Reporting by Jane Roe; Editing by John Doe)"."""
    start = line.text.rfind("(")
    end = len(line.text.rstrip(". "))
    if start < 1 or not line.text[:end].endswith(")") or len(line.text) - start > LONGEST_CREDIT:
        return None
    pieces = list(split_names(line.text, start + 1, end - 1))
    if pieces and all(line.text[a:b] in agencies() for a, b in pieces) and line.text[start - 2] in '.!?"”’':
        named = tuple(_agency(line, a, b) for a, b in pieces)
    else:
        named = _labels(line, start + 1, end - 1)
    return Found(named, Span(start=line.span.start + start, end=line.span.end)) if named else None


def links(line: Line) -> Found | None:
    """Addresses in the running text."""
    found: list[Credit] = []
    for match in URL.finditer(line.text):
        address = match.group().rstrip(".,;:!?…*_")
        found.append(_credit(line, match.start(), match.start() + len(address), "link", address))
    return Found(tuple(found)) if found else None


def _labels(line: Line, start: int, end: int) -> tuple[Credit, ...]:
    """Return the credits of parts such as "Editing by John Doe", parted by semicolons."""
    named: list[Credit] = []
    for match in _PART.finditer(line.text[start:end]):
        part = start + match.start() + len(match.group()) - len(match.group().lstrip())
        label = label_form().match(line.text, part, start + match.end())
        if label is None:
            if not named:
                return ()
            continue
        kind = next(kind for kind in ("editor", "author", "source") if label[kind])
        found = list(_labelled_names(line, part, label.end(), start + match.end(), kind))
        if not found and not named:
            return ()
        named.extend(found)
    return tuple(named)


def _labelled_names(line: Line, part: int, start: int, end: int, kind: str) -> Iterator[Credit]:
    """Yield the names behind a label, the first with its label; nothing when what follows is a sentence."""
    if kind == "source":
        pieces = list(split_names(line.text, start, end))
        if line.text[:end].endswith("?") or not all(is_body(line.text[a:b]) for a, b in pieces):
            return
        for number, (a, b) in enumerate(pieces):
            yield _agency(line, part if number == 0 else a, b, name=line.text[a:b])
        return
    people = PEOPLE.match(line.text, start, end)
    if people is None or people.group().split()[0] in marks("calendar"):
        return
    rest = line.text[people.end() : end]
    if not REST.fullmatch(rest) and not names_role(rest):
        return
    for number, credit in enumerate(_people(line, start, people.end(), "editor" if kind == "editor" else "author")):
        first = Span(start=line.span.start + part, end=credit.span.end)
        yield Credit(span=first if number == 0 else credit.span, kind=credit.kind, name=credit.name)


def _people(line: Line, start: int, end: int, kind: Literal["author", "editor"]) -> Iterator[Credit]:
    for a, b in split_names(line.text, start, end):
        name = line.text[a:b]
        if name in agencies():
            yield _agency(line, a, b)
        elif re.match(PERSON, name) and not any(w in marks("roles") for w in name.lower().split()):
            yield _credit(line, a, b, kind, re.split(r" (?:in|at|for) ", name)[0])


def _credit(line: Line, start: int, end: int, kind: Kind, name: str | None) -> Credit:
    return Credit(span=Span(start=line.span.start + start, end=line.span.start + end), kind=kind, name=name)


def _agency(line: Line, start: int, end: int, name: str | None = None) -> Credit:
    name = name or line.text[start:end]
    return _credit(line, start, end, "agency", agencies().get(name, name))

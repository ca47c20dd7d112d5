"""Hide what must not be shared: coordinates, street addresses, and the names of people without a public role.

Enters: a ``Case`` or a text. Leaves: the same with the masked characters replaced one for one by "•", so that every
span still holds; in names and sentences of Stemma's own a private person appears by role. Refuses: to guess. A street
without a house number, a number that can be no coordinate and a person whose role is not in the list stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from stemma.language.words import mappings, words
from stemma.model import (
    Case,
    ChainLink,
    Claim,
    Document,
    Evidence,
    Finding,
    JudgedStory,
    Judgement,
    Link,
    Origin,
    Source,
    Span,
    Statement,
    Story,
)

DOT = "•"
"""What stands for one masked character; one code point, so that offsets hold."""

_DIGIT = re.compile(r"\d")
_FRACTION = re.compile(r"\.\d\d")

_DECIMALS = r"\.\d{4,12}"
"""A bare pair of decimals is a coordinate from four decimals on (11 m); "4.125, 10.250" is a pair of figures."""

_SEA = r"(?:\s?°?\s?[NSEW]\b|\s(?:north|south|east|west)\b)"
_PAIR = re.compile(
    rf"(?<![\d.,])(?P<lat>[-+−]?\d{{1,2}}{_DECIMALS})\s?°?\s?[NSns]?\s?[,;/ ]\s?"
    rf"(?P<lon>[-+−]?\d{{1,3}}{_DECIMALS})(?!\d)(?:\s?°?\s?[EWew]\b)?"
)
_DEGREES = re.compile(
    r"\d{1,3}\s?°\s?\d{1,2}(?:\.\d{1,8})?\s?['′’](?:\s?\d{1,2}(?:\.\d{1,6})?\s?(?:[\"″”]|''))?\s?(?:[NSEW]\b)?"
)
_HEMISPHERE = re.compile(rf"(?<![\d.])\d{{1,3}}\.\d{{2,12}}{_SEA}|(?<![\d.])\d{{1,3}}{_DECIMALS}\s?°")
_GRID = re.compile(
    r"\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{10}|\d{8}|\d{6}|\d{5}\s\d{5}|\d{4}\s\d{4}|\d{3}\s\d{3})\b"
)
_PLUS_CODE = re.compile(r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b")
_WORDS3 = re.compile(r"///[a-z]{2,24}\.[a-z]{2,24}\.[a-z]{2,24}\b")
_NAME = r"(?!(?:At|From|In|Near|On|The|To)\b)[^\W\d_a-zа-яіїєґ][\w'’\-]{1,30}"
_NUMBER = r"(?!(?:19|20)\d\d\b)\d{1,4}(?:[a-zA-Z]\b|[-/]\d{1,4})?\b"
"""A house number: up to four digits, never a year, perhaps with a letter or a range."""

_WHOLE = r"(?![\d.,]\d)"
"""What may not follow a house number: more digits."""

_BEHIND = _WHOLE + r"(?!\s(?!(?:and|at|by|from|in|is|near|of|on|to|was|were|where|who)\b)[a-z])"
"""What may not follow a number behind an English street: a noun that it counts ("On Main Street 22 people …")."""


def mask(text: str) -> str:
    """Return ``text`` with coordinates and street addresses masked, length for length."""
    if _DIGIT.search(text) is None and "///" not in text:
        return text
    return cover(text, (*coordinates(text), *addresses(text)))


def cover(text: str, spans: tuple[Span, ...]) -> str:
    """Return ``text`` with every visible character of ``spans`` replaced by a dot."""
    pieces = list(text)
    for span in spans:
        for at in range(span.start, min(span.end, len(pieces))):
            if not pieces[at].isspace():
                pieces[at] = DOT
    return "".join(pieces)


def coordinates(text: str) -> Iterator[Span]:
    """Yield the coordinates in ``text``: decimal degrees, degrees and minutes, grid references, location codes.

    A shape is looked for only where its sign stands in the text: most reports have none.
    """
    fraction = _FRACTION.search(text) is not None
    for match in _PAIR.finditer(text) if fraction else ():
        latitude, longitude = (abs(float(match[name].replace("−", "-"))) for name in ("lat", "lon"))
        if latitude <= 90 and longitude <= 180:
            yield Span(start=match.start(), end=match.end())
    shapes = (
        (_DEGREES, "°" in text),
        (_HEMISPHERE, fraction),
        (_GRID, True),
        (_PLUS_CODE, "+" in text),
        (_WORDS3, "///" in text),
    )
    for pattern in (pattern for pattern, likely in shapes if likely):
        for match in pattern.finditer(text):
            if text[match.end() : match.end() + 1] not in ("C", "F"):
                yield Span(start=match.start(), end=match.end())


def addresses(text: str) -> Iterator[Span]:
    """Yield the street addresses in ``text``: a street's name together with a house number.

    A shape is looked for only where a word for a street stands in the text: the four of them take a third of a
    millisecond for a report, the look at its words a tenth of that.
    """
    there = set(_WORD.findall(text.casefold()))
    lasts, endings, openings = _street_words()
    named = not there.isdisjoint(lasts)
    ended = any(word.endswith(endings) for word in there)
    opened = not there.isdisjoint(openings)
    for pattern, likely in zip(_street_patterns(), (named, named, ended, opened), strict=True):
        for match in pattern.finditer(text) if likely else ():
            yield Span(start=match.start(), end=match.end())


_WORD = re.compile(r"\w+")


@cache
def _street_words() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Return, without case, the words one of which stands in every address of the patterns' shapes."""
    listed = words("en", "privacy")
    lasts, endings, openings = (
        [word.casefold() for word in sorted(listed[kind])] for kind in ("streets", "street_endings", "street_openings")
    )
    return frozenset(lasts), tuple(endings), frozenset(openings)


@cache
def _street_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the shapes of an address; the words stand in ``lexicon/en/privacy.toml``."""
    listed = words("en", "privacy")
    last = "|".join(sorted(listed["streets"]))
    ending = "|".join(sorted(listed["street_endings"]))
    opening = "|".join(sorted(listed["street_openings"]))
    return (
        re.compile(rf"\b{_NUMBER},?\s(?:{_NAME}\s){{1,3}}(?:{last})\b\.?"),
        re.compile(rf"\b(?:{_NAME}\s){{1,3}}(?:{last})\.?,?\s(?:No\.?\s)?{_NUMBER}{_BEHIND}"),
        re.compile(rf"\b[^\W\d_a-z][\w\-]{{1,30}}(?:{ending})\s{_NUMBER}{_WHOLE}"),
        re.compile(
            rf"\b(?i:{opening})\.?\s(?:[\w'’\-]{{1,12}}\s){{0,2}}{_NAME},?\s(?:(?:д|буд)\.\s?)?{_NUMBER}{_WHOLE}"
        ),
    )


def private_people(case: Case) -> Mapping[str, str]:
    """Return the full names of people who appear by role only, with the role in words ("a passenger")."""
    return private_names(statement.source for statement in case.statements)


def private_names(sources: Iterable[Source]) -> Mapping[str, str]:
    """Return the full names of those among ``sources`` who appear by role only, with the role in words."""
    found: dict[str, str] = {}
    for source in sources:
        if source.kind == "person" and source.named and len(source.name.split()) > 1:
            role = private_role(source)
            if role:
                found.setdefault(source.name, role)
    return dict(sorted(found.items()))


def private_role(source: Source) -> str | None:
    """Return a source's role as "a teacher" where it is no public one, else ``None``."""
    return _private(source.role.lower()) if source.role else None


@lru_cache(maxsize=4096)
def _private(role: str) -> str | None:
    listed = words("en", "privacy")["private_roles"]
    others = {**mappings("ru", "privacy")["private_roles"], **mappings("uk", "privacy")["private_roles"]}
    for match in re.finditer(r"[a-z\-]+|[а-яёіїєґ'’\-]+", role):
        word = others.get(match.group(), match.group())
        singular: str = word if word in listed else word.removesuffix("s")
        if singular in listed:
            return ("an " if singular[0] in "aeiou" else "a ") + singular
    return None


def mask_case(case: Case, *, people: Mapping[str, str] | None = None) -> Case:
    """Return ``case`` as it may be shared: every text masked, private people by their role.

    ``people``: the private people of the larger case that ``case`` is a part of (``private_names``).
    """
    people = private_people(case) if people is None else people
    own = by_role(people)
    return replace(
        case,
        documents=tuple(_document(d, people) for d in case.documents),
        statements=tuple(_statement(s, own) for s in case.statements),
        stories=tuple(_story(s, own) for s in case.stories),
        links=tuple(_link(k, own) for k in case.links),
        pairs=(),
        claims=tuple(_claim(c, own, people) for c in case.claims),
        findings=tuple(_finding(f, own) for f in case.findings),
        rejects=tuple(replace(r, detail=own(r.detail)) for r in case.rejects),
        judgements=tuple(_judgement(j, own) for j in case.judgements),
        judged=tuple(_judged(s, own, people) for s in case.judged),
    )


Words = Callable[[str], str]


def by_role(people: Mapping[str, str]) -> Words:
    """Return the function that makes a sentence of Stemma's own shareable: masked, names as roles."""

    def spell(text: str) -> str:
        for name, role in people.items():
            if name in text:
                text = text.replace(name, role)
        return mask(text)

    return spell


def _document(document: Document, people: Mapping[str, str]) -> Document:
    """Mask a report's text length for length; a private person's name wherever the full name occurs in the report."""
    spans: list[Span] = []
    for name in people:
        if re.search(_any_case(name), document.text) is None:
            continue
        parts = [name, *(p for p in name.split() if len(p) > 2 and p[0].isupper())]
        for part in parts:
            spans += [Span(start=m.start(), end=m.end()) for m in re.finditer(_any_case(part), document.text)]
    text = cover(mask(document.text), tuple(spans))
    return replace(document, text=text, title=mask(document.title) if document.title else None)


def _any_case(name: str) -> str:
    """Return a pattern for a name; one in Cyrillic letters in any case ("Марина Белая", "Марину Белую")."""
    return r"\s".join(
        rf"\b{re.escape(_CASE.sub('', part))}[а-яёіїєґ]{{0,4}}\b" if _CASE.search(part) else rf"\b{re.escape(part)}\b"
        for part in name.split()
    )


_CASE = re.compile(r"(?<=[\u0400-\u04ff]{2})(?:ая|яя|ий|ый|ой|ій|[аяоейіьи])?(?<=[\u0400-\u04ff])$")
"""The ending of a Cyrillic word that changes with its case, or nothing; at least two letters stay."""


def _statement(statement: Statement, own: Words) -> Statement:
    return replace(
        statement,
        source=replace(statement.source, name=own(statement.source.name)),
        chain=tuple(_chain(link, own) for link in statement.chain),
    )


def _chain(link: ChainLink, own: Words) -> ChainLink:
    return replace(link, name=own(link.name))


def _story(story: Story, own: Words) -> Story:
    unseen = tuple(replace(u, name=own(u.name) if u.name else None) for u in story.unseen)
    return replace(story, title=own(story.title), unseen=unseen)


def _link(link: Link, own: Words) -> Link:
    evidence = tuple(_evidence(e, own) for e in link.evidence)
    return replace(link, evidence=evidence, rivals=tuple(own(r) for r in link.rivals))


def _evidence(evidence: Evidence, own: Words) -> Evidence:
    return replace(evidence, detail=own(evidence.detail))


def _claim(claim: Claim, own: Words, people: Mapping[str, str]) -> Claim:
    items = tuple(_origin(o, own, people) for o in claim.origins.items)
    return replace(
        claim,
        text=own(claim.text),
        wording=own(claim.wording),
        would_change=tuple(own(w) for w in claim.would_change),
        origins=replace(claim.origins, items=items),
        evidence=tuple(_evidence(e, own) for e in claim.evidence),
    )


def _judgement(judgement: Judgement, own: Words) -> Judgement:
    """Return a judgement without what it quotes at length; the name of who judged stays, he gave it for this."""
    value = own(judgement.value) if judgement.value else None
    return replace(
        judgement, shown=own(judgement.shown), value=value, reason=own(judgement.reason), anchors=(), correction=None
    )


def _judged(story: JudgedStory, own: Words, people: Mapping[str, str]) -> JudgedStory:
    claims = tuple(
        replace(
            one,
            judged=_claim(one.judged, own, people) if one.judged else None,
            findings=tuple(_finding(f, own) for f in one.findings),
        )
        for one in story.claims
    )
    return replace(story, links=tuple(_link(link, own) for link in story.links), claims=claims)


def _origin(origin: Origin, own: Words, people: Mapping[str, str]) -> Origin:
    return replace(origin, name=people.get(origin.name) or own(origin.name))


def _finding(finding: Finding, own: Words) -> Finding:
    return replace(finding, sentence=own(finding.sentence))

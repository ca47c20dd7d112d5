"""How a case's values are said to people: safe text, short labels, dates, and the fixed words.

Enters: records and strings from outside. Leaves: strings that cannot break a terminal line or a page, and
the same few words for the same thing everywhere. Refuses: nothing; what cannot be shown becomes ``�``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from stemma.compare.labels import MONTHS, label_documents, outlet_name
from stemma.model import ChainLink, Claim, Document, FindingKind, LinkKind, Origin, Published, Statement, Status

MAX_MARKS = 4
"""Combining marks kept on one letter; no written language stacks more, and "zalgo" text covers whole lines."""

MAX_LEAD = 8
"""Words of an opening that may be left out beside a label ("The figures are not of the same scope")."""

STATUS: Mapping[Status, str] = MappingProxyType(
    {
        "one_report": "ONE REPORT",
        "single_origin": "SINGLE ORIGIN",
        "undecided": "NOT SHOWN INDEPENDENT",
        "independent": "INDEPENDENT ORIGINS",
    }
)

FINDING: Mapping[FindingKind, str] = MappingProxyType(
    {
        "speaker_differs": "speaker differs",
        "quantity_differs": "numbers differ",
        "detail_differs": "details differ",
        "denied": "denied",
        "update": "update",
        "other_scope": "other scope",
        "certainty_hardened": "wording hardens",
        "certainty_softened": "wording softens",
        "caveat_dropped": "caveat dropped",
        "only_here": "only here",
        "orphan_source": "never introduced",
        "unnamed_confirmation": "nobody named",
        "circular": "circular",
        "evidence_not_attached": "not attached",
        "due": "falls due",
    }
)

LINK: Mapping[LinkKind, str] = MappingProxyType(
    {"retells": "retells", "common_source": "shares a source not seen here", "cites": "cites"}
)

_ORDER: tuple[FindingKind, ...] = (
    "denied",
    "circular",
    "unnamed_confirmation",
    "update",
    "quantity_differs",
    "speaker_differs",
    "detail_differs",
    "certainty_hardened",
    "caveat_dropped",
    "certainty_softened",
    "other_scope",
    "orphan_source",
    "evidence_not_attached",
    "due",
    "only_here",
)
"""The order in which an editor needs the findings: what undoes a claim first, what only adds to it last."""


def printable(text: str) -> str:
    """Return ``text`` as one line without control, format, bidi or zero-width characters."""
    return re.sub(r"\s+", " ", visible(text)).strip()


@lru_cache(maxsize=16_384)
def visible(text: str) -> str:
    """Return ``text`` with its line ends, and without anything that acts instead of being seen."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if plain.isascii() and plain.isprintable():
        return plain
    kept: list[str] = []
    marks = 0
    for character in plain:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category == "Cf" or marks > MAX_MARKS:
            continue
        kept.append(_shown(character, category))
    return "".join(kept)


def _shown(character: str, category: str) -> str:
    if character == "\n":
        return character
    if character in "\t\x0b\x0c\x85" or category == "Zs":
        return " "
    return "\ufffd" if category in ("Cc", "Cs", "Co", "Cn") else character


def shorten(text: str, limit: int) -> str:
    """Return ``text`` on one line, cut at a word end with "…" where it is longer than ``limit`` characters."""
    line = printable(text)
    if len(line) <= limit:
        return line
    cut = line[: max(1, limit - 1)]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > limit // 2 else cut).rstrip(" ,;:–-") + "…"


def quoted(text: str, limit: int = 160) -> str:
    """Return ``text`` shortened, in quotation marks; marks that already enclose it are not doubled."""
    return f"“{unquoted(text, limit)}”"


def unquoted(text: str, limit: int) -> str:
    """Return ``text`` shortened, without quotation marks at its ends unless they stand for a quotation inside it."""
    line = shorten(text, limit)
    inner = line.strip('“”„"')
    return inner if not re.search(r"[“”„\"]", inner) else line.replace("“", "‘").replace("”", "’").replace('"', "'")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 report", "2 reports", "1,200 reports"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def joined(items: Sequence[str], *, word: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def day(iso: str) -> str:
    """Return "14 May 2031" for an ISO date, as much of it as is known."""
    year, *rest = iso[:10].split("-")
    if not rest or not rest[0].isdigit() or not 1 <= int(rest[0]) <= 12:
        return printable(iso[:10])
    month = f"{MONTHS[int(rest[0])]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 and rest[1].isdigit() else month


def days(first: str, last: str) -> str:
    """Return "14 May 2031", "14–18 May 2031" or "30 May – 2 June 2031" for two ISO dates."""
    early, late = day(first).split(" "), day(last).split(" ")
    if early == late or len(early) != 3 or len(late) != 3:
        return " ".join(early) if early == late else f"{' '.join(early)} – {' '.join(late)}"
    if early[1:] == late[1:]:
        return f"{early[0]}–{' '.join(late)}"
    return f"{' '.join(early[:2] if early[2] == late[2] else early)} – {' '.join(late)}"


def moment(published: Published | None) -> str:
    """Return when a document was published, in words: a moment, a day, a range, or "date unknown"."""
    if published is None:
        return "date unknown"
    early, late = published.earliest, published.latest
    if early == late and "T" in early:
        return f"{day(early)}, {early[11:16]}" + (" UTC" if early.endswith("Z") else "")
    return day(early) if early[:10] == late[:10] else days(early, late)


def brief_moment(published: Published | None) -> str:
    """Return when a document was published without the year, for lists that give it once."""
    return re.sub(r" \d{4}(?=,|$)| UTC$", "", moment(published))


def period(documents: Sequence[Document]) -> str:
    """Return the days in which documents were published, saying so where dates are missing."""
    known = [d.published for d in documents if d.published]
    if not known:
        return "no publication dates found (order unknown)"
    span = days(min(p.earliest for p in known), max(p.latest for p in known))
    missing = len(documents) - len(known)
    return f"published {span}" + (f", {missing} undated (their order unknown)" if missing else "")


def labels(documents: Sequence[Document]) -> Mapping[str, str]:
    """Return the short label of each document id, printable; no two are equal."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for identity, label in sorted(label_documents(documents).items(), key=lambda item: (item[1], item[0])):
        shown = printable(label) or identity
        number = 2
        while shown in taken:
            shown, number = f"{printable(label)} ({number})", number + 1
        found[identity] = shown
        taken.add(shown)
    return MappingProxyType(found)


def name(document: Document) -> str:
    """Return a document's outlet, or its file name where it has none; two documents may share it."""
    return printable(outlet_name(document)) or document.id


def origin_range(claim: Claim) -> str:
    """Return "1 origin", "2 origins", "1 to 3 origins"."""
    return origins(claim.origins.low, claim.origins.high)


def origins(low: int, high: int) -> str:
    """Return a range of origins in words."""
    return count(low, "origin") if low == high else f"{low} to {high} origins"


def party(origin: Origin) -> str:
    """Return " (a party)" for an origin that takes part in what it reports."""
    return " (a party)" if origin.party else ""


def channels(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return the channels that the statements' chains name, with a preposition, in text order, each once."""
    links: list[ChainLink] = [link for statement in statements for link in statement.chain if link.channel]
    return tuple(dict.fromkeys(channel(link.channel or "") for link in links))


def channel(name: str) -> str:
    """Return "on Telegram", "in a statement": a channel's own name, or the kind of utterance."""
    shown = printable(name)
    if shown[:1].isupper():
        return f"on {shown}"
    return f"in {'an' if shown[:1] in 'aeiou' else 'a'} {shown}" if shown else ""


def without_lead(sentence: str) -> str:
    """Return a finding's sentence without an opening that only names its kind ("The wording hardens: …")."""
    shown = printable(sentence)
    lead, colon, rest = shown.partition(": ")
    if not colon or len(lead.split()) > MAX_LEAD or re.search(r"[“”\"(\d]", lead):
        return shown
    return rest[:1].upper() + rest[1:]


def urgency(kind: FindingKind) -> int:
    """Return the place of a finding's kind in the order in which an editor needs them."""
    return _ORDER.index(kind)


def status_sentence(claim: Claim, told: int) -> str:
    """Return what the status means where ``told`` reports tell it; it never says whether the claim is true."""
    low, high = claim.origins.low, claim.origins.high
    if claim.status == "one_report":
        return "Only one report here says it."
    if claim.status == "single_origin":
        all_told = f"{'Both' if told == 2 else f'All {told}'} reports go back to it. " if told > 1 else ""
        return f"{all_told}Independent confirmation: none found here."
    if claim.status == "independent":
        return f"At least {count(low, 'origin')} shown to be distinct. That alone does not make it true."
    return f"Between {low} and {high} origins: not shown to be independent."

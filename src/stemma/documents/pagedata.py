"""What a page declares of itself for machines: linked data, ``meta`` elements, links of its head.

Enters: a page's tree. Leaves: ``PageData``. Refuses: linked data that is no JSON or that is too long, and records of it
that describe something else than the page: people, pictures, other reports in a list, and articles at other addresses
where one is at the page's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

Record = Mapping[str, object]
"""An object of linked data."""

MAX_DATA = 1_000_000
"""Characters of one block of linked data; the longest in 181 saved news pages has 30,025, a page that repeats a long
report there can have ten times as many. Without it a page made for it keeps the reader busy."""

MAX_RECORDS = 500
"""Objects looked at in all blocks of a page."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report|NewsItem)$")
_PAGE = re.compile(r"(?:Page|CreativeWork|WebContent)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)\s*|\s*(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_LAST_COMMA = re.compile(r",(?=\s{0,40}[}\]])")


@dataclass(frozen=True, slots=True)
class PageData:
    """``records`` describe the page, those of its article first; ``metas`` are contents by lower-case name."""

    records: tuple[Record, ...]
    metas: Mapping[str, tuple[str, ...]]

    def meta(self, *names: str) -> Iterator[str]:
        """Yield the contents of the ``meta`` elements of these names, by the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())

    def strings(self, *path: str) -> Iterator[str]:
        """Yield the strings that the records hold at ``path``, through lists and objects."""
        for record in self.records:
            yield from _strings(record, path)


def read_page_data(tree: HtmlElement) -> PageData:
    """Return what the page declares of itself."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        names = {(meta.get(key) or "").strip().lower() for key in ("property", "name", "itemprop", "http-equiv")}
        for name in sorted(names - {""}) if content else ():
            metas.setdefault(name, []).append(content)
    canonical = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    own = {_path(address) for address in (*canonical, *metas.get("og:url", ())) if address} - {""}
    ranked = sorted((record for record in _records(tree) if _rank(record) < len(_RANKS)), key=_rank)
    is_own = [_rank(record) > 0 or not _addresses(record) or bool(_addresses(record) & own) for record in ranked]
    if any(keep and _rank(record) == 0 for keep, record in zip(is_own, ranked, strict=True)):
        ranked = [record for keep, record in zip(is_own, ranked, strict=True) if keep]
    return PageData(
        records=tuple(ranked),
        metas={name: tuple(contents) for name, contents in metas.items()},
    )


def _addresses(record: Record) -> set[str]:
    """Return the paths of the addresses that an object gives itself; the site's own root is none."""
    found = (*_strings(record, ("url",)), *_strings(record, ("mainEntityOfPage",)))
    return {_path(address) for address in (*found, *_strings(record, ("mainEntityOfPage", "@id")))} - {""}


def _path(address: str) -> str:
    """Return the path of an address in a form to compare: without host, query and closing slash."""
    try:
        return urlsplit(address.strip()).path.rstrip("/").lower()
    except ValueError:
        return ""


def _records(tree: HtmlElement) -> Iterator[Record]:
    """Yield the objects of the page's blocks: their lists, their graphs, the page's main entity."""
    todo = [block for script in tree.iter("script") if _is_linked(script) for block in _parsed(script.text or "")]
    seen = 0
    while todo and seen < MAX_RECORDS:
        item = todo.pop(0)
        seen += 1
        if isinstance(item, list):
            todo[:0] = item[:MAX_RECORDS]
        elif isinstance(item, dict):
            yield item
            todo[:0] = [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _is_linked(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _parsed(block: str) -> Sequence[object]:
    """Return the value of a block; comments around it, line ends in strings and a last comma do no harm."""
    if len(block) > MAX_DATA:
        return ()
    bare = _WRAPPING.sub("", _WRAPPING.sub("", block))
    for text in (bare, _LAST_COMMA.sub("", bare)):
        try:
            return (json.loads(text, strict=False),)
        except (ValueError, RecursionError):
            continue
    return ()


def _rank(record: Record) -> int:
    """Return 0 for an article, 1 for a page, 2 for an object without a type; more for everything else."""
    kind = record.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return next((rank for rank, holds in enumerate(_RANKS) if any(map(holds, kinds))), len(_RANKS))


_RANKS = (
    lambda kind: isinstance(kind, str) and _ARTICLE.search(kind) is not None,
    lambda kind: isinstance(kind, str) and _PAGE.search(kind) is not None,
    lambda kind: kind is None,
)


def _strings(value: object, path: Sequence[str]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:MAX_RECORDS]:
            yield from _strings(item, path)
    elif not path and isinstance(value, str):
        yield value
    elif path and isinstance(value, dict) and path[0] in value:
        yield from _strings(value[path[0]], path[1:])

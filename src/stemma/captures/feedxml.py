"""Make XML from outside safe to parse, before anything else parses it.

Enters: bytes. Leaves: the same document as UTF-8 without a declaration, the name of its root element, and where it
breaks off, if it does. Refuses, with a ``ListingError``: declarations of entities (they multiply, or read files),
elements nested too deep, and what is no XML.

What other readers get is what was checked: one encoding, so that none of them sees another document than the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import html5
from typing import NamedTuple
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from stemma.captures.feeditems import Fault, ListingError
from stemma.language.decoding import decode

MAX_DEPTH = 100
"""Elements nested in one another. XHTML inside an Atom entry reaches 30; parsers that recurse fail at some hundreds."""

MAX_ELEMENTS = 1_000_000
"""Elements of one list; a sitemap may have 50,000 addresses with 15 elements each."""

_CHUNK = 1 << 16
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_REFERENCE = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,31};)|#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


class Checked(NamedTuple):
    """A document that may be parsed: UTF-8 bytes, its root element without namespace, and where it breaks off."""

    data: bytes
    root: str
    fault: Fault | None


def check_xml(data: bytes) -> Checked:
    """Return the document in ``data``.

    Raises:
        ListingError: It may not be parsed, or has no element at all.
    """
    declared = _ENCODING.match(data)
    text = decode(data, declared=declared[1].decode("ascii") if declared else None)
    clean = _characters(_FORBIDDEN.sub("", _DECLARATION.sub("", text, count=1))).strip()
    safe = clean.encode("utf-8")
    outline = _Outline()
    fault = _walk(safe, outline)
    if outline.root is None:
        if not clean.startswith("<"):
            raise ListingError("unsupported", "no feed or list")
        raise ListingError("broken_xml", fault.detail if fault else "no element in it")
    return Checked(safe, outline.root, fault)


class _Outline:
    """Follows the elements of a document without keeping them."""

    def __init__(self) -> None:
        self.root: str | None = None
        self._depth = self._elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.root = self.root or tag.rpartition("}")[2].lower()
        self._depth, self._elements = self._depth + 1, self._elements + 1
        if self._depth > MAX_DEPTH:
            raise ListingError("unsafe_xml", f"more than {MAX_DEPTH} elements nested in one another")
        if self._elements > MAX_ELEMENTS:
            raise ListingError("too_large", f"more than {MAX_ELEMENTS} elements")

    def end(self, tag: str) -> None:
        self._depth -= 1

    def close(self) -> None:
        """End of the document."""


def _walk(data: bytes, outline: _Outline) -> Fault | None:
    """Parse the whole document; return where it breaks off."""
    parser = DefusedXMLParser(target=outline, encoding="utf-8", forbid_entities=True, forbid_external=True)
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except DefusedXmlException as error:
        detail = f"it declares entities of its own ({type(error).__name__}); such a file is not parsed"
        raise ListingError("unsafe_xml", detail) from error
    except ParseError as error:
        line, column = error.position
        return Fault(reason="broken_xml", detail=f"{str(error).partition(':')[0]} at line {line}, column {column + 1}")
    return None


def _characters(text: str) -> str:
    """Write out the characters that HTML has names for; numbers of no character become U+FFFD."""

    def character(match: re.Match[str]) -> str:
        if match[1]:
            return match[0] if match[1] in _OF_XML or match[1] not in html5 else escape(html5[match[1]])
        number = int(match[2], 16) if match[2] else int(match[3])
        return match[0] if _is_character(number) else "\ufffd"

    return _REFERENCE.sub(character, text)


def _is_character(number: int) -> bool:
    """Tell whether XML 1.0 has a character of that number."""
    return number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000

"""Turn bytes into text, whatever their encoding, without ever failing.

Enters: bytes, and the encoding that they declare. Leaves: a string without surrogates. Refuses: nothing; bytes that no
encoding explains become U+FFFD.

Tried in order: byte order mark, UTF-8, UTF-16 without a mark, the declared encoding, UTF-8 with single stray bytes,
Cyrillic by its commonest letters, then the guess of charset-normalizer among the encodings that news texts are found
in, then Windows-1252.
"""

from __future__ import annotations

import codecs
import logging
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from stemma.language.encodings import marked_encoding, wide_order

CANDIDATES = ("cp1252", "cp1251", "cp1250", "koi8_r", "iso8859_15", "cp1253", "cp1254", "cp866", "gb18030", "shift_jis")
"""Encodings that are guessed among: the Windows and Unix ones of European news, and the two commonest of East Asia.
Among all 99 that charset-normalizer knows, 65 of 69 English texts in Windows-1252 come back whole, among these 68."""

SAMPLE = 20_000
"""Bytes that the guess looks at; its cost grows with them."""

STRAY_RATIO = 4
"""Well-formed UTF-8 sequences for each stray byte from which a text is UTF-8 with damage: a Latin-1 text has
sequences that look like UTF-8 only by accident. Without it one bad byte turns every curly quote into two letters."""

CYRILLIC = ("cp1251", "koi8_u", "cp866", "iso8859_5")
"""Encodings of Russian and Ukrainian texts before UTF-8; KOI8-U holds the letters of KOI8-R at the same places."""

CYRILLIC_SHARE = 0.3
"""Share of the seven commonest small letters among what is no ASCII, from which bytes are Cyrillic. 424
Russian texts have 0.39 to 0.55 in the right encoding and at most 0.16 in a wrong one; a Greek one has 0.17."""

_COMMON = frozenset("оеаинті")

_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "x-mac-cyrillic": "mac-cyrillic", "koi8-r": "koi8-u"}
"""Names that browsers read as another encoding (WHATWG, Encoding Standard), or whose superset loses nothing."""

_DECLARABLE = re.compile(r"(?:iso8859|cp12|cp8|koi8|mac|gb|big5|euc|shift_jis|iso2022|utf-16|utf-32|tis)")
"""Codecs that turn bytes into text in one pass; Python has others under the same call (``punycode``, ``idna``)."""

_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_WORDS = re.compile(rb"[\x80-\xff]{3,}")
_ASCII = bytes(range(128))
_SURROGATE = re.compile("[\ud800-\udfff]")

logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())


class Encoding(NamedTuple):
    """How bytes are read: codec, length of the byte order mark before the text, and what is done about bad bytes."""

    name: str
    mark: int = 0
    errors: str = "replace"


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of ``data``."""
    encoding = find_encoding(data, declared=declared)
    text = data[encoding.mark :].decode(encoding.name, encoding.errors)
    return text.encode("utf-8", "replace").decode("utf-8") if _SURROGATE.search(text) else text


def find_encoding(data: bytes, *, declared: str | None = None) -> Encoding:
    """Return the encoding that ``data`` is read with; ``declared`` counts only where UTF-8 does not fit."""
    if (marked := marked_encoding(data)) is not None:
        return Encoding(*marked)
    if (wide := wide_order(data)) is not None:
        return Encoding(wide)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _other_encoding(data, declared)
    return Encoding("utf-8")


def _other_encoding(data: bytes, declared: str | None) -> Encoding:
    """Return the encoding of what is not well-formed UTF-8."""
    if declared is not None and (name := _text_encoding(declared)) is not None:
        return Encoding(name)
    strays = data.decode("utf-8", "replace").count("\ufffd")
    if len(_SEQUENCE.findall(data)) >= STRAY_RATIO * max(1, strays):
        return Encoding("utf-8", errors="stemma_stray")
    if (cyrillic := _cyrillic(_telling(data))) is not None:
        return Encoding(cyrillic)
    guess = from_bytes(_telling(data), cp_isolation=list(CANDIDATES)).best()
    return Encoding(guess.encoding if guess else "cp1252")


def _text_encoding(name: str) -> str | None:
    """Return the codec of a declared encoding; UTF-8 is already known not to fit, and no other codec may run."""
    try:
        name = name.strip().lower()
        found = codecs.lookup(_WEB_NAMES.get(name, name)).name
        found = codecs.lookup(_WEB_NAMES.get(found, found)).name
    except (LookupError, ValueError):
        return None
    return found if _DECLARABLE.match(found) else None


def _cyrillic(data: bytes) -> str | None:
    """Return the encoding in which ``data`` reads most like Russian or Ukrainian, if it does in any.

    Other alphabets than the Latin one stand outside of ASCII by whole words; the letters that other languages add to
    the Latin one stand alone.
    """
    if 2 * sum(map(len, _WORDS.findall(data))) < len(data.translate(None, _ASCII)):
        return None
    shares = [_common_share(data.decode(name, "replace")) for name in CYRILLIC]
    best = max(shares)
    return CYRILLIC[shares.index(best)] if best >= CYRILLIC_SHARE else None


def _common_share(text: str) -> float:
    beyond = [c for c in text if not c.isascii()]
    return sum(c in _COMMON for c in beyond) / max(1, len(beyond))


def _telling(data: bytes) -> bytes:
    """Return the first lines that hold bytes beyond ASCII: only they tell the encoding."""
    lines = [line for line in data[: 50 * SAMPLE].splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:SAMPLE]


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Read one byte that is no UTF-8 as Windows-1252, the encoding that pasted quotation marks come from."""
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "replace"), error.start + 1


codecs.register_error("stemma_stray", _stray)

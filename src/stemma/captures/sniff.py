"""Tell text from other bytes.

Enters: bytes. Leaves: whether they are no text. Refuses: nothing.
"""

from __future__ import annotations

import codecs

SAMPLE = 65_536
"""Bytes looked at. Compressed and executable formats show what they are in the first kilobytes."""

CONTROL_SHARE = 0.05
"""Share of control bytes from which a file is no text. Random bytes have 10.5 % of them, a UTF-8 or single-byte text
none; a text with some stray NULs stays below. Without it a picture named ``.txt`` becomes a document of noise."""

WIDE_SHARE = 0.4
"""Share of two-byte units with a NUL on one side: 0.4 holds for English with some curly quotes and dashes; random
bytes have 0.004. Without it UTF-16 saved by old Windows programs is thrown away as binary."""

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"SQLite format 3")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"


def is_binary(data: bytes) -> bool:
    """Tell whether ``data`` is no text: a known signature, or too many control bytes."""
    if data.startswith(_MAGIC):
        return True
    if data.startswith(_MARKS) or wide_order(data) is not None:
        return False
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > len(sample) * CONTROL_SHARE


def wide_order(data: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` for a text of two-byte units without a mark, else ``None``.

    In such a text of Latin letters nearly every second byte is NUL, all on one side.
    """
    sample = data[:SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * WIDE_SHARE and even * 20 < odd:
        return "utf-16-le"
    if even > half * WIDE_SHARE and odd * 20 < even:
        return "utf-16-be"
    return None

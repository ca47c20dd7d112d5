"""What the bytes of a text say of their encoding: byte order marks, and units of two bytes without a mark.

Enters: bytes. Leaves: names of Python's codecs. Refuses: nothing; what is not seen is ``None``.
"""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks with their encodings; the mark of UTF-32 begins with that of UTF-16 and is looked for first."""

SAMPLE = 65_536
"""Bytes looked at."""

WIDE_SHARE = 0.4
"""Share of two-byte units with a NUL on one side: 0.4 holds for English with some curly quotes and dashes; random
bytes have 0.004. Without it UTF-16 saved by old Windows programs is thrown away as binary."""


FEWEST_UNITS = 8
"""Two-byte units from which the share says something: "ok!" with one stray NUL is no text of two units."""


def marked_encoding(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark names, with the length of the mark."""
    return next(((name, len(mark)) for mark, name in MARKS if data.startswith(mark)), None)


def wide_order(data: bytes) -> str | None:
    """Return ``utf-16-le`` or ``utf-16-be`` for a text of two-byte units without a mark, else ``None``.

    In such a text of Latin letters nearly every second byte is NUL, all on one side.
    """
    sample = data[:SAMPLE]
    half = len(sample) // 2
    if half < FEWEST_UNITS or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * WIDE_SHARE and even * 20 < odd:
        return "utf-16-le"
    if even > half * WIDE_SHARE and odd * 20 < even:
        return "utf-16-be"
    return None

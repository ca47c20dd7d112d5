"""Tell text from other bytes.

Enters: bytes. Leaves: whether they are no text. Refuses: nothing.
"""

from __future__ import annotations

from stemma.language.encodings import SAMPLE, marked_encoding, wide_order

CONTROL_SHARE = 0.05
"""Share of control bytes from which a file is no text. Random bytes have 10.5 % of them, a UTF-8 or single-byte text
none; a text with some stray NULs stays below. Without it a picture named ``.txt`` becomes a document of noise."""

_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"SQLite format 3")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"


def is_binary(data: bytes) -> bool:
    """Tell whether ``data`` is no text: a known signature, or too many control bytes."""
    if data.startswith(_MAGIC):
        return True
    if marked_encoding(data) is not None or wide_order(data) is not None:
        return False
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > len(sample) * CONTROL_SHARE

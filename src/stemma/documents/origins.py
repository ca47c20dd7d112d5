"""Lead a span of a document's text back to the bytes of its capture.

Enters: a plain-text capture, its document, a span. Leaves: byte offsets, half-open, in the capture's data. Refuses: to
guess; pages and Markdown, damaged bytes, and text that Unicode's composed form changed have no exact offsets.
"""

from __future__ import annotations

from stemma.documents.plain import kept_indices, normalise
from stemma.language.decoding import find_encoding
from stemma.model import Capture, Document, Span


def find_bytes(capture: Capture, document: Document, span: Span) -> tuple[int, int] | None:
    """Return where ``span`` stands in ``capture.data``, or ``None`` where that cannot be said exactly."""
    encoding = find_encoding(capture.data, declared=capture.metadata.charset)
    try:
        raw = capture.data[encoding.mark :].decode(encoding.name)
    except UnicodeDecodeError:
        return None
    kept = kept_indices(raw)
    text = normalise(raw)
    first = len(text.rstrip("\n")) - len(document.text)
    if capture.media_type != "text/plain" or len(text) != len(kept) or not text.rstrip("\n").endswith(document.text):
        return None
    inside = kept[first + span.start : first + span.end]
    if not inside:
        return None
    start = encoding.mark + len(raw[: inside[0]].encode(encoding.name))
    end = encoding.mark + len(raw[: inside[-1] + 1].encode(encoding.name))
    return start, end

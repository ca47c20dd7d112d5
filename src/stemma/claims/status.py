"""What the evidence in this collection says of a claim's origins, and whether it is contested.

Enters: the documents and origins of a claim. Leaves: a ``Status``. Refuses: to say whether a claim is true;
``independent`` means that two origins are shown to be distinct, never that the claim is confirmed.
"""

from __future__ import annotations

from stemma.model import Origins, Status


def find_status(documents: tuple[str, ...], origins: Origins) -> Status:
    """Return the status of a claim."""
    if len(documents) == 1:
        return "one_report"
    if origins.high == 1:
        return "single_origin"
    return "independent" if origins.low >= 2 else "undecided"

"""Stemma: who stands behind a claim, and who only retells it.

::

    import stemma

    case = stemma.trace(["reports/"])
    for claim in case.claims:
        print(claim.origins.low, claim.origins.high, claim.status, claim.text)

The records are those of ``stemma.model``; errors are those of ``stemma.errors``. Nothing is printed, and nothing is
read but the paths given.
"""

import os
from typing import TYPE_CHECKING

# Stemma's parallel work is done by processes. On several threads numpy's linear algebra reads Russian at a ninth of the
# speed on a busy machine (306 against 2,800 words a second). This must stand before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from stemma.config import Config
from stemma.errors import StemmaError
from stemma.model import (
    Capture,
    Case,
    Claim,
    Document,
    Evidence,
    Finding,
    Lineage,
    Link,
    Origin,
    Origins,
    Reject,
    Run,
    Span,
    Statement,
    Story,
    UnseenSource,
)

if TYPE_CHECKING:
    from stemma.pipeline import add, trace
    from stemma.store import Store

__version__ = "0.1.0"

__all__ = [
    "Capture",
    "Case",
    "Claim",
    "Config",
    "Document",
    "Evidence",
    "Finding",
    "Lineage",
    "Link",
    "Origin",
    "Origins",
    "Reject",
    "Run",
    "Span",
    "Statement",
    "StemmaError",
    "Store",
    "Story",
    "UnseenSource",
    "__version__",
    "add",
    "trace",
]


def __getattr__(name: str) -> object:
    """Load the pipeline, with its language model and tables, when it is first used."""
    if name in {"add", "trace"}:
        from stemma import pipeline

        return getattr(pipeline, name)
    if name == "Store":
        from stemma.store import Store

        return Store
    raise AttributeError(f"module 'stemma' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the names promised here."""
    return sorted(__all__)

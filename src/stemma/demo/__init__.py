"""Demo: a small invented collection with its true lineage, and how much of that a trace recovers.

Enters: nothing, or a traced ``Case`` of the collection. Leaves: the folder of reports; a score, line by line.
Refuses: to be kind. What was missed and what was said wrongly is listed beside what was found.
"""

from stemma.demo.scoring import Score, ScoreLine, render, score
from stemma.demo.truth import Truth, truth

__all__ = ["Score", "ScoreLine", "Truth", "render", "reports", "score", "truth"]


def reports() -> str:
    """Return the path of the folder that holds the sixteen invented reports."""
    from importlib.resources import files

    return str(files("stemma.demo") / "reports")

"""Stemma: who stands behind a claim, and who only retells it."""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from stemma.pipeline import add, trace

__all__ = ["__version__", "add", "trace"]


def __getattr__(name: str) -> object:
    """Load the pipeline when it is first used."""
    if name in {"add", "trace"}:
        from stemma import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'stemma' has no attribute {name!r}")

"""The attribution labeller: a small trained network that reads who said what.

Enters: a text, its parse, and what the rules found. Leaves: source, cue and content spans, and which belong together.
Refuses: to be needed. Where it cannot be loaded ``open_labeller`` says why, and the rules of ``statements`` serve.

This is the one place where a trained model runs. How it was trained, on what, and what it is worth: ``train/card.md``.
"""

from stemma.labeller.labels import Role
from stemma.labeller.network import Labeller, Reading, open_labeller

__all__ = ["Labeller", "Reading", "Role", "open_labeller"]

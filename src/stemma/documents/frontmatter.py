"""Read the block of metadata that a text may open with.

Enters: normalised text. Leaves: the metadata and the text after the block. Refuses: nothing; a block that is no such
metadata is text.

The block stands between two lines ``---`` at the very top, in YAML; only ``title, url, outlet, published, language``
are read, and every value as it is written (``2031-05-14`` is no date object, ``no`` is a language and not false).
Anchors and aliases are refused, so that nothing can be multiplied.
"""

from __future__ import annotations

import re

import yaml

from stemma.documents.plain import one_line
from stemma.model import Metadata

MAX_BLOCK = 16_000
"""Code points within which the block must end; five values of one line each need a tenth of it. Without it a text that
opens with a rule is searched to its end."""

_KEYS = ("title", "url", "outlet", "published", "language")
_BLOCK = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:(?:[ \t]+(.*))?$")
_FILLER = re.compile(r"\s*(?:[#-].*)?$|\s+\S.*$")


class _Loader(yaml.BaseLoader):
    """Strings, lists and mappings only; no alias may refer back to an anchor."""

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)  # type: ignore[arg-type]


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """Return the metadata at the top of ``text`` and the text after it; without such a block, the text as it is."""
    match = _BLOCK.match(text[:MAX_BLOCK])
    if match is None:
        return Metadata(), text
    block = match.group(1)
    fields = _read_yaml(block) or _read_lines(block)
    found = {name: one_line(fields[name]) for name in _KEYS if name in fields}
    if not found:
        return Metadata(), text
    return Metadata.written(found), text[match.end() :].lstrip("\n")


def _read_yaml(block: str) -> dict[str, str]:
    """Return the block's plain values, or nothing when it is no YAML mapping."""
    try:
        loaded = yaml.load(block, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {str(key).strip().lower(): value for key, value in loaded.items() if isinstance(value, str)}


def _read_lines(block: str) -> dict[str, str]:
    """Read ``key: value`` lines that are no YAML because a value holds a colon, a quote or a bracket."""
    found: dict[str, str] = {}
    for line in block.splitlines():
        match = _LINE.match(line)
        if match is not None:
            found[match.group(1).lower()] = (match.group(2) or "").strip().strip("\"'")
        elif not _FILLER.match(line):
            return {}
    return found

"""A terminal's lines: wrapped at a width, with or without colours, and harmless.

Enters: strings, alone or with a style. Leaves: text. Refuses: control characters and everything else that acts
instead of being seen; each string is made printable here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stemma.export import display

Words = str | tuple[str, str]
"""Words to print, alone or with a style of ``rich`` ("bold", "dim")."""

NARROW = 64
"""Columns below which labels stand above their text instead of beside it."""

LABEL = 19
"""Columns of the labels beside their text; the longest has 17 letters."""


class Screen:
    """Collects lines; every string put on it is made printable here, and nowhere else."""

    def __init__(self, *, width: int, color: bool) -> None:
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=width,
            force_terminal=color,
            color_system="standard" if color else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )
        self.narrow = width < NARROW

    def line(self, *parts: Words, indent: int = 0) -> None:
        """Print parts, each a string or a string with its style, as one wrapped paragraph."""
        self._put(Padding(_text(parts), (0, 0, 0, indent)))

    def item(self, mark: str, *parts: Words) -> None:
        """Print a numbered paragraph with a hanging indent."""
        grid = Table.grid(padding=0)
        grid.add_column(width=4, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(Text(mark, style="dim"), _text(parts))
        self._put(grid)

    def row(self, label: str, *parts: Words, indent: int = 4) -> None:
        """Print a label with its text beside it, or above it on a narrow terminal."""
        if self.narrow:
            self.line((label + ": ", "dim"), *parts, indent=indent)
            return
        grid = Table.grid(padding=0)
        grid.add_column(width=LABEL, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(Text(display.printable(label), style="dim"), _text(parts))
        self._put(Padding(grid, (0, 0, 0, indent)))

    def columns(self, left: Iterable[Words], right: Iterable[Words]) -> None:
        """Print two texts side by side, each in half of the width."""
        grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(_text(left), _text(right))
        self._put(grid)

    def gap(self) -> None:
        """Print an empty line."""
        self._put(Text(""))

    def text(self) -> str:
        """Return everything printed so far, without blanks at line ends."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().splitlines()) + "\n"

    def _put(self, what: RenderableType) -> None:
        self._console.print(what, overflow="fold")


def _text(parts: Iterable[Words]) -> Text:
    text = Text()
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        edge = " " if words.endswith(" ") else ""
        start = " " if words.startswith(" ") else ""
        text.append(start + display.printable(words) + edge if words.strip() else words, style=style)
    return text

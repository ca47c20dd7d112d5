"""A command whose help is one sentence, one example and its exit statuses.

Enters: a function with a docstring, an example. Leaves: a ``click`` command. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import click

TRACING: Mapping[int, str] = MappingProxyType(
    {0: "done", 1: "nothing found", 2: "usage or input error", 3: "finished with rejects"}
)
"""Exit statuses of whatever reads reports."""


class Command(click.Command):
    """A command that ends its help with an example and the exit statuses."""

    def __init__(self, *args: Any, example: str, statuses: Mapping[int, str] = TRACING, **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.example = example
        self.statuses = statuses

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example and the exit statuses below the options."""
        statuses = ", ".join(f"{status} {meaning}" for status, meaning in self.statuses.items())
        formatter.write_paragraph()
        formatter.write(f"Example: {self.example}\n")
        formatter.write(f"Exit status: {statuses}.\n")


def command(
    name: str, *, example: str, statuses: Mapping[int, str] = TRACING
) -> Callable[[Callable[..., int]], click.Command]:
    """Turn a function into the command ``name``; its docstring is the help."""

    def decorate(function: Callable[..., int]) -> click.Command:
        return click.command(name, cls=Command, example=example, statuses=statuses)(function)

    return decorate

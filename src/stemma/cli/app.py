"""The group of all commands: loads each when it is called, and turns errors into one line and an exit status.

Enters: arguments. Leaves: an exit status. Refuses: nothing; see the package.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

import click

from stemma import __version__
from stemma.errors import StemmaError
from stemma.export.display import printable

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "trace": "stemma.cli.trace",
        "add": "stemma.cli.add",
        "watch": "stemma.cli.watch",
        "documents": "stemma.cli.documents",
        "statements": "stemma.cli.statements",
        "stories": "stemma.cli.stories",
        "lineage": "stemma.cli.lineage",
        "compare": "stemma.cli.compare",
        "claims": "stemma.cli.claims",
        "findings": "stemma.cli.findings",
        "review": "stemma.cli.review",
        "explain": "stemma.cli.explain",
        "export": "stemma.cli.export",
        "verify": "stemma.cli.verify",
        "serve": "stemma.cli.serve",
        "demo": "stemma.cli.demo",
    }
)
"""Command → its module, in which the command has the same name; in the order of the help."""

INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 + SIGINT, as shells have it."""


class Group(click.Group):
    """A group whose commands are imported only when needed, so that ``--help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, if there is one of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write an example and the exit statuses below the commands."""
        formatter.write("\nExample: stemma trace reports/ --out dossier/\n")
        formatter.write("Exit status: 0 done or found, 1 nothing found or a check failed, 2 usage or input error,\n")
        formatter.write("3 finished with rejects, 130 interrupted.\n")

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run a command and leave the process with its exit status."""
        extra["standalone_mode"] = False
        try:
            status = super().main(args, *rest, **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            status = _complain(_usage(error), 2)
        except StemmaError as error:
            status = _complain(str(error), error.exit_status)
        except (click.Abort, KeyboardInterrupt):
            status = _interrupted()
        except BrokenPipeError:
            status = _hush()
        except Exception as error:  # a defect of ours: still one line, and where to look
            status = _complain(_defect(error), 2)
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a closed pipe is the reader's good right, and no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return _hush()
        except KeyboardInterrupt:
            return _interrupted()


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="stemma", message="%(prog)s %(version)s")
def cli() -> None:
    """Show for every claim in a set of news reports who is behind it, who retold whom, and what changed."""


def main() -> NoReturn:
    """Run the command line of this process."""
    cli.main(prog_name="stemma")


def _complain(message: str, status: int) -> int:
    click.echo(f"stemma: {printable(message)}", err=True)
    return status


def _interrupted() -> int:
    return _complain("interrupted; a case file keeps its last complete run", INTERRUPTED)


def _usage(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = f" (see {context.command_path} --help)" if context else ""
    return error.format_message().rstrip(".") + hint


def _defect(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"internal error, please report it: {type(error).__name__}: {error} ({at})"


def _hush() -> int:
    """Point standard output at nothing, so that closing it does not complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0

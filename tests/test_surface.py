"""What is promised to be there: the names of the library, and help for every command."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest
from click.testing import Result

import stemma as library
from stemma.cli.app import COMMANDS, cli
from stemma.cli.command import Command


@pytest.mark.parametrize("name", library.__all__)
def test_every_promised_name_is_there(name: str) -> None:
    assert getattr(library, name)


def test_no_other_name_is_promised() -> None:
    with pytest.raises(AttributeError, match="no attribute 'retrace'"):
        library.retrace  # noqa: B018


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_one_sentence_one_example_and_its_exit_statuses(
    name: str, stemma: Callable[..., Result]
) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert isinstance(command, Command)
    assert (command.help or "").split("\n")[0].endswith(".")
    assert command.example.startswith(f"stemma {name} ") or command.example == f"stemma {name}"
    shown = stemma(name, "--help")
    assert shown.exit_code == 0
    assert f"Example: {command.example}" in shown.stdout
    assert "Exit status: 0 " in shown.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


def test_the_example_of_a_command_can_be_parsed() -> None:
    import shlex

    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert isinstance(command, Command)
        command.make_context(name, shlex.split(command.example)[2:])


def test_help_lists_all_commands(stemma: Callable[..., Result]) -> None:
    shown = stemma("--help").stdout
    assert all(f"  {name} " in shown for name in COMMANDS)
    assert "Exit status" in shown


def test_version(stemma: Callable[..., Result]) -> None:
    assert stemma("--version").stdout == f"stemma {library.__version__}\n"

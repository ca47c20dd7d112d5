"""What all tests share: invented reports on disk, a command line to call, and tests that never depend on luck."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("repeatable")

REPORTS = {
    "gazette.txt": (
        "---\ntitle: Crane falls in Bregenz harbour\noutlet: Lake Gazette\npublished: 2031-03-04\n---\n\n"
        "A crane fell into the harbour of Bregenz on Tuesday. The harbour office said that 19 containers were lost.\n\n"
        "“Nobody was hurt,” said Ada Moser, who heads the harbour office.\n"
    ),
    "courier.txt": (
        "---\ntitle: Harbour crane topples in Bregenz\noutlet: Alpine Courier\npublished: 2031-03-05\n---\n\n"
        "A crane toppled into the harbour of Bregenz, the harbour office said. It put the loss at 19 containers.\n\n"
        "The loss of the containers could not be independently confirmed.\n"
    ),
    "herald.txt": (
        "---\ntitle: Lindau opens a school of music\noutlet: Lindau Herald\npublished: 2031-03-05\n---\n\n"
        "Lindau opened a school of music on Wednesday. Mayor Jonas Kern said that 240 pupils had enrolled.\n"
    ),
}
"""Three reports of two invented events."""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with the three reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def stemma(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Call the command line in a folder of its own: ``stemma("trace", path)``."""
    from stemma.cli import cli

    monkeypatch.chdir(tmp_path)

    def call(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin, prog_name="stemma")

    return call

"""Regenerate the outputs that README.md and the tutorial show: ``python -m tools.readme [--check]``.

A block to regenerate stands below a comment that says how::

    <!-- run: stemma claims src/stemma/demo/reports | from "STORY 1" to "LINEAGE" -->
    ```text
    …
    ```

The command runs in this process, in the project's root, 100 columns wide; ``from`` and ``to`` cut the output before
the first line that begins with the first text, and before the next line that begins with the second.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

from click.testing import CliRunner

from stemma.cli import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
BLOCK = re.compile(
    r'(<!-- run: stemma (?P<command>[^|\n]*?)(?: \| from "(?P<first>[^"\n]*)"(?: to "(?P<last>[^"\n]*)")?)? -->\n'
    r"```\w*\n)(?P<shown>.*?)(```)",
    re.DOTALL,
)


def main(arguments: list[str]) -> int:
    """Write the pages anew, or with ``--check`` compare them."""
    os.chdir(ROOT)
    stale = False
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        fresh = regenerate(text)
        if "--check" in arguments and fresh != text:
            print(f"{page.relative_to(ROOT)} shows output that is out of date; run `make docs`", file=sys.stderr)
            stale = True
        elif fresh != text:
            page.write_text(fresh, encoding="utf-8")
    return int(stale)


def regenerate(text: str) -> str:
    """Return the page with every marked block replaced by what its command prints now."""
    return BLOCK.sub(lambda m: m[1] + _cut(_run(m["command"]), m["first"], m["last"]) + m[m.re.groups], text)


def _run(command: str) -> str:
    result = CliRunner().invoke(cli, shlex.split(command), env={"COLUMNS": "100"})
    if result.exit_code not in (0, 3):
        raise SystemExit(f"stemma {command} ended with {result.exit_code}: {result.stderr}")
    return "\n".join(line.rstrip() for line in result.stdout.splitlines()) + "\n"


def _cut(output: str, first: str | None, last: str | None) -> str:
    lines = output.splitlines()
    if first is not None:
        start = next(n for n, line in enumerate(lines) if line.lstrip().startswith(first))
        end = len(lines)
        if last is not None:
            end = next((n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith(last)), end)
        lines = lines[start:end]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

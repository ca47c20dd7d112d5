"""Turn the paths of a call into files and addresses, in a fixed order.

Enters: paths as named. Leaves: one ``Entry`` a file or web address, or a ``Reject`` for a path that leads nowhere.
Refuses: a call in which no path leads anywhere.

In a folder, hidden files, the folder's own papers (README, LICENSE, CHANGELOG …) and what a browser saved beside a
page, or Telegram beside an export, are no input; each can still be named itself. Links are followed; what was reached
before is not read again, so a loop ends.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from stemma.captures.formats import WEB_SCHEMES, scheme
from stemma.errors import InputError, NotYetError, UsageError
from stemma.model import Reject

STDIN = "-"
"""The path that stands for JSON lines on standard input."""

_PAPERS = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing"})
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_SAVED = re.compile(r"(.+)(?:_files|\.files|-Dateien|_fichiers|_archivos|_файлы|_файли|_pliki)")
"""Names that browsers give the folder beside a saved page, by their language."""

_EXPORT = "result.json"
_EXPORT_PARTS = frozenset(
    {"chats", "css", "images", "js", "photos", "profile_pictures", "round_video_messages", "stickers", "video_files"}
    | {"voice_messages"}
)
"""Folders of media that Telegram's application writes beside an export; its posts say which they show. ``files`` is
none of them: what it holds may be reports."""

_PAPER_SUFFIXES = frozenset({"", ".md", ".markdown", ".txt", ".text", ".html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file or address to read: ``path`` names it, ``locator`` is how it is shown and recorded.

    ``source`` opens what is no file of its own, a member of an archive; ``depth`` is in how many archives it lies, and
    ``beside`` opens what lies there at a path seen from the member's folder.
    """

    path: str
    locator: str
    source: Callable[[], BinaryIO] | None = None
    depth: int = 0
    beside: Callable[[str], BinaryIO | None] | None = None


def check(paths: Sequence[str], pending: Callable[[str], str | None]) -> None:
    """Raise when no path of the call can be read; ``pending`` names the kinds of file that have no reader yet."""
    if not paths:
        raise UsageError("no input: name a file, a folder, an address, or - for JSON lines on standard input")
    problems = [problem for path in paths if (problem := _problem(path) or _unread(path, pending)) is not None]
    if len(problems) < len(paths):
        return
    message = "; ".join(f"{problem.locator}: {problem.detail}" for problem in problems)
    if all(problem.reason == "not_yet" for problem in problems):
        raise NotYetError(message)
    raise InputError(message)


def walk(paths: Sequence[str], *, without: str | None = None) -> Iterator[Entry | Reject]:
    """Yield the files of ``paths`` in order, folders depth first by name; ``without`` is a file to leave out."""
    seen = set() if without is None else {os.path.realpath(without)}
    for path in paths:
        problem = _problem(path)
        if problem is not None:
            yield problem
        elif path == STDIN:
            yield from () if STDIN in seen else (Entry(path=STDIN, locator=STDIN),)
            seen.add(STDIN)
        elif scheme(path) is not None:
            address = path.strip().partition("#")[0]
            yield from () if address in seen else (Entry(path=address, locator=show(address)),)
            seen.add(address)
        else:
            yield from _descend(path, seen)


def show(name: str) -> str:
    """Return a name that is safe to print and to encode: what is not printable is escaped as in Python."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _descend(path: str, seen: set[str]) -> Iterator[Entry | Reject]:
    todo = [path]
    while todo:
        current = todo.pop()
        real = os.path.realpath(current)
        if real in seen:
            continue
        seen.add(real)
        if not os.path.isdir(current):
            yield _entry(current)
            continue
        try:
            names = _visible(current)
        except OSError as error:
            yield _reject(current, "unreadable", error.strerror or str(error))
            continue
        todo.extend(os.path.join(current, name) for name in reversed(names))


def _entry(path: str) -> Entry | Reject:
    locator = show(PurePath(path).as_posix())
    if not os.path.exists(path):
        return _reject(path, "not_found", "a link that leads nowhere")
    return Entry(path=path, locator=locator)


def _visible(folder: str) -> list[str]:
    names = frozenset(os.listdir(folder))
    return sorted(n for n in names if not n.startswith(".") and not is_paper(n) and not is_part(n, names))


def is_part(name: str, beside: Container[str]) -> bool:
    """Tell whether a folder holds the media of a page or export that lies beside it, by its name and theirs."""
    saved = _SAVED.fullmatch(name)
    of_page = saved is not None and any(f"{saved[1]}{suffix}" in beside for suffix in _PAGE_SUFFIXES)
    return of_page or (name in _EXPORT_PARTS and _EXPORT in beside)


def is_paper(name: str) -> bool:
    """Tell whether a file is a folder's own paper (README, LICENSE …) and no report."""
    path = PurePath(name)
    return path.stem.lower() in _PAPERS and path.suffix.lower() in _PAPER_SUFFIXES


def _problem(path: str) -> Reject | None:
    """Return why a named path cannot be read at all, else ``None``."""
    if path == STDIN:
        return None
    if (found := scheme(path)) is not None:
        detail = f"only http and https addresses are fetched, not “{found}”"
        return None if found in WEB_SCHEMES else _reject(path, "unsupported", detail)
    if "\0" in path or not os.path.exists(path):
        return _reject(path, "not_found", "no such file or folder")
    if os.path.isdir(path):
        return None if _holds_files(path) else _reject(path, "empty_folder", "nothing to read in this folder")
    return None


def _unread(path: str, pending: Callable[[str], str | None]) -> Reject | None:
    kind = None if os.path.isdir(path) else pending(path)
    return None if kind is None else _reject(path, "not_yet", f"{kind}; this version does not read it yet")


def _holds_files(folder: str) -> bool:
    """Tell whether anything in the folder would be read or reported."""
    return any(True for _ in _descend(folder, set()))


def _reject(path: str, reason: str, detail: str) -> Reject:
    return Reject(stage="captures", locator=show(path), reason=reason, detail=detail)

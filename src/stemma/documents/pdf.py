"""Read a PDF: its text by paragraphs, and what its properties say of it.

Enters: the capture of a PDF. Leaves: a ``Draft`` with the text, its lines joined into paragraphs, without running heads
and page numbers; title, author and the day the file was made. Refuses: encrypted and damaged files, pages that are
pictures of text, and files that are made to keep the reader busy (``FileError``).

The text is pypdf's. Columns, tables and text around pictures come in the order in which the file draws them.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from stemma.documents.draft import Draft, FileError
from stemma.documents.plain import normalise, one_line
from stemma.model import Capture, Metadata, Published

MAX_PAGES = 1000
"""Pages of a file; a longer one is a book."""

MAX_OPERATIONS = 3_000_000
"""Drawing operations of a file; a page of text has 500 to 5,000. Forms that draw each other can make any number out of
a small file."""

MAX_TEXT = 4_000_000
"""Characters after which no further page is read; a document may have a tenth of it."""

HEADS = 2
"""Lines at the top and at the bottom of a page among which running heads are looked for."""

HEAD_SHARE = 0.5
"""Share of the pages on which a line must stand in the same place, numbers aside, to be a running head."""

MIN_PAGES = 3
"""Pages from which a repeated line is a running head; on two pages it may be chance."""

SHORT = 0.75
"""Share of a page's usual line length below which a line that ends a sentence ends its paragraph."""

HEADLINE = 0.6
"""Share of the usual length below which a line without an end mark is a headline, if the next begins anew."""

_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:(?:page|seite|p\.|стр\.|страница|с\.|сторінка)\s*)?\d{1,4}(?:\s*(?:/|of|von|из|з)\s*\d{1,4})?(?:\s*[-–—|])?",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:untitled|microsoft (?:word|powerpoint)|document ?\d*|без имени|slide \d+)"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?)$",
    re.IGNORECASE,
)

logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False


def read_pdf(capture: Capture) -> Draft:
    """Return the draft of a PDF."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(capture.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileError("encrypted", "a PDF under a password")
        if len(reader.pages) > MAX_PAGES:
            raise FileError("too_large", f"{len(reader.pages)} pages; at most {MAX_PAGES} are read")
        pages = _Pages().read(reader.pages)
        metadata, dates = _properties(reader.metadata)
    except (DependencyError, FileNotDecryptedError) as error:
        raise FileError("encrypted", "an encrypted PDF") from error
    except (
        *(PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError),
        *(RecursionError, OverflowError, NotImplementedError, ArithmeticError, UnicodeError, MemoryError),
    ) as error:
        raise FileError("damaged", f"no readable PDF ({type(error).__name__})") from error
    text = join_pages(pages)
    if not text.strip():
        raise FileError("no_text", f"{len(pages)} pages without text: pictures of pages; recognise their text first")
    return Draft(text=text, metadata=metadata, dates=dates)


class _Pages:
    """Takes the lines out of pages, within a number of operations."""

    def __init__(self) -> None:
        self._operations = 0

    def read(self, pages: Sequence[object]) -> list[list[str]]:
        """Return the lines of each page."""
        found: list[list[str]] = []
        size = 0
        for page in pages:
            text = str(page.extract_text(visitor_operand_before=self._count))  # type: ignore[attr-defined]
            found.append([" ".join(line.split()) for line in text.splitlines()])
            size += len(text)
            if size > MAX_TEXT:
                break
        return found

    def _count(self, *_: object) -> None:
        self._operations += 1
        if self._operations > MAX_OPERATIONS:
            raise FileError("too_large", f"more than {MAX_OPERATIONS} drawing operations")


def join_pages(pages: Sequence[Sequence[str]]) -> str:
    """Return the text of pages by paragraphs, without running heads and page numbers."""
    heads = _running_heads(pages)
    lines = [line for page in pages for line in _body(page, heads)]
    return normalise("\n\n".join(_paragraphs(lines))).strip()


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines, numbers aside, that stand at the top or bottom of most pages."""
    if len(pages) < MIN_PAGES:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page if line]
        seen.update({_NUMBER.sub("#", line) for line in (*lines[:HEADS], *lines[-HEADS:])})
    return frozenset(line for line, number in seen.items() if number >= max(MIN_PAGES, HEAD_SHARE * len(pages)))


def _body(page: Sequence[str], heads: frozenset[str]) -> list[str]:
    """Return the lines of a page without what stands at its top and bottom on every page."""
    lines = list(page)
    for last in (False, True):
        for _ in range(HEADS):
            while lines and not lines[-1 if last else 0]:
                lines.pop(-1 if last else 0)
            if lines and (_NUMBER.sub("#", edge := lines[-1 if last else 0]) in heads or _PAGE_NUMBER.fullmatch(edge)):
                lines.pop(-1 if last else 0)
    return lines


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Join lines into paragraphs: at a blank line, behind a short line that ends a sentence, and behind a headline."""
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    found: list[str] = []
    current = ""
    for number, line in enumerate(lines):
        if not line:
            found.append(current)
            current = ""
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _HYPHEN.search(current):
            current = (current[:-1] if line[0].islower() else current) + line
        else:
            current = f"{current} {line}" if current else line
        ends = _END.search(line) and len(line) < SHORT * usual
        headline = not _END.search(line) and len(line) < HEADLINE * usual and not following[:1].islower()
        if ends or (headline and not _HYPHEN.search(line)):
            found.append(current)
            current = ""
    return [paragraph for paragraph in (*found, current) if paragraph]


def _properties(said: object) -> tuple[Metadata, tuple[Published, ...]]:
    """Return what a file says of itself."""
    if said is None:
        return Metadata(), ()
    author, made = getattr(said, "author", None), _made(said)
    author = author if isinstance(author, str) else None
    title = getattr(said, "title", None)
    return Metadata(title=proper_title(title), author=one_line(author)), file_date(made)


def _made(said: object) -> datetime | None:
    try:
        made = getattr(said, "creation_date", None)
    except (ValueError, TypeError, OverflowError):
        return None
    return made if isinstance(made, datetime) else None


def proper_title(title: object) -> str | None:
    """Return a file's title, unless it is what a program put there by itself."""
    clean = one_line(title) if isinstance(title, str) else None
    return None if clean is None or _NO_TITLE.match(clean) else clean


def file_date(made: datetime | None) -> tuple[Published, ...]:
    """Return the day on which a file was made, as a date that is listed and never chosen."""
    if made is None or not 1990 <= made.year <= 2200:
        return ()
    day = made.strftime("%Y-%m-%d")
    return (Published(earliest=day, latest=day, basis="file"),)

"""Read the files of word processors: DOCX, ODT and RTF.

Enters: the capture of a file. Leaves: a ``Draft`` with its paragraphs and the rows of its tables, title, author and the
day the file was made. Refuses: encrypted and damaged files, and those that unpack to far more than they came as
(``FileError``).

Headers, footers, comments and deleted text are left out; text that was inserted and not yet accepted stays.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime

from stemma.documents.draft import Draft, FileError
from stemma.documents.pdf import file_date, proper_title
from stemma.documents.plain import normalise, one_line
from stemma.model import Capture, Metadata, Published

MAX_UNPACKED = 100_000_000
"""Bytes that a file may unpack to; its text parts have a few megabytes, pictures are packed already."""

MAX_PARTS = 5000
"""Parts of a file."""

MAX_DEPTH = 60
"""Elements inside each other; tables inside tables have some twenty."""

_ERRORS = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError, SyntaxError, EOFError),
    *(RecursionError, OverflowError, NotImplementedError, RuntimeError, struct.error, zlib.error, zipfile.BadZipFile),
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,300})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_ENCODED = b"\xd0\xcf\x11\xe0"
"""The first bytes of Microsoft's old container, in which encrypted DOCX files come."""


def read_docx(capture: Capture) -> Draft:
    """Return the draft of a Word document."""
    from docx import Document as open_docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    _check(capture.data)
    try:
        document = open_docx(io.BytesIO(capture.data))
        body = document.element.body
        lines = [_word_line(paragraph) for paragraph in body.iter(f"{_WORD}p") if not _is_nested(paragraph)]
        links = [r.target_ref for r in document.part.rels.values() if r.is_external and "hyperlink" in r.reltype]
        said = document.core_properties
        metadata = Metadata(title=proper_title(said.title), author=one_line(said.author))
        made = said.created
    except (*_ERRORS, OpcError, LxmlError) as error:
        raise FileError("damaged", f"no readable Word document ({type(error).__name__})") from error
    return _draft(lines, metadata, file_date(made), tuple(links))


def read_odt(capture: Capture) -> Draft:
    """Return the draft of an OpenDocument text."""
    from xml.sax import SAXException

    from odf.opendocument import load

    _check(capture.data)
    try:
        document = load(io.BytesIO(capture.data))
        lines = list(_odt_lines(document.text, 0))
        said = {str(node.tagName): _flat(node, 0) for node in document.meta.childNodes if hasattr(node, "tagName")}
        made = datetime.fromisoformat(said["meta:creation-date"][:10]) if said.get("meta:creation-date") else None
    except (*_ERRORS, SAXException) as error:
        raise FileError("damaged", f"no readable OpenDocument text ({type(error).__name__})") from error
    author = said.get("meta:initial-creator") or said.get("dc:creator")
    return _draft(lines, Metadata(title=proper_title(said.get("dc:title")), author=one_line(author)), file_date(made))


def read_rtf(capture: Capture) -> Draft:
    """Return the draft of a rich text."""
    from striprtf.striprtf import rtf_to_text

    if not capture.data.lstrip().startswith(b"{\\rtf"):
        raise FileError("damaged", "no rich text: it does not begin with “{\\rtf”")
    source = capture.data.decode("latin-1")
    try:
        text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    except (*_ERRORS, LookupError) as error:
        raise FileError("damaged", f"no readable rich text ({type(error).__name__})") from error
    said = dict(_INFO.findall(source[:20_000]))
    made = _MADE.search(source[:20_000])
    try:
        day = datetime(*(int(part) for part in made.groups())) if made else None  # type: ignore[arg-type]
    except ValueError:
        day = None
    metadata = Metadata(title=proper_title(said.get("title")), author=one_line(said.get("author")))
    return _draft(text.encode("utf-8", "replace").decode("utf-8").splitlines(), metadata, file_date(day))


def _draft(lines: list[str], metadata: Metadata, dates: tuple[Published, ...], links: tuple[str, ...] = ()) -> Draft:
    paragraphs = (line.strip() for line in normalise("\n".join(lines)).split("\n"))
    web = dict.fromkeys(link[:2000] for link in links if link.startswith(("http://", "https://")))
    return Draft(text="\n\n".join(p for p in paragraphs if p), metadata=metadata, dates=dates, links=tuple(web))


def _check(data: bytes) -> None:
    """Raise when a packed document is none, is encrypted or unpacks to too much."""
    if data.startswith(_ENCODED):
        raise FileError("encrypted", "an encrypted document, or one of an old format")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _ERRORS as error:
        raise FileError("damaged", f"no readable document ({type(error).__name__})") from error
    size = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or size > MAX_UNPACKED:
        raise FileError("too_large", f"{len(parts)} parts of {size} bytes; at most {MAX_UNPACKED} are read")
    if any(part.flag_bits & 1 for part in parts):
        raise FileError("encrypted", "a document under a password")


def _word_line(paragraph: object) -> str:
    """Return the text of a paragraph: of its runs, inserted ones and links too, with tabs and line ends."""
    signs = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
    found = []
    for element in paragraph.iter():  # type: ignore[attr-defined]
        if element.tag == f"{_WORD}t" and not _is_fallback(element):
            found.append(element.text or "")
        elif element.getparent().tag == f"{_WORD}r":
            found.append(signs.get(element.tag, ""))
    return "".join(found)


def _is_fallback(element: object) -> bool:
    """Tell whether text is the second form of a drawing, for programs that do not know the first."""
    return any(str(above.tag).endswith("}Fallback") for above in element.iterancestors())  # type: ignore[attr-defined]


def _is_nested(paragraph: object) -> bool:
    """Tell whether a paragraph stands inside another, as in a text box; its text is read there."""
    return any(element.tag == f"{_WORD}p" for element in paragraph.iterancestors())  # type: ignore[attr-defined]


def _odt_lines(node: object, depth: int) -> Iterator[str]:
    """Yield the paragraphs and headings below a node, in order."""
    name = getattr(node, "tagName", "")
    if depth > MAX_DEPTH or name in ("text:tracked-changes", "office:annotation", "office:forms"):
        return
    if name in ("text:p", "text:h"):
        yield _flat(node, 0)
        return
    for child in getattr(node, "childNodes", ()):
        yield from _odt_lines(child, depth + 1)


def _flat(node: object, depth: int) -> str:
    """Return the text below a node of an OpenDocument text."""
    name = getattr(node, "tagName", "")
    if depth > MAX_DEPTH or name in ("office:annotation", "text:note"):
        return ""
    if name in ("text:s", "text:tab", "text:line-break"):
        return "\n" if name == "text:line-break" else " "
    data = getattr(node, "data", None)
    own = data if isinstance(data, str) else ""
    return own + "".join(_flat(child, depth + 1) for child in getattr(node, "childNodes", ()))

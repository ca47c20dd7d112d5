"""Files of word processors: their paragraphs in order, and a reason for every file that cannot be read."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from odf import meta as odf_meta
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import H, P, Span

from stemma.captures import read
from stemma.config import Config
from stemma.documents import clean
from stemma.model import Capture, Document, Reject

FIRST = "The ferry Alma ran aground off Wasserburg."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx() -> bytes:
    document = new_docx()
    document.core_properties.title = "Ferry aground"
    document.core_properties.author = "Harbour Office"
    document.core_properties.created = datetime(2031, 5, 14)
    document.add_heading("Report", 1)
    document.add_paragraph(FIRST)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Passengers", "120"
    changed = document.add_paragraph("Nobody was hurt")
    changed._p.append(parse_xml(f"<w:ins {W} w:id='1' w:author='x'><w:r><w:t>, it said.</w:t></w:r></w:ins>"))
    changed._p.append(parse_xml(f"<w:del {W} w:id='2' w:author='x'><w:r><w:delText>No!</w:delText></w:r></w:del>"))
    document.sections[0].header.paragraphs[0].text = "Running head"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def odt() -> bytes:
    document = OpenDocumentText()
    for kind, text in ((odf_meta.CreationDate, "2031-05-14T09:30:00"), (odf_meta.InitialCreator, "Harbour Office")):
        document.meta.addElement(kind(text=text))
    heading = H(outlinelevel=1, text="Report")
    document.text.addElement(heading)
    paragraph = P(text="The ferry ")
    paragraph.addElement(Span(text="Alma"))
    paragraph.addText(" ran aground off Wasserburg.")
    document.text.addElement(paragraph)
    table, row = Table(), TableRow()
    for text in ("Passengers", "120"):
        cell = TableCell()
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(row)
    document.text.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


RTF = (
    rb"{\rtf1\ansi\ansicpg1251{\info{\title Ferry aground}{\author Harbour Office}{\creatim\yr2031\mo5\dy14}}"
    rb"{\fonttbl{\f0 Times;}}\pard The ferry Alma ran aground off Wasserburg.\par "
    rb"\'cf\'e0\'f0\'ee\'ec \u1089?\u1077?\u1083? on Monday.\par}"
)


def cleaned(tmp_path: Path, name: str, data: bytes) -> Document | Reject:
    (tmp_path / name).write_bytes(data)
    (item,) = read([str(tmp_path / name)], meta=None, config=Config())
    return clean(item, config=Config()) if isinstance(item, Capture) else item


def test_a_word_document(tmp_path: Path) -> None:
    document = cleaned(tmp_path, "a.docx", docx())
    assert isinstance(document, Document)
    assert document.text.split("\n\n") == ["Report", FIRST, "Passengers", "120", "Nobody was hurt, it said."]
    assert (document.title, document.author) == ("Ferry aground", "Harbour Office")
    assert [(d.earliest, d.basis) for d in document.dates] == [("2031-05-14", "file")]


def test_an_opendocument_text(tmp_path: Path) -> None:
    document = cleaned(tmp_path, "a.odt", odt())
    assert isinstance(document, Document)
    assert document.text.split("\n\n") == ["Report", FIRST, "Passengers", "120"]
    assert document.author == "Harbour Office"
    assert [(d.earliest, d.basis) for d in document.dates] == [("2031-05-14", "file")]


def test_a_rich_text(tmp_path: Path) -> None:
    document = cleaned(tmp_path, "a.rtf", RTF)
    assert isinstance(document, Document)
    assert document.text.split("\n\n") == [FIRST, "Паром сел on Monday."]
    assert (document.title, document.author) == ("Ferry aground", "Harbour Office")
    assert [(d.earliest, d.basis) for d in document.dates] == [("2031-05-14", "file")]


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """Return a packed document with one of its parts exchanged."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return stream.getvalue()


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 500 + b'">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 30) for n in range(8)
)  # fmt: skip
LAUGHS += b"]>"
READ_FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
WORD_BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>&%s;</w:t></w:r></w:p></w:body></w:document>"
ODT_BODY = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>&%s;</text:p>'
    "</office:text></office:body></office:document-content>"
)


@pytest.mark.parametrize(("declared", "name"), [(LAUGHS, "i"), (READ_FILE, "a")])
def test_entities_are_not_expanded(tmp_path: Path, declared: bytes, name: str) -> None:
    word = repacked(docx(), "word/document.xml", declared + (WORD_BODY % name).encode())
    odf = repacked(odt(), "content.xml", declared + (ODT_BODY % name).encode())
    for file, data in (("a.docx", word), ("a.odt", odf)):
        found = cleaned(tmp_path, file, data)
        assert isinstance(found, Reject) or not found.text.strip(), file


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_bombs_are_refused_unopened(tmp_path: Path, name: str) -> None:
    good, part = (docx(), "word/document.xml") if name == "a.docx" else (odt(), "content.xml")
    found = cleaned(tmp_path, name, repacked(good, part, b" " * 150_000_000))
    assert isinstance(found, Reject)
    assert found.reason == "too_large"


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf"])
@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + bytes(100), bytes(range(256)), b"plain text"]
)
def test_what_is_no_such_file_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    found = cleaned(tmp_path, name, data)
    assert isinstance(found, Reject)
    assert found.reason in ("damaged", "encrypted")


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 " + b"{" * 50_000, b"{\\rtf1 " + b"\\u99999999999 ? " * 100, b"{\\rtf1 \\'zz \\bin99999999999 x}",
        b"{\\rtf1\\ansicpg99999 \\'e9}", b"{\\rtf1 \\u-10? \\ud800? x}", b"{\\rtf1 " + b"\\par" * 50_000 + b"}",
    ],
)  # fmt: skip
def test_no_rich_text_breaks_the_reader(tmp_path: Path, data: bytes) -> None:
    assert isinstance(cleaned(tmp_path, "a.rtf", data), Document | Reject)


def test_damaged_files_never_break_the_reader(tmp_path: Path) -> None:
    chance = random.Random(9)
    for name, good in (("a.docx", docx()), ("a.odt", odt()), ("a.rtf", RTF)):
        for _ in range(25):
            data = bytearray(good)
            for place in chance.choices(range(len(good)), k=5):
                data[place] = chance.randrange(256)
            assert isinstance(cleaned(tmp_path, name, bytes(data)), Document | Reject)

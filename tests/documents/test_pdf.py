"""PDF: paragraphs instead of lines, without running heads, and a reason for every file that cannot be read."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from stemma.captures import read
from stemma.config import Config
from stemma.documents import clean
from stemma.documents.pdf import join_pages
from stemma.model import Capture, Document, Reject

LINES = (
    "HARBOUR OFFICE REPORT",
    "The ferry Alma ran aground off Wasserburg on Monday, the har-",
    "bour office said. Nobody was hurt, and the 120 passengers were",
    "taken ashore by boats.",
    "The captain said the helm had not answered for forty seconds",
    "before the ship struck the ground near the light.",
)


def built(pages: Sequence[Sequence[str]], *, info: str = "", extra: str = "", trailer: str = "") -> bytes:
    """A PDF of lines of text, written by hand."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "".join(f"({line.translate({40: None, 41: None})}) Tj 0 -14 Td " for line in lines)
        content = f"BT /F1 11 Tf 50 780 Td {drawn} ET {extra}"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * number} 0 R /MediaBox [0 0 595 842] "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(f"<< {info} >>")
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    size = len(objects)
    out += (
        f"trailer\n<< /Size {size + 1} /Root 1 0 R /Info {size} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return out


def cleaned(tmp_path: Path, data: bytes, name: str = "a.pdf") -> Document | Reject:
    (tmp_path / name).write_bytes(data)
    (item,) = read([str(tmp_path / name)], meta=None, config=Config())
    return clean(item, config=Config()) if isinstance(item, Capture) else item


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    info = "/Title (The ferry Alma) /Author (Harbour Office) /CreationDate (D:20310514093000Z)"
    document = cleaned(tmp_path, built([LINES], info=info))
    assert isinstance(document, Document)
    assert document.text.split("\n\n") == [
        "HARBOUR OFFICE REPORT",
        "The ferry Alma ran aground off Wasserburg on Monday, the harbour office said. Nobody was hurt, and the 120 "
        "passengers were taken ashore by boats.",
        "The captain said the helm had not answered for forty seconds before the ship struck the ground near the "
        "light.",
    ]
    assert (document.title, document.author) == ("The ferry Alma", "Harbour Office")
    assert [(d.earliest, d.basis) for d in document.dates] == [("2031-05-14", "file")]
    assert document.published is None


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - report.docx", "Document1", "report_final.indd"])
def test_a_program_s_own_title_is_none(tmp_path: Path, title: str) -> None:
    document = cleaned(tmp_path, built([LINES], info=f"/Title ({title})"))
    assert isinstance(document, Document)
    assert document.title != title


def test_running_heads_and_page_numbers_go() -> None:
    said = ("ferry", "harbour", "captain", "rescue")
    pages = [
        [
            "Harbour Office · 14 May 2031",
            f"The {word} comes first here.",
            "It goes on.",
            f"So the {word}.",
            f"Page {n} of 4",
        ]
        for n, word in enumerate(said, 1)
    ]
    text = join_pages(pages)
    assert "Harbour Office" not in text
    assert "Page" not in text
    assert all(word in text for word in said)


def test_a_paragraph_goes_on_over_a_page() -> None:
    first = ["The captain said the helm had not answered for forty seconds", "before the ship struck the", "1"]
    assert join_pages([first, ["ground near the light, and that nobody had seen the buoy.", "2"]]).count("\n") == 0


def test_hyphens_that_belong_stay() -> None:
    assert "Baden-Württemberg" in join_pages([["The government of Baden-", "Württemberg said so."]])
    assert "co-ordinated" in join_pages([["They co-ordinated the boats."]])


def test_a_scan_says_that_it_has_no_text(tmp_path: Path) -> None:
    found = cleaned(tmp_path, built([[], []]))
    assert isinstance(found, Reject)
    assert (found.reason, found.stage) == ("no_text", "documents")


def test_an_encrypted_file_says_so(tmp_path: Path) -> None:
    key = "00" * 32
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]"
    found = cleaned(tmp_path, built([LINES], trailer=encrypt))
    assert isinstance(found, Reject)
    assert found.reason == "encrypted"


def test_a_page_saved_under_the_name_of_a_pdf_is_a_page(tmp_path: Path) -> None:
    document = cleaned(
        tmp_path, b"<!DOCTYPE html><html><body><p>The ferry Alma ran aground off Wasserburg.</p></body></html>"
    )
    assert isinstance(document, Document)
    assert document.text == "The ferry Alma ran aground off Wasserburg."


def test_a_pdf_under_the_name_of_a_text_is_read(tmp_path: Path) -> None:
    document = cleaned(tmp_path, built([LINES]), "a.txt")
    assert isinstance(document, Document)
    assert "Wasserburg" in document.text


def test_forms_that_draw_each_other_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.documents.pdf.MAX_OPERATIONS", 1000)
    found = cleaned(tmp_path, built([LINES], extra="q Q " * 2000))
    assert isinstance(found, Reject)
    assert found.reason == "too_large"


def test_a_stream_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(b" " * 200_000_000, 9)
    data = built([["x"]])
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    start = data.index(b"5 0 obj\n") + 8
    data = data[:start] + content + data[data.index(b"endstream", start) + 9 :]
    assert isinstance(cleaned(tmp_path, data), Reject)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-", b"%PDF-1.7\n%%EOF", b"%PDF-1.4" + bytes(5000), b"%PDF-1.4\n" + b"[" * 20_000, built([LINES])[:300]],
)
def test_a_broken_file_says_so(tmp_path: Path, data: bytes) -> None:
    found = cleaned(tmp_path, data)
    assert isinstance(found, Reject)
    assert found.reason in ("damaged", "no_text")


def test_damaged_files_never_break_the_reader(tmp_path: Path) -> None:
    chance = random.Random(8)
    good = built([LINES, LINES])
    for _ in range(120):
        data = bytearray(good)
        for place in chance.choices(range(9, len(good)), k=6):
            data[place] = chance.randrange(256)
        assert isinstance(cleaned(tmp_path, bytes(data)), Document | Reject)

"""Memory and speed of reading a large web archive: ``python -m bench speed.archives``.

A gzipped WARC of ``SIZE`` bytes is written from invented pages and read to its end in a process of its own. Figures:
megabytes of archive a second, and the share of ``ALLOWED`` that the process did not need at its peak. Peers: warcio
alone reading the same records, and the whole file unpacked in memory.
"""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import Measurement

SIZE = 200_000_000
ALLOWED = 1000
"""Megabytes that reading such a file may take at most."""

PARAGRAPHS, WORDS = 200, 80

_OURS = """
from stemma.captures import read
from stemma.config import Config
number = sum(1 for _ in read([path], meta=None, config=Config()))
"""
_WARCIO = """
from warcio.archiveiterator import ArchiveIterator
with open(path, "rb") as stream:
    number = sum(1 for record in ArchiveIterator(stream) if record.content_stream().read() is not None)
"""
_WHOLE = """
import gzip
with gzip.open(path) as stream:
    number = stream.read().count(b"WARC/1.0")
"""
_FRAME = """
import sys, time
from resource import RUSAGE_SELF, getrusage
path = sys.argv[1]
start = time.process_time()
{body}
print(number, time.process_time() - start, getrusage(RUSAGE_SELF).ru_maxrss / 1024)
"""


def measure() -> Measurement:
    """Return speed and memory of our reader and its peers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.warc.gz"
        pages = _write(path)
        ours = _run(_OURS, path)
        peers = {"warcio alone": _run(_WARCIO, path), "unpacked in memory": _run(_WHOLE, path)}
    notes = [f"{pages} pages", *(f"{name}: {peak:.0f} MB" for name, (_, peak) in {"ours": ours, **peers}.items())]
    return Measurement(
        figures=_figures(*ours),
        inputs=f"{SIZE} bytes",
        peers={name: _figures(*found) for name, found in peers.items()},
        notes=tuple(notes),
    )


def _figures(seconds: float, peak: float) -> dict[str, float]:
    return {"megabytes a second": SIZE / 1e6 / seconds, "share of a gigabyte not needed": 1 - peak / ALLOWED}


def _run(body: str, path: Path) -> tuple[float, float]:
    """Return the processor seconds and the peak megabytes of reading ``path``."""
    told = subprocess.run(
        [sys.executable, "-c", _FRAME.format(body=body), str(path)], check=True, capture_output=True, text=True
    ).stdout
    _, seconds, peak = told.split()
    return float(seconds), float(peak)


def _write(path: Path) -> int:
    """Write an archive of invented pages and return how many there are."""
    chance = random.Random(7)
    letters = "abcdefghijklmnoprstuvz"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(30_000)]
    number = 0
    with path.open("wb") as stream:
        while stream.tell() < SIZE:
            text = "".join(f"<p>{' '.join(chance.choices(words, k=WORDS))}.</p>" for _ in range(PARAGRAPHS))
            block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>{text}</body></html>".encode()
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-05-14T09:30:00Z\r\n"
                f"WARC-Target-URI: https://news.example/{number}\r\nContent-Length: {len(block)}\r\n\r\n"
            ).encode()
            stream.write(gzip.compress(head + block + b"\r\n\r\n", 1))
            number += 1
    return number

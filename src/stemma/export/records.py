"""The record files of a case: ``DIR/*.jsonl``, ``places.geojson`` and ``run.json`` (DESIGN §5).

Enters: a case and a folder. Leaves: the files, each put in place whole. Refuses: a folder that holds something else
(``UsageError``), so that no file of the user is ever overwritten.

Nothing but ``run.json`` differs between two runs on the same input: it alone holds seconds. The records keep the texts
whole, coordinates and names included; ``run.json`` marks them private.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from stemma.codec import Plain, encode, parse_json, to_json, to_plain
from stemma.config import Config
from stemma.errors import UsageError
from stemma.export import geojson, pictures
from stemma.ids import Digest
from stemma.model import Case

NOUNS: Final = ("documents", "statements", "stories", "links", "pairs", "claims", "findings", "rejects")
"""The record files, in the order of the stages; each is named like its field of ``Case``."""

PEOPLE: Final = ("judgements", "judged")
"""Record files of what people judged, the oldest first, and of what follows from it; only where anybody judged."""

MARK: Final = "stemma"
"""The key of ``run.json`` by which a folder is known as ours."""


def prepare(folder: str) -> Path:
    """Return ``folder`` as a path, made if it is not there.

    Raises:
        UsageError: it is a file, cannot be made, or holds files that are not an earlier output of ``trace``.
    """
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
        others = [entry.name for entry in path.iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        raise UsageError(f"{folder}: cannot be used as an output folder ({error.strerror})") from error
    if others and not _is_ours(path):
        raise UsageError(f"{folder}: not empty and not an earlier output of stemma; name another folder")
    return path


def write(case: Case, folder: str, *, config: Config) -> tuple[Path, ...]:
    """Write the record files of ``case`` into ``folder`` and return their paths, ``run.json`` last.

    One record is in memory at a time: the files of a large case are larger than the case.
    """
    path = prepare(folder)
    digests: dict[str, str] = {}
    for name, pieces in _files(case):
        digest = Digest()
        put(path / name, digest.through(pieces))
        digests[name] = digest.value
    put(path / "run.json", (_run(case, config, digests),))
    return tuple(path / name for name in (*digests, "run.json"))


def render(case: Case) -> dict[str, bytes]:
    """Return the content of each record file, without ``run.json``."""
    return {name: b"".join(pieces) for name, pieces in _files(case)}


def _files(case: Case) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the name of each record file with its lines."""
    texts = {document.id: document.text for document in case.documents}
    for noun in NOUNS:
        yield f"{noun}.jsonl", _lines(case, noun, texts)
    for noun in PEOPLE if case.judgements else ():
        yield f"{noun}.jsonl", _lines(case, noun, texts)
    yield "pictures.jsonl", (to_json(record) + b"\n" for record in pictures.collect(case))
    yield "places.geojson", (to_json(geojson.collect(case)) + b"\n",)


def put(path: Path, pieces: Iterable[bytes]) -> Path:
    """Write a file whole or not at all: beside its place first, then renamed."""
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb") as stream:
            stream.writelines(pieces)
        os.replace(part, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
    return path


def _lines(case: Case, noun: str, texts: Mapping[str, str]) -> Iterable[bytes]:
    """Yield the lines of a record file, sorted by id.

    Rejects have none and keep their order by stage and locator, judgements that in which they were made.
    """
    found: tuple[object, ...] = getattr(case, noun)
    if noun != "rejects" and noun not in PEOPLE:
        found = tuple(sorted(found, key=lambda record: str(getattr(record, "id", ""))))
    return (encode(record, texts) + b"\n" for record in found)


def _run(case: Case, config: Config, digests: Mapping[str, str]) -> bytes:
    """Return ``run.json``: what made the records, from what, and how long it took."""
    about: dict[str, Plain] = {MARK: "records", "private": True}
    if case.run is not None:
        about.update(to_plain(case.run, {}))
    about["settings"] = {f.name: getattr(config, f.name) for f in dataclasses.fields(config) if f.name != "jobs"}
    about["counts"] = {noun: len(getattr(case, noun)) for noun in NOUNS}
    about["files"] = dict(digests)
    return to_json(about) + b"\n"


def _is_ours(path: Path) -> bool:
    """Tell whether a folder holds an earlier output: a ``run.json`` with our mark, or only our case file."""
    try:
        about = parse_json((path / "run.json").read_bytes())
    except FileNotFoundError:
        return all(entry.name.startswith((".", "case.stemma")) for entry in path.iterdir())
    except (OSError, ValueError):
        return False
    return isinstance(about, dict) and MARK in about

"""Whether an output folder still holds: what its record files say, and how two sets of them differ.

Enters: the folder that ``records.write`` made, or two sets of files. Leaves: the case they hold, and one sentence for
each difference. Refuses: a folder without ``run.json`` (``UsageError``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from stemma.codec import Plain, decode, parse_json, to_json
from stemma.config import Config
from stemma.errors import UsageError
from stemma.export.records import MARK, NOUNS, render
from stemma.ids import digest_bytes
from stemma.model import (
    Case,
    Claim,
    Document,
    Finding,
    Input,
    JudgedStory,
    Judgement,
    Link,
    PairScore,
    Reject,
    Run,
    Statement,
    Story,
)

KINDS: Mapping[str, type[object]] = {
    "documents": Document,
    "statements": Statement,
    "stories": Story,
    "links": Link,
    "pairs": PairScore,
    "claims": Claim,
    "findings": Finding,
    "rejects": Reject,
    "judgements": Judgement,
    "judged": JudgedStory,
}

MOST_SHOWN = 60
"""Characters of a value shown in a difference."""

HISTORY = "replaces"
"""The field that depends on how a case grew, and that a new trace of all its reports does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What an output folder holds: its files, its case (where the files could be read), and its settings."""

    files: Mapping[str, bytes]
    case: Case
    config: Config
    problems: tuple[str, ...]


def read_output(folder: str) -> Output:
    """Return what a folder holds, with every record file that is missing, changed or broken as a problem.

    Raises:
        UsageError: the folder has no ``run.json`` of ours.
    """
    path = Path(folder)
    about = _about(path)
    digests = cast(dict[str, str], about.get("files") or {})
    files: dict[str, bytes] = {}
    problems: list[str] = []
    for name, digest in digests.items():
        try:
            files[name] = (path / name).read_bytes()
        except OSError:
            problems.append(f"{name}: missing")
            continue
        if digest_bytes(files[name]) != digest:
            problems.append(f"{name}: changed since it was written")
    found: dict[str, tuple[object, ...]] = {}
    for noun in KINDS:
        records, broken = _decode_file(noun, files.get(f"{noun}.jsonl", b""))
        found[noun] = records
        problems += broken
    try:
        run, config = _run(about), _config(about)
    except ValueError as error:
        raise UsageError(f"{path / 'run.json'}: broken ({error}); trace again") from error
    case = Case(**found, run=run)  # type: ignore[arg-type]
    return Output(files=files, case=case, config=config, problems=tuple(problems))


def check_spans(output: Output) -> Iterator[str]:
    """Yield a sentence for each record whose spans do not say what the documents' texts say."""
    try:
        again = render(output.case)
    except KeyError as error:
        yield f"documents.jsonl: lacks the document {error.args[0]} that other records point into"
        return
    for noun in NOUNS:
        name = f"{noun}.jsonl"
        if name in output.files and output.files[name] != again[name]:
            yield from differences(name, output.files[name], again[name], newer="its text")


def differences(name: str, left: bytes, right: bytes, *, newer: str) -> Iterator[str]:
    """Yield a sentence for each record that differs between two versions of a record file.

    ``newer`` says in words what ``right`` is. ``replaces`` is not compared.
    """
    if not name.endswith(".jsonl"):
        if left != right:
            yield f"{name}: differs from {newer}"
        return
    before, after = _by_id(left), _by_id(right)
    for record in sorted(before.keys() | after.keys()):
        if record not in after:
            yield f"{name}: {record} is not in {newer}"
        elif record not in before:
            yield f"{name}: lacks {record}, which is in {newer}"
        else:
            for field, old, new in _unequal(before[record], after[record], ""):
                yield f"{name}: {record}: {field} is {_shown(old)}, in {newer} {_shown(new)}"


def _about(path: Path) -> dict[str, Plain]:
    try:
        about = parse_json((path / "run.json").read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: has no run.json that can be read; name a folder that trace --out made") from error
    except ValueError as error:
        raise UsageError(f"{path / 'run.json'}: broken ({error}); trace again") from error
    if not isinstance(about, dict) or MARK not in about:
        raise UsageError(f"{path / 'run.json'}: not written by stemma; name a folder that trace --out made")
    return about


def _decode_file(noun: str, data: bytes) -> tuple[tuple[object, ...], list[str]]:
    records: list[object] = []
    problems: list[str] = []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            records.append(decode(line, KINDS[noun]))
        except ValueError as error:
            problems.append(f"{noun}.jsonl: line {number} is no record ({error})")
    return tuple(records), problems


def _run(about: Mapping[str, Plain]) -> Run:
    """Return the run that ``run.json`` names; only its inputs matter here."""
    inputs = cast(list[dict[str, Plain]], about.get("inputs") or [])
    return Run(
        id=str(about.get("id")),
        version=str(about.get("version")),
        config=str(about.get("config")),
        inputs=tuple(decode(to_json(item), Input) for item in inputs),
        stages=(),
    )


def _config(about: Mapping[str, Plain]) -> Config:
    return decode(to_json(about.get("settings") or {}), Config)


def _by_id(data: bytes) -> dict[str, Plain]:
    """Return the records of a file by id; a reject, which has none, by all it says."""
    found: dict[str, Plain] = {}
    for line in data.splitlines():
        try:
            record = parse_json(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            record.pop(HISTORY, None)
            found[str(record.get("id") or f"{record.get('locator')} ({record.get('reason')})")] = record
    return found


def _unequal(left: Plain, right: Plain, field: str) -> Iterator[tuple[str, Plain, Plain]]:
    """Yield the innermost fields in which two values differ; of a list only its first difference."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in dict.fromkeys((*left, *right)):
            yield from _unequal(left.get(key), right.get(key), f"{field}.{key}" if field else key)
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for number, (old, new) in enumerate(zip(left, right, strict=True)):
            if old != new:
                yield from _unequal(old, new, f"{field}[{number}]")
                return
    elif left != right:
        yield field, left, right


def _shown(value: Plain) -> str:
    if isinstance(value, list):
        return f"{len(value)} items"
    text = "unknown" if value is None else str(value)
    return f"“{text[:MOST_SHOWN]}{'…' if len(text) > MOST_SHOWN else ''}”"

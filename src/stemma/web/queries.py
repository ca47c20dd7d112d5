"""What a request may ask of a page, as frozen records.

Enters: a query string. Leaves: one record with checked values. Refuses: unknown names, values of another type or out
of range (``UsageError``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Literal, TypeVar

from msgspec import Meta, ValidationError, convert

from stemma.errors import UsageError

Q = TypeVar("Q")

Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="a day, YYYY-MM-DD")]
Stretch = Annotated[str, Meta(pattern=r"^[0-9]{1,9}-[0-9]{1,9}$")]
Words = Annotated[str, Meta(max_length=600)]
Number = Annotated[int, Meta(ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoQuery:
    """A page that takes no parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """Which stories the case page lists, and in which order."""

    outlet: Annotated[Words | None, Meta(description="only stories with a report of this outlet")] = None
    language: Annotated[Words | None, Meta(description="only stories with a report in this language (ISO 639-1)")] = (
        None
    )
    place: Annotated[Words | None, Meta(description="only stories at this place")] = None
    status: Annotated[Words | None, Meta(description="only stories whose main claim has this status, or contested")] = (
        None
    )
    first: Annotated[Day | None, Meta(description="only stories with a report on this day or later")] = None
    last: Annotated[Day | None, Meta(description="only stories with a report on this day or earlier")] = None
    order: Annotated[
        Literal["spread", "latest", "reports"], Meta(description="spread: many reports on few origins first")
    ] = "spread"
    page: Annotated[Number, Meta(description="page of the list, from 1")] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PartQuery:
    """Which part of a long page."""

    page: Annotated[Number, Meta(description="part of the page, from 1")] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentQuery:
    """Which stretch of a document to point at."""

    at: Annotated[Stretch | None, Meta(description="code points to point at, START-END")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareQuery:
    """Which two documents to compare."""

    a: Annotated[Words | None, Meta(description="id of a document")] = None
    b: Annotated[Words | None, Meta(description="id of another document")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What to look for."""

    q: Annotated[Words, Meta(description="words that all must stand in the text")] = ""
    noun: Annotated[Literal["document", "statement", "claim"] | None, Meta(description="only records of this kind")] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQuery:
    """What to judge."""

    noun: Annotated[Words | None, Meta(description="statement, claim, link, direction, role, place or case")] = None
    subject: Annotated[Words | None, Meta(description="ids of what is judged, with blanks between them")] = None
    page: Annotated[Number, Meta(description="page of the list, from 1")] = 1


def read_query(given: Mapping[str, str], kind: type[Q]) -> Q:
    """Return the record of a query string; an empty value is none given.

    Raises:
        UsageError: a name that the page does not know, or a value that it cannot take.
    """
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(given) - known)
    if unknown:
        raise UsageError(f"unknown parameter: {', '.join(unknown)[:200]}; known: {', '.join(sorted(known)) or 'none'}")
    try:
        return convert({name: value for name, value in given.items() if value}, kind, strict=False)
    except ValidationError as error:
        raise UsageError(f"a parameter cannot be read: {error}") from error

"""What a reader of one format hands on, before boilerplate, credits, dates and language are looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.model import Metadata, Published


class FileError(Exception):
    """A file whose text cannot be had: reason and detail of its reject."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Clean text and what the format itself said of it.

    ``metadata`` is what a front matter or a page declares; ``dates`` are a page's date candidates, best basis first.
    ``language`` is what the page says its language is, which is often the site's and not the text's.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    dates: tuple[Published, ...] = ()
    links: tuple[str, ...] = ()
    language: str | None = None

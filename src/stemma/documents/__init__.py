"""Documents: clean text with what is known of it.

Enters: a ``Capture``. Leaves: a ``Document`` with text, title, outlet, address, language, publication interval,
credits and what was removed; or a ``Reject`` with its reason. Refuses: captures without text, too long
ones, unreadable pages.

What a call says (``--meta``, a JSON field) goes before what the input says of itself (front matter, the page), and that
before what is read out of the text.
"""

from __future__ import annotations

from dataclasses import fields, replace
from urllib.parse import urlsplit

from stemma.config import Config
from stemma.documents.boilerplate import find_boilerplate, merge_removed
from stemma.documents.credits import find_credits
from stemma.documents.dates import choose, date_in_text, date_in_url, parse_date
from stemma.documents.draft import Draft, FileError
from stemma.documents.frontmatter import split_front_matter
from stemma.documents.html import PageError, declared_charset, read_page
from stemma.documents.lines import split_lines
from stemma.documents.markdown import read_markdown
from stemma.documents.office import read_docx, read_odt, read_rtf
from stemma.documents.pdf import read_pdf
from stemma.documents.plain import normalise, one_line
from stemma.documents.telegram import read_message, read_post
from stemma.documents.titles import find_title
from stemma.ids import make_id
from stemma.language.decoding import decode
from stemma.language.detect import detect
from stemma.model import Capture, Credit, Document, Metadata, Published, Reject

__all__ = ["clean"]


def clean(capture: Capture, *, config: Config) -> Document | Reject:
    """Return the document of a capture."""
    try:
        draft = _READERS[capture.media_type](capture)
    except PageError as error:
        return _reject(capture, "unreadable_page", str(error))
    except FileError as error:
        return _reject(capture, error.reason, error.detail)
    if not draft.text.strip():
        return _reject(capture, "empty", "no text in it")
    if len(draft.text) > config.max_characters:
        detail = f"{len(draft.text)} characters of text; at most {config.max_characters} are read"
        return _reject(capture, "too_large", detail)
    return _document(capture, draft)


def _document(capture: Capture, draft: Draft) -> Document:
    said = _said(capture, draft)
    text, url = draft.text, one_line(said.url, longest=2000)
    language = detect(text, declared=said.language, hint=draft.language)
    named, credit_lines = find_credits(text)
    removed = merge_removed(credit_lines, find_boilerplate(text, language))
    dates = _dates(said, draft, language)
    outlet = one_line(said.outlet) or _host(url)
    return Document(
        id=make_id("doc", text, outlet, url, said.record),
        capture=capture.id,
        path=capture.locator,
        text=text,
        url=url,
        outlet=outlet,
        title=one_line(said.title) or find_title(text, removed),
        language=language,
        published=choose(dates),
        record=said.record,
        author=one_line(said.author),
        captured=said.captured,
        forwarded_from=one_line(said.forwarded_from),
        edited=said.edited,
        views=said.views,
        dates=dates,
        links=_links(said, draft, named),
        media=said.media,
        removed=removed,
        credits=named,
    )


def _said(capture: Capture, draft: Draft) -> Metadata:
    """Return what is declared; where a program found a page says less of its address than the page itself."""
    said = _over(capture.metadata, draft.metadata)
    return said if capture.metadata.captured is None else replace(said, url=draft.metadata.url or said.url)


def _read_text(capture: Capture) -> Draft:
    metadata, text = split_front_matter(normalise(decode(capture.data, declared=capture.metadata.charset)))
    return Draft(text=text.strip("\n"), metadata=metadata)


def _read_markdown(capture: Capture) -> Draft:
    metadata, source = split_front_matter(normalise(decode(capture.data, declared=capture.metadata.charset)))
    text, title, links = read_markdown(source)
    return Draft(text=normalise(text).strip("\n"), metadata=_over(metadata, Metadata(title=title)), links=links)


def _read_page(capture: Capture) -> Draft:
    page = decode(capture.data, declared=declared_charset(capture.data, server=capture.metadata.charset))
    if not page.strip():
        return Draft(text="")
    fetched = capture.metadata.captured is not None
    return read_page(page, url=one_line(capture.metadata.url, longest=2000), fetched=fetched)


_READERS = {
    "text/plain": _read_text,
    "text/markdown": _read_markdown,
    "text/html": _read_page,
    "application/pdf": read_pdf,
    "application/rtf": read_rtf,
    "application/vnd.oasis.opendocument.text": read_odt,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
    "application/vnd.telegram+html": read_post,
    "application/vnd.telegram+json": read_message,
}


def _dates(said: Metadata, draft: Draft, language: str | None) -> tuple[Published, ...]:
    """Return every date candidate, from the surest basis to the least sure."""
    found = [
        parse_date(said.published, "declared", language) if said.published else None,
        *draft.dates,
        *said.dates,
        date_in_url(said.url),
        date_in_text((line.text for line in split_lines(draft.text)), language),
    ]
    return tuple(dict.fromkeys(date for date in found if date is not None))


def _links(said: Metadata, draft: Draft, named: tuple[Credit, ...]) -> tuple[str, ...]:
    written = (_absolute(credit.name) for credit in named if credit.kind == "link" and credit.name)
    return tuple(dict.fromkeys((*said.links, *draft.links, *written)))


def _absolute(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _over(first: Metadata, second: Metadata) -> Metadata:
    """Return the metadata of both; where both speak, ``first`` is heard."""
    names = [f.name for f in fields(Metadata)]
    return replace(second, **{name: value for name in names if (value := getattr(first, name)) not in (None, ())})


def _host(url: str | None) -> str | None:
    """Return the host of a web address: the outlet, where nothing better is known."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _reject(capture: Capture, reason: str, detail: str) -> Reject:
    return Reject(stage="documents", locator=capture.locator, reason=reason, detail=detail)

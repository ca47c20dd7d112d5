"""The desk as an ASGI application: routes, pages in HTML and JSON, errors.

Enters: requests that the guard let through. Leaves: pages. Refuses: what the pages refuse, with the status of the
error's class.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from stemma.errors import NotFoundError, StemmaError
from stemma.export import display
from stemma.model import Document
from stemma.store import Store
from stemma.web.desk import Desk
from stemma.web.exports import export
from stemma.web.guard import Guard, TooLargeError
from stemma.web.intake import Handed, read_handed
from stemma.web.jobs import Jobs
from stemma.web.judging import Form, judge, read_form
from stemma.web.queries import read_query
from stemma.web.routes import PAGES, Ask, Shown
from stemma.web.schema import describe

MAX_BYTES = 50_000_000
"""Bytes of one request; a folder of saved pages is sent in several."""

MAX_FILES = 200
"""Files of one request."""

MAX_FIELDS = 300
"""Fields of one judgement: a claim of 200 statements has a box to tick for each."""

PATIENCE = 60.0
"""Seconds that a judgement waits while a run is written into the case: 100,000 reports take about that long, and what a
person has typed must not be lost to an error."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names under which a desk on this machine is reached."""

SEEN = "stemma_seen"
"""Cookie with the number of the run that the reader saw last."""

ASSETS = {"desk.css": "text/css", "desk.js": "text/javascript", "dossier.css": "text/css", "mark.svg": "image/svg+xml"}
"""Style and script; the dossier's style is the desk's too."""


def make_app(
    case_file: str,
    *,
    hosts: Sequence[str] = LOOPBACK,
    token: str | None = None,
    read_only: bool = False,
    max_bytes: int = MAX_BYTES,
) -> ASGIApp:
    """Return the desk of a case file.

    Args:
        case_file: The case; it must be there.
        hosts: Names under which the desk answers.
        token: What a request must carry; ``None`` where only this machine can reach the desk.
        read_only: Refuse every change.
        max_bytes: The largest body of a request.

    Raises:
        CaseFileError: there is no case file of this version.
    """
    with Store(case_file) as store, store.writer() as writer:
        writer.survey()
    desk = Desk(case_file=case_file, jobs=Jobs(case_file), read_only=read_only, max_bytes=max_bytes)
    routes: list[BaseRoute] = []
    for shown in PAGES:
        routes += [
            Route(shown.twin, _page(desk, shown, plain=True)),
            Route(shown.path, _page(desk, shown, plain=False)),
        ]
    routes += [
        Route("/documents/{id}/original", _original(desk)),
        Route("/export/{form}", _export(desk)),
        Route("/add", _add(desk), methods=["POST"]),
        Route("/review", _judge(desk), methods=["POST"]),
        Route("/openapi.json", _description),
        Route("/static/{name}", _asset),
    ]
    app = Starlette(
        routes=routes, exception_handlers={StemmaError: _failed, HTTPException: _missing, TooLargeError: _too_large}
    )
    return Guard(app, hosts=hosts, token=token, read_only=read_only, max_bytes=max_bytes)


# --- answers ----------------------------------------------------------------------------------------------------


def _page(desk: Desk, shown: Shown, *, plain: bool) -> Callable[[Request], Response]:
    """Return what answers a page's address, in HTML or as its record."""

    def answer(request: Request) -> Response:
        query: object = read_query(dict(request.query_params), shown.query)
        seen = _seen(request)
        with desk.view() as view:
            page = shown.build(Ask(desk=desk, view=view, id=request.path_params.get("id", ""), query=query, seen=seen))
            number = view.number
        response = _json(page) if plain else _html(shown.template, page=page, desk=desk)
        if shown.path == "/" and not plain:
            response.set_cookie(SEEN, str(number), httponly=True, samesite="strict", max_age=31_536_000)
        return response

    return answer


def _seen(request: Request) -> int:
    given = request.cookies.get(SEEN, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


def _original(desk: Desk) -> Callable[[Request], Response]:
    """Return what answers with the exact bytes, never to be shown as a page of the desk."""

    def answer(request: Request) -> Response:
        with desk.view() as view:
            document = view.find(request.path_params["id"])
            capture = view.capture(document.capture) if isinstance(document, Document) else None
            if capture is None:
                raise NotFoundError("no such document")
            data = view.data(capture.digest)
        media = "text/plain" if capture.media_type.startswith("text/") else "application/octet-stream"
        headers = {"content-disposition": f'attachment; filename="{capture.id}"', "content-security-policy": "sandbox"}
        return Response(data, media_type=media, headers=headers)

    return answer


def _export(desk: Desk) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        with desk.view() as view:
            form, data = export(view, request.path_params["form"])
        headers = {"content-disposition": f'attachment; filename="{form.file}"', "content-security-policy": "sandbox"}
        return Response(data, media_type=form.media, headers=headers)

    return answer


def _add(desk: Desk) -> Callable[[Request], Any]:
    """Return what takes a form and starts the work on it."""

    async def answer(request: Request) -> Response:
        async with request.form(max_files=MAX_FILES, max_fields=20, max_part_size=desk.max_bytes) as form:
            given = {name: str(value) for name, value in form.items() if not isinstance(value, UploadFile)}
            uploads = [value for value in form.getlist("files") if isinstance(value, UploadFile) and value.filename]
            sent = [(upload.filename or "", await upload.read()) for upload in uploads]
        known = {name: given.get(name, "") for name in ("text", "outlet", "title", "published", "addresses")}
        name = await run_in_threadpool(_start, desk, Handed(**known, files=sent))
        return RedirectResponse(f"/jobs/{name}", status_code=303)

    return answer


def _start(desk: Desk, handed: Handed) -> str:
    with desk.view() as view:
        config = view.config()
    return desk.jobs.start(read_handed(handed, config=config))


def _judge(desk: Desk) -> Callable[[Request], Any]:
    """Return what takes a judgement."""

    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=MAX_FIELDS, max_part_size=20_000) as form:
            filled = read_form([(name, str(value)) for name, value in form.multi_items()])
        kept = await run_in_threadpool(_keep, desk, filled)
        return RedirectResponse(f"/review#{kept}", status_code=303)

    return answer


def _keep(desk: Desk, form: Form) -> str:
    """Keep a judgement and return the id under which the list shows it."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with Store(desk.case_file, patience=PATIENCE) as store:
        judgement = judge(store.view(), form, at=at)
        with store.writer() as writer:
            writer.judge(judgement)
    return judgement.signs or judgement.takes_back or judgement.id


def _description(request: Request) -> Response:
    return _json(describe())


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(404)
    return Response(_asset_bytes(name), media_type=ASSETS[name], headers={"cache-control": "max-age=3600"})


@cache
def _asset_bytes(name: str) -> bytes:
    folder = files("stemma.export") / "templates" if name.startswith("dossier") else files("stemma.web") / "static"
    return (folder / name).read_bytes()


# --- forms of an answer -------------------------------------------------------------------------------------------


def _html(template: str, *, status: int = 200, **shown: object) -> Response:
    body = _environment().get_template(template).render(**shown)
    return Response(body, status_code=status, media_type="text/html")


def _json(value: object, status: int = 200) -> Response:
    return Response(_ENCODER.encode(value), status_code=status, media_type="application/json")


def _plain(value: object) -> str:
    if isinstance(value, Markup):
        return str(value)
    raise TypeError(f"a page cannot hold a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)


@cache
def _environment() -> Environment:
    """Return the templates' environment: everything is escaped and made visible, and a missing name is an error."""
    return Environment(
        loader=ChoiceLoader([PackageLoader("stemma.web", "templates"), PackageLoader("stemma.export", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _harmless(value: object) -> object:
    return display.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, StemmaError)
    return _problem(request, error.http_status, str(error))


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _problem(request, error.status_code, error.detail)


def _too_large(request: Request, error: Exception) -> Response:
    return _problem(request, 413, "more bytes than this desk takes at once")


def _problem(request: Request, status: int, message: str) -> Response:
    message = display.printable(message)
    if request.url.path.endswith(".json"):
        return _json({"error": message, "status": status}, status)
    return _html("problem.html", status=status, message=message, code=status)

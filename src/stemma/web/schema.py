"""The desk's OpenAPI description, made from the records and queries themselves.

Enters: the table of pages. Leaves: a document of OpenAPI 3.1. Refuses: nothing.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from markupsafe import Markup

from stemma import __version__
from stemma.web.routes import PAGES, Shown

_ID = re.compile(r"\{(\w+)\}")


def describe() -> dict[str, Any]:
    """Return the description of every ``.json`` address."""
    kinds = [shown.page for shown in PAGES]
    schemas, components = msgspec.json.schema_components(
        kinds, schema_hook=_hook, ref_template="#/components/schemas/{name}"
    )
    components["Problem"] = {
        "type": "object",
        "required": ["error", "status"],
        "properties": {"error": {"type": "string"}, "status": {"type": "integer"}},
    }
    paths = {shown.twin: {"get": _operation(shown, schema)} for shown, schema in zip(PAGES, schemas, strict=True)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Stemma desk",
            "version": __version__,
            "description": "The pages of a case as records. Nothing here says that a claim is true or false.",
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(shown: Shown, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": shown.summary,
        "operationId": shown.page.__name__ + "." + shown.template.removesuffix(".html"),
        "parameters": [*_path_parameters(shown), *_query_parameters(shown)],
        "responses": {
            "200": {"description": "the page", "content": {"application/json": {"schema": schema}}},
            **{
                str(status): {
                    "description": text,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for status, text in (
                    (400, "a parameter that the page cannot take"),
                    (404, "nothing of that id"),
                    (422, "an input that cannot be read"),
                )
            },
        },
    }


def _path_parameters(shown: Shown) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in _ID.findall(shown.path)
    ]


def _query_parameters(shown: Shown) -> list[dict[str, Any]]:
    schema = msgspec.json.schema(shown.query)
    body = schema["$defs"][shown.query.__name__]
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": value.get("description", ""),
            "schema": _without_null({k: v for k, v in value.items() if k not in ("description", "default")}),
        }
        for name, value in body.get("properties", {}).items()
    ]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter that is given; one that is not given is left out, and never null."""
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    return options[0] if len(options) == 1 else schema


def _hook(kind: type) -> dict[str, Any]:
    if kind is Markup:
        return {"type": "string", "description": "markup drawn by Stemma"}
    raise TypeError(f"a page cannot hold a {kind.__name__}")

"""The dossier as one HTML file: no network, no fonts, readable without JavaScript, on a phone and in print.

Enters: a ``Case``. Leaves: the page as a string. Refuses: to let a report act. Every text is masked, made visible
and escaped, and the page's own policy forbids everything but the one style sheet and the one script inside it.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stemma.export import display
from stemma.export.composition import compose
from stemma.model import Case


def render(case: Case, *, about: str | None = None) -> str:
    """Return the dossier of ``case`` as one HTML page; ``about`` puts the nearest claims first."""
    view = compose(case, about=about)
    style, script = asset("dossier.css"), asset("dossier.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )
    template = environment().get_template("dossier.html")
    return template.render(page=view, style=Markup(style), script=Markup(script), policy=policy)


@cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped and made visible, and a missing name is an error."""
    return Environment(
        loader=PackageLoader("stemma.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _harmless(value: object) -> object:
    """Make every string that the template prints visible, whoever forgot to; markup of our own stays."""
    return display.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def asset(name: str) -> str:
    """Return a style sheet or script of the templates."""
    source, _, _ = environment().loader.get_source(environment(), name)  # type: ignore[union-attr]
    return source


def digest(text: str) -> str:
    """Return the digest by which a page's policy admits a style or script."""
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")

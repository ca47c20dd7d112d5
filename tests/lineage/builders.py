"""Short ways to a witness, a pair and a lineage of invented texts."""

from __future__ import annotations

from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.lineage.pairs import Pair
from stemma.lineage.readings import Witness, read
from stemma.lineage.usage import adapt
from stemma.model import Credit, Document, Published


def tree_of(text: str, language: str = "en", name: str = "doc_x") -> Tree:
    return grow(text, parse(name, text, language))


def document(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    url: str | None = None,
    day: str | None = None,
    credits: tuple[Credit, ...] = (),  # noqa: A002
    links: tuple[str, ...] = (),
    forwarded: str | None = None,
) -> Document:
    return Document(
        id=name,
        capture="",
        path=f"{name}.txt",
        text=text,
        outlet=outlet,
        url=url,
        language="en",
        published=Published(earliest=day, latest=day, basis="declared") if day else None,
        credits=credits,
        links=links,
        forwarded_from=forwarded,
    )


def witness(text: str, language: str = "en", name: str = "doc_x") -> Witness:
    return read(document(name, text), tree_of(text, language, name))


def pair_of(left: Document | str, right: Document | str, *others: str, language: str = "en") -> Pair:
    """Return a pair in a story of two documents and ``others``."""
    first = left if isinstance(left, Document) else document("doc_a", left)
    second = right if isinstance(right, Document) else document("doc_b", right)
    rest = [document(f"doc_z{n}", text) for n, text in enumerate(others)]
    found = [read(d, tree_of(d.text, language, d.id)) for d in (first, second, *rest)]
    usage, (a, b, *_) = adapt(found)
    return Pair(left=a, right=b, usage=usage)

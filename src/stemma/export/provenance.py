"""A case as W3C PROV in JSON-LD: which report came from which, who stands behind a claim, which run said so.

Enters: a case. Leaves: a JSON-LD document with its context inside, so that no reader needs the network. Refuses: what
must not be shared; the case is masked. A link whose direction is undecided is no derivation and is left out.

Source: PROV-O, W3C Recommendation of 30 April 2013.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.codec import Plain
from stemma.export.masking import mask_case
from stemma.ids import make_id
from stemma.model import Case, Claim, Document, Link, Run

Node = dict[str, Plain]

CONTEXT: Node = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "stemma": "urn:stemma:",
    "Entity": "prov:Entity",
    "Agent": "prov:Agent",
    "Activity": "prov:Activity",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "qualifiedDerivation": {"@id": "prov:qualifiedDerivation"},
    "Derivation": "prov:Derivation",
    "entity": {"@id": "prov:entity", "@type": "@id"},
    "value": "prov:value",
    "title": "dcterms:title",
    "source": {"@id": "dcterms:source", "@type": "@id"},
    "likelihood": {"@id": "stemma:likelihood", "@type": "xsd:double"},
    "low": {"@id": "stemma:originsLow", "@type": "xsd:integer"},
    "high": {"@id": "stemma:originsHigh", "@type": "xsd:integer"},
    "version": "stemma:version",
}


def describe(case: Case) -> dict[str, Plain]:
    """Return the JSON-LD document of a case, its nodes in id order."""
    shown = mask_case(case)
    nodes = {str(node["@id"]): node for node in _nodes(shown)}
    return {"@context": dict(CONTEXT), "@graph": [nodes[name] for name in sorted(nodes)]}


def _nodes(case: Case) -> Iterator[Node]:
    run = _run(case.run) if case.run else None
    if run:
        yield run
    links: dict[str, list[Link]] = {}
    for link in case.links:
        if link.kind != "cites" and (link.direction == "decided" or link.kind == "common_source"):
            links.setdefault(link.borrower, []).append(link)
    for document in case.documents:
        yield from _document(document, links.get(document.id, []))
    for story in case.stories:
        for unseen in story.unseen:
            yield {"@id": _urn(unseen.id), "@type": "Entity", "title": unseen.name or "a source not seen here"}
    for claim in case.claims:
        yield from _claim(claim, run)


def _document(document: Document, links: list[Link]) -> Iterator[Node]:
    node: Node = {"@id": _urn(document.id), "@type": "Entity"}
    if document.title:
        node["title"] = document.title
    if document.url:
        node["source"] = document.url
    if document.outlet:
        agent = _urn(make_id("src", document.outlet))
        node["wasAttributedTo"] = agent
        yield {"@id": agent, "@type": "Agent", "title": document.outlet}
    if links:
        node["wasDerivedFrom"] = [_urn(link.lender) for link in links]
        node["qualifiedDerivation"] = [
            {
                "@id": _urn(link.id),
                "@type": "Derivation",
                "entity": _urn(link.lender),
                "likelihood": str(round(link.probability, 4)),
            }
            for link in links
        ]
    yield node


def _claim(claim: Claim, run: Node | None) -> Iterator[Node]:
    node: Node = {
        "@id": _urn(claim.id),
        "@type": "Entity",
        "value": claim.text,
        "low": claim.origins.low,
        "high": claim.origins.high,
        "wasDerivedFrom": [_urn(name) for name in claim.documents],
    }
    if run:
        node["wasGeneratedBy"] = run["@id"]
    agents = [(_urn(make_id("src", origin.name)), origin.name) for origin in claim.origins.items]
    if agents:
        node["wasAttributedTo"] = [name for name, _ in agents]
    yield node
    for agent, name in agents:
        yield {"@id": agent, "@type": "Agent", "title": name}


def _run(run: Run) -> Node:
    return {"@id": _urn(run.id), "@type": "Activity", "version": run.version}


def _urn(name: str) -> str:
    return f"urn:stemma:{name}"

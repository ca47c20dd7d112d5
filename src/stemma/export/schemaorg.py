"""Claims as schema.org ``Claim`` and ``ClaimReview`` in JSON-LD, without any rating.

Enters: a case. Leaves: a JSON-LD document with one ``ClaimReview`` for each claim that several reports bring or that
is contested. Refuses: a rating; Stemma gives none, and "not confirmed here" is not "false".

Source: schema.org 29.0, types ``Claim`` (``appearance``, ``firstAppearance``) and ``ClaimReview``.
"""

from __future__ import annotations

from stemma.codec import Plain
from stemma.export.masking import mask_case
from stemma.export.outline import in_time
from stemma.model import Case, Claim, Document, Origin

CONTEXT: dict[str, Plain] = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
"""The vocabulary inside the document, so that no reader needs the network."""


def review(case: Case) -> dict[str, Plain]:
    """Return the JSON-LD document of a case."""
    shown = mask_case(case)
    documents = {document.id: document for document in shown.documents}
    return {
        "@context": dict(CONTEXT),
        "@graph": [
            _review(claim, [documents[name] for name in claim.documents if name in documents])
            for claim in sorted(shown.claims, key=lambda c: c.id)
            if len(claim.documents) > 1 or claim.contested
        ],
    }


def _review(claim: Claim, documents: list[Document]) -> dict[str, Plain]:
    told = [_report(document) for document in in_time(documents)]
    subject: dict[str, Plain] = {
        "@type": "Claim",
        "@id": f"urn:stemma:{claim.id}",
        "text": claim.text,
        "appearance": list(told),
        "author": [_party(origin) for origin in claim.origins.items],
    }
    if any(document.published for document in documents):
        subject["firstAppearance"] = told[0]
    return {
        "@type": "ClaimReview",
        "@id": f"urn:stemma:review:{claim.id}",
        "claimReviewed": claim.text,
        "reviewBody": claim.wording,
        "itemReviewed": subject,
        "additionalType": "urn:stemma:status:" + claim.status,
    }


def _report(document: Document) -> dict[str, Plain]:
    found: dict[str, Plain] = {"@type": "CreativeWork", "@id": f"urn:stemma:{document.id}"}
    if document.title:
        found["headline"] = document.title
    if document.url:
        found["url"] = document.url
    if document.published:
        found["datePublished"] = document.published.earliest
    if document.outlet:
        found["publisher"] = {"@type": "Organization", "name": document.outlet}
    return found


def _party(origin: Origin) -> dict[str, Plain]:
    kind = {"person": "Person", "organization": "Organization", "outlet": "Organization"}.get(origin.kind, "Thing")
    return {"@type": kind, "name": origin.name}

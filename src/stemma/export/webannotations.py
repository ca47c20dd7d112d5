"""Statements as W3C Web Annotations: where in which report who is made to say what.

Enters: a case. Leaves: a JSON-LD annotation collection; each target has a position selector (code points of the
record's text, half-open) and a quotation selector, by which the words are found again on the live page. Refuses: what
must not be shared; the case is masked.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

from stemma.codec import Plain
from stemma.export.masking import mask_case
from stemma.model import Case, Document, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""Code points before and behind the words that the quotation selector gives; enough to tell two places apart."""


def annotate(case: Case) -> dict[str, Plain]:
    """Return the annotation collection of a case, in statement order."""
    shown = mask_case(case)
    documents = {document.id: document for document in shown.documents}
    items: list[Plain] = [
        _annotation(statement, documents[statement.document])
        for statement in sorted(shown.statements, key=lambda s: s.id)
        if statement.document in documents
    ]
    return {
        "@context": CONTEXT,
        "id": "urn:stemma:annotations",
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"id": "urn:stemma:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(statement: Statement, document: Document) -> dict[str, Plain]:
    span, text = statement.content, document.text
    who = statement.source.name or "the report itself"
    return {
        "id": f"urn:stemma:{statement.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": f"said by {who}"},
        "target": {
            "source": document.url or f"urn:stemma:{document.id}",
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.within(text),
                    "prefix": text[max(0, span.start - AROUND) : span.start],
                    "suffix": text[span.end : span.end + AROUND],
                },
            ],
        },
    }

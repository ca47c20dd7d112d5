"""The forms in which a case can be taken away: one table for the command line and the desk.

Enters: a case and the name of a form. Leaves: the file's bytes. Refuses: a form that is not in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from stemma.codec import Plain, to_json
from stemma.export import dossier, geojson, graphml, provenance, records, schemaorg, tables, webannotations
from stemma.model import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: its file's name and media type, what it is for, and what makes it."""

    file: str
    media: str
    purpose: str
    make: Callable[[Case], bytes]


def _json(make: Callable[[Case], dict[str, Plain]]) -> Callable[[Case], bytes]:
    return lambda case: to_json(make(case)) + b"\n"


def _records(case: Case) -> bytes:
    """Return the record files in one archive, the same bytes for the same case."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for file, data in records.render(case).items():
            archive.writestr(ZipInfo(file), data, ZIP_DEFLATED)
    return out.getvalue()


def _tables() -> Mapping[str, Form]:
    found: dict[str, Form] = {}
    for noun in tables.TABLES:
        found[f"{noun}-csv"] = Form(
            file=f"{noun}.csv",
            media="text/csv; charset=utf-8",
            purpose=f"{noun} as a table, for a spreadsheet",
            make=partial(tables.to_csv, noun=noun),
        )
        found[f"{noun}-parquet"] = Form(
            file=f"{noun}.parquet",
            media="application/vnd.apache.parquet",
            purpose=f"{noun} as a table, for data tools",
            make=partial(tables.to_parquet, noun=noun),
        )
    return found


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "dossier": Form(
            file="dossier.html",
            media="text/html",
            purpose="the whole case as one page, to read, print and send",
            make=lambda case: dossier.render(case).encode("utf-8"),
        ),
        "records": Form(
            file="records.zip",
            media="application/zip",
            purpose="every record as JSON lines, texts in full and unmasked: for your own use",
            make=_records,
        ),
        "prov": Form(
            file="prov.jsonld",
            media="application/ld+json",
            purpose="W3C PROV: which report came from which, who stands behind a claim",
            make=_json(provenance.describe),
        ),
        "claimreview": Form(
            file="claimreview.jsonld",
            media="application/ld+json",
            purpose="schema.org Claim and ClaimReview, without a rating",
            make=_json(schemaorg.review),
        ),
        "annotations": Form(
            file="annotations.jsonld",
            media="application/ld+json",
            purpose="W3C Web Annotations: where in which report who is made to say what",
            make=_json(webannotations.annotate),
        ),
        "geojson": Form(
            file="places.geojson",
            media="application/geo+json",
            purpose="the settlements of each story, for a map",
            make=_json(geojson.collect),
        ),
        "graphml": Form(
            file="lineage.graphml",
            media="application/graphml+xml",
            purpose="who retells whom as a graph, for graph programs",
            make=graphml.draw,
        ),
        **_tables(),
    }
)
"""Name → form."""

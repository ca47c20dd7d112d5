"""The lineage of every story as GraphML, for graph programs.

Enters: a case. Leaves: GraphML: reports and unseen sources as nodes, links as directed edges from borrower to lender.
Refuses: what must not be shared; the case is masked.
"""

from __future__ import annotations

import re
from io import BytesIO

import networkx

from stemma.export.masking import mask_case
from stemma.model import Case

_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def draw(case: Case) -> bytes:
    """Return the GraphML file of a case."""
    shown = mask_case(case)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    stories = {name: story.id for story in shown.stories for name in story.documents}
    for document in sorted(shown.documents, key=lambda d: d.id):
        graph.add_node(
            document.id,
            kind="report",
            label=_plain(document.outlet or document.path),
            title=_plain(document.title or ""),
            published=document.published.earliest if document.published else "",
            story=stories.get(document.id, ""),
        )
    for story in sorted(shown.stories, key=lambda s: s.id):
        for unseen in story.unseen:
            graph.add_node(unseen.id, kind="unseen", label=_plain(unseen.name or ""), story=story.id)
    for link in sorted(shown.links, key=lambda k: k.id):
        graph.add_edge(
            link.borrower,
            link.lender,
            key=link.id,
            kind=link.kind,
            direction=link.direction,
            probability=round(link.probability, 4),
        )
    out = BytesIO()
    networkx.write_graphml(graph, out, named_key_ids=True)
    return out.getvalue()


def _plain(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)

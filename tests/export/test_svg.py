from __future__ import annotations

from xml.etree import ElementTree

import pytest

from stemma.export import svg
from stemma.export.branches import rows
from stemma.export.outline import arrange
from stemma.model import Case

NS = "{http://www.w3.org/2000/svg}"


def lineage(case: Case, *, names: bool = False) -> ElementTree.Element:
    chapter = arrange(case).chapters[0]
    outline = arrange(case)
    found = rows(chapter.documents, chapter.links, chapter.unseen)
    drawing, _ = svg.lineage(found, {r.id: outline.label(r.id) for r in found}, caption="Lineage", names=names)
    return ElementTree.fromstring(drawing)


def classes(root: ElementTree.Element, tag: str) -> list[str]:
    return [e.get("class", "") for e in root.iter(NS + tag)]


def test_unseen_sources_are_hollow_and_reports_filled(case: Case) -> None:
    assert sorted(classes(lineage(case), "circle")) == ["node", "node", "node", "node", "node alone", "unseen"]


def test_links_lead_to_their_evidence_and_say_what_they_are(case: Case) -> None:
    links = {e.get("href"): e for e in lineage(case).iter(NS + "a")}
    assert set(links) == {"#lnk_1", "#lnk_2", "#lnk_3", "#lnk_4"}
    titles = {href: e.findtext(NS + "title") for href, e in links.items()}
    assert titles["#lnk_1"] == "Evening Paper retells Harbour News (0.93)"
    assert "draws on Dock Post" in (titles["#lnk_2"] or "")
    assert "shares evidence with" in (titles["#lnk_4"] or "")


def test_undecided_links_have_no_arrow(case: Case) -> None:
    for element in lineage(case).iter(NS + "a"):
        tips = [p for p in element.iter(NS + "path") if p.get("class") == "tip"]
        assert bool(tips) == ("undecided" not in (element.get("class") or "").split())


def test_a_drawing_that_stands_alone_names_its_nodes(case: Case) -> None:
    named = [t.text for t in lineage(case, names=True).iter(NS + "text")]
    assert "Dock Post" in named
    assert not list(lineage(case).iter(NS + "text"))


def test_hostile_names_are_escaped(hostile: Case) -> None:
    root = lineage(hostile, names=True)
    assert {e.tag.removeprefix(NS) for e in root.iter()} <= {"svg", "title", "a", "path", "circle", "text"}


def group(name: str, sheets: int, *, distinct: bool = True) -> svg.Group:
    made = tuple(svg.Sheet(label=f"R{n}", href=f"#r{n}") for n in range(sheets))
    return svg.Group(name=name, distinct=distinct, sheets=made)


@pytest.mark.parametrize(
    "counts", [[9], [1], [0], [3, 2], [30, 1], [1, 1, 1, 1], [2, 2, 2, 2, 2, 2], [200], [80, 90, 100]]
)
def test_reports_hang_inside_the_picture(counts: list[int]) -> None:
    drawing = svg.hang([group(f"Origin number {n}", c) for n, c in enumerate(counts)], caption="x")
    root = ElementTree.fromstring(drawing)
    height = int(root.get("height", "0"))
    boxes = [(float(r.get("x", "0")), float(r.get("y", "0"))) for r in root.iter(NS + "rect")]
    assert len(boxes) == min(sum(counts), len(boxes)) <= svg.MAX_SHEETS
    assert len(set(boxes)) == len(boxes)
    assert all(0 <= x <= svg.WIDTH - 18 and y + 22 <= height for x, y in boxes)
    assert len(list(root.iter(NS + "circle"))) == min(len(counts), svg.MAX_GROUPS)


def test_what_is_not_drawn_is_counted() -> None:
    assert "Agency (200)" in svg.hang([group("Agency", 200)], caption="x")
    assert "3 more" in svg.hang([group(f"O{n}", 1) for n in range(6)], caption="x")


def test_the_range_is_drawn_as_filled_and_hollow_dots() -> None:
    assert classes(ElementTree.fromstring(svg.dots(1, 3)), "circle") == ["full", "open", "open"]
    assert len(classes(ElementTree.fromstring(svg.dots(1, 99)), "circle")) == 8

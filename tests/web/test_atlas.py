"""The drawing of places: settlements only, land without borders."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from stemma.model import PlaceKind, StoryPlace
from stemma.web.atlas import HEIGHT, WIDTH, draw


def place(name: str, longitude: float | None, latitude: float | None, kind: PlaceKind = "settlement") -> StoryPlace:
    return StoryPlace(name=name, names=(name,), kind=kind, longitude=longitude, latitude=latitude)


def test_only_settlements_with_a_position_are_drawn() -> None:
    assert draw([]) is None
    assert draw([place("Thurgau", 9.0, 47.6, "region"), place("Nowhere", None, None)]) is None
    drawn = draw([place("Odesa", 30.73, 46.48), place("Izmail", 28.84, 45.35), place("Ukraine", 31.0, 49.0, "country")])
    tree = etree.fromstring(str(drawn))
    assert sorted(t.text for t in tree.iter("text")) == ["Izmail", "Odesa"]


def test_north_is_up_and_east_is_right_and_everything_lies_inside() -> None:
    tree = etree.fromstring(str(draw([place("Hamburg", 10.0, 53.55), place("Genoa", 8.93, 44.41)])))
    (hamburg, genoa) = [(float(c.get("cx")), float(c.get("cy"))) for c in tree.iter("circle")]
    assert hamburg[0] > genoa[0]
    assert hamburg[1] < genoa[1]
    points = [tuple(map(float, p.split(","))) for land in tree.iter("polygon") for p in land.get("points").split()]
    assert points
    assert all(-0.1 <= x <= WIDTH + 0.1 and -0.1 <= y <= HEIGHT + 0.1 for x, y in points)


def test_a_dot_on_land_lies_on_drawn_land_and_one_at_sea_does_not() -> None:
    def on_land(longitude: float, latitude: float) -> bool:
        tree = etree.fromstring(str(draw([place("X", longitude, latitude)])))
        x, y = WIDTH / 2, HEIGHT / 2
        inside = False
        for land in tree.iter("polygon"):
            ring = [tuple(map(float, p.split(","))) for p in land.get("points").split()]
            for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    inside = not inside
        return inside

    assert on_land(10.0, 51.0)
    assert not on_land(3.5, 56.0)


def test_land_across_the_date_line_draws_no_stripes() -> None:
    """Moscow and Washington on one map: the north of Eurasia reaches beyond 180°, and is drawn once at each end."""
    tree = etree.fromstring(str(draw([place("Moscow", 37.6, 55.75), place("Washington", -77.0, 38.9)])))
    for land in tree.iter("polygon"):
        ring = [tuple(map(float, p.split(","))) for p in land.get("points").split()]
        sides = zip(ring, ring[1:] + ring[:1], strict=True)
        inside = [(a, b) for a, b in sides if 1 < a[1] < HEIGHT - 1 and 1 < b[1] < HEIGHT - 1]
        assert all(abs(a[0] - b[0]) < WIDTH / 2 for a, b in inside)


def test_hostile_names_are_text() -> None:
    assert "<script" not in str(draw([place("<script>alert(1)</script>", 10.0, 51.0)]))

"""Places as GeoJSON: settlements with a known position, and nothing finer."""

from __future__ import annotations

import json

from stemma.codec import to_json
from stemma.export import geojson
from stemma.model import Case, Story, StoryPlace

BREGENZ = StoryPlace(
    name="Bregenz",
    names=("Bregenz", "Bregenç"),
    kind="settlement",
    geonames_id=2781503,
    country="AT",
    latitude=47.50311,
    longitude=9.7471,
)
REGION = StoryPlace(name="Vorarlberg", names=(), kind="region", geonames_id=1, latitude=47.25, longitude=9.9)
UNKNOWN = StoryPlace(name="Seedorf", names=(), kind="settlement")


def collection(*places: StoryPlace) -> list[dict[str, object]]:
    case = Case(stories=(Story(id="sto_1", title="A crane fell", documents=("doc_1", "doc_2"), places=places),))
    found = json.loads(to_json(geojson.collect(case)))
    assert found["type"] == "FeatureCollection"
    assert isinstance(found["features"], list)
    return found["features"]


def test_a_settlement_is_a_point_longitude_first() -> None:
    (feature,) = collection(BREGENZ)
    assert feature == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [9.7471, 47.5031]},
        "properties": {
            "name": "Bregenz",
            "names": ["Bregenz", "Bregenç"],
            "country": "AT",
            "geonames_id": 2781503,
            "story": "sto_1",
            "story_title": "A crane fell",
            "documents": 2,
        },
    }


def test_regions_and_unknown_positions_are_left_out() -> None:
    assert [f["properties"]["name"] for f in collection(UNKNOWN, BREGENZ, REGION)] == ["Bregenz"]  # type: ignore[index]


def test_no_story_no_feature() -> None:
    assert geojson.collect(Case()) == {"type": "FeatureCollection", "features": []}


def test_a_title_is_masked() -> None:
    story = Story(id="sto_1", title="A crane fell at 47.50311, 9.74710", documents=("doc_1",), places=(BREGENZ,))
    written = to_json(geojson.collect(Case(stories=(story,)))).decode()
    assert "A crane fell" in written
    assert "47.50311" not in written

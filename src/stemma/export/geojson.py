"""The places of stories as GeoJSON (RFC 7946), at settlement level.

Enters: a case. Leaves: one FeatureCollection with a point for each settlement of each story; its position is the
gazetteer's for the settlement, never one read in a text. Refuses: whatever is not a settlement with a known position.
"""

from __future__ import annotations

from stemma.codec import Plain
from stemma.model import Case, Story, StoryPlace


def collect(case: Case) -> dict[str, Plain]:
    """Return the FeatureCollection of a case, in story and place order."""
    features: list[Plain] = [_feature(story, place) for story in case.stories for place in _settlements(story)]
    return {"type": "FeatureCollection", "features": features}


def _settlements(story: Story) -> list[StoryPlace]:
    places = [p for p in story.places if p.kind == "settlement" and p.latitude is not None and p.longitude is not None]
    return sorted(places, key=lambda p: (p.name, p.geonames_id or 0))


def _feature(story: Story, place: StoryPlace) -> dict[str, Plain]:
    position: list[Plain] = [round(place.longitude or 0.0, 4), round(place.latitude or 0.0, 4)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": position},
        "properties": {
            "name": place.name,
            "names": list(place.names),
            "country": place.country,
            "geonames_id": place.geonames_id,
            "story": story.id,
            "story_title": story.title,
            "documents": len(story.documents),
        },
    }

"""The places of stories as GeoJSON (RFC 7946), at settlement level.

Enters: a case. Leaves: one FeatureCollection with a point for each settlement of each story; its position is the
gazetteer's for the settlement, never one read in a text; titles are masked as in the dossier. Refuses: whatever is no
settlement with a known position.
"""

from __future__ import annotations

from stemma.codec import Plain
from stemma.export.masking import mask_case, private_role
from stemma.model import Case, Story, StoryPlace


def collect(case: Case) -> dict[str, Plain]:
    """Return the FeatureCollection of a case, in story and place order."""
    features: list[Plain] = [_feature(story, place) for story in _shareable(case) for place in _settlements(story)]
    return {"type": "FeatureCollection", "features": features}


def _shareable(case: Case) -> tuple[Story, ...]:
    """Return the stories with masked titles; of the case only what names private people is needed for that."""
    naming = tuple(s for s in case.statements if private_role(s.source))
    return mask_case(Case(stories=case.stories, statements=naming)).stories


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

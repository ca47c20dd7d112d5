"""Put the stretches of one name together, with all that the text says beside them.

Enters: recognised stretches of one page. Leaves: a ``Group`` for each, equal for stretches that mean the same place.
Refuses: to join stretches beside which different areas are named ("Paris, Texas" and "Paris, France").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemma.model import PlaceKind
from stemma.places.gazetteer import Entry
from stemma.places.page import Page
from stemma.places.scan import Toponym


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The stretches of one name that share a meaning: their key, said kind, areas named beside, and entries.

    ``countries``: ISO codes of the countries named in the same sentences; ``peers``: the kinds of what stands beside
    it in lists ("Ukraine and Georgia").
    """

    key: str
    kind: PlaceKind | None
    areas: tuple[Entry, ...]
    countries: frozenset[str]
    peers: frozenset[PlaceKind]
    holds: bool
    entries: tuple[Entry, ...]


def make_groups(page: Page, toponyms: Sequence[Toponym]) -> list[Group]:
    """Put each stretch into its group."""
    beside = [_areas_beside(page, toponyms, n) for n in range(len(toponyms))]
    holding = [_holds_before(page, toponyms, n) for n in range(len(toponyms))]
    named: dict[tuple[str, PlaceKind | None], list[tuple[Entry, ...]]] = defaultdict(list)
    for toponym, areas in zip(toponyms, beside, strict=True):
        if areas and areas not in named[toponym.key, toponym.kind]:
            named[toponym.key, toponym.kind].append(areas)
    countries, peers = _countries_beside(page, toponyms), _peers(page, toponyms)
    groups: list[Group] = []
    for toponym, areas, holds in zip(toponyms, beside, holding, strict=True):
        shared = named[toponym.key, toponym.kind]
        known = areas or (shared[0] if len(shared) == 1 else ())
        entries = fitting(toponym)
        groups.append(
            Group(
                key=toponym.key,
                kind=toponym.kind,
                areas=known,
                countries=countries[toponym.key],
                peers=peers[toponym.key],
                holds=holds,
                entries=tuple(entries),
            )
        )
    return groups


def fitting(toponym: Toponym) -> Sequence[Entry]:
    """Keep the entries of the kind that the text says, if there are any ("the capital of Ukraine" is no town)."""
    entries = toponym.entries
    if toponym.kind in ("region", "district"):
        areas = [e for e in entries if e.kind in ("region", "district", "other")]
        same = [e for e in areas if e.kind == toponym.kind or (e.kind == "other" and toponym.kind == "region")]
        return same or areas or [e for e in entries if e.kind == "country"]
    if toponym.kind == "settlement" and not any(e.kind == "country" and e.main for e in entries):
        return [e for e in entries if e.kind == "settlement"] or entries
    return entries


def inside(entry: Entry, area: Entry) -> bool:
    """Tell whether ``area`` (country, region or district) contains ``entry``."""
    if area.kind == "country":
        return entry.country == area.country and entry.place != area.place
    return area.place in (entry.admin1, entry.admin2)


def _areas_beside(page: Page, toponyms: Sequence[Toponym], n: int) -> tuple[Entry, ...]:
    """Return the areas that the next stretch names after a comma, if they hold some reading of this one."""
    if n + 1 == len(toponyms):
        return ()
    toponym, after = toponyms[n], toponyms[n + 1]
    if after.start != toponym.end + 2 or page.lowers[toponym.end + 1] not in (",", "("):
        return ()
    if not page.together(toponym.end, after.start):
        return ()
    areas = tuple(e for e in after.entries if e.kind != "settlement")
    return tuple(a for a in areas if any(inside(e, a) for e in toponym.entries))


def _holds_before(page: Page, toponyms: Sequence[Toponym], n: int) -> bool:
    """Tell whether this stretch is the area named after the one before it."""
    return n > 0 and bool(_areas_beside(page, toponyms, n - 1))


def _countries_beside(page: Page, toponyms: Sequence[Toponym]) -> dict[str, frozenset[str]]:
    """Collect, for each name, the countries named in its sentences."""
    named: dict[int, set[str]] = defaultdict(set)
    for token, word in enumerate(page.lowers):
        if page.capital[token] and word in page.lexicon.demonyms:
            named[page.sentence[token]].add(page.lexicon.demonyms[word])
    for toponym in toponyms:
        countries = {e.country for e in toponym.entries if e.kind == "country" and e.country}
        if len(countries) == 1:
            named[page.sentence[toponym.start]] |= countries
    beside: dict[str, set[str]] = defaultdict(set)
    for toponym in toponyms:
        beside[toponym.key] |= named[page.sentence[toponym.start]]
    return {key: frozenset(codes) for key, codes in beside.items()}


def _peers(page: Page, toponyms: Sequence[Toponym]) -> dict[str, frozenset[PlaceKind]]:
    """Collect, for each name, the sure kinds of the names joined to it by "and", "or" or a comma."""
    found: dict[str, set[PlaceKind]] = {t.key: set() for t in toponyms}
    for left, right in pairwise(toponyms):
        between = page.lowers[left.end + 1 : right.start]
        joined = 0 < len(between) <= 2 and all(w in (",", "and", "or", "&") for w in between)
        if not joined or not page.together(left.end, right.start):
            continue
        for one, other in ((left, right), (right, left)):
            kinds = {e.kind for e in other.entries if e.main and e.kind != "district"}
            if len(kinds) == 1 and one.key != other.key:
                found[one.key] |= kinds
    return {key: frozenset(kinds) for key, kinds in found.items()}

"""Who stands behind the statements of a claim: parties in the making of origins.

Enters: the readings of one claim that assert it, and the story's material. Leaves: merged ``Stand`` objects, each a
party with the readings it stands behind. Refuses: to guess; a short name that fits two parties stays by itself.

The furthest public party of each statement's chain; own-voice repetition takes the attribution; names of one party
meet; what lineage merges is merged (DESIGN 4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.claims.material import Material
from stemma.claims.names import best_name, is_full_name, is_pronoun
from stemma.claims.parties import body_of, is_mute, is_no_party, name_words
from stemma.compare.names import canonical, same_party
from stemma.compare.readings import Reading
from stemma.language.words import words
from stemma.model import ChainLink, SourceKind, Statement

_PROPER = re.compile(r"\b[A-Z][a-z]")

PUBLIC: frozenset[SourceKind] = frozenset({"person", "organization", "document"})
"""Kinds of source that can stand publicly behind a content, if they are named."""


@dataclass(slots=True, eq=False)
class Stand:
    """An origin in the making: a party, and the readings it stands behind.

    ``body``: for whom a spokesperson speaks. ``names``: how the reports call it, each as often as they do.
    """

    name: str
    kind: SourceKind
    named: bool
    role: str | None = None
    readings: list[Reading] = field(default_factory=list)
    body: str | None = None
    names: list[str] = field(default_factory=list)

    @property
    def documents(self) -> frozenset[str]:
        """The documents in which it stands behind the claim."""
        return frozenset(r.document.id for r in self.readings)


def find_stands(readings: Sequence[Reading], material: Material) -> list[Stand]:
    """Return the merged origins, those with most documents first."""
    attributed = [(r, furthest(r.statement, material)) for r in readings if not is_own_voice(r.statement)]
    stands = [_stand(p, r.statement, r) for r, p in attributed]
    stands = _merge(stands, material)
    for reading in (r for r in readings if is_own_voice(r.statement)):
        _place_own_voice(reading, stands, material)
    stands = _follow_outlets(_merge(stands, material), material)
    for stand in stands:
        if stand.kind == "outlet":
            _name_after_lender(stand, material)
        else:
            stand.name = best_name(stand.names, stand.kind, named=stand.named)
        stand.readings.sort(key=lambda r: (r.document.id, r.statement.content, r.id))
    return sorted(stands, key=lambda s: (-len(s.documents), not s.named, s.name.casefold(), s.readings[0].id))


def _follow_outlets(stands: list[Stand], material: Material) -> list[Stand]:
    """Merge "The Shore Daily writes" into the origin that this paper's own report has, or one of its lineage."""
    gone: dict[int, Stand] = {}
    for number, stand in enumerate(stands):
        cited = [d for d, doc in material.documents.items() if doc.outlet and same_party(stand.name, doc.outlet)]
        if stand.kind == "outlet" or not cited:
            continue
        others = [o for n, o in enumerate(stands) if o is not stand and n not in gone]
        told = [o for o in others if o.documents & set(cited)]
        kin = [o for o in others if any(material.related(c, d) for c in cited for d in o.documents)]
        if told or kin:
            gone[number] = (told or kin)[0]
    for number, target in gone.items():
        target.readings.extend(stands[number].readings)
    return [s for n, s in enumerate(stands) if n not in gone]


def _name_after_lender(stand: Stand, material: Material) -> None:
    """Call an origin of several linked reports by the one that retells none of the others."""
    first = [d for d in stand.documents if not material.lenders.get(d, frozenset()) & stand.documents]
    chosen = min(first or stand.documents, key=lambda d: (_published(material, d), material.labels[d]))
    outlet = material.documents[chosen].outlet
    stand.name, stand.named = outlet or f"the report {material.labels[chosen]}", bool(outlet)


def _published(material: Material, document: str) -> str:
    published = material.documents[document].published
    return published.earliest if published else "9999"


def is_own_voice(statement: Statement) -> bool:
    """Tell whether a document says it without attribution."""
    return statement.cue is None and statement.source.kind == "outlet"


def furthest(statement: Statement, material: Material) -> ChainLink:
    """Return the furthest party of a chain that stands publicly behind the content.

    Unnamed informants behind a public party are not counted beyond it; a chain without any public party ends
    with its last one. A bare "the report" takes the party whose report the text spoke of before.
    """
    public = [c for c in statement.chain if is_public(c)]
    bodies = [c for c in public if c.kind != "document"] or public
    if bodies:
        return bodies[-1]
    last = statement.chain[-1] if statement.chain else _as_link(statement)
    if is_pronoun(last.name):
        last = ChainLink(name="unknown", kind="unknown", named=False, span=last.span)
    if is_no_party(last):
        return ChainLink(name="unknown", kind="unknown", named=False, span=last.span)
    if last.kind == "document" and " " not in last.name:
        return _spoken_of(statement, last.name, material) or last
    return last


def is_public(link: ChainLink) -> bool:
    """Tell whether a party is named: by a name, or as a body that could be asked ("the Thurgau police")."""
    if is_pronoun(link.name) or is_mute(link.name):
        return False
    if link.named:
        return link.kind in PUBLIC
    lists = words("en", "claims")
    own = name_words(link.name)
    bodies = (lists["onlookers"] | lists["state_bodies"] | lists["armed_bodies"]) & lists["bodies_with_article"]
    return link.kind in {"organization", "group"} and bool(own & bodies) and bool(_PROPER.search(link.name))


def _as_link(statement: Statement) -> ChainLink:
    source = statement.source
    return ChainLink(name=source.name, kind=source.kind, named=source.named)


def _spoken_of(statement: Statement, name: str, material: Material) -> ChainLink | None:
    """Return the named party, else the named text, of the nearest statement before, at most three sentences back.

    Findings and polls are nobody's who is only quoted beside them; a person's own are letters and posts.
    """
    found = name.lower() in words("en", "claims")["found_texts"]
    before = [
        s
        for s in material.said[statement.document]
        if s.content.start < statement.content.start and 0 <= statement.sentence - s.sentence <= 3
    ]
    for other in sorted(before, key=lambda s: (-s.content.start, s.id)):
        public = [c for c in other.chain if is_public(c) and not (found and c.kind == "person")]
        if public:
            return next((c for c in reversed(public) if c.kind != "document"), public[-1])
    return None


def _stand(party: ChainLink, statement: Statement, reading: Reading) -> Stand:
    kind: SourceKind = "organization" if party.kind == "group" and is_public(party) else party.kind
    role = _role(statement, party)
    body = body_of(party.name, role, statement.source.affiliation) if party.kind == "person" else None
    name = f"{party.name} for {body}" if body and " " not in party.name and not is_public(party) else party.name
    return Stand(name, kind, is_public(party), role, [reading], body, [name])


def _role(statement: Statement, party: ChainLink) -> str | None:
    return statement.source.role if party.name == statement.source.name else None


def _place_own_voice(reading: Reading, stands: list[Stand], material: Material) -> None:
    """Give an own-voice statement to the origin its document, or a document of its lineage, names for the claim."""
    here = [s for s in stands if reading.document.id in s.documents]
    if here:
        min(here, key=lambda s: s.name.casefold()).readings.append(reading)
        return
    inner = _covered(reading, material)
    if inner is not None:
        party = furthest(inner, material)
        stands.append(_stand(party, inner, reading))
        return
    kin = [s for s in stands if any(material.related(reading.document.id, d) for d in s.documents)]
    if kin:
        max(kin, key=lambda s: (len(s.documents), s.named, s.name.casefold())).readings.append(reading)
        return
    outlet = reading.document.outlet
    name = outlet or f"the report {material.labels[reading.document.id]}"
    stands.append(Stand(name, "outlet", bool(outlet), None, [reading]))


def _covered(reading: Reading, material: Material) -> Statement | None:
    """Return the longest attributed statement that lies inside an own-voice one."""
    inside = [
        s
        for s in material.said[reading.document.id]
        if not is_own_voice(s) and reading.statement.content.covers(s.content)
    ]
    return max(inside, key=lambda s: (s.content.end - s.content.start, s.id), default=None)


def _merge(stands: Sequence[Stand], material: Material) -> list[Stand]:
    """Merge stands of one party; a short name that fits two different parties is left alone.

    A person's full name is not short: whoever it fits is one person, also where "Ann B. Lee" and "Sen. Ann Lee" differ.
    """
    merged: list[Stand] = []
    for stand in sorted(
        _by_name(stands), key=lambda s: (not s.named, -len(s.name), s.name.casefold(), s.readings[0].id)
    ):
        fitting = [m for m in merged if _one_party(m, stand, material)]
        if not stand.named and stand.name.istitle():
            fitting = [m for m in fitting if m.named] or fitting
        if fitting and all(_one_party(fitting[0], f, material) for f in fitting[1:]):
            _take_in(fitting[0], stand)
        elif fitting and stand.named and is_full_name(stand.name, stand.kind):
            for other in fitting[1:]:
                _take_in(fitting[0], other)
                merged.remove(other)
            _take_in(fitting[0], stand)
        else:
            merged.append(stand)
    return merged


def _by_name(stands: Sequence[Stand]) -> list[Stand]:
    """Merge the named stands whose names are equal but for the spelling."""
    found: dict[str, Stand] = {}
    rest: list[Stand] = []
    for stand in stands:
        name = canonical(stand.name) if stand.named else ""
        if name in found:
            _take_in(found[name], stand)
        elif name:
            found[name] = stand
        else:
            rest.append(stand)
    return [*found.values(), *rest]


def _take_in(stand: Stand, other: Stand) -> None:
    """Add what another stand of the same party stands behind; a body goes before who speaks for it."""
    stand.readings.extend(other.readings)
    if stand.kind == "person" and other.kind == "organization":
        stand.kind, stand.names = other.kind, list(other.names)
    elif stand.kind == other.kind or stand.kind != "organization":
        stand.names.extend(other.names)
    stand.role, stand.body = stand.role or other.role, stand.body or other.body
    stand.named |= other.named


def _one_party(left: Stand, right: Stand, material: Material) -> bool:
    """Tell whether two stands are one party: by name, or unnamed voices of documents that share a source."""
    if _speak_as_one(left, right, material):
        return True
    if left.named and right.named:
        return material.identities.one(left.name, right.name)
    together = any(material.related(a, b) for a in left.documents for b in right.documents)
    if not left.named and not right.named:
        return together
    if "outlet" in (left.kind, right.kind):
        return together
    named, unnamed = (left, right) if left.named else (right, left)
    if unnamed.name.istitle() and material.identities.one(unnamed.name, named.name):
        return True
    return together and (same_party(left.name, right.name) is not None or _describes(unnamed, named))


def _speak_as_one(left: Stand, right: Stand, material: Material) -> bool:
    """Tell a body and who speaks for it, two who speak for one body, or "Ann Lee" and "the Lee administration"."""
    for one, other in ((left, right), (right, left)):
        if one.named and one.kind == "person" and _is_team_of(other.name, one.name):
            return True
        if one.body is not None and other.kind in ("person", "organization"):
            met = other.body if other.body is not None else other.name if other.kind == "organization" else None
            if met is not None and material.identities.one(one.body, met):
                return True
    return False


def _is_team_of(body: str, person: str) -> bool:
    """Tell whether a body is called by who leads it: "the Lee administration"."""
    *owner, team = body.split()
    called = bool(owner) and team.lower() in words("en", "claims")["own_teams"]
    return called and name_words(owner[-1]) == name_words(person.split()[-1])


def _describes(unnamed: Stand, named: Stand) -> bool:
    """Tell whether a description fits a named party: "police" the Thurgau police, "the inspector" an inspector."""
    lists = words("en", "claims")
    said = name_words(unnamed.name) - lists["name_fillers"]
    role = name_words(named.role or "") & words("en", "speakers")["person_nouns"]
    return bool(said) and (said <= name_words(named.name) or bool(said & role))

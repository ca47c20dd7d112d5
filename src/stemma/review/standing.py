"""Which judgements count.

Enters: every judgement, the oldest first. Leaves: one ``Held`` for each that is no signature and takes nothing back.
Refuses: to choose between two people: where they contradict each other, neither judgement counts until one is taken
back. Of what one person says, the latest counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from stemma.model import Judgement, Standing

Topic = tuple[object, ...]
"""What a judgement decides, in a form that is the same for two judgements of one thing."""

TOGETHER = 2
"""People who must agree where the case demands a second one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A judgement with who stands behind it now, whether it counts, and the ids of those that contradict it."""

    judgement: Judgement
    people: tuple[str, ...]
    standing: Standing
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """A person said it: by a judgement, or by signing one."""

    number: int
    person: str
    judgement: str


def hold(judgements: Sequence[Judgement]) -> tuple[Held, ...]:
    """Return the judgements with their standing, the oldest first."""
    ended = _ended(judgements)
    opinions = {j.id: j for j in judgements if not j.signs and not j.takes_back}
    alive = {name: j for name, j in opinions.items() if name not in ended}
    rivals = _rivals(alive.values())
    people = _people(judgements, alive, ended, rivals)
    demand = TOGETHER if any(j.noun == "case" for j in alive.values()) else 1
    enough = {name for name, own in people.items() if len(own) >= (demand if alive[name].noun != "case" else 1)}
    return tuple(_held(j, people.get(j.id), enough, rivals.get(j.id, frozenset())) for j in opinions.values())


def needs_two(judgements: Sequence[Judgement]) -> bool:
    """Tell whether the case demands that two people sign."""
    return any(h.judgement.noun == "case" and h.standing == "counts" for h in hold(judgements))


def ended_by(judgements: Sequence[Judgement]) -> Mapping[str, Judgement]:
    """Return, by id, what took each ended judgement back."""
    ended = _ended(judgements)
    return {j.takes_back: j for j in judgements if j.takes_back and j.id not in ended}


def _held(judgement: Judgement, people: tuple[str, ...] | None, enough: set[str], rivals: frozenset[str]) -> Held:
    against = tuple(sorted(rivals & enough))
    standing: Standing = "counts"
    if people is None:
        standing, people = "taken_back", (judgement.person,)
    elif not people:
        standing, people = "replaced", (judgement.person,)
    elif judgement.id not in enough:
        standing = "waits"
    elif against:
        standing = "disputed"
    return Held(judgement=judgement, people=people, standing=standing, against=against if standing != "counts" else ())


def _ended(judgements: Sequence[Judgement]) -> frozenset[str]:
    """Return the ids of what was taken back; what takes back can be taken back itself."""
    ended: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.takes_back and judgement.id not in ended:
            ended.add(judgement.takes_back)
    return frozenset(ended)


def _people(
    judgements: Sequence[Judgement],
    alive: Mapping[str, Judgement],
    ended: frozenset[str],
    rivals: Mapping[str, frozenset[str]],
) -> dict[str, tuple[str, ...]]:
    """Return who stands behind each judgement: those who said it and said nothing else about it later."""
    acts = [
        _Act(number=number, person=j.person.casefold(), judgement=j.signs or j.id)
        for number, j in enumerate(judgements)
        if j.id not in ended and (j.signs or j.id) in alive
    ]
    said: defaultdict[str, list[_Act]] = defaultdict(list)
    for act in acts:
        said[act.person].append(act)
    names = {j.person.casefold(): j.person for j in reversed(judgements)}
    behind: dict[str, dict[str, None]] = {name: {} for name in alive}
    for act in acts:
        later = (o for o in said[act.person] if o.number > act.number)
        if not any(o.judgement in rivals.get(act.judgement, frozenset()) for o in later):
            behind[act.judgement][names[act.person]] = None
    return {name: tuple(own) for name, own in behind.items()}


def _rivals(judgements: Iterable[Judgement]) -> dict[str, frozenset[str]]:
    """Return, for each judgement, those that say something else about the same thing."""
    said: defaultdict[Topic, list[tuple[str, object]]] = defaultdict(list)
    for judgement in judgements:
        for topic, stance in stances(judgement):
            said[topic].append((judgement.id, stance))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in said.values():
        for (left, one), (right, other) in combinations(each, 2):
            if one != other:
                found[left].add(right)
                found[right].add(left)
    return {name: frozenset(others) for name, others in found.items()}


def stances(judgement: Judgement) -> Iterator[tuple[Topic, object]]:
    """Yield what a judgement decides: topic and answer. Two answers to one topic contradict each other."""
    spots = [_spot(judgement, name) for name in judgement.subject]
    corrected, both = judgement.correction, frozenset(spots)
    match judgement.noun, judgement.verdict:
        case "link", verdict:
            yield ("link", both), verdict
        case "direction", "accept":
            yield ("link", both), "accept"
            yield ("direction", both), spots[0]
        case "direction", _:
            yield ("direction", both), None
        case "statement", verdict:
            yield ("statement", *spots), "reject" if verdict == "reject" else "accept"
            if verdict == "correct":
                yield ("stretch", *spots), corrected.words if corrected else judgement.value
        case "claim", "split":
            yield from ((("one claim", frozenset((spots[0], spot))), False) for spot in spots[1:])
        case "claim", "move":
            yield from ((("one claim", frozenset((spots[0], spot))), True) for spot in spots[1:])
        case "claim", _:
            yield from ((("one claim", frozenset(pair)), True) for pair in combinations(spots, 2))
        case "role", _ if corrected:
            for part in ("name", "role", "identity", "party"):
                if (value := getattr(corrected, part)) is not None:
                    yield ("role", *spots, corrected.of, part), value
        case "place", _:
            of = corrected.of if corrected else None
            yield ("place", *spots, of), (corrected.geonames_id or judgement.value) if corrected else judgement.value


def _spot(judgement: Judgement, name: str) -> Topic:
    """Return where something stands, so that it is the same thing in another version of the page."""
    own = [a for a in judgement.anchors if a.id == name]
    if not own:
        return (name,)
    return tuple(sorted((a.page, a.words) for a in own))

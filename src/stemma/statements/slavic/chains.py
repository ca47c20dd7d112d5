"""The way a statement came, in Russian and Ukrainian: the source, the body behind a text, whom it cites, the channel.

Enters: attributions in text order with their units. Leaves: ``Traced``: speaker, source and chain of each. Refuses: a
party named twice in a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.language.words import mappings
from stemma.model import ChainLink, Source, Span
from stemma.statements.chains import STRIDE
from stemma.statements.slavic.reported import Said
from stemma.statements.slavic.sources import phrase_end
from stemma.statements.slavic.speakers import Cast, Speaker, name_of, resolve
from stemma.statements.slavic.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """An attribution with its speaker and chain; inside another's words ``source`` and ``cue`` are that other's."""

    said: Said
    speaker: Speaker
    source: Source
    cue: Span | None
    chain: tuple[ChainLink, ...]
    cites: bool = False
    nested: bool = False


def trace_chains(cast: Cast, found: Sequence[Said]) -> list[Traced]:
    """Return the attributions with speakers and chains, in the order given."""
    speakers: dict[int, Speaker] = {}
    for number in sorted(range(len(found)), key=lambda n: _mentioned_at(found[n])):
        speakers[number] = resolve(cast, found[number].attribution.source)
    links = {n: _own_links(cast, said, speakers[n]) for n, said in enumerate(found)}
    near = _by_stretch(found)
    outer = {n: _outer(found, near, n) for n in range(len(found))}
    return [_traced(found, n, speakers, links, outer) for n in range(len(found))]


def _mentioned_at(said: Said) -> int:
    one = said.attribution
    return one.source.start if one.source is not None else one.content[0].start


def _traced(
    found: Sequence[Said],
    number: int,
    speakers: dict[int, Speaker],
    links: dict[int, list[ChainLink]],
    outer: dict[int, int | None],
) -> Traced:
    said = found[number]
    above: list[ChainLink] = []
    top, seen = number, {number}
    while (held := outer[top]) is not None and held not in seen:
        above = [*links[held], *above]
        top = held
        seen.add(held)
    chain = [*above, *links[number]]
    joined = tuple(x for n, x in enumerate(chain) if n == 0 or x.name != chain[n - 1].name)
    return Traced(
        said=said,
        speaker=speakers[number],
        source=speakers[top].source,
        cue=(said if top == number else found[top]).attribution.cue,
        chain=joined,
        cites=len(links[number]) > 1 and speakers[number].source.kind != "document",
        nested=top != number,
    )


def _by_stretch(found: Sequence[Said]) -> dict[int, list[int]]:
    """Return for each stretch of the text the attributions whose content reaches into it."""
    near: dict[int, list[int]] = {}
    for number, said in enumerate(found):
        stretches = {n for p in said.attribution.content for n in range(p.start // STRIDE, p.end // STRIDE + 1)}
        for stretch in sorted(stretches):
            near.setdefault(stretch, []).append(number)
    return near


def _outer(found: Sequence[Said], near: dict[int, list[int]], number: int) -> int | None:
    """Return the smallest attribution with a source whose content holds this one's cue."""
    here = found[number].attribution
    if here.cue is None:
        return None
    best: tuple[int, int] | None = None
    for position in near.get(here.cue.start // STRIDE, ()):
        said = found[position]
        for piece in said.attribution.content if position != number and said.attribution.source else ():
            size = piece.end - piece.start
            if piece.covers(here.cue) and not any(p.covers(piece) for p in here.content):
                best = min(best or (size, position), (size, position))
    return best[1] if best is not None else None


def _own_links(cast: Cast, said: Said, speaker: Speaker) -> list[ChainLink]:
    source = speaker.source
    links = [_link(source, channel=find_channel(cast, said))]
    owner = speaker.owner or (last_body(cast, said) if source.kind == "document" else None)
    if owner is not None:
        links.append(_link(owner, channel=None))
    return [*links, *_cited(cast, said)]


def last_body(cast: Cast, said: Said) -> Source | None:
    """Return the body that was last made to speak: "в сообщении" alone is its text."""
    at = _mentioned_at(said)
    for speaker in reversed(cast.speakers):
        source = speaker.source
        if source.kind == "organization" and source.named and source.span is not None and source.span.end <= at:
            return source
    return None


def _link(source: Source, *, channel: str | None) -> ChainLink:
    return ChainLink(name=source.name, kind=source.kind, channel=channel, named=source.named, span=source.span)


def find_channel(cast: Cast, said: Said) -> str | None:
    """Return the channel that the words around the cue name, outside of what is said."""
    unit, one = said.unit, said.attribution
    if one.shape == "according" or one.cue is None:
        return None
    stems = mappings(unit.language, "speakers")["channels"]
    number = unit.chunk_at(next(iter(cast.tree.tokens_in(one.cue)), unit.first))
    chunk = unit.chunks[number] if unit.chunks else None
    found: list[str] = []
    for token in range(chunk.first, chunk.last) if chunk is not None else ():
        if cast.tree.parse.pos[token] not in ("NOUN", "PROPN", "X"):
            continue
        span = cast.tree.span(token, token)
        if any(span.overlaps(piece) for piece in one.content):
            continue
        found += [channel for stem, channel in stems.items() if unit.lower(token).startswith(stem)]
    return next((c for c in found if c[:1].isupper()), found[0] if found else None)


def _cited(cast: Cast, said: Said) -> list[ChainLink]:
    """Return the party after "со ссылкой на" in the unit, outside of what is said."""
    unit, tree = said.unit, said.unit.tree
    for token in range(unit.first, unit.last):
        stop = unit.phrase_at(token, "attribution", "citing")
        if stop == token or any(tree.span(token, token).overlaps(p) for p in said.attribution.content):
            continue
        if _nearest(unit, token) != _cue_chunk(said):
            continue
        end = phrase_end(unit, stop, unit.chunks[unit.chunk_at(stop)].last) if stop < unit.last else stop
        end = next((t for t in range(stop + 1, end) if tree.parse.pos[t] == "CCONJ"), end)
        if end > stop:
            return [_link(name_of(cast, list(range(stop, end))), channel=None)]
    return []


def _nearest(unit: Unit, token: int) -> int:
    """Return the chunk whose verb a phrase belongs to: its own, or the one before where it opens its own."""
    number = unit.chunk_at(token)
    return number - 1 if unit.chunks[number].first == token and number else number


def _cue_chunk(said: Said) -> int:
    cue = said.attribution.cue
    tokens = said.unit.tree.tokens_in(cue) if cue is not None else range(0)
    return said.unit.chunk_at(tokens[0]) if len(tokens) else -1

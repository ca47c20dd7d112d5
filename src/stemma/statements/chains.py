"""The way a statement came: the source, then through whom and by which channel.

Enters: attributions in text order. Leaves: for each its speaker and its chain, from the party nearest to the
document to the furthest. Refuses: a party named twice in a row.

"The report" and "the statement" are the last text that a party was said to put out: their chain goes on to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import ChainLink, Source, Span
from stemma.statements.attribution import Attribution
from stemma.statements.cast import Cast, party_nouns
from stemma.statements.channels import channel_in, find_channel
from stemma.statements.cues import find_source
from stemma.statements.speakers import Speaker, head_in, resolve, resolve_head

_CITING = frozenset({"cite", "quote"})
_PARTIES = frozenset({"person", "organization", "group"})


STRIDE = 512
"""Code points of the stretches by which contents are looked up, so that a long text costs no square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """An attribution with its resolved speaker and its chain; ``cites``: it says on whom its source relies.

    Inside the words of another ("the ministry said that units had reported …") ``source`` and ``cue`` are those of the
    outermost party, which is whom the document makes say it, and ``basis`` of that party's knowledge is hearsay.
    """

    attribution: Attribution
    speaker: Speaker
    source: Source
    cue: Span | None
    chain: tuple[ChainLink, ...]
    cites: bool = False
    nested: bool = False


def trace_chains(cast: Cast, attributions: Sequence[Attribution]) -> list[Traced]:
    """Return the attributions with speakers and chains, in the order given."""
    speakers: dict[int, Speaker] = {}
    own: dict[int, tuple[ChainLink, ...]] = {}
    issuers: list[tuple[int, ChainLink]] = []
    for number in sorted(range(len(attributions)), key=lambda n: _reading_order(attributions[n])):
        one = attributions[number]
        speakers[number], own[number] = _own_links(cast, one, issuers[-1][1] if issuers else None)
        issuer = next((x for x in reversed(own[number]) if x.kind == "organization" and x.named), None)
        if issuer is not None:
            issuers.append((_reading_order(one), issuer))
    relied = _relied_on(cast, issuers)
    chains: dict[int, tuple[ChainLink, ...]] = {}
    outermost: dict[int, int] = {}
    near = _by_stretch(attributions)
    for number in sorted(range(len(attributions)), key=lambda n: -_size(attributions[n])):
        outer = _outer(attributions, near, number)
        outermost[number] = outermost[outer] if outer is not None else number
        above = chains[outer] if outer is not None else ()
        chains[number] = _joined([*above, *own[number]])
    return [
        Traced(
            attribution=one,
            speaker=speakers[n],
            source=speakers[outermost[n]].source,
            cue=attributions[outermost[n]].cue,
            chain=_with_informants(chains[n], relied),
            cites=bool(_cited(cast, one)),
            nested=outermost[n] != n,
        )
        for n, one in enumerate(attributions)
    ]


def _reading_order(one: Attribution) -> int:
    return one.source.start if one.source is not None else one.content[0].start


def _size(one: Attribution) -> int:
    return sum(p.end - p.start for p in one.content)


def _outer(attributions: Sequence[Attribution], near: Mapping[int, list[int]], number: int) -> int | None:
    """Return the smallest attribution whose content holds this one's cue."""
    here = attributions[number]
    if here.cue is None:
        return None
    size = _size(here)
    best: tuple[int, int] | None = None
    for position in near.get(here.cue.start // STRIDE, ()):
        one = attributions[position]
        if position != number and any(p.start <= here.cue.start and here.cue.end <= p.end for p in one.content):
            larger = _size(one)
            if larger > size and (best is None or larger < best[0]):
                best = (larger, position)
    return best[1] if best is not None else None


def _by_stretch(attributions: Sequence[Attribution]) -> dict[int, list[int]]:
    """Return for each stretch of the text the attributions whose content reaches into it."""
    near: dict[int, list[int]] = {}
    for number, one in enumerate(attributions):
        for stretch in sorted({n for p in one.content for n in range(p.start // STRIDE, p.end // STRIDE + 1)}):
            near.setdefault(stretch, []).append(number)
    return near


def _joined(links: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
    """Return the links without a party named twice in a row."""
    return tuple(link for n, link in enumerate(links) if n == 0 or link.name != links[n - 1].name)


def _with_informants(chain: tuple[ChainLink, ...], relied: dict[str, ChainLink]) -> tuple[ChainLink, ...]:
    """Add whom the furthest party is said to rely on."""
    behind = relied.get(chain[-1].name)
    return (*chain, behind) if behind is not None and all(behind.name != x.name for x in chain) else chain


def _own_links(cast: Cast, one: Attribution, issuer: ChainLink | None) -> tuple[Speaker, tuple[ChainLink, ...]]:
    """Return who speaks, and the links that this attribution names itself."""
    speaker = resolve(cast, one.source)
    source, channel = speaker.source, find_channel(cast, one)
    behind: list[ChainLink] = []
    if source.kind == "document":
        owner = document_owner(cast, speaker)
        if owner is not None:
            own_channel = channel_in(source.name)
            channel = own_channel if own_channel and own_channel[:1].isupper() else channel or own_channel
            behind.append(_link(owner.source, channel=channel))
            source = replace(source, named=owner.source.named)
        elif issuer is not None and _is_issued(speaker):
            behind.append(issuer)
            source = replace(source, named=issuer.named, name=f"{source.name} by {issuer.name}")
    links = [_link(source, channel=channel), *behind, *_cited(cast, one)]
    return replace(speaker, source=source), tuple(links)


def _is_issued(speaker: Speaker) -> bool:
    mention = speaker.mention  # "the latest reports" are nobody's
    single = mention is not None and mention.definite and not mention.plural
    return mention is not None and single and mention.lemma in words("en", "speakers")["issued"]


def _link(source: Source, *, channel: str | None) -> ChainLink:
    return ChainLink(name=source.name, kind=source.kind, channel=channel, named=source.named, span=source.span)


def document_owner(cast: Cast, speaker: Speaker) -> Speaker | None:
    """Return the party whose text a document source is: its possessor, or after "by", "from", "of"."""
    tree = cast.tree
    if speaker.mention is None:
        return None
    head = speaker.mention.head
    before = tree.child(head, "compound")
    town = before is not None and _is_town(cast, before)
    candidates = [tree.child(head, "poss"), None if town else before]
    for child in tree.children[head]:
        if tree.parse.deps[child] == "acl" and tree.lemma(child) not in words("en", "speakers")["handling"]:
            agent = next((c for c in tree.children[child] if tree.lemma(c) in ("by", "from")), None)
            candidates.append(tree.child(agent, "pobj") if agent is not None else None)
        elif tree.parse.deps[child] == "prep" and tree.lemma(child) in ("by", "from", "of"):
            candidates.append(tree.child(child, "pobj"))
    candidates += [_publisher(tree, head), _sayer(tree, head), _named_outlet(tree, head)]
    for token in candidates:
        if token is not None:
            owner = resolve_head(cast, token, tree.span(token, token))
            if owner.mention is not None and _is_party(owner):
                return owner
    return None


def _is_town(cast: Cast, token: int) -> bool:
    """Tell the place in a text's name from its author: "the Bern Summit communique", not "a Norway report"."""
    name = cast.at(token).name.casefold()
    return name in cast.places and name not in mappings("en", "speakers")["countries"]


def _is_party(speaker: Speaker) -> bool:
    """Tell a party from another noun ("footage of twelve seconds")."""
    mention = speaker.mention
    known = mention is not None and (mention.proper or mention.lemma in party_nouns())
    return speaker.source.kind in _PARTIES and (known or speaker.source.kind != "group")


def _sayer(tree: Tree, head: int) -> int | None:
    """Return the party in "the coastguard said in a statement that …", "on its site"."""
    link = tree.parse.heads[head]
    verb = tree.parse.heads[link]
    said = tree.parse.deps[head] == "pobj" and tree.lemma(verb) in words("en", "attribution")["speech"]
    return tree.child(verb, "nsubj") if said and tree.lemma(link) in ("in", "on") else None


def _publisher(tree: Tree, head: int) -> int | None:
    """Return the party in "images were shared on the channel of the coastguard"."""
    verb = tree.parse.heads[head]
    if tree.parse.deps[head] != "nsubjpass" or tree.lemma(verb) not in words("en", "speakers")["publishing"]:
        return None
    for child in tree.children[verb]:
        if tree.parse.deps[child] == "agent":
            return tree.child(child, "pobj")
        place = tree.child(child, "pobj") if tree.lemma(child) == "on" else None
        if place is not None and tree.lemma(place) in words("en", "speakers")["outlets"]:
            of = next((c for c in tree.children[place] if tree.lemma(c) in ("of", "by")), None)
            return tree.child(of, "pobj") if of is not None else tree.child(place, "poss")
    return None


def _named_outlet(tree: Tree, head: int) -> int | None:
    """Return "Harbour Watch" in "a post on the Telegram channel Harbour Watch"."""
    outlets = words("en", "speakers")["outlets"]
    for token in tree.subtree(head):
        if tree.parse.pos[token] != "PROPN":
            continue
        beside = [c for c in tree.children[token] if c < token]
        if tree.parse.deps[token] == "appos":
            beside.append(tree.parse.heads[token])
        if any(tree.lemma(c) in outlets for c in beside):
            return token
    return None


def _cited(cast: Cast, one: Attribution) -> list[ChainLink]:
    """Return the parties behind "citing X" and "quoting X" at the cue or inside the source."""
    tree = cast.tree
    links: list[ChainLink] = []
    for head in (head_in(tree, span) for span in (one.cue, one.source) if span is not None):
        above = tree.parse.heads[tree.parse.heads[head]] if head is not None else None
        if above is not None and tree.lemma(above) in _CITING and head != above:
            links.extend(_party_cited(cast, above))
        for child in tree.children[head] if head is not None else ():
            if tree.lemma(child) in _CITING and tree.parse.deps[child] in ("advcl", "acl", "prep", "xcomp"):
                links.extend(_party_cited(cast, child))
    return links


def _party_cited(cast: Cast, verb: int) -> list[ChainLink]:
    """Return the party that is the object of a verb of citing."""
    target = cast.tree.child(verb, "dobj", "pobj")
    if target is None:
        return []
    source = resolve_head(cast, target, cast.tree.span(target, target)).source
    party = source.kind != "group" or cast.tree.lemma(target) in party_nouns()
    return [_link(source, channel=None)] if source.kind in _PARTIES and party else []


def _relied_on(cast: Cast, issuers: Sequence[tuple[int, ChainLink]]) -> dict[str, ChainLink]:
    """Return, for parties whose texts are said to cite somebody, whom they cite ("the report, which cites …")."""
    tree = cast.tree
    found: dict[str, ChainLink] = {}
    for token, lemma in enumerate(tree.parse.lemmas):
        if lemma not in _CITING or tree.parse.pos[token] != "VERB":
            continue
        subject = find_source(tree, token)
        cited = _party_cited(cast, token)
        if subject is None or not cited:
            continue
        speaker = resolve_head(cast, subject, tree.span(subject, subject))
        if speaker.source.kind != "document":
            continue
        owner = document_owner(cast, speaker)
        before = [link for start, link in issuers if start < tree.parse.starts[token]]
        if owner is not None:
            found.setdefault(owner.source.name, cited[0])
        elif before and _is_issued(speaker):
            found.setdefault(before[-1].name, cited[0])
    return found

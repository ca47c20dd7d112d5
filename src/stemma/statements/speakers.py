"""Resolve sources inside their document: "the ministry", "he", a surname, an acronym in brackets.

Enters: a cast and the span of a source. Leaves: the party's fullest name in the document's spelling, its kind,
whether it is named, its role, and whether the mention is an orphan (definite, but introduced nowhere before).
Refuses: to look inside quotations, or further back than ``REACH`` for a pronoun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stemma.compare.names import canonical
from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Source, Span
from stemma.statements.cast import Cast, Mention
from stemma.statements.kinds import is_named

_HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
_AUTHOR = frozenset({"i", "we", "me", "us"})
_ORDER = {"latter": 0, "former": 1}

MANY = 200
"""Earlier mentions of a noun that are looked at; in a text of 400,000 code points all would cost the square."""

REACH = 4
"""Sentences that a pronoun may look back. Further back the nearest fitting party is wrong more often than right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A resolved source, and the mention that introduces it (``None``: the words name no party we know).

    ``affiliation``: the body that a person belongs to or speaks for, by its resolved name.
    """

    source: Source
    mention: Mention | None
    affiliation: str | None = None


def resolve(cast: Cast, span: Span | None) -> Speaker:
    """Return who the source at ``span`` is."""
    if span is None:
        return Speaker(source=Source(span=None, name="unknown", kind="unknown", named=False), mention=None)
    head = head_in(cast.tree, span)
    if head is None:
        return Speaker(source=_unresolved(cast, span), mention=None)
    return resolve_head(cast, head, span)


def resolve_head(cast: Cast, head: int, span: Span) -> Speaker:
    """Return who the phrase with head noun ``head`` is."""
    target, orphan = find_antecedent(cast, head)
    if target is None:
        return Speaker(source=_unresolved(cast, span), mention=None)
    best = cast.fullest.get(target.name, target) if target.proper else target
    kind = best.kind if target.kind == "unknown" or best.role else target.kind
    named = is_named(cast.tree, best.head, kind, proper=best.proper, anywhere=bool(cast.places))
    source = Source(
        span=span, name=_name_with_owner(cast, best), kind=kind, named=named, role=_role(target, best), orphan=orphan
    )
    return Speaker(source=source, mention=target)


def head_in(tree: Tree, span: Span) -> int | None:
    """Return the token of ``span`` whose head lies outside of it."""
    tokens = tree.tokens_in(span)
    parse = tree.parse
    for token in tokens:
        if (parse.heads[token] not in tokens or parse.heads[token] == token) and parse.pos[token] != "PUNCT":
            return token
    return tokens[0] if len(tokens) else None


def find_antecedent(cast: Cast, head: int) -> tuple[Mention | None, bool]:
    """Return the mention that introduces what ``head`` refers to, and whether it is an orphan."""
    tree = cast.tree
    word = tree.word(head).lower()
    if word in _ORDER:
        return _latter_or_former(cast, head, _ORDER[word]), False
    if tree.parse.pos[head] in ("PRON", "DET") or word in _HE | _THEY | _IT | _RELATIVE:
        return _of_pronoun(cast, head, word), False
    name = next(
        (c for c in tree.children[head] if tree.parse.deps[c] == "appos" and tree.parse.pos[c] == "PROPN"), None
    )
    here = cast.at(head)
    if name is not None and here.kind in ("person", "organization") and not here.proper:
        return cast.at(name), False
    short = here.definite and " " not in here.name and here.kind == "organization"
    if (here.proper and not short) or not here.definite:
        return here, False
    owned = tree.child(head, "poss") is not None
    earlier = None if owned else _same_party(cast, here) or _last_body(cast, here) or _only_person(cast, here)
    return (earlier, False) if earlier is not None else (here, _is_orphan(cast, here))


def _of_pronoun(cast: Cast, head: int, word: str) -> Mention | None:
    if word in _RELATIVE:
        return _of_relative(cast, head)
    if word in _HE:
        return _latest(cast, head, lambda m: m.kind == "person" and _is_surely_person(cast, m))
    if word in _IT:
        return _latest(cast, head, lambda m: m.kind == "organization" or (m.proper and not _is_surely_person(cast, m)))
    if word in _THEY:
        return _latest(cast, head, lambda m: m.kind == "group" or m.plural or m.joined)
    return None


def _is_surely_person(cast: Cast, mention: Mention) -> bool:
    """Refuse a single capitalised word of which nothing is known ("Eurobasket")."""
    full = cast.fullest.get(mention.name, mention) if mention.proper else mention
    return not mention.proper or full.role is not None or " " in full.name


def _of_relative(cast: Cast, head: int) -> Mention | None:
    """Return the noun that a relative clause hangs on."""
    tree = cast.tree
    current = head
    while tree.parse.heads[current] != current:
        if tree.parse.deps[current] == "relcl":
            return find_antecedent(cast, tree.parse.heads[current])[0]
        current = tree.parse.heads[current]
    return None


def _latest(cast: Cast, head: int, fits: Callable[[Mention], bool]) -> Mention | None:
    """Return the nearest fitting mention: in each sentence, going back, a subject before the others."""
    tree = cast.tree
    sentence = tree.sentence_of[head]
    best: tuple[int, bool, int] | None = None
    found: Mention | None = None
    for number in range(bisect_left(cast.mentions, head, key=lambda m: m.head) - 1, -1, -1):
        mention = cast.mentions[number]
        back = sentence - tree.sentence_of[mention.head]
        if back > REACH:
            break
        key = (-back, tree.parse.deps[mention.head] in ("nsubj", "nsubjpass"), mention.head)
        if not mention.quoted and (best is None or key > best) and fits(mention):
            best, found = key, mention
    if found is None or tree.parse.pos[found.head] == "PRON":
        return found
    return find_antecedent(cast, found.head)[0]


def _latter_or_former(cast: Cast, head: int, place: int) -> Mention | None:
    """Return the second or first of the last two parties that were joined by "and"."""
    tree = cast.tree
    for mention in reversed(cast.mentions):
        if mention.head < head and tree.parse.deps[mention.head] == "conj" and mention.proper:
            return cast.at((mention.head, tree.parse.heads[mention.head])[place])
    return None


def _same_party(cast: Cast, here: Mention) -> Mention | None:
    """Return the earlier mention that "the …" takes up, followed back to the one that introduces it."""
    chain = [here]
    while chain[-1].head not in cast.taken_up:
        found = _nearest_fit(cast, chain[-1])
        if found is None or not found.definite or found.proper or found.lemma != chain[-1].lemma:
            cast.taken_up[chain[-1].head] = found
            break
        chain.append(found)
    first = cast.taken_up[chain[-1].head]
    for mention in reversed(chain[:-1]):
        first = cast.taken_up[mention.head] = first or chain[-1]
    return first


def _nearest_fit(cast: Cast, here: Mention) -> Mention | None:
    """Return the latest earlier mention of the same noun, or with it as its role, or of a narrower noun."""
    narrower = frozenset(mappings("en", "speakers")["broader"].get(here.lemma, "").split())
    best: tuple[int, int] | None = None
    found: Mention | None = None
    for noun in sorted({here.lemma, *narrower}):
        earlier = cast.by_noun.get(noun, [])
        best, found = _best_fit(here, earlier, narrower, best, found)
    return found


def _best_fit(
    here: Mention,
    earlier: Sequence[Mention],
    narrower: frozenset[str],
    best: tuple[int, int] | None,
    found: Mention | None,
) -> tuple[tuple[int, int] | None, Mention | None]:
    """Return the best of the mentions before ``here``, or the one given where none is better."""
    stop = bisect_left(earlier, here.head, key=lambda m: m.head)
    for mention in earlier[max(0, stop - MANY) : stop]:
        fit = _fit(here, mention, narrower)
        if fit and (best is None or (fit, mention.head) > best):
            best, found = (fit, mention.head), mention
    return best, found


def _last_body(cast: Cast, here: Mention) -> Mention | None:
    """Return the named body that "the organisation", "the company" takes up: the last one that did something."""
    lists = words("en", "speakers")
    if here.proper or here.lemma not in lists["taking_up"] or here.plural:
        return None
    return _latest(
        cast, here.head, lambda m: m.proper and m.kind == "organization" and m.name.lower() not in cast.places
    )


def _only_person(cast: Cast, here: Mention) -> Mention | None:
    """Return "Ann Lee" for "the head of the clinic": the one person named so far, subject of the sentence before.

    Only where that person has no role yet: news gives the name first and the office in the next breath.
    """
    tree = cast.tree
    if here.proper or here.plural or here.lemma not in words("en", "speakers")["person_nouns"]:
        return None
    before = cast.mentions[: bisect_left(cast.mentions, here.head, key=lambda m: m.head)]
    people = [m for m in before if m.proper and m.kind == "person" and _is_surely_person(cast, m)]
    full = {cast.fullest.get(m.name, m).name for m in people}
    last = people[-1] if people else here
    near = tree.sentence_of[here.head] - tree.sentence_of[last.head] <= 1
    subject = tree.parse.deps[last.head] in ("nsubj", "nsubjpass")
    unroled = cast.fullest.get(last.name, last).role is None
    return last if len(full) == 1 and near and subject and unroled and last is not here else None


def _fit(here: Mention, mention: Mention, narrower: frozenset[str]) -> int:
    """Return how well an earlier mention fits: 3 its noun, 2 its role, 1 a narrower noun, 0 not."""
    if mention.plural != here.plural:
        return 0
    if mention.lemma == here.lemma:
        return 3 if len(mention.name) >= len(here.name) or mention.proper else 0
    role = frozenset((mention.role or "").lower().split())
    if here.lemma in role:
        return 2
    return 1 if mention.lemma in narrower or narrower & role else 0


def _is_orphan(cast: Cast, here: Mention) -> bool:
    """Tell a definite person that nothing introduces and that no reader could identify."""
    lists = words("en", "speakers")
    tree = cast.tree
    if here.lemma not in lists["introduced"] or here.plural or tree.child(here.head, "poss") is not None:
        return False
    rest = [c for c in tree.children[here.head] if tree.parse.deps[c] not in ("det", "amod", "case", "punct")]
    return not rest


def _name_with_owner(cast: Cast, mention: Mention) -> str:
    """Return the name; a possessor that is itself resolved ("the group's director") stands with its own name."""
    tree = cast.tree
    owner = tree.child(mention.head, "poss")
    if owner is None or mention.proper or mention.kind == "document":
        return mention.name
    target, _ = find_antecedent(cast, owner)
    if target is None or target.head == mention.head:
        return mention.name
    full = cast.fullest.get(target.name, target) if target.proper else target
    if canonical(full.name) == canonical(tree.word(owner)):
        return mention.name
    case = tree.child(owner, "case")
    after = tree.parse.ends[case] if case is not None else tree.parse.ends[owner]
    rest = " ".join(tree.text[after : tree.parse.ends[mention.head]].split())
    return f"{rest} of {full.name}" if rest else mention.name


def _unresolved(cast: Cast, span: Span) -> Source:
    if span.within(cast.tree.text).lower() in _AUTHOR:
        return Source(span=span, name="the author", kind="person", named=False, role="author")
    name = " ".join(span.within(cast.tree.text).split())
    return Source(span=span, name=name, kind="unknown", named=False)


def _role(target: Mention, best: Mention) -> str | None:
    if best.role or target.role:
        return best.role or target.role
    nouns = words("en", "speakers")["person_nouns"]
    return target.name if target.kind == "person" and not target.proper and target.lemma in nouns else None

"""Which claim a caveat speaks of: "the report could not be verified", "police have not confirmed the man's name".

Enters: the verification statements of a story, and what its documents assert. Leaves: each caveat with the statement
that it speaks of. Refuses: what says that something is confirmed, checks of other things ("background checks"), and
a caveat that names something which nothing beside it tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Group, Told, told_by_document
from stemma.claims.material import Material, is_confirming
from stemma.claims.stands import is_own_voice
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Span, Statement

MAX_BACK = 8
"""Sentences from a caveat within which its claim is looked for; reports put the caveat a paragraph or two later."""

NEAR = 2
"""Sentences back in which a caveat without words of its own ("this could not be verified") finds its claim."""

OWN = 0.6
"""Share of a caveat's own words that stand with its claim; below it the caveat is about another matter."""

MAX_SHOWN = 200
"""Code points of a caveat shown with its source."""

Meant = tuple[Statement, Reading, Group]
"""A caveat, and the statement that it speaks of with its claim."""


def caveats_of(groups: Sequence[Group], material: Material) -> Iterator[Meant]:
    """Yield the caveats of a story with what they speak of."""
    told = told_by_document(groups)
    for check in material.checks:
        if not _leaves_open(check, material):
            continue
        found = _meant(check, told, material)
        if found is not None:
            yield check, *found


def surely_means(check: Statement, said: Reading, told: Reading, material: Material) -> bool:
    """Tell whether another report's statement has what a caveat names; one that names nothing stands right behind."""
    own = _own_words(check, material.trees[check.document])
    return _share(own, told) >= OWN if own else check.sentence - said.statement.sentence <= 1


def whole(check: Statement) -> Span:
    """Return the caveat with the source and cue that stand close before or after it."""
    parts = [s for s in (check.source.span, check.cue, check.content) if s is not None]
    span = Span(start=min(s.start for s in parts), end=max(s.end for s in parts))
    return span if span.end - span.start <= MAX_SHOWN else check.content


def says_confirmed(check: Statement, material: Material) -> bool:
    """Tell whether a verification statement says that something is confirmed, without a negation or doubt."""
    tree = material.trees[check.document]
    doubt = any(tree.lemma(t) in words("en", "verification")["doubt"] for t in tree.tokens_in(check.content))
    polarity = (check.source_certainty or check.certainty).polarity
    return is_confirming(check, material) and not doubt and polarity == "asserted"


def _leaves_open(check: Statement, material: Material) -> bool:
    """Tell whether a verification statement speaks of checking and says that it was not, or not yet, successful."""
    tree = material.trees[check.document]
    told = {tree.lemma(t) for t in tree.tokens_in(whole(check))} | {
        tree.lemma(t) for t in tree.tokens_in(check.content)
    }
    lists = words("en", "findings")
    open_ones = words("en", "verification")["doubt"] | lists["provisional"]
    return bool(lists["caveat_words"] & told) and bool(open_ones & told) and not says_confirmed(check, material)


def _meant(check: Statement, told: Told, material: Material) -> tuple[Reading, Group] | None:
    """Return the statement that a caveat speaks of: with its own words the one that has them, else the one before."""
    tree = material.trees[check.document]
    own, thing = _own_words(check, tree), _thing(check, tree)
    beside = [(r, g) for r, g in told.get(check.document, ()) if abs(check.sentence - r.statement.sentence) <= MAX_BACK]
    if own:
        meant = [(r, g) for r, g in beside if _share(own, r) >= OWN and not _tells_of_checking(r)]
        meant = [(r, g) for r, g in meant if thing not in own or thing in r.terms]
        return max(meant, key=lambda pair: _rank(own, pair, check), default=None)
    if _speaks_of_an_account(check, tree):
        earlier = [(r, g) for r, g in beside if r.statement.sentence < check.sentence]
        given = [(r, g) for r, g in earlier if not is_own_voice(r.statement)]
        if given:
            return max(given, key=lambda pair: (len(pair[1].documents), pair[0].statement.content.start))
    outside = [(r, g) for r, g in beside if r.statement.content.end <= check.content.start]
    before = [(r, g) for r, g in outside if 0 <= check.sentence - r.statement.sentence <= NEAR]
    numbers = {float(w) for t in tree.tokens_in(check.content) if (w := tree.word(t).replace(",", "")).isdecimal()}
    return max(before, key=lambda pair: _rank_back(numbers, pair), default=None)


def _speaks_of_an_account(check: Statement, tree: Tree) -> bool:
    """Tell whether a caveat's sentence names what was told: "these claims", "the ministry's report"."""
    first, last = tree.parse.sentences[check.sentence]
    listed = words("en", "verification")["the_claim"]
    return any(tree.parse.pos[t] == "NOUN" and tree.lemma(t) in listed for t in range(first, last))


def _rank(own: frozenset[str], pair: tuple[Reading, Group], check: Statement) -> tuple[float, int, int, int]:
    reading, group = pair
    away = abs(check.sentence - reading.statement.sentence)
    return _share(own, reading), len(group.documents), -away, reading.statement.content.start


def _rank_back(numbers: set[float], pair: tuple[Reading, Group]) -> tuple[bool, int, int, int]:
    reading, group = pair
    counted = any(a.quantity.low in numbers for a in reading.amounts)
    return counted, reading.statement.sentence, len(group.documents), reading.statement.content.start


def _share(own: frozenset[str], reading: Reading) -> float:
    """Return the share of a caveat's own words that a statement's sentence has; its content must have one of them."""
    tree = reading.tree
    first, last = tree.parse.sentences[reading.statement.sentence]
    around = {key(tree.lemma(t).lower()) for t in range(first, last)}
    return len(own & around) / len(own) if own & reading.terms.keys() else 0.0


def _tells_of_checking(reading: Reading) -> bool:
    listed = words("en", "claims")["confirm"]
    return any(reading.tree.lemma(t) in listed for t in reading.tokens)


def _own_words(check: Statement, tree: Tree) -> frozenset[str]:
    """Return the keys of what a caveat says was not checked; who checked, and "the claim", are no words of its own."""
    listed, lists = words("en", "verification"), words("en", "findings")
    spared = listed["the_claim"] | listed["checking"] | lists["caveat_words"] | lists["figures"] | listed["doubt"]
    tokens, verbs = _before_the_reason(tree.tokens_in(check.content), tree), _checking_verbs(check, tree)
    askers = [t for t in tokens if tree.parse.deps[t] == "agent" or tree.lemma(t) in {"with", "to"}]
    askers += [c for v in verbs for c in tree.children[v] if tree.parse.deps[c] == "nsubj"]
    gone = {c for t in askers for c in tree.subtree(t, without=frozenset({"relcl", "acl"}))}
    inside = {c for v in verbs for c in tree.subtree(v)}
    named = (t for t in tokens if tree.parse.pos[t] in {"NOUN", "PROPN"} or _is_deed(tree, t, inside))
    return frozenset(key(tree.lemma(t).lower()) for t in named if t not in gone and tree.lemma(t) not in spared)


def _before_the_reason(tokens: range, tree: Tree) -> range:
    """Return the tokens up to where it is told why: "remains unverified, as access is restricted"."""
    checked = words("en", "findings")["caveat_words"] | words("en", "verification")["doubt"]
    reasons = words("en", "findings")["reasons"]
    start = next((t for t in tokens if tree.lemma(t) in checked), None)
    ends = (t for t in tokens if start is not None and t > start and tree.lemma(t) in reasons)
    return range(tokens.start, next(ends, tokens.stop))


def _checking_verbs(check: Statement, tree: Tree) -> list[int]:
    return [t for t in tree.tokens_in(check.content) if tree.lemma(t) in words("en", "claims")["confirm"]]


def _thing(check: Statement, tree: Tree) -> str | None:
    """Return the key of what was not confirmed: a thing ("the theft") or a deed ("that pilots had joined")."""
    found = (tree.child(v, "dobj", "nsubjpass", "ccomp") for v in _checking_verbs(check, tree))
    token = next((t for t in found if t is not None), None)
    return key(tree.lemma(token).lower()) if token is not None else None


def _is_deed(tree: Tree, token: int, inside: set[int]) -> bool:
    """Tell whether a verb is what was not confirmed to have happened: "that pilots had joined"."""
    no_deeds = words("en", "findings")["no_deeds"]
    return token in inside and tree.parse.pos[token] == "VERB" and tree.lemma(token) not in no_deeds

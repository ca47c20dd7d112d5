"""Verbs that attribute: "said that …", "vowed to …", "described it as …", "…, he said".

Enters: a page (tree and quotes). Leaves: one attribution for each verb one of whose frames is filled; the frames
are tried in the order of ``FRAMES``. Refuses: a verb of the lists that has no complement ("the clock said"), and
what speakers say of themselves inside their own quotation ("I think …").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.attribution import Attribution, Shape
from stemma.statements.cast import party_nouns
from stemma.statements.cues import (
    cue_tokens,
    find_source,
    has_agent,
    medium_tokens,
    raised_by,
    shares_speaker,
    source_tokens,
)
from stemma.statements.own import speaks_of_checking
from stemma.statements.pieces import Page, content_pieces, phrase_span, source_span
from stemma.statements.quotes import is_speech

Filled = tuple[set[int], Shape, set[int]]
"""The content's tokens, the shape, and tokens that join the cue (a preposition, a particle)."""

_COMPLEMENTS = frozenset({"as", "of", "for", "to", "with"})
_MANNER = frozenset(
    {"by", "during", "after", "before", "via", "through", "while", "without", "because", "since", "until"}
)
_BESIDE = 6
"""Tokens before a verb of saying among which its speaker is looked for when the parser found none outside."""

_GAP = 3
"""Tokens that may stand between an object and the phrase that goes on with it (“a site now in control of …”)."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAUSES = frozenset({",", "—", "–", "-", "--", "”", "’", '"', "?", "!", "''"})
_AGENTS = ("er", "or", "ist", "ian", "ant", "ee", "man", "woman", "people", "ic")
_LISTS = ("clause", "quoting", "speech", "infinitive", "urging", "passive", "object", "naming", "as", "evidence")


def find_verbal(page: Page) -> Iterator[Attribution]:
    """Yield the attributions that hang on a verb."""
    known = _known_verbs()
    lemmas = page.tree.parse.lemmas
    for token, pos in enumerate(page.tree.parse.pos):
        if pos == "VERB" and lemmas[token] in known:
            found = _read_verb(page, token)
            if found is not None:
                yield found


def _read_verb(page: Page, verb: int) -> Attribution | None:
    tree = page.tree
    if _is_part_of_cue(tree, verb):
        return None
    filled = next((f for f in (frame(page, verb) for frame in FRAMES) if f is not None), None)
    if filled is None:
        return None
    tokens, shape, extra = filled
    source = _outside_quote(page, verb, find_source(tree, verb))
    if not _may_speak(page, verb, source, shape):
        return None
    cue = cue_tokens(tree, verb) | extra | medium_tokens(tree, verb)
    phrase = source_tokens(tree, source, verb) if source is not None else set()
    tokens -= set() if source in tokens else phrase
    whole = tokens - cue
    if shape == "passive" and tokens:
        whole = set(range(min(tokens), max(tokens) + 1)) - phrase
    pieces = content_pieces(page, whole, cue=verb)
    if not pieces:
        return None
    return Attribution(source=source_span(page, phrase), cue=phrase_span(page, cue), content=pieces, shape=shape)


def _outside_quote(page: Page, verb: int, source: int | None) -> int | None:
    """Where the parser took a word of the quotation for the speaker, return the noun that stands beside the verb."""
    tree = page.tree
    if source is None or page.quote_of[source] in (-1, page.quote_of[verb]):
        return source
    quote = page.quotes[page.quote_of[source]]
    for token in range(verb - 1, max(verb - _BESIDE, -1), -1):
        if tree.parse.starts[token] < quote.span.end:
            break
        if tree.parse.pos[token] in ("NOUN", "PROPN", "PRON"):
            return token
    return None


def _is_part_of_cue(tree: Tree, verb: int) -> bool:
    """Tell “purporting” before “to show”, and “comment” after “declined to”: another verb is the cue."""
    infinitive_of = tree.parse.heads[verb]
    if tree.parse.deps[verb] == "xcomp" and tree.lemma(infinitive_of) in ("decline", "refuse"):
        return True
    lower = tree.child(verb, "xcomp", "advcl")
    return lower is not None and raised_by(tree, lower) == verb and tree.lemma(lower) in _known_verbs()


def _may_speak(page: Page, verb: int, source: int | None, shape: Shape) -> bool:
    """Refuse events as speakers, infinitives of purpose, and what is said inside somebody's own quotation."""
    tree = page.tree
    if source is None:
        if tree.lemma(verb) not in words("en", "attribution")["sourceless"]:
            return False
    elif shape not in ("clause", "quote") and not _may_state(tree, verb, source):
        return False
    quote = page.quote_at(verb)
    if quote is None or not is_speech(tree, quote):
        return True
    inside = source is not None and page.quote_of[source] == page.quote_of[verb]
    return shape == "clause" and inside and tree.parse.pos[source or 0] in ("NOUN", "PROPN")


def _may_state(tree: Tree, verb: int, source: int) -> bool:
    """Tell whether a noun phrase or infinitive may be what the source says, and not merely what it does."""
    return _can_speak(tree, source) and (not _has_to(tree, verb) or raised_by(tree, verb) is not None)


def _can_speak(tree: Tree, source: int) -> bool:
    """Tell a party from an event or a quality, by the noun or its ending."""
    if tree.parse.pos[source] != "NOUN":
        return True
    lemma = tree.lemma(source)
    return lemma in party_nouns() or (lemma.endswith(_AGENTS) and lemma not in words("en", "attribution")["mute"])


def clause(page: Page, verb: int) -> Filled | None:
    """“said that the ferry sank”, “the ferry sank, he said”: a finite clause."""
    tree = page.tree
    lists = words("en", "attribution")
    lemma = tree.lemma(verb)
    if lemma not in lists["clause"] and lemma not in lists["quoting"]:
        return None
    head = tree.child(verb, "ccomp") or _behind_medium(tree, verb)
    if head is None:
        return None
    tokens = set(tree.subtree(head))
    quoted = any(page.quote_of[t] >= 0 for t in (min(tokens), head))
    if not quoted and (lemma not in lists["clause"] or not _is_finite(tree, head)):
        return None
    if head < verb and not quoted and not _set_before(tree, max(t for t in tokens if t < verb), verb):
        return None
    return _without_next_cue(tree, head, tokens), "clause", set()


def _behind_medium(tree: Tree, verb: int) -> int | None:
    """Return the clause of “said in a statement that …”, which the parser may hang on “statement”."""
    for child in tree.children[verb]:
        noun = tree.child(child, "pobj") if tree.lemma(child) == "in" else None
        if noun is not None and tree.lemma(noun) in words("en", "attribution")["media"]:
            return next((c for c in tree.children[noun] if tree.child(c, "mark") is not None), None)
    return None


def _without_next_cue(tree: Tree, head: int, tokens: set[int]) -> set[int]:
    """Cut off “but added that …”, which the parser hangs below the first content."""
    for child in tree.children[head]:
        if shares_speaker(tree, child) or _contrasts(tree, child) or _checks(tree, child):
            inner = tree.subtree(child)
            tokens -= set(range(min(inner[0], child - 1), inner[-1] + 1))
    return tokens


def _contrasts(tree: Tree, token: int) -> bool:
    """Tell “…, while Kyiv claims that …”: another party's cue in a contrasting clause."""
    mark = tree.child(token, "mark")
    return (
        tree.parse.deps[token] == "advcl"
        and mark is not None
        and tree.lemma(mark) in ("while", "whereas", "whilst", "although", "though")
        and tree.lemma(token) in words("en", "attribution")["clause"]
        and tree.child(token, "ccomp") is not None
    )


def _checks(tree: Tree, token: int) -> bool:
    """Tell “…, though this could not be verified”: the document's own word about the content."""
    mark = tree.child(token, "mark")
    concessive = mark is not None and tree.lemma(mark) in ("though", "although", "while", "but")
    return tree.parse.deps[token] == "advcl" and concessive and speaks_of_checking(tree, tree.subtree(token))


def parenthesis(page: Page, verb: int) -> Filled | None:
    """“The ferry, he said, had sunk” and “as he said, …”: the verb stands inside or beside its content."""
    tree = page.tree
    lists = words("en", "attribution")
    top = tree.parse.heads[verb]
    if top == verb or tree.lemma(verb) not in lists["clause"] | lists["speech"]:
        return None
    mark = tree.child(verb, "mark", "advmod")
    as_clause = tree.parse.deps[verb] == "advcl" and mark is not None and tree.lemma(mark) == "as"
    if tree.parse.deps[verb] not in ("parataxis", "ccomp") and not as_clause:
        return None
    if tree.child(verb, "nsubj") is None or tree.child(verb, "dobj", "xcomp", "ccomp") is not None:
        return None
    if not as_clause and tree.child(verb, "mark") is not None:
        return None
    while tree.parse.deps[top] in ("aux", "auxpass", "advmod", "punct") and tree.parse.heads[top] != top:
        top = tree.parse.heads[top]
    if tree.parse.deps[verb] == "ccomp" and tree.lemma(top) in lists["clause"]:
        return None
    tokens = set(tree.subtree(top)) - set(tree.subtree(verb))
    return tokens, "clause", set()


def urging(page: Page, verb: int) -> Filled | None:
    """“urged both sides to stop”: somebody and an infinitive."""
    tree = page.tree
    if tree.lemma(verb) not in words("en", "attribution")["urging"]:
        return None
    head = tree.child(verb, "xcomp", "ccomp")
    if head is None or not _has_to(tree, head):
        return None
    somebody = tree.child(verb, "dobj") or tree.child(head, "nsubj")
    if somebody is None or not verb < somebody < head:
        return None
    return set(tree.subtree(somebody)) | set(tree.subtree(head)), "infinitive", set()


def infinitive(page: Page, verb: int) -> Filled | None:
    """“threatened to leave”: an infinitive."""
    tree = page.tree
    if tree.lemma(verb) not in words("en", "attribution")["infinitive"] or tree.child(verb, "auxpass") is not None:
        return None
    head = tree.child(verb, "xcomp")
    if head is None or head < verb or not _has_to(tree, head):
        return None
    return set(tree.subtree(head)), "infinitive", set()


def passive(page: Page, verb: int) -> Filled | None:
    """“The ferry was said to have sunk”, “was described as old”: subject and complement, in two pieces."""
    tree = page.tree
    lemma = tree.lemma(verb)
    subject = tree.child(verb, "nsubjpass")
    if lemma not in words("en", "attribution")["passive"] or subject is None:
        return None
    rest: set[int] = set()
    for child in tree.children[verb]:
        dep = tree.parse.deps[child]
        if dep in ("xcomp", "oprd", "ccomp") or (dep == "prep" and tree.lemma(child) in ("as", "of") and child > verb):
            rest |= set(tree.subtree(child))
    if not rest and not has_agent(tree, verb):
        return None
    if tree.parse.pos[subject] == "PRON" and tree.lemma(subject) == "it" and rest:
        return rest, "clause", set()
    return set(tree.subtree(subject)) | rest, "passive", set()


def naming(page: Page, verb: int) -> Filled | None:
    """“called the raid a farce”: a phrase and what it is called."""
    tree = page.tree
    if tree.lemma(verb) not in words("en", "attribution")["naming"]:
        return None
    named = tree.child(verb, "oprd", "ccomp", "xcomp")
    if named is None or named < verb or _has_to(tree, named):
        return None
    tokens = set(tree.subtree(named))
    target = tree.child(verb, "dobj")
    return tokens | (set(tree.subtree(target)) if target is not None else set()), "object", set()


def noun_phrase(page: Page, verb: int) -> Filled | None:
    """“announced the capture of …”, “accused the crew of …”, “described it as …”: a noun phrase."""
    tree = page.tree
    lists = words("en", "attribution")
    lemma = tree.lemma(verb)
    target = tree.child(verb, "dobj")
    if target is None or target < verb or tree.parse.tags[target] in ("WDT", "WP"):
        return None
    tokens = set(tree.subtree(target))
    linked = [c for c in tree.children[verb] if c > verb and _belongs(tree, c)]
    as_phrase = any(tree.lemma(c) == "as" for c in (*linked, *tree.children[target]))
    if lemma in ("cite", "quote") and (tree.lemma(target) in party_nouns() or tree.parse.pos[target] == "PROPN"):
        return None
    evident = lemma in lists["evidence"] and _shows(tree, verb)
    if not (lemma in lists["object"] or (as_phrase and lemma in lists["as"]) or evident):
        return None
    for child in linked:
        tokens |= set(range(max(tokens) + 1, child)) if child - max(tokens) <= _GAP else set()
        tokens |= set(tree.subtree(child))
    return tokens, "object", set()


def _belongs(tree: Tree, child: int) -> bool:
    """Tell a phrase of the content from one of time, medium or manner of the saying."""
    if tree.parse.deps[child] != "prep":
        return tree.parse.deps[child] in ("oprd", "xcomp")
    if tree.lemma(child) in _COMPLEMENTS:
        return True
    noun = tree.child(child, "pobj")
    lists = words("en", "attribution")
    return (
        noun is not None
        and tree.lemma(child) not in _MANNER
        and tree.lemma(noun) not in lists["media"] | lists["times"]
    )


def governed(page: Page, verb: int) -> Filled | None:
    """“spoke of losses”, “referred to the raid as …”: a preposition that the verb governs."""
    tree = page.tree
    wanted = mappings("en", "attribution")["governed"].get(tree.lemma(verb))
    if wanted is None or tree.child(verb, "dobj", "auxpass") is not None:
        return None
    for child in tree.children[verb]:
        if child > verb and tree.parse.deps[child] == "prep" and tree.lemma(child) in wanted.split():
            target = tree.child(child, "pobj", "pcomp")
            if target is not None and tree.parse.tags[target] not in ("WDT", "WP"):
                tokens = set(tree.subtree(child)) - {child}
                for other in tree.children[verb]:
                    if (
                        other > child
                        and tree.parse.deps[other] in ("prep", "xcomp")
                        and (tree.lemma(other) == "as" or _has_to(tree, other))
                    ):
                        tokens |= set(tree.subtree(other))
                return tokens, "object", set(range(verb, child + 1))
    return None


FRAMES: tuple[Callable[[Page, int], Filled | None], ...] = (
    clause,
    parenthesis,
    urging,
    infinitive,
    passive,
    naming,
    noun_phrase,
    governed,
)


def _shows(tree: Tree, verb: int) -> bool:
    """Tell whether a text or image is the subject: "footage showing …", "the report lists …"."""
    source = find_source(tree, verb)
    return source is not None and tree.lemma(source) in words("en", "speakers")["document_nouns"]


def _is_finite(tree: Tree, head: int) -> bool:
    helpers = [c for c in tree.children[head] if tree.parse.deps[c] in ("aux", "auxpass")]
    if {tree.parse.tags[t] for t in (head, *helpers)} & _FINITE:
        return True
    return not _has_to(tree, head) and tree.child(head, "nsubj", "nsubjpass", "expl") is not None


def _has_to(tree: Tree, head: int) -> bool:
    return any(tree.parse.tags[c] == "TO" for c in tree.children[head])


def _set_before(tree: Tree, first: int, verb: int) -> bool:
    """Tell “it sank, he said” from a relative clause that the parser took for the main one (“…, that he claimed”)."""
    between = {tree.word(t).lower() for t in range(first, verb)}
    return bool(between & _PAUSES) and not between & {"that", "which", "whom"}


@cache
def _known_verbs() -> frozenset[str]:
    lists = words("en", "attribution")
    return frozenset(mappings("en", "attribution")["governed"]).union(*(lists[name] for name in _LISTS))

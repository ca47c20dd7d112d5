"""Find reported speech: who is made to say what, by which words.

Enters: a page (a tree with the quotes of its text). Leaves: attributions in text order (source, cue and content spans).
Refuses: a cue without content. Nothing is resolved here: a source is the phrase that stands in the text.

Rules, in this order: verbs of saying put into the middle; verbs with a clause, an infinitive or a noun phrase;
"according to"; nouns of saying; adverbs ("reportedly"); quotes left over that go on with the last speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stemma.labeller import Labeller, Role
from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Span
from stemma.statements.attribution import Attribution
from stemma.statements.cues import speaks_of_checking
from stemma.statements.inverted import find_inverted
from stemma.statements.nominal import find_nominal
from stemma.statements.phrases import find_phrases
from stemma.statements.pieces import Page
from stemma.statements.pointing import sentence_content, with_pointing
from stemma.statements.proposals import merge
from stemma.statements.speech import attach_speech
from stemma.statements.verbs import find_verbal

_POINTING = frozenset({"this", "that", "all this", "all of this"})
_OPENING = frozenset({"ADP", "DET", "PART", "SCONJ"})
"""What opens a phrase, and never ends one that is not cut ("the", "of", "to", "that")."""

_BY = frozenset({"by", "from", "of"})

CLAIMANT = 8
"""Tokens behind “claims” in which whose they are stands before “that”: “by the mayor of Lindau, Ben Lee,”."""

FEWEST = 3
"""Tokens that must be left of a content that is ended where the next one speaks."""

_EMPTY = frozenset({"it", "them", "him", "her", "what", "so", "something", "one", "us", "me", "you"})


def find_attributions(page: Page, labeller: Labeller | None = None) -> tuple[Attribution, ...]:
    """Return every attribution of a document in the order of its content."""
    found = find_by_rules(page)
    if labeller is not None:
        found = merge(page, found, labeller.read(page.tree.text, page.tree.parse, role_spans(found)))
    narrowed = (_without_the_whole(page.tree, one) for one in found)
    found = with_pointing(page, [one for one in narrowed if one is not None])
    timeless = (_without_when(page.tree, one) for one in found)
    carried = (_carried(page.tree, o, found) for o in timeless if o is not None)
    told = (o for o in carried if o is not None and not _says_otherwise(page.tree, o))
    kept = [_completed(page.tree, o) for o in _without_evidence(page.tree, list(told))]
    beside: dict[int, list[Attribution]] = {}
    for one in kept:
        if one.cue is not None:
            beside.setdefault(_sentence(page.tree, one.cue), []).append(one)
    ended = (_without_the_next(page, o, beside) for o in kept)
    return tuple(sorted((_without_link(page.tree, o) for o in ended), key=_order))


def find_by_rules(page: Page) -> list[Attribution]:
    """Return what the rules alone find, as it stands in the text."""
    inverted = tuple(find_inverted(page))
    taken = {one.cue for one in inverted}
    verbal = (one for one in find_verbal(page) if one.cue not in taken)
    found = [*inverted, *verbal, *find_phrases(page), *find_nominal(page)]
    found = _adopted(page.tree, attach_speech(page, found))
    return [one for one in _distinct(found) if not _is_told_refusal(page.tree, one, found)]


def role_spans(found: Sequence[Attribution]) -> list[tuple[Role, int, int]]:
    """Return the spans of attributions with their roles: larger contents first, then sources, then cues."""
    contents = sorted((piece for one in found for piece in one.content), key=lambda p: (p.start - p.end, p.start))
    spans: list[tuple[Role, int, int]] = [("content", piece.start, piece.end) for piece in contents]
    spans += [("source", one.source.start, one.source.end) for one in found if one.source is not None]
    return spans + [("cue", one.cue.start, one.cue.end) for one in found if one.cue is not None]


def _is_told_refusal(tree: Tree, one: Attribution, found: list[Attribution]) -> bool:
    """Tell “Ana says that Ben refuses to pay”: what Ben refuses is Ana's claim, nothing that Ben said."""
    if one.cue is None or not any(tree.lemma(t) in ("decline", "refuse") for t in tree.tokens_in(one.cue)):
        return False
    return any(other is not one and any(p.covers(one.cue) for p in other.content) for other in found)


def _without_link(tree: Tree, one: Attribution) -> Attribution:
    """Leave out the "while" of “that while the pier closes,”, where who goes on speaking is found beside it."""
    first, *rest = one.content
    said = tree.tokens_in(first)
    at = 1 if said and tree.lemma(said[0]) == "that" else 0
    whole = any(tree.word(t) == "," for t in said)
    if whole or len(said) <= at + FEWEST or tree.lemma(said[at]) not in words("en", "attribution")["concessive"]:
        return one
    return replace(one, content=(Span(start=tree.parse.starts[said[at] + 1], end=first.end), *rest))


def _without_evidence(tree: Tree, found: Sequence[Attribution]) -> list[Attribution]:
    """End what is denied before “despite …”: what speaks against a denial is nothing that was denied."""
    kept: list[Attribution] = []
    for one in found:
        despite = _despite(tree, one)
        if despite is None or all(p.end <= tree.parse.starts[despite] for p in one.content):
            kept.append(one)
        elif one.content[0].start < tree.parse.starts[despite] - 1:
            kept.append(replace(one, content=(Span(start=one.content[0].start, end=tree.parse.ends[despite - 1]),)))
    return kept


def _despite(tree: Tree, one: Attribution) -> int | None:
    """Return the “despite” behind a cue of denying, in its sentence and outside of what is quoted."""
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    if not any(tree.lemma(t) in words("en", "certainty")["denying"] for t in cue):
        return None
    last = tree.parse.sentences[tree.sentence_of[cue[0]]][1]
    return next((t for t in range(cue[-1] + 1, last) if tree.lemma(t) == "despite"), None)


def _completed(tree: Tree, one: Attribution) -> Attribution:
    """Give a content cut behind “the” or “of” what that word belongs to, “claims” by whom they are and of what."""
    last = tree.tokens_in(one.content[-1])[-1:]
    if not last or last[0] + 1 >= len(tree.parse.pos):
        return one
    word = last[0]
    if tree.parse.pos[word] not in _OPENING:
        end = _end_of_claim(tree, word)
        return one if end == word else _until(tree, one, end)
    ahead = [t for t in (tree.parse.heads[word], *tree.children[word]) if t > word]
    within = {t for a in ahead for t in tree.subtree(a)}
    end = word
    while end + 1 in within and tree.parse.pos[end + 1] != "PUNCT":
        end += 1
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    source = tree.tokens_in(one.source) if one.source is not None else range(0)
    if end == word or any(t in cue or t in source for t in range(word + 1, end + 1)):
        return one
    return _until(tree, one, end)


def _until(tree: Tree, one: Attribution, end: int) -> Attribution:
    whole = Span(start=one.content[-1].start, end=tree.parse.ends[end])
    return replace(one, content=(*one.content[:-1], whole))


def _end_of_claim(tree: Tree, noun: int) -> int:
    """Return the last token of “claims by Ben Lee that the pier is safe”, where the content ends with the noun."""
    listed = tree.parse.pos[noun] == "NOUN" and "that" in mappings("en", "attribution")["nouns"].get(
        tree.lemma(noun), ""
    )
    if not listed or tree.lemma(noun + 1) not in _BY:
        return noun
    near = range(noun + 2, min(noun + CLAIMANT, tree.parse.sentences[tree.sentence_of[noun]][1]))
    for clause in (tree.parse.heads[t] for t in near if tree.word(t).lower() == "that"):
        if tree.parse.pos[clause] in ("VERB", "AUX") and tree.parse.deps[clause] in ("acl", "ccomp"):
            return max(t for t in tree.subtree(clause) if tree.parse.pos[t] != "PUNCT")
    return noun


def _says_otherwise(tree: Tree, one: Attribution) -> bool:
    """Tell whether the source does not say what seems to be its words; "you" are who reads."""
    reader = one.source is not None and one.source.within(tree.text).lower() == "you"
    tells = (_calls_otherwise, _is_given_up, _is_untrue, _moves, _only_knows, _is_said_of)
    return reader or any(otherwise(tree, one) for otherwise in tells)


def _without_when(tree: Tree, one: Attribution) -> Attribution | None:
    """Leave out what only tells when or why: “The bank deleted references to the war, | as it resists pressure”.

    So with the day before a clause: “said | Thursday | it banned imports”, “said | in May | it would oppose the plan”.
    """
    kept = tuple(_behind_day(tree, one.cue, piece) for piece in one.content if not _tells_when(tree, one.cue, piece))
    return replace(one, content=kept) if kept else None


def _behind_day(tree: Tree, cue: Span | None, piece: Span) -> Span:
    said = tree.tokens_in(piece)
    if cue is None or len(said) < FEWEST or tree.tokens_in(cue)[-1:] != range(said[0] - 1, said[0]):
        return piece
    last = _last_of_day(tree, said[0])
    return Span(start=tree.parse.starts[last + 1], end=piece.end) if last is not None and last < said[-1] else piece


def _last_of_day(tree: Tree, first: int) -> int | None:
    """Return the last token of “Thursday night”, “in May 2031” and the like before a clause, where no comma follows."""
    calendar = mappings("en", "times")
    last = tree.parse.heads[first] if tree.parse.deps[first] == "compound" else first
    if tree.parse.deps[first] == "prep" and tree.lemma(first) in ("in", "on"):
        named = tree.child(first, "pobj")
        known = {*calendar["weekdays"], *calendar["months"]}
        last = max(tree.subtree(first)) if named is not None and tree.word(named).lower() in known else -1
    elif tree.word(first).lower() not in calendar["weekdays"] or tree.parse.deps[last] != "npadvmod":
        return None
    goes_on = first <= last < len(tree.parse.pos) - 1 and tree.word(last + 1) != ","
    return last if goes_on else None


def _tells_when(tree: Tree, cue: Span | None, piece: Span) -> bool:
    said = tree.tokens_in(piece)
    if not said or cue is None or piece.start < cue.start or tree.lemma(said[0]) != "as":
        return False
    clause = tree.parse.heads[said[0]]
    beside = tree.parse.deps[clause] == "advcl" and tree.parse.heads[clause] not in said
    return tree.parse.deps[said[0]] == "mark" and beside


def _is_said_of(tree: Tree, one: Attribution) -> bool:
    """Tell “a city said to be old, Lindau has a bridge”: it is said of the city, and the city says nothing."""
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    said = len(cue) == 1 and cue[0] + 2 < len(tree.parse.tags) and tree.lemma(cue[0]) == "say"
    return said and tree.parse.tags[cue[0] + 1] == "TO" and tree.parse.tags[cue[0] + 2] == "VB"


def _without_the_next(page: Page, one: Attribution, beside: Mapping[int, Sequence[Attribution]]) -> Attribution:
    """End a content where somebody speaks beside it, or on: “… it rains, and Gil told us that …”, “, adding that …”."""
    tree, piece = page.tree, one.content[0]
    said = tree.tokens_in(piece)
    if len(one.content) > 1 or one.source is None or page.quote_at(said[0]) is not None:
        return one
    for other in beside.get(tree.sentence_of[said[0]], ()):
        if other.cue is None or not piece.covers(other.cue) or one.source.start > piece.start:
            continue
        end = _before_the_next(tree, piece, other)
        while end > said[0] and (tree.parse.pos[end] in ("CCONJ", "PUNCT")):
            end -= 1
        if end - said[0] >= FEWEST:
            return _until(tree, one, end)
    return one


def _before_the_next(tree: Tree, piece: Span, other: Attribution) -> int:
    """Return the last token before what another attribution inside a content says beside it, or -1."""
    cue = tree.tokens_in(other.cue) if other.cue is not None else range(0)
    if not cue:
        return -1
    adds = tree.parse.tags[cue[0]] == "VBG" and tree.word(cue[0] - 1) == "," and tree.child(cue[0], "ccomp") is not None
    last = max((t for t in tree.tokens_in(piece) if tree.parse.pos[t] != "PUNCT"), default=cue[0])
    if adds and max(tree.subtree(cue[0])) >= last:
        return cue[0] - 1
    verb = next((t for t in cue if tree.parse.deps[t] == "conj"), None)
    inside = other.source is not None and piece.covers(other.source)
    return min(tree.subtree(verb)) - 1 if inside and verb is not None and tree.child(verb, "nsubj") is not None else -1


def _only_knows(tree: Tree, one: Attribution) -> bool:
    """Tell “they sail at night, knowing that the sea is calm”: the clause says why, and nobody says it."""
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    alone = len(cue) == 1 and tree.parse.tags[cue[0]] == "VBG" and tree.child(cue[0], "aux", "nsubj") is None
    return alone and tree.lemma(cue[0]) in words("en", "attribution")["knowing"]


def _without_the_whole(tree: Tree, one: Attribution) -> Attribution | None:
    """Leave out the clause around a relative one: “It hides the goal that it would like to reach”."""
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    verb = next((t for t in cue if tree.parse.deps[t] == "relcl"), None)
    if verb is None:
        return one
    root = tree.root(tree.sentence_of[verb])
    around = [p for p in one.content if p.covers(tree.span(root, root)) and p.start < tree.parse.starts[cue[0]]]
    kept = tuple(p for p in one.content if p not in around)
    return replace(one, content=kept) if kept else None


def _is_untrue(tree: Tree, one: Attribution) -> bool:
    """Tell “the myth claims that P”: who calls it a myth says the contrary, and a myth is nobody."""
    source = tree.tokens_in(one.source) if one.source is not None else range(0)
    heads = (t for t in source if tree.parse.heads[t] not in source or tree.parse.heads[t] == t)
    return any(tree.lemma(t) in words("en", "certainty")["untrue"] for t in heads)


def _is_given_up(tree: Tree, one: Attribution) -> bool:
    """Tell “the hope that P is gone”: nobody hopes it any more."""
    noun = next((t for t in tree.tokens_in(one.cue) if tree.parse.pos[t] == "NOUN"), None) if one.cue else None
    if one.source is not None or noun is None or tree.parse.deps[noun] not in ("nsubj", "nsubjpass"):
        return False
    verb = tree.parse.heads[noun]
    told = (verb, *(c for c in tree.children[verb] if tree.parse.deps[c] in ("acomp", "advmod", "attr")))
    return any(tree.lemma(t) in words("en", "attribution")["ended"] for t in told)


def _moves(tree: Tree, one: Attribution) -> bool:
    """Tell “the vote will worry Norland that the pier is lost”: the vote says nothing."""
    cue = tree.tokens_in(one.cue) if one.cue is not None else range(0)
    verb = next((t for t in cue if tree.lemma(t) in words("en", "attribution")["moving"]), None)
    moved = tree.child(verb, "dobj", "dative") if verb is not None else None
    return moved is not None and all(not p.covers(tree.span(moved, moved)) for p in one.content)


def _calls_otherwise(tree: Tree, one: Attribution) -> bool:
    """Tell “It is not a “tax”, as Ben calls it”: what Ben says is the contrary of the clause before."""
    verb = next((t for t in tree.tokens_in(one.cue) if tree.parse.pos[t] == "VERB"), None) if one.cue else None
    if verb is None or tree.parse.deps[verb] != "advcl" or tree.child(verb, "dobj") is None:
        return False
    mark, above = tree.child(verb, "mark", "advmod"), tree.parse.heads[verb]
    said = any(piece.covers(tree.span(above, above)) for piece in one.content)
    return said and mark is not None and tree.lemma(mark) == "as" and tree.child(above, "neg") is not None


def _carried(tree: Tree, one: Attribution, found: list[Attribution]) -> Attribution | None:
    """Give “The police denied this” what “this” stands for: what the sentence before makes somebody say, or itself.

    Contents like “it” and “them” are dropped.

    A cue of checking keeps its pronoun: “the paper has confirmed it” speaks of a statement, and repeats none.
    """
    if len(one.content) > 1:
        told = tuple(p for p in one.content if p.within(tree.text).lower() not in _EMPTY)
        return replace(one, content=told) if told else None
    said = one.content[0].within(tree.text).lower()
    if said not in _POINTING | _EMPTY or speaks_of_checking(tree, one.cue):
        return one
    sentence = _sentence(tree, one.content[0])
    if said in _EMPTY or sentence <= 0 or one.cue is None:
        return None
    before = tree.sentence_span(sentence - 1)
    inside = [o for o in found if o.cue is not None and all(before.covers(s) for s in (o.cue, *o.content))]
    if inside:
        return replace(one, content=inside[-1].content)
    return replace(one, content=(sentence_content(tree, sentence - 1),))


def _adopted(tree: Tree, found: list[Attribution]) -> list[Attribution]:
    """Give “reportedly” the source that is named in its sentence: “the briefing notes …; troops reportedly left”."""
    sources: dict[int, Span] = {}
    for one in found:
        if one.source is not None and one.cue is not None and one.shape != "noun":
            sources.setdefault(_sentence(tree, one.cue), one.source)
    return [
        replace(one, source=sources.get(_sentence(tree, one.cue)) or _text_as_subject(tree, one.cue))
        if one.shape == "adverb" and one.cue is not None
        else one
        for one in found
    ]


def _text_as_subject(tree: Tree, cue: Span) -> Span | None:
    """Return "the report" in "The report marks a shift, with troops allegedly leaving"."""
    subject = tree.child(tree.root(_sentence(tree, cue)), "nsubj", "nsubjpass")
    if subject is None or tree.lemma(subject) not in words("en", "speakers")["issued"]:
        return None
    return tree.subtree_span(subject, without=frozenset({"relcl", "appos", "punct"}))


def _sentence(tree: Tree, span: Span) -> int:
    tokens = tree.tokens_in(span)
    return tree.sentence_of[tokens[0]] if len(tokens) else -1


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Make one of attributions with the same cue and source: the first, with what others quote besides."""
    kept: dict[tuple[Span | None, Span | None], Attribution] = {}
    for one in found:
        first = kept.setdefault((one.source, one.cue), one)
        more = [p for p in one.content if not any(p.overlaps(q) for q in first.content)]
        kept[one.source, one.cue] = replace(first, content=tuple(sorted((*first.content, *more))))
    return list(kept.values())


def _order(one: Attribution) -> tuple[int, int, int, int]:
    cue = one.cue.start if one.cue else -1
    source = one.source.start if one.source else -1
    return (one.content[0].start, one.content[-1].end, cue, source)

"""Phrases that attribute without a verb of saying: "according to …", "reportedly", "Mayor: …".

Enters: a page. Leaves: attributions. Refuses: "according to plan" and other sources that nobody could be, and labels
before a colon that name no party ("Update: …").
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.language.once import once
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.statements.attribution import Attribution
from stemma.statements.pieces import Page, content_pieces, phrase_span

LONGEST_LABEL = 10
"""Tokens of the longest label before a colon that may name a speaker, with party and state in brackets."""

_LABEL = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PUNCT", "ADP", "PART", "NUM"})
_DASHES = frozenset({"-", "–", "—", "--"})
_SAYS = frozenset({"VBZ", "VBD", "VBN", "NNS", "NN"})
"""Tags that parsers give the verb there: "admitted" behind a passive is taken for a participle."""

_NAMES = frozenset({"PROPN", "DET", "PRON"})
_OFFICE = 3
"""Tokens of an office without an article before its holder's name ("- assessed harbour director Ann Lee")."""

_FEWEST = 3
"""Tokens of the shortest clause before "– says X"."""

_THAT_IS = 3
"""Tokens before "according to" in "That is according to X", which speaks of the sentence before."""

_NO_SOURCE = frozenset({"plan", "schedule", "need", "taste", "law", "rule", "custom", "tradition", "size", "age"})
_TEXTS = frozenset({"poll", "report", "study", "survey"})


def find_phrases(page: Page) -> Iterator[Attribution]:
    """Yield the attributions by "according to", by adverbs, and by a label with a colon."""
    adverbs = words("en", "attribution")["adverbs"]
    for token, lemma in enumerate(page.tree.parse.lemmas):
        if lemma in ("accord", "according") and page.tree.word(token).lower() == "according":
            found = _according(page, token)
        elif lemma in adverbs and page.tree.parse.pos[token] == "ADV":
            found = _adverb(page, token)
        elif lemma == ":":
            found = _colon(page, token)
        elif lemma in _DASHES:
            found = _dash(page, token)
        else:
            continue
        if found is not None:
            yield found


def _according(page: Page, token: int) -> Attribution | None:
    tree = page.tree
    to = tree.child(token, "prep")
    source = tree.child(to, "pobj") if to is not None else None
    if to is None or source is None or tree.lemma(source) in _NO_SOURCE:
        return None
    tokens = _clause_around(tree, token) - set(tree.subtree(token))
    first = tree.parse.sentences[tree.sentence_of[token]][0]
    if first > 0 and tree.word(first).lower() in ("that", "this") and token - first <= _THAT_IS:
        tokens = set(range(*tree.parse.sentences[tree.sentence_of[first - 1]]))
    pieces = content_pieces(page, tokens, cue=token)
    if not pieces:
        return None
    phrase = phrase_span(page, tree.subtree(source))
    return Attribution(source=phrase, cue=tree.span(token, to), content=pieces, shape="according")


def _adverb(page: Page, token: int) -> Attribution | None:
    """The content keeps the adverb where it stands inside: “troops have reportedly left”."""
    tree = page.tree
    tokens = _clause_around(tree, token) - {token}
    if not tokens or any(tree.word(t).lower() == "according" for t in tokens):
        return None
    inside = min(tokens) < token < max(tokens)
    pieces = content_pieces(page, range(min(tokens), max(tokens) + 1) if inside else tokens, cue=token)
    return Attribution(source=None, cue=tree.span(token, token), content=pieces, shape="adverb") if pieces else None


def _clause_around(tree: Tree, token: int) -> set[int]:
    """Return the clause that a phrase belongs to, between semicolons."""
    head = tree.parse.heads[token]
    while tree.parse.pos[head] not in ("VERB", "AUX") and tree.parse.heads[head] != head:
        head = tree.parse.heads[head]
    while tree.parse.deps[head] in ("aux", "auxpass"):
        head = tree.parse.heads[head]
    tokens = tree.subtree(head)
    first, last = min(tokens[0], token), max(tokens[-1], token)
    cuts = [t for t in range(first, last + 1) if tree.word(t) == ";"]
    low = max((t for t in cuts if t < token), default=first - 1)
    high = min((t for t in cuts if t > token), default=last + 1)
    return {t for t in tokens if low < t < high}


def _colon(page: Page, token: int) -> Attribution | None:
    """“Mayor: bridge is safe”: a party, a colon, and a clause, at the start of a sentence."""
    tree = page.tree
    first, last = tree.parse.sentences[tree.sentence_of[token]]
    speaker = range(first, token)
    if not 1 <= len(speaker) <= LONGEST_LABEL or page.quote_of[token] >= 0 or token + 1 >= len(tree.parse.starts):
        return None
    surname = len(speaker) == 1 and tree.word(first) in _surnames(tree)
    if not surname and not (all(tree.parse.pos[t] in _LABEL for t in speaker) and _is_party(tree, speaker)):
        return None
    if last == token + 1:
        last = tree.parse.sentences[min(tree.sentence_of[token] + 1, len(tree.parse.sentences) - 1)][1]
    pieces = content_pieces(page, range(token + 1, last), cue=token)
    says = any(tree.parse.pos[t] in ("VERB", "AUX") for t in range(token + 1, last))
    if not pieces or not says or "\n\n" in tree.text[tree.parse.ends[token] : pieces[0].start]:
        return None
    return Attribution(source=phrase_span(page, speaker), cue=tree.span(token, token), content=pieces, shape="colon")


@once
def _surnames(tree: Tree) -> frozenset[str]:
    """Return the last words of the longer names of a text: "Lee" of "Ann Lee"."""
    named = (t for t, pos in enumerate(tree.parse.pos) if pos == "PROPN" and tree.child(t, "compound") is not None)
    return frozenset(map(tree.word, named))


def _dash(page: Page, token: int) -> Attribution | None:
    """“The bridge is safe – assures Ann Lee, the mayor.”: a dash, a verb of saying, and who says it."""
    tree = page.tree
    first, last = tree.parse.sentences[tree.sentence_of[token]]
    verb, name = token + 1, token + 2
    if not first + _FEWEST <= token < last - 2 or page.quote_of[token] >= 0:
        return None
    lists = words("en", "attribution")
    if tree.lemma(verb) not in lists["speech"] | lists["clause"] or tree.parse.tags[verb] not in _SAYS:
        return None
    named = tree.parse.pos[name] in _NAMES or (
        tree.parse.pos[name] == "NOUN" and "PROPN" in tree.parse.pos[name : min(name + _OFFICE + 1, last)]
    )
    if tree.text[tree.parse.ends[token] : tree.parse.starts[verb]] != " " or not named:
        return None
    pieces = content_pieces(page, range(first, token), cue=verb)
    dated = (t for t in range(name + 1, last - 1) if tree.lemma(t) == "on" and tree.lemma(t + 1) in lists["times"])
    source = phrase_span(page, range(name, next(dated, last)))
    if not pieces or source is None:
        return None
    return Attribution(source=source, cue=tree.span(verb, verb), content=pieces, shape="dash")


def _is_party(tree: Tree, tokens: range) -> bool:
    """Tell a name or a role from a label ("Update:", "Photo:")."""
    lists = words("en", "speakers")
    heads = [t for t in tokens if tree.parse.pos[t] in ("PROPN", "NOUN")]
    if not heads:
        return False
    parties = lists["person_nouns"] | lists["organization_nouns"] | _TEXTS
    return (tree.parse.pos[heads[-1]] == "PROPN" and len(heads) > 1) or tree.lemma(heads[-1]) in parties

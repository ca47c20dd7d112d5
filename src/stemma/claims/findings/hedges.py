"""The deed that one report hedges, and whether another report states the same deed.

Enters: a reading that hedges ("reportedly shot", "may have been replaced") and one that does not. Leaves: yes or no,
and where the deed is stated. Refuses: the same verb of other people: that she reportedly shot the gunman is not
hardened by the gunman's shooting of a soldier.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stemma.claims.findings.sameness import overlap
from stemma.compare.predicates import find_deeds
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words

REWORDED = 0.7
"""Share of the shorter statement that both must have, for one deed whose object each calls otherwise ("the properties
at the waterfront park", "half of the park")."""

Roles = tuple[frozenset[str], frozenset[str]]
"""Keys of who acts, and of who or what is acted on."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB"})
"""Tags of verbs that state; "accused of shooting" states nothing."""

_PERHAPS = frozenset({"could", "may", "might"})
"""Auxiliaries that leave open whether something is so; "should" and "would" do not, and "can" is about being able."""


def states_deed(hard: Reading, soft: Reading) -> bool:
    """Tell whether the one has as its own event, without a modal, what the other hedges, of the same people."""
    return bool(stated_tokens(hard, soft))


def stated_tokens(hard: Reading, soft: Reading) -> list[int]:
    """Return where the one states the deed that the other hedges."""
    held = [t for t in hedged_tokens(soft) if soft.tree.lemma(t) not in words("en", "findings")["no_deeds"]]
    stated = (t for t in _events(hard) if not _is_open(hard.tree, t) and not _is_passed_on(hard, t))
    return [t for t in stated if any(_one_deed(soft, mine, hard, t) for mine in held)]


def hedges_anywhere(hard: Reading, soft: Reading) -> bool:
    """Tell whether a report holds open anywhere in its text the deed that it states: then it keeps its distance."""
    tree = hard.tree
    deeds = {key(soft.tree.lemma(t)) for t in hedged_tokens(soft)}
    same = (t for t in range(len(tree.parse.pos)) if tree.parse.pos[t] == "VERB" and key(tree.lemma(t)) in deeds)
    return any(_is_open(tree, t) for t in same)


def leaves_doer_out(hard: Reading, soft: Reading) -> bool:
    """Tell whether the one says who is alleged to have done it, and the other only that it was done."""
    done = stated_tokens(hard, soft)
    without = all(_is_passive(hard.tree, t) and hard.tree.child(t, "agent") is None for t in done)
    return without and any(not _is_passive(soft.tree, t) for t in hedged_tokens(soft))


def hedged_tokens(reading: Reading) -> Iterator[int]:
    """Yield what the words of certainty stand at: "may have been replaced", "allegedly mowed"."""
    tree = reading.tree
    inner = reading.statement.source_certainty
    said = (*reading.statement.certainty.words, *(inner.words if inner else ()))
    marks = [t for w in said for t in tree.tokens_in(w) if _holds_open(tree, t)]
    held = {tree.parse.heads[t] if tree.parse.pos[t] in {"AUX", "ADV", "ADJ", "SCONJ"} else t for t in marks}
    held |= {c for t in held for c in tree.children[t] if tree.parse.deps[c] in {"xcomp", "ccomp"}}
    yield from (t for t in sorted(held) if tree.parse.pos[t] == "VERB" and tree.child(t, "xcomp") is None)


def _holds_open(tree: Tree, mark: int) -> bool:
    """Tell whether a word leaves open whether it is so: "reportedly", "may", "could have"; not "could be heard"."""
    verb, lemma = tree.parse.heads[mark], tree.lemma(mark)
    after = tree.parse.pos[min(mark + 1, len(tree.parse.pos) - 1)]
    if tree.parse.pos[verb] == "VERB" and verb == mark - 1 and after in {"DET", "NUM"}:
        return False  # "lost possibly the best race": the loss is certain
    if lemma == "could":
        return any(tree.lemma(c) == "have" and tree.parse.deps[c] == "aux" for c in tree.children[verb])
    return lemma in _PERHAPS | words("en", "claims")["hedging_adverbs"] | words("en", "findings")["perhaps"]


def _events(hard: Reading) -> list[int]:
    tree = hard.tree
    body = tree.tokens_in(hard.statement.content)
    nouns = {"NOUN"} if hard.statement.cue is not None else set()
    return [t for t in body if tree.parse.pos[t] in nouns or tree.parse.tags[t] in _FINITE]


def _one_deed(soft: Reading, mine: int, hard: Reading, theirs: int) -> bool:
    """Tell whether two tokens are one deed: words of one meaning, and nobody in a role whom the other leaves out.

    Two words of one meaning ("dropped", "fell") must also be done to the same.
    """
    ours, others = soft.tree.lemma(mine), hard.tree.lemma(theirs)
    if key(ours) != key(others):
        return False
    if _is_somebodys(hard, theirs) or _is_somebodys(soft, mine) or _owners(soft, mine) != _owners(hard, theirs):
        return False
    (doers, things), (doing, done) = _roles(soft, mine), _roles(hard, theirs)
    if doers and doing and doers.isdisjoint(doing):
        return False
    if things and done and things.isdisjoint(done) and not (doers & doing and overlap(soft, hard) >= REWORDED):
        return False
    if ours != others and soft.tree.parse.pos[mine] == hard.tree.parse.pos[theirs]:
        return bool(things & done)
    return bool(doers & doing or things & done)


def _is_somebodys(reading: Reading, verb: int) -> bool:
    """Tell whether the subject is "he" or "his account": whose deed it is stands elsewhere, and may be another's."""
    tree, cue = reading.tree, reading.statement.cue
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is None or cue is not None:
        return False
    who = [subject, *tree.children[subject]]
    return any(tree.parse.tags[t] in {"PRP", "PRP$"} for t in who)


def _owners(reading: Reading, verb: int) -> frozenset[str]:
    """Return the keys of whose the subject is: "Benn's account" is not "the account"."""
    tree = reading.tree
    subject = tree.child(verb, "nsubj", "nsubjpass")
    below = tree.children[subject] if subject is not None else ()
    return frozenset(key(tree.lemma(t)) for t in below if tree.parse.deps[t] == "poss")


def _roles(reading: Reading, token: int) -> Roles:
    """Return who acts and who is acted on in an event, names and nouns only; a pronoun is nobody."""
    tree = reading.tree
    first, last = tree.parse.sentences[tree.sentence_of[token]]
    deed = find_deeds(tree, token, frozenset(range(first, last)))[0]
    return _keys(tree, deed.agents), _keys(tree, deed.patients)


def _keys(tree: Tree, tokens: tuple[int, ...]) -> frozenset[str]:
    told = (t for t in tokens if tree.parse.pos[t] in {"NOUN", "PROPN", "NUM"})
    return frozenset(key(tree.word(t).lower() if tree.parse.pos[t] == "PROPN" else tree.lemma(t)) for t in told)


def _is_passive(tree: Tree, verb: int) -> bool:
    return tree.child(verb, "auxpass", "nsubjpass") is not None


def _is_open(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is held open: by an auxiliary, an adverb, or by who is only suspected of it."""
    opening, lists = words("en", "findings")["open"], words("en", "findings")
    if any(tree.lemma(c) in opening for c in tree.children[verb]):
        return True
    below = tree.subtree(verb, without=frozenset({"relcl", "advcl", "ccomp", "conj"}))
    return any(tree.word(t).lower() in lists["suspected"] for t in below)


def _is_passed_on(hard: Reading, verb: int) -> bool:
    """Tell whether a verb stands below a word of telling ("reports that …", "a chance that …"), or is an infinitive."""
    tree = hard.tree
    cue = set(tree.tokens_in(hard.statement.cue)) if hard.statement.cue is not None else set()
    lists = words("en", "certainty")
    telling = words("en", "findings")["retold"] | words("en", "claims")["reporting_verbs"]
    telling |= lists["distancing"] | lists["probable"] | lists["possible"] | lists["doubting"] | lists["pointing"]
    if tree.parse.deps[verb] == "xcomp":
        return True
    for below, above in pairwise(tree.upwards(verb)):
        if tree.parse.deps[below] in {"acl", "ccomp"} and tree.parse.pos[above] == "NOUN":
            return True
        told = tree.lemma(above) in telling and above not in cue and not _is_established(tree, above)
        if told or tree.lemma(above) in lists["distancing"]:
            return True
    return False


def _is_established(tree: Tree, verb: int) -> bool:
    """Tell whether a verb of telling has nobody who tells: "it has emerged" says that it is so."""
    subject = tree.child(verb, "nsubj")
    return subject is not None and tree.lemma(subject) == "it" and tree.lemma(verb) in words("en", "certainty")["known"]

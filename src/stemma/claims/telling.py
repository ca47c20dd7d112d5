"""A content that is no sentence, told with who says it and how: "The council promised to close the pier".

Enters: a reading. Leaves: a text in the report's own words, or ``None``. Refuses: to put in words of its own; only a
source's name stands for its pronoun.
"""

from __future__ import annotations

from stemma.claims.clauses import is_clause
from stemma.claims.names import as_subject
from stemma.claims.originals import is_foreign
from stemma.claims.trimming import fit
from stemma.compare.propositions import FINITE
from stemma.compare.readings import Reading
from stemma.language.once import once
from stemma.language.tree import Tree
from stemma.language.words import words

MAX_GAP = 4
"""Tokens from a verb of saying to what is said: a preposition, a quotation mark, an article."""

_SUBJECTS = ("nsubj", "nsubjpass")
_VERBS = frozenset({"VERB", "AUX"})
_ASIDES = frozenset({"acl", "advcl", "parataxis", "relcl"})
_BEFORE = frozenset({"advmod", "aux", "auxpass", "neg"})
_QUOTES = frozenset({'"', "“", "‘", "'", "«", "``"})
_QUESTIONS = frozenset({"WDT", "WP", "WP$"})
_OPEN = _QUESTIONS | {"DT", "PRP", "PRP$"}


@once
def told(reading: Reading) -> str | None:
    """Return the clause of who says a content that is no clause itself ("Norland accused Sudland of hiding it").

    So it is with what somebody does not say himself: "No sailor believes that …", "The mayor knows that …".
    """
    cue = reading.statement.cue
    if cue is None or is_foreign(reading) or (is_clause(reading) and not (is_open(reading) or is_thought(reading))):
        return None
    tree, last = reading.tree, max(reading.tokens)
    cues = tree.tokens_in(cue)
    verb = _saying(tree, cues)
    subject = None if verb is None else _subject(tree, verb)
    if verb is None or subject is None or not 0 < min(reading.tokens) - cues[-1] <= MAX_GAP:
        return None
    if any(tree.parse.tags[t] == "CC" for t in range(cues[-1] + 1, min(reading.tokens) + 1)):
        return None  # "It fell slowly, he said, and “at a cost”"
    if tree.parse.deps[verb] == "relcl" and tree.parse.tags[subject] not in _QUESTIONS:
        return None  # "the goal it would like to reach"
    if tree.parse.tags[max(0, tree.subtree(subject)[0] - 1)] in _QUESTIONS:
        return None  # "what Norland says was a storm"
    who = _who(tree, subject)
    source = reading.statement.source
    named = [] if source.span is None else list(tree.tokens_in(source.span))
    if named and subject < named[0] and named[-1] < verb and tree.parse.tags[subject] not in _OPEN:
        who = named  # "Underscoring old worries, the council voted …", where the parser missed the subject
    first = min([verb, *(c for c in tree.children[verb] if tree.parse.deps[c] in _BEFORE and c > max(who))])
    said = [t for t in tree.subtree(verb) if first <= t <= last]
    if not max(who) < first or last not in said:
        return None
    if tree.parse.tags[last] in _QUESTIONS:
        said.remove(last)  # "help of 10 million that", where what follows is somebody else's
    if tree.parse.tags[subject] not in _OPEN:
        return fit(tree, who + said, verb)
    return f"{as_subject(source.name, source.kind)} {fit(tree, said, verb)}" if source.named else None


def is_open(reading: Reading) -> bool:
    """Tell whether a source neither says nor denies what its statement holds."""
    sure = reading.statement.source_certainty
    open_ = sure is not None and sure.polarity == "questioned"
    return open_ and reading.statement.quotation != "direct" and not is_foreign(reading)


def is_thought(reading: Reading) -> bool:
    """Tell whether a report only tells what somebody thinks, knows or fears: "The board fears that the pier breaks"."""
    tree, cue = reading.tree, reading.statement.cue
    verb = None if cue is None or is_foreign(reading) else _saying(tree, tree.tokens_in(cue))
    return verb is not None and tree.lemma(verb) in words("en", "claims")["thinking_verbs"]


def _who(tree: Tree, subject: int) -> list[int]:
    """Return the phrase of a subject without asides; what is quoted in it, as in "the word “deep strike”", is none."""
    whole = tree.subtree(subject)
    below = (tree.subtree(t) for t in whole if tree.parse.deps[t] in _ASIDES)
    apart = {t for own in below if tree.word(own[0] - 1) not in _QUOTES for t in own}
    return [t for t in whole if t not in apart]


def _saying(tree: Tree, cues: range) -> int | None:
    """Return the finite verb of a cue, that on which the others hang: "has" and "promised" of "has promised"."""
    verbs = [t for t in cues if tree.parse.pos[t] in _VERBS]
    top = next((t for t in verbs if tree.parse.heads[t] not in verbs or tree.parse.heads[t] == t), None)
    if top is None:
        return None
    near = (top, *(c for c in tree.children[top] if tree.parse.deps[c] in {"aux", "auxpass"}))
    return top if any(tree.parse.tags[t] in FINITE for t in near) else None


def _subject(tree: Tree, verb: int) -> int | None:
    """Return the subject of a verb, or of the one beside which it stands: "met on Monday and promised to …"."""
    while True:
        subject = tree.child(verb, *_SUBJECTS)
        if subject is not None or tree.parse.deps[verb] != "conj":
            return subject
        verb = tree.parse.heads[verb]

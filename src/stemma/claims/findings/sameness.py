"""Whether two statements tell the same thing closely enough to hold one against the other.

Enters: readings of one claim. Leaves: shares and yes or no. Refuses: to take it for granted that two statements of one
claim differ only in what a rule looks at; a claim may join what happened with what followed.
"""

from __future__ import annotations

from stemma.claims.material import Material
from stemma.claims.names import is_pronoun
from stemma.claims.parties import SELVES, name_words
from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.model import Statement


def overlap(left: Reading, right: Reading) -> float:
    """Return the share of the shorter statement's bits that the longer has too, figures left out, 0 to 1."""
    mine, theirs = _told(left), _told(right)
    shorter, longer = sorted((mine, theirs), key=lambda terms: sum(terms.values()))
    whole = sum(shorter.values())
    return sum(bits for term, bits in shorter.items() if term in longer) / whole if whole else 0.0


def cover(left: Reading, right: Reading) -> float:
    """Return the share of the longer statement's bits that the shorter has too, figures left out, 0 to 1."""
    mine, theirs = _told(left), _told(right)
    longer = max((mine, theirs), key=lambda terms: sum(terms.values()))
    shared = sum(bits for term, bits in mine.items() if term in theirs)
    return shared / sum(longer.values()) if longer else 0.0


def contained(part: Reading, whole: Reading) -> float:
    """Return the share of one statement's bits that the other has too, figures left out, 0 to 1."""
    mine, theirs = _told(part), _told(whole)
    bits = sum(mine.values())
    return sum(b for term, b in mine.items() if term in theirs) / bits if bits else 0.0


def same_event(left: Reading, right: Reading, *, least: float) -> bool:
    """Tell whether two statements turn on the same event and share ``least`` of the shorter one's bits."""
    return _same_head(left, right) and overlap(left, right) >= least


def _same_head(left: Reading, right: Reading) -> bool:
    """One main word, or each in the other: "the plant burned down after an explosion", "an explosion burned …"."""
    if left.head is None or right.head is None:
        return False
    return left.head == right.head or (left.head in right.terms and right.head in left.terms)


def roles_agree(left: Reading, right: Reading) -> bool:
    """Tell whether who acts and who is acted on may be the same in both: where both say it, they share a word of it.

    Where both name somebody at all, some role must be shared: "he was not killed" answers nothing of his aides' death.
    """
    pairs = ((left.agents, right.agents), (left.patients, right.patients))
    if any(mine and theirs and mine.isdisjoint(theirs) for mine, theirs in pairs):
        return False
    all_mine, all_theirs = left.agents | left.patients, right.agents | right.patients
    return not all_mine or not all_theirs or bool(all_mine & all_theirs)


def _told(reading: Reading) -> dict[str, float]:
    return {term: bits for term, bits in reading.terms.items() if not term.startswith("#")}


def is_spoken_by_name(statement: Statement, reading: Reading) -> bool:
    """Tell whether the words that name the source have a word of its name: what is resolved may be resolved wrongly."""
    span = statement.source.span
    if span is None:
        return False
    said = " ".join(span.within(reading.document.text).split())
    return not is_pronoun(said) and bool(name_words(said) & name_words(statement.source.name))


def is_surely_named(statement: Statement, reading: Reading, material: Material) -> bool:
    """Tell whether it is sure who a source is: it is named, described, or "who", or "he" who spoke just before."""
    span = statement.source.span
    if span is None:
        return False
    said = reading.tree.tokens_in(span)
    pronoun = all(reading.tree.parse.pos[t] in {"ADJ", "ADP", "DET", "PRON"} for t in said)
    related = len(said) == 1 and reading.tree.parse.tags[said[0]] in {"WP", "WDT"}  # not "many of whom"
    return not pronoun or related or is_taken_up(statement, reading.tree, material)


def is_taken_up(statement: Statement, tree: Tree, material: Material) -> bool:
    """Tell whether a pronoun stands for a source named in this sentence or the last, and nobody else came between."""
    name, at = statement.source.name, statement.source.span
    if at is None or not statement.source.named or (_is_he(at.within(tree.text)) and statement.source.kind != "person"):
        return False
    earlier = (s.source.span for s in material.said[statement.document])
    own = name_words(name)
    said = [s for s in earlier if s is not None and s.end <= at.start and own & name_words(s.within(tree.text))]
    if not said:
        return False
    last, here = tree.tokens_in(max(said)), tree.tokens_in(at)
    if not last or not here or tree.sentence_of[here[0]] - tree.sentence_of[last[-1]] > 1:
        return False
    between = range(last[-1] + 1, here[0])
    return not any(
        tree.parse.pos[t] == "PROPN" and tree.parse.deps[t] in _TAKEN_UP and tree.lemma(t) not in own for t in between
    )


def _is_he(word: str) -> bool:
    return word.casefold() in {"he", "she"}


_TAKEN_UP = frozenset({"conj", "dobj", "nsubj", "nsubjpass", "poss"})
"""What a name must be for a pronoun behind it to mean it; a month, or a town behind "in", is none of these."""


def is_said_beside(statement: Statement, reading: Reading) -> bool:
    """Tell whether the source stands in a sentence of what it says; one named a sentence off may say the next thing."""
    tree, span = reading.tree, statement.source.span
    if span is None:
        return False
    said, content = tree.tokens_in(span), tree.tokens_in(statement.content)
    if not said or not content:
        return False
    return tree.sentence_of[content[0]] <= tree.sentence_of[said[0]] <= tree.sentence_of[content[-1]]


def is_quoted(reading: Reading) -> bool:
    """Tell whether a statement stands inside a quotation, whoever closed it, or speaks in the first person."""
    tree, start = reading.tree, reading.statement.content.start
    if any(reading.tree.word(t).lower() in SELVES for t in tree.tokens_in(reading.statement.content)):
        return True
    text = reading.document.text
    before = text[max(text.rfind("\n\n", 0, start) + 2, start - FAR, 0) : start]
    opened = before.count("“") - before.count("”")
    return opened > 0 or before.count('"') % 2 == 1


FAR = 2_000
"""Code points before a statement in which its quotation was opened; a longer speech opens anew each paragraph."""

"""Whether a clause announces a deed for a time, and for which: "will meet on Monday", "is due to open in March".

Enters: a document with its tree and statements. Leaves: times with the stretch that names them. Refuses: times that
are past, years off or of anything but the deed that is announced; conditions, hopes, beliefs and questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from stemma.claims.findings.deadlines import Moment, can_be_waited_for, day, in_full, is_exact
from stemma.claims.findings.lookups import can_be_looked_up
from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, Span, Statement

CLIMB = 6
"""Steps from a time up to the verb that it belongs to; deeper lies another sentence that was run together."""

FRESH = 10
"""Days before a report within which what was announced still holds; what was told in May may have come otherwise."""

_BY = frozenset({"about", "around", "at", "before", "by", "during", "for", "from", "in", "on", "over", "within"})
"""Prepositions that tie a time to a deed; "since", "until" and "of" tie it to something else."""

_LINKS = frozenset({"attr", "dobj", "oprd", "pobj", "prep"})
"""How what a deed is done to hangs on its verb: a time that stands at it is the deed's ("talks in Oslo on Monday")."""

_TO_BE = frozenset({"will", "shall", "wo", "'ll", "’ll", "ll"})
"""Auxiliaries by which a clause says what will be ("wo" is "won't" cut in two)."""

_BEFORE = frozenset({"after", "as", "before", "once", "since", "when", "while"})
"""Words that open a clause whose time is told and not announced: "when we meet next week"."""


def announced(document: Document, tree: Tree, statements: Sequence[Statement]) -> Iterator[tuple[Span, Moment]]:
    """Yield each time for which a report announces a deed, with the words that name it ("by June 30")."""
    if tree.parse.language != "en":
        return
    for time in document.times:
        tokens = tree.tokens_in(time.span)
        top = next((t for t in tokens if tree.parse.heads[t] not in tokens), None)
        if top is None or _DATELINE.match(document.text, time.span.end):
            continue
        heard = range(tokens[0] - (tokens[0] > 0 and tree.word(tokens[0] - 1).lower() == "later"), tokens[-1] + 1)
        said = frozenset(tree.word(t).lower().strip(".,") for t in heard)
        inside = [s for s in statements if s.content.covers(time.span)]
        inmost = min(inside, key=lambda s: s.content.end - s.content.start, default=None)
        moment = Moment(document=document, tree=tree, statement=inmost, time=time, tokens=heard, top=top, said=said)
        if can_be_waited_for(moment) and _is_announced(moment):
            yield in_full(moment), moment


_DATELINE = re.compile(r"\s?(?:\([^()\n]{2,40}\) ?)?[—–-] ")
"""What follows the day of a dateline: "BOR, June 23 (Reuters) - "."""


def _is_announced(moment: Moment) -> bool:
    """Tell whether the verb that a time belongs to announces a deed, and nothing further up takes it back."""
    opinion = moment.statement is not None and moment.statement.type == "opinion"
    if opinion or _is_of_the_cue(moment):
        return False
    verb = governor(moment.tree, moment.top)
    mark = moment.tree.child(verb, "mark") if verb is not None else None
    if verb is None or (mark is not None and moment.top < mark):  # "said on Tuesday that it will …"
        return False
    if _was_told_then(moment, verb) or _is_undone(moment, verb) or _is_of_another(moment, verb):
        return False
    return _announces(moment, verb) and not _is_held_open(moment, verb) and can_be_looked_up(moment, verb)


def _is_of_another(moment: Moment, verb: int) -> bool:
    """Tell whether a time is that of an event before or after which a deed is: "before the vote in June"."""
    tree = moment.tree
    path = list(takewhile(lambda t: t != verb, tree.upwards(moment.top)))
    around = (t for t in path if t not in moment.tokens and tree.lemma(t) in _AROUND)
    return any(tree.child(t, "pobj") in path[1:] and tree.child(t, "pobj") not in moment.tokens for t in around)


_AROUND = frozenset({"after", "ahead", "before", "following"})


def _is_undone(moment: Moment, verb: int) -> bool:
    """Tell whether a deed will not be done then, or not by then: "will not be reached before 23 June"."""
    return any(moment.tree.parse.deps[c] == "neg" for c in moment.tree.children[verb]) or _was_off(moment, verb)


def _was_off(moment: Moment, verb: int) -> bool:
    """Tell whether a plan is told of as before, for a time to come: "had been due to speak on Tuesday"."""
    tree, over = moment.tree, verb
    while tree.parse.deps[over] in {"acomp", "xcomp"}:
        over = tree.parse.heads[over]
    return any(tree.word(c).lower() == "had" for c in tree.children[over])


def _was_told_then(moment: Moment, verb: int) -> bool:
    """Tell whether a time stands right behind a verb of telling: "as Holm said on Monday, it will"."""
    tree, before = moment.tree, moment.tokens[0] - 1
    before -= before > 0 and tree.parse.pos[before] == "ADP"
    if before < 0 or before == verb or tree.lemma(before) not in words("en", "claims")["reporting_verbs"] | {"say"}:
        return False
    finite = tree.parse.tags[before] in {"VBD", "VBP", "VBZ"}
    return finite or (tree.parse.tags[before] == "VB" and tree.child(before, "aux", "auxpass") is None)


def _is_of_the_cue(moment: Moment) -> bool:
    """Tell whether a time opens a content right behind its cue: "said in May it would …" tells when it was said."""
    tree, said = moment.tree, _cue(moment)
    content = tree.tokens_in(moment.statement.content) if moment.statement is not None else range(0)
    if not said or not content or tree.word(content[0]) == "that":
        return False
    return said[-1] == content[0] - 1 and moment.tokens[0] - content[0] <= 1


def governor(tree: Tree, top: int) -> int | None:
    """Return the token of the verb to which a time belongs: beside it, or at what the deed is done to."""
    parse, token = tree.parse, top
    if parse.deps[token] not in {"npadvmod", "tmod", "advmod", "pobj", "dobj", "oprd"}:
        return None
    if parse.deps[token] == "pobj" and tree.lemma(parse.heads[token]) not in _BY:
        return None
    for _ in range(CLIMB):
        above = parse.heads[token]
        if above == token:
            return None
        if parse.pos[above] in {"VERB", "AUX"} or tree.lemma(above) == "due":
            complement = tree.child(above, "acomp")
            return complement if complement is not None and tree.lemma(complement) == "due" else above
        if above != parse.heads[top] and parse.deps[above] not in _LINKS:
            return None
        token = above
    return None


def _announces(moment: Moment, verb: int, *, deed: bool = True) -> bool:
    """Tell whether a verb says what will be; ``deed``: and itself names a deed that somebody can wait for."""
    tree, lists = moment.tree, words("en", "findings")
    if (deed and _is_state(moment, verb)) or _asks(tree, verb):
        return False
    tones = [c for c in tree.children[verb] if tree.parse.deps[c] in {"advmod", "aux", "auxpass"}]
    if any(tree.lemma(c) in (lists["open"] | lists["guessing"]) - {"would"} for c in tones):
        return False
    if any(tree.word(c).lower() in _TO_BE for c in tones):
        foreseen = any(tree.lemma(c) == "have" for c in tones)  # "5,000 boats will have sailed by June"
        return not foreseen and "VB" in {tree.parse.tags[t] for t in (verb, *tones)}  # "George Will wrote" has a name
    if any(tree.lemma(c) == "would" for c in tones):  # what was announced; within quotation marks what is imagined
        said = moment.statement
        if tree.parse.deps[verb] == "relcl":  # "a box that would hold a rifle"
            return False
        told = any(tree.parse.tags[t] in {"VBD", "VBG"} for t in _cue(moment))  # "says it would" is an if
        return told and said is not None and said.quotation != "direct" and not _was_told_long_ago(moment)
    above, lemma = tree.parse.heads[verb], tree.lemma(verb)
    if any(tree.parse.tags[c] == "TO" for c in tree.children[verb]):
        done = tree.parse.deps[verb] in {"advcl", "xcomp"} and tree.lemma(above) not in {"be", "have"}
        will = any(tree.word(c).lower() in _TO_BE for c in tree.children[above])
        return (done and will and tree.lemma(above) not in lists["trying"]) or _is_planned(moment, verb)
    finite = tree.parse.tags[verb] in {"VBD", "VBP", "VBZ"}
    if tree.parse.deps[verb] in {"conj", "xcomp"} and not finite and lemma not in lists["announcing"]:
        return _announces(moment, above, deed=False)
    return _is_set(moment, verb)


def _was_told_long_ago(moment: Moment) -> bool:
    """Tell whether the sentence says that it was told weeks before its report: "learned in May that it would close"."""
    tree, told = moment.tree, moment.told
    said = moment.statement.content if moment.statement is not None else moment.time.span
    here = tree.sentence_span(tree.sentence_of[moment.top])
    beside = (t.latest for t in moment.document.times if here.covers(t.span) and not said.covers(t.span))
    return told is not None and any(last is not None and (told - day(last)).days > FRESH for last in beside)


def _is_set(moment: Moment, verb: int) -> bool:
    """Tell whether a verb sets something for a time, or tells in the present what stands in a calendar."""
    tree, lists, lemma = moment.tree, words("en", "findings"), moment.tree.lemma(verb)
    after = min(verb + 1, len(tree.parse.pos) - 1)
    if lemma == "due" and tree.lemma(after) == "to" and tree.parse.pos[after] == "ADP":
        return False  # "due to his part in the attacks of 1998"
    if lemma in lists["timetabled"]:
        return not _is_gone(moment, verb)
    if lemma in lists["announcing"]:
        if _hangs_on_verb(tree, moment.top):  # "announced next steps on Monday", "over the next days it was announced"
            return moment.comes and not _is_past(tree, verb)
        return moment.comes or (_is_present(tree, verb) and moment.later)
    return moment.later and _is_present(tree, verb) and lemma in lists["scheduled"]


def _is_present(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is finite and in the present: "opens", "is opening"."""
    if tree.parse.tags[verb] in {"VBZ", "VBP"}:
        return True
    helpers = (c for c in tree.children[verb] if tree.parse.deps[c] == "aux" and tree.lemma(c) == "be")
    return tree.parse.tags[verb] == "VBG" and any(tree.parse.tags[c] in {"VBZ", "VBP"} for c in helpers)


def _is_state(moment: Moment, verb: int) -> bool:
    """Tell whether a verb names no deed; with a day, "be" in a place and "give" a speech do."""
    tree, lists = moment.tree, words("en", "findings")
    lemma = tree.lemma(verb)
    if lemma == "be" and tree.child(verb, "expl") is None:
        return tree.child(verb, "attr", "acomp") is not None or not _is_somewhere(tree, verb)
    if lemma in lists["outcomes"] or (lemma in lists["moves"] and tree.lemma(tree.parse.heads[verb]) == "expect"):
        return True
    return lemma in lists["no_deeds"] and not (lemma in lists["light_deeds"] and is_exact(moment))


def _is_somewhere(tree: Tree, verb: int) -> bool:
    """Tell whether "be" is to be at a place with a name: "will be in Oslo", not "will be in the low 50s"."""
    below = [g for c in tree.children[verb] if tree.parse.deps[c] == "prep" for g in tree.children[c]]
    calendar = mappings("en", "times")
    dates = calendar["weekdays"].keys() | calendar["months"].keys()
    return any(tree.parse.pos[t] == "PROPN" and tree.lemma(t).lower() not in dates for t in below)


def _is_planned(moment: Moment, verb: int) -> bool:
    """Tell whether an infinitive is what somebody plans, or is to do: "expected to open", "is to open"."""
    tree, lists = moment.tree, words("en", "findings")
    planning = lists["announcing"] if moment.comes else lists["announcing"] - lists["getting_ready"]
    above, said = tree.parse.heads[verb], _cue(moment)
    outside = moment.statement is not None and not moment.statement.content.covers(tree.span(above, above))
    if above in said or outside:
        return any(tree.lemma(t) in planning and not _was_so_before(tree, t) for t in said)
    if above == verb or _is_gone(moment, above):
        return False
    bare = tree.lemma(above) == "be" and tree.parse.deps[verb] == "xcomp" and tree.child(above, "acomp", "attr") is None
    subject = tree.child(above, "nsubj")
    if bare and subject is not None and tree.lemma(subject) in _GOALS:
        return False  # "the goal is to finish it on Monday"
    going = tree.lemma(above) == "go" and tree.parse.tags[above] == "VBG"
    ordered = tree.lemma(above) == "order" and tree.parse.pos[above] == "NOUN"  # "in order to"
    return bare or going or (tree.lemma(above) in planning and not ordered)


_GOALS = frozenset({"aim", "dream", "goal", "hope"})
"""Nouns of what is only wished for: work "is to end on Monday", a goal is not."""


def _is_gone(moment: Moment, verb: int) -> bool:
    """Tell whether what was planned may be past by now: "was to open on Monday", "had planned to open on May 3"."""
    tree = moment.tree
    if moment.comes and _hangs_on_verb(tree, moment.top):
        return False
    return _is_past(tree, verb)


def _is_past(tree: Tree, verb: int) -> bool:
    parts = [verb, *(c for c in tree.children[verb] if tree.parse.deps[c] in {"aux", "auxpass"})]
    if tree.lemma(verb) == "due":
        parts.append(tree.parse.heads[verb])
    return _was_so_before(tree, verb) or any(tree.parse.tags[t] == "VBD" for t in parts)


def _hangs_on_verb(tree: Tree, top: int) -> bool:
    """Tell whether a time stands at a verb: in "was to speak of the vote next week" it is the vote's."""
    above = tree.parse.heads[top]
    above = tree.parse.heads[above] if tree.parse.deps[top] == "pobj" else above
    return tree.parse.pos[above] in {"VERB", "AUX"} or tree.lemma(above) == "due"


def _was_so_before(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(c) == "have" for c in tree.children[verb] if tree.parse.deps[c] == "aux")


def _cue(moment: Moment) -> range:
    cue = moment.statement.cue if moment.statement is not None else None
    return moment.tree.tokens_in(cue) if cue is not None else range(0)


def _is_held_open(moment: Moment, verb: int) -> bool:
    """Tell whether a deed hangs on a condition, a hope, a belief, a question or a negation further up."""
    tree, lists = moment.tree, words("en", "findings")
    doubt = lists["hoping"] | lists["wishing"] | lists["believing"]
    opened = lists["conditions"] | _BEFORE
    for token in islice(tree.upwards(verb), CLIMB):
        beside = tree.children[token]
        if tree.lemma(token) in (doubt | lists["calling_off"] if token != verb else doubt) or any(
            tree.lemma(c) in doubt for c in beside if tree.parse.deps[c] in _TONES
        ):
            return True
        marks = (c for c in beside if tree.parse.deps[c] in {"advmod", "mark"} and c < token)
        if tree.parse.deps[token] in {"advcl", "ccomp"} and any(tree.lemma(c) in opened for c in marks):
            return True
        if any(_is_conditional(tree, c) for c in beside) or _is_imagined(tree, token):
            return True
        held = (
            c
            for c in beside
            if tree.parse.deps[c] == "neg"
            or tree.lemma(c) == "never"
            or (tree.parse.deps[c] in {"advmod", "aux"} and tree.lemma(c) in lists["open"])
        )
        if token != verb and any(held):
            return True
    return any(tree.lemma(t) in doubt or tree.parse.deps[t] == "neg" for t in _cue(moment))


_TONES = frozenset({"acomp", "advmod", "attr"})
"""How a word of hope or doubt stands beside a verb: "hopefully", "is unlikely to", "is sure that"."""


def _is_conditional(tree: Tree, token: int) -> bool:
    """Tell whether a clause beside a verb is a condition: "if the dam breaks"."""
    conditions = words("en", "findings")["conditions"] - {"until", "whether"}
    return tree.parse.deps[token] == "advcl" and any(tree.lemma(c) in conditions for c in tree.children[token])


def _is_imagined(tree: Tree, token: int) -> bool:
    """Tell whether a clause tells what could be: "a scenario in which the mayor resigns"."""
    clause = tree.parse.deps[token] in {"acl", "relcl"}
    return clause and tree.lemma(tree.parse.heads[token]) in words("en", "findings")["imagined"]


def _asks(tree: Tree, verb: int) -> bool:
    """Tell whether a verb's clause asks, or speaks of nobody or whoever reads it: "who will win", "you will see"."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if tree.parse.deps[verb] == "relcl":  # without "that" a clause only says which: "the issues he will cover"
        return _RELATIVES.isdisjoint(tree.word(c).lower() for c in tree.subtree(verb) if c < verb)
    if subject is None:  # "Expect showers tomorrow"
        return tree.parse.tags[verb] == "VB" and tree.parse.heads[verb] == verb and not tree.child(verb, "aux")
    nobody = any(tree.lemma(c) == "no" for c in tree.children[subject])
    asking = tree.word(subject).lower() in {"you", "who", "what", "nobody"}
    indirect = tree.parse.deps[verb] in {"ccomp", "pcomp"}  # "whom they will support on Friday"
    opened = indirect and any(tree.parse.tags[t] in _ASKING for t in tree.subtree(verb) if t < subject)
    return nobody or asking or opened or tree.parse.tags[subject] in {"WP", "WDT"}


_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
"""Tags of words that open a question."""


_RELATIVES = frozenset({"that", "where", "which", "who", "whom", "whose"})
"""Words that open a clause which tells more of what was named: "a summit that will be held on Monday"."""

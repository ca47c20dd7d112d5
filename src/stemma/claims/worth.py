"""What a statement is worth as a claim by itself: whether a reader who sees nothing else knows what it tells.

Enters: a reading. Leaves: yes or no, one function a question. Refuses: to judge whether it is true or important.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from stemma.claims.clauses import is_clause
from stemma.claims.parties import is_mute, is_no_party
from stemma.claims.pronouns import FIRST_PERSON, is_left_open
from stemma.claims.stands import is_own_voice
from stemma.claims.telling import told
from stemma.claims.trimming import content_tokens
from stemma.compare.propositions import FINITE
from stemma.compare.readings import Reading, main_token
from stemma.language.once import once
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Time

OLD_DAYS = 60
"""Days before the report's own from which all that a statement dates is history ("annexed … in 2014"). An inquiry
that closes after a month is still news; without it what everybody knows stands first, as most reports repeat it."""

OPENING = 2
"""Sentences of a report's opening from which a reader knows what "the bridge" is; the first can be a dateline."""

SHORT_WORD = 3
"""Letters of the longest word that headings write small ("for", "and")."""

MIN_HEADED = 4
"""Longer words of a row of capitals from which it is a heading; fewer can be a name."""

_CREDIT = re.compile(r"\([^()]{2,60}\)|[(\[|]? ?(?:Photo|Picture|Image|Credit)\b.{0,60}", re.IGNORECASE)
"""What stands behind a caption in its line: "(Ann Lee/LNA)"."""

_SIDE = re.compile(r"\((?:[\w ]{1,12} )?(?:left|right|centre|center|pictured|seen)\)|, pictured\b", re.IGNORECASE)
"""Where somebody stands in a picture."""

GAP = 8
"""Tokens before a content in which "which" stands, where it is what the content tells of."""

OF_WHICH = 4
"""Tokens of the longest opening that ends in "which": "at least two of which"."""

_RELATIVE = frozenset({"what", "which", "who", "whom"})
_THE_SAME = frozenset({"it", "same", "so"})
_ANYBODY = frozenset({"anyone", "everybody", "everyone", "one", "someone"})
_WOULD = frozenset({"could", "might", "would"})
_SUPPOSING = frozenset({"after", "if", "once", "unless", "when"})
_OF_TWO = frozenset({"both", "either", "neither"})
_NUMBERED = frozenset({"first", "last", "second", "third"})
_PAST = frozenset({"ex", "former"})
_LEFT_OVER = frozenset({"other", "remain", "remaining"})
_BARE = frozenset({"cc", "conj", "det", "punct"})
POINTERS = frozenset({"this", "that", "these", "those", "such"})
"""Lemmas that stand for something said before."""

THEIRS = frozenset({"her", "his", "its", "their"})
"""Words before a noun that stand for somebody named before."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "pobj", "attr"})
_TOLD = frozenset({"acomp", "attr", "ccomp", "dobj", "nsubjpass", "oprd", "xcomp"})
_NEEDED = frozenset({"acomp", "attr", "ccomp", "dobj", "oprd", "pobj", "relcl", "xcomp"})
_ANCHORS = frozenset({"PROPN", "NUM"})


@once
def stands_alone(reading: Reading) -> bool:
    """Tell whether a content is a sentence that needs nothing before it."""
    unsaid = _is_of_nobody(reading) or _is_of_which(reading) or _is_supposed(reading)
    if unsaid or tells_of_telling(reading) or _does_the_same(reading) or _is_heading(reading):
        return False
    if not is_clause(reading):
        clause = told(reading)
        return clause is not None and clause.split(maxsplit=1)[0].lower() not in THEIRS
    return not is_left_open(reading) and not points_back(reading) and not _is_cut(reading) and not _lacks_who(reading)


def _lacks_who(reading: Reading) -> bool:
    """Tell whether a content begins with its verb, whoever does it: "has figures going back to 2000", "who want to".

    So does "many of which hope to …".
    """
    tree, tokens = reading.tree, content_tokens(reading)
    if not tokens:
        return False
    if any(tree.lemma(t) in _RELATIVE and tree.parse.deps[t] == "pobj" for t in tokens[:OF_WHICH]):
        return True
    relative = tree.lemma(tokens[0]) in {"which", "who"} and tree.parse.deps[tokens[0]] in _SUBJECTS
    return relative or (tree.parse.tags[tokens[0]] in FINITE and tree.parse.pos[tokens[0]] in {"AUX", "VERB"})


def _is_of_which(reading: Reading) -> bool:
    """Tell whether a content tells of a "which" before who says it: "the gas, which Norland says boats have used"."""
    tree, tokens = reading.tree, reading.tokens
    before = range(max(0, min(tokens) - GAP), min(tokens))
    return any(tree.lemma(t) in _RELATIVE and tree.parse.heads[t] in tokens for t in before)


def _is_of_nobody(reading: Reading) -> bool:
    """Tell whether what shows a thing is none that could be asked: "the comment", "the war", "all this"."""
    source = reading.statement.source
    nobody = source.kind == "unknown" and is_no_party(reading.statement.chain[0])
    bare = source.name.lower() in _ANYBODY | POINTERS | {"which"}  # "this implies that …"
    return source.span is not None and (nobody or is_mute(source.name) or bare)


def _is_supposed(reading: Reading) -> bool:
    """Tell whether nobody has said it yet: "the tax would end once the mayor finds that the pier is safe"."""
    tree, cue = reading.tree, reading.statement.cue
    for verb in (t for t in tree.tokens_in(cue) if tree.parse.deps[t] == "advcl") if cue is not None else ():
        mark = tree.child(verb, "mark", "advmod")
        open_ = any(tree.lemma(c) in _WOULD for c in tree.children[tree.parse.heads[verb]])
        if open_ and mark is not None and tree.lemma(mark) in _SUPPOSING:
            return True
    return False


def _is_cut(reading: Reading) -> bool:
    """Tell whether an outlet's own words end where another statement goes on: "did not hesitate", "were the first".

    So does "means not only the end of the war" where the next sentence has what else it means.
    """
    tree, last = reading.tree, max(reading.tokens)
    said = [tree.lemma(t) for t in reading.tokens]
    if ("not", "only") in pairwise(said) and "but" not in said:
        return True
    if reading.statement.source.kind != "outlet" or last + 1 >= len(tree.parse.starts):
        return False
    lost = next((t for t in tree.upwards(last + 1) if tree.parse.heads[t] in reading.tokens), None)
    if lost is None or lost in reading.tokens:
        return False
    if tree.parse.deps[lost] == "advcl" and tree.lemma(tree.parse.heads[lost]) == "come":  # "comes as …"
        return True
    return tree.parse.deps[lost] in _NEEDED or (tree.parse.deps[lost] == "acl" and tree.lemma(last + 1) == "to")


def points_back(reading: Reading) -> bool:
    """Tell whether a content turns on "this", "these claims", "Some did": what it is about was said before it."""
    opens = reading.statement.sentence == 0  # nothing was told before: "this week's storm"
    if not opens and (_is_of_somebody(reading) or _is_of_something(reading)):
        return True
    tree = reading.tree
    tokens = content_tokens(reading)
    head = main_token(tree, tokens)
    if not tokens or head is None:
        return False
    if tree.parse.tags[tokens[0]] == "DT" and tree.lemma(tokens[0]) in POINTERS and not _dates(reading, tokens[0]):
        return True
    if not opens and reading.statement.quotation != "direct" and any(_points(reading, t) for t in tokens):
        return True
    below = [c for c in tree.children[head] if c in set(tokens)]
    if tree.lemma(head) == "do" and not any(tree.parse.deps[c] in _OBJECTS for c in below):
        return True
    if any(_is_elsewhere(reading, t) for t in tokens):
        return True
    if any(_is_of_unsaid(tree, c) for c in below):
        return True
    near = [*below, *(g for c in below if tree.parse.deps[c] in {"acomp", "attr", "prep"} for g in _under(reading, c))]
    subject = tree.child(head, "nsubj", "nsubjpass")
    return any(_is_pointer(reading, t) for t in near) or (subject is not None and _is_part(reading, subject))


def _is_elsewhere(reading: Reading, token: int) -> bool:
    """Tell the "there" of "visitors will come there" where no place and no "the camp" stands before it."""
    tree = reading.tree
    if tree.lemma(token) != "there" or tree.parse.deps[token] != "advmod":
        return False
    before = [t for t in content_tokens(reading) if t < token and tree.parse.deps[t] in _OBJECTS]
    definite = any(tree.parse.deps[c] in {"det", "poss"} for t in before for c in tree.children[t])
    place = any(p.span.end <= tree.span(token, token).start for p in reading.places)
    return not (place or definite or any(tree.parse.pos[t] == "PROPN" for t in before))


def _is_of_unsaid(tree: Tree, token: int) -> bool:
    """Tell "such threats are an example": of what, was said before."""
    bare = all(tree.parse.deps[c] in {"amod", "det"} for c in tree.children[token])
    return bare and tree.parse.deps[token] == "attr" and tree.lemma(token) in words("en", "claims")["of_something"]


def _does_the_same(reading: Reading) -> bool:
    """Tell whether somebody is said to "do it", "do so" or "do the same": what is done was said before."""
    tree = reading.tree
    done = (t for t in reading.tokens if tree.lemma(t) in _THE_SAME and tree.lemma(tree.parse.heads[t]) == "do")
    return any(tree.parse.deps[t] in {"advmod", "dobj"} for t in done)


def _is_heading(reading: Reading) -> bool:
    """Tell whether an outlet's words behind its first sentence are a heading, caption, item of a list or link."""
    statement, text, own = reading.statement, reading.document.text, is_own_voice(reading.statement)
    if not own or statement.sentence == 0:
        return False
    long = [w for w in statement.content.within(text).split() if len(w) > SHORT_WORD]
    capitals = sum(not w[0].islower() for w in long)
    line = text[statement.content.end :].split("\n", 1)[0].strip()
    caption = _CREDIT.fullmatch(line) or _SIDE.search(statement.content.within(text))
    return not line or bool(caption) or (len(long) >= MIN_HEADED and capitals == len(long))


def _is_part(reading: Reading, subject: int) -> bool:
    """Tell whether a subject is "the other", "both sides", or some of what was named: "all of these forums"."""
    tree, parse = reading.tree, reading.tree.parse
    if _is_definite(tree, subject) and any(tree.lemma(c) in _LEFT_OVER for c in tree.children[subject]):
        return True
    if any(tree.lemma(c) in _OF_TWO for c in tree.children[subject]) and tree.child(subject, "conj", "relcl") is None:
        return True
    if _is_definite(tree, subject) and tree.lemma(subject) in _NUMBERED and parse.pos[subject] not in {"NOUN", "PROPN"}:
        return True
    if tree.lemma(subject) in words("en", "claims")["of_two"] and parse.pos[subject] not in {"NOUN", "PROPN"}:
        return True
    of = next((c for c in tree.children[subject] if tree.lemma(c) == "of"), None)
    whole = None if of is None or parse.pos[subject] == "NOUN" else tree.child(of, "pobj")
    if whole is None or tree.child(whole, "relcl") is not None:
        return False
    return any(tree.lemma(t) in POINTERS | {"they"} for t in (whole, *tree.children[whole]))


def _points(reading: Reading, token: int) -> bool:
    """Tell whether a token is the "that" of "that company", unless it tells when, or which behind it ("those who").

    So is the "such" of "such a move", but for "such as", and the "this" that is done something with.
    """
    tree, noun = reading.tree, reading.tree.parse.heads[token]
    dep = tree.parse.deps[token]
    if tree.lemma(token) == "this" and dep in _OBJECTS | _SUBJECTS:
        return tree.child(token, "relcl", "acl", "prep") is None
    determines = dep == "det" or (tree.lemma(token) == "such" and dep in {"amod", "predet"})
    if not determines or tree.lemma(token) not in POINTERS or tree.parse.pos[noun] != "NOUN":
        return False
    told = tree.child(noun, "relcl", "acl") is not None or noun not in reading.tokens
    return not told and not _dates(reading, token)


def _under(reading: Reading, token: int) -> list[int]:
    tree = reading.tree
    return [g for c in tree.children[token] for g in (c, *tree.children[c])]


def _is_pointer(reading: Reading, token: int) -> bool:
    """Tell whether a token is "this" or "that" in the place of a subject or an object."""
    parse = reading.tree.parse
    return reading.tree.lemma(token) in POINTERS and parse.deps[token] in _SUBJECTS | _OBJECTS


def _dates(reading: Reading, token: int) -> bool:
    """Tell whether a word opens an expression of time ("this week")."""
    start = reading.tree.parse.starts[token]
    return any(t.span.start <= start < t.span.end for t in reading.statement.times)


def tells_of_telling(reading: Reading) -> bool:
    """Tell whether a content only says that something was said: "made the statement at a meeting"."""
    tree = reading.tree
    tokens = content_tokens(reading)
    head = main_token(tree, tokens)
    if head is None:
        return False
    if _says_nothing(tree, head, tokens) or _is_of_telling(reading):
        return True
    spoken = words("en", "claims")["utterances"]
    objects = [c for c in tree.children[head] if tree.parse.deps[c] in {"dobj", "nsubjpass"}]
    told = any(tree.lemma(c) in spoken and tree.child(c, "acl", "relcl") is None for c in objects)
    return told and tree.lemma(head) in words("en", "claims")["uttering_verbs"]


def _is_of_telling(reading: Reading) -> bool:
    """Tell whether the subject is a bare "the statement" or "the accusations", of which the text spoke before.

    "The accusations, which Gil denies, …" is bare, "the accusations which Gil denies" says what they are.
    """
    subject = _bare_subject(reading, "amod")
    if subject is None and (subject := _bare_subject(reading, "amod", "relcl")) is not None:
        subject = subject if reading.tree.word(subject + 1) == "," else None
    return subject is not None and reading.tree.lemma(subject) in words("en", "claims")["utterances"]


def _is_of_somebody(reading: Reading) -> bool:
    """Tell whether the subject is a bare "the patient" of whom the text spoke before.

    "The mayor" is one by himself, "the former mayor" one of several.
    """
    subject, lists = _bare_subject(reading, "amod"), words("en", "claims")
    if subject is None or reading.tree.parse.tags[subject] != "NN":
        return False
    known = words("en", "speakers")["person_nouns"]
    if not any(reading.tree.lemma(c) in _PAST for c in reading.tree.children[subject]):
        known = known - lists["sole_offices"] - lists["bare_offices"]
    return _is_definite(reading.tree, subject) and reading.tree.lemma(subject) in known


def _is_of_something(reading: Reading) -> bool:
    """Tell whether the subject is a bare "the waterway", not known from the report's title or its first sentences.

    "The government" and "the weather" are the only ones of their kind and need no word before them.
    """
    subject, tree, lists = _bare_subject(reading), reading.tree, words("en", "claims")
    if subject is None or not _is_definite(tree, subject):
        return False
    lemma = tree.lemma(subject)
    if lemma in lists["sole_things"] | lists["sole_offices"] | lists["bare_offices"]:
        return False
    title = (reading.document.title or "").lower().split()
    opening = {tree.lemma(t) for t in range(tree.parse.sentences[min(OPENING, len(tree.parse.sentences)) - 1][1])}
    return lemma not in opening and tree.word(subject).lower() not in title


def _is_definite(tree: Tree, noun: int) -> bool:
    return any(tree.word(c).lower() == "the" for c in tree.children[noun])


def _bare_subject(reading: Reading, *also: str) -> int | None:
    """Return the noun that is the subject, if nothing but an article (and ``also``) tells which it is."""
    tree, cue = reading.tree, reading.statement.cue
    verb = main_token(tree, content_tokens(reading) if cue is None or is_clause(reading) else tree.tokens_in(cue))
    subject = None if verb is None else tree.child(verb, "nsubj", "nsubjpass")
    if subject is None or tree.parse.pos[subject] != "NOUN":
        return None
    return subject if all(tree.parse.deps[c] in _BARE.union(also) for c in tree.children[subject]) else None


def _says_nothing(tree: Tree, head: int, tokens: Sequence[int]) -> bool:
    """Tell whether a verb of reporting stands without what is reported: "the academy announced on Friday"."""
    told = any(tree.parse.deps[c] in _TOLD for c in tree.children[head] if c in set(tokens))
    return (
        not told and tree.lemma(head) in words("en", "claims")["uttering_verbs"] | words("en", "attribution")["speech"]
    )


def is_history(reading: Reading) -> bool:
    """Tell whether what a statement tells of is dated long before the report; "a 2010 charge" dates no deed."""
    published = reading.document.published
    times = [t for t in reading.statement.times if _is_of_deed(reading, t)]
    latest = [t.latest for t in times if t.latest]
    if published is None or not latest or len(latest) < len(times):
        return False
    return (_day(published.earliest) - _day(max(latest))).days > OLD_DAYS


def _is_of_deed(reading: Reading, time: Time) -> bool:
    """Tell whether a time hangs on a verb, and not on a noun only."""
    tree, tokens = reading.tree, reading.tree.tokens_in(time.span)
    outside = (t for t in tree.upwards(tokens[0]) if t not in tokens) if tokens else iter(())
    above = next((t for t in outside if tree.parse.pos[t] != "ADP"), None)
    return above is None or tree.parse.pos[above] in {"VERB", "AUX"}


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def is_anchored(reading: Reading) -> bool:
    """Tell whether a content names somebody, a place, a time or a figure: one that does not is mostly a remark."""
    parse = reading.tree.parse
    return any(parse.pos[t] in _ANCHORS for t in content_tokens(reading)) or bool(reading.statement.times)


def is_remark(reading: Reading) -> bool:
    """Tell whether a content is an opinion, an answer, words of nobody known, an outlet's "we" or names nobody.

    Of what reports tell in words of their own only quotations and an outlet's voice behind its first sentence.
    """
    statement, tokens = reading.statement, content_tokens(reading)
    if statement.type == "opinion" or (tokens and reading.tree.parse.pos[tokens[0]] == "INTJ"):
        return True
    if statement.quotation == "direct" and statement.source.kind == "unknown" and not statement.source.named:
        return True
    own = is_own_voice(statement)
    told = own or statement.source.span is None  # "Allegedly, I fled"
    if told and (FIRST_PERSON.search(statement.content.within(reading.document.text)) or _advises(reading, tokens)):
        return True
    bare = own and statement.sentence > 0
    return (bare or statement.quotation == "direct") and not is_anchored(reading)


def _advises(reading: Reading, tokens: Sequence[int]) -> bool:
    """Tell whether a content says what "should" or "must" be done, which no report tells as news."""
    tree, head = reading.tree, main_token(reading.tree, tokens)
    if head is None:
        return False
    advising = words("en", "claims")["advising"]
    needs = tree.lemma(head) == "need" and tree.child(head, "xcomp") is not None
    return needs or any(tree.parse.tags[c] == "MD" and tree.lemma(c) in advising for c in tree.children[head])

"""Which words of a phrase are a party's name, and which tell its office, how it looked or when it spoke.

Enters: a tree and the head noun of a phrase. Leaves: the tokens of the name, its text on one line, and what stood with
it. Refuses: to change words; a name is a stretch of the text.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.kinds import is_person_noun, is_personal_name

_SHORT = frozenset({"CEO", "CFO", "COO"})
_LOOSE = frozenset({"relcl", "appos", "conj", "cc", "advcl", "parataxis", "preconj"})
_STAYING = frozenset({"live", "operate", "reside", "serve", "stay", "work"})
"""Participles that tell which party is meant ("a group operating in …"); others tell what it does."""

_JOINTS = frozenset({"-", "'", "’"})
_INNER = frozenset({"and", "for", "in", "of", "on", "the"})
"""Small words inside names ("Ministry of Defence"); other words written small before a name describe it."""

_ENDS = frozenset({",", "(", ")", "—", "–", ":", ";", "--", "“", "”", '"', "[", "]", "/", "|"})
_LEADING = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "one", "another", "his", "her", "its", "their"}
    | {"our", "my", "your", "'", "‘", "’", "“", '"', "-", "both", "all", "also", "even", "further", "indeed", "later"}
    | {"meanwhile", "only", "then"}
)
_BARE = frozenset({"ADP", "CCONJ", "PUNCT"})
_ELSEWHERE = frozenset({"about", "amid", "after", "before", "despite", "during", "since", "until", "via"})
"""Prepositions that tell when or how a party spoke, never which party it is."""

LONGEST_TAIL = 8
"""Tokens behind an office among which its holder's name ends ("… and Eurasian Affairs Ann Lee")."""

_BELONGING = frozenset({"at", "from", "with"})


def is_proper(tree: Tree, token: int) -> bool:
    """Tell a name, or an acronym that the tagger took for a noun ("MoD", "CSTO"); "the minister", "CEO" are none."""
    if tree.word(token) in _SHORT:
        return False
    common = tree.word(token).islower() and is_person_noun(tree.lemma(token))
    return (tree.parse.pos[token] == "PROPN" and not common) or any(ch.isupper() for ch in tree.word(token)[1:])


def name_tokens(tree: Tree, head: int) -> list[int]:
    """Return the tokens of a name: the noun with what stands before it and the phrases after it, up to a comma."""
    proper = is_proper(tree, head)
    without = _LOOSE | {"acl"} if proper or tree.child(head, "poss") is not None else _LOOSE
    tokens = set(tree.subtree(head, without=without))
    for token in sorted(tokens):
        if tree.parse.deps[token] == "acl" and not _tells_which(tree, token):
            tokens -= set(tree.subtree(token))
    first = last = head
    while first - 1 in tokens and not _ends(tree, first - 1):
        first -= 1
    while last + 1 in tokens and not _ends(tree, last + 1):
        last += 1
    while first < head and (tree.word(first).lower() in _LEADING or tree.parse.pos[first] in _BARE):
        first += 1
    first += _is_of_land(tree, first, head) or _is_of_day(tree, first, head)
    last = min([last, *(t - 1 for t in range(head + 1, last + 1) if _tells_when_or_how(tree, t, head))])
    loose = ("PUNCT", "ADP", "PART", "ADV") if proper else ("PUNCT", "ADP", "PART")  # "Ann Lee here", "doctors there"
    while last > head and (tree.parse.pos[last] in loose or tree.parse.deps[last] == "case"):
        last -= 1
    return list(range(first, max(last, _called(tree, head, last)) + 1))


def _called(tree: Tree, head: int, last: int) -> int:
    """Return the last token of the name behind a body within a name: "a unit of the shipping group Obersee"."""
    bodies = words("en", "speakers")["organization_nouns"] | {"group"}
    named = tree.child(last, "appos") if last > head and tree.lemma(last) in bodies else None
    ahead = named is not None and tree.parse.pos[named] == "PROPN" and min(tree.subtree(named)) == last + 1
    return named if ahead and named is not None else last


def _tells_which(tree: Tree, verb: int) -> bool:
    """Tell "a letter signed by Gil", "images posted on a forum" from "a note released on Monday", "that …"."""
    if tree.child(verb, "mark") is not None:
        return False
    if tree.parse.tags[verb] != "VBN":
        return tree.lemma(verb) in _STAYING
    told = [tree.child(c, "pobj") for c in tree.children[verb] if tree.parse.deps[c] in {"agent", "prep"}]
    when = words("en", "attribution")["times"]
    where = any(t is not None and tree.lemma(t).lower() not in when for t in told)
    return where or tree.lemma(verb) not in words("en", "speakers")["publishing"]


def _is_of_day(tree: Tree, first: int, head: int) -> bool:
    """Tell whether a name begins with the day on which: "On Thursday Ann Lee said"."""
    led = first > 0 and tree.word(first - 1).lower() in ("late", "last", "on", "since", "this", "until")
    return led and first < head and tree.word(first).lower() in mappings("en", "times")["weekdays"]


def _is_of_land(tree: Tree, first: int, head: int) -> bool:
    """Tell whether a name begins with the country of the office before it: "the envoy to Poland Ann Lee"."""
    names = head - first > 1 and {tree.parse.pos[first + 1], tree.parse.pos[head]} == {"PROPN"}
    return names and tree.parse.pos[first - 1] == "ADP" and tree.word(first).lower() in _lands()


@cache
def _lands() -> frozenset[str]:
    """Return the names of countries and capitals, which are no first names: "the envoy to Poland Ann Lee"."""
    countries, capitals = mappings("en", "speakers")["countries"], mappings("en", "speakers")["capitals"]
    return frozenset({*countries, *countries.values(), *capitals})


def _ends(tree: Tree, token: int) -> bool:
    """Tell a mark at which a name ends; a hyphen between spaces is a dash."""
    start, end = tree.parse.starts[token], tree.parse.ends[token]
    dash = tree.word(token) == "-" and tree.text[start - 1 : start].isspace() and tree.text[end : end + 1].isspace()
    return dash or tree.word(token) in _ENDS


def _tells_when_or_how(tree: Tree, token: int, head: int) -> bool:
    """Tell "during the talks", "on Friday night" and "in a communiqué" from "in Bern"; "Mail on Sunday" is a paper."""
    if tree.parse.pos[token] not in ("ADP", "SCONJ") or tree.word(head).lower() in words("en", "times")["day_papers"]:
        return False
    if tree.lemma(token) in _ELSEWHERE:
        return True
    target = tree.child(token, "pobj")
    if target is None or tree.lemma(token) not in ("in", "on", "over"):
        return False
    listed = {*mappings("en", "speakers")["channels"], *words("en", "attribution")["media"], "media"}
    return tree.word(target).lower() in _moments() or tree.lemma(target) in listed


@cache
def _moments() -> frozenset[str]:
    maps = mappings("en", "times")
    return frozenset().union(*(maps[n] for n in ("months", "weekdays", "days", "units", "parts_of_day")))


def shown(tree: Tree, tokens: list[int]) -> str:
    """Return the text of tokens on one line, without the marks around it."""
    whole = " ".join(tree.span(tokens[0], tokens[-1]).within(tree.text).split())
    text = whole.strip(' ,;:•·“”"‘').lstrip("'’") or whole
    text = text.strip(")") if "(" not in text and text.strip(")") else text
    return re.sub(r"[\s.–—-]+$", "", text) if text[-1] in "-–—" and len(text) > 1 else text


def split_title(tree: Tree, tokens: list[int], head: int) -> tuple[str, str | None, bool]:
    """Return the name without what stands before it, the title of a person, and whether a body's noun stood there.

    "Ukrainian President Ann Lee of the Green Party" is Ann Lee, "Ukrainian President of the Green Party"; "the
    newspaper Blick" is Blick, a body; "a visibly moved Ann Lee" and "Radio Bern's Ann Lee" are Ann Lee.
    """
    whole = shown(tree, tokens)
    whole_office = [*tokens, *_name_behind(tree, tokens[-1])]
    if holder := _holder(tree, whole_office):
        return shown(tree, whole_office[holder:]), shown(tree, whole_office[:holder]), False
    if tree.parse.pos[head] != "PROPN":
        return whole, None, False
    cut, body, titled = _opening(tree, tokens, head)
    lists = words("en", "speakers")
    rest = [t for t in tokens[cut:] if t <= head]
    named = rest and all(tree.parse.pos[t] == "PROPN" or tree.word(t) in _JOINTS for t in rest)
    office = all(tree.word(t).lower() in lists["titles"] or is_person_noun(tree.word(t).lower()) for t in rest)
    if not named or office or (not body and any(tree.lemma(t) in lists["body_nouns"] for t in rest)):
        return whole, None, False
    name, after = shown(tree, rest), [t for t in tokens if t > head]
    if body:
        return name, None, True
    if not titled:
        belongs = after and tree.lemma(after[0]) in _BELONGING and is_personal_name(name)
        return (name if belongs else shown(tree, tokens[cut:])), None, False
    title = [t for t in tokens[:cut] if tree.word(t).lower() not in lists["courtesy"]]
    parts = [shown(tree, part) for part in (title, after) if part]
    return name, " ".join(parts) if title else None, False


def _holder(tree: Tree, tokens: list[int]) -> int:
    """Return how many tokens stand before "Ann Lee" in "President of the Harbour Council Ann Lee"; 0 where none do.

    The office ends with a body, a portfolio ("Affairs") or a noun that is no name ("head of the city's pool Ann Lee").
    """
    lower = [tree.word(t).lower() for t in tokens]
    lists = words("en", "speakers")
    office = lower.index("of") if "of" in lower else 0
    if not any(is_person_noun(w) or w in lists["titles"] for w in lower[:office]):
        return 0
    bodies = lists["body_nouns"] | lists["organization_nouns"] | lists["organization_words"] | lists["portfolios"]
    known = bodies | _lands()
    nouns = (n for n, t in enumerate(tokens) if tree.parse.pos[t] == "NOUN" and tree.word(t).islower())
    plain = {n for n in nouns if lower[n] not in lists["particles"]}
    before = max((n + 1 for n, w in enumerate(lower) if n > office and (w in known or n in plain)), default=0)
    return before if before and is_personal_name(" ".join(tree.word(t) for t in tokens[before:])) else 0


def _name_behind(tree: Tree, last: int) -> list[int]:
    """Return the names behind an office that the parser took for something else: "the mayor of Bern Ann Lee"."""
    end = min(last + 1 + LONGEST_TAIL, len(tree.parse.pos))
    particles, kept = words("en", "speakers")["particles"], ("PROPN", "ADJ", "CCONJ")
    near = takewhile(lambda t: tree.parse.pos[t] in kept or tree.word(t) in particles, range(last + 1, end))
    return [t for t in near if tree.sentence_of[t] == tree.sentence_of[last]]


def _opening(tree: Tree, tokens: list[int], head: int) -> tuple[int, bool, bool]:
    """Return how many tokens stand before the name, whether they end with a body's noun, whether they hold a title."""
    lists = words("en", "speakers")
    titles = lists["titles"] | lists["courtesy"]
    bodies = lists["outlets"] | lists["organization_nouns"] | lists["taking_up"]
    cut, body, titled = 0, False, False
    for number, token in enumerate(tokens):
        word = tree.word(token)
        lower = word.lower()
        if token >= head:
            break
        called = not word.islower() and lower in lists["trades_as_names"] and token + 1 == head  # "Baker Hughes"
        if lower in titles or (is_person_noun(lower) and not called) or (cut == number and tree.word(token) == "."):
            cut, body, titled = number + 1, False, True
        elif tree.parse.pos[token] == "NOUN" and lower in bodies:
            cut, body = number + 1, True
        elif tree.parse.tags[token] == "NNPS" and lower in lists["portfolios"]:
            cut, body, titled = number + 1, False, True
        elif _describes(tree, tokens, number, head):
            rest = shown(tree, [t for t in tokens[number + 1 :] if t <= head])
            cut = number + 1
            titled |= tree.parse.pos[token] == "NOUN" and word.islower() and is_personal_name(rest)
    return cut, body, titled


def _describes(tree: Tree, tokens: list[int], number: int, head: int) -> bool:
    """Tell words that describe who is named: "visibly moved", a sentence's "Local", "Radio Bern's" before a person."""
    token = tokens[number]
    word, rest = tree.word(token), shown(tree, [t for t in tokens[number + 1 :] if t <= head])
    lists = words("en", "speakers")
    joined = any(tree.word(t) in _JOINTS and not _ends(tree, t) for t in (token - 1, token + 1) if t >= 0)
    if word == "old":
        return True
    if word.islower() and word.replace("-", "").isalpha():
        return not joined and word not in _INNER | lists["particles"]
    countries = mappings("en", "speakers")["countries"]
    if tree.parse.deps[token] == "case":
        owner = tree.word(token - 1).lower()
        return owner not in countries and owner not in countries.values() and is_personal_name(rest)
    opens = token == tree.parse.sentences[tree.sentence_of[token]][0]
    plain = tree.parse.pos[token] in ("ADJ", "ADV", "NOUN", "VERB") and word.lower() not in countries
    return plain and opens and not joined and is_personal_name(rest)

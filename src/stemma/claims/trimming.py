"""The words of a statement's content that a claim's text keeps, and how they are cut and joined.

Enters: a reading. Leaves: tokens, or plain text. Refuses: to put in words that the report does not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.compare.propositions import FINITE
from stemma.compare.readings import Reading, main_token
from stemma.language.once import once
from stemma.language.tree import Tree
from stemma.language.words import words

MIN_WORDS = 5
"""Words of a sentence of a quotation that can stand for all of it."""

MAX_TEXT = 240
"""Code points of a claim's short text; relative clauses and asides are left out to reach it."""

LONG = 150
"""Code points from which asides are left out: as many as three lines of a narrow list show."""

LATE_THAT = 5
"""Tokens of a content among which a late "that" is looked for."""

MIN_CUT = 60
"""Code points that must be left where a text is cut at a comma."""

MARKS = "\"'“”‘’«»„ "
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}")
"""What opens an entry of a live report: "18:56 - "."""

_ENDS = " ,;:–—-."
_TIES = frozenset(MARKS + ",;:–—->•*·")
_COUNTED = frozenset({"ADJ", "ADP", "ADV", "CCONJ", "NUM", "SCONJ"})
_ASIDES = frozenset({"relcl", "appos", "acl", "parataxis", "advcl"})
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "det", "attr"})
_LEADING = frozenset({"aux", "auxpass", "mark", "nsubj", "nsubjpass"})
_NEEDED = frozenset({"acomp", "attr", "ccomp", "dobj", "oprd", "pobj", "xcomp"})
_SUBJECTS = frozenset({"csubj", "expl", "nsubj", "nsubjpass"})
_LOOSE = frozenset({"DT", "TO", "WDT", "WP", "WRB"})


@once
def content_tokens(reading: Reading) -> Sequence[int]:
    """Return the content's tokens without dateline, opening connective, hedges and cue, its subject put before."""
    tree, tokens = reading.tree, _without_source(reading)
    head = main_token(tree, tokens)
    if len(tokens) > 1 and _CLOCK.fullmatch(tree.word(tokens[0])) and set(tree.word(tokens[1])) <= _TIES:
        tokens = tokens[2:]
    while tokens and _opens(tree, tokens[0], head):
        tokens.pop(0)
    tokens = _without_loose_end(tree, tokens[_before_that(tree, tokens, head) :])
    hedges = words("en", "claims")["hedging_adverbs"]
    return _with_subject(tree, _one_sentence(tree, [t for t in tokens if tree.lemma(t) not in hedges]))


def _without_source(reading: Reading) -> list[int]:
    """Leave out the source's name where it stands before its words ("According to Norlys, the ferry …")."""
    tree, tokens, span = reading.tree, list(reading.tokens), reading.statement.source.span
    said = frozenset() if span is None else frozenset(tree.tokens_in(span))
    named = [t for t in tokens if t in said]
    rest = tokens[len(named) :]
    return rest if named == tokens[: len(named)] and rest and tree.word(rest[0]) == "," else tokens


def _one_sentence(tree: Tree, tokens: list[int]) -> list[int]:
    """Keep the first sentence of a content that says something; a quotation may have several."""
    by_sentence: dict[int, list[int]] = {}
    for token in tokens:
        by_sentence.setdefault(tree.sentence_of[token], []).append(token)
    long = (found for _, found in sorted(by_sentence.items()) if len(found) >= MIN_WORDS)
    return next(long, tokens)


def _before_that(tree: Tree, tokens: Sequence[int], head: int | None) -> int:
    """Return how many tokens of the cue stand before a content's "that": "said | earlier on Monday that it would"."""
    near = range(min(len(tokens), LATE_THAT))
    at = next((n for n in near if tree.lemma(tokens[n]) == "that" and tree.parse.deps[tokens[n]] == "mark"), 0)
    if any(tree.parse.pos[t] in {"AUX", "VERB"} for t in tokens[:at]) or _is_since(tree, tokens):
        return 0  # "it seems that", "now that"
    if at and all(tree.parse.pos[t] == "ADV" for t in tokens[:at]):
        return at + 1
    told = at and tree.parse.heads[tokens[at]] == head and not any(tree.parse.heads[t] == head for t in tokens[:at])
    return at + 1 if told else 0


def _is_since(tree: Tree, tokens: Sequence[int]) -> bool:
    """Tell the "now that" that tells why: "now that he has won, …"."""
    return [tree.lemma(t) for t in tokens[:2]] == ["now", "that"]


def _opens(tree: Tree, token: int, head: int | None) -> bool:
    """Tell whether a token only ties a content to what stands before it; "While X waits, Y goes" keeps its "while".

    So does "that as X waits, Y goes" its "as", and "So to speak, …" its "so".
    """
    if set(tree.word(token)) <= _TIES:
        return True
    dep = tree.parse.deps[token]
    pronoun = tree.lemma(token) == "that" and dep in _PLACES
    above = tree.parse.heads[token]
    counts = dep == "advmod" and tree.parse.pos[above] in _COUNTED
    beside = dep == "mark" and above != head and tree.parse.deps[above] == "advcl" and tree.lemma(token) != "that"
    beside |= dep == "mark" and any(tree.parse.deps[c] == "mark" and c < token for c in tree.children[above])
    beside |= dep == "mark" and tree.parse.deps[above] == "ROOT" and _is_concessive(tree, token)
    led = tree.lemma(token) == "so" and tree.parse.tags[min(token + 1, len(tree.parse.tags) - 1)] == "TO"
    led |= _is_since(tree, (token, min(token + 1, len(tree.parse.tags) - 1)))
    tied = not (pronoun or counts or beside or led or dep in {"prep", "pcomp", "quantmod"})
    return tied and tree.lemma(token) in words("en", "claims")["openers"]


def _is_concessive(tree: Tree, token: int) -> bool:
    return tree.lemma(token) in words("en", "attribution")["concessive"]


def _without_loose_end(tree: Tree, tokens: list[int]) -> list[int]:
    """Cut what only leads to words that are not there: "the aim that", "…, as the chairman", "…, or"."""
    inside = set(tokens)
    head = main_token(tree, tokens)
    open_words = (
        n
        for n, t in enumerate(tokens)
        if n >= MIN_WORDS
        and head is not None
        and t > head
        and tree.parse.deps[t] == "mark"
        and tree.parse.heads[t] not in inside
    )
    kept = tokens[: next(open_words, len(tokens))]
    while kept and (tree.word(kept[-1]) in MARKS + ",;:–—-." or _hangs(tree, kept)):
        kept = kept[:-1]
    return kept


def _hangs(tree: Tree, tokens: Sequence[int]) -> bool:
    """Tell whether the last word of a content only leads to what is not in it: "…, when he", "… in the future as"."""
    last = tokens[-1]
    leads = tree.parse.tags[last] in _LOOSE or tree.parse.deps[last] in _LEADING
    bare = tree.parse.deps[last] == "prep" and tree.word(last - 1) == "," and last - 1 in tokens
    return bare or tree.parse.tags[last] == "CC" or (leads and tree.parse.heads[last] not in set(tokens))


_PREDICATE = frozenset({"ADV", "AUX", "PART", "VERB"})
"""What a clause begins with that lacks its subject."""


def _with_subject(tree: Tree, tokens: list[int]) -> list[int]:
    """Put the subject before a predicate whose subject stands outside of the content, in the same sentence."""
    head = main_token(tree, tokens)
    if head is None or tree.parse.tags[head] not in FINITE or tree.parse.deps[head] in {"relcl", "acl"}:
        return tokens
    inside = set(tokens)
    owner = tree.parse.heads[head] if tree.parse.deps[head] == "conj" else head
    subjects = [c for h in (head, owner) for c in tree.children[h] if tree.parse.deps[c] in _SUBJECTS]
    if not subjects or any(s in inside for s in subjects) or tree.parse.pos[tokens[0]] not in _PREDICATE:
        return tokens
    phrase = tree.subtree(subjects[0], without=_ASIDES)
    return phrase + tokens if len(phrase) <= 8 and max(phrase) < tokens[0] else tokens


def fit(tree: Tree, tokens: Sequence[int], head: int | None, *, gap: str = "") -> str:
    """Return tokens as a text of at most ``MAX_TEXT``: without asides, up to a comma, at worst up to a word.

    ``gap``: what stands where words were left out, of which a quotation must not keep silent.
    """
    text = spoken(tree, tokens, gap=gap)
    if len(text) > LONG:
        tokens = _without_asides(tree, tokens, head) or tokens
        text = spoken(tree, tokens, gap=gap)
    if len(text) <= MAX_TEXT:
        return text
    return _cut_at_clause(tree, tokens, head, gap) or cut_at_word(text)


def _without_asides(tree: Tree, tokens: Sequence[int], head: int | None) -> Sequence[int]:
    """Leave out what commas, dashes or brackets set apart: relative clauses, appositions, adverbial clauses."""
    inside = set(tokens)
    for token in tokens:
        needed = _is_needed(tree, token) or _is_of_list(tree, token) or _says_who(tree, token)
        if tree.parse.deps[token] not in _ASIDES or token == head or token not in inside or needed:
            continue
        below = _to_its_end(tree, token, [t for t in tree.subtree(token) if t in inside])
        first = min(below)
        set_apart = first > tokens[0] and tree.word(first - 1) in {",", "—", "–", "-", "(", ";"}
        behind = max(below) + 1
        if tree.word(first - 1) == "(" and ")" not in (
            tree.word(max(below)),
            tree.word(min(behind, len(tree.parse.pos) - 1)),
        ):
            continue  # "a 122 km (75 mile) border"
        closed = behind not in inside or "PUNCT" in tree.parse.pos[behind - 1 : behind + 1]
        if head not in below and set_apart and closed and len(inside) - len(below) >= 4:
            inside -= set(below)
    return _without_brackets(tree, [t for t in tokens if t in inside])


def _is_needed(tree: Tree, token: int) -> bool:
    """Tell whether an aside changes what is said: a condition ("if the dam breaks"), a year behind a date."""
    supposing = words("en", "claims")["supposing_marks"]
    condition = any(tree.parse.deps[c] == "mark" and tree.lemma(c) in supposing for c in tree.children[token])
    return condition or re.fullmatch(r"\d{4}", tree.word(token)) is not None


def _says_who(tree: Tree, token: int) -> bool:
    """Tell the name of whom a noun means: "its president, Ana Gil,"."""
    kinds = (tree.parse.pos[tree.parse.heads[token]], tree.parse.pos[token])
    return tree.parse.deps[token] == "appos" and kinds == ("NOUN", "PROPN")


def _is_of_list(tree: Tree, token: int) -> bool:
    """Tell a name that the parser set beside another where both stand in a list: "Ann, Ben, Cleo and Dan"."""
    names = tree.parse.pos[token] == tree.parse.pos[tree.parse.heads[token]] == "PROPN"
    joined = any(tree.parse.deps[c] == "conj" and tree.parse.pos[c] == "PROPN" for c in tree.children[token])
    return tree.parse.deps[token] == "appos" and names and joined


def _to_its_end(tree: Tree, token: int, below: list[int]) -> list[int]:
    """Cut an apposition before what does not belong to it: "Reyes, a potter, and Ana Gil …", "…, a potter, to run"."""
    if tree.parse.deps[token] != "appos" or tree.parse.pos[token] == "PROPN":
        return below
    for n, t in enumerate(below[1:], 1):
        others = tree.parse.tags[t] == "CC" and any(
            tree.parse.deps[c] == "conj" and tree.parse.pos[c] == "PROPN" and c > t and c in below
            for c in tree.children[tree.parse.heads[t]]
        )
        if t > token and tree.word(t - 1) == "," and (others or tree.parse.tags[t] == "TO"):
            return below[:n]
    return below


def _without_brackets(tree: Tree, tokens: list[int]) -> list[int]:
    kept: list[int] = []
    depth = 0
    for token in tokens:
        word = tree.word(token)
        depth += word in "(["
        if depth == 0:
            kept.append(token)
        depth = max(0, depth - (word in ")]"))
    return kept if depth == 0 else tokens  # a bracket that is part of a word: "(in Bilbao)sank"


def spoken(tree: Tree, tokens: Sequence[int], *, gap: str = "") -> str:
    """Join tokens as they stand in the text; where something was left out, ``gap`` instead of the marks around it."""
    text = ""
    last: int | None = None
    for token in tokens:
        word = tree.word(token)
        left_out = last is not None and token != last + 1
        if last is not None and left_out:
            text = text.rstrip(" ,—–-;:") + (f" {gap}" if gap else "")
            if word in {",", "—", "–", "-", ";", ":"}:
                closes = word == "," and any(_says_who(tree, t) for t in range(max(0, last - 1), last + 1))
                text += "," if closes else "\0"
                last = token
                continue
        apart = (
            left_out or text.endswith("\0") or (last is not None and tree.parse.ends[last] < tree.parse.starts[token])
        )
        text = text.rstrip("\0") + (" " if apart and text else "") + word
        last = token
    text = " ".join(text.replace("\0", " ").replace("''", '"').replace("``", '"').split())
    text = re.sub(r"\s+([,.;:)])", r"\1", re.sub(r" [’'](?=[,.;:])", "", text))
    text = re.sub(r"[,;](?=[”’\"']+$)", "", text)
    return _balanced(text.strip(" ,;:–—-"))


def _balanced(text: str) -> str:
    """Take off brackets that are opened or closed only once; open or close such quotation marks."""
    stripped = text.strip()
    for opening, closing in (("‘", "’"), ("(", ")")):
        if stripped.count(opening) > stripped.count(closing):
            stripped = stripped.replace(opening, "", 1)
        elif closing != "’" and stripped.count(closing) > stripped.count(opening):
            stripped = stripped[::-1].replace(closing, "", 1)[::-1]
    return _in_marks(stripped.strip(_ENDS)).strip(_ENDS)


def _in_marks(text: str) -> str:
    """Open or close the quotation marks that have lost their other one; take them off around all of it."""
    for opening, closing in (("“", "”"), ("«", "»")):
        unopened = unclosed = 0
        for mark in text:
            unopened += mark == closing and not unclosed
            unclosed = max(0, unclosed + (mark == opening) - (mark == closing))
        text = opening * unopened + text + closing * unclosed
    if text.count('"') % 2:
        text = text + '"' if re.search(r'(?:^|[\s(])"[^"]*$', text) else '"' + text
    around = text[:1] + text[-1:] in {"“”", "«»", '""'}
    return text[1:-1] if around and not re.search(r'[“”«»"]', text[1:-1]) else text


def nested(sentence: str) -> str:
    """Return a sentence with single marks around what is quoted within a quotation."""
    marks: list[str] = []
    depth, straight = 0, False
    for mark in sentence:
        shown = mark
        if mark == "“":
            depth += 1
            shown = "“" if depth == 1 else "‘"
        elif mark == "”":
            shown = "”" if depth <= 1 else "’"
            depth = max(0, depth - 1)
        elif mark == '"' and depth:
            shown, straight = ("’" if straight else "‘"), not straight
        marks.append(shown)
    return "".join(marks)


def without_open_quotes(text: str) -> str:
    """Return a text without its double quotation marks where one is opened or closed only once."""
    balanced = text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return text if balanced else text.translate({ord(mark): None for mark in '“”"'})


def _cut_at_clause(tree: Tree, tokens: Sequence[int], head: int | None, gap: str) -> str:
    """Return the longest beginning that ends at a comma, has the main verb and needs no lost word."""
    for end in range(len(tokens) - 1, 0, -1):
        kept = _without_loose_end(tree, list(tokens[:end]))
        if tree.word(tokens[end]) not in {",", ";", "–", "—"} or head not in kept:
            continue
        text = spoken(tree, kept, gap=gap)
        if MIN_CUT <= len(text) <= MAX_TEXT and _is_whole(tree, kept, [t for t in tokens if t > kept[-1]]):
            return text
    return ""


def _is_whole(tree: Tree, kept: Sequence[int], lost: Sequence[int]) -> bool:
    """Tell whether no kept word hangs on a lost one, and no list is broken off."""
    gone = set(lost)
    broken = any(
        tree.parse.deps[t] in _NEEDED or (tree.parse.deps[t] in {"conj", "appos"} and tree.parse.pos[t] != "VERB")
        for t in lost
        if tree.parse.heads[t] in set(kept)
    )
    return not broken and not any(tree.parse.heads[t] in gone for t in kept)


def cut_at_word(text: str, limit: int = MAX_TEXT) -> str:
    """Return the words of a text that fit, with "…" where some do not."""
    return text if len(text) <= limit else text[: text.rfind(" ", 0, limit - 1)].rstrip(" ,;:–—-") + "…"

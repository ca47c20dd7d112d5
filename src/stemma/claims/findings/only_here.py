"""Concrete details that one report of several has alone.

Enters: the claims of a story. Leaves: ``only_here``. Refuses: opinions, background, remarks of those who hold an
office, and what has nothing to check: only a figure of a named thing beside what others tell as well, or what a named
person saw or will do, is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from stemma.claims.clauses import is_clause
from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.sameness import is_said_beside, is_spoken_by_name
from stemma.claims.material import Material
from stemma.claims.names import as_subject
from stemma.claims.parties import name_words
from stemma.claims.phrasing import short_text
from stemma.claims.stands import furthest, is_own_voice
from stemma.compare.names import canonical
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.compare.values import is_large
from stemma.language.words import words
from stemma.model import Quantity

MAX_EACH = 3
"""Findings of this kind for one document, those with figures first; more is a retelling of the report."""

LEAST = 5.0
"""Least figure that is listed; "three boats" is scenery, "fired four times" a way of telling."""

ROW = 3
"""Figures in one sentence of a report's own from which it is a row of results, and no detail of the event."""

LEAD = 10
"""Sentences of a report's opening in which its figures are of the event; later ones fill in what was before and what
happens elsewhere. Of eight figures that read right on their face and stood further down, two were of the event."""

FULL_NAME = 3
"""Words of a full name that stands alone, without a description."""

NEAR = 3
"""Sentences between a detail and a claim that others tell; what stands further off is another side of the matter."""

MIN_BITS = 25.0
"""Bits of a statement that says something of its own (two or three telling words)."""


def only_here(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A figure or a named party's statement stands in one report alone, though others tell the same event.

    Reports that share no claim are not compared: they may tell of other sides of a topic.
    """
    if len(material.documents) < 2:
        return
    figures = _figures_elsewhere(groups)
    speakers = _speakers(groups)
    shared = _shared(groups, material)
    kept: dict[str, list[tuple[tuple[bool, bool, int], Draft]]] = {}
    for group in groups:
        if len(group.documents) > 1 or not group.asserting:
            continue
        told = ((r, q) for r in group.asserting for q in _own_figures(r, figures))
        reading, figure = next(told, (group.asserting[0], None))
        if not _is_beside(reading, shared.get(reading.document.id, ())):
            continue
        if (
            reading.bits < MIN_BITS
            or reading.statement.type == "opinion"
            or _is_open(reading)
            or not is_clause(reading)
            or reading.head in {key(w) for w in words("en", "findings")["retold"]}
            or (figure is None and not _named(reading, speakers))
        ):
            continue
        draft = _draft(group, reading, figure, material)
        rank = (figure is None, is_own_voice(reading.statement), reading.statement.content.start)
        kept.setdefault(reading.document.id, []).append((rank, draft))
    for document in sorted(kept):
        yield from (draft for _, draft in sorted(kept[document], key=lambda item: item[0])[:MAX_EACH])


def _draft(group: Group, reading: Reading, figure: Quantity | None, material: Material) -> Draft:
    label = material.labels[reading.document.id]
    party = furthest(reading.statement, material)
    who = "in its own voice" if is_own_voice(reading.statement) else f"from {as_subject(party.name, party.kind)}"
    spans = [reading.document.at(reading.statement.content)]
    if figure is not None:
        spans.append(reading.document.at(figure.span))
    return Draft(
        kind="only_here",
        sentence=f"Only {label} has this, {who}: “{short_text(reading)}”.",
        spans=tuple(spans),
        claim=group.id,
        rule="only_here",
    )


def _shared(groups: Sequence[Group], material: Material) -> dict[str, list[tuple[int, int]]]:
    """Return, for each document, the sentences it shares, each with the length of the longest report that shares it."""
    found: dict[str, list[tuple[int, int]]] = {}
    for group in groups:
        for reading in group.asserting:
            others = (d for d in group.documents if d != reading.document.id)
            longest = max((len(material.trees[d].parse.sentences) for d in others), default=0)
            if longest:
                found.setdefault(reading.document.id, []).append((reading.statement.sentence, longest))
    return found


def _is_beside(reading: Reading, shared: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a detail stands near a claim of another report that is long enough to have told the detail too."""
    number = reading.statement.sentence
    return any(abs(number - at) <= NEAR and longest > min(number, LEAD) for at, longest in shared)


def _is_open(reading: Reading) -> bool:
    """Tell whether a statement leaves open whether it is so: "could", "reportedly"."""
    tree = reading.tree
    return any(tree.lemma(t) in words("en", "findings")["open"] for t in tree.tokens_in(reading.statement.content))


def _figures_elsewhere(groups: Sequence[Group]) -> dict[float | None, set[str]]:
    """Return, for each number, the documents that give it anywhere, also as "more than" or "up to" it."""
    found: dict[float | None, set[str]] = {}
    for group in groups:
        for reading in group.readings:
            for quantity in reading.document.quantities:
                for number in (quantity.low, quantity.high):
                    found.setdefault(number, set()).add(reading.document.id)
    return found


def _speakers(groups: Sequence[Group]) -> dict[str, set[str]]:
    """Return, for each source's name, the documents that cite it."""
    found: dict[str, set[str]] = {}
    for group in groups:
        for reading in group.readings:
            found.setdefault(canonical(reading.statement.source.name), set()).add(reading.document.id)
    return found


def _own_figures(reading: Reading, elsewhere: dict[float | None, set[str]]) -> Iterator[Quantity]:
    """Yield the exact amounts of a statement that no other document gives; in its own voice only of an event."""
    own = is_own_voice(reading.statement)
    if _adds_up(reading) or (own and _is_background(reading)) or not (own or _could_be_asked(reading)):
        return
    if (
        reading.negated
        or _takes_back(reading)
        or reading.statement.tense not in ({"past"} if own else {"past", "future"})
    ):
        return
    scores = {key(w) for w in words("en", "findings")["scores"]}
    for amount in reading.amounts:
        quantity = amount.quantity
        numbers = {n for n in (quantity.low, quantity.high) if n is not None}
        alone = all(elsewhere.get(n, set()) <= {reading.document.id} for n in numbers)
        least = next(v for v in (quantity.low, quantity.high, 0.0) if v is not None)
        scenery = least < LEAST or (own and (amount.event is None or amount.event != reading.head))
        if amount.measure in scores or _is_aside(quantity, reading) or _is_known_set(quantity, reading):
            continue
        if is_large(quantity) and alone and quantity.unit is None and not scenery and _is_count(quantity, reading):
            yield quantity


def _is_aside(quantity: Quantity, reading: Reading) -> bool:
    """Tell whether a figure stands in a relative clause: "from West Africa, where 4,000 have died"."""
    tree, inside = reading.tree, set(reading.tree.tokens_in(reading.statement.content))
    tokens = tree.tokens_in(quantity.span)
    above = takewhile(inside.__contains__, tree.upwards(tokens[0])) if tokens else ()
    return any(tree.parse.deps[t] == "relcl" for t in above)


def _adds_up(reading: Reading) -> bool:
    """Tell whether a count grew over a long time, or is believed, or stands deep in a report: "have killed 1,000"."""
    tree, lists = reading.tree, words("en", "findings")
    tokens = tree.tokens_in(reading.statement.content)
    if reading.statement.sentence >= LEAD:
        return True
    first, last = tree.parse.sentences[reading.statement.sentence]
    if any(tree.lemma(t) == "since" or tree.lemma(t) in lists["believing"] for t in range(first, last)):
        return True
    return any(
        tree.parse.tags[t] in {"VBP", "VBZ"} and tree.parse.deps[t] == "aux" and _is_have(reading, t) for t in tokens
    )


def _is_have(reading: Reading, token: int) -> bool:
    return reading.tree.lemma(token) == "have"


def _is_known_set(quantity: Quantity, reading: Reading) -> bool:
    """Tell whether a figure only names a set that is known: "all five stages", "the four counties"."""
    tree, tokens = reading.tree, reading.tree.tokens_in(quantity.span)
    if not len(tokens):
        return False
    noun = tokens[-1]
    return any(
        c < tokens[0] or tree.lemma(c) in {"all", "the"}
        for c in tree.children[noun]
        if tree.parse.deps[c] in {"det", "predet", "poss"} and tree.lemma(c) not in {"a", "an", "some", "another"}
    )


def _takes_back(reading: Reading) -> bool:
    """Tell whether the sentence says that something is not so: "there is no truth to the claim that 130 …"."""
    first, last = reading.tree.parse.sentences[reading.statement.sentence]
    said = {reading.tree.lemma(t) for t in range(first, last)}
    return bool(said & (words("en", "verification")["negatives"] | {"no"}))


def _could_be_asked(reading: Reading) -> bool:
    """Tell whether the words that name the source name somebody, or a body of a known kind ("police", "the court")."""
    lists, source = words("en", "claims"), reading.statement.source
    if not is_said_beside(reading.statement, reading):
        return False
    bodies = lists["state_bodies"] | lists["onlookers"] | lists["armed_bodies"] | lists["interested"]
    return is_spoken_by_name(reading.statement, reading) and (source.named or bool(name_words(source.name) & bodies))


def _is_background(reading: Reading) -> bool:
    """Tell whether a report fills in what was before: a row of figures, a pronoun's record, "had", an earlier year."""
    tree = reading.tree
    figures = sum(q.span.overlaps(reading.statement.content) for q in reading.statement.quantities)
    tokens = tree.tokens_in(reading.statement.content)
    if figures >= ROW or (tokens and tree.parse.pos[tokens[0]] == "PRON"):
        return True
    if any(tree.parse.tags[t] == "VBD" and tree.parse.deps[t] == "aux" and _is_have(reading, t) for t in tokens):
        return True
    published = reading.document.published
    years = [t.earliest[:4] for t in reading.statement.times if t.earliest]
    return published is not None and any(y < published.earliest[:4] for y in years)


def _is_count(quantity: Quantity, reading: Reading) -> bool:
    """Tell whether an amount counts exactly enough to be checked: no "several", no "75th", no age, no clock."""
    said = quantity.span.within(reading.document.text).lower().split()
    exact = any(c.isdigit() for w in said for c in w)
    lists = words("en", "findings")
    if not quantity.counted or (not exact and set(said) & (lists["vague_quantities"] | lists["vague_orders"])):
        return False
    if "-" in said[0] and exact:
        return False
    return not any(_ORDINAL.search(w) for w in said) and not {"p.", "a.", "p.m.", "a.m."} & set(said)


_ORDINAL = re.compile(r"(?:\d(?:st|nd|rd|th)|(?:fir|thi|four|fif|six|seven|eigh|nin|ten|elf|twelf|teen|ti?e)th)$")


def _named(reading: Reading, speakers: dict[str, set[str]]) -> bool:
    """A named person whom no other report cites tells what he saw, or says what he will do at a time that he gives.

    What somebody with an office says of what happened differs in every report; of him only the announcement counts.
    """
    statement, source = reading.statement, reading.statement.source
    quoted = statement.quotation in {"direct", "mixed"} and is_spoken_by_name(statement, reading)
    if not quoted or not source.named or source.kind != "person" or not is_said_beside(statement, reading):
        return False
    alone = len(speakers.get(canonical(source.name), set())) <= 1
    if not alone or reading.head not in reading.terms or _is_remark(reading):
        return False
    if statement.tense == "past":
        return _is_bystander(reading) and not _speaks_of_others(reading)
    return statement.tense == "future" and any(t.earliest or t.latest for t in statement.times)


def _is_remark(reading: Reading) -> bool:
    """Tell whether a quotation judges, wishes or weighs a condition instead of telling."""
    lists = words("en", "findings")
    told = {reading.tree.lemma(t) for t in reading.tree.tokens_in(reading.statement.content)}
    return bool(told & (lists["hoping"] | lists["feeling"] | lists["conditions"]))


def _is_bystander(reading: Reading) -> bool:
    """Tell whether the speaker is named in full where he speaks, and no office or rank is."""
    source = reading.statement.source
    said = source.span.within(reading.document.text).split() if source.span is not None else []
    return source.kind == "person" and source.role is None and 2 <= len(said) <= FULL_NAME and all(map(_is_name, said))


def _speaks_of_others(reading: Reading) -> bool:
    """Tell whether a quotation opens with "she" or "they": what somebody tells of another is no witness's account."""
    said = (t for t in reading.tree.tokens_in(reading.statement.content) if reading.tree.word(t)[0].isalnum())
    first = next(said, None)
    return first is not None and reading.tree.word(first).lower() in {"he", "she", "they"}


def _is_name(word: str) -> bool:
    return word.istitle() and word.isalpha()

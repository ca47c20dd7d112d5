"""Who denies a claim.

Enters: the claims of a story. Leaves: ``denied``, and for each claim the names of those who deny it. Refuses: to
weigh a denial against the claim; both are shown; sites and observers that only looked into it. Where it is not sure
which claim is denied, the finding has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.claims.clauses import is_clause
from stemma.claims.drafts import Draft, Group, contents, told_by_document
from stemma.claims.findings.answers import Denial
from stemma.claims.findings.disclaimers import find_disclaimers
from stemma.claims.findings.negations import find_negations
from stemma.claims.findings.rebuttals import find_rebuttals, says_of_what
from stemma.claims.findings.refutations import find_refutations
from stemma.claims.findings.sameness import same_event
from stemma.claims.material import Material
from stemma.claims.names import agreed, as_subject, joined
from stemma.claims.parties import name_words
from stemma.claims.phrasing import best_reading, short_text
from stemma.claims.stands import furthest
from stemma.claims.trimming import MAX_TEXT, cut_at_word
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.language.words import words

Found = tuple[Denial, Group | None]

SAME = 0.4
"""Share of the shorter statement that a claim's text must have in common with what is denied. Without it a denial that
somebody's wife was detained stands under the claim that he himself was once detained."""

OPENING = 40
"""Letters in which denials without a claim must agree to be one quotation in several reports."""

MAX_NAMED = 3
"""Deniers that a finding names; a statement that ten reports quote has ten names ("a spokesman", "the ministry")."""

RETOLD = 0.5
"""Share of a title's nouns, names and verbs in a sentence that denies the same. Without it the first sentence of a
report, in which one party denies, is left out where another denies another thing further down."""

SHORT = 200
"""Code points of a sentence below which it does not say what it denies; the sentence before is shown with it."""


def denied(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody denies a thing in so many words, negates what others assert, or calls it "the account" and denies it."""
    by_claim: dict[str, list[Denial]] = {}
    loose: dict[str, list[Denial]] = {}
    for denial, group in _find(groups, material):
        if group is None:
            loose.setdefault(_opening(denial, material), []).append(denial)
        else:
            by_claim.setdefault(group.id, []).append(denial)
    for identity, found in by_claim.items():
        yield _draft(found, identity, material)
    told: set[tuple[str, str, str | None]] = set()
    for found in loose.values():
        again = {(d.place.document, d.name, d.said.head) for d in found if d.said is not None}
        if not again or not again <= told:
            yield _draft(found, None, material)
        told |= again


def find_denials(groups: Sequence[Group], material: Material) -> dict[str, list[Denial]]:
    """Return, for each claim that somebody asserts and others deny, the denials; by the day of the report."""
    found: dict[str, list[Denial]] = {}
    for denial, group in _find(groups, material):
        if group is not None and denial.what is not None:
            found.setdefault(group.id, []).append(denial)
    return found


def denier_names(found: Sequence[Denial]) -> list[str]:
    """Return the names of those who deny, as subjects of a sentence, each once."""
    names: list[Denial] = []
    for one in sorted(found, key=lambda d: -len(d.name)):
        if not any(_is_one(one.name, n.name) for n in names):
            names.append(one)
    return [as_subject(n.name, n.kind) for n in found if n in names]


def _is_one(left: str, right: str) -> bool:
    """Tell whether two names are of one party, or one has all words of the other: "the firm and Ann Lee"."""
    mine, theirs = sorted((name_words(left), name_words(right)), key=len)
    return (bool(mine) and mine <= theirs) or left == right or same_party(left, right) is not None


def _find(groups: Sequence[Group], material: Material) -> list[Found]:
    """Return all denials, each once, in the order of the reports."""
    found: list[Found] = [*find_disclaimers(groups, material), *find_negations(groups, material)]
    told = told_by_document(groups)
    for one, group in (*find_rebuttals(told, material), *((d, None) for d in find_refutations(material))):
        if not any(_is_told_by(one, group, d) for d, _ in found):
            found.append((one, group))
    found = [(d, g) for d, g in found if not _only_checks(d.name)]
    kept = [(d, _fitting(d, g)) for d, g in found if g is None or not _is_itself(d, g, material)]
    kept = [(d, g) for d, g in kept if g is not None or not _is_title_of(d, [k for k, _ in kept], material)]
    return sorted(kept, key=lambda f: (material.when(f[0].place.document), f[0].place.span))


def _only_checks(name: str) -> bool:
    """Tell whether it is somebody whom nobody accused: a site or a paper that looked into it, an observer."""
    lists = words("en", "findings")
    listed = lists["checking"] | lists["watching"]
    return any(w.removesuffix("s") in listed for w in name_words(name)) or _SITE.search(name) is not None


_SITE = re.compile(r"\w\.(?:com|net|org)\b", re.IGNORECASE)
"""The address of a site in a name."""


def _fitting(denial: Denial, group: Group | None) -> Group | None:
    """Return the claim, unless its text is of something else than what is denied: a claim may join several things."""
    if group is None or denial.what is None:
        return group
    text = best_reading(group.asserting)
    abroad = text.tree.parse.language != denial.what.tree.parse.language  # met by what words of two languages share
    return group if text is denial.what or abroad or same_event(text, denial.what, least=SAME) else None


def _is_title_of(denial: Denial, others: Sequence[Denial], material: Material) -> bool:
    """Tell whether a denial is the title of a report that tells it again: "Mayor rejects claims over the bridge"."""
    tree = material.trees[denial.place.document]
    if _number(denial, tree) > 0:
        return False
    title = _telling(tree, 0)
    beside = {_number(d, tree) for d in others if d.place.document == denial.place.document} - {0}
    return any(len(title & _telling(tree, n)) >= RETOLD * len(title) for n in beside)


def _number(denial: Denial, tree: Tree) -> int:
    return tree.sentence_of[tree.tokens_in(denial.place.span)[0]]


def _telling(tree: Tree, sentence: int) -> set[str]:
    tokens = range(*tree.parse.sentences[sentence])
    return {tree.lemma(t) for t in tokens if tree.parse.pos[t] in {"NOUN", "PROPN", "VERB"}}


def _is_told_by(pointing: Denial, claim: Group | None, denial: Denial) -> bool:
    """Tell whether a denial that only points back adds nothing: it stands in another, or beside one by the same."""
    if pointing.place.document != denial.place.document:
        return False
    if pointing.place.span.overlaps(denial.place.span):
        return True
    return claim is None and _is_one(pointing.name, denial.name)


def _is_itself(denial: Denial, group: Group, material: Material) -> bool:
    """Tell whether a party negates what it says itself; that it "denied" it elsewhere is a contradiction to show."""
    here = denial.place.document
    for reading in group.asserting:
        said = furthest(reading.statement, material).name
        same = reading is not denial.said and same_party(denial.name, said)
        if same and not (denial.outspoken and (reading.document.id != here or denial.what is None)):
            return True
    return False


def _opening(denial: Denial, material: Material) -> str:
    """Return the first letters of a denial, by which reports that quote the same words are told together."""
    text = denial.place.span.within(material.documents[denial.place.document].text)
    return "".join(c for c in text.casefold() if c.isalpha())[:OPENING]


def _draft(found: Sequence[Denial], claim: str | None, material: Material) -> Draft:
    names = denier_names(found)
    if len(names) > MAX_NAMED:
        names = [*names[: MAX_NAMED - 1], f"{len(names) - MAX_NAMED + 1} more"]
    verb = agreed(joined(names), "denies", "deny", len(names) > 1 or all(d.many for d in found))
    labels = material.listed(d.place.document for d in found)
    told = [r for d in found if (r := d.said if d.outspoken and d.said else d.what) is not None]
    if told:
        what = best_reading(told)
        thing, text = "the charge" if _is_charge(what) else "this", _shown(what)
    else:
        thing, text = "an account", _sentence(found[0], material)
    return Draft(
        kind="denied",
        sentence=f"{verb[:1].upper()}{verb[1:]} {thing} ({labels}): “{text}”.",
        spans=(*(d.place for d in found), *contents(d.what for d in found if d.what is not None)),
        claim=claim,
        rule="denied",
    )


def _is_charge(reading: Reading) -> bool:
    """Tell what is shown with who accuses whom of it: "Norland has accused Sudland of acting with greed"."""
    cue, charging = reading.statement.cue, words("en", "claims")["charging"]
    return (
        cue is not None
        and not is_clause(reading)
        and any(reading.tree.lemma(t) in charging for t in reading.tree.tokens_in(cue))
    )


def _shown(reading: Reading) -> str:
    """Return what is denied as a short text; with its sentence where it is no clause by itself, or begins with "it"."""
    if is_clause(reading) and not _opens_with_pronoun(reading):
        return short_text(reading)
    span = reading.tree.sentence_span(reading.statement.sentence)
    return _cut(span.within(reading.document.text), 2 * MAX_TEXT)


def _sentence(denial: Denial, material: Material) -> str:
    """Return the sentence of a denial; a short one ("Officials deny the claim") with the one before.

    "Gil dismissed suggestions that the pier broke" says itself what is denied.
    """
    tree = material.trees[denial.place.document]
    number = _number(denial, tree)
    here = tree.sentence_span(number)
    before = tree.sentence_span(number - 1).start if number else here.start
    short = here.end - here.start < SHORT and not any(says_of_what(tree, t) for t in tree.tokens_in(here))
    both = short and here.end - before <= 2 * MAX_TEXT
    return _cut(tree.text[before if both else here.start : here.end], 2 * MAX_TEXT)


def _cut(text: str, limit: int) -> str:
    text = " ".join(text.split()).strip('“”".')
    return text if len(text) <= limit else cut_at_word(text, limit)


def _opens_with_pronoun(reading: Reading) -> bool:
    tree = reading.tree
    said = (t for t in tree.tokens_in(reading.statement.content) if tree.parse.pos[t] not in {"PUNCT", "SCONJ"})
    first = next(said, None)
    if first is None or tree.parse.deps[first] in {"det", "expl"}:
        return False
    return tree.parse.pos[first] in {"PRON", "DET"}

"""What introduces a mention: "the ministry", "the official", "he" are followed back to the phrase that names whom.

Enters: a cast and a head noun or pronoun. Leaves: the mention that introduces the party, and whether it is an orphan
(definite, but introduced nowhere before). Refuses: nothing; a mention that takes nothing up introduces itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from stemma.language.words import mappings, words
from stemma.statements.cast import Cast, Mention, role_before
from stemma.statements.kinds import is_person_noun
from stemma.statements.pronouns import find_taken_up, is_pronoun, is_surely_person, last_named, latest, speaks

MANY = 200
"""Earlier mentions of a noun that are looked at; in a text of 400,000 code points all would cost the square."""

_NAMING = frozenset({"call", "identify", "know", "name"})
_PAST = frozenset({"erstwhile", "ex", "former", "one-time", "retired"})
_AGED = re.compile(r"^\d{1,3}-year-olds?$")


def find_antecedent(cast: Cast, head: int) -> tuple[Mention | None, bool]:
    """Return the mention that introduces what ``head`` refers to, and whether it is an orphan."""
    name = _apposed_name(cast, head)
    if name is not None:
        return cast.at(name), False
    if is_pronoun(cast, head):
        found = find_taken_up(cast, head)
        if found is None or is_pronoun(cast, found.head):
            return found, False
        return find_antecedent(cast, found.head)[0], False
    here = cast.at(head)
    short = here.definite and " " not in here.name and here.kind == "organization"
    if (here.proper and not short) or not here.definite:
        return _only_holder(cast, here) or here, False
    owned = cast.tree.child(head, "poss") is not None
    earlier = None if owned else _same_party(cast, here) or _other_words(cast, here)
    if earlier is None:
        return here, _is_orphan(cast, here)
    name = _apposed_name(cast, earlier.head)
    return (cast.at(name) if name is not None else earlier), False


def find_introduction(cast: Cast, here: Mention) -> str | None:
    """Return the full name of the body that "ministry" in "a ministry spokesperson" takes up."""
    first = here if here.proper else _same_party(cast, here)
    if first is None:
        return None
    return cast.fullest.get(first.name, first).name if first.proper else first.name


def _apposed_name(cast: Cast, head: int) -> int | None:
    """Return "Rosa Lee" in "one of them, Rosa Lee, said", "a chemist from Bern, Rosa Lee, said", "a man named …"."""
    tree = cast.tree
    here = cast.at(head)
    if here.proper:
        return _after_title(cast, head)
    called = _called(cast, head)
    if called is not None:
        return called
    beside = [c for c in tree.children[head] if tree.parse.deps[c] == "appos" and tree.parse.pos[c] == "PROPN"]
    if beside:
        fits = here.kind in ("person", "organization") or tree.parse.pos[head] == "NUM"
        return beside[0] if fits else None
    if here.kind != "person" or here.plural:
        return None
    inside = [t for t in tree.subtree(head) if t > head and tree.parse.deps[t] == "appos"]
    return next((t for t in inside if tree.parse.pos[t] == "PROPN" and _is_role(cast, t, here)), None)


def _after_title(cast: Cast, head: int) -> int | None:
    """Return "Lee" in "Det. Ann Lee said", where the parser ended the sentence after "Det."."""
    tree = cast.tree
    token = head + 1
    if tree.word(head).lower().rstrip(".") not in words("en", "speakers")["titles"] or " " in cast.at(head).name:
        return None
    while token < len(tree.parse.pos) and tree.word(token) == ".":
        token += 1
    last = token
    while last < len(tree.parse.pos) and tree.parse.pos[last] == "PROPN":
        last += 1
    short = tree.word(head).endswith(".") or token > head + 1
    return last - 1 if short and last > token else None


def _is_role(cast: Cast, name: int, here: Mention) -> bool:
    """Tell "the commander of the brigade, Maj. Rosa Lee": the role goes with the title."""
    role = role_before(cast.tree, name, cast.at(name).name, cast.places)
    return here.name in (cast.at(name).role, role)


def _called(cast: Cast, head: int) -> int | None:
    """Return "Rosa Lee" in "a man named Rosa Lee" and "a priest known as Rosa Lee"."""
    tree = cast.tree
    for verb in tree.children[head]:
        if tree.parse.deps[verb] == "acl" and tree.lemma(verb) in _NAMING:
            link = next((c for c in tree.children[verb] if tree.lemma(c) == "as"), verb)
            name = tree.child(link, "oprd", "attr", "dobj", "pobj")
            if name is not None and tree.parse.pos[name] == "PROPN":
                return name
    return None


def _other_words(cast: Cast, here: Mention) -> Mention | None:
    """Return whom other words take up: "the company", "the 38-year-old", "the head of the clinic"."""
    found = _last_body(cast, here) or _last_person(cast, here)
    if found is not None:
        return find_antecedent(cast, found.head)[0]
    return _only_person(cast, here)


def _only_holder(cast: Cast, here: Mention) -> Mention | None:
    """Return Ann Lee for "the Duchess", where the text names nobody else with that office."""
    if not here.definite or " " in here.name or not is_person_noun(here.lemma.lower()):
        return None
    held = [m for m in cast.by_noun.get(here.lemma.lower(), ()) if m.role is not None and m.proper]
    people = {cast.fullest.get(m.name, m).name for m in held}
    return held[0] if len(people) == 1 and held[0].head < here.head else None


def _same_party(cast: Cast, here: Mention) -> Mention | None:
    """Return the earlier mention that "the …" takes up, followed back to the one that introduces it."""
    chain = [here]
    while chain[-1].head not in cast.taken_up:
        found = _nearest_fit(cast, chain[-1])
        if found is None or not found.definite or found.proper or found.lemma != chain[-1].lemma:
            cast.taken_up[chain[-1].head] = found
            break
        chain.append(found)
    first = cast.taken_up[chain[-1].head]
    for mention in reversed(chain[:-1]):
        first = cast.taken_up[mention.head] = first or chain[-1]
    return first


def _nearest_fit(cast: Cast, here: Mention) -> Mention | None:
    """Return the latest earlier mention of the same noun, or with it as its role, or of a narrower noun."""
    narrower = frozenset(mappings("en", "speakers")["broader"].get(here.lemma, "").split())
    offices = {word for office in _offices(here) for word in (office.split()[0], office.split()[-1])}
    best: tuple[int, int] | None = None
    found: Mention | None = None
    for noun in sorted({here.lemma, *narrower, *offices}):
        earlier = cast.by_noun.get(noun, [])
        best, found = _best_fit(here, earlier, narrower, best, found)
    return found


def _best_fit(
    here: Mention,
    earlier: Sequence[Mention],
    narrower: frozenset[str],
    best: tuple[int, int] | None,
    found: Mention | None,
) -> tuple[tuple[int, int] | None, Mention | None]:
    """Return the best of the mentions before ``here``, or the one given where none is better."""
    stop = bisect_left(earlier, here.head, key=lambda m: m.head)
    for mention in earlier[max(0, stop - MANY) : stop]:
        fit = _fit(here, mention, narrower)
        if fit and (best is None or (fit, mention.head) > best):
            best, found = (fit, mention.head), mention
    return best, found


def _fit(here: Mention, mention: Mention, narrower: frozenset[str]) -> int:
    """Return how well an earlier mention fits: 3 its noun, 2 its role, 1 a narrower noun, 0 not."""
    bodies = here.kind == mention.kind == "organization"
    if mention.plural != here.plural and not bodies:
        return 0
    told = {_land(w) for w in here.name.split() if w[:1].isupper()}
    if not here.proper and not told <= {_land(w) for w in f"{mention.name} {mention.role or ''}".split()}:
        return 0  # "the German government" is no "national unity government"
    if here.name.startswith("prime ") and "prime" not in f"{mention.name} {mention.role or ''}".lower():
        return 0  # "the prime minister" is no minister of health
    if mention.lemma == here.lemma and _offices(mention) == _offices(here):
        return 3 if len(mention.name) >= len(here.name) or mention.proper else 0
    role = frozenset((mention.role or "").lower().split())
    other = _offices(here) != _again(mention.role or "")  # "the head of government" is no head of diplomacy
    if (here.lemma in role and here.kind != "organization" and not other) or _holds(mention, role, _offices(here)):
        return 2
    return 1 if mention.lemma in narrower or narrower & role else 0


def _offices(here: Mention) -> Sequence[str]:
    """Return what a role says of whom "the head of state" or "the Norwegian top diplomat" takes up."""
    return () if here.plural else _again(here.name)


def _again(name: str) -> Sequence[str]:
    plain = " ".join(w for w in name.split() if not w[:1].isupper() and w != "the")
    told = mappings("en", "speakers")["offices_again"].get(plain)
    return told.split("|") if told else ()


def _holds(mention: Mention, role: frozenset[str], offices: Sequence[str]) -> bool:
    """Tell whether a person is named with one of some offices, as the one who holds it."""
    told = f" {(mention.role or '').lower()} "
    held = not role & words("en", "speakers")["not_in_office"]
    return mention.kind == "person" and held and any(f" {office} " in told for office in offices)


def _land(word: str) -> str:
    """Return the country that a word names ("Belarusian", "Belarus’s"), else the word."""
    plain = re.sub(r"['’]s?$", "", word).lower()
    return mappings("en", "speakers")["countries"].get(plain, plain)


def _last_body(cast: Cast, here: Mention) -> Mention | None:
    """Return the named body that "the organisation", "the company" takes up: the last one that did something."""
    lands = mappings("en", "speakers")["countries"]
    called = (w.lower() for w in here.name.split() if w[:1].isupper())
    own = any(w not in lands and w not in cast.places for w in called)  # "the Reuters news agency"
    if here.proper or own or here.lemma not in words("en", "speakers")["taking_up"] or here.plural:
        return None
    return latest(
        cast, here.head, lambda m: m.proper and m.kind == "organization" and m.name.lower() not in cast.places
    )


def _last_person(cast: Cast, here: Mention) -> Mention | None:
    """Return the person that "the 38-year-old", "the teenager", "the mother-of-two" takes up: the last one named."""
    aged = _AGED.match(here.name) is not None
    if here.proper or here.plural or not (aged or here.lemma in words("en", "speakers")["person_again"]):
        return None
    return last_named(cast, here.head, {"female": "she", "male": "he"}.get(here.gender or "", ""))


def _only_person(cast: Cast, here: Mention) -> Mention | None:
    """Return "Ann Lee" for "the head of the clinic": the subject of the sentence before.

    Only where nobody else was named so far, or speaks there, and where that person has no role yet, or the office is a
    former one: news gives the name first and the office in the next breath.
    """
    tree = cast.tree
    if here.proper or here.plural or not is_person_noun(here.lemma):
        return None
    before = cast.mentions[: bisect_left(cast.mentions, here.head, key=lambda m: m.head)]
    people = [m for m in before if m.proper and m.kind == "person" and is_surely_person(cast, m)]
    near = [m for m in people if tree.sentence_of[here.head] - tree.sentence_of[m.head] <= 1]
    other = re.search(r" of .*[A-Z]", here.name) is not None  # "the head of Norwegian Rail" is hardly who spoke
    speaking = [m for m in near if speaks(tree, m.head) and not m.quoted and not other]
    last = (speaking or near[-1:] or [here])[-1]
    told = speaking if speaking and last in speaking else people
    one = len({cast.fullest.get(m.name, m).name for m in told}) == 1
    subject = tree.parse.deps[last.head] in ("nsubj", "nsubjpass")
    unroled = cast.fullest.get(last.name, last).role is None or here.name.split()[0].lower() in _PAST
    return last if one and subject and unroled and last is not here else None


def _is_orphan(cast: Cast, here: Mention) -> bool:
    """Tell a definite person that nothing introduces and that no reader could identify."""
    lists = words("en", "speakers")
    tree = cast.tree
    if here.lemma not in lists["introduced"] or here.plural or tree.child(here.head, "poss") is not None:
        return False
    rest = [c for c in tree.children[here.head] if tree.parse.deps[c] not in ("det", "amod", "case", "punct")]
    return not rest

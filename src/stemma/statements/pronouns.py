"""What a pronoun stands for: "he", "she", "it", "they", "who", "the former", "the latter".

Enters: a cast and the token of a pronoun. Leaves: the mention that it takes up, not yet followed further back.
Refuses: to look inside quotations, further back than ``REACH``, or at a woman for "he" and a man for "she".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.cast import Cast, Mention, runs_on
from stemma.statements.gender import PRONOUNS

_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_LANDS = frozenset({"city", "country", "nation", "province", "region", "town", "village"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
_ANYBODY = frozenset({"any", "each", "every", "no"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ORDER = {"latter": 0, "former": 1}

LONGEST_CHAIN = 50
"""Pronouns that are followed back, each within reach of the next."""

REACH = 4
"""Sentences that a pronoun may look back. Further back the nearest fitting party is wrong more often than right."""


def is_pronoun(cast: Cast, head: int) -> bool:
    """Tell a word that only takes up what was said before."""
    word = cast.tree.word(head).lower()
    known = word in PRONOUNS or word in _THEY | _IT | _RELATIVE or word in _ORDER
    return known or cast.tree.parse.pos[head] in ("PRON", "DET")


def find_taken_up(cast: Cast, head: int) -> Mention | None:
    """Return the mention that the pronoun ``head`` takes up."""
    word = cast.tree.word(head).lower()
    if word in _ORDER:
        return _latter_or_former(cast, head, _ORDER[word])
    if word in _RELATIVE:
        return _of_relative(cast, head)
    if word in PRONOUNS:
        return _person(cast, head, word)
    if word in _IT:
        return _body(cast, head)
    if word in _THEY:
        several = latest(cast, head, lambda m: m.kind == "group" or m.plural or m.joined)
        here = several is not None and cast.tree.sentence_of[several.head] == cast.tree.sentence_of[head]
        return several if here else _speaker_before(cast, head) or several
    return None


def _speaker_before(cast: Cast, head: int) -> Mention | None:
    """Return who said the sentence before, and goes on as "they": somebody of whom nothing tells a man or a woman."""
    tree = cast.tree
    if not speaks(tree, head):
        return None
    found = latest(cast, head, lambda m: _spoke(tree, m.head))
    near = found is not None and tree.sentence_of[head] - tree.sentence_of[found.head] <= 1
    return found if near and found is not None and (found.kind != "person" or cast.gender(found) is None) else None


def _person(cast: Cast, head: int, word: str) -> Mention | None:
    """Return the person that "she" means: the last one named, or whom a "she" that is the subject since then means."""

    def is_alike(token: int) -> bool:
        return PRONOUNS.get(cast.tree.word(token).lower()) == PRONOUNS[word]

    return _followed(cast, head, lambda t: last_named(cast, t, word, proper=False), is_alike)


def last_named(cast: Cast, head: int, word: str, *, proper: bool = True) -> Mention | None:
    """Return the last person before a word that fits a pronoun; a bare surname only if nobody else is and it speaks."""

    def fits(mention: Mention) -> bool:
        return mention.kind == "person" and (mention.proper or not proper)

    sure = latest(cast, head, lambda m: fits(m) and is_surely_person(cast, m), gender=word)
    return sure or latest(cast, head, lambda m: fits(m) and speaks(cast.tree, m.head), gender=word)


def _body(cast: Cast, head: int) -> Mention | None:
    """Return the body that "it" means: the last one named, or, where "it" speaks, whom an "it" that spoke means."""

    def named(head: int) -> Mention | None:
        return latest(cast, head, lambda m: _is_body(cast, m))

    tree = cast.tree
    if not speaks(tree, head):
        return named(head)
    return _followed(cast, head, named, lambda t: tree.word(t).lower() == "it" and speaks(tree, t))


def _followed(
    cast: Cast, head: int, named: Callable[[int], Mention | None], is_alike: Callable[[int], bool]
) -> Mention | None:
    """Follow a pronoun back over those alike to the name that the first of them takes up.

    Who goes on speaking spoke before: "Lee said that Holm decides. She added …".
    """
    tree, followed, found = cast.tree, list[int](), None
    speaking = speaks(tree, head)
    for _ in range(LONGEST_CHAIN):
        if head in cast.taken_up:
            found = cast.taken_up[head]
            break
        followed.append(head)
        found = named(head)
        earlier = _pronoun_before(cast, head, is_alike)
        if earlier is None:
            break
        spoke = speaking and speaks(tree, earlier)
        if found is not None and _place(tree, found.head, speaking=spoke) > _place(tree, earlier, speaking=spoke):
            break
        head = earlier
    cast.taken_up.update(dict.fromkeys(followed, found))
    return found


def _pronoun_before(cast: Cast, head: int, is_alike: Callable[[int], bool]) -> int | None:
    """Return the last pronoun of a kind within reach that is a subject, outside of quotations."""
    tree = cast.tree
    first = tree.parse.sentences[max(0, tree.sentence_of[head] - REACH)][0]
    near = (t for t in range(head - 1, first - 1, -1) if is_alike(t))
    return next((t for t in near if tree.parse.deps[t] in _SUBJECTS and not cast.quoted[t]), None)


def _place(tree: Tree, token: int, *, speaking: bool) -> tuple[int, bool, bool, int]:
    """Return how near a word is taken up: by its sentence, who speaks and a subject before the others."""
    spoke = speaking and speaks(tree, token)
    return tree.sentence_of[token], spoke, tree.parse.deps[token] in _SUBJECTS, token


def speaks(tree: Tree, token: int) -> bool:
    """Tell whether a word is the subject of a verb of saying."""
    lists, verb = words("en", "attribution"), tree.lemma(tree.parse.heads[token])
    return tree.parse.deps[token] == "nsubj" and (verb in lists["speech"] or verb in lists["clause"])


def leads_in(tree: Tree, token: int) -> bool:
    """Tell whether a word says who says what follows or stands before: "he said", "according to her", "in his view"."""
    above = tree.parse.heads[token]
    if tree.parse.deps[token] == "poss":
        return tree.lemma(above) in words("en", "attribution")["opinions"] and tree.parse.deps[above] == "pobj"
    by = tree.lemma(above) == "to" and tree.lemma(tree.parse.heads[above]) == "accord"
    return by or speaks(tree, token)


def _spoke(tree: Tree, token: int) -> bool:
    """Tell whether a name is who says a sentence, or beside it: "the minister of culture, Ann Lee, said"."""
    who = tree.parse.heads[token] if tree.parse.deps[token] == "appos" else token
    verb = tree.parse.heads[who]
    asks = tree.lemma(verb) in ("ask", "press", "question")  # whoever is asked answers
    return speaks(tree, who) and not asks and (tree.parse.heads[verb] == verb or tree.parse.deps[verb] == "conj")


def _is_body(cast: Cast, mention: Mention) -> bool:
    """Tell what "it" can say something as: a body or an unknown name, no "country" that is only spoken of."""
    if mention.kind == "organization":
        return mention.proper or mention.lemma not in _LANDS
    return mention.proper and not is_surely_person(cast, mention)


def is_surely_person(cast: Cast, mention: Mention) -> bool:
    """Refuse a single capitalised word of which nothing is known ("Eurobasket")."""
    full = cast.fullest.get(mention.name, mention) if mention.proper else mention
    return not mention.proper or full.role is not None or " " in full.name or cast.gender(mention) is not None


def latest(cast: Cast, head: int, fits: Callable[[Mention], bool], *, gender: str = "") -> Mention | None:
    """Return the nearest fitting mention: in each sentence, going back, a subject before the others.

    ``gender``: a pronoun; whom it cannot mean is passed over, whom it surely means goes before the subject, and who
    spoke before both where the pronoun speaks. A pronoun inside a quotation means nobody outside of it: who speaks says
    "I".
    """
    tree, wanted = cast.tree, PRONOUNS.get(gender)
    spoken = cast.quoted[head] and not speaks(tree, head)  # a "he said" can stand behind a mark that was forgotten
    sentence = tree.sentence_of[head]
    saying = bool(wanted) and leads_in(tree, head)
    best: tuple[bool, int, bool, bool, bool, int] | None = None
    found: Mention | None = None
    for number in range(bisect_left(cast.mentions, head, key=lambda m: m.head) - 1, -1, -1):
        mention = cast.mentions[number]
        back = sentence - tree.sentence_of[mention.head]
        if back > REACH:
            break
        if not all(cast.quoted[mention.head : head]) if spoken else mention.quoted:
            continue
        told = cast.gender(mention) if wanted else None
        if told not in (None, wanted) or _is_anybody(tree, mention.head) or _is_date(mention):
            continue
        aside = bool(wanted) and ((told is None and _is_aside(tree, mention.head)) or _only_relays(tree, mention.head))
        spoke = saying and _spoke(tree, mention.head) and is_surely_person(cast, mention)
        key = (not aside, -back, spoke, told is not None, tree.parse.deps[mention.head] in _SUBJECTS, mention.head)
        if (best is None or key > best) and fits(mention):
            best, found = key, mention
    return found


def _is_aside(tree: Tree, head: int) -> bool:
    """Tell "… said that Holm's boat sank": hardly whom "she" takes up; "Holm's boat sank" is."""
    owned = tree.parse.heads[head]
    verb = tree.parse.heads[owned]
    leads = tree.parse.deps[owned] in _SUBJECTS and tree.parse.heads[verb] == verb
    return tree.parse.deps[head] == "poss" and not leads


def _only_relays(tree: Tree, head: int) -> bool:
    """Tell the correspondent in "…, Gil said, a correspondent reports": "she" behind it is who said it."""
    verb = tree.parse.heads[head]
    told = tree.child(verb, "ccomp") if speaks(tree, head) else None
    who = tree.child(told, "nsubj") if told is not None and told < verb else None
    return who is not None and speaks(tree, who) and tree.parse.pos[who] == "PROPN"


def _is_date(mention: Mention) -> bool:
    """Tell a day or month that was read as a name: "on Saturday, it said, …"."""
    calendar = mappings("en", "times")
    return any(w.lower() in calendar["weekdays"] or w.lower() in calendar["months"] for w in mention.name.split()[-1:])


def _is_anybody(tree: Tree, head: int) -> bool:
    """Tell "any early retiree", "every sailor", "no minister": none that a pronoun behind it can mean alone."""
    determiner = tree.child(head, "det")
    return determiner is not None and tree.lemma(determiner) in _ANYBODY


def _of_relative(cast: Cast, head: int) -> Mention | None:
    """Return the noun that a relative clause hangs on."""
    tree = cast.tree
    current = head
    while tree.parse.heads[current] != current:
        if tree.parse.deps[current] == "relcl":
            noun = tree.parse.heads[current]
            behind = (c for c in tree.children[noun] if tree.parse.deps[c] == "appos" and runs_on(tree, noun, c))
            return cast.at(next(behind, noun))
        current = tree.parse.heads[current]
    return None


def _latter_or_former(cast: Cast, head: int, place: int) -> Mention | None:
    """Return the second or first of the last two parties that were joined by "and"."""
    tree = cast.tree
    for mention in reversed(cast.mentions):
        if mention.head < head and tree.parse.deps[mention.head] == "conj" and mention.proper:
            return cast.at((mention.head, tree.parse.heads[mention.head])[place])
    return None

"""How a source knows what it says, as far as the words tell.

Enters: cue, content and source of a statement. Leaves: saw, took_part, was_told, infers or not_stated. Refuses: a
guess from who the source is, except for people called witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Basis
from stemma.statements.gender import PRONOUNS
from stemma.statements.speakers import Speaker

_SELF = frozenset({"i", "we"})
_SELVES = frozenset({"myself", "ourselves"})
_PRONOUNS: dict[str, frozenset[str]] = {
    "organization": frozenset({"it", "they"}),
    "group": frozenset({"they"}),
    "person": frozenset({"he", "she"}),
}
_QUOTES = frozenset("\"“‘«„'‚")
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_TELLING = frozenset({"advise", "alert", "assure", "brief", "inform", "notify", "tell", "warn"})
_TOLD = frozenset({"her", "him", "it", "me", "them", "us"})
_OWN = frozenset({"our", "its", "their", "his", "her", "my"})


def find_basis(tree: Tree, cue: Sequence[int], content: Sequence[int], speaker: Speaker, *, cited: bool) -> Basis:
    """Return the basis; ``cited`` tells that the speaker relies on somebody."""
    lists = words("en", "certainty")
    if cited or any(tree.lemma(t) in lists["told"] for t in cue):
        return "was_told"
    mention = speaker.mention
    acts = _own_acts(tree, content, _selves(tree, content, speaker))
    lemmas = {tree.lemma(verb) for verb in acts} | {tree.lemma(t) for t in cue}
    if lemmas & lists["saw"] or _for_oneself(tree, content):
        return "saw"
    if any(tree.lemma(v) in lists["learning"] or _was_told(tree, v) for v in acts) or _told_them(tree, content):
        return "was_told"
    if any(_is_deed(tree, verb) for verb in acts):
        return "took_part"
    if mention is not None and mention.lemma in words("en", "speakers")["eyewitnesses"]:
        return "saw"
    return "infers" if any(tree.lemma(t) in lists["infers"] for t in (*cue, *acts)) else "not_stated"


def _selves(tree: Tree, content: Sequence[int], speaker: Speaker) -> frozenset[str]:
    """Return the pronouns that may mean the speaker: in quotation marks “I” and “we”, else also “it”, “he” or “she”."""
    if speaker.mention is None or (len(content) and tree.word(content[0]) in _QUOTES):
        return _SELF
    gender = speaker.mention.gender
    others = frozenset(p for p, told in PRONOUNS.items() if gender and told != gender)
    return _SELF | (_PRONOUNS.get(speaker.source.kind, frozenset()) - others)


def _for_oneself(tree: Tree, content: Sequence[int]) -> bool:
    """Tell “I wrote it down myself” (the verb has another object) from “we defended ourselves”."""
    for token in (t for t in content if tree.word(t).lower() in _SELVES):
        verb = tree.parse.heads[token]
        while tree.parse.pos[verb] != "VERB" and tree.parse.heads[verb] != verb:
            verb = tree.parse.heads[verb]
        if tree.child(verb, "dobj") not in (None, token):
            return True
    return False


def _own_acts(tree: Tree, content: Sequence[int], selves: frozenset[str]) -> list[int]:
    """Return the verbs of the content whose subject is the speaker: "we", "it", "our units"."""
    own_forces = words("en", "speakers")["own_forces"]
    acts: list[int] = []
    for token in content:
        if tree.parse.deps[token] not in ("nsubj", "nsubjpass"):
            continue
        owner = tree.child(token, "poss")
        own = tree.lemma(token) in own_forces and owner is not None and tree.word(owner).lower() in _OWN
        verb = tree.parse.heads[token]
        below = tree.parse.deps[verb] == "ccomp" and tree.parse.heads[verb] in content
        if (own or tree.word(token).lower() in selves) and tree.parse.deps[verb] in _MAIN and not below:
            acts.append(verb)
    return acts


def _was_told(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in _TELLING and tree.child(verb, "nsubjpass") is not None


def _told_them(tree: Tree, content: Sequence[int]) -> bool:
    """Tell “soldiers had told him to leave”: the content's own verb is telling, its object the speaker."""
    verbs = [t for t in content if tree.lemma(t) in _TELLING and tree.parse.heads[t] not in content]
    told = [tree.child(v, "dobj", "dative") for v in verbs]
    return any(t is not None and tree.word(t).lower() in _TOLD for t in told)


def _is_deed(tree: Tree, verb: int) -> bool:
    """Tell something done ("we have taken the bridge") from states and opinions ("we believe", "it is")."""
    lists = words("en", "certainty")
    helpers = [c for c in tree.children[verb] if tree.parse.deps[c] in ("aux", "auxpass")]
    done = tree.parse.tags[verb] == "VBD" or any(
        tree.lemma(c) == "have" or tree.parse.tags[c] == "VBD" for c in helpers
    )
    lemma = tree.lemma(verb)
    stative = lemma in lists["stative"] | lists["infers"] or tree.parse.pos[verb] == "AUX"
    negated = tree.child(verb, "neg", "nsubjpass") is not None
    return done and not stative and not negated

"""What a token is, by the features that the parse of a Slavic language gives it.

Enters: a tree and a token. Leaves: small facts. Refuses: nothing; a feature that the parse does not tell is ``None``.
"""

from __future__ import annotations

from stemma.language.tree import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X"})
"""Parts of speech inside a noun phrase; X is a word in other letters ("EADaily")."""

HEADS = frozenset({"NOUN", "PROPN", "PRON"})


def feature(tree: Tree, token: int, name: str) -> str | None:
    """Return a feature of a token ("Case" → "Nom")."""
    for pair in tree.parse.tags[token].split("|"):
        key, _, value = pair.partition("=")
        if key == name:
            return value
    return None


def is_finite(tree: Tree, token: int) -> bool:
    """Tell a verb that makes a clause: finite, or a short participle ("ранены", "перекрито")."""
    tag = tree.parse.tags[token]
    if "VerbForm=Fin" in tag:
        return True
    return "Variant=Short" in tag and tree.parse.pos[token] in ("VERB", "ADJ")


def is_verb(tree: Tree, token: int) -> bool:
    """Tell a verb in any form but a long participle, which stands like an adjective."""
    return tree.parse.pos[token] in ("VERB", "AUX") and (
        is_finite(tree, token) or "VerbForm=Inf" in tree.parse.tags[token] or "VerbForm=Conv" in tree.parse.tags[token]
    )


def is_plural(tree: Tree, token: int) -> bool:
    """Tell a plural verb or noun."""
    return feature(tree, token, "Number") == "Plur"


def may_be_subject(tree: Tree, token: int) -> bool:
    """Tell a noun or pronoun in the nominative, or in a form of which the case is not known."""
    if tree.parse.pos[token] == "PRON":
        return feature(tree, token, "Case") in (None, "Nom")
    return tree.parse.pos[token] in ("NOUN", "PROPN") and feature(tree, token, "Case") in (None, "Nom")


def is_acronym(word: str) -> bool:
    """Tell "МЧС", "ДСНС", "МЗС": capitals only."""
    letters = word.replace("-", "").replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters.isalpha()


def is_capitalised(word: str) -> bool:
    """Tell "Ирина", "Иванов-Петров" from acronyms and small words."""
    return word[:1].isupper() and not is_acronym(word)

"""Contents in another language than English: shown in their own words, never translated.

Enters: a reading. Leaves: the words as they stand in the report, without the conjunction that opens them, and the
English name of their language. Refuses: to reword; what is left out is at the edges.
"""

from __future__ import annotations

from functools import cache

from stemma.compare.readings import Reading
from stemma.language.words import mappings, words

_MARKS = {"«": "»", "„": "“", "“": "”", '"': '"'}


def is_foreign(reading: Reading) -> bool:
    """Tell whether a statement is in another language than English."""
    return reading.tree.parse.language != "en"


def original(reading: Reading) -> str:
    """Return the content as it stands, without "что", "о том, что" and the quotation marks around it."""
    tree, language = reading.tree, reading.tree.parse.language
    tokens = list(tree.tokens_in(reading.statement.content))
    opens = words(language, "attribution").get("plain_that", frozenset())
    for n, token in enumerate(tokens[:4]):
        if tree.word(token).lower() in opens and n + 1 < len(tokens) and (n == 0 or tree.word(tokens[n - 1]) == ","):
            tokens = tokens[n + 1 :]
            break
    text = " ".join(tree.text[tree.parse.starts[tokens[0]] : reading.statement.content.end].split()) if tokens else ""
    closing = _MARKS.get(text[:1])
    whole = closing is not None and text.endswith(closing) and text.count(text[0]) == 1
    return text[1:-1].strip(" ,") if whole else text


def denies(reading: Reading) -> bool:
    """Tell whether the cue denies what the content says ("отрицает, что …")."""
    cue = reading.statement.cue
    denying = words(reading.tree.parse.language, "certainty").get("denying", frozenset())
    return cue is not None and any(reading.tree.lemma(t) in denying for t in reading.tree.tokens_in(cue))


@cache
def language_name(code: str) -> str:
    """Return the English name of a language's code, or the code."""
    codes = mappings("en", "languages").get("codes", {})
    return next((name.capitalize() for name, known in sorted(codes.items()) if known == code and len(name) > 3), code)

"""Name the language of a text.

Enters: what is declared, and the text. Leaves: an ISO 639-1 code, or
``None`` when the text is too short or too mixed to tell. Refuses: nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from stemma.language.words import mappings

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SURE = 0.4
"""Share of the probability that the best language needs. Measured on 1,925 English headlines: 1,847 named right and 5
wrong (at 0.6: 1,754 and 4); on 430 Russian ones 412 and 5. Without it a list of names gets a language by accident."""

FEWEST_LETTERS = 20
"""Letters that a text needs; below, one name decides ("Konstanz Bregenz" is German with 0.36)."""

SAMPLE = 1_500
"""Code points looked at. On 812 texts (312 English, 500 in two languages) the answer is the same as with 4,000, at two
thirds of the cost."""


def detect(text: str, *, declared: str | None = None, hint: str | None = None) -> str | None:
    """Return the declared language, else the text's own where it is sure, else the hint (a page's ``lang``)."""
    return normalise_language(declared) or _identify(text[:SAMPLE]) or normalise_language(hint)


def normalise_language(name: str | None) -> str | None:
    """Return the ISO 639-1 code of a code or an English name: "en-GB", "eng" and "English" are all "en"."""
    key = (name or "").strip().lower()
    known = mappings("en", "languages").get("codes", {})
    if key in known:
        return known[key]
    match = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9_-]{1,20})?", key)
    if match is None:
        return None
    return known.get(match.group(1))


def _identify(text: str) -> str | None:
    if sum(c.isalpha() for c in text) < FEWEST_LETTERS:
        return None
    code, share = _identifier().classify(text)
    return normalise_language(str(code)) if share >= SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    """Load py3langid's model with probabilities, for the languages of the table (0.7 s, once a process)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(mappings("en", "languages")["codes"].values())
    identifier.set_languages(sorted(known & set(identifier.labels)))
    return identifier

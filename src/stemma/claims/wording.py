"""How a claim is said to be printed: one neutral sentence.

Enters: the best statement, origins and status of a claim. Leaves: plain English. Refuses: verdicts; what is not
confirmed here is not called false, and what several say is not called true.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.claims.clauses import is_clause
from stemma.claims.material import Material
from stemma.claims.names import agreed, as_subject, is_plural, joined
from stemma.claims.originals import is_foreign, language_name
from stemma.claims.phrasing import in_marks, is_denial, lowered, named_text, short_text
from stemma.claims.pronouns import FIRST_PERSON
from stemma.claims.stands import is_own_voice
from stemma.claims.telling import is_thought, told
from stemma.claims.trimming import MARKS, nested
from stemma.compare.readings import Reading
from stemma.model import Origins, Status

MAX_ORIGINS = 3
"""Origins that the sentence names; the others are counted."""


def say(
    reading: Reading,
    origins: Origins,
    status: Status,
    *,
    documents: int,
    deniers: Sequence[str],
    disputed: bool,
    speakers_differ: bool,
    figures_differ: bool,
    material: Material,
) -> str:
    """Return one neutral sentence about the claim."""
    if speakers_differ:
        text = short_text(reading) if told(reading) else named_text(reading)
        body = f"different speakers are named for “{text.strip(MARKS)}”"
    else:
        body = _body(reading, origins, documents)
    if figures_differ:
        body += ", with figures that differ between reports"
    examined = len(material.documents)
    sentence = body + _tail(status, origins, examined)
    if deniers:
        sentence += f"; {agreed(joined(deniers), 'denies', 'deny', len(deniers) > 1)} it"
    elif disputed:
        sentence += "; accounts of it contradict each other"
    return nested(sentence[:1].upper() + sentence[1:] + ".")


def _body(reading: Reading, origins: Origins, documents: int) -> str:
    text = short_text(reading)
    named = [o for o in origins.items if o.kind != "outlet"]
    unknown = all(o.kind == "unknown" or o.name == "unknown" for o in named)
    clause = told(reading)
    if clause is not None and (len(named) < 2 or not is_thought(reading)):
        return clause
    if not named or unknown:
        return _unsourced(reading, text, documents)
    plain = len(named) == 1 or is_denial(reading)
    text = short_text(reading) if plain else named_text(reading)
    shown = [as_subject(o.name, o.kind) for o in named[:MAX_ORIGINS]]
    rest = len(named) - len(shown)
    who = joined([*shown, f"{rest} more"] if rest else shown)
    many = len(named) > 1
    if is_foreign(reading):
        return _quoted(reading, who, many)
    if is_denial(reading):
        said = in_marks(reading, text) if FIRST_PERSON.search(text) else f"that {lowered(reading, text)}"
        return f"{agreed(who, 'denies', 'deny', many)} {said}"
    if FIRST_PERSON.search(text) and not is_own_voice(reading.statement):
        return f"{agreed(who, 'says', 'say', many)}: {in_marks(reading, text)}"
    if is_clause(reading) and text.casefold().startswith(who.casefold()):
        return f"by {'their' if many or is_plural(who) else 'its'} own account, {lowered(reading, text)}"
    if is_clause(reading):
        return f"{agreed(who, 'says', 'say', many)} that {lowered(reading, text)}"
    return f"{agreed(who, 'is', 'are', many)} cited for “{text.strip(MARKS)}”"


def _quoted(reading: Reading, who: str, many: bool) -> str:
    """Return what is said in another language in its own words: “says (in Russian): “…””."""
    verb = ("denies", "deny") if is_denial(reading) else ("says", "say")
    language = language_name(reading.tree.parse.language)
    return f"{agreed(who, *verb, many)} (in {language}): “{short_text(reading)}”"


def _unsourced(reading: Reading, text: str, documents: int) -> str:
    who = "one report says" if documents == 1 else f"{documents} reports say"
    if is_foreign(reading):
        language = language_name(reading.tree.parse.language)
        return f"{who}, naming no source (in {language}): “{text}”"
    if is_clause(reading) and not FIRST_PERSON.search(text):
        return f"{who}, naming no source, that {lowered(reading, text)}"
    return f"{who}, naming no source: “{text.strip(MARKS)}”"


def _tail(status: Status, origins: Origins, examined: int) -> str:
    if examined == 1:
        return "; only one report was examined"
    reports = f"the {examined} reports examined"
    tails: dict[Status, str] = {
        "one_report": f"; only one of {reports} carries this",
        "single_origin": f"; this has not been independently confirmed in {reports}",
        "undecided": f"; that these origins are independent of each other is not shown in {reports}",
        "independent": f"; {reports} show {_distinct(origins)} to be distinct",
    }
    return tails[status]


def _distinct(origins: Origins) -> str:
    if origins.low == origins.high:
        return "these two origins" if origins.low == 2 else f"these {origins.low} origins"
    return f"at least {origins.low} of these {origins.high} origins"

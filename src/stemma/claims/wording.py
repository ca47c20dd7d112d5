"""How a claim is said: its short text, one sentence that an editor can print, and what would change its status.

Enters: the readings, origins and status of a claim. Leaves: plain English. Refuses: verdicts; what is not
confirmed here is not called false, and what several say is not called true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.claims.material import Material
from stemma.claims.names import agreed, as_subject, joined, possessive
from stemma.claims.origins import is_own_voice
from stemma.compare.readings import Reading, main_token
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Claim, Origin, Origins, Status

MAX_TEXT = 150
"""Code points of a claim's short text; relative clauses and asides are left out to reach it."""

LONG = 90
"""Code points from which asides are left out."""

MAX_ORIGINS = 3
"""Origins that the sentence names; the others are counted."""

MAX_ADVICE = 3
"""Pieces of advice given for one claim."""

_MARKS = "\"'“”‘’«»„ "
_ASIDES = frozenset({"relcl", "appos", "acl", "parataxis", "advcl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|you|You|your)\b|!|\?")


def short_text(reading: Reading) -> str:
    """Return the content of a statement as a short text: no quotation marks, "that", asides or source."""
    tree = reading.tree
    tokens = _content_tokens(reading)
    text = _spoken(tree, tokens)
    if len(text) > LONG:
        head = main_token(tree, tokens)
        text = _spoken(tree, _without_asides(tree, tokens, head)) or text
    return _cut(text)


def best_reading(readings: Sequence[Reading]) -> Reading:
    """Return the statement that says the claim best: a whole clause of middle length, reported rather than quoted."""

    def order(reading: Reading) -> tuple[bool, bool, bool, int, str, int]:
        text = short_text(reading)
        speaker_speaks = bool(_FIRST_PERSON.search(text))
        return (
            not is_clause(reading),
            speaker_speaks,
            is_own_voice(reading.statement),
            abs(len(text) - 80) // 20,
            reading.document.id,
            reading.statement.content.start,
        )

    return min(readings, key=order)


def is_clause(reading: Reading) -> bool:
    """Tell whether a content is a sentence of its own: a finite verb with its subject."""
    tree = reading.tree
    tokens = _content_tokens(reading)
    head = main_token(tree, tokens)
    if head is None or tree.parse.pos[head] not in {"VERB", "AUX"}:
        return False
    near = [head, *(c for c in tree.children[head] if tree.parse.deps[c] in {"aux", "auxpass"} and c in set(tokens))]
    subject = any(
        tree.parse.deps[c] in {"nsubj", "nsubjpass", "expl", "csubj"} and c in set(tokens) for c in tree.children[head]
    )
    return subject and any(tree.parse.tags[t] in _FINITE for t in near)


def say(
    reading: Reading, origins: Origins, status: Status, deniers: Sequence[str], disputed: bool, material: Material
) -> str:
    """Return one neutral sentence about the claim."""
    body = _body(reading, origins, status)
    examined = len(material.documents)
    sentence = body + _tail(status, examined)
    if deniers:
        sentence += f"; {agreed(joined(deniers), 'denies', 'deny', len(deniers) > 1)} it"
    elif disputed:
        sentence += "; the reports contradict each other on it"
    return sentence[:1].upper() + sentence[1:] + "."


def _body(reading: Reading, origins: Origins, status: Status) -> str:
    text = short_text(reading)
    named = [o for o in origins.items if o.kind != "outlet"]
    if not named:
        return _unsourced(reading, text, origins)
    shown = [as_subject(o.name, o.kind) for o in named[:MAX_ORIGINS]]
    rest = len(named) - len(shown)
    who = joined([*shown, f"{rest} more"] if rest else shown)
    many = len(named) > 1
    each = ", each on a basis of its own," if status == "independent" else ""
    if _FIRST_PERSON.search(text) and not is_own_voice(reading.statement):
        return f"{agreed(who, 'says', 'say', many)}{each}: “{_as_quoted(reading, text)}”"
    if is_clause(reading):
        return f"{agreed(who, 'says', 'say', many)}{each} that {_lowered(reading, text)}"
    return f"{agreed(who, 'speaks', 'speak', many)}{each} of “{text}”"


def _unsourced(reading: Reading, text: str, origins: Origins) -> str:
    number = len({s for o in origins.items for s in o.statements}) and len(origins.items)
    who = "one report" if number == 1 else f"{number} reports"
    verb = "says" if number == 1 else "say"
    if is_clause(reading) and not _FIRST_PERSON.search(text):
        return f"{who} {verb}, naming no source, that {_lowered(reading, text)}"
    return f"{who} {verb}, naming no source: “{text}”"


def _tail(status: Status, examined: int) -> str:
    if examined == 1:
        return "; only one report was examined"
    reports = f"the {examined} reports examined"
    tails: dict[Status, str] = {
        "one_report": f"; only one of {reports} carries this",
        "single_origin": f"; this has not been independently confirmed in {reports}",
        "undecided": f"; that these origins are independent of each other is not shown in {reports}",
        "independent": f"; {reports} show no connection between them",
    }
    return tails[status]


def advise(
    claim_text: str, readings: Sequence[Reading], origins: Origins, status: Status, material: Material
) -> tuple[str, ...]:
    """Return what would change the status: whom to ask, what to read."""
    advice: list[str] = []
    advice.extend(_read_the_original(readings, origins, material))
    advice.extend(_who_is_that(origins, material))
    if status == "undecided":
        names = joined([as_subject(o.name, o.kind) for o in origins.items[:MAX_ORIGINS]])
        advice.append(f"Ask {names} where each of them has it from.")
    parties = [o for o in origins.items if o.party]
    if parties and len(parties) == len(origins.items):
        advice.append("A witness or body that takes no part in it, with a basis of its own, would change this.")
    elif status in {"one_report", "single_origin"}:
        advice.append("A second source that saw, counted or measured it for itself would change this.")
    return tuple(dict.fromkeys(advice))[:MAX_ADVICE]


def _read_the_original(readings: Sequence[Reading], origins: Origins, material: Material) -> list[str]:
    """Advise to read the post, statement or paper that is cited but is not among the inputs."""
    outlets = {(d.outlet or "").casefold() for d in material.documents.values()}
    found: list[str] = []
    for origin in origins.items:
        mine = [r for r in readings if r.id in origin.statements and not is_own_voice(r.statement)]
        if origin.kind not in {"organization", "person", "document"} or origin.name.casefold() in outlets or not mine:
            continue
        channel = next((c.channel for r in mine for c in r.statement.chain if c.channel), None)
        if channel is not None:
            found.append(f"Read the original: {_medium(origin, channel)} is cited but is not among the inputs.")
    return found


def _medium(origin: Origin, channel: str) -> str:
    owner = possessive(as_subject(origin.name, origin.kind))
    posts = words("en", "claims")["posting_channels"]
    return f"{owner} {channel} post" if channel.casefold() in posts else f"{owner} {channel}"


def _who_is_that(origins: Origins, material: Material) -> list[str]:
    """Advise to ask the reports who their unnamed sources are, and where they have their own assertions from."""
    found: list[str] = []
    for origin in origins.items:
        statements = [material.statements[s] for s in origin.statements]
        label = material.labels[statements[0].document]
        if origin.kind == "outlet":
            found.append(f"Ask {label} where it has this from.")
        elif not any(s.source.named or any(c.named for c in s.chain) for s in statements):
            who = origin.name if origin.kind != "unknown" else "its source"
            found.append(f"Ask {label} who “{who}” is." if who != "its source" else f"Ask {label} who its source is.")
    return found


def _content_tokens(reading: Reading) -> list[int]:
    """Return the content's tokens without an opening "that" or connective, and without its cue."""
    statement, tree = reading.statement, reading.tree
    tokens = list(tree.tokens_in(statement.content))
    if statement.cue is not None:
        cue = statement.cue
        tokens = [t for t in tokens if not cue.start <= tree.parse.starts[t] < cue.end]
    openers = words("en", "claims")["openers"]
    while tokens and (tree.lemma(tokens[0]) in openers or tree.word(tokens[0]) in _MARKS + ",;:–—-"):
        tokens.pop(0)
    while tokens and tree.word(tokens[-1]) in _MARKS + ",;:–—-.":
        tokens.pop()
    hedges = words("en", "claims")["hedging_adverbs"]
    return [t for t in tokens if tree.lemma(t) not in hedges]


def _without_asides(tree: Tree, tokens: list[int], head: int | None) -> list[int]:
    """Leave out relative clauses, appositions and brackets; what the main verb needs stays."""
    inside = set(tokens)
    for token in tokens:
        if tree.parse.deps[token] in _ASIDES and token != head and token in inside:
            below = [t for t in tree.subtree(token) if t in inside]
            if head not in below and len(inside) - len(below) >= 4:
                inside -= set(below)
    return _without_brackets(tree, [t for t in tokens if t in inside])


def _without_brackets(tree: Tree, tokens: list[int]) -> list[int]:
    kept: list[int] = []
    depth = 0
    for token in tokens:
        word = tree.word(token)
        depth += word in "(["
        if depth == 0:
            kept.append(token)
        depth = max(0, depth - (word in ")]"))
    return kept


def _spoken(tree: Tree, tokens: Sequence[int]) -> str:
    """Join tokens as they stand in the text; where something was left out, without the marks around the gap."""
    pieces: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        gap = before is not None and token != before + 1
        if gap and pieces and pieces[-1] in {",", "—", "–", "-", ";", ":"}:
            pieces.pop()
        space = before is None or gap or tree.parse.ends[token - 1] < tree.parse.starts[token]
        word = tree.word(token)
        if gap and word in {",", "—", "–", "-", ";"}:
            continue
        pieces.append((" " if space and pieces else "") + word)
    text = " ".join("".join(pieces).split())
    text = re.sub(r"\s+([,.;:)])", r"\1", text)
    return _balanced(text.strip(" ,;:–—-"))


def _balanced(text: str) -> str:
    """Take off quotation marks and brackets that are opened or closed only once."""
    stripped = text.strip()
    for opening, closing in (("“", "”"), ("‘", "’"), ("(", ")"), ("«", "»")):
        if stripped.count(opening) > stripped.count(closing):
            stripped = stripped.replace(opening, "", 1)
        elif closing != "’" and stripped.count(closing) > stripped.count(opening):
            stripped = stripped[::-1].replace(closing, "", 1)[::-1]
    if stripped.count('"') == 1:
        stripped = stripped.replace('"', "")
    return stripped.strip(" ,;:–—-.").strip()


def _cut(text: str) -> str:
    if len(text) <= MAX_TEXT:
        return text
    clause = max(text.rfind(", ", 60, MAX_TEXT), text.rfind("; ", 60, MAX_TEXT), text.rfind(" – ", 60, MAX_TEXT))
    if clause > 0:
        return text[:clause]
    return text[: text.rfind(" ", 0, MAX_TEXT - 1)].rstrip(" ,;:–—-") + "…"


def _lowered(reading: Reading, text: str) -> str:
    """Lower the first letter unless the first word is a name."""
    tokens = _content_tokens(reading)
    first = tokens[0] if tokens else None
    name = first is not None and (
        reading.tree.parse.pos[first] == "PROPN" or not reading.tree.word(first)[1:].islower()
    )
    adjective = first is not None and reading.tree.lemma(first) != reading.tree.word(first).lower() and False
    capital = first is not None and _is_proper_adjective(reading.tree.word(first))
    return text if name or adjective or capital or not text else text[0].lower() + text[1:]


def _is_proper_adjective(word: str) -> bool:
    from stemma.compare.terms import key

    return key(word.lower())[0] == "@"


def _as_quoted(reading: Reading, text: str) -> str:
    return text.strip(_MARKS)


def claim_sentence(claim: Claim) -> str:
    """Return the printed sentence of a claim (for callers that only have the record)."""
    return claim.wording

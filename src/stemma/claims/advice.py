"""What would change the status of a claim: what to read, whom to ask.

Enters: the readings, origins and status of a claim. Leaves: at most ``MAX_ADVICE`` sentences. Refuses: to advise
what the reports already show.
"""

from __future__ import annotations

from collections.abc import Sequence

from stemma.claims.material import Material
from stemma.claims.names import as_subject, is_plural, joined, possessive
from stemma.claims.stands import is_own_voice, is_public
from stemma.claims.wording import MAX_ORIGINS
from stemma.compare.readings import Reading
from stemma.language.words import words
from stemma.model import Origin, Origins, Status

MAX_ADVICE = 3
"""Pieces of advice given for one claim."""


def advise(readings: Sequence[Reading], origins: Origins, status: Status, material: Material) -> tuple[str, ...]:
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
    """Advise to read the post, statement or paper that is cited but is not among these reports."""
    outlets = {(d.outlet or "").casefold() for d in material.documents.values()}
    found: list[str] = []
    for origin in origins.items:
        mine = [r for r in readings if r.id in origin.statements and not is_own_voice(r.statement)]
        if origin.kind not in {"organization", "person", "document"} or origin.name.casefold() in outlets or not mine:
            continue
        channel = next((c.channel for r in mine for c in r.statement.chain if c.channel), None)
        if channel is not None:
            found.append(f"Read the original: {_medium(origin, channel)} is cited but is not among these reports.")
    return found


def _medium(origin: Origin, channel: str) -> str:
    owner = possessive(as_subject(origin.name, origin.kind))
    posts = words("en", "claims")["posting_channels"]
    return f"{owner} {channel} post" if channel.casefold() in posts else f"{owner} {channel}"


def _who_is_that(origins: Origins, material: Material) -> list[str]:
    """Advise to ask the reports who their unnamed sources are, and where they have their own assertions from."""
    found: list[str] = []
    for origin in origins.items:
        label = material.labels[material.statements[origin.statements[0]].document]
        known = any(is_public(c) for s in origin.statements for c in material.statements[s].chain)
        if origin.kind == "outlet":
            found.append(f"Ask {label} where it has this from.")
        elif origin.kind == "unknown" or origin.name == "unknown":
            found.append(f"Ask {label} who its source is.")
        elif not known and origin.kind in {"person", "group"}:
            found.append(f"Ask {label} who “{origin.name}” {'are' if is_plural(origin.name) else 'is'}.")
        elif not known and origin.kind == "document":
            found.append(f"Ask {label} for the {origin.name.removeprefix('the ')} itself.")
    return found

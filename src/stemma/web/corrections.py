"""What a person enters in the place of what stands there.

Enters: a form, the statement that it speaks of. Leaves: a ``Correction``. Refuses: words that the report does not have,
a place that is one of several and not said which, a correction that corrects nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast, get_args

from stemma.errors import NotFoundError, UsageError
from stemma.export import display
from stemma.model import Correction, Document, Identity, JudgedNoun, Statement, Verdict
from stemma.places import open_gazetteer
from stemma.store import View

if TYPE_CHECKING:
    from stemma.web.judging import Form

MOST = 8
"""Places of one name that a message lists."""

_NUMBERED = re.compile(r"(?P<name>.*?)[\s,(]{0,3}\b(?P<number>\d{3,9})\)?")


def correct(view: View, form: Form, noun: JudgedNoun, verdict: Verdict, subject: Sequence[str]) -> Correction | None:
    """Return the correction of a form; ``None`` where it only says yes or no.

    Raises:
        UsageError: see the module.
    """
    record = view.find(subject[0]) if subject else None
    if not isinstance(record, Statement):
        if verdict == "correct":
            raise NotFoundError("what is to be judged is not in the case")
        return None
    if noun == "place":
        return _place(record, form, verdict)
    if verdict != "correct":
        return None
    return _words(view, record, form) if noun == "statement" else _role(record, form)


def _words(view: View, statement: Statement, form: Form) -> Correction:
    """Return the stretch that has the entered words, the nearest to where the statement stands."""
    document = view.find(statement.document)
    assert isinstance(document, Document)
    wanted = form.value.split()
    if not wanted:
        raise UsageError("a correction needs the corrected words")
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted))
    at = statement.content.start
    places = [(abs(m.start() - at), m.start(), m.end()) for m in pattern.finditer(document.text)]
    if not places:
        raise UsageError("these words do not stand in the report, one behind the other; copy them from its text")
    _, start, end = min(places)
    return Correction(start=start, end=end, words=document.text[start:end])


def _role(statement: Statement, form: Form) -> Correction:
    """Return what is said of the source: who it is, what it is, whether it is named, whether it takes part."""
    if form.identity and form.identity not in get_args(Identity):
        raise UsageError(f"a source is one of: {', '.join(get_args(Identity))}")
    if form.party not in ("", "yes", "no", "unknown"):
        raise UsageError("whether a source takes part is one of: yes, no, unknown")
    parties = (statement.source.name, *(link.name for link in statement.chain))
    if form.of and form.of not in parties:
        raise UsageError("the statement has no such source")
    correction = Correction(
        of=form.of or statement.source.name,
        name=form.name.strip()[:120] or None,
        role=(form.role or form.value).strip()[:120] or None,
        identity=cast(Identity, form.identity) if form.identity else None,
        party=form.party or None,  # type: ignore[arg-type]  # one of three, as checked above
    )
    if not (correction.name or correction.role or correction.identity or correction.party):
        raise UsageError("a correction needs what is to be corrected: name, role, named or not, party or not")
    return correction


def _place(statement: Statement, form: Form, verdict: Verdict) -> Correction:
    names = [place.name for place in statement.places]
    if not names:
        raise UsageError("the statement names no place")
    of = form.of or names[0]
    if of not in names:
        raise UsageError("the statement names no such place")
    if verdict == "reject":
        return Correction(of=of)
    wanted = (form.value or form.name).strip()[:120]
    if not wanted:
        raise UsageError("a correction needs the right place")
    numbered = _NUMBERED.fullmatch(wanted)
    name, number = (numbered["name"], int(numbered["number"])) if numbered else (wanted, None)
    return _known(of, name or of, number)


def _known(of: str, name: str, number: int | None) -> Correction:
    """Return a place of the gazetteer; a name that it does not have stands by itself."""
    entries = [e for e in open_gazetteer().find(name) if e.geonames_id is not None]
    chosen = [e for e in entries if number is None or e.geonames_id == number]
    if number is not None and not chosen:
        raise UsageError(f"no place of that name has the GeoNames number {number}; leave the number out")
    if len(chosen) > 1:
        listed = "; ".join(f"{e.name}, {e.kind}, {e.country or '–'}: {e.geonames_id}" for e in chosen[:MOST])
        raise UsageError(display.printable(f"several places have that name; add the number of one: {listed}"))
    if not chosen:
        return Correction(of=of, name=name)
    return Correction(of=of, name=name, geonames_id=chosen[0].geonames_id)

"""What is true of the invented collection: how its reports were made, as data.

Enters: ``truth.toml`` beside this module. Leaves: one frozen ``Truth``. Refuses: a key that no field has.
Reports are named by their file without suffix.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueStory:
    """The reports about one event."""

    name: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueLink:
    """``borrower`` took from ``lender``."""

    borrower: str
    lender: str
    kind: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueSource:
    """A source that is not in the collection, and the reports that saw it for themselves."""

    name: str
    documents: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueClaim:
    """A main claim: the origins it truly has, and a phrase that says it in each report.

    An origin is the names under which one body may rightly appear: its own, and who speaks for it.
    """

    name: str
    origins: tuple[tuple[str, ...], ...]
    contested: bool
    anchors: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFinding:
    """What an editor should be told: any of ``kinds``, pointing into every one of ``documents``."""

    what: str
    kinds: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueRemoval:
    """Lines that are no part of a report."""

    document: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything that ``truth.toml`` says."""

    stories: tuple[TrueStory, ...]
    links: tuple[TrueLink, ...]
    unseen: tuple[TrueSource, ...]
    independent: tuple[str, ...]
    claims: tuple[TrueClaim, ...]
    findings: tuple[TrueFinding, ...]
    removed: tuple[TrueRemoval, ...]


@cache
def truth() -> Truth:
    """Return the truth of the collection that ships with the package."""
    data = tomllib.loads((files("stemma.demo") / "truth.toml").read_text(encoding="utf-8"))
    return Truth(
        stories=tuple(TrueStory(name=s["name"], documents=tuple(s["documents"])) for s in data["story"]),
        links=tuple(TrueLink(**link) for link in data["link"]),
        unseen=tuple(TrueSource(name=u["name"], documents=tuple(u["documents"]), how=u["how"]) for u in data["unseen"]),
        independent=tuple(data["independent"]["documents"]),
        claims=tuple(
            TrueClaim(
                name=c["name"],
                origins=tuple(tuple(o) for o in c["origins"]),
                contested=c["contested"],
                anchors=c["anchors"],
            )
            for c in data["claim"]
        ),
        findings=tuple(
            TrueFinding(what=f["what"], kinds=tuple(f["kinds"]), documents=tuple(f["documents"]))
            for f in data["finding"]
        ),
        removed=tuple(TrueRemoval(document=r["document"], phrases=tuple(r["phrases"])) for r in data["removed"]),
    )

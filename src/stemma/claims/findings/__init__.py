"""Findings: typed differences and gaps that an editor must see, each a small rule.

Enters: the claims of a story in the making and its material. Leaves: drafts of findings, each with the exact
spans and one plain sentence. Refuses: what every retelling does (other words, other order); a finding that
changes nothing for an editor is noise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.accusations import mutual_accusations
from stemma.claims.findings.amounts import amounts_differ
from stemma.claims.findings.caveats import caveat_dropped
from stemma.claims.findings.certainty import certainty_changes
from stemma.claims.findings.confirmation import circular, unnamed_confirmation
from stemma.claims.findings.denials import denied
from stemma.claims.findings.details import details_differ
from stemma.claims.findings.due import due
from stemma.claims.findings.evidence import evidence_not_attached, pictures_differ
from stemma.claims.findings.only_here import only_here
from stemma.claims.findings.orphans import orphan_source
from stemma.claims.findings.speakers import speaker_differs
from stemma.claims.material import Material

Rule = Callable[[Sequence[Group], Material], Iterator[Draft]]

RULES: tuple[Rule, ...] = (
    denied,
    amounts_differ,
    details_differ,
    mutual_accusations,
    speaker_differs,
    certainty_changes,
    caveat_dropped,
    circular,
    unnamed_confirmation,
    orphan_source,
    pictures_differ,
    evidence_not_attached,
    due,
    only_here,
)
"""The rules in the order in which they run; none looks at what another found."""


def find(groups: Sequence[Group], material: Material) -> list[Draft]:
    """Return what all rules find in one story."""
    return [draft for rule in RULES for draft in rule(groups, material)]

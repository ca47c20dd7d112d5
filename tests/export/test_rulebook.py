"""Every rule has an explanation of its own."""

from __future__ import annotations

from stemma.compare import crosslingual, statements
from stemma.export.rulebook import explain_rule
from stemma.lineage.evidence import RULES


def test_no_two_rules_of_claims_share_a_name() -> None:
    here = [rule.__name__ for rule, _ in statements.RULES]
    abroad = [rule.__name__ for rule, _ in crosslingual.RULES]
    assert not set(here) & set(abroad)


def test_the_explanation_is_that_of_the_rule() -> None:
    for package, rules in (("stemma.lineage", RULES), ("stemma.compare", (*statements.RULES, *crosslingual.RULES))):
        for rule, _ in rules:
            told = explain_rule(rule.__name__, of=package)
            assert told == " ".join((rule.__doc__ or "").split()), rule

"""What documents say themselves of where they have it: forwards."""

from __future__ import annotations

from tests.lineage.builders import document, pair_of

from stemma.lineage.credits import common_origin, credit, refers, shared_source
from stemma.lineage.direction import direct
from stemma.model import PRIVATE_ACCOUNT

TEXT = "A crane fell into the harbour of Bregenz on Tuesday."


def test_a_forward_names_its_lender() -> None:
    post = document("doc_a", TEXT, outlet="Harbour Watch")
    forward = document("doc_b", TEXT, outlet="Lake Talk", forwarded="Harbour Watch")
    pair = pair_of(post, forward)
    assert refers(pair.left, pair.right) is None
    reference = refers(pair.right, pair.left)
    assert reference is not None
    assert (reference.kind, reference.span) == ("forward", None)
    assert [e.detail for e in credit(pair)] == ["Lake Talk forwards Harbour Watch"]
    (told,) = direct(pair)
    assert (told.rule, told.score > 0, told.detail) == ("reference", True, "Lake Talk forwards Harbour Watch")


def test_two_forwards_of_a_channel_that_is_not_here_share_it() -> None:
    pair = pair_of(
        document("doc_a", TEXT, outlet="Lake Talk", forwarded="Harbour Watch"),
        document("doc_b", TEXT, outlet="Quay Talk", forwarded="HARBOUR WATCH"),
    )
    (found,) = shared_source(pair)
    assert (found.detail, found.left, found.right) == ("both go back to Harbour Watch", None, None)
    assert common_origin(pair.left, pair.right) == "harbourwatch"


def test_private_accounts_are_nobody() -> None:
    pair = pair_of(
        document("doc_a", TEXT, outlet="Lake Talk", forwarded=PRIVATE_ACCOUNT),
        document("doc_b", TEXT, outlet="Quay Talk", forwarded=PRIVATE_ACCOUNT),
    )
    assert shared_source(pair) == ()
    assert refers(pair.left, pair.right) is None

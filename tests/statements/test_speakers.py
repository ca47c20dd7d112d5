"""Who speaks, through whom, how they know it, how surely: the labelled cases of ``speakers`` and ``certainty``."""

from __future__ import annotations

import pytest
from bench.quality.speakers import Label, misses, read_labels

LABELS = list(read_labels())


def test_there_are_two_hundred_labelled_statements_in_each_kind_of_case() -> None:
    assert len(LABELS) >= 300
    assert sum(label.case.startswith("news-") for label in LABELS) >= 200


@pytest.mark.parametrize("label", LABELS, ids=[f"{n}-{label.case}" for n, label in enumerate(LABELS)])
def test_case(label: Label) -> None:
    missed = misses(label)
    assert not missed.keys() - label.known, f"{label.case}: {missed}"
    assert not label.known - missed.keys(), f"{label.case}: a known failure has gone; take the ~ away"

from __future__ import annotations

from itertools import combinations

from tests.lineage.builders import witness

from stemma.lineage.align import runs
from stemma.lineage.collation import Collation, collate
from stemma.lineage.usage import adapt


def table(*texts: str) -> Collation:
    witnesses = adapt([witness(text, "xx", f"doc_{n}") for n, text in enumerate(texts)])[1]
    found = {w.document.id: w for w in witnesses}
    return collate(found, {(a, b): runs(found[a], found[b]) for a, b in combinations(sorted(found), 2)})


def rows(collation: Collation) -> list[str]:
    return [" ".join(column.get(name, "–") for column in collation.columns) for name in collation.names]


def test_another_word_stands_in_the_same_column() -> None:
    assert rows(table("the old eel swam far upstream", "the old pike swam far upstream")) == [
        "the old eel swam far upstream",
        "the old pike swam far upstream",
    ]


def test_a_word_left_out_and_a_word_added() -> None:
    assert rows(table("eels rise in the dark harbour at dawn", "eels rise in the harbour at dawn today")) == [
        "eels rise in the dark harbour at dawn –",
        "eels rise in the – harbour at dawn today",
    ]


def test_spellings_are_set_against_each_other_and_not_against_their_neighbours() -> None:
    found = rows(
        table("we saw the grete whyte shyppe come in with the tide", "we saw the white ship come in with the tide")
    )
    assert found[1].split()[3:6] == ["–", "white", "ship"]


def test_sentences_in_another_order_are_set_side_by_side() -> None:
    first = "Eels rise at dawn here. A baker sold them smoked. Trams were late by an hour. Nobody came to the quay."
    second = "Trams were late by an hour. Nobody came to the quay. Eels rise at dawn here. A baker sold them smoked."
    assert all(len(column) == 2 for column in table(first, second).columns)


def test_words_that_only_a_third_copy_shares_meet() -> None:
    found = table("the eel swam far upstream", "the eel swam very far upstream", "the eel swam very far upstream now")
    assert sum(set(column.values()) == {"very"} for column in found.columns) == 1

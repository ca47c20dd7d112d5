from __future__ import annotations

from tests.lineage.builders import witness

from stemma.lineage.derivation import Derivations
from stemma.lineage.gaps import LIKE, Gaps

FERRY = "The ferry Odelia lost its rudder off Cape Marn on Tuesday and drifted for nine hours in heavy swell."
TUGS = "Two tugs from Brennick harbour reached the vessel shortly before midnight and took it in tow."
GOATS = "Forty goats on the car deck were fed by a veterinary student who happened to be aboard."
INQUIRY = "The maritime bureau opened an inquiry into the steering gear, which had been overhauled in spring."
MAYOR = "Mayor Ilse Corbin promised free harbour passes to every stranded passenger until the end of August."


def gaps(*texts: tuple[str, ...]) -> tuple[Gaps, Derivations]:
    found = [witness("\n".join(text), name=f"doc_{n}") for n, text in enumerate(texts)]
    derivations = Derivations({w.document.id: w for w in found})
    return Gaps(derivations), derivations


def test_a_copy_costs_less_than_a_text_written_afresh() -> None:
    _, derivations = gaps((FERRY, TUGS, GOATS), (FERRY, TUGS), (INQUIRY, MAYOR))
    assert derivations.cost("doc_1", "doc_0") < derivations.afresh("doc_1") / 10
    assert derivations.cost("doc_0", "doc_1") > derivations.cost("doc_1", "doc_0")
    assert derivations.cost("doc_2", "doc_0") >= derivations.afresh("doc_2")


def test_two_sentences_joined_by_a_copyist_come_from_both() -> None:
    joined = f"{TUGS.rstrip('.')}, and {GOATS[0].lower()}{GOATS[1:]}"
    _, derivations = gaps((FERRY, TUGS, GOATS), (joined,))
    (line,) = derivations.lines("doc_1", "doc_0")
    assert sorted(line.places) == [1, 2]


def test_a_sentence_that_a_third_lacks_counts_and_one_that_another_has_does_not() -> None:
    found, derivations = gaps((FERRY, TUGS, GOATS), (FERRY, GOATS), (FERRY, TUGS), (GOATS, MAYOR))
    assert max(derivations.likeness("doc_0", "doc_3")[:2]) < LIKE
    assert found.without("doc_0", "doc_1", "doc_2")[0] == 100.0
    assert found.without("doc_0", "doc_1", "doc_2", ["doc_3"])[0] == 0.0
    assert found.without("doc_1", "doc_2", "doc_0") == (0.0, 0.0)


def test_words_that_two_changed_alike_count() -> None:
    changed = tuple(s.replace("ferry", "vessel").replace("midnight", "noon") for s in (FERRY, TUGS, GOATS, INQUIRY))
    found, _ = gaps((FERRY, TUGS, GOATS, INQUIRY), changed, changed)
    bits, words = found.without("doc_1", "doc_2", "doc_0")
    assert bits == words > 10.0
    assert found.without("doc_0", "doc_1", "doc_2") == (0.0, 0.0)


def test_a_document_made_of_the_beginning_of_one_and_the_end_of_another() -> None:
    early = tuple(s.replace("ferry", "steamer").replace("tugs", "lifeboats") for s in (FERRY, TUGS, GOATS, INQUIRY))
    late = tuple(s.replace("Forty", "Fifty").replace("spring", "winter") for s in (FERRY, TUGS, GOATS, INQUIRY))
    found, _ = gaps((FERRY, TUGS, GOATS, INQUIRY), early, late, (*early[:2], *late[2:]))
    weaker, both = found.parts("doc_3", "doc_1", "doc_2")
    assert (weaker, both) == (2.0, 4.0)
    assert found.spliced("doc_3", "doc_1", "doc_2", "doc_0") == 2.0
    assert found.parts("doc_1", "doc_1", "doc_2")[0] == 0.0

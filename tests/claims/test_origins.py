"""Origins by hand-made statements: chains, own voice, lineage, and what it takes to be shown distinct."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.conftest import document, links_between

from stemma.claims.material import Material, lay_out
from stemma.claims.origins import count_origins
from stemma.compare.readings import Reading, read
from stemma.ids import make_id
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import (
    Basis,
    Certainty,
    ChainLink,
    Document,
    Lineage,
    Origins,
    Source,
    SourceKind,
    Span,
    Statement,
    Story,
)

SENTENCE = "Nineteen passengers were injured when the ferry struck a barge off Bilbao."


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One report that has the sentence from somebody."""

    outlet: str
    chain: tuple[tuple[str, SourceKind, bool], ...] = ()
    basis: Basis = "not_stated"
    role: str | None = None


def weigh(said: list[Said], links: tuple[str, ...] = ()) -> Origins:
    """Return the origins of one claim that each report of ``said`` has in its way."""
    readings, material = laid_out(said, links)
    return count_origins(readings, material)


def laid_out(said: list[Said], links: tuple[str, ...] = ()) -> tuple[list[Reading], Material]:
    documents = [document(one.outlet, SENTENCE) for one in said]
    trees = {d.id: grow(d.text, parse(d.id, d.text, "en")) for d in documents}
    statements = [_statement(one, d) for one, d in zip(said, documents, strict=True)]
    ids = tuple(sorted(d.id for d in documents))
    story = Story(id=make_id("sto", ids[0]), title="a ferry", documents=ids)
    lineage = Lineage(story=story.id, links=tuple(links_between(links, documents)))
    readings = [read(s, d, trees[d.id]) for s, d in zip(statements, documents, strict=True)]
    return readings, lay_out(story, lineage, documents, trees, statements)


def _statement(said: Said, one: Document) -> Statement:
    own = not said.chain
    chain = said.chain or ((one.outlet or "", "outlet", True),)
    name, kind, named = chain[0]
    span = None if own else Span(start=0, end=0)
    return Statement(
        id=make_id("stm", one.id, name),
        document=one.id,
        type="assertion",
        content=Span(start=0, end=len(SENTENCE) - 1),
        cue=span,
        source=Source(span=span, name=name, kind=kind, named=named, role=said.role),
        chain=tuple(ChainLink(name=n, kind=k, named=m) for n, k, m in chain),
        basis=said.basis,
        quotation="none" if own else "indirect",
        certainty=Certainty(),
    )


Chain = tuple[tuple[str, SourceKind, bool], ...]


def body(name: str) -> Chain:
    """Return the chain of a named body."""
    return ((name, "organization", True),)


POLICE = body("Bilbao port police")
HOSPITAL = body("Cruces Clinic")


def test_forty_reprints_of_one_release_are_one_origin() -> None:
    origins = weigh([Said(outlet=f"Paper {n}", chain=POLICE, basis="took_part") for n in range(40)])
    assert (origins.low, origins.high) == (1, 1)
    assert origins.items[0].name == "Bilbao port police"


def test_two_bodies_with_a_basis_of_their_own_are_shown_distinct() -> None:
    said = [Said(outlet="A Post", chain=POLICE, basis="saw"), Said(outlet="B Mail", chain=HOSPITAL, basis="took_part")]
    assert (weigh(said).low, weigh(said).high) == (2, 2)


@pytest.mark.parametrize(
    "second",
    [
        Said(outlet="B Mail", chain=HOSPITAL),
        Said(outlet="B Mail", chain=(("a passer-by", "person", False),), basis="saw"),
        Said(outlet="B Mail", chain=(("Bilbao port police spokesman", "person", True),), basis="saw"),
        Said(outlet="B Mail", chain=(("Ana Gil", "person", True),), basis="saw", role="spokeswoman of the port police"),
        Said(outlet="B Mail", chain=(*HOSPITAL, *POLICE), basis="took_part"),
        Said(outlet="B Mail"),
    ],
    ids=["no basis", "nobody who could be asked", "same body", "same body by role", "one chain", "own voice"],
)
def test_one_thing_missing_is_not_shown_distinct(second: Said) -> None:
    origins = weigh([Said(outlet="A Post", chain=POLICE, basis="saw"), second])
    assert origins.low == 1


def test_a_person_and_the_administration_called_by_the_name_are_one_origin() -> None:
    said = [
        Said(outlet="A Post", chain=(("Ana Gil", "person", True),), basis="took_part"),
        Said(outlet="B Mail", chain=body("Gil administration"), basis="took_part"),
        Said(outlet="C Wire", chain=body("Bilbao administration"), basis="took_part"),
    ]
    assert len(weigh(said).items) == 2
    spoken = Said(outlet="D Echo", chain=(("spokesman for the Gil administration", "person", True),), basis="took_part")
    assert len(weigh([*said, spoken]).items) == 2


def test_two_bodies_of_one_state_are_one_side() -> None:
    said = [
        Said(outlet="A Post", chain=body("French Ministry of Defence"), basis="took_part"),
        Said(outlet="B Mail", chain=body("French Foreign Ministry"), basis="took_part"),
    ]
    origins = weigh(said)
    assert (origins.low, origins.high) == (1, 2)


def test_lineage_keeps_two_bodies_from_being_shown_distinct() -> None:
    said = [Said(outlet="A Post", chain=POLICE, basis="saw"), Said(outlet="B Mail", chain=HOSPITAL, basis="took_part")]
    origins = weigh(said, ("B Mail < A Post",))
    assert (origins.low, origins.high) == (1, 2)


def test_informants_behind_a_public_party_are_not_counted() -> None:
    chain: Chain = (("Ministry of Defence", "organization", True), ("combat units", "group", False))
    origins = weigh([Said(outlet="A Post", chain=chain), Said(outlet="B Mail", chain=chain[:1])])
    assert (origins.low, origins.high) == (1, 1)
    assert origins.items[0].name == "Ministry of Defence"


def test_the_furthest_public_party_is_the_origin() -> None:
    chain = (*body("Shore Daily"), *POLICE)
    assert weigh([Said(outlet="A Post", chain=chain)]).items[0].name == "Bilbao port police"


def test_own_voice_without_attribution_has_the_report_as_origin() -> None:
    origins = weigh([Said(outlet="A Post"), Said(outlet="B Mail")])
    assert (origins.low, origins.high) == (1, 2)
    assert {o.name for o in origins.items} == {"A Post", "B Mail"}


def test_own_voice_of_a_copy_is_merged_into_its_lender() -> None:
    origins = weigh([Said(outlet="B Mail"), Said(outlet="A Post")], ("A Post < B Mail",))
    assert (origins.low, origins.high) == (1, 1)
    assert origins.items[0].name == "B Mail"


def test_own_voice_of_a_copy_takes_the_attribution_of_its_lender() -> None:
    origins = weigh([Said(outlet="A Post", chain=POLICE), Said(outlet="B Mail")], ("B Mail < A Post",))
    assert (origins.low, origins.high) == (1, 1)


def test_names_of_one_ministry_meet_and_the_fullest_is_shown() -> None:
    names = ("Russian MoD", "Russian Ministry of Defense", "Russia's defence ministry")
    origins = weigh([Said(outlet=f"Paper {n}", chain=body(name)) for n, name in enumerate(names)])
    assert origins.high == 1
    assert origins.items[0].name == "Russian Ministry of Defense"


def test_a_ministry_that_could_be_two_countries_stays_undecided() -> None:
    names = ("French Ministry of Defence", "Spanish Ministry of Defence", "Ministry of Defence")
    origins = weigh([Said(outlet=f"Paper {n}", chain=body(name)) for n, name in enumerate(names)])
    assert origins.high == 3
    assert origins.low == 1


def test_a_paper_that_is_cited_leads_to_its_own_origin() -> None:
    cited = body("A Post")
    origins = weigh([Said(outlet="A Post", chain=POLICE), Said(outlet="B Mail", chain=cited)])
    assert [o.name for o in origins.items] == ["Bilbao port police"]


PARTIES: list[Chain] = [
    POLICE,
    HOSPITAL,
    (("French Ministry of Defence", "organization", True),),
    (("Ana Gil", "person", True),),
    (("a witness", "person", False),),
    (("residents", "group", False),),
    (("A Post", "organization", True),),
    (),
]
SAID = st.builds(
    Said,
    outlet=st.sampled_from(["A Post", "B Mail", "C Wire", "D Echo"]),
    chain=st.sampled_from(PARTIES),
    basis=st.sampled_from(["saw", "took_part", "not_stated"]),
)
LINKS = st.lists(st.sampled_from(["A Post < B Mail", "B Mail ~ C Wire", "D Echo < A Post"]), unique=True, max_size=2)


@given(st.lists(SAID, min_size=1, max_size=4, unique_by=lambda s: s.outlet), LINKS)
def test_the_range_is_ordered_and_bounded(said: list[Said], links: list[str]) -> None:
    origins = weigh(said, tuple(links))
    assert 1 <= origins.low <= origins.high <= len(said)
    assert sum(len(o.statements) for o in origins.items) == len(said)


@given(st.lists(SAID, min_size=2, max_size=4, unique_by=lambda s: s.outlet), LINKS)
def test_the_order_of_the_reports_does_not_matter(said: list[Said], links: list[str]) -> None:
    first = weigh(said, tuple(links))
    for order in itertools.islice(itertools.permutations(said), 1, 6):
        assert weigh(list(order), tuple(links)) == first


@given(st.lists(SAID, min_size=2, max_size=4, unique_by=lambda s: s.outlet))
def test_lineage_never_raises_the_range(said: list[Said]) -> None:
    free = weigh(said)
    linked = weigh(said, ("A Post < B Mail", "B Mail ~ C Wire", "D Echo < A Post"))
    assert linked.low <= free.low
    assert linked.high <= free.high

"""One event in three languages (tests/cases/mixed, invented): one story, one claim, one origin, one denial."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from stemma import add, trace
from stemma.config import Config
from stemma.export.records import render
from stemma.model import Case, Claim

CASES = Path(__file__).parent / "cases" / "mixed"
EVENT = {"ru-post", "ru-paper", "en-agency", "en-site", "uk-paper", "uk-denial"}
OTHER = {"ru-other", "en-other"}


@pytest.fixture(scope="module")
def case() -> Case:
    return trace([str(p) for p in sorted(CASES.glob("??-*.md"))], config=Config(jobs=1))


def names(case: Case, documents: Sequence[str]) -> set[str]:
    """Return the file names, without ending, of documents given by id."""
    return {Path(d.path).stem for d in case.documents if d.id in documents}


def the_claim(case: Case, figure: str) -> Claim:
    """Return the claim with most documents whose statements give a figure."""
    told = {s.id for s in case.statements if any(f"{q.low:g}" == figure for q in s.quantities if q.low)}
    return max((c for c in case.claims if told & set(c.statements)), key=lambda c: (len(c.documents), c.id))


def test_nothing_is_lost(case: Case) -> None:
    assert len(case.documents) == len(EVENT | OTHER)
    assert case.rejects == ()


def test_reports_of_the_event_are_one_story_and_the_look_alike_is_another(case: Case) -> None:
    assert sorted((names(case, s.documents) for s in case.stories), key=len) == [OTHER, EVENT]


def test_the_claim_is_met_in_all_three_languages_and_has_one_origin(case: Case) -> None:
    claim = the_claim(case, "22")
    assert names(case, claim.documents) >= EVENT - {"uk-denial"}
    assert (claim.origins.low, claim.origins.high) == (1, 1)
    languages = {d.language for d in case.documents if d.id in claim.documents}
    assert languages == {"en", "ru", "uk"}


def test_the_denial_is_found_across_languages(case: Case) -> None:
    claim = the_claim(case, "22")
    denied = [f for f in case.findings if f.kind == "denied" and f.claim == claim.id]
    assert claim.contested
    assert any("Генштаб" in f.sentence for f in denied)
    assert not any("Генштаб" in item.name for item in claim.origins.items)


def test_the_post_is_the_source_of_the_translations(case: Case) -> None:
    paths = {d.id: Path(d.path).stem for d in case.documents}
    links = {(paths.get(k.borrower, ""), paths.get(k.lender, "")): k for k in case.links if k.kind == "retells"}
    assert ("en-agency", "ru-post") in links
    assert ("uk-paper", "ru-post") in links
    assert ("en-site", "en-agency") in links
    assert 0.5 <= links["uk-paper", "ru-post"].probability < 0.9, "facts that the event forces decide nothing"
    assert not any("uk-denial" in pair for pair in links), "a denial retells nobody"


def test_no_text_is_invented(case: Case) -> None:
    """What Stemma quotes as a claim is a stretch of some report, in its own language, behind who says it."""
    texts = [" ".join(d.text.split()) for d in case.documents]
    titles = {d.title for d in case.documents}
    for story in case.stories:
        assert any(story.title in (title or "") for title in titles)
    by_id = {d.id: d for d in case.documents}
    for claim in case.claims:
        content = claim.text.removeprefix(f"{claim.origins.items[0].name}: ")
        heads = {w for w in content.casefold().replace("’s", "").split() if w[:1].isalpha()}
        assert any(len([w for w in heads if w in text.casefold()]) >= 0.8 * len(heads) for text in texts), claim.text
    assert all(by_id[s.document].language in ("en", "ru", "uk") for s in case.statements)


def test_the_town_has_one_id_under_all_its_names(case: Case) -> None:
    story = next(s for s in case.stories if names(case, s.documents) == EVENT)
    assert story.places[0].geonames_id == 710035
    assert {"Myrnohrad", "Dimitrov", "Mirnograd", "Мирноград", "Димитров"} <= set(story.places[0].names)
    assert not any(n in ("Мирнограде", "Мирнограді") for n in story.places[0].names), "a declined form is no name"


def test_adding_the_languages_one_by_one_gives_the_same_story(case: Case, tmp_path: Path) -> None:
    path = str(tmp_path / "case.stemma")
    for number, language in enumerate(("uk", "en", "ru")):
        paths = [str(p) for p in sorted(CASES.glob(f"{language}-*.md"))]
        grown = add(path, paths, jobs=1) if number else trace(paths, config=Config(jobs=1), case_file=path)
    assert {s.documents for s in grown.stories} == {s.documents for s in case.stories}
    assert {s.id for s in grown.statements} == {s.id for s in case.statements}
    assert render(grown)["links.jsonl"] == render(case)["links.jsonl"]

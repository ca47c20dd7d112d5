"""What people judge is kept, signed, taken back, and held against the next run."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from stemma import add
from stemma.store import Store


def subjects(desk: TestClient) -> dict[str, dict[str, str]]:
    """Return the form of the first link and the first claim that can be judged."""
    story = desk.get(desk.get("/case.json").json()["stories"][0]["href"] + ".json").json()["story"]
    found = [next(x["judge"] for x in story[noun] if x["judge"]) for noun in ("links", "claims")]
    forms = [dict(parse_qsl(urlsplit(address).query)) for address in found]
    return {form["noun"]: form for form in forms}


def judge(desk: TestClient, **form: str) -> int:
    return desk.post("/review", data={"person": "Ana Lind", "reason": "I called both", **form}).status_code


def listed(desk: TestClient) -> list[dict[str, object]]:
    found: list[dict[str, object]] = desk.get("/review.json").json()["judged"]
    return found


def test_a_judgement_is_listed_with_name_reason_and_what_the_run_says(desk: TestClient) -> None:
    link = subjects(desk)["link"]
    assert judge(desk, **link, verdict="accept") == 303
    assert judge(desk, **link, verdict="reject") == 303
    second, first = listed(desk)
    assert (first["person"], first["reason"], first["verdict"]) == ("Ana Lind", "I called both", "accept link")
    assert first["state"] == "the latest run agrees"
    assert not first["differs"]
    assert second["state"] == "the latest run says otherwise"
    assert second["differs"]


def test_a_claim_is_merged_and_split(desk: TestClient) -> None:
    claim = subjects(desk)["claim"]
    asked = desk.get("/review.json", params=claim).json()["asked"]
    assert len(asked["members"]) > 1
    assert judge(desk, **claim, verdict="split") == 400
    assert judge(desk, **claim, verdict="split", apart="stm_0") == 400
    assert judge(desk, **claim, verdict="split", apart=asked["members"][1]["id"]) == 303
    assert judge(desk, **claim, verdict="merge") == 400
    assert judge(desk, **claim, verdict="merge", merged=asked["others"][0]["id"]) == 303
    assert judge(desk, **claim, verdict="accept") == 303
    accept, merge, split = listed(desk)
    assert (accept["differs"], merge["differs"], split["differs"]) == (False, True, True)


def test_a_direction_a_role_and_a_place_are_judged(desk: TestClient) -> None:
    link = subjects(desk)["link"]
    related = [cite["href"] for cite in desk.get("/review.json", params=link).json()["asked"]["related"]]
    forms = [dict(parse_qsl(urlsplit(address).query)) for address in related]
    assert [judge(desk, **form, verdict="accept") for form in forms] == [303, 303]
    assert sorted(bool(item["differs"]) for item in listed(desk)) in ([False, True], [True, True])
    hit = next(h for h in desk.get("/search.json?q=containers&noun=statement").json()["hits"])
    document = desk.get(hit["href"].partition("?")[0] + ".json").json()
    statement = dict(parse_qsl(urlsplit(document["said"][0]["judge"]).query))
    role, place = desk.get("/review.json", params=statement).json()["asked"]["related"]
    assert judge(desk, **dict(parse_qsl(urlsplit(role["href"]).query)), verdict="correct") == 400
    for cite in (role, place):
        form = dict(parse_qsl(urlsplit(cite["href"]).query))
        assert judge(desk, **form, verdict="correct", value="harbour master") == 303
    assert all(item["differs"] and item["value"] == "harbour master" for item in listed(desk)[:2])


def test_a_second_person_signs_and_anybody_takes_back(desk: TestClient) -> None:
    judge(desk, **subjects(desk)["link"], verdict="accept")
    name = str(listed(desk)[0]["id"])
    assert judge(desk, signs=name) == 400
    assert judge(desk, signs=name, person="ana lind") == 400
    assert judge(desk, signs=name, person="Ben Ost") == 303
    (item,) = listed(desk)
    assert str(item["signed"]).startswith("['Ben Ost, ")
    assert judge(desk, takes_back=name, person="Cora Au", reason="the call was about another day") == 303
    (item,) = listed(desk)
    assert "Cora Au" in str(item["taken_back"])
    assert item["state"] == ""


@pytest.mark.parametrize(
    "form",
    [
        {"person": " "},
        {"reason": ""},
        {"verdict": "bless"},
        {"noun": "outlet"},
        {"verdict": "merge"},
        {"verdict": "correct"},
        {"signs": "jdg_0"},
    ],
)
def test_a_form_that_says_too_little_is_refused(desk: TestClient, form: dict[str, str]) -> None:
    link = {**subjects(desk)["link"], "verdict": "accept"}
    assert judge(desk, **{**link, **form}) in (400, 404)
    assert not listed(desk)


def test_what_is_not_in_the_case_is_not_judged(desk: TestClient) -> None:
    assert judge(desk, noun="link", subject="doc_0 doc_1", verdict="accept") == 404
    assert judge(desk, noun="statement", subject="", verdict="accept") == 404


def test_a_re_run_loses_no_judgement(desk: TestClient, case_file: Path, tmp_path: Path) -> None:
    judge(desk, **subjects(desk)["link"], verdict="reject")
    late = tmp_path / "late.txt"
    late.write_text("---\ntitle: Crane\noutlet: Late News\n---\n\nA crane fell into the harbour of Bregenz.\n")
    add(str(case_file), [str(late)], jobs=1)
    (item,) = listed(desk)
    assert item["differs"]
    with Store(str(case_file)) as store:
        assert len(store.view().judgements()) == 1

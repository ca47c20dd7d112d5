"""What people judge is kept, signed, taken back, held against the next run, and shown with what follows from it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import addresses, twin

from stemma import add, trace
from stemma.codec import pack
from stemma.config import Config
from stemma.export.judged import STALE
from stemma.model import Case, Claim, Document, Statement
from stemma.store import Store

FELL, LOST, TOPPLED = "A crane fell into", "containers were lost", "A crane toppled into"


class Known:
    """The records of the case by words that a reader knows them by."""

    def __init__(self, case_file: Path) -> None:
        with Store(str(case_file)) as store:
            self.case: Case = store.view().case()

    def report(self, outlet: str) -> Document:
        return [d for d in self.case.documents if d.outlet == outlet][-1]

    def claim(self, words: str) -> Claim:
        return next(c for c in self.case.claims if words.casefold() in c.text.casefold())

    def said(self, outlet: str, words: str) -> Statement:
        document = self.report(outlet)
        return next(
            s for s in self.case.statements if s.document == document.id and words in s.content.within(document.text)
        )

    def link(self) -> str:
        return f"{self.report('Morning Mirror').id} {self.report('Lake Gazette').id}"


@pytest.fixture
def known(case_file: Path) -> Known:
    return Known(case_file)


def judge(desk: TestClient, **form: object) -> int:
    return desk.post("/review", data={"person": "Ana Lind", "reason": "I called both", **form}).status_code


def listed(desk: TestClient) -> list[dict[str, object]]:
    found: list[dict[str, object]] = desk.get("/review.json").json()["judged"]
    return found


def as_judged(desk: TestClient, claim: Claim) -> dict[str, object] | None:
    found: dict[str, object] | None = desk.get(f"/claims/{claim.id}.json").json()["claim"]["judged"]
    return found


def labels(item: dict[str, object]) -> list[str]:
    follows = item["follows"]
    assert isinstance(follows, list)
    return [str(cite["label"]) for cite in follows]


# --- every kind ---------------------------------------------------------------------------------------------------


def test_a_judgement_is_listed_with_name_reason_and_what_the_run_says(desk: TestClient, known: Known) -> None:
    assert judge(desk, noun="link", subject=known.link(), verdict="accept") == 303
    assert judge(desk, noun="link", subject=known.link(), verdict="reject") == 303
    second, first = listed(desk)
    assert (first["person"], first["reason"], first["verdict"]) == ("Ana Lind", "I called both", "accept link")
    assert (first["state"], first["differs"]) == ("the latest run agrees", False)
    assert (second["state"], second["differs"]) == ("the latest run says otherwise", True)
    assert (first["standing"], second["standing"]) == ("replaced", "counts")


def test_claims_are_merged_and_the_origins_counted_anew(desk: TestClient, known: Known) -> None:
    fell, toppled = known.claim(FELL), known.claim(TOPPLED)
    form = {"noun": "claim", "subject": fell.statements[0], "verdict": "merge"}
    assert judge(desk, **form) == 400, "no other claim chosen"
    assert judge(desk, **form, merged=toppled.id) == 303
    shown = as_judged(desk, fell)
    assert shown is not None
    assert (shown["people"], shown["range"], shown["changed"]) == ("Ana Lind", "1 to 2 origins", True)
    assert shown["origins"] == ["Lake Gazette", "harbour office"]
    gone = as_judged(desk, toppled)
    assert gone is not None
    assert gone["range"] == "part of another claim"
    (item,) = listed(desk)
    assert "Stemma: 1 origin; as judged by Ana Lind: 1 to 2 origins" in labels(item)
    page = desk.get(f"/claims/{fell.id}").text
    assert "as judged by Ana Lind" in page
    assert "I called both" in page


def test_statements_are_split_off_and_moved(desk: TestClient, known: Known) -> None:
    lost, put = known.claim(LOST), known.claim("It put the loss")
    stray = known.said("Morning Mirror", "21 containers").id
    form = {"noun": "claim", "subject": lost.statements[0]}
    assert judge(desk, **form, verdict="split") == 400, "nothing ticked"
    assert judge(desk, **form, verdict="split", apart="stm_0") == 400, "not of this claim"
    assert judge(desk, **form, verdict="split", apart=list(lost.statements)) == 400, "nothing stays"
    assert judge(desk, **form, verdict="split", apart=[stray]) == 303
    shown = as_judged(desk, lost)
    assert shown is not None
    assert shown["changed"]
    assert "Stemma: no such claim; as judged by Ana Lind: 1 origin" in labels(listed(desk)[0])
    assert judge(desk, takes_back=str(listed(desk)[0]["id"])) == 303
    assert as_judged(desk, lost) is None
    assert judge(desk, **form, verdict="move", apart=[stray], merged=put.id) == 303
    shown = as_judged(desk, put)
    assert shown is not None
    assert shown["range"] == "1 to 2 origins"
    assert listed(desk)[0]["differs"]


def test_a_claim_is_accepted_and_nothing_changes(desk: TestClient, known: Known) -> None:
    claim = known.claim(FELL)
    assert judge(desk, noun="claim", subject=" ".join(claim.statements), verdict="accept") == 303
    shown = as_judged(desk, claim)
    assert shown is not None
    assert (shown["changed"], shown["range"]) == (False, "1 origin")
    (item,) = listed(desk)
    assert (item["differs"], item["follows"]) == (False, [])


def test_a_link_is_rejected_added_and_turned(desk: TestClient, known: Known) -> None:
    fell = known.claim(FELL)
    assert judge(desk, noun="claim", subject=fell.statements[0], verdict="merge", merged=known.claim(TOPPLED).id) == 303
    shown = as_judged(desk, fell)
    assert shown is not None
    assert shown["range"] == "1 to 2 origins"
    pair = f"{known.report('Alpine Courier').id} {known.report('Lake Gazette').id}"
    assert judge(desk, noun="link", subject=pair, verdict="accept") == 303
    assert listed(desk)[0]["differs"], "Stemma has no such link"
    assert judge(desk, noun="direction", subject=pair, verdict="accept") == 303
    story = desk.get(f"/stories/{fell.story}.json").json()["story"]
    assert any("Alpine Courier took from Lake Gazette" in line for line in story["judged"])
    assert judge(desk, noun="direction", subject=pair, verdict="reject") == 303
    assert [item["standing"] for item in listed(desk)][:2] == ["counts", "replaced"]
    assert judge(desk, noun="link", subject=known.link(), verdict="reject") == 303
    assert listed(desk)[0]["differs"]
    (link,) = known.case.links
    shown = desk.get(f"/links/{link.id}.json").json()["link"]
    assert shown["judge"]
    (note,) = shown["judged"]
    assert note.startswith("Ana Lind, ")
    assert "neither has it from the other" in note


def test_a_statement_is_none_or_has_other_words(desk: TestClient, known: Known, case_file: Path) -> None:
    lost = known.claim(LOST)
    stray = known.said("Morning Mirror", "21 containers")
    form = {"noun": "statement", "subject": stray.id}
    assert judge(desk, **form, verdict="reject") == 303
    shown = as_judged(desk, lost)
    assert shown is not None
    assert shown["changed"]
    assert judge(desk, takes_back=str(listed(desk)[0]["id"])) == 303
    assert judge(desk, **form, verdict="correct") == 400, "no words"
    assert judge(desk, **form, verdict="correct", value="22 containers were lost") == 400, "not in the report"
    assert judge(desk, **form, verdict="correct", value="21  containers\nwere lost") == 303
    item = listed(desk)[0]
    assert (item["value"], item["differs"]) == ("21 containers were lost", True)
    with Store(str(case_file)) as store:
        kept = store.view().judgements()[-1]
    assert kept.correction is not None
    text = known.report("Morning Mirror").text
    assert text[kept.correction.start : kept.correction.end] == "21 containers were lost"


def test_a_source_is_a_party_named_or_somebody_else(desk: TestClient, known: Known) -> None:
    lost = known.claim(LOST)
    form = {"noun": "role", "subject": known.said("Lake Gazette", "19 containers").id, "verdict": "correct"}
    assert judge(desk, **form) == 400, "nothing corrected"
    assert judge(desk, **form, party="perhaps") == 400
    assert judge(desk, **form, of="nobody", party="yes") == 400
    assert judge(desk, **form, party="yes") == 303
    shown = as_judged(desk, lost)
    assert shown is not None
    assert shown["origins"] == ["harbour office (a party)"]
    assert judge(desk, **form, name="the port of Lindau", identity="organization") == 303
    shown = as_judged(desk, lost)
    assert shown is not None
    assert "the port of Lindau (a party)" in str(shown["origins"])
    assert judge(desk, **form, identity="unnamed") == 303
    items = listed(desk)
    assert [item["standing"] for item in items] == ["counts", "replaced", "counts"]
    assert items[0]["value"] == "harbour office: not named"


def test_a_place_is_another_or_none(desk: TestClient, known: Known) -> None:
    form = {"noun": "place", "subject": known.said("Lake Gazette", "A crane fell").id}
    assert judge(desk, **form, verdict="correct") == 400, "no place"
    assert judge(desk, **form, verdict="correct", of="Paris", value="Lindau") == 400, "not in the statement"
    assert judge(desk, **form, verdict="correct", value="Bregenz 101") == 400, "no such number"
    several = desk.post(
        "/review", data={"person": "A", "reason": "r", **form, "verdict": "correct", "value": "Springfield"}
    )
    assert several.status_code == 400
    assert "add the number of one" in several.text
    assert judge(desk, **form, verdict="correct", value="Zvolenburg am See") == 303
    assert (listed(desk)[0]["value"], listed(desk)[0]["differs"]) == ("Bregenz: Zvolenburg am See", True)
    assert judge(desk, **form, verdict="reject") == 303
    assert listed(desk)[0]["differs"]
    bare = {"noun": "place", "subject": known.said("Lake Gazette", "19 containers").id}
    assert judge(desk, **bare, verdict="correct", value="Lindau") == 400, "the statement names no place"


# --- people ---------------------------------------------------------------------------------------------------------


def test_a_second_person_signs_and_anybody_takes_back_and_restores(desk: TestClient, known: Known) -> None:
    judge(desk, noun="link", subject=known.link(), verdict="accept")
    name = str(listed(desk)[0]["id"])
    assert judge(desk, signs=name, person="ana lind") == 400
    assert judge(desk, signs=name, person="Ben Ost") == 303
    (item,) = listed(desk)
    signed = item["signed"]
    assert isinstance(signed, list)
    assert signed[0]["text"].startswith("Ben Ost, ")
    assert judge(desk, takes_back=signed[0]["href"], person="Ben Ost", reason="too early") == 303
    assert listed(desk)[0]["signed"] == []
    assert judge(desk, takes_back=name, person="Cora Au", reason="the call was about another day") == 303
    (item,) = listed(desk)
    assert "Cora Au" in str(item["taken_back"])
    assert (item["state"], item["standing"]) == ("", "taken_back")
    assert judge(desk, takes_back=str(item["restore"]), reason="it was the same day") == 303
    (item,) = listed(desk)
    assert (item["taken_back"], item["standing"]) == ("", "counts")


def test_where_the_case_demands_two_nothing_follows_from_one(desk: TestClient, known: Known) -> None:
    fell, form = known.claim(FELL), {"noun": "claim", "subject": known.claim(FELL).statements[0], "verdict": "merge"}
    assert judge(desk, noun="case", verdict="accept") == 303
    assert desk.get("/review.json").json()["two"]
    assert judge(desk, **form, merged=known.claim(TOPPLED).id) == 303
    assert listed(desk)[0]["standing"] == "waits"
    assert as_judged(desk, fell) is None
    assert judge(desk, signs=str(listed(desk)[0]["id"]), person="Ben Ost") == 303
    shown = as_judged(desk, fell)
    assert shown is not None
    assert (shown["people"], shown["range"]) == ("Ana Lind and Ben Ost", "1 to 2 origins")


def test_two_who_disagree_change_nothing_until_one_gives_in(desk: TestClient, known: Known) -> None:
    lost, stray = known.claim(LOST), known.said("Morning Mirror", "21 containers")
    assert judge(desk, noun="statement", subject=stray.id, verdict="reject") == 303
    assert as_judged(desk, lost) is not None
    assert judge(desk, noun="statement", subject=stray.id, verdict="accept", person="Ben Ost") == 303
    second, first = listed(desk)
    assert (second["standing"], first["standing"]) == ("disputed", "disputed")
    assert "(Ana Lind)" in str(second["standing_words"])
    assert as_judged(desk, lost) is None
    assert judge(desk, takes_back=str(second["id"]), person="Ben Ost") == 303
    assert as_judged(desk, lost) is not None


# --- refusals -------------------------------------------------------------------------------------------------------


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
        {"subject": "doc_0 doc_1"},
        {"noun": "statement", "subject": ""},
        {"noun": "claim", "subject": "doc_0"},
        {"noun": "case"},
    ],
)
def test_a_form_that_says_too_little_is_refused(desk: TestClient, known: Known, form: dict[str, str]) -> None:
    link = {"noun": "link", "subject": known.link(), "verdict": "accept"}
    assert judge(desk, **{**link, **form}) in (400, 404)
    assert not listed(desk)


def test_every_kind_has_a_form_that_works_without_a_script(desk: TestClient, known: Known) -> None:
    said = known.said("Lake Gazette", "A crane fell").id
    for noun, subject in (
        ("statement", said),
        ("claim", said),
        ("role", said),
        ("place", said),
        ("link", known.link()),
        ("direction", known.link()),
        ("case", ""),
    ):
        page = desk.get("/review", params={"noun": noun, "subject": subject})
        assert page.status_code == 200, noun
        assert '<input type="radio" name="verdict"' in page.text
        assert "<script" not in page.text.partition("<main")[2]
        asked = desk.get("/review.json", params={"noun": noun, "subject": subject}).json()["asked"]
        assert len(asked["verdicts"]) == len(asked["meanings"]) > 0
        for cite in asked["related"]:
            assert desk.get(cite["href"]).status_code == 200, cite


# --- re-runs ----------------------------------------------------------------------------------------------------------


def test_a_re_run_loses_no_judgement(desk: TestClient, known: Known, case_file: Path, tmp_path: Path) -> None:
    fell = known.claim(FELL)
    judge(desk, noun="link", subject=known.link(), verdict="reject")
    judge(desk, noun="claim", subject=fell.statements[0], verdict="merge", merged=known.claim(TOPPLED).id)
    before = as_judged(desk, fell)
    late = tmp_path / "late.txt"
    late.write_text("---\ntitle: Crane\noutlet: Late News\n---\n\nA crane fell into the harbour of Bregenz.\n")
    add(str(case_file), [str(late)], jobs=1)
    merged, rejected = listed(desk)
    assert (rejected["differs"], rejected["turned"]) == (True, False), "as it was when it was judged"
    assert (rejected["standing"], merged["standing"]) == ("counts", "counts")
    after = as_judged(desk, Known(case_file).claim(FELL))
    assert before is not None
    assert after is not None
    assert after["people"] == before["people"]


def test_judgements_follow_their_words_into_an_edited_page(
    desk: TestClient, known: Known, case_file: Path, tmp_path: Path
) -> None:
    """The page is edited: other text before the words, another id for everything; one judged sentence is gone."""
    fell, toppled = known.claim(FELL), known.claim(TOPPLED)
    judge(desk, noun="claim", subject=fell.statements[0], verdict="merge", merged=toppled.id)
    judge(desk, noun="statement", subject=known.said("Morning Mirror", "21 containers").id, verdict="reject")
    judge(desk, noun="statement", subject=known.said("Morning Mirror", "A crane fell").id, verdict="accept")
    paths = []
    for document in known.case.documents:
        path = Path(document.path)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if document.outlet == "Morning Mirror":
            text = text.replace("A crane fell", "Corrected on Friday.\n\nA crane fell").replace(
                "21 containers were lost in it.", ""
            )
        paths.append(tmp_path / path.name)
        paths[-1].write_text(text, encoding="utf-8")
    case = trace([str(p) for p in paths], config=Config(jobs=1), case_file=str(case_file))
    assert not {d.id for d in case.documents} & {known.report("Morning Mirror").id}
    accepted, rejected, merged = listed(desk)
    assert accepted["state"] == "the latest run agrees"
    assert rejected["state"] == "what was judged is no longer in the case"
    assert merged["standing"] == "counts"
    assert labels(merged)
    story = desk.get(f"/stories/{Known(case_file).claim(FELL).story}.json").json()["story"]
    assert any("No longer in the case" in line for line in story["judged"])


def test_where_a_re_run_now_disagrees_is_shown(desk: TestClient, known: Known, case_file: Path, tmp_path: Path) -> None:
    """The link was there when it was accepted; the report is then edited so that nothing ties it to the other."""
    judge(desk, noun="link", subject=known.link(), verdict="accept")
    judge(desk, noun="statement", subject=known.said("Morning Mirror", "A crane fell").id, verdict="accept")
    paths = [Path(d.path) for d in known.case.documents if d.outlet != "Morning Mirror"]
    other = tmp_path / "mirror.txt"
    other.write_text(
        "---\ntitle: Crane falls in Bregenz harbour\noutlet: Morning Mirror\nurl: https://mirror.example/crane\n"
        "published: 2031-03-06\n---\n\nOur reporter saw how the crane at Bregenz harbour tipped into the water.\n"
    )
    trace([str(p) for p in (*paths, other)], config=Config(jobs=1), case_file=str(case_file))
    statement, link = listed(desk)
    assert statement["state"] == "what was judged is no longer in the case"
    assert (link["differs"], link["turned"], link["standing"]) == (True, True, "counts")
    assert "NOW DIFFERS" in desk.get("/review").text
    documents = Known(case_file).case.documents
    story = desk.get(f"/documents/{documents[0].id}.json").json()
    assert all(other["judge"].startswith("/review?noun=link") for other in story["shared"])


def test_no_page_waits_for_what_a_run_has_worked_out(
    desk: TestClient, known: Known, case_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fell = known.claim(FELL)
    judge(desk, noun="claim", subject=fell.statements[0], verdict="merge", merged=known.claim(TOPPLED).id)
    trace([d.path for d in known.case.documents], config=Config(jobs=1), case_file=str(case_file))
    for name in ("stemma.pipeline.judged.judge_story", "stemma.review.memory.Latest.scene"):
        monkeypatch.setattr(name, lambda *_, name=name: pytest.fail(f"{name} is asked again"))
    assert as_judged(desk, fell) is not None
    (item,) = listed(desk)
    assert labels(item)


# --- a case file of another version -----------------------------------------------------------------------------------


def spoil(case_file: Path, like: str) -> None:
    """Put work in the place of what was kept under some keys, as a version would keep it that has another form."""
    with sqlite3.connect(case_file) as connection:
        changed = connection.execute("UPDATE work SET body = ? WHERE key GLOB ?", (pack({"reject": 7}), like)).rowcount
    connection.close()
    assert changed


@pytest.mark.parametrize("current", [True, False])
def test_work_that_another_version_kept_stops_no_page_and_says_so(
    desk: TestClient, known: Known, case_file: Path, monkeypatch: pytest.MonkeyPatch, current: bool
) -> None:
    fell = known.claim(FELL)
    judge(desk, noun="link", subject=known.link(), verdict="reject")
    judge(desk, noun="claim", subject=fell.statements[0], verdict="merge", merged=known.claim(TOPPLED).id)
    if not current:
        monkeypatch.setattr("stemma.pipeline.keys.fingerprint", lambda: "another version")
    spoil(case_file, "[0-9a-f]*")
    for address in addresses(desk):
        assert desk.get(address).status_code == 200, address
        assert desk.get(twin(address)).status_code == 200, address
    (link,) = known.case.links
    story = desk.get(f"/stories/{fell.story}.json").json()["story"]
    assert STALE in story["judged"]
    claim = desk.get(f"/claims/{fell.id}.json").json()
    assert (claim["note"], claim["claim"]["judged"]) == (STALE, None)
    assert desk.get(f"/links/{link.id}.json").json()["link"]["judged"][0] == STALE
    assert [(item["note"], item["follows"]) for item in listed(desk)] == [(STALE, [])] * 2
    words = STALE.partition(" (")[0]
    for address in (f"/stories/{fell.story}", f"/claims/{fell.id}", f"/links/{link.id}", "/review"):
        assert words in desk.get(address).text, address
    assert desk.get("/export/dossier").status_code == 200


def test_after_a_new_run_what_follows_shows_again(desk: TestClient, known: Known, case_file: Path) -> None:
    fell = known.claim(FELL)
    judge(desk, noun="claim", subject=fell.statements[0], verdict="merge", merged=known.claim(TOPPLED).id)
    with pytest.MonkeyPatch.context() as before:
        before.setattr("stemma.pipeline.keys.fingerprint", lambda: "another version")
        assert desk.get(f"/claims/{fell.id}.json").json()["note"] == STALE
    trace([d.path for d in known.case.documents], config=Config(jobs=1), case_file=str(case_file))
    assert desk.get(f"/claims/{fell.id}.json").json()["note"] == ""
    assert as_judged(desk, fell) is not None


def test_what_another_version_kept_of_judgements_is_worked_out_anew(
    desk: TestClient, known: Known, case_file: Path
) -> None:
    fell = known.claim(FELL)
    judge(desk, noun="claim", subject=fell.statements[0], verdict="merge", merged=known.claim(TOPPLED).id)
    before = as_judged(desk, fell), listed(desk)
    spoil(case_file, "judged *")
    spoil(case_file, "stand *")
    assert (as_judged(desk, fell), listed(desk)) == before

"""What happens to documents and stories on which a stage fails, and what a run counts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from stemma import trace
from stemma.config import Config
from stemma.errors import CaseFileError, InputError
from stemma.export.records import render
from stemma.model import Case, Stage
from stemma.pipeline import STAGES, processes, run, work
from stemma.store import Store

ALONE = Config(jobs=1)


def failing(function: Any, word: str) -> Any:
    """Return ``function`` made to fail on any document that has ``word`` in its text."""

    def fail(document: Any, *rest: Any, **extra: Any) -> Any:
        if word in document.text:
            raise ZeroDivisionError("made to fail")
        return function(document, *rest, **extra)

    return fail


def counts(case: Case) -> dict[str, tuple[int, int, int]]:
    assert case.run is not None
    return {s.stage: (s.taken, s.given, s.rejected) for s in case.run.stages}


def test_a_run_says_what_read_who_said_what(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def attribution(config: Config) -> str:
        described = trace([str(reports)], config=config).run
        assert described is not None
        return described.attribution

    assert attribution(ALONE) == "labeller and rules"
    assert attribution(Config(jobs=1, labeller=False)) == "rules"
    for module in (run, work):
        monkeypatch.setattr(module, "open_labeller", lambda: "ImportError: no onnxruntime")
    assert attribution(ALONE) == "rules: the labeller could not be loaded (ImportError: no onnxruntime)"


def test_each_stage_gives_out_what_it_took_in_and_did_not_reject(reports: Path) -> None:
    (reports / "broken.bin").write_bytes(bytes(range(256)) * 10)
    (reports / "twin.txt").write_bytes((reports / "courier.txt").read_bytes())
    case = trace([str(reports)], config=ALONE)
    assert counts(case) == {
        "captures": (5, 4, 1),
        "documents": (4, 3, 1),
        "statements": (3, 3, 0),
        "stories": (3, 3, 0),
        "lineage": (2, 2, 0),
        "claims": (2, 2, 0),
    }
    assert tuple(counts(case)) == STAGES


def test_a_duplicate_names_the_first(reports: Path) -> None:
    (reports / "twin.txt").write_bytes((reports / "courier.txt").read_bytes())
    case = trace([str(reports)], config=ALONE)
    (reject,) = case.rejects
    assert (reject.stage, reject.reason) == ("documents", "duplicate")
    assert reject.locator == str(reports / "twin.txt")
    assert str(reports / "courier.txt") in reject.detail


@pytest.mark.parametrize(
    ("stage", "function"), [("documents", "clean"), ("statements", "attribute"), ("stories", "extract")]
)
def test_a_document_on_which_a_stage_fails_is_rejected_alone(
    stage: Stage, function: str, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if function == "clean":
        from stemma.documents import clean as original

        def clean(capture: Any, **extra: Any) -> Any:
            if b"music" in capture.data:
                raise ZeroDivisionError("made to fail")
            return original(capture, **extra)

        monkeypatch.setattr(work, "clean", clean)
    else:
        monkeypatch.setattr(work, function, failing(getattr(work, function), "music"))
    case = trace([str(reports)], config=ALONE)
    (reject,) = case.rejects
    assert (reject.stage, reject.reason) == (stage, "failed")
    assert reject.locator == str(reports / "herald.txt")
    assert "ZeroDivisionError: made to fail (test_pipeline.py:" in reject.detail
    assert len(case.documents) == 2


@pytest.mark.parametrize(("stage", "function"), [("lineage", "trace"), ("claims", "weigh")])
def test_a_story_on_which_a_stage_fails_stays_a_story(
    stage: Stage, function: str, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = getattr(work, function)

    def fail(story: Any, *rest: Any, **extra: Any) -> Any:
        if len(story.documents) == 1:
            raise ZeroDivisionError("made to fail")
        return original(story, *rest, **extra)

    monkeypatch.setattr(work, function, fail)
    case = trace([str(reports)], config=ALONE)
    (reject,) = case.rejects
    (school,) = (story for story in case.stories if len(story.documents) == 1)
    assert (reject.stage, reject.locator, reject.reason) == (stage, school.id, "failed")
    assert not [claim for claim in case.claims if claim.story == school.id]
    assert [claim for claim in case.claims if claim.story != school.id]
    assert counts(case)["claims"][2] == (1 if stage == "claims" else 0)


def test_a_document_on_which_the_process_dies_is_rejected_alone(
    reports: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(processes, "FEWEST", 1)
    boot = processes._BOOT.replace(
        "serve()",
        "import stemma.pipeline.work as w, os; old = w.clean;"
        " w.clean = lambda c, **k: os._exit(9) if b'music' in c.data else old(c, **k); serve()",
    )
    monkeypatch.setattr(processes, "_BOOT", "serve()".join(boot.rsplit("serve()", 1)))
    case = trace([str(reports)], config=Config(jobs=2))
    (reject,) = case.rejects
    assert (reject.locator, reject.reason) == (str(reports / "herald.txt"), "crashed")
    assert "exit status 9" in reject.detail
    assert len(case.documents) == 2


def test_an_interrupt_leaves_the_case_whole(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "case")
    before = trace([str(reports / "gazette.txt")], config=ALONE, case_file=path)

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(work, "weigh", interrupt)
        with pytest.raises(KeyboardInterrupt):
            trace([str(reports)], config=ALONE, case_file=path)
    with Store(path) as store:
        assert render(store.view().case()) == render(before)
    after = trace([str(reports)], config=ALONE, case_file=path)
    assert after.run is not None
    computed = {stage.stage: stage.computed for stage in after.run.stages}
    assert (computed["statements"], computed["claims"]) == (0, 2)  # the reading done before the interrupt was kept


def test_progress_is_told(reports: Path) -> None:
    told: list[tuple[Stage, int, int | None]] = []
    trace([str(reports)], config=ALONE, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert ("statements", 0, 3) in told
    assert ("statements", 3, 3) in told
    assert ("claims", 2, 2) in told


def test_the_library_prints_nothing(reports: Path, capfd: pytest.CaptureFixture[str]) -> None:
    trace([str(reports)], config=ALONE)
    assert capfd.readouterr() == ("", "")


def test_a_bad_call_makes_no_case_file(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        trace([str(tmp_path / "nothing.txt")], config=ALONE, case_file=str(tmp_path / "case"))
    assert not os.path.exists(tmp_path / "case")


def test_a_bad_case_file_is_refused_before_any_work(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "case").write_text("no database " * 100)
    with pytest.raises(CaseFileError):
        trace([str(reports)], config=ALONE, case_file=str(tmp_path / "case"))


def test_a_language_without_grammar_gets_documents_stories_and_lineage(tmp_path: Path) -> None:
    text = "Кран упав у гавань Брегенца у вівторок. Портове управління повідомило про втрату 19 контейнерів.\n"
    (tmp_path / "a.txt").write_text(text + "Ніхто не постраждав, заявила Ада Мозер.\n")
    (tmp_path / "b.txt").write_text(text + "Причину встановлюють, додали в управлінні.\n")
    case = trace([str(tmp_path)], config=ALONE)
    assert {d.language for d in case.documents} == {"uk"}
    assert len(case.stories) == 1
    assert case.rejects == ()

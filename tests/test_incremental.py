"""The same reports give the same records: in any order, in any steps, with any number of processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from stemma import add, trace
from stemma.captures import read
from stemma.config import Config
from stemma.export.records import render
from stemma.model import Case
from stemma.pipeline import keys, processes, trace_captures
from stemma.store import Store

ALONE = Config(jobs=1)


def files(case: Case) -> dict[str, bytes]:
    """Return the record files, without what a case's history leaves in them."""
    stories = tuple(replace(s, replaces=()) for s in case.stories)
    claims = tuple(replace(c, replaces=()) for c in case.claims)
    return render(replace(case, stories=stories, claims=claims))


def in_steps(path: Path, *steps: Sequence[Path]) -> Case:
    first, *others = [[str(p) for p in step] for step in steps]
    case = trace(first, config=ALONE, case_file=str(path))
    for other in others:
        case = add(str(path), other, jobs=1)
    return case


@pytest.fixture
def paths(reports: Path) -> list[Path]:
    """Three reports, and a fourth that is the second once more under a later name."""
    twin = reports / "zwilling.txt"
    twin.write_bytes((reports / "courier.txt").read_bytes())
    return sorted(reports.iterdir())


def test_two_runs_give_the_same_bytes(paths: list[Path]) -> None:
    once = trace([str(p) for p in paths], config=ALONE)
    again = trace([str(p) for p in paths], config=ALONE)
    assert render(once) == render(again)
    assert len(once.documents) == 3
    assert len(once.stories) == 2


def test_the_order_of_the_inputs_does_not_matter(paths: list[Path]) -> None:
    expected = render(trace([str(p) for p in paths], config=ALONE))
    for order in list(permutations(paths))[1::5]:
        assert render(trace([str(p) for p in order], config=ALONE)) == expected


def test_the_number_of_processes_does_not_matter(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = render(trace([str(p) for p in paths], config=ALONE))
    monkeypatch.setattr(processes, "FEWEST", 1)
    assert render(trace([str(p) for p in paths], config=Config(jobs=2))) == expected


def test_adding_gives_what_tracing_all_gives(paths: list[Path], tmp_path: Path) -> None:
    whole = files(trace([str(p) for p in paths], config=ALONE))
    for number, order in enumerate(list(permutations(paths))[::7]):
        one, two, three, four = order
        assert files(in_steps(tmp_path / f"{number}.a", [one], [two, three], [four])) == whole
        assert files(in_steps(tmp_path / f"{number}.b", [one, two], [three, four])) == whole


def test_adding_works_out_only_what_it_touches(paths: list[Path], tmp_path: Path) -> None:
    case = in_steps(tmp_path / "case", paths[:2], [paths[2]])
    assert case.run is not None
    assert {stage.stage: stage.computed for stage in case.run.stages} == {
        "captures": 0,
        "documents": 1,
        "statements": 1,
        "stories": 2,
        "lineage": 1,
        "claims": 1,
    }


def test_tracing_again_works_out_nothing(paths: list[Path], tmp_path: Path) -> None:
    first = in_steps(tmp_path / "case", paths)
    again = in_steps(tmp_path / "case", paths)
    assert again.run is not None
    assert not any(stage.computed for stage in again.run.stages)
    assert render(first) == render(again)


def test_a_smaller_document_renames_the_story_and_is_told(paths: list[Path], tmp_path: Path) -> None:
    crane = sorted(trace([str(p) for p in paths[:2]], config=ALONE).documents, key=lambda d: d.id)
    smaller, larger = (Path(d.path) for d in crane)
    before = in_steps(tmp_path / "case", [larger])
    after = add(str(tmp_path / "case"), [str(smaller)], jobs=1)
    assert len(after.stories) == 1
    assert after.stories[0].id != before.stories[0].id
    assert after.stories[0].replaces == (before.stories[0].id,)
    kept = add(str(tmp_path / "case"), [str(paths[2])], jobs=1)
    assert before.stories[0].id in {name for story in kept.stories for name in story.replaces}


def test_a_case_file_gives_back_the_case(paths: list[Path], tmp_path: Path) -> None:
    case = in_steps(tmp_path / "case", paths[:1], paths[1:])
    with Store(str(tmp_path / "case")) as store:
        assert render(store.view().case()) == render(case)


def test_settings_of_a_case_hold_for_what_is_added(paths: list[Path], tmp_path: Path) -> None:
    path = str(tmp_path / "case")
    trace([str(paths[0])], config=Config(jobs=1, one_story=True), case_file=path)
    case = add(path, [str(p) for p in paths[1:3]], jobs=1)
    assert len(case.stories) == 1
    whole = trace([str(p) for p in paths[:3]], config=Config(jobs=1, one_story=True))
    assert files(case) == files(whole)


def test_another_view_of_the_stories_reads_no_document_again(paths: list[Path], tmp_path: Path) -> None:
    path = str(tmp_path / "case")
    trace([str(p) for p in paths], config=ALONE, case_file=path)
    case = trace([str(p) for p in paths], config=Config(jobs=1, one_story=True), case_file=path)
    assert case.run is not None
    assert {s.stage: s.computed for s in case.run.stages}["statements"] == 0
    assert len(case.stories) == 1


def test_a_changed_file_is_a_second_version(paths: list[Path], tmp_path: Path) -> None:
    path = str(tmp_path / "case")
    trace([str(paths[2])], config=ALONE, case_file=path)
    paths[2].write_text(paths[2].read_text().replace("240 pupils", "260 pupils"))
    case = add(path, [str(paths[2])], jobs=1)
    assert len({d.id for d in case.documents}) == 2
    assert {d.path for d in case.documents} == {str(paths[2])}


def test_a_file_that_can_be_read_at_last_is_no_reject_any_more(reports: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "case")
    late = reports / "late.txt"
    late.write_bytes(bytes(range(256)) * 10)
    case = trace([str(reports)], config=ALONE, case_file=path)
    assert [r.locator for r in case.rejects] == [str(late)]
    late.write_text(
        "A ferry reached the harbour of Konstanz on Friday, the port office said. It had 12 cars on board.\n"
    )
    case = add(path, [str(late)], jobs=1)
    assert case.rejects == ()
    assert len(case.documents) == 4


def test_bytes_are_left_out_of_the_case_file_when_told_so(paths: list[Path], tmp_path: Path) -> None:
    path = str(tmp_path / "case")
    lean = trace([str(p) for p in paths[:2]], config=replace(ALONE, keep_bytes=False), case_file=path)
    assert render(lean) == render(trace([str(p) for p in paths[:2]], config=ALONE))
    with Store(path) as store:
        assert not any(store.view().holds(capture.digest) for capture in store.view().captures())
    grown = add(path, [str(paths[2])], jobs=1)
    assert len(grown.documents) == 3
    assert not grown.rejects


def test_what_can_no_longer_be_read_is_told(paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "case")
    trace([str(p) for p in paths[:2]], config=replace(ALONE, keep_bytes=False), case_file=path)
    monkeypatch.setattr(keys, "fingerprint", lambda: "the next version")
    grown = add(path, [str(paths[2])], jobs=1)
    assert len(grown.documents) == 1
    assert {(r.locator, r.reason) for r in grown.rejects} == {(str(p), "bytes_not_kept") for p in paths[:2]}
    mended = add(path, [str(p) for p in paths[:2]], jobs=1)
    assert len(mended.documents) == 3
    assert not mended.rejects


def test_captures_can_be_traced_without_files(paths: list[Path]) -> None:
    found = list(read([str(p) for p in paths], meta=None, config=ALONE))
    assert render(trace_captures(found, config=ALONE)) == render(trace([str(p) for p in paths], config=ALONE))

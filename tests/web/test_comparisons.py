"""Two documents side by side: from the work that the case keeps, the same as traced anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.pipeline import beside
from stemma.store import Store
from stemma.web.comparisons import compare_page
from stemma.web.queries import CompareQuery


def test_nothing_is_parsed_again_and_nothing_differs(case_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(str(case_file)) as store:
        view = store.view()
        first, second = (d.id for d in view.brief(view.story_lines(order="reports")[0].id).reports[:2])
        query = CompareQuery(a=first, b=second)
        with monkeypatch.context() as changed:
            changed.setattr(beside, "trace_beside", None)
            kept = compare_page(view, query)
        monkeypatch.setattr(beside, "weigh_beside", lambda *_: None)
        assert compare_page(view, query) == kept


def test_work_of_another_form_is_done_again(case_file: Path) -> None:
    with Store(str(case_file)) as store:
        view = store.view()
        pair = [d.id for d in view.brief(view.story_lines(order="reports")[0].id).reports[:2]]
        assert beside.weigh_beside(view, pair) is not None
        store._connection.execute("UPDATE work SET body = (SELECT body FROM runs LIMIT 1)")
        assert beside.weigh_beside(view, pair) is None
        assert compare_page(view, CompareQuery(a=pair[0], b=pair[1])).rows

"""Claims as records are made into the groups they were concluded from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.conftest import REPORTS

from stemma.claims import conclude, gather, regather
from stemma.claims.material import lay_out
from stemma.config import Config
from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Lineage
from stemma.pipeline import trace


def test_restored_groups_give_the_same_claims_and_findings(tmp_path: Path) -> None:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    case = trace([str(tmp_path)], config=Config(jobs=1, one_story=True))
    (story,) = case.stories
    trees = {d.id: grow(d.text, parse(d.id, d.text, d.language)) for d in case.documents}
    lineage = Lineage(story=story.id, links=case.links, unseen=story.unseen)
    material = lay_out(story, lineage, case.documents, trees, case.statements)
    groups = regather(case.claims, material)
    assert groups is not None
    assert conclude(groups, material) == conclude(gather(material), material)
    assert regather([replace(case.claims[0], id="clm_0")], material) is None
    assert (
        regather(
            [replace(case.claims[0], statements=("stm_0",), propositions=case.claims[0].propositions[:1])], material
        )
        is None
    )

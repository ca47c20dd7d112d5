"""A small invented case and its desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.conftest import REPORTS

from stemma import trace
from stemma.config import Config
from stemma.web import make_app

COPIES = {
    "mirror.txt": (
        "---\ntitle: Crane falls in Bregenz harbour\noutlet: Morning Mirror\nurl: https://mirror.example/crane\n"
        "published: 2031-03-06\n---\n\n"
        "A crane fell into the harbour of Bregenz on Tuesday, Lake Gazette reports. 21 containers were lost in it.\n\n"
        "“Nobody was hurt,” said Ada Moser, who heads the harbour office.\n\nThe harbour office denied that containers"
        " were lost.\n"
    ),
}
"""One more report, which retells the first and changes a number."""


@pytest.fixture(scope="session")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file of four reports, traced once."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in (REPORTS | COPIES).items():
        (folder / name).write_text(text, encoding="utf-8")
    paths = sorted(str(path) for path in folder.glob("*.txt"))
    trace(paths, config=Config(jobs=1), case_file=str(folder / "case.stemma"))
    return folder / "case.stemma"


@pytest.fixture
def case_file(traced: Path, tmp_path: Path) -> Path:
    """A copy of the case file that a test may change."""
    return Path(shutil.copy(traced, tmp_path / "case.stemma"))


@pytest.fixture
def desk(case_file: Path) -> Iterator[TestClient]:
    """A browser of the desk that follows no redirects."""
    with TestClient(
        make_app(str(case_file), hosts=("desk.test",)), base_url="http://desk.test", follow_redirects=False
    ) as client:
        yield client


def addresses(desk: TestClient) -> list[str]:
    """Return an address of every page: of each story, and of a claim, a document and a comparison in it."""
    found = ["/", "/search?q=crane", "/add", "/review", "/export"]
    for item in desk.get("/case.json").json()["stories"]:
        found.append(item["href"])
        page = desk.get(item["href"] + ".json").json()
        documents = [moment["href"] for moment in page["timeline"]]
        claims = page["story"]["claims"]
        found += [cite["href"] for cite in page["further"]]
        found += [f"/claims/{claim['id']}" for claim in claims] + documents
        links = [tie["href"] for row in page["story"]["rows"] for tie in row["ties"]]
        found += links + [judge for link in links if (judge := desk.get(link + ".json").json()["link"]["judge"])]
        if len(documents) > 1:
            first, second = (address.rsplit("/", 1)[1] for address in documents[:2])
            found.append(f"/compare?a={first}&b={second}")
    return found


def twin(address: str) -> str:
    """Return the address of a page's record."""
    path, _, query = address.partition("?")
    path = "/case" if path == "/" else path
    return f"{path}.json" + (f"?{query}" if query else "")

"""The desk in a real browser: from the story to its evidence, a text added, a judgement made, the case taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tools.browsing import CHROMIUM, browser, listening
from tools.screens import WIDTHS, addresses

from stemma.config import Config
from stemma.demo import reports
from stemma.pipeline import trace

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk on the demo."""
    path = str(tmp_path_factory.mktemp("demo") / "case.stemma")
    trace([reports()], config=Config(jobs=1, labeller=False), case_file=path)
    with listening(path) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(params=WIDTHS, ids=list(WIDTHS))
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page at either width; an error of a script or a refused load fails the test."""
    width, height = WIDTHS[request.param]
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": height})
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield opened
    assert not problems
    context.close()


def test_from_the_story_to_the_evidence_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("ferry", re.I)).first.click()
    assert page.locator("svg.lineage .unseen").count() >= 1
    page.locator(".ties a").first.click()
    page.wait_for_url(re.compile(r"/links/"))
    quote = page.locator(".link blockquote footer a").first
    quote.click()
    page.wait_for_url(re.compile(r"/documents/"))
    assert page.locator("mark.asked").first.is_visible()


def test_a_text_is_added_judged_and_taken_away(page: Page, tmp_path: Path) -> None:
    page.goto("/add")
    width = (page.viewport_size or {"width": 0})["width"]  # two runs of this test share a desk
    page.get_by_label("Text", exact=True).fill(
        f"The passenger ferry Säntisblick collided with a gravel barge off Romanshorn. Police said {width} life vests"
        " were counted."
    )
    page.get_by_label("Outlet").fill(f"Evening Sheet {width}")
    page.get_by_role("button", name="Add to the case").click()
    page.get_by_role("heading", name="Done").wait_for(timeout=60_000)
    assert page.get_by_text(re.compile(r"The case has \d+ reports now")).is_visible()
    page.goto("/search?q=life+vests")
    page.locator(".item a").first.click()
    page.goto("/")
    page.locator(".item h3 a").first.click()
    page.locator(".ties a").first.click()
    page.locator(".link .judge").first.click()
    page.get_by_label("neither has it from the other").check()
    page.get_by_label("Reason").first.fill("both quote a briefing")
    page.get_by_label("Your name").first.fill("Ana Lind")
    page.get_by_role("button", name="Keep the judgement").click()
    assert page.get_by_text("STEMMA DIFFERS").first.is_visible()
    page.goto("/export")
    with page.expect_download() as download:
        page.get_by_role("link", name="dossier.html").click()
    download.value.save_as(tmp_path / "dossier.html")
    assert b"Stemma" in (tmp_path / "dossier.html").read_bytes()


def test_it_works_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("software")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=software"))
    assert page.locator(".item").count() > 1


def test_the_story_says_at_once_on_what_its_reports_hang(page: Page) -> None:
    page.goto("/")
    page.locator(".item h3 a").first.click()
    lead = page.locator(".verdict .lead")
    assert re.search(r"\d+ of \d+ reports hang on one source", lead.inner_text())
    root = page.locator(".hangs.unseen .root").first
    assert root.locator("bdi").inner_text() in lead.inner_text()
    number = int(root.locator(".disc").inner_text())
    assert page.locator(".hangs.unseen").first.locator(".leaf > a").count() == number
    height = (page.viewport_size or {"height": 0})["height"]
    assert (root.bounding_box() or {"y": 9999.0})["y"] < height, "the drawing begins below the first screen"


def test_the_evidence_of_a_link_shows_on_focus_and_goes_with_escape(page: Page) -> None:
    page.goto("/")
    page.locator(".item h3 a").first.click()
    tie = page.locator(".tie").first
    tie.focus()
    peek = page.locator(".peek")
    peek.wait_for()
    assert "verbatim" in peek.inner_text()
    box, width = peek.bounding_box(), (page.viewport_size or {"width": 0})["width"]
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    assert peek.count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/links/"))
    assert page.locator("div.evidence").count() > 0


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    for address in addresses(page).values():
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in addresses(page).values():
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"


def test_it_reads_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator(".item h3 a").first.click()
    assert page.locator(".claim").first.is_visible()
    page.locator(".claim h3 a").first.click()
    page.locator(".claim h3 a").first.click()
    assert page.locator("mark.asked").first.is_visible()
    context.close()

"""Screenshots of every page of the desk on the demo, at two widths, to be looked at.

``python -m tools.screens DIR`` traces the demo, opens each page in the system's Chromium and writes ``NAME-WIDTH.png``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from stemma.config import Config
from stemma.demo import reports
from stemma.pipeline import trace
from tools.browsing import browser, listening

WIDTHS: Mapping[str, tuple[int, int]] = {"desk": (1280, 900), "phone": (390, 844)}
"""Names and sizes of the windows, in CSS pixels."""


def addresses(page: Page) -> dict[str, str]:
    """Return an address of every page, by its name, found by following links from the case page."""
    page.goto("/")
    story = page.locator(".item h3 a").first.get_attribute("href") or ""
    page.goto(story)
    link = page.locator(".tie").first.get_attribute("href") or ""
    judge = page.locator(".judge").first.get_attribute("href") or ""
    claim = page.locator(".claim").first.get_attribute("id")
    document, other = (page.locator(".timeline a").nth(n).get_attribute("href") or "" for n in (0, 1))
    first, second = (re.sub(r".*/", "", one) for one in (document, other))
    return {
        "case": "/",
        "story": story,
        "claim": f"/claims/{claim}",
        "document": document,
        "compare": f"/compare?a={first}&b={second}",
        "link": link,
        "search": "/search?q=ferry",
        "add": "/add",
        "review": "/review",
        "judge": judge,
        "export": "/export",
    }


def take(folder: Path) -> Iterator[Path]:
    """Write the screenshots, and yield their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as kept:
        path = str(Path(kept) / "case.stemma")
        trace([reports()], config=Config(), case_file=path)
        with listening(path) as address, browser() as opened:
            for name, (width, height) in WIDTHS.items():
                context = opened.new_context(base_url=address, viewport={"width": width, "height": height})
                page = context.new_page()
                for title, target in addresses(page).items():
                    page.goto(target)
                    shot = folder / f"{title}-{name}.png"
                    page.screenshot(path=str(shot), full_page=True)
                    yield shot
                context.close()


def main() -> int:
    """Write the screenshots into the folder that is named."""
    if len(sys.argv) != 2:
        print("usage: python -m tools.screens DIR", file=sys.stderr)
        return 2
    for shot in take(Path(sys.argv[1])):
        print(shot)
    return 0


if __name__ == "__main__":
    sys.exit(main())

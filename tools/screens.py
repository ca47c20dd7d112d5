"""Screenshots of every page of the desk on the demo, at two widths, to be looked at.

``python -m tools.screens DIR`` traces the demo, opens each page in the system's Chromium and writes ``NAME-WIDTH.png``.
``python -m tools.screens --readme`` writes the picture that the readme shows: who hangs on whom in the demo's story.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page

from stemma.config import Config
from stemma.demo import reports
from stemma.pipeline import trace
from tools.browsing import browser, listening

WIDTHS: Mapping[str, tuple[int, int]] = {"desk": (1280, 900), "phone": (390, 844)}
"""Names and sizes of the windows, in CSS pixels."""


PICTURE = Path(__file__).parents[1] / "docs" / "story.png"
"""What the readme shows."""

COLUMN = 940
"""Width of that picture, in CSS pixels: that of a page which shows a readme."""

SCALE = 1.5
"""Pixels of the picture for each of them."""

COLOURS = 48
"""Colours of the picture; with more it is larger and looks the same."""


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


@contextmanager
def demo() -> Iterator[tuple[str, Browser]]:
    """Serve the demo, and open a browser for it."""
    with TemporaryDirectory() as kept:
        path = str(Path(kept) / "case.stemma")
        trace([reports()], config=Config(), case_file=path)
        with listening(path) as address, browser() as opened:
            yield address, opened


def take(folder: Path) -> Iterator[Path]:
    """Write the screenshots, and yield their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with demo() as (address, opened):
        for name, (width, height) in WIDTHS.items():
            context = opened.new_context(base_url=address, viewport={"width": width, "height": height})
            page = context.new_page()
            for title, target in addresses(page).items():
                page.goto(target)
                shot = folder / f"{title}-{name}.png"
                page.screenshot(path=str(shot), full_page=True)
                yield shot
            context.close()


def draw(path: Path) -> None:
    """Write the top of the story's page, down to the end of its picture."""
    with demo() as (address, opened):
        context = opened.new_context(
            base_url=address, viewport={"width": COLUMN, "height": 900}, device_scale_factor=SCALE
        )
        page = context.new_page()
        page.goto(addresses(page)["story"])
        top, bottom = page.locator("main").bounding_box(), page.locator(".spread").first.bounding_box()
        if top is None or bottom is None:
            raise SystemExit("the story page has no picture")
        clip = {"x": 0, "y": top["y"], "width": COLUMN, "height": bottom["y"] + bottom["height"] - top["y"]}
        image = Image.open(BytesIO(page.screenshot(clip=clip, full_page=True)))  # type: ignore[arg-type]
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        context.close()


def main() -> int:
    """Write the screenshots into the folder that is named."""
    if len(sys.argv) != 2:
        print("usage: python -m tools.screens DIR | --readme", file=sys.stderr)
        return 2
    if sys.argv[1] == "--readme":
        draw(PICTURE)
        return 0
    for shot in take(Path(sys.argv[1])):
        print(shot)
    return 0


if __name__ == "__main__":
    sys.exit(main())

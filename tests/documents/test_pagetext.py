"""The main text of a page: what stays, what goes. The pages here are invented."""

from __future__ import annotations

import pytest

from stemma.documents.html import read_page
from stemma.documents.pagetext import MAX_LINKS

LINES = (
    "The ferry Alma ran aground off Wasserburg on Tuesday, the water police said.",
    "All of its forty passengers were brought ashore by two boats of the lifeguards.",
    "The operator said that the engine had failed twice before this spring.",
    "The harbour office will look into the matter and expects a report in June.",
)
LONG = tuple(
    f"Boat number {number} left the harbour of Lindau for Wasserburg at once, its crew said." for number in range(9)
)


def text(*inside: str, head: str = "", after: int = 2) -> list[str]:
    """Return the lines of a page with something set between the paragraphs of its report."""
    shown = [f"<p>{line}</p>" for line in LINES]
    article = "".join((*shown[:after], *inside, *shown[after:]))
    return read_page(f"<html><head>{head}</head><body><article>{article}</article></body></html>", url=None).text.split(
        "\n"
    )


def test_a_report() -> None:
    assert text() == list(LINES)


@pytest.mark.parametrize(
    "inside",
    [
        "<figure><img src=a.jpg><figcaption>The Alma on Monday, a day before the accident.</figcaption></figure>",
        '<p class="wp-caption-text">The Alma on Monday, a day before the accident.</p>',
        '<div class="image-caption">The Alma on Monday, a day before the accident.</div>',
        '<p style="display: none">Subscribe to our paper and never miss the news from the lake.</p>',
        "<p hidden>Subscribe to our paper and never miss the news from the lake.</p>",
        '<span class="sr-only">Opens in a new window and leaves this page behind.</span>',
        '<p><a href="/2">Lindau closes its promenade for the summer</a></p>',
        '<p><strong><a href="/2">Lindau closes its promenade for the summer</a></strong></p>',
        '<ul><li><a href="/2">Lindau closes its promenade again</a> The town says why</li>'
        '<li><a href="/3">Bregenz opens its festival early</a> The music begins</li>'
        '<li><a href="/4">Konstanz counts its cyclists again</a> More than ever</li></ul>',
        "<script>document.write('x')</script><style>p { color: red }</style><noscript>No program.</noscript>",
        "<dialog>We use cookies on this page to count our readers.</dialog>",
    ],
    ids=range(11),
)
def test_what_is_no_part_of_the_report_goes(inside: str) -> None:
    assert text(inside) == list(LINES)


@pytest.mark.parametrize(
    "inside",
    [
        '<p><a href="/2">The operator denied on Wednesday that it had known of the fault.</a></p>',
        '<p>“Nobody was hurt”, <a href="/2">the captain wrote in a post on Wednesday</a>, and thanked the crew.</p>',
        "<ul><li>Twelve of the passengers were children.</li><li>Three were treated for shock.</li></ul>",
        "<blockquote>We had to leave the ship within ten minutes, said one of them.</blockquote>",
        f'<div style="display:none">{"".join(f"<p>{line}</p>" for line in LONG)}</div>',
        '<p class="description">The ship was built in Kressbronn in 2019 and has two engines.</p>',
    ],
    ids=range(6),
)
def test_what_belongs_to_the_report_stays(inside: str) -> None:
    found = text(inside)
    assert len(found) > len(LINES)
    assert set(LINES) <= set(found)


def test_the_headline_is_metadata_and_not_text() -> None:
    head = "<title>Ferry aground off Wasserburg - Lake Gazette</title>"
    assert text("<h1>Ferry aground off Wasserburg</h1>", head=head, after=0) == list(LINES)
    assert text("<h2>What the police say</h2>", head=head)[2] == "What the police say"


def test_links_are_those_of_the_text_and_of_where_it_stood_first() -> None:
    head = (
        '<link rel="canonical" href="https://pier.example/2031/ferry">'
        '<meta name="syndication-source" content="https://wire.example/7">'
    )
    links = "".join(f'<a href="https://a.example/{n}">word</a> ' for n in range(MAX_LINKS + 10))
    page = f"<html><head>{head}</head><body><article><p>{LINES[0]} {links}</p><p>{LINES[1]}</p></article></body></html>"
    found = read_page(page, url="https://lake.example/1").links
    assert len(found) == MAX_LINKS + 2
    assert found[-2:] == ("https://pier.example/2031/ferry", "https://wire.example/7")


def test_a_line_that_links_to_another_site_names_a_source_and_stays() -> None:
    paragraphs = "".join(f"<p>{line} {LINES[0]} {LINES[1]}</p>" for line in LINES)
    elsewhere = '<p><a href="https://pier.example/7">The whole report of the harbour office on its ferries</a></p>'
    page = f"<html><body><article>{paragraphs}{elsewhere}{paragraphs}</article></body></html>"
    assert "The whole report" in read_page(page, url="https://lake.example/1").text
    assert "The whole report" not in read_page(page.replace("pier.", "www.lake."), url="https://lake.example/1").text

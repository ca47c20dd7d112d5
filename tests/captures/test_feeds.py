"""Feeds and lists: every format becomes items, hostile ones stop early, and nothing is lost. All invented."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.captures.newsroom import Newsroom, item, page, rss

from stemma.captures import read
from stemma.captures.feedcaptures import FULL_TEXT, name_items
from stemma.captures.feeddates import feed_date
from stemma.captures.feeditems import Item, Listing, ListingError
from stemma.captures.feeds import MAX_PAGES
from stemma.captures.feedxml import MAX_DEPTH
from stemma.captures.listings import read_listing
from stemma.codec import dump
from stemma.config import Config
from stemma.documents import clean
from stemma.model import Capture, Document, Media, Published, Reject

LONG = "<p>" + "The harbour office counted the containers again. " * 20 + "</p>"
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Lake Gazette</title>
<link href="https://lake.example/"/><link rel="self" href="https://lake.example/atom"/>
<entry xml:base="https://lake.example/news/"><id>tag:lake.example,2031:1</id>
<title type="html">Crane &amp;amp; quay</title>
<link href="crane"/><link rel="via" href="https://port.example/notice"/>
<link rel="enclosure" type="image/jpeg" href="https://lake.example/crane.jpg"/>
<published>2031-03-04T11:30:00+01:00</published><updated>2031-03-05T08:00:00Z</updated>
<author><name>Ada Moser</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A crane <b>fell</b>.</p></div></content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://lake.example/"><title>Lake Gazette</title>
<link>https://lake.example/</link></channel><item rdf:about="https://lake.example/1"><title>Crane falls</title>
<link>https://lake.example/1</link><description>A crane fell.</description><dc:date>2031-03-04</dc:date>
<dc:language>uk</dc:language></item></rdf:RDF>"""
OLD_RSS = """<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">
<rss version="0.91"><channel><title>Lake Gazette</title><item><title>Caf&eacute; &nbsp;opens</title>
<link>https://lake.example/1</link></item></channel></rss>"""
OPML = """<opml version="2.0"><head><title>Our feeds</title></head><body><outline text="Lakes"><outline text="Gazette"
xmlUrl="https://lake.example/feed"/><outline text="twice" xmlUrl="https://lake.example/feed"/></outline>
<outline text="no address"/></body></opml>"""
NEWS_SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://lake.example/1 </loc><news:news>
<news:publication><news:name>Lake Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-03-04T10:30+01:00</news:publication_date><news:title>Crane falls</news:title></news:news>
</url>
<url><loc>https://lake.example/2</loc><lastmod>2031-03-05</lastmod></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>https://lake.example/a.xml.gz</loc></sitemap></sitemapindex>"


def listing(source: str | bytes) -> Listing:
    return read_listing(source.encode() if isinstance(source, str) else source, address="https://lake.example/feed")


def refused(source: str | bytes) -> str:
    with pytest.raises(ListingError) as raised:
        listing(source)
    assert raised.value.fault.detail
    return raised.value.fault.reason


def in_file(folder: Path, source: str | bytes, name: str = "feed.xml") -> list[Capture | Reject]:
    path = folder / name
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return list(read([str(path)], meta=None, config=Config()))


def at_address(room: Newsroom, url: str = "https://lake.example/feed") -> list[Capture | Reject]:
    return list(read([url], meta=None, config=Config(), fetcher=room.fetcher))


def told(items: list[Capture | Reject]) -> list[str]:
    return [i.locator if isinstance(i, Capture) else f"{i.reason}: {i.locator}" for i in items]


def test_rss_gives_text_title_date_author_links_and_media() -> None:
    enclosure = (
        '<enclosure url="/crane.jpg" type="image/jpeg"/><source url="https://port.example/rss">Port News</source>'
    )
    body = item("/1", "Crane <b>falls</b>", guid="g1", pubDate="Tue, 04 Mar 2031 11:30:00 +0100", content=LONG)
    found = listing(rss(body.replace("</item>", f"{enclosure}</item>"))).items[0]
    assert (found.key, found.url, found.title) == ("g1", "https://lake.example/1", "Crane falls")
    assert found.published == Published(earliest="2031-03-04T10:30:00Z", latest="2031-03-04T10:30:00Z", basis="feed")
    assert (found.outlet, found.links) == ("Port News", ("https://port.example/rss",))
    assert found.media == (Media(kind="image", name="https://lake.example/crane.jpg"),)
    assert found.full
    assert found.content == LONG


def test_atom() -> None:
    found = listing(ATOM).items[0]
    assert (found.key, found.url, found.title) == (
        "tag:lake.example,2031:1",
        "https://lake.example/news/crane",
        "Crane & quay",
    )
    assert found.published == Published(earliest="2031-03-04T10:30:00Z", latest="2031-03-04T10:30:00Z", basis="feed")
    assert (found.author, found.outlet, found.language) == ("Ada Moser", "Lake Gazette", None)
    assert found.content == "<p>A crane <b>fell</b>.</p>"
    assert found.links == ("https://port.example/notice",)
    assert found.media[0].name.endswith("crane.jpg")


def test_older_forms_of_rss() -> None:
    found = listing(RDF).items[0]
    assert (found.title, found.content, found.language) == ("Crane falls", "A crane fell.", "uk")
    assert found.published == Published(earliest="2031-03-04", latest="2031-03-04", basis="feed")
    assert listing(OLD_RSS).items[0].title == "Café opens"
    assert not listing(OLD_RSS).faults


def test_json_feed() -> None:
    source = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Lake Gazette",
        "items": [
            {"id": 7, "url": "/1", "title": "Crane falls", "content_text": "A <crane> fell.\n\nNobody was hurt.",
             "date_published": "2031-03-04T10:30:00Z", "authors": [{"name": "Ada Moser"}, {"name": "Jonas Kern"}],
             "external_url": "https://port.example/notice",
             "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg"}]},
            {"id": "8", "summary": "Short."},
            "no item",
        ],
    }  # fmt: skip
    found = listing(json.dumps(source))
    first, second = found.items
    assert (first.key, first.url, first.author) == ("7", "https://lake.example/1", "Ada Moser, Jonas Kern")
    assert first.content == "<p>A &lt;crane&gt; fell.</p>\n<p>Nobody was hurt.</p>"
    assert (first.links, first.media[0].kind) == (("https://port.example/notice",), "audio")
    assert (second.content, second.full) == ("<p>Short.</p>", False)
    assert [fault.item for fault in found.faults] == ["item-3"]


@pytest.mark.parametrize(
    "entry",
    ['{"id": {}, "title": 5, "authors": "x", "content_html": []}',
     '{"id": "\\ud800", "title": "\\udfff", "summary": "\\ud83d!"}',
     '{"url": "//[", "date_published": 7, "attachments": [1, {"url": {}}], "image": []}', "{}", "null", "[[[]]]"],
)  # fmt: skip
def test_json_feeds_of_odd_values(entry: str, tmp_path: Path) -> None:
    source = f'{{"version": "https://jsonfeed.org/version/1", "title": [], "authors": {{}}, "items": [{entry}]}}'
    (found,) = in_file(tmp_path, source, "f.json")
    dump(found)
    if isinstance(found, Capture):
        assert isinstance(clean(found, config=Config()), Document)
    deep = source.replace(entry, "[" * 50_000)
    assert refused(deep) == refused(source[:-9]) == "broken_json"


def test_lists_of_feeds_pages_and_sitemaps() -> None:
    assert [(i.url, i.title) for i in listing(OPML).items] == [("https://lake.example/feed", "Gazette")]
    news, plain = listing(NEWS_SITEMAP).items
    assert (news.url, news.title, news.outlet, news.language) == (
        "https://lake.example/1",
        "Crane falls",
        "Lake Gazette",
        "en",
    )
    assert news.published == Published(earliest="2031-03-04T09:30:00Z", latest="2031-03-04T09:30:00Z", basis="feed")
    assert (plain.url, plain.published, plain.updated) == ("https://lake.example/2", None, "2031-03-05")
    assert [i.url for i in listing(gzip.compress(INDEX.encode())).items] == ["https://lake.example/a.xml.gz"]
    assert [listing(source).kind for source in (OPML, NEWS_SITEMAP, INDEX, ATOM)] == ["feeds", "pages", "lists", "feed"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tue, 04 Mar 2031 10:30:00 GMT", "2031-03-04T10:30:00Z"),
        ("4 Mar 2031 23:30:00 -0500", "2031-03-05T04:30:00Z"),
        ("Tue, 04 Mar 2031 10:30:00", "2031-03-04"),
        ("Tue, 04 Mar 2031 10:30:00 MSK", "2031-03-04"),
        ("2031-03-04T10:30+03:00", "2031-03-04T07:30:00Z"),
        ("2031-03-04T10:30:00.123456789Z", "2031-03-04T10:30:00Z"),
        ("2031-03-04T10:30:00", "2031-03-04"),
        ("2031-03-04", "2031-03-04"),
        ("2031-02-30", None),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
        ("1" * 500, None),
        (None, None),
    ],
)
def test_dates_are_as_fine_as_they_are_written(written: str | None, expected: str | None) -> None:
    found = feed_date(written)
    assert (found.earliest if found else None) == expected


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        *((name, True) for name in ("utf-8", "utf-8-sig", "windows-1251", "koi8-r", "utf-16")),
        *((name, False) for name in ("utf-8", "utf-8-sig", "windows-1251", "utf-16")),
    ],
)
def test_encodings_declared_or_not(encoding: str, declared: bool) -> None:
    text = "Кран упал в гавань. Никто не пострадал, сообщила служба порта города. " * 4
    source = rss(item(title="Кран упал в гавань города", guid="1", description=text))
    name = encoding.removesuffix("-sig") if declared else "utf-8"
    data = source.replace('version="1.0"?', f'version="1.0" encoding="{name}"?', 1).encode(encoding)
    assert listing(data).items[0].title == "Кран упал в гавань города"


def test_entities_and_depth_are_refused_before_anything_else_parses() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert (
        refused(f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><item><title>&l9;</title></item></rss>')
        == "unsafe_xml"
    )
    file = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><title>&x;</title></channel></rss>'
    assert refused(file) == "unsafe_xml"
    assert refused(file.encode("utf-16")) == "unsafe_xml"
    assert refused(file.replace("x SYSTEM", "% x SYSTEM").replace("&x;", "x")) == "unsafe_xml"
    assert refused("<rss>" * (MAX_DEPTH + 1)) == "unsafe_xml"
    assert refused("<opml>" + "<outline text='a'>" * (MAX_DEPTH + 1)) == "unsafe_xml"


def test_feeds_that_would_take_minutes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.captures.feedentries.MAX_BROKEN", 1_000)
    monkeypatch.setattr("stemma.captures.feedentries.MAX_ITEMS", 50)
    assert refused("<rss>" + "<a b='" * 500) == "broken_xml"
    assert refused(rss(*["<item/>"] * 51)) == "too_large"
    assert len(listing(rss(*["<item/>"] * 50)).items) == 50


def test_packed_lists_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.captures.listings.MAX_UNPACKED", 1_000_000)
    assert refused(gzip.compress(b"<rss>" + b" " * 2_000_000)) == "too_large"
    assert refused(b"\x1f\x8b" + b"\0" * 50) == "broken_gzip"


@pytest.mark.parametrize("source", ["", "hello", "<html><p>x</p></html>", "<a/>", "{}", "<", "\0\0\0"])
def test_what_is_no_feed_is_refused(source: str) -> None:
    assert refused(source) in ("unsupported", "broken_xml")


def test_broken_xml_gives_what_can_be_read_and_says_where() -> None:
    broken = rss(item("/1", "One & two", guid="1", description="A crane fell.")).replace("&amp;", "&")
    found = listing(broken)
    assert [i.key for i in found.items] == ["1"]
    assert [f.reason for f in found.faults] == ["broken_xml"]
    assert "line 1" in found.faults[0].detail


def test_an_item_that_breaks_the_reader_does_not_take_the_others_along() -> None:
    bad = item("/2", guid="2").replace("</item>", "<gml:pos>1 2</gml:pos></item>")  # a position of nothing
    source = rss(item("/1", guid="1", description="A crane fell."), bad, item("/3", guid="3"))
    found = listing(source.replace("<rss ", '<rss xmlns:gml="http://www.opengis.net/gml" '))
    assert found.title == "Lake Gazette"
    assert [i.key for i in found.items] == ["1", "3"]
    assert [(f.reason, f.item) for f in found.faults] == [("broken_item", "item-2")]


def test_numbers_of_no_character() -> None:
    odd = rss(item("/1", "T", guid="1", description="one")).replace(
        "one", "a&#0;b&#xD800;c&#x110000;d&#x1F600;e&#99999999;"
    )
    assert listing(odd).items[0].content == "a\ufffdb\ufffdc\ufffdd😀e\ufffd"


def test_an_item_that_is_cut_off_is_no_item() -> None:
    whole = rss(
        item("/1", guid="1", description="A crane fell."), item("/2", guid="2", description="Nobody was hurt at all.")
    )
    found = listing(whole[: whole.index("was hurt")])
    assert [i.key for i in found.items] == ["1"]
    assert [(f.reason, f.item) for f in found.faults] == [("broken_xml", None), ("broken_xml", "2")]
    cut = listing(NEWS_SITEMAP[: NEWS_SITEMAP.index("<lastmod>")])
    assert [i.url for i in cut.items] == ["https://lake.example/1"]
    assert cut.faults


def test_items_without_id_keep_their_names_in_any_order() -> None:
    alike = [item("/3", guid="same", title="x"), item("/4", guid="same", title="y")]
    bodies = [item(title="One", description="a"), item(title="Two", description="b"), *alike]
    names = []
    for order in (bodies, bodies[::-1]):
        named = [n for n in name_items(listing(rss(*order)), "f") if not isinstance(n, Reject)]
        names.append({i.title: name for name, i in named})
    assert names[0] == names[1]
    assert len(set(names[0].values())) == 4


def test_an_item_repeated_word_for_word_is_a_duplicate(tmp_path: Path) -> None:
    twice = item("/1", "One", guid="1", description="A crane fell.")
    found = in_file(tmp_path, rss(twice, twice))
    assert [i.reason if isinstance(i, Reject) else "capture" for i in found] == ["duplicate", "capture"]


def test_a_feed_in_a_file_becomes_documents(tmp_path: Path) -> None:
    text = "<p>A crane <a href='https://port.example/n'>fell</a> into the harbour.</p>"
    whole = item("/1", "Crane falls", guid="g 1", pubDate="Tue, 04 Mar 2031 10:30:00 GMT", description=text)
    found = in_file(tmp_path, rss(whole, item("/2", "Only a title", guid="2")))
    capture, reject = found
    assert isinstance(capture, Capture)
    assert capture.locator == f"{tmp_path}/feed.xml#g 1"
    assert capture.data == text.encode()
    document = clean(capture, config=Config())
    assert isinstance(document, Document)
    assert (document.text, document.title) == ("A crane fell into the harbour.", "Crane falls")
    assert (document.outlet, document.record) == ("Lake Gazette", "g 1")
    assert document.published == Published(earliest="2031-03-04T10:30:00Z", latest="2031-03-04T10:30:00Z", basis="feed")
    assert document.links == ("https://port.example/n",)
    assert isinstance(reject, Reject)
    assert reject.reason == "only_listed"


def test_lists_in_files_say_how_to_read_what_they_list(tmp_path: Path) -> None:
    for number, source in enumerate((OPML, NEWS_SITEMAP, INDEX)):
        found = in_file(tmp_path, source, f"{number}.xml")
        assert len(found) == len(listing(source).items)
        assert all(
            isinstance(i, Reject) and i.reason == "only_listed" and "stemma trace https://" in i.detail for i in found
        )
    assert told(in_file(tmp_path, gzip.compress(INDEX.encode()), "s.xml.gz"))[0].startswith("only_listed")
    assert told(in_file(tmp_path, "<rss/>")) == [f"empty: {tmp_path}/feed.xml"]


def test_json_is_dispatched_by_what_it_declares(tmp_path: Path) -> None:
    entry = '{"id": "1", "content_text": "A crane fell."}'
    feed = f'{{"version": "https://jsonfeed.org/version/1", "title": "x", "items": [{entry}]}}'
    assert told(in_file(tmp_path, feed, "f.json")) == [f"{tmp_path}/f.json#1"]
    assert told(in_file(tmp_path, feed[:-3], "f.json")) == [f"broken_json: {tmp_path}/f.json"]
    assert isinstance(in_file(tmp_path, '{"a": 1}', "g.json")[0], Reject)


def test_the_pages_behind_a_feed_are_read_with_what_the_feed_says_of_them() -> None:
    room = Newsroom({
        "https://lake.example/feed": rss(
            item("/1", "Crane falls", guid="1", pubDate="Tue, 04 Mar 2031 10:30:00 GMT", description="In short."),
            item("/2", "Whole", guid="2", content=LONG),
            item("/3", "Gone", guid="3", description="All that is left."),
        ),
        "https://lake.example/1": page("Crane falls into the harbour", "A crane fell into the harbour of Bregenz."),
    })  # fmt: skip
    found = at_address(room)
    assert sorted(told(found)) == [
        "https://lake.example/1",
        "https://lake.example/feed#2",
        "https://lake.example/feed#3",
        "not_found: https://lake.example/3",
    ]
    capture = next(c for c in found if c.locator == "https://lake.example/1")
    assert isinstance(capture, Capture)
    assert capture.metadata.dates == (
        Published(earliest="2031-03-04T10:30:00Z", latest="2031-03-04T10:30:00Z", basis="feed"),
    )
    assert (capture.metadata.title, capture.metadata.url) == ("Crane falls", "https://lake.example/1")
    assert capture.metadata.captured
    document = clean(capture, config=Config())
    assert isinstance(document, Document)
    assert document.published is not None
    assert (document.published.basis, document.outlet) == ("feed", "Lake Gazette")


def test_lists_at_addresses_lead_to_pages_once_and_not_in_circles() -> None:
    room = Newsroom({
        "https://lake.example/feed": "<sitemapindex><sitemap><loc>https://lake.example/a.xml</loc></sitemap>"
        "<sitemap><loc>https://lake.example/feed</loc></sitemap></sitemapindex>",
        "https://lake.example/a.xml": NEWS_SITEMAP.replace("example/2", "example/feed"),
        "https://lake.example/1": page("Crane falls", "A crane fell into the harbour of Bregenz."),
    })  # fmt: skip
    found = at_address(room)
    assert sorted(told(found)) == [
        "duplicate: https://lake.example/feed",
        "duplicate: https://lake.example/feed",
        "https://lake.example/1",
    ]
    assert len(room.asked) == 3


@pytest.mark.parametrize(
    "kind", ["", "application/gzip", "application/x-gzip", "application/octet-stream", "text/html"]
)
@pytest.mark.parametrize("name", ["sitemap", "sitemap.xml.gz"])
def test_packed_lists_at_addresses_under_any_type(kind: str, name: str) -> None:
    answer = httpx.Response(200, content=gzip.compress(NEWS_SITEMAP.encode()), headers={"content-type": kind})
    room = Newsroom({f"https://lake.example/{name}": answer})
    found = told(at_address(room, f"https://lake.example/{name}"))
    assert found == ["not_found: https://lake.example/2", "not_found: https://lake.example/1"]


def test_pages_behind_an_address_are_bounded_and_none_is_lost() -> None:
    urls = [f"https://lake.example/{n}" for n in range(MAX_PAGES + 5)]
    room = Newsroom(
        {"https://lake.example/feed": f"<urlset>{''.join(f'<url><loc>{u}</loc></url>' for u in urls)}</urlset>"}
    )
    room.pages |= {url: page("Crane falls", f"A crane fell into harbour number {url}.") for url in urls}
    found = at_address(room)
    assert len(found) == len(urls)
    assert sum(isinstance(i, Capture) for i in found) == MAX_PAGES
    assert {i.reason for i in found if isinstance(i, Reject)} == {"not_fetched"}


def test_is_whole_needs_a_text() -> None:
    short = item("/1", "x", guid="1", content="<p>" + "a" * (FULL_TEXT - 1) + "</p>")
    room = Newsroom({"https://lake.example/feed": rss(short)})
    assert sorted(told(at_address(room))) == ["https://lake.example/feed#1", "not_found: https://lake.example/1"]


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from([ATOM, RDF, OPML, NEWS_SITEMAP, OLD_RSS]), st.integers(0, 900))
def test_damage_anywhere_gives_a_listing_or_a_reason(noise: bytes, source: str, at: int) -> None:
    data = source.encode()
    try:
        found = read_listing(data[:at] + noise + data[at:])
    except ListingError:
        return
    assert all(isinstance(i, Item) and i.key for i in found.items)

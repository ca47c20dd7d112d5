"""Watching feeds: what is new is added once, what failed waits, and a page that was edited is kept in both versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from tests.captures.newsroom import Newsroom, item, page, rss

from stemma.captures.means import Means
from stemma.config import Config
from stemma.export.news import find_news
from stemma.model import Capture, Case
from stemma.pipeline import visitor as limits
from stemma.pipeline.visitor import Visitor
from stemma.pipeline.watch import Pace, Round, watch
from stemma.store import Store, Visit

FEED = "https://lake.example/feed"
CRANE = "https://lake.example/crane"
QUARTER = timedelta(minutes=15)
FELL = "A crane fell into the harbour of Bregenz on Tuesday, the harbour office said."
LOST = "The harbour office said that 19 containers were lost."
FIRST = (FELL, LOST, "The loss could not be independently confirmed.")
LATER = (FELL, LOST.replace("19", "22"), "The police said that divers had counted them.")


@pytest.fixture
def room() -> Newsroom:
    """A newsroom with one feed of one page."""
    crane = item(CRANE, "Crane falls", guid="1", pubDate="Tue, 04 Mar 2031 10:00:00 GMT", description="A crane fell.")
    return Newsroom({FEED: rss(crane), CRANE: page("Crane falls in Bregenz harbour", *FIRST)})


@pytest.fixture
def case_file(tmp_path: Path) -> str:
    """A case file that is not there yet."""
    return str(tmp_path / "case.stemma")


def rounds(room: Newsroom, case_file: str, *feeds: str, number: int = 1) -> list[Round]:
    pace = Pace(every=QUARTER, now=room.clock.now, sleep=room.clock.sleep)
    return list(watch(case_file, feeds or (FEED,), fetcher=room.fetcher, pace=pace, rounds=number, jobs=1))


def news(case_file: str, turn: Round) -> str:
    """Return what a round is told in, one line each."""
    assert turn.case is not None
    with Store(case_file) as store:
        before = store.view(as_of=turn.before).case() if turn.before else Case()
    found = find_news(before, turn.case)
    return "\n".join(line for n in found for line in (f"{n.kind}: {n.sentence}", *(f"  {d}" for d in n.details)))


@pytest.fixture
def empty() -> Iterator[Store]:
    """A case file in memory."""
    with Store(":memory:", create=True) as store:
        yield store


def polled(room: Newsroom, store: Store, *feeds: str, visits: dict[str, Visit] | None = None) -> Visitor:
    """Poll once, without what the stages make of it."""
    means = Means(config=Config())
    found = Visitor(store.view(), visits or {}, means, room.fetcher, every=QUARTER, now=room.clock.now)
    found.poll(feeds or (FEED,))
    return found


def captured(found: Visitor) -> list[str]:
    return [i.locator if isinstance(i, Capture) else f"{i.reason}: {i.locator}" for i in found.shelf.fresh]


def failures(found: Visitor) -> list[tuple[str, str]]:
    return [(reject.reason, reject.locator) for reject in found.failed]


# --- a feed that behaves ---------------------------------------------------------------------------------


def test_what_is_new_is_added_once(room: Newsroom, case_file: str) -> None:
    first, second = rounds(room, case_file, number=2)
    assert (first.added, first.asked, first.before) == (1, 1, 0)
    assert (second.case, second.added) == (None, 0)
    assert room.asked == [FEED, CRANE, FEED]
    assert room.statuses == [200, 200, 304]
    assert room.clock.slept[-1] == pytest.approx(QUARTER.total_seconds(), abs=5)
    assert news(case_file, first).startswith("new: new story: “A crane fell into the harbour of Bregenz")
    with Store(case_file) as store:
        assert store.view().number == 1
        (document,) = store.view().documents()
    assert document.published is not None
    assert (document.published.basis, document.captured, document.url) == ("feed", "2031-05-14T09:30:01Z", CRANE)


def test_a_page_that_was_edited_is_kept_in_both_versions_and_weighed_once(room: Newsroom, case_file: str) -> None:
    rounds(room, case_file)
    room.pages[CRANE] = page("Crane falls in Bregenz harbour", *LATER)
    room.clock.passed += limits.LOOK_AGAIN.total_seconds()
    (turn,) = rounds(room, case_file)
    assert turn.case is not None
    assert turn.added == 1
    older, newer = sorted(turn.case.documents, key=lambda d: d.captured or "")
    assert news(case_file, turn).splitlines() == [
        "edited: page edited after publication: “Crane falls”, Lake Gazette"
        " (2031-05-14T09:30:01Z → 2031-05-14T10:00:02Z)",
        "  caveat disappeared: “The loss could not be independently confirmed”",
        "  number updated: “The harbour office said that [19 → 22] containers were lost.”",
        "  removed: “The loss could not be independently confirmed.”",
        "  added: “The police said that divers had counted them.”",
        f"  both versions: stemma compare {older.id} {newer.id} --case FILE",
    ]
    assert [len(story.documents) for story in turn.case.stories] == [2]
    assert not turn.case.links
    assert {claim.status for claim in turn.case.claims} == {"one_report"}
    assert {claim.origins.high for claim in turn.case.claims} == {1}
    assert {d for claim in turn.case.claims for d in claim.documents} == {newer.id}


def test_a_claim_that_gains_an_origin_is_told_with_the_report_that_brings_it(room: Newsroom, case_file: str) -> None:
    other, quay = "https://alp.example/feed", "https://alp.example/quay"
    rounds(room, case_file)
    seen = "Mayor Jonas Kern, who was at the quay, said that he had counted 19 containers that were lost."
    room.pages |= {
        other: rss(item(quay, "Harbour crane topples", guid="a"), title="Alpine Courier"),
        quay: page("Harbour crane topples in Bregenz", FELL, LOST, seen, outlet="Alpine Courier"),
    }
    (turn,) = rounds(room, case_file, FEED, other)
    lines = news(case_file, turn).splitlines()
    gained = next(n for n, line in enumerate(lines) if line.startswith("origins: a claim gained an origin: "))
    assert lines[gained].endswith(": 1 origin → 1 to 2 origins")
    assert lines[gained + 1] == "  new: Jonas Kern, Alpine Courier"
    assert lines[-1].startswith("joined: more on ")


def test_other_bytes_with_the_same_text_are_not_added(room: Newsroom, case_file: str) -> None:
    rounds(room, case_file)
    room.pages[CRANE] = page("Crane falls in Bregenz harbour", *FIRST).replace("<article>", "<article data-visit='2'>")
    room.clock.passed += limits.LOOK_AGAIN.total_seconds()
    (turn,) = rounds(room, case_file)
    assert room.asked[-1] == CRANE
    assert room.statuses[-1] == 200
    assert turn.case is None


def test_a_page_is_looked_at_less_and_less_often(room: Newsroom, case_file: str) -> None:
    rounds(room, case_file)
    looked: list[int] = []
    for half_hour in range(1, 33):
        room.visits()
        room.clock.passed += limits.LOOK_AGAIN.total_seconds() + 60
        rounds(room, case_file)
        looked += [half_hour] * room.visits().count(CRANE)
    assert looked == [1, 3, 7, 15, 31]


def test_an_item_that_the_feed_changes_is_asked_for_at_once(room: Newsroom, case_file: str) -> None:
    rounds(room, case_file)
    room.pages[CRANE] = page("Crane falls in Bregenz harbour", *LATER)
    room.pages[FEED] = str(room.pages[FEED]).replace("A crane fell.", "A crane fell (updated).")
    room.pages[FEED] = str(room.pages[FEED]).replace("Crane falls", "Crane toppled")
    (turn,) = rounds(room, case_file)
    assert turn.added == 1
    assert "  headline changed: “Crane [falls → toppled]”" in news(case_file, turn)


def test_items_with_their_text_are_taken_from_the_feed_in_any_order(room: Newsroom, case_file: str) -> None:
    long = "<p>" + "The harbour office counted the containers again on Tuesday. " * 15 + "</p>"
    one, two = item(title="One", content=long), item("/2", "Two", guid="2", content=long.replace("Tuesday", "Monday"))
    room.pages[FEED] = rss(one, two)
    (first,) = rounds(room, case_file)
    room.pages[FEED] = rss(two, one)
    (second,) = rounds(room, case_file)
    assert (first.added, second.case) == (2, None)
    assert set(room.asked) == {FEED}


def test_the_same_page_from_two_feeds_is_one_report(room: Newsroom, empty: Store) -> None:
    room.pages["https://lake.example/all"] = room.pages[FEED]
    found = polled(room, empty, FEED, "https://lake.example/all")
    assert captured(found) == [CRANE]
    text = "<p>" + "The harbour office counted the containers again on Tuesday. " * 15 + "</p>"
    room.pages["https://lake.example/a"] = rss(item("/1", "One", guid="1", content=text))
    room.pages["https://lake.example/b"] = rss(item("/1", "One", guid="p=1", content=text))
    found = polled(room, empty, "https://lake.example/a", "https://lake.example/b")
    assert captured(found) == ["https://lake.example/a#1", "duplicate: https://lake.example/b#p=1"]


def test_lists_of_feeds_are_followed_also_when_the_list_did_not_change(room: Newsroom, empty: Store) -> None:
    opml = "https://lake.example/feeds.opml"
    room.pages[opml] = f'<opml><body><outline xmlUrl="{FEED}"/><outline xmlUrl="{opml}"/></body></opml>'
    first = polled(room, empty, opml)
    assert captured(first) == [CRANE]
    polled(room, empty, opml, visits=first.visits)
    assert room.asked == [opml, FEED, CRANE, opml, FEED]


def test_a_page_can_be_watched_itself(room: Newsroom, case_file: str) -> None:
    rounds(room, case_file, CRANE)
    room.pages[CRANE] = page("Crane falls in Bregenz harbour", *LATER)
    (turn,) = rounds(room, case_file, CRANE)
    assert "page edited after publication" in news(case_file, turn)


def test_pages_over_the_limit_come_with_the_next_poll(
    room: Newsroom, empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_PAGES", 2)
    room.pages[FEED] = rss(*[item(f"https://lake.example/{n}", f"Page {n}", guid=str(n)) for n in range(3)])
    room.pages |= {f"https://lake.example/{n}": page("A page", f"Crane number {n} fell on Tuesday.") for n in range(3)}
    first = polled(room, empty)
    assert (len(captured(first)), first.left) == (2, 1)
    second = polled(room, empty, visits=first.visits)
    assert captured(second) == ["https://lake.example/2"]


def test_of_a_sitemap_what_is_news_is_read_and_not_the_archive(room: Newsroom, empty: Store) -> None:
    said = {"new": "2031-05-13", "old": "2029-01-01"}
    urls = "".join(f"<url><loc>https://lake.example/{n}</loc><lastmod>{d}</lastmod></url>" for n, d in said.items())
    room.pages[FEED] = f"<urlset>{urls}<url><loc>{CRANE}</loc></url></urlset>"
    room.pages |= {f"https://lake.example/{name}": page(name, f"The {name} crane fell on Tuesday.") for name in said}
    assert captured(polled(room, empty)) == ["https://lake.example/new"]
    room.pages[FEED] = f"<urlset><url><loc>{CRANE}</loc></url></urlset>"
    assert captured(polled(room, empty)) == [CRANE]


# --- one that does not ------------------------------------------------------------------------------------


def busy(seconds: str) -> httpx.Response:
    return httpx.Response(429, headers={"retry-after": seconds})


def test_a_feed_that_fails_waits_and_the_others_go_on(room: Newsroom, empty: Store) -> None:
    other = "https://alp.example/feed"
    room.pages[other] = busy("7200")
    first = polled(room, empty, other, FEED)
    assert failures(first) == [("status", other)]
    assert captured(first) == [CRANE]
    second = polled(room, empty, other, FEED, visits=first.visits)
    assert (second.asked, second.waiting, second.failed) == (1, 1, [])
    room.clock.passed += 7200
    room.pages[other] = rss()
    third = polled(room, empty, other, FEED, visits=second.visits)
    assert (third.waiting, third.visits[other].failures) == (0, 0)


def test_a_feed_that_keeps_failing_is_asked_less_and_less_often(room: Newsroom, empty: Store) -> None:
    room.pages[FEED] = httpx.Response(500)
    visits: dict[str, Visit] = {}
    pauses = []
    for _ in range(9):
        start = room.clock.now()
        visits = polled(room, empty, visits=visits).visits
        while polled(room, empty, visits=visits).waiting:
            room.clock.passed += 60
        pauses.append(round((room.clock.now() - start).total_seconds() / 900))
    assert pauses[:4] == [2, 4, 8, 16]
    assert pauses[-1] == pauses[-2] == 64


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.Response(500), "status"),
        (httpx.Response(302, headers={"location": "ftp://lake.example/feed"}), "bad_address"),
        (httpx.Response(302, headers={"location": FEED}), "redirects"),
        (
            "<!DOCTYPE rss [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><rss><channel><title>&c;</title></channel></rss>",
            "unsafe_xml",
        ),
        ("<rss>" + "<a>" * 500, "unsafe_xml"),
        (lambda request: httpx.Response(200, content=iter([b"<rss>" + b" " * 50_000] * 1000)), "too_large"),
    ],
)
def test_hostile_feeds_are_told_and_tried_again_later(
    room: Newsroom, empty: Store, answer: httpx.Response | str, reason: str
) -> None:
    room.pages[FEED] = answer
    found = polled(room, empty)
    assert failures(found) == [(reason, FEED)]
    assert captured(found) == []
    assert found.visits[FEED].failures == 1
    assert (found.visits[FEED].due or "")[:15] == "2031-05-14T10:0"


def test_a_broken_feed_gives_what_can_be_read_and_the_break_is_told_once(room: Newsroom, case_file: str) -> None:
    room.pages[FEED] = str(room.pages[FEED]).replace("A crane fell.", "A crane & fell.").replace("</channel></rss>", "")
    room.pages[FEED] = str(room.pages[FEED]).replace("&amp;", "&")
    (first,) = rounds(room, case_file)
    assert [r.reason for r in first.rejected] == ["broken_xml", "broken_xml"]
    room.pages[FEED] = str(room.pages[FEED]) + " "
    (second,) = rounds(room, case_file)
    assert second.case is None


def test_a_page_that_cannot_be_had_leaves_its_summary_and_a_reason(room: Newsroom, case_file: str) -> None:
    room.pages[CRANE] = httpx.Response(503)
    (first,) = rounds(room, case_file)
    assert first.case is not None
    assert [d.text.strip() for d in first.case.documents] == ["A crane fell."]
    assert [(r.reason, r.locator) for r in first.failed] == [("status", CRANE)]
    room.pages[CRANE] = page("Crane falls in Bregenz harbour", *FIRST)
    room.pages[FEED] = str(room.pages[FEED]) + " "
    room.clock.passed += 3600
    (second,) = rounds(room, case_file)
    assert second.case is not None
    assert [d.path for d in second.case.documents if d.path == CRANE] == [CRANE]
    assert not [r for r in second.case.rejects if r.locator == CRANE]
    weighed = {d for claim in second.case.claims for d in claim.documents}
    assert len(weighed) == 1


def test_a_page_that_is_taken_down_is_told(room: Newsroom, case_file: str) -> None:
    rounds(room, case_file)
    room.pages[CRANE] = httpx.Response(410)
    room.clock.passed += limits.LOOK_AGAIN.total_seconds()
    first, second = rounds(room, case_file, number=2)
    assert [(r.reason, r.locator) for r in first.failed] == [("not_found", CRANE)]
    assert first.case is not None
    assert len(first.case.documents) == 1
    assert second.failed == ()
    assert room.asked.count(CRANE) == 2


def test_items_without_anything_are_rejected_once(room: Newsroom, case_file: str) -> None:
    room.pages[FEED] = rss("<item/>", item(title="No more than a title"))
    (first,) = rounds(room, case_file)
    assert [r.reason for r in first.rejected] == ["only_listed", "only_listed"]
    room.pages[FEED] = rss(item(title="No more than a title"), "<item/>")
    (second,) = rounds(room, case_file)
    assert second.case is None


def test_interrupted_between_rounds_the_case_is_whole(room: Newsroom, case_file: str) -> None:
    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    pace = Pace(every=QUARTER, now=room.clock.now, sleep=interrupt)
    found = watch(case_file, [FEED], fetcher=room.fetcher, pace=pace, jobs=1)
    assert next(found).added == 1
    with pytest.raises(KeyboardInterrupt):
        next(found)
    with Store(case_file) as store:
        assert len(store.view().documents()) == 1
        assert set(store.visits()) == {FEED, CRANE}


def test_stopped_before_it_noted_what_it_asked_nothing_is_added_twice(room: Newsroom, case_file: str) -> None:
    rounds(room, case_file)
    with Store(case_file) as store, store.writer() as writer:
        writer.visited(Visit(address=visit.address) for visit in store.visits().values())
    (turn,) = rounds(room, case_file)
    assert turn.case is None

"""Telegram exports: posts of channels come out with what surrounds them, people who are no channel do not."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

import pytest

from stemma.captures import read
from stemma.captures.telegram import PRIVATE_CHANNEL
from stemma.config import Config
from stemma.documents import clean
from stemma.model import PRIVATE_ACCOUNT, Capture, Document, Reject

Said = dict[str, object]


def post(number: int, text: object = "The ferry Alma ran aground off Wasserburg.", **more: object) -> Said:
    """A message as the application exports it; each a minute after the one before."""
    seconds = 1936690200 + 60 * number
    return {
        "id": number, "type": "message", "date": "2031-05-16T12:30:00", "date_unixtime": str(seconds),
        "from": "Lake News", "from_id": "channel12", "text": text, **more,
    }  # fmt: skip


def channel(*messages: Said, **more: object) -> Said:
    return {"name": "Lake News", "type": "public_channel", "id": 12, **more, "messages": list(messages)}


def found(
    tmp_path: Path, export: object, name: str = "result.json", *, ordered: bool = False
) -> list[Capture | Reject]:
    path = tmp_path / name
    data = export if isinstance(export, bytes) else json.dumps(export, indent=1, sort_keys=ordered).encode()
    path.write_bytes(data)
    return list(read([str(path)], meta=None, config=Config()))


def only(items: list[Capture | Reject]) -> tuple[Capture, Document]:
    (capture,) = [item for item in items if isinstance(item, Capture)]
    document = clean(capture, config=Config())
    assert isinstance(document, Document)
    return capture, document


def kinds(items: list[Capture | Reject]) -> list[tuple[str, str]]:
    return [(item.locator.rpartition("#")[2], "post" if isinstance(item, Capture) else item.reason) for item in items]


def test_a_post_is_a_capture_with_its_own_bytes(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text(json.dumps(channel(post(7)), indent=1), encoding="utf-8")
    capture, document = only(list(read([str(tmp_path / "result.json")], meta=None, config=Config())))
    assert capture.data in (tmp_path / "result.json").read_bytes()
    assert capture.locator.endswith("result.json#7")
    assert (document.outlet, document.url, document.record) == ("Lake News", "https://t.me/c/12/7", "7")
    assert document.published is not None
    assert (document.published.earliest, document.published.basis) == ("2031-05-16T09:37:00Z", "post")
    assert document.text == "The ferry Alma ran aground off Wasserburg."


def test_the_text_keeps_its_links(tmp_path: Path) -> None:
    text = [
        "The ", {"type": "bold", "text": "ferry"}, " ran aground, writes ", {"type": "mention", "text": "@lake_office"},
        ".\n\n", {"type": "text_link", "text": "More", "href": "https://t.me/s/lake_office/5"}, " or ",
        {"type": "link", "text": "news.example/a"},
    ]  # fmt: skip
    for message in (
        post(1, text),
        post(1, "", text_entities=[p if isinstance(p, dict) else {"text": p} for p in text]),
    ):
        _, document = only(found(tmp_path, channel({**message, "text": text})))
        assert document.text == "The ferry ran aground, writes @lake_office.\n\nMore or news.example/a"
        assert document.links == ("https://t.me/lake_office", "https://t.me/lake_office/5", "https://news.example/a")


def test_forward_reply_edit_and_views_are_kept(tmp_path: Path) -> None:
    said = post(
        9, forwarded_from="Harbour Office", forwarded_from_id="channel77", reply_to_message_id=5,
        edited_unixtime="1936690300", views=1234,
    )  # fmt: skip
    _, document = only(found(tmp_path, channel(said, username="lake_news")))
    assert document.forwarded_from == "Harbour Office"
    assert document.url == "https://t.me/lake_news/9"
    assert document.links == ("https://t.me/lake_news/5",)
    assert (document.edited, document.views) == ("2031-05-16T09:31:40Z", 1234)


def test_without_seconds_the_time_is_an_interval(tmp_path: Path) -> None:
    said = post(1)
    del said["date_unixtime"]
    _, document = only(found(tmp_path, channel(said)))
    assert document.published is not None
    assert document.published.earliest == "2031-05-15T22:30:00Z"
    assert document.published.latest == "2031-05-17T00:30:00Z"


def test_who_is_no_channel_is_not_kept(tmp_path: Path) -> None:
    said = post(
        1, [{"type": "mention_name", "text": "a witness", "user_id": 4711}, " saw it: the ferry ran aground."],
        author="Petra Person", forwarded_from="Petra Person", forwarded_from_id="user4711",
        reactions=[{"type": "emoji", "count": 2, "emoji": "x", "recent": [{"from": "Petra Person"}]}],
        actor="Petra Person", contact_information={"first_name": "Petra Person"},
    )  # fmt: skip
    capture, document = only(found(tmp_path, channel(said)))
    assert document.forwarded_from == PRIVATE_ACCOUNT
    assert document.author is None
    assert b"Petra" not in capture.data
    assert b"4711" not in capture.data
    assert json.loads(capture.data)["reactions"] == [{"type": "emoji", "count": 2, "emoji": "x"}]


def test_private_chats_and_members_of_groups_are_counted_and_not_named(tmp_path: Path) -> None:
    member = post(2, "hello", **{"from": "Petra Person", "from_id": "user4711"})
    chats = [
        channel(post(1), {"id": 2, "type": "service", "actor": "Petra Person", "text": ""}),
        {"name": "Petra Person", "type": "personal_chat", "id": 4711, "messages": [member, member]},
        {"name": "Friends", "type": "private_group", "id": 5, "messages": [member]},
        {"name": "Lake talk", "type": "public_supergroup", "id": 6, "messages": [member, post(3)]},
        channel(post(4), type="private_channel", name="Secret", id=7),
    ]
    export = {"about": "x", "personal_information": {"user_id": 1}, "chats": {"about": "y", "list": chats[:3]}}
    export["left_chats"] = {"list": chats[3:]}
    items = found(tmp_path, export)
    assert kinds(items) == [
        ("12/1", "post"), ("6/3", "post"), ("7/4", "post"),
        ("chat-1", "no_report"), ("chat-2", "private"), ("chat-3", "private"), ("chat-4", "private"),
    ]  # fmt: skip
    assert "Petra" not in repr(items)
    assert "4711" not in repr(items)
    outlets = [item.metadata.outlet for item in items if isinstance(item, Capture)]
    assert outlets == ["Lake News", "Lake News", PRIVATE_CHANNEL]
    assert kinds(found(tmp_path, export, ordered=True)) == kinds(items)


def test_pictures_sent_together_are_one_post(tmp_path: Path) -> None:
    def shown(number: int, text: str, seconds: str = "1936690200") -> Said:
        return post(number, text, photo=f"photos/{number}.jpg", date_unixtime=seconds)

    items = found(tmp_path, channel(shown(1, ""), shown(2, "Aground."), shown(3, ""), shown(4, "", "1936690900")))
    assert kinds(items) == [("2", "post"), ("4", "empty")]
    assert isinstance(items[0], Capture)
    assert [media.name for media in items[0].metadata.media] == ["photos/1.jpg", "photos/2.jpg", "photos/3.jpg"]


def test_media_have_a_kind_and_a_name(tmp_path: Path) -> None:
    missing = "(File not included. Change data exporting settings to download.)"
    messages = [
        post(1, photo="photos/a.jpg"),
        post(2, file="video_files/b.mp4", media_type="video_file", mime_type="video/mp4"),
        post(3, file=missing, file_name="c.mp4", media_type="animation"),
        post(4, file="files/d.pdf", mime_type="application/pdf"),
        post(5, file="files/e.png", mime_type="image/png"),
        post(6, file="voice_messages/f.ogg", media_type="voice_message"),
        post(7, file="stickers/g.webp", media_type="sticker"),
    ]
    items = found(tmp_path, channel(*messages))
    media = [(m.kind, m.name) for item in items if isinstance(item, Capture) for m in item.metadata.media]
    assert media == [
        ("image", "photos/a.jpg"), ("video", "video_files/b.mp4"), ("video", "c.mp4"), ("file", "files/d.pdf"),
        ("image", "files/e.png"), ("audio", "voice_messages/f.ogg"),
    ]  # fmt: skip


def test_a_file_of_another_name_is_told_by_what_it_holds(tmp_path: Path) -> None:
    assert kinds(found(tmp_path, channel(post(1)), "lake.json")) == [("1", "post")]
    assert kinds(found(tmp_path, {"chats": {"list": [channel(post(1))]}}, "all.json")) == [("12/1", "post")]
    assert found(tmp_path, {"name": "x", "version": "1.0"}, "package.json")[0].locator.endswith("package.json")


@pytest.mark.parametrize(
    "message",
    [
        {}, {"id": None}, {"id": [1]}, {"id": 10**30}, {"id": "x\x1b[31m\n"}, {"id": 1, "text": {"a": 1}},
        {"id": 1, "text": [None, 3, [], {"text": 5}, {"type": "text_link", "href": "javascript:x", "text": "a"}]},
        {"date_unixtime": "9" * 30}, {"date_unixtime": "x"}, {"date": "2031-13-45"}, {"date": None},
        {"edited_unixtime": [1]}, {"views": -3}, {"views": "many"}, {"forwarded_from": 5}, {"forwarded_from": ""},
        {"photo": 5}, {"photo": "../../etc/passwd"}, {"photo": "/etc/passwd"}, {"file": "\0"}, {"from": None},
        {"reply_to_message_id": "x"}, {"reply_to_message_id": 10**40}, {"reactions": 5}, {"reactions": [5]},
        {"text": "\ud800 lone"}, {"type": 5}, {"text_entities": "x"}, {"text_entities": {"a": 1}},
    ],
)  # fmt: skip
def test_no_message_breaks_the_reader_or_is_passed_over(tmp_path: Path, message: Said) -> None:
    items = found(tmp_path, channel({**post(1), **message}, post(2)))
    assert len(items) == 2
    for item in items:
        assert item.locator.isprintable()
        if isinstance(item, Capture):
            clean(item, config=Config())


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (b"", 0), (b"{}", 0), (b"[]", 0), (b"null", 0), (b'{"messages": []}', 0), (b'{"messages": 5}', 0),
        (b'{"messages": [5, "x", null]}', 0), (b'{"chats": {"list": [1, [], {}]}}', 0), (b'{"chats": 5}', 0),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 0),
        (b'{"chats": {"list": [' * 50, 0), (b'{"a" 1}', 0), (b'{1: 2}', 0), (b'{"a": 1} x', 0),
        (b"\xff\xfe{\x00}\x00", 0),
        (b'{"id": ' + b"9" * 10_000 + b"}", 0), (b'{"type": "public_channel", "messages": [{"id": 1', 0),
        (json.dumps(channel(post(1), post(2))).encode()[:-40], 1),
        (json.dumps(channel(post(1))).encode()[:-1] + b', "messages": [', 1),
    ],
)  # fmt: skip
def test_a_broken_file_says_so_and_keeps_what_was_read(tmp_path: Path, data: bytes, number: int) -> None:
    items = found(tmp_path, data)
    assert sum(isinstance(item, Capture) for item in items) == number
    assert any(isinstance(item, Reject) for item in items)


def test_damaged_files_never_break_the_reader(tmp_path: Path) -> None:
    rest = random.Random(5)
    good = json.dumps(channel(post(1), post(2, photo="a.jpg"), post(3, [{"type": "bold", "text": "x"}]))).encode()
    for _ in range(300):
        data = bytearray(good)
        for place in rest.choices(range(len(good)), k=3):
            data[place] = rest.randrange(256)
        items = found(tmp_path, bytes(data))
        assert items  # posts, or why there are none
        for item in items:
            if isinstance(item, Capture):
                assert isinstance(clean(item, config=Config()), Document | Reject)


def test_a_number_twice_is_told(tmp_path: Path) -> None:
    assert kinds(found(tmp_path, channel(post(1), post(1, "Another text.")))) == [("1", "post"), ("1", "duplicate")]


def test_one_message_at_a_time_is_held(tmp_path: Path) -> None:
    """10 MB of messages are read within 3 MB."""
    path = tmp_path / "result.json"
    path.write_text(json.dumps(channel(*(post(n, "The ferry ran aground. " * 200) for n in range(2000)))))
    tracemalloc.start()
    number = sum(1 for _ in read([str(path)], meta=None, config=Config()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 2000
    assert peak < 3_000_000


def test_the_media_beside_an_export_are_no_inputs_of_their_own(tmp_path: Path) -> None:
    for name in ("photos/a.jpg", "css/style.css", "files/report.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("The ferry Alma ran aground.")
    (tmp_path / "result.json").write_text(json.dumps(channel(post(1))))
    items = list(read([str(tmp_path)], meta=None, config=Config()))
    assert [item.locator.removeprefix(f"{tmp_path.as_posix()}/") for item in items] == [
        "files/report.txt",
        "result.json#1",
    ]

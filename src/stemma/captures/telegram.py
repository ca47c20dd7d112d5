"""Read the JSON export of Telegram Desktop: each post of a public channel is a capture.

Enters: a ``result.json`` of one chat, or of an account with many. Leaves: one ``Capture`` a post, with its channel,
time (UTC), forward, links to the post it answers, and media; pictures sent together are media of the one that has the
text. One ``Reject`` a post without text, and one a chat that counts service messages and what is private. Refuses:
private chats and the members of groups.

Who is no public channel is not kept: neither as an author nor in the bytes of the capture. A forward from such an
account is one of ``PRIVATE_ACCOUNT``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from stemma.captures.files import opened, unreadable
from stemma.captures.means import Means
from stemma.captures.pictures import Pictures
from stemma.captures.telegram_json import Chat, ExportError, Message, read_messages
from stemma.captures.walk import Entry, show
from stemma.ids import digest_bytes, make_id
from stemma.model import PRIVATE_ACCOUNT, Capture, Media, MediaKind, Metadata, Published, Reject

PRIVATE_CHANNEL = "a private channel"
"""The outlet of posts of a channel that only its members can read."""

MOST_TOGETHER = 10
"""Pictures and films that Telegram sends as one post."""

_ZONES = timedelta(hours=12), timedelta(hours=14)
"""How far a clock may lie behind and before UTC: an old export gives the local time of who made it."""

_PERSONAL = frozenset(
    {"author", "actor", "actor_id", "contact_information", "contact_vcard", "saved_from", "via_bot", "viewers"}
)
_SERVICE, _MEMBERS, _CHATS = "service messages", "messages of members of a group", "messages of a private chat"
_HEAD = re.compile(
    rb'"messages"\s*:\s*\[\s*\{[^{}]{0,400}"(?:date|from_id|text)"|"chats"\s*:\s*\{[^{}\[]{0,2000}"list"\s*:\s*\['
)
_KINDS: Mapping[str, MediaKind] = {
    "video_file": "video",
    "animation": "video",
    "video_message": "video",
    "voice_message": "audio",
    "audio_file": "audio",
}


def read_export(entry: Entry, means: Means) -> Iterator[Capture | Reject]:
    """Yield the posts of an export, and for each chat what else is in it."""
    posts = _Posts(entry)
    try:
        with opened(entry) as stream:
            for together in _together(read_messages(stream, limit=means.config.max_bytes)):
                yield from posts.read(together)
    except OSError as error:
        yield unreadable(entry, error)
    except ExportError as error:
        yield Reject(stage="captures", locator=entry.locator, reason="broken_json", detail=show(str(error)))
    yield from posts.left_out()


def is_export(head: bytes) -> bool:
    """Tell by its first bytes whether a JSON file is an export."""
    return _HEAD.search(head) is not None


def _together(messages: Iterable[Message]) -> Iterator[list[Message]]:
    """Yield the messages in groups: pictures that were sent as one post, each other message alone."""
    group: list[Message] = []
    broken: ExportError | None = None
    try:
        for message in messages:
            if group and not (_sent_as_one(group[-1], message) and len(group) < MOST_TOGETHER):
                yield group
                group = []
            group.append(message)
    except ExportError as error:
        broken = error
    if group:
        yield group
    if broken is not None:
        raise broken


def _sent_as_one(left: Message, right: Message) -> bool:
    fields = ("date_unixtime", "date", "from_id", "forwarded_from", "reply_to_message_id")
    same = left.chat is right.chat and all(left.said.get(name) == right.said.get(name) for name in fields)
    shown = all(message.said.get("photo") or message.said.get("file") for message in (left, right))
    return same and shown and "date" in left.said and not (_has_text(left) and _has_text(right))


def _has_text(message: Message) -> bool:
    written = message.said.get("text")
    return bool(written.strip() if isinstance(written, str) else written)


class _Posts:
    """Makes captures of the posts of one file, and counts by chat what is none."""

    def __init__(self, entry: Entry) -> None:
        self._locator = entry.locator
        self._pictures = Pictures(entry)
        self._seen: set[str] = set()
        self._others: dict[int, Counter[str]] = {}
        self._any = False

    def read(self, together: Sequence[Message]) -> Iterator[Capture | Reject]:
        """Yield the capture of messages sent as one post, or why there is none."""
        self._any = True
        first = next((message for message in together if _has_text(message)), together[0])
        kind = _not_a_post(first)
        if kind is not None:
            self._others.setdefault(first.chat.number, Counter())[kind] += len(together)
            return
        locator = self._name(first)
        if locator in self._seen:
            yield self._reject(locator, "duplicate", "a second message under this number")
        elif not _has_text(first):
            yield self._reject(locator, "empty", _without_text(together))
        else:
            yield self._capture(first, together, locator)
        self._seen.add(locator)

    def left_out(self) -> Iterator[Reject]:
        """Yield one reject a chat and reason, with the number of messages; persons are not named."""
        if not self._any:
            yield self._reject(self._locator, "empty", "no message in it")
        for number, kinds in sorted(self._others.items()):
            for kind, count in sorted(kinds.items()):
                reason = "no_report" if kind == _SERVICE else "private"
                yield self._reject(f"{self._locator}#chat-{number}", reason, f"{count} {kind}")

    def _capture(self, message: Message, together: Sequence[Message], locator: str) -> Capture:
        kept = _without_people(message.said)
        whole = kept == message.said
        raw = message.raw if whole else json.dumps(kept, ensure_ascii=False)
        data = raw.encode("utf-8", "surrogateescape" if whole else "replace")
        digest = digest_bytes(data)
        media = tuple(self._pictures.hashed(item) for part in together for item in _media(part.said))
        return Capture(
            id=make_id("cap", locator, digest),
            locator=locator,
            media_type="application/vnd.telegram+json",
            data=data,
            digest=digest,
            metadata=_metadata(message, media),
        )

    def _name(self, message: Message) -> str:
        chat = message.chat
        within = f"{chat.text('id') or chat.number}/" if chat.many else ""
        return f"{self._locator}#{show(within)}{show(str(message.said.get('id')))[:40]}"

    def _reject(self, locator: str, reason: str, detail: str) -> Reject:
        return Reject(stage="captures", locator=locator, reason=reason, detail=detail)


def _not_a_post(message: Message) -> str | None:
    """Return what a message is that is no post of a channel, ``None`` for a post."""
    kind, sender = message.chat.text("type") or "", str(message.said.get("from_id") or "")
    channel = kind in ("public_channel", "private_channel")
    if not channel and kind != "public_supergroup":
        return _CHATS
    if message.said.get("type", "message") != "message":
        return _SERVICE
    return None if channel or (sender.startswith("channel") and _outlet(message)) else _MEMBERS


def _metadata(message: Message, media: tuple[Media, ...]) -> Metadata:
    said, dates = message.said, tuple(_dates(message.said))
    reply = said.get("reply_to_message_id")
    answered = _address(message.chat, reply) if isinstance(reply, int) else None
    views = said.get("views")
    return Metadata(
        record=show(str(said.get("id")))[:40],
        outlet=_outlet(message),
        url=_address(message.chat, said.get("id")),
        forwarded_from=_forwarded(said),
        edited=_instant(said.get("edited_unixtime")),
        views=views if isinstance(views, int) and views >= 0 else None,
        dates=dates,
        links=(answered,) if answered else (),
        media=media,
    )


def _outlet(message: Message) -> str | None:
    kind = message.chat.text("type")
    if kind == "private_channel":
        return PRIVATE_CHANNEL
    sender = message.said.get("from")
    return message.chat.text("name") if kind == "public_channel" else sender if isinstance(sender, str) else None


def _address(chat: Chat, number: object) -> str | None:
    """Return the address of a post of a public channel: by name, else by the number that Telegram gave it."""
    if chat.text("type") != "public_channel" or not isinstance(number, int):
        return None
    name, identity = chat.text("username") or "", chat.text("id") or ""
    if name.isascii() and name.replace("_", "").isalnum():
        return f"https://t.me/{name}/{number}"
    return f"https://t.me/c/{identity}/{number}" if identity.isascii() and identity.isdigit() else None


def _forwarded(said: Mapping[str, object]) -> str | None:
    """Return the channel that a post is forwarded from; without the number of an account its name is a channel's."""
    if "forwarded_from" not in said:
        return None
    name, account = said["forwarded_from"], str(said.get("forwarded_from_id") or "channel")
    return name if isinstance(name, str) and name.strip() and account.startswith("channel") else PRIVATE_ACCOUNT


def _dates(said: Mapping[str, object]) -> Iterator[Published]:
    instant = _instant(said.get("date_unixtime"))
    if instant is not None:
        yield Published(earliest=instant, latest=instant, basis="post")
        return
    try:
        local = datetime.fromisoformat(str(said.get("date"))).replace(tzinfo=UTC)
        earliest, latest = (moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in (local - _ZONES[1], local + _ZONES[0]))
    except (ValueError, OverflowError):
        return
    yield Published(earliest=earliest, latest=latest, basis="post")


def _instant(seconds: object) -> str | None:
    """Return a time given in seconds of Unix, as number or text, in ISO 8601."""
    try:
        return datetime.fromtimestamp(int(str(seconds)[:12]), tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def _media(said: Mapping[str, object]) -> Iterator[Media]:
    """Yield what a message shows or carries; a sticker says nothing."""
    if isinstance(photo := said.get("photo"), str):
        yield Media(kind="image", name=_file_name(photo, said))
    elif isinstance(file := said.get("file"), str) and said.get("media_type") != "sticker":
        general = str(said.get("mime_type")).partition("/")[0]
        guess: MediaKind = "image" if general == "image" else "video" if general == "video" else "file"
        yield Media(kind=_KINDS.get(str(said.get("media_type")), guess), name=_file_name(file, said))


def _file_name(written: str, said: Mapping[str, object]) -> str:
    """Return the file's path in the export; of one that was not downloaded its name, where that is known."""
    missing = written.startswith("(")
    name = str(said.get("file_name") or "not in the export") if missing else written
    return show(name)[:300]


def _without_text(together: Sequence[Message]) -> str:
    kinds = Counter(item.kind for message in together for item in _media(message.said))
    shown = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    return f"no text in it; it carries {shown}" if shown else "no text in it"


def _without_people(said: Mapping[str, object]) -> dict[str, object]:
    """Return a message without what names accounts that are no channels."""
    kept = {name: value for name, value in said.items() if name not in _PERSONAL}
    for name in ("from", "forwarded_from", "reply_to_peer"):
        if not str(said.get(f"{name}_id") or "channel").startswith("channel"):
            kept.pop(name, None)
            kept.pop(f"{name}_id", None)
    for name in ("text", "text_entities"):
        if isinstance(pieces := said.get(name), list):
            kept[name] = [_nobody(piece) for piece in pieces]
    if isinstance(reactions := said.get("reactions"), list):
        kept["reactions"] = [_counted(reaction) for reaction in reactions if isinstance(reaction, dict)]
    return kept


def _nobody(piece: object) -> object:
    """Return a piece of text without the number of the account that it mentions."""
    return {name: value for name, value in piece.items() if name != "user_id"} if isinstance(piece, dict) else piece


def _counted(reaction: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in reaction.items() if name != "recent"}

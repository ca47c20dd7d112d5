"""``stemma watch``: poll feeds, and say what changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli import options
from stemma.cli.command import command
from stemma.cli.progress import shown_progress
from stemma.cli.report import MOST_REJECTS, export_files
from stemma.errors import InputError, UsageError
from stemma.export.display import count, printable

if TYPE_CHECKING:
    from stemma.model import Reject
    from stemma.pipeline.watch import Round

SHORTEST = timedelta(seconds=30)
"""The least time between two rounds: no newsroom publishes faster, and servers are not ours."""

LONGEST = timedelta(days=30)
"""The longest time between two rounds."""

_TIME = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def parse_interval(ctx: click.Context | None, param: click.Parameter | None, value: str) -> timedelta:
    """Return a time such as 30s, 15m or 2h; fail with one line for what is none, or for one out of bounds."""
    match = _TIME.fullmatch(value.strip().lower())
    if match is None:
        raise click.BadParameter(f"“{printable(value)}” is no time; write 30s, 15m or 2h", ctx, param)
    found = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if not SHORTEST <= found <= LONGEST:
        raise click.BadParameter("at least 30s and at most 30d", ctx, param)
    return found


@command(
    "watch",
    example="stemma watch https://example.org/feed.xml --case desk.stemma --every 15m",
    statuses={0: "done", 2: "usage or input error", 3: "finished with rejects", 130: "interrupted"},
)
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--case", "case_file", required=True, metavar="FILE", help="The case file to add to; made if missing.")
@click.option(
    "--every",
    callback=parse_interval,
    default="15m",
    show_default=True,
    metavar="TIME",
    help="Time between two rounds.",
)
@click.option("--once", is_flag=True, help="Poll once and end.")
@click.option("--out", metavar="DIR", help="Folder for the records and dossier.html, written after every change.")
@options.JOBS
def watch(feeds: tuple[str, ...], case_file: str, every: timedelta, once: bool, out: str | None, jobs: int) -> int:
    """Poll feeds, add what is new to a case, and say what changed.

    FEED is the address of a feed (RSS, Atom, JSON Feed), a sitemap, a list of feeds (OPML) or a page; or a file that
    lists them. Pages are fetched politely, and looked at again for some days: one that was edited is kept in both
    versions. Ctrl-C ends it; the case stays whole.
    """
    import time

    from stemma.captures.addresses import named_hosts
    from stemma.captures.fetch import Fetcher
    from stemma.export import records
    from stemma.pipeline.watch import Pace, watch

    addresses = find_addresses(feeds)
    if out:
        records.prepare(out)
    pace = Pace(every=every, now=lambda: datetime.now(UTC), sleep=time.sleep)
    status = 0
    rounds = 1 if once else None
    for turn in watch(
        case_file,
        addresses,
        fetcher=Fetcher(private_hosts=named_hosts(addresses)),
        pace=pace,
        rounds=rounds,
        jobs=jobs,
        progress=shown_progress,
    ):
        tell(turn, case_file, out=out)
        status = 3 if turn.failed or turn.rejected else status
    return status


def find_addresses(feeds: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses of ``feeds``: as given, or those that a file lists.

    Raises:
        InputError: A file cannot be read.
        UsageError: A file lists no addresses.
    """
    from stemma.captures.feeditems import ListingError
    from stemma.captures.formats import WEB_SCHEMES, scheme
    from stemma.captures.listings import read_listing

    found: list[str] = []
    for feed in feeds:
        if (kind := scheme(feed)) is not None:
            if kind not in WEB_SCHEMES:
                raise UsageError(f"{feed}: only http and https addresses are fetched")
            found.append(feed.strip())
            continue
        try:
            listing = read_listing(Path(feed).read_bytes())
        except OSError as error:
            raise InputError(f"{feed}: {error.strerror or error}; name an address or a file that lists some") from error
        except ListingError as error:
            raise InputError(f"{feed}: {error.fault.detail}; name an address or a file that lists some") from error
        if listing.kind == "feed":
            raise UsageError(f"{feed}: a feed in a file does not change; name its address, or add it: stemma add")
        found += [item.url for item in listing.items if item.url]
    return tuple(dict.fromkeys(found))


def tell(turn: Round, case_file: str, *, out: str | None) -> None:
    """Print what a round brought, and write the files where they are wanted."""
    from stemma.export import news
    from stemma.model import Case
    from stemma.store import Store

    _tell_rejects("not had", turn.failed)
    _tell_rejects("rejected", turn.rejected)
    click.echo(_head(turn), err=turn.case is None)
    if turn.case is None:
        return
    with Store(case_file) as store:
        before = store.view(as_of=turn.before).case() if turn.before else Case()
        config = store.view().config()
    click.echo(news.render(news.find_news(before, turn.case)), nl=False)
    if out:
        export_files(turn.case, out, config=config)


def _tell_rejects(word: str, rejects: Sequence[Reject]) -> None:
    for reject in rejects[:MOST_REJECTS]:
        click.echo(printable(f"{word}: {reject.locator}: {reject.reason}: {reject.detail}"), err=True)
    if len(rejects) > MOST_REJECTS:
        click.echo(f"{word}: {count(len(rejects) - MOST_REJECTS, 'more input')}", err=True)


def _head(turn: Round) -> str:
    """Return the line that opens a round."""
    parts = [f"{turn.at:%Y-%m-%d %H:%M} UTC", f"{count(turn.asked, 'feed')} asked"]
    parts += [f"{turn.waiting} waiting after a failure"] if turn.waiting else []
    parts += [count(turn.added, "new report") if turn.case else "nothing new"]
    parts += [f"{count(turn.left, 'page')} left for the next round"] if turn.left else []
    return " · ".join(parts)

"""Run the desk.

Enters: a case file and where to listen. Leaves: nothing; it serves until it is stopped. Refuses: to listen on anything
but this machine's loopback without a token.
"""

from __future__ import annotations

import gc
import secrets
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn

from stemma.web.app import LOOPBACK, make_app

YOUNG = 100_000
"""Objects more than freed between two looks for cycles; Python's own choice, 700, makes 14 looks a page."""


def serve(
    case_file: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8311,
    read_only: bool = False,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve the desk of ``case_file``; ``tell`` is given the address to open.

    Raises:
        CaseFileError: there is no case file of this version.
    """
    token = None if _is_loopback(host) else secrets.token_urlsafe(24)
    hosts = LOOPBACK if token is None else (*LOOPBACK, host)
    app = make_app(case_file, hosts=hosts, token=token, read_only=read_only)
    shown = f"[{host}]" if ":" in host else host
    if token:
        tell(f"reachable from other machines; open http://{shown}:{port}/?token={token}")
    else:
        tell(f"open http://{shown}:{port}/ (this machine only; Ctrl-C ends it)")
    spare_collector()
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def spare_collector() -> None:
    """Let Python look for cycles seldom, and never among what is loaded once.

    A page of a long story makes some ten thousand records that the end of the request frees without a collector; going
    through everything in memory for them doubled or trebled the time of such a page. Memory stays bounded: cycles are
    still looked for, at every ``YOUNG`` objects more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 50, 100)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

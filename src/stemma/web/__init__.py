"""The desk: a case in the browser, on this machine.

Enters: a case file and requests. Leaves: pages, each with a ``.json`` twin. Refuses: requests from other sites, hosts
that are not its own, bodies that are too large, and, in read-only mode, every change.
"""

from stemma.web.app import make_app
from stemma.web.server import serve

__all__ = ["make_app", "serve"]

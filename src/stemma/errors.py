"""Everything that Stemma raises on purpose.

::

    StemmaError              exit 2   HTTP 400
    ├── UsageError           exit 2   HTTP 400   a call that cannot mean anything
    ├── InputError           exit 2   HTTP 422   no input could be read at all
    │   └── NotYetError      exit 2   HTTP 501   a kind of input that a later version reads
    ├── NotFoundError        exit 1   HTTP 404   an id or record that is not there
    ├── CaseFileError        exit 2   HTTP 500   a case file that is broken, foreign or of another version
    │   └── OvertakenError   exit 2   HTTP 500   another run was written since the one that this builds on
    └── GateError            exit 1   HTTP 409   a check that did not hold (verify, a quality floor)

A bad *record* becomes a ``Reject`` and the work goes on; a bad *call* raises one of these. A message says
what, where, and what to do.
"""

from __future__ import annotations

from typing import ClassVar


class StemmaError(Exception):
    """Base of all errors raised on purpose; ``exit_status`` and ``http_status`` are fixed by class."""

    exit_status: ClassVar[int] = 2
    http_status: ClassVar[int] = 400


class UsageError(StemmaError):
    """A call that cannot mean anything: unknown option value, contradicting options."""


class InputError(StemmaError):
    """No input could be read at all: no such path, an empty folder."""

    http_status = 422


class NotYetError(InputError):
    """A kind of input that this version does not read yet (feeds, WARC, Telegram exports)."""

    http_status = 501


class NotFoundError(StemmaError):
    """An id or a record that is not in the case."""

    exit_status = 1
    http_status = 404


class CaseFileError(StemmaError):
    """A case file that is broken, is no case file, or was written by a newer version."""

    http_status = 500


class OvertakenError(CaseFileError):
    """Another run was written into the case since the one that this run adds to; it has to begin from there."""


class GateError(StemmaError):
    """A check that did not hold: ``stemma verify`` found a difference, a quality floor was missed."""

    exit_status = 1
    http_status = 409

"""The command line: one file a noun; every command parses, calls the library, and prints.

Enters: arguments. Leaves: data on standard output, everything else on standard error, and an exit status: 0 done or
found, 1 nothing found or a check failed, 2 a usage or input error, 3 finished with rejects. Refuses: in one line, with
what to do; a traceback is a defect.
"""

from stemma.cli.app import cli, main

__all__ = ["cli", "main"]

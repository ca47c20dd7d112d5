"""The pipeline: every stage in order, over what is new.

Enters: paths, settings, and a case file where earlier work is kept. Leaves: a ``Case``. Refuses: a call in which
nothing can be read (``InputError``), a case file that is none (``CaseFileError``).

Work on one document depends on that document alone, and work on one story on its documents, so both are kept under a
digest of what they depend on and done again only when that changes. Which documents form a story is decided anew in
every run from stored features; it does not depend on the order or the number of processes.
"""

from stemma.pipeline.beside import held_beside, trace_beside
from stemma.pipeline.desk import Progress
from stemma.pipeline.run import STAGES, add, add_captures, trace, trace_captures

__all__ = ["STAGES", "Progress", "add", "add_captures", "held_beside", "trace", "trace_beside", "trace_captures"]

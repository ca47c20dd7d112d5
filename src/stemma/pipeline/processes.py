"""Map a pure function over many items in several processes, one item at a time each.

Enters: a function that can be imported by name, items and a number of processes. Leaves: the results, in the order of
the items. Refuses: nothing; an item on which a process dies (out of memory, a crash in a library) gives what
``crashed`` says, the process is started anew, and the rest goes on.

The processes are plain children that read items from their standard input, so that nothing depends on how the calling
program was started, and a dead child names the item it died on.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import IO, BinaryIO, Self, TypeVar, cast

from stemma.errors import StemmaError

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 12
"""Documents from which processes pay: starting one costs about 2 s (libraries, language model), like a dozen texts."""

AHEAD = 16
"""Items a process that are taken ahead of the work. The results keep their order, so that one slow document holds up
the others only when this many are done behind it; all of them are in memory."""

PATIENCE = 10.0
"""Seconds that a process which closed its pipe may take to end; writing a core file takes one or two."""

_BOOT = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN);"  # the parent decides what an interrupt means
    " import sys, pickle; sys.path[:] = pickle.load(sys.stdin.buffer);"
    " from stemma.pipeline.processes import serve; serve()"
)


class Processes:
    """Up to ``jobs`` child processes (0: one for every processor), started when first needed."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs or _processors()
        self._children: list[_Child] = []

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        crashed: Callable[[Item, int], Result],
        count: int,
        weight: int | None = None,
    ) -> Iterator[Result]:
        """Yield ``function(item)`` for each item; ``crashed(item, status)`` where the process died on it.

        ``count`` items are taken from ``items``, by the calling thread and only a few ahead of the work. ``weight`` is
        the size of the whole in documents (a story weighs several); below ``FEWEST``, or with one job, the calling
        process does it alone.

        Raises:
            StemmaError: a process could not be started.
        """
        jobs = min(self._jobs, count)
        if jobs < 2 or (weight or count) < FEWEST:
            yield from map(function, items)
            return
        while len(self._children) < jobs:
            self._children.append(_Child())
        idle: SimpleQueue[_Child] = SimpleQueue()
        for child in self._children:
            idle.put(child)

        def run(item: Item) -> Result:
            child = idle.get()
            try:
                return child.call(function, item, crashed)
            finally:
                idle.put(child)

        yield from self._spread(run, items)

    def _spread(self, run: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the results in order; one thread waits for each child, and none is left behind whatever happens."""
        pool = ThreadPoolExecutor(len(self._children))
        ahead: deque[Future[Result]] = deque()
        try:
            for item in items:
                ahead.append(pool.submit(run, item))
                if len(ahead) > AHEAD * len(self._children):
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        except BaseException:
            self.close()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """End the children; work they have not finished is dropped."""
        for child in self._children:
            child.close()
        self._children.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Child:
    """One child process and the two pipes to it."""

    def __init__(self) -> None:
        self._closed = False
        self._start()

    def call(self, function: Callable[[Item], Result], item: Item, crashed: Callable[[Item, int], Result]) -> Result:
        """Return ``function(item)`` worked out in the child."""
        self._greet()
        try:
            _send(self._stdin, (function, item))
            answer = pickle.load(self._stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            if self._closed:
                raise
            status = self._end()
            self._start()
            return crashed(item, status)
        if isinstance(answer, Exception):
            raise answer
        return cast(Result, answer)

    def close(self) -> None:
        """End the process for good."""
        self._closed = True
        self._process.kill()
        self._end()

    def _end(self) -> int:
        """Wait for the process, which is dead or dying, and return its exit status."""
        try:
            status = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        for pipe in (self._stdin, self._stdout):
            with suppress(OSError, ValueError):
                pipe.close()
        return status

    def _start(self) -> None:
        if self._closed:  # by another thread, while this one was waiting for an answer
            raise StemmaError("interrupted")
        command = [sys.executable, "-c", _BOOT]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._stdin = cast(BinaryIO, self._process.stdin)
        self._stdout = cast(BinaryIO, self._process.stdout)
        self._greeted = False

    def _greet(self) -> None:
        """Wait until the child is ready, the first time."""
        if self._greeted:
            return
        try:
            _send(self._stdin, sys.path)
            pickle.load(self._stdout)
        except (EOFError, OSError, ValueError) as error:
            raise StemmaError("a worker process could not be started; run with --jobs 1") from error
        self._greeted = True


def serve() -> None:
    """Be the child: read (function, item) from standard input until it ends, and answer on standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not mix with the answers
    _send(answers, "ready")
    while True:
        try:
            function, item = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer = function(item)
        except Exception as error:  # the parent raises it
            answer = RuntimeError(f"{type(error).__name__}: {error}")
        _send(answers, answer)


def _send(pipe: BinaryIO | IO[bytes], message: object) -> None:
    pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

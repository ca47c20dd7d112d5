"""What a case holds already, and what is new to it.

Enters: a view of the case, then captures and rejects one by one. Leaves: those that are new. Refuses: captures whose
bytes, or whose text, the case holds from the same place; a page that it holds from another place word for word, which
becomes a ``duplicate``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from stemma.compare.versions import body_of, in_time, page_of
from stemma.config import Config
from stemma.documents import clean
from stemma.model import Capture, Document, Metadata, Reject
from stemma.store import View


class Shelf:
    """The captures, documents and rejects of a case; ``fresh`` gathers what was added."""

    def __init__(self, view: View, config: Config) -> None:
        self.fresh: list[Capture | Reject] = []
        self._config = config
        self._captures: defaultdict[str, list[Capture]] = defaultdict(list)
        self._documents: defaultdict[str, list[Document]] = defaultdict(list)
        self._pages: dict[str, Document] = {}
        self._rejects = {(reject.locator, reject.reason) for reject in view.rejects()}
        for capture in view.captures():
            self._captures[capture.locator].append(capture)
        for document in view.documents():
            self._shelve(document)

    def holds(self, locator: str) -> bool:
        """Tell whether anything was captured at a place."""
        return bool(self._captures.get(locator))

    def told(self, locator: str) -> Metadata:
        """Return what was declared of the last capture at a place, without when that was."""
        held = self._captures.get(locator, [])
        last = max(held, key=lambda c: (c.metadata.captured or "", c.digest), default=None)
        return replace(last.metadata, captured=None) if last else Metadata()

    def note(self, rejects: Iterable[Reject]) -> None:
        """Add the rejects that the case does not have."""
        for reject in rejects:
            if (reject.locator, reject.reason) not in self._rejects:
                self._rejects.add((reject.locator, reject.reason))
                self.fresh.append(reject)

    def offer(self, item: Capture | Reject, retrieved: str) -> bool:
        """Add a capture, taken at the time ``retrieved``, if it says something new; tell whether it does."""
        if isinstance(item, Reject):
            self.note([item])
            return False
        capture = replace(item, metadata=replace(item.metadata, captured=item.metadata.captured or retrieved))
        held = self._captures[capture.locator]
        if any(capture.digest == other.digest for other in held):
            return False
        document = clean(capture, config=self._config)
        if isinstance(document, Document):
            text = body_of(document).split()
            if any(text == body_of(other).split() for other in self._documents[capture.locator]):
                return False
            twin = self._pages.get(page_of(document))
            if twin is not None and twin.path != document.path and body_of(twin).split() == text:
                detail = f"the same page and text stand in the case from {twin.path}"
                self.note([Reject(stage="captures", locator=capture.locator, reason="duplicate", detail=detail)])
                return False
            self._shelve(document)
        elif held:
            return False  # without text, as it was before
        held.append(capture)
        self.fresh.append(capture)
        return True

    def _shelve(self, document: Document) -> None:
        versions = self._documents[document.path]
        versions.append(document)
        self._pages[page_of(document)] = in_time(versions)[-1]

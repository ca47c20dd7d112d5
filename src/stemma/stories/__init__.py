"""Stories: the documents about one event, which is less than one topic.

Enters: the features of each document, made once and stored. Leaves: groups of document ids, and for each group
a ``Story`` with a title, its places and the days of its reports. Refuses: to join documents that only share a
topic; two ferry accidents in one month are two stories.

Nothing here depends on the whole case: how rare a word is comes from a background model of the language, a
pair's score only from its two documents, and a group only from the documents connected with it. So grouping
all documents at once gives what adding them one by one gives.
"""

from stemma.stories.changes import changes
from stemma.stories.features import Features, extract
from stemma.stories.groups import group
from stemma.stories.likeness import compare
from stemma.stories.titles import describe

__all__ = ["Features", "changes", "compare", "describe", "extract", "group"]

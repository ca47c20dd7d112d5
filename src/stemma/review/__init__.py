"""What follows from the judgements of people: a story as they judged it, beside what Stemma says of it.

Enters: one story with its records and trees, and the judgements of the case. Leaves: a ``JudgedStory``. Refuses: to
change a record of Stemma's, and to let anything follow from a judgement that was taken back, that waits for a second
person, or that another person contradicts.
"""

from stemma.review.anchors import Ground, anchor, lay_ground
from stemma.review.hearing import judge_story
from stemma.review.latest import Latest, Scene, State
from stemma.review.memory import Keep, Memory, Stand
from stemma.review.standing import Held, ended_by, hold, needs_two

__all__ = [
    "Ground",
    "Held",
    "Keep",
    "Latest",
    "Memory",
    "Scene",
    "Stand",
    "State",
    "anchor",
    "ended_by",
    "hold",
    "judge_story",
    "lay_ground",
    "needs_two",
]

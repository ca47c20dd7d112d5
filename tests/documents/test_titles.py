"""Titles: a headline, or nothing."""

from __future__ import annotations

import pytest

from stemma.documents.boilerplate import find_boilerplate
from stemma.documents.titles import find_title

BODY = "The ferry Alma ran aground off Wasserburg on Tuesday, and its 40 passengers were brought ashore by the police."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ferry aground off Wasserburg\n\n{BODY}", "Ferry aground off Wasserburg"),
        (f"Ferry aground off Wasserburg\n{BODY}", "Ferry aground off Wasserburg"),
        (f"Is the ferry safe?\n\n{BODY}", "Is the ferry safe?"),
        (f"“We were lucky”\n\n{BODY}", "“We were lucky”"),
        (f"Advertisement\n\nFerry aground off Wasserburg\n\n{BODY}", "Ferry aground off Wasserburg"),
        (f"Talks on the ferry line begin in the U.S.\n\n{BODY}", "Talks on the ferry line begin in the U.S."),
        (f"{BODY}\n\n{BODY}", None),
        ("The ferry Alma ran aground off Wasserburg on Tuesday, and\nits 40 passengers were brought ashore.\n", None),
        (f"Ferries\n\n{BODY}", None),
        ("Ferry aground off Wasserburg", None),
        (f"{'Ferry ' * 60}\n\n{BODY}", None),
        ("", None),
    ],
)
def test_cases(text: str, title: str | None) -> None:
    assert find_title(text, find_boilerplate(text, "en")) == title

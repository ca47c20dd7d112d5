"""Markdown: the words stay, the markup goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.documents.markdown import read_markdown

SOURCE = """# Ferry *aground*

The **water police** said that [all 40 passengers](https://lake.example/40 "post") were safe,
and that the snake_case_name stayed.

> "Nobody was hurt," said Ada Moser.

- one rope
- two buoys

![A picture](https://lake.example/p.png)

    code block

```
more code
```

<div onclick="x()">raw</div>

---

See <https://lake.example/2> or [this][1] or [mail](mailto:a@lake.example).

[1]: https://lake.example/3
"""


def test_a_whole_text() -> None:
    text, title, links = read_markdown(SOURCE)
    assert title == "Ferry aground"
    assert text.split("\n\n") == [
        "Ferry aground",
        "The water police said that all 40 passengers were safe,\nand that the snake_case_name stayed.",
        '"Nobody was hurt," said Ada Moser.',
        "- one rope",
        "- two buoys",
        "See https://lake.example/2 or this or mail.",
    ]
    assert links == ("https://lake.example/40", "https://lake.example/2", "https://lake.example/3")


def test_text_without_markup_is_unchanged() -> None:
    text = "The ferry ran aground.\n\nNobody was hurt: 3 * 4 = 12."
    assert read_markdown(text) == (text, None, ())


@pytest.mark.parametrize("mark", ["[", "![", "*a ", "_a_", ">", "- ", "`", "<", "&#"])
def test_markup_made_to_break_the_parser(mark: str) -> None:
    text, _, _ = read_markdown(mark * 20_000)
    assert len(text) <= 20_000 * len(mark)


@given(st.text(max_size=300))
def test_no_text_fails(source: str) -> None:
    text, _, links = read_markdown(source)
    assert len(text) <= 4 * len(source) + 4
    assert all(link.startswith("http") for link in links)

"""Front matter: what is read, and what stays text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.documents.frontmatter import split_front_matter
from stemma.model import Metadata

BODY = "The ferry ran aground.\n"


def test_the_five_keys_are_read_as_written() -> None:
    block = (
        "---\ntitle: Ferry aground\nurl: https://lake.example/1\n"
        "outlet: 'Lake Gazette'\npublished: 2031-05-14\nlanguage: no\n---\n\n"
    )
    metadata, text = split_front_matter(block + BODY)
    assert text == BODY
    assert metadata == Metadata(
        title="Ferry aground",
        url="https://lake.example/1",
        outlet="Lake Gazette",
        published="2031-05-14",
        language="no",
    )


def test_other_keys_are_passed_over() -> None:
    assert split_front_matter(f"---\ntags: [a, b]\nTitle: Ferry\n...\n{BODY}") == (Metadata(title="Ferry"), BODY)


def test_lines_that_are_no_yaml_are_still_read() -> None:
    block = '---\ntitle: Ferry: three questions, and "one" answer\noutlet: @gazette\n# a remark\n---\n'
    metadata, text = split_front_matter(block + BODY)
    assert (metadata.title, metadata.outlet, text) == ('Ferry: three questions, and "one" answer', "@gazette", BODY)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"---\n{BODY}",
        f"---\n{BODY}---\nMore.\n",
        f"---\nauthor: Ada\n---\n{BODY}",
        f"+++\ntitle = 'Ferry'\n+++\n{BODY}",
        f"---\n- title\n- url\n---\n{BODY}",
        f"\n---\ntitle: Ferry\n---\n{BODY}",
        f"---\ntitle: {'x' * 20_000}\n---\n{BODY}",
        "---\n---\n",
        "---",
        "",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split_front_matter(text) == (Metadata(), text)


@pytest.mark.parametrize(
    "block",
    [
        "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a, *a]\n" for i in range(300)),
        "title: " + "[" * 15_000 + "\n",
        "title: !!python/object/apply:os.system ['true']\n",
        "? " * 3_000 + "\n",
        "{" * 10_000 + "\n",
        "title: \x00\n",
    ],
)
def test_blocks_made_to_break_the_reader_do_no_harm(block: str) -> None:
    started = time.process_time()
    metadata, text = split_front_matter(f"---\n{block}---\n{BODY}")
    assert text.endswith(BODY)
    assert metadata.url is None
    assert time.process_time() - started < 5


@given(st.text(max_size=200))
def test_nothing_is_lost(text: str) -> None:
    source = f"---\n{text}\n---\n{BODY}"
    metadata, rest = split_front_matter(source)
    assert rest == source if metadata == Metadata() else source.endswith(rest)

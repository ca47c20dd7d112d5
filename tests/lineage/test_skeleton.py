from __future__ import annotations

from tests.lineage.case_files import report, traced

from stemma.config import Config

PSALM = (
    "In the third year of the long rain the abbot sent two brothers over the hills to fetch salt and they walked by "
    "night because the wolves slept then and when they came to the ford the water stood as high as the saddle of "
    "a mule so they tied their sacks together and sang until a miller heard them who had a boat without a bottom "
    "and a rope"
)


def copied(*changes: tuple[str, str]) -> str:
    text = PSALM
    for old, new in changes:
        assert f" {old} " in text
        text = text.replace(f" {old} ", f" {new} ", 1)
    return text


LEFT = (("third", "fourth"), ("abbot", "prior"), ("brothers", "monks"), ("hills", "fields"), ("salt", "bread"))
MORE = (("night", "day"), ("wolves", "bears"), ("slept", "hid"), ("ford", "river"), ("mule", "horse"))
REST = (("sacks", "belts"), ("sang", "cried"), ("miller", "weaver"), ("boat", "cart"), ("bottom", "wheel"))
TAIL = (("rain", "snow"), ("water", "ice"), ("high", "deep"), ("tied", "held"), ("heard", "saw"))
SPARE = (("year", "month"), ("long", "great"), ("sent", "bade"), ("walked", "went"), ("stood", "rose"))
OTHER = (("saddle", "ears"), ("together", "tightly"), ("until", "till"), ("two", "three"), ("came", "got"))


def test_one_text_in_copies_that_each_changed_it_hangs_on_an_unseen_source() -> None:
    texts = (copied(*LEFT, *MORE), copied(*REST, *TAIL), copied(*SPARE, *OTHER))
    documents = tuple(report(f"copy{n}", text, "xx", {}) for n, text in enumerate(texts))
    found = traced(documents, Config(one_story=True))
    assert [source.documents for source in found.unseen] == [("doc_copy0", "doc_copy1", "doc_copy2")]
    assert {link.kind for link in found.links} == {"common_source"}


def test_a_copy_of_a_copy_hangs_on_it() -> None:
    texts = (copied(), copied(*LEFT), copied(*LEFT, *REST))
    documents = tuple(report(f"copy{n}", text, "xx", {}) for n, text in enumerate(texts))
    found = traced(documents, Config(one_story=True))
    assert {(link.borrower, link.lender) for link in found.links} == {
        ("doc_copy0", "doc_copy1"),
        ("doc_copy1", "doc_copy2"),
    }


def test_two_unseen_sources_may_stand_next_to_each_other() -> None:
    texts = (copied(*LEFT, *MORE), copied(*LEFT, *TAIL), copied(*REST, *SPARE), copied(*REST, *OTHER))
    documents = tuple(report(f"copy{n}", text, "xx", {}) for n, text in enumerate(texts))
    found = traced(documents, Config(one_story=True))
    sources = {source.id for source in found.unseen}
    assert {source.documents for source in found.unseen} <= {("doc_copy0", "doc_copy1"), ("doc_copy2", "doc_copy3")}
    if len(sources) == 2:
        assert any({link.borrower, link.lender} == sources for link in found.links)

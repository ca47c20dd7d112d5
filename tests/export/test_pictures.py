"""Pictures that reports share: a record a picture, and a sentence in both dossiers."""

from __future__ import annotations

from dataclasses import replace

from stemma.export import dossier, pictures, terminal
from stemma.model import Case, Document, Media, Published, Story

PHOTO = Media(kind="image", name="a.jpg", digest="blake2b:1", phash="8f373714acfcf4d0")
COPY = replace(PHOTO, name="b\x1b[31m.jpg", digest="blake2b:2", phash="8f373714acfcf4d1")


def report(name: str, outlet: str, day: str | None, *media: Media) -> Document:
    published = Published(earliest=day, latest=day, basis="post") if day else None
    return Document(
        id=f"doc_{name}", capture="c", path=f"{name}.txt", text="The ferry ran aground.", outlet=outlet, language="en",
        published=published, media=media,
    )  # fmt: skip


def case(*days: str | None) -> Case:
    documents = (
        report("1", "Lake Gazette", days[0], PHOTO),
        report("2", "Alpine Courier", days[1], COPY),
        report("3", "Old Herald", days[2], PHOTO),
    )
    stories = (
        Story(id="sto_1", title="Ferry aground", documents=("doc_1", "doc_2")),
        Story(id="sto_2", title="Regatta", documents=("doc_3",)),
    )
    return Case(documents=documents, stories=stories)


DATED = case("2031-05-14", "2031-05-15", "2029-01-02")


def test_a_record_names_the_reports_the_stories_and_the_earliest() -> None:
    (record,) = pictures.collect(DATED)
    assert record["documents"] == ["doc_1", "doc_2", "doc_3"]
    assert record["stories"] == ["sto_1", "sto_2"]
    assert record["earliest"] == {"document": "doc_3", "published": "2029-01-02"}
    assert record["digest"] is None


def test_both_dossiers_tell_of_an_older_story_s_picture() -> None:
    text, page = terminal.render(DATED), dossier.render(DATED)
    for shown in (" ".join(text.split()), page):
        assert (
            "the same picture stands in 2 reports of this story (Lake Gazette, Alpine Courier) and in story 2" in shown
        )
        assert "first in Old Herald" in shown
        assert "\x1b" not in shown
    assert "<img" not in page


def test_without_days_the_first_is_not_known() -> None:
    assert "which had it first is not known" in " ".join(terminal.render(case(None, "2031-05-15", None)).split())


def test_pictures_in_one_report_say_nothing() -> None:
    lone = replace(DATED, documents=(DATED.documents[0],), stories=(replace(DATED.stories[0], documents=("doc_1",)),))
    assert pictures.collect(lone) == []
    assert "picture" not in terminal.render(lone).lower()

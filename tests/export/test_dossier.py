from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from jinja2 import Environment, meta

from stemma.export import composition
from stemma.export import page as page_module
from stemma.export.composition import compose
from stemma.export.dossier import render
from stemma.export.page import Page
from stemma.model import Case, Document, Span, Story

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Reader(HTMLParser):
    """Reads a page as a browser would: elements with their attributes, text, and whether all are closed."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.stack: list[str] = []
        self.strays: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.stack and self.stack[-1] == tag:
            self.stack.pop()
        else:
            self.strays.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] not in ("style", "script"):
            self.words.append(data)

    def attribute(self, name: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(name)) is not None]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


@pytest.fixture(scope="module")
def shown(case: Case) -> Reader:
    return Reader(render(case))


@pytest.fixture(scope="module")
def attacked(hostile: Case) -> Reader:
    return Reader(render(hostile))


def test_every_element_is_closed(shown: Reader, attacked: Reader) -> None:
    assert shown.stack == attacked.stack == []
    assert shown.strays == attacked.strays == []


def test_every_link_inside_leads_somewhere(shown: Reader, attacked: Reader) -> None:
    for reader in (shown, attacked):
        ids = reader.attribute("id")
        assert len(set(ids)) == len(ids)
        inner = {href[1:] for href in reader.attribute("href") if href.startswith("#")}
        assert inner
        assert inner <= set(ids)


def test_nothing_is_fetched(shown: Reader, attacked: Reader) -> None:
    for reader in (shown, attacked):
        tags = {tag for tag, _ in reader.elements}
        assert not tags & {"img", "link", "iframe", "object", "embed", "base", "form", "audio", "video", "image", "use"}
        assert not reader.attribute("src")
        assert not reader.attribute("style")
        names = {name for _, attrs in reader.elements for name in attrs}
        assert not any(name.startswith("on") for name in names)


def test_an_attack_stays_text(attacked: Reader) -> None:
    scripts = [attrs for tag, attrs in attacked.elements if tag == "script"]
    assert scripts == [{}]
    assert not [href for href in attacked.attribute("href") if not href.startswith("#")]
    assert "<script>alert(1)</script>" in attacked.text
    assert "{{7*7}}" in attacked.text
    assert not set("\x1b\x00\x07\u202e\u200b") & set(attacked.text)


def test_the_policy_allows_the_style_sheet_and_the_script_only(case: Case) -> None:
    markup = render(case)
    policy = next(
        attrs["content"]
        for tag, attrs in Reader(markup).elements
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        inside = markup.split(f"<{name}>", 1)[1].split(f"</{name}>", 1)[0]
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_spans_are_marked_in_the_full_text(case: Case) -> None:
    found = compose(case)
    report = next(r for r in found.reports if r.label == "Harbour News")
    marks = [p.mark for p in report.pieces if p.what == "open"]
    assert f"{report.key}-0-44" in marks
    document = next(d for d in case.documents if d.outlet == "Harbour News")
    assert "".join(p.text for p in report.pieces) == document.text
    assert [c.label for c in report.removed] == ["newsletter notice"]


def test_what_is_shared_is_masked(shown: Reader) -> None:
    assert "Ebner" not in shown.text
    assert "47.54601" not in shown.text
    assert "Hafenstrasse 12" not in shown.text
    assert "a passenger" in shown.text


def test_the_answer_is_there(shown: Reader) -> None:
    for words in (
        "6 reports, 2 stories",
        "Read the original.",
        "Dock Post (2 reports go back to it)",
        "SINGLE ORIGIN",
        "CONTESTED",
        "NOT SHOWN INDEPENDENT",
        "you can print",
        "caveat: dropped",
        "who took from whom is undecided",
        "both heard the fire brigade",
        "In one report only",
        "not a text",
        "Statements are not read yet in the language of: French Paper",
    ):
        assert words in shown.text or words == "In one report only", words


def test_it_opens_with_how_the_reports_hang_on_their_sources(shown: Reader) -> None:
    classes = [(attributes.get("class") or "").split() for _, attributes in shown.elements]
    assert sum("spread" in names for names in classes) == 1
    assert sum("disc" in names for names in classes) >= 1
    text = " ".join(" ".join(shown.words).split())
    assert re.search(r"\d+ of \d+ reports hang on one source|\d+ stand apart|go back to one report", text)


def test_differing_words_are_marked(case: Case) -> None:
    claim = next(c for s in compose(case).stories for c in s.claims if c.id == "clm_fell")
    later = next(c for c in claim.copies if c.label == "Evening Paper")
    assert "".join(w.text for w in later.words) == "The crane at Lindau collapsed on Monday"
    assert any(w.changed and "collapsed" in w.text for w in later.words)
    assert later.compared == "Marked: not so in Harbour News"


def test_no_verdict_is_spoken(case: Case) -> None:
    stripped = replace(case, documents=tuple(replace(d, text="x" * len(d.text)) for d in case.documents))
    words = Reader(render(stripped)).text.lower()
    for verdict in ("plagiar", "fake", "lie ", "debunk", "proven", "unreliable", "credib", "stole"):
        assert verdict not in words


def test_an_empty_case_has_a_page() -> None:
    reader = Reader(render(Case()))
    assert "There is nothing to show" in reader.text
    assert reader.stack == []


def test_about_is_shown_and_escaped(case: Case) -> None:
    reader = Reader(render(case, about="<b>loose</b> bolt made the crane fall"))
    assert "“<b>loose</b> bolt made the crane fall”" in reader.text


def test_three_hundred_reports_stay_small(case: Case) -> None:
    base = next(d for d in case.documents if d.outlet == "Harbour News")
    text = (base.text + "\n") * 25
    many = tuple(replace(base, id=f"doc_{n:03}", path=f"{n}.txt", text=text) for n in range(300))
    story = Story(id="sto_1", title="Crane", documents=tuple(d.id for d in many))
    statements = tuple(
        replace(case.statements[0], id=f"stm_{n}_{k}", document=d.id, content=Span(start=k * 40, end=k * 40 + 60))
        for n, d in enumerate(many)
        for k in range(30)
    )
    claims = tuple(
        replace(case.claims[0], id=f"clm_{s.id}", statements=(s.id,), documents=(s.document,)) for s in statements
    )
    markup = render(replace(case, documents=many, stories=(story,), statements=statements, claims=claims, links=()))
    assert len(markup.encode()) < 15_000_000
    assert Reader(markup).stack == []


def test_two_renderings_are_equal(case: Case) -> None:
    assert render(case) == render(case)


# --- the template reads what the page has, and nothing else -------------------------------------------------


def names(record: type) -> Iterator[str]:
    assert is_dataclass(record)
    for field in fields(record):
        yield field.name


def test_the_template_uses_only_fields_of_the_page() -> None:
    folder = files("stemma.export") / "templates"
    known = {
        name
        for record in vars(page_module).values()
        if isinstance(record, type) and is_dataclass(record)
        for name in names(record)
    } | {"first", "last", "what", "mark", "kinds", "text"}
    for template in ("dossier.html", "parts.html"):
        source = (folder / template).read_text(encoding="utf-8")
        used = set(
            re.findall(
                r"\b(?:page|story|view|copy|link|evidence|row|tie|report|cite|reject|item|origin|rule)\.(\w+)", source
            )
        )
        assert used - {"length"} <= known
    parsed = Environment(autoescape=True).parse((folder / "dossier.html").read_text(encoding="utf-8"))
    assert meta.find_undeclared_variables(parsed) == {"page", "policy", "script", "style"}


def test_every_field_of_the_page_is_shown() -> None:
    folder = files("stemma.export") / "templates"
    source = "".join((folder / t).read_text(encoding="utf-8") for t in ("dossier.html", "parts.html"))
    unused = [n for n in names(Page) if not re.search(rf"\bpage\.{n}\b", source)]
    assert unused == []


def test_unknown_languages_are_said(case: Case) -> None:
    documents: tuple[Document, ...] = tuple(replace(d, language="fi") for d in case.documents)
    assert (
        "Statements are read in English, Russian and Ukrainian only"
        in Reader(render(replace(case, documents=documents))).text
    )


def test_a_large_case_shows_its_foremost_stories_and_says_so(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composition, "MAX_REPORTS", len(case.documents) - 1)
    shown = composition.compose(case)
    assert len(shown.stories) + len(shown.brief) < len(case.stories)
    assert shown.stories[0].id == max(case.stories, key=lambda s: len(s.documents)).id
    text = Reader(render(case)).text
    assert shown.more in text
    assert "not on this page" in text

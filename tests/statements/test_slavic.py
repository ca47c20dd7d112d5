"""Russian and Ukrainian statements: spans, speakers, certainty, and what must hold for any text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statements.case_files import Case, make_document, read_cases
from tests.statements.test_attribution import shown

from stemma.language.parse import parse
from stemma.language.tree import grow
from stemma.model import Removed, Span, Statement
from stemma.statements import attribute

CASES = [
    pytest.param(case, language, id=f"{language}-{case.name}")
    for language in ("ru", "uk")
    for case in read_cases(f"statements-{language}")
    if not case.name.startswith("last")
]

RUSSIAN = (
    "Паром затонул, сообщил мэр. ",
    "«Мы всё видели», — сказала Анна Ли, матрос. ",
    "По данным МЧС, пострадали 22 человека. ",
    "Независимо проверить это не удалось. ",
    "«Мы идём, — сказал он. — Это",
    " важно». ",
    "Об этом он",
    "«Нет»\n\n",
    "❗️ Минобороны: ",
    "якобы — , : ” «",
    "\u202eИ \x1b[31m",
    "Заявление о том, что ",
)
UKRAINIAN = (
    "Пором затонув, повідомив мер. ",
    "«Ми все бачили», — сказала Анна Лі, матроска. ",
    "За даними ДСНС, постраждали 22 людини. ",
    "Незалежно перевірити це не вдалося. ",
    "«Ми йдемо, — сказав він. — Це",
    " важливо». ",
    "Про це він",
    "«Ні»\n\n",
    "❗️ Генштаб: ",
    "нібито — , : ” «",
    "\u202eІ \x1b[31m",
    "Заява про те, що ",
)
PIECES = {"ru": RUSSIAN, "uk": UKRAINIAN}


def made_from(text: str, language: str, removed: tuple[Removed, ...] = ()) -> tuple[Statement, ...]:
    document = replace(make_document(text), language=language, removed=removed)
    return attribute(document, grow(text, parse(document.id, text, language, skip=[r.span for r in removed])))


@pytest.mark.parametrize(("case", "language"), CASES)
def test_spans(case: Case, language: str) -> None:
    assert {shown(case.text, s) for s in made_from(case.text, language)} == set(case.demands)


@pytest.mark.parametrize("language", ["ru", "uk"])
@settings(max_examples=60, deadline=None)
@given(choice=st.lists(st.integers(0, len(RUSSIAN) - 1), max_size=8))
def test_statements_keep_their_promises(language: str, choice: list[int]) -> None:
    text = "".join(PIECES[language][n] for n in choice)
    statements = made_from(text, language)
    assert statements == made_from(text, language)
    assert len({s.id for s in statements}) == len(statements)
    order = [(s.content.start, s.content.end) for s in statements]
    assert order == sorted(order)
    for statement in statements:
        spans = [statement.content, statement.cue, statement.source.span, *statement.certainty.words]
        assert all(s is None or (s.end <= len(text) and s.within(text).strip()) for s in spans)
        assert statement.chain
        assert (statement.source.kind == "outlet") == (statement.cue is None and statement.source.span is None)
        assert {s.id for s in statements} >= set(statement.about)


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_nothing_is_said_in_what_was_removed(language: str) -> None:
    first, second = PIECES[language][0], PIECES[language][2]
    hole = Removed(span=Span(start=0, end=len(first)), reason="test")
    found = made_from(first + second, language, (hole,))
    assert found
    assert not any(s.content.overlaps(hole.span) for s in found)


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("ru", "Минобороны Польши заявило, что армия Чехии потеряла 22 танка.", ("Польши", "Чехии")),
        ("uk", "Міноборони Польщі заявило, що армія Чехії втратила 22 танки.", ("Польщі", "Чехії")),
    ],
)
def test_parties_can_be_swapped(language: str, text: str, other: tuple[str, str]) -> None:
    swapped = text.replace(other[0], "~").replace(other[1], other[0]).replace("~", other[1])
    (left,), (right,) = made_from(text, language), made_from(swapped, language)
    assert (left.type, left.certainty.commitment, left.basis, left.source.named) == (
        right.type,
        right.certainty.commitment,
        right.basis,
        right.source.named,
    )


@pytest.mark.parametrize(
    ("language", "text", "name", "kind", "role"),
    [
        ("ru", "По словам мэра города Анны Зориной, паром цел.", "Анна Зорина", "person", "мэр города"),
        ("uk", "За словами мера міста Анни Зоріної, пором цілий.", "Анна Зоріна", "person", "мер міста"),
        (
            "ru",
            "По данным Министерства транспорта России, паром цел.",
            "Министерство транспорта России",
            "organization",
            None,
        ),
        (
            "uk",
            "За даними Міністерства транспорту України, пором цілий.",
            "Міністерство транспорту України",
            "organization",
            None,
        ),
        ("ru", "Очевидцы рассказали, что паром цел.", "Очевидцы", "group", None),
        ("uk", "Очевидці розповіли, що пором цілий.", "Очевидці", "group", None),
        ("ru", "В сообщении МЧС говорится, что паром цел.", "сообщение МЧС", "document", None),
        ("uk", "У повідомленні ДСНС йдеться, що пором цілий.", "повідомлення ДСНС", "document", None),
    ],
)
def test_speakers_are_named_in_the_nominative(language: str, text: str, name: str, kind: str, role: str | None) -> None:
    (statement,) = made_from(text, language)
    assert (statement.source.name, statement.source.kind, statement.source.role) == (name, kind, role)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "ru",
            "Мэр Анна Зорина сообщила, что паром цел. Она добавила, что мост закрыт. Зорина уточнила, что порт открыт.",
            ["Анна Зорина"] * 3,
        ),
        (
            "uk",
            "Мер Анна Зоріна заявила, що пором цілий. Вона додала, що міст закрито. Зоріна уточнила, що порт відкрито.",
            ["Анна Зоріна"] * 3,
        ),
        ("ru", "Минтранс РФ заявил, что паром цел. Ведомство уточнило, что мост закрыт.", ["Минтранс РФ"] * 2),
        ("uk", "Міненерго заявило, що світло є. Відомство уточнило, що міст закрито.", ["Міненерго"] * 2),
    ],
)
def test_speakers_are_taken_up(language: str, text: str, names: list[str]) -> None:
    assert [s.source.name for s in made_from(text, language)] == names


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Эксперт заявил, что паром цел."), ("uk", "Експерт заявив, що пором цілий.")],
)
def test_an_expert_whom_nothing_introduces_is_an_orphan(language: str, text: str) -> None:
    (statement,) = made_from(text, language)
    assert statement.source.orphan
    assert not statement.source.named


@pytest.mark.parametrize(
    ("language", "text", "polarity", "commitment", "source_commitment"),
    [
        ("ru", "Мэр отрицает, что паром затонул.", "denied", "reported", "certain"),
        ("uk", "Мер заперечує, що пором затонув.", "denied", "reported", "certain"),
        ("ru", "Мэр не подтвердил, что паром затонул.", "questioned", "reported", "certain"),
        ("uk", "Мер не підтвердив, що пором затонув.", "questioned", "reported", "certain"),
        ("ru", "Мэр подтвердил, что паром затонул.", "asserted", "certain", "certain"),
        ("uk", "Мер підтвердив, що пором затонув.", "asserted", "certain", "certain"),
        ("ru", "Мэр заявил, что паром не затонул.", "denied", "reported", "certain"),
        ("uk", "Мер заявив, що пором не затонув.", "denied", "reported", "certain"),
        ("ru", "Мэр сообщил, что паром, возможно, затонул.", "asserted", "reported", "possible"),
        ("uk", "Мер повідомив, що пором, ймовірно, затонув.", "asserted", "reported", "probable"),
    ],
)
def test_certainty(language: str, text: str, polarity: str, commitment: str, source_commitment: str) -> None:
    (statement,) = made_from(text, language)
    assert statement.source_certainty is not None
    assert (statement.certainty.polarity, statement.certainty.commitment) == (polarity, commitment)
    assert statement.source_certainty.commitment == source_commitment


@pytest.mark.parametrize(
    ("language", "text", "kind", "tense"),
    [
        ("ru", "Мэр сообщил, что мост откроют завтра.", "prediction", "future"),
        ("uk", "Мер повідомив, що міст буде відкрито завтра.", "prediction", "future"),
        ("ru", "Подтвердить это из независимых источников невозможно.", "verification", "present"),
        ("uk", "Підтвердити це з незалежних джерел неможливо.", "verification", "none"),
        ("ru", "Аналитик назвал указ ошибкой.", "opinion", "none"),
        ("uk", "Аналітик назвав указ помилкою.", "opinion", "none"),
    ],
)
def test_types(language: str, text: str, kind: str, tense: str) -> None:
    assert [s.type for s in made_from(text, language)] == [kind]
    assert made_from(text, language)[0].tense in (tense, "none")


@pytest.mark.parametrize(
    ("language", "text", "chain"),
    [
        (
            "ru",
            "Дрон упал на склад, пишет РИА «Маяк» со ссылкой на источник в полиции.",
            [("РИА «Маяк»", None), ("источник в полиции", None)],
        ),
        (
            "uk",
            "Дрон упав на склад, пише «Маяк» із посиланням на джерело в поліції.",
            [("«Маяк»", None), ("джерело в поліції", None)],
        ),
        ("ru", "МЧС сообщило в Telegram, что мост закрыт.", [("МЧС", "Telegram")]),
        ("uk", "ДСНС повідомила у Facebook, що міст закрито.", [("ДСНС", "Facebook")]),
        (
            "ru",
            "По словам очевидцев, паром цел. Об этом сообщает агентство «Волна».",
            [("очевидцы", None)],
        ),
        (
            "ru",
            "Мэр заявил, что капитан отрицает, что паром затонул.",
            [("Мэр", None), ("капитан", None)],
        ),
    ],
)
def test_chains(language: str, text: str, chain: list[tuple[str, str | None]]) -> None:
    assert chain in [[(link.name, link.channel) for link in s.chain] for s in made_from(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "name", "count"),
    [
        ("ru", "❗️Войска заняли село Ясное\n\nПотеряны два танка.\n\n🔹 Минобороны России", "Минобороны России", 2),
        ("ru", "Минобороны РФ:\n\nЗа сутки сбит дрон. Потеряны два танка.", "Минобороны РФ", 2),
        ("uk", "Місто під обстрілом\n\nВорог ударив по Харкову.\n\nДжерело: ДСНС", "ДСНС", 1),
        ("uk", "❗️Ворог ударив по Харкову — Синєгубов", "Синєгубов", 1),
    ],
)
def test_posts_name_their_source_in_a_line_of_its_own(language: str, text: str, name: str, count: int) -> None:
    found = made_from(text, language)
    assert [s.source.name for s in found] == [name] * count
    assert not any(text[s.content.start] == "❗" for s in found)


def test_a_long_text_costs_no_square() -> None:
    text = "Мер Іван Петров заявив, що міст цілий. " * 1_000
    assert len(made_from(text, "uk")) == 1_000


def test_checks_point_at_what_was_claimed() -> None:
    text = "Минобороны заявило, что войска заняли 22 здания. Независимо проверить это не удалось."
    claim, check = made_from(text, "ru")
    assert check.about == (claim.id,)
    assert claim.about == ()

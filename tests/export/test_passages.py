from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.export.passages import MAX_DEPTH, Kind, Piece, anchor, pieces
from stemma.model import Span

TEXT = "abcdefghij"

spans = st.builds(
    lambda a, n: Span(start=a, end=a + n),
    st.integers(min_value=0, max_value=12),
    st.integers(min_value=0, max_value=12),
)


def drawn(found: tuple[Piece, ...]) -> str:
    """Write the pieces as brackets: "[" a mark, "~[" one that goes on, "|" an anchor."""
    signs = {"open": "[", "go_on": "~[", "close": "]", "anchor": "|"}
    return "".join(signs.get(p.what, p.text) for p in found)


def marked(*given: tuple[int, int]) -> str:
    marks: dict[Span, list[Kind]] = {Span(start=a, end=b): ["statement"] for a, b in given}
    return drawn(pieces(TEXT, marks, prefix="r1"))


def test_nested_marks_stay_whole() -> None:
    assert marked((1, 8), (2, 4), (5, 6)) == "a[b[cd]e[f]gh]ij"


def test_crossing_marks_go_on() -> None:
    assert marked((1, 5), (3, 8)) == "a[bc[de]]~[fgh]ij"


def test_marks_that_start_or_end_together() -> None:
    assert marked((0, 4), (0, 10), (4, 10)) == "[[abcd][efghij]]"


def test_an_empty_span_is_an_anchor() -> None:
    assert marked((3, 3)) == "abc|defghij"


def test_a_mark_beyond_the_text_is_cut() -> None:
    assert marked((8, 99), (50, 60)) == "abcdefgh[ij]"


@given(st.sets(spans, max_size=12))
def test_every_text_survives_and_every_mark_is_closed(found: set[Span]) -> None:
    cut = pieces(TEXT, {s: ["finding"] for s in found}, prefix="r1")
    assert "".join(p.text for p in cut) == TEXT
    depth = 0
    for piece in cut:
        depth += {"open": 1, "go_on": 1, "close": -1}.get(piece.what, 0)
        assert depth >= 0
    assert depth == 0
    anchored = [p.mark for p in cut if p.what in ("open", "anchor")]
    assert sorted(anchored) == sorted(anchor("r1", s) for s in found if s.start < len(TEXT))


def test_depth_is_bounded() -> None:
    text = "x" * 500
    marks: dict[Span, list[Kind]] = {Span(start=n, end=500 - n): ["evidence"] for n in range(200)}
    depth = deepest = 0
    for piece in pieces(text, marks, prefix="r1"):
        depth += {"open": 1, "go_on": 1, "close": -1}.get(piece.what, 0)
        deepest = max(deepest, depth)
    assert deepest == MAX_DEPTH

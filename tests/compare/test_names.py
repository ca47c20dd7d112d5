"""Names of one party meet; names of two do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.compare.names import canonical, meeting_keys, same_party

ONE = [
    ("Russian MoD", "Russia's defence ministry"),
    ("Russian Defense Ministry", "the Ministry of Defence of Russia"),
    ("Russian Ministry of Defense", "Russia’s defence ministry"),
    ("Минобороны России", "Russian Ministry of Defense"),
    ("Defense Ministry", "Russian Ministry of Defense"),
    ("the Pentagon", "U.S. Department of Defense"),
    ("United Nations", "the UN"),
    ("Lake Safety Board", "LSB"),
    ("Lake Safety Board (LSB)", "Lake Safety Board"),
    ("Mr. Weber", "Jonas Weber"),
    ("J. Weber", "Jonas Weber"),
    ("Weber", "Captain Jonas Weber"),
    ("Ministry of Foreign Affairs", "Foreign Ministry"),
    ("Finnish Border Guard", "Border Guard of Finland"),
    ("Ansar Allah", "the Houthis"),
    ("FARC", "Revolutionary Armed Forces of Colombia"),
    ("Hizbollah", "Hezbollah"),
    ("Islamic Resistance Movement", "Hamas"),
    ("PKK", "Kurdistan Workers’ Party"),
    ("Sergei Lavrov", "Sergei Ławrow"),
    ("Alexander Lukashenko", "Łukaszenka"),
    ("Maria Zakharova", "Zacharowa"),
]

TWO = [
    ("Russian MoD", "Ukrainian MoD"),
    ("Polish Navy", "Polish Army"),
    ("Anna Weber", "Jonas Weber"),
    ("Russia", "Russian Ministry of Defense"),
    ("Foreign Ministry", "Defence Ministry"),
    ("Lake Safety Board", "Lake Rescue Board"),
    ("Austria", "Australia"),
    ("Hamas", "Hezbollah"),
    ("police", "navy"),
    ("Anna Chu", "Hu"),
]


PAIRS = [
    line
    for path in sorted((Path(__file__).parents[1] / "cases" / "names").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", PAIRS)
def test_pair(line: str) -> None:
    one = " = " in line
    left, right = line.removeprefix("~").strip().split(" = " if one else " ≠ ")
    met = same_party(left, right) is not None
    assert (met == one) != line.startswith("~"), "the ~ before a line marks what the rules are known to miss"
    assert not met or meeting_keys(left) & meeting_keys(right)


@pytest.mark.parametrize(("left", "right"), ONE)
def test_one_party(left: str, right: str) -> None:
    found = same_party(left, right)
    assert found is not None
    assert found.score > 0
    assert meeting_keys(left) & meeting_keys(right)


@pytest.mark.parametrize(("left", "right"), TWO)
def test_two_parties(left: str, right: str) -> None:
    assert same_party(left, right) is None


@given(
    st.sampled_from([n for pair in ONE + TWO for n in pair]), st.sampled_from([n for pair in ONE + TWO for n in pair])
)
def test_order_does_not_matter(left: str, right: str) -> None:
    one, other = same_party(left, right), same_party(right, left)
    assert (one is None) == (other is None)
    assert one is None or other is None or one.score == other.score


@given(st.text(max_size=40))
def test_any_text_can_be_a_name(name: str) -> None:
    assert same_party(name, "Polish Navy") is None or canonical(name)
    assert canonical(canonical(name)) == canonical(name) or len(name.split()) != 1

"""Names that are spelt alike, and names that are near."""

import pytest

from cyclecount_tui.domain.names_alike import NearNames, spelt_plainly


@pytest.mark.parametrize(
    "name", ["rack a / shelf 01", "RACK-A/SHELF-01", " Rack_A \\ Shelf–01 ", "RACK A SHELF 01", "ＲＡＣＫ-A / SHELF-01"]
)
def test_case_spaces_dashes_and_slashes_do_not_matter(name: str) -> None:
    assert spelt_plainly(name) == "rack a shelf 01"


@pytest.mark.parametrize(("one", "other"), [("A-1-1", "A-11"), ("A-1", "A1"), ("A-01", "A-1"), ("A.1", "A 1")])
def test_names_that_differ_in_more_stay_two(one: str, other: str) -> None:
    assert spelt_plainly(one) != spelt_plainly(other)


def test_the_nearest_come_first() -> None:
    names = [f"RACK-{rack} / SHELF-{shelf:02}" for rack in "ABC" for shelf in range(1, 30)]
    near = NearNames([*names, "RECEIVING"])
    assert near.of("rack-b / shelf-7")[0] == "RACK-B / SHELF-07"
    assert near.of("Recieving") == ["RECEIVING"]
    assert near.of("zzzz") == []
    assert near.of("") == []
    assert NearNames([]).of("RACK") == []


def test_thousands_of_like_names_are_not_all_compared() -> None:
    near = NearNames(f"RACK-{number:05} / SHELF-01" for number in range(10_000))
    for number in range(0, 10_000, 500):
        assert f"RACK-{number:05} / SHELF-01" in near.of(f"RACK-{number:05} / SHLEF-01")

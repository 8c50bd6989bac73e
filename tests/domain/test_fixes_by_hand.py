"""Fixes that a person makes: never more than there is, never further than what was counted, always with a reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Fix, FixKind, Portion
from cyclecount_tui.domain.fixes_by_hand import About, HandMade, NotPossible, fix_by_hand, kinds_by_hand
from cyclecount_tui.domain.inventory import Part, Place, Status
from tests.domain.building import BOLT, HERE, MRB, OTHER, PARKING, THERE, rec, reconciling

WHY = "seen with my own eyes"
SCRAP = Place(30, "SCRAP-BIN")
NO_SCRAP = Place(31, "UNSCRAPED")


def short(**evidence: Any) -> Count:
    """Seven of ten are here; two more are kitted."""
    return reconciling([rec(1, 6), rec(2, 4), rec(3, 2, Status.KITTED)], {1: 9}, **evidence)


def long(**evidence: Any) -> Count:
    """Three more than ION has."""
    return reconciling([rec(1, 6)], {1: 9}, **evidence)


def serial(floor: int) -> Count:
    return reconciling([rec(1, 1, serial="S1")], {1: floor})


def unknown_to_ion(*, known: bool, **evidence: Any) -> Count:
    """A found line that ION has no record of here."""
    count = reconciling([rec(1, 1, part=Part(7, "OTHER"))], {1: 1}, **evidence)
    number = count.lines[0].number
    line = replace(count.lines[0], key=replace(count.lines[0].key, part_number="FR-1", revision="A"), records=(),
                   part_id=BOLT.id if known else None, found=True)  # fmt: skip
    return replace(count, lines=(replace(line, number=number),))


def row(count: Count) -> Row:
    return count.rows[0]


def made(count: Count, kind: FixKind, quantity: str | None = None, place: Place | None = None, why: str = WHY) -> Fix:
    return fix_by_hand(count, row(count), HandMade(kind, None if quantity is None else Decimal(quantity), place, why))


def test_a_move_takes_what_is_missing_from_the_records_here() -> None:
    assert made(short(), FixKind.MOVE, "3", THERE) == Fix(
        FixKind.MOVE, Decimal(3), (Portion(1, Decimal(3)),), to=THERE, note=WHY
    )
    assert made(short(), FixKind.MOVE, None, MRB).quantity == 3, "all of the difference where no number is said"
    assert made(short(), FixKind.MOVE, "2", NO_SCRAP).to == NO_SCRAP


def test_a_move_to_the_discrepancy_location_is_parking() -> None:
    assert made(short(), FixKind.MOVE, "1", PARKING).kind is FixKind.PARK
    assert made(short(), FixKind.PARK).words == "Park 3 in CYCLE-COUNT-DISCREPANCY"


def test_a_move_brings_what_is_extra_from_where_ion_has_it() -> None:
    elsewhere = (rec(20, 2, at=THERE), rec(21, 5, at=THERE, status=Status.UNAVAILABLE), rec(22, 9, at=THERE, lot="L"))
    fix = made(long(elsewhere=elsewhere), FixKind.MOVE, None, THERE)
    assert (fix.words, fix.to) == ("Move 3 here from RACK-B", HERE)
    assert fix.portions == (Portion(20, Decimal(2)), Portion(21, Decimal(1)))


@pytest.mark.parametrize(
    ("count", "kind", "quantity", "place", "about", "said"),
    [
        (short(), FixKind.MOVE, "4", THERE, About.QUANTITY, "Only 3 are missing"),
        (short(), FixKind.MOVE, "0", THERE, About.QUANTITY, "more than 0 and at most 3"),
        (short(), FixKind.MOVE, "-1", THERE, About.QUANTITY, "more than 0"),
        (short(), FixKind.MOVE, "3", HERE, About.PLACE, "RACK-A is where it was counted"),
        (short(), FixKind.MOVE, "3", None, About.PLACE, "needs the other location"),
        (short(), FixKind.MOVE, "3", SCRAP, About.PLACE, "not scrap"),
        (short(discrepancy_location=SCRAP), FixKind.PARK, "3", None, About.PLACE, "not scrap"),
        (short(), FixKind.SET_QUANTITY, "8", None, About.QUANTITY, "between the two"),
        (short(), FixKind.SET_QUANTITY, "12", None, About.QUANTITY, "between the two"),
        (short(), FixKind.SET_QUANTITY, "13", None, About.QUANTITY, "between the two"),
        (short(), FixKind.CREATE, "1", None, About.KIND, "missing here"),
        (short(discrepancy_location=None), FixKind.PARK, None, None, About.KIND, "no discrepancy location"),
        (short(), FixKind.RECOUNT, None, None, About.KIND, "no fix to make by hand"),
        (long(), FixKind.PARK, None, None, About.KIND, "Only what is missing"),
        (long(), FixKind.CREATE, None, None, About.KIND, "record 1 here: set its quantity"),
        (long(), FixKind.MOVE, "4", THERE, About.QUANTITY, "Only 3 are extra"),
        (long(), FixKind.MOVE, "3", THERE, About.PLACE, "ION had no FR-1 rev A at RACK-B"),
        (long(elsewhere=(rec(20, 2, at=THERE),)), FixKind.MOVE, "3", THERE, About.QUANTITY, "ION had 2 of"),
        (long(elsewhere=(rec(20, 9, Status.KITTED, at=THERE),)), FixKind.MOVE, "3", THERE, About.PLACE, "may be moved"),
        (long(withheld=(THERE,)), FixKind.MOVE, "3", THERE, About.PLACE, "counted blind"),
        (serial(0), FixKind.MOVE, "0.5", THERE, About.QUANTITY, "0 or 1, not 0.5"),
        (serial(0), FixKind.SET_QUANTITY, "0.5", None, About.QUANTITY, "0 or 1, not 0.5"),
        (unknown_to_ion(known=False), FixKind.CREATE, None, None, About.KIND, "does not know FR-1 rev A"),
        (unknown_to_ion(known=True), FixKind.SET_QUANTITY, None, None, About.KIND, "create one, or move"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_answer_to_change(
    count: Count, kind: FixKind, quantity: str | None, place: Place | None, about: About, said: str
) -> None:
    with pytest.raises(NotPossible, match=said) as refused:
        made(count, kind, quantity, place)
    assert refused.value.about is about


def test_a_lot_never_goes_below_nothing() -> None:
    count = reconciling([rec(1, 2), rec(2, 8, Status.KITTED)], {1: 5})
    with pytest.raises(NotPossible, match="hold 2, less than 5"):
        made(count, FixKind.SET_QUANTITY)
    with pytest.raises(NotPossible, match="hold 2, less than 3"):
        made(count, FixKind.MOVE, "3", THERE)
    assert made(count, FixKind.SET_QUANTITY, "8").quantity == -2


def test_a_quantity_is_set_to_what_ion_shall_have_here() -> None:
    assert made(short(), FixKind.SET_QUANTITY).quantity == -3
    assert made(short(), FixKind.SET_QUANTITY, "10").quantity == -2
    assert made(long(), FixKind.SET_QUANTITY, "9").quantity == 3
    assert made(serial(0), FixKind.SET_QUANTITY, "0").quantity == -1


def test_a_record_is_created_where_none_may_be_raised() -> None:
    assert made(unknown_to_ion(known=True), FixKind.CREATE) == Fix(FixKind.CREATE, Decimal(1), note=WHY)


def test_a_serial_that_ion_has_elsewhere_is_moved_and_not_made_anew() -> None:
    count = unknown_to_ion(known=True, elsewhere=(rec(9, 1, at=OTHER, serial="S1"),))
    count = replace(count, lines=(replace(count.lines[0], key=replace(count.lines[0].key, serial_number="S1")),))
    with pytest.raises(NotPossible, match=r"at RACK-C \(record 9\): move it here"):
        made(count, FixKind.CREATE)
    assert made(count, FixKind.MOVE, None, OTHER).portions == (Portion(9, Decimal(1)),)


@pytest.mark.parametrize("kind", list(FixKind))
def test_every_fix_by_hand_needs_a_reason(kind: FixKind) -> None:
    with pytest.raises(NotPossible, match="needs a reason") as refused:
        made(short(), kind, None, THERE, why="  ")
    assert refused.value.about is About.REASON


def test_what_is_offered_by_hand_is_possible() -> None:
    two_ways = (FixKind.HOLD, FixKind.LEAVE)
    assert kinds_by_hand(short(), row(short())) == (FixKind.MOVE, FixKind.SET_QUANTITY, FixKind.PARK, *two_ways)
    assert kinds_by_hand(long(), row(long())) == (FixKind.MOVE, FixKind.SET_QUANTITY, *two_ways)
    found = unknown_to_ion(known=True)
    assert kinds_by_hand(found, row(found)) == (FixKind.MOVE, FixKind.CREATE, *two_ways)


def test_where_the_difference_is_not_known_nothing_is_written() -> None:
    count = replace(short(), disputed=frozenset({1}))
    assert kinds_by_hand(count, row(count)) == (FixKind.HOLD, FixKind.LEAVE)
    with pytest.raises(NotPossible, match="No two counts of it agree"):
        made(count, FixKind.MOVE, "1", THERE)
    assert made(count, FixKind.HOLD).note == WHY

"""Every discrepancy that is planted in the simulated factory gets the right cause and fix as its first suggestion."""

from pathlib import Path

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.fixes import Cause, FixKind, Suggestion
from cyclecount_tui.simulator import Planted
from tests.factory import Factory, factory_at, line_key


def _assert_all_found(factory: Factory) -> set[str]:
    """Counts every location truly, and compares the first suggestions with what was planted."""
    planted = factory.simulator.plant.discrepancies
    kinds = set()
    for location_id in sorted({item.location_id for item in planted}):
        count = factory.compared(location_id)
        offered = suggestions(count)
        by_key = {row.line.key: row for row in count.rows}
        here = {line_key(*item.line): item for item in planted if item.location_id == location_id}
        assert {key for key, row in by_key.items() if row.differs} == set(here)
        for key, item in here.items():
            row = by_key[key]
            assert (row.digital, row.floor) == (item.digital, item.floor), item
            if item.expected_cause is None:
                _assert_the_other_end_is_offered(item, offered[row.line.number])
                continue
            first = offered[row.line.number][0]
            assert (first.cause.value, first.fix.kind.value) == (item.expected_cause, item.expected_fix), (
                item,
                offered[row.line.number],
            )
            assert first.evidence
            assert all(first.evidence)
            assert first.lost == ""
            assert all(other.lost for other in offered[row.line.number][1:])
            kinds.add(item.expected_cause)
    return kinds


def _assert_the_other_end_is_offered(item: Planted, offered: tuple[Suggestion, ...]) -> None:
    """Seen from the far end, a movement is a movement too; a serial that is missing says nothing about where it is."""
    if item.kind != "mirror_of_serial_recorded_elsewhere":
        assert offered[0].fix.kind is FixKind.MOVE, (item, offered)
        assert abs(item.floor - item.digital) == offered[0].fix.quantity


def test_every_planted_cause_is_found(factory: Factory) -> None:
    kinds = _assert_all_found(factory)
    expected = {cause.value for cause in Cause if not cause.is_reading} - {
        Cause.CHOSEN.value, Cause.MOVED_MEANWHILE.value, Cause.SCRAPPED.value, Cause.STATUSES.value,
        Cause.MOVED_AWAY.value, Cause.COUNTS_DISAGREE.value, Cause.MOVED_SINCE.value, Cause.UNKNOWN_REVISION.value,
        Cause.DEALT_WITH.value, Cause.RECEIVED_NOT_RECORDED.value, Cause.RECEIVED_NOT_MOVED.value,
        Cause.NOT_PUT_AWAY.value, Cause.RECORDED_NOT_DONE.value,
        Cause.OPPOSITE_NEXT_DOOR.value, Cause.POSTED_NEXT_DOOR.value, Cause.SERIAL_COUNTED.value,
        Cause.COUNTS_AGREE.value, Cause.WITHIN_TOLERANCE.value, Cause.BEYOND_TOLERANCE.value, Cause.SAME_SIGN.value,
    }  # fmt: skip
    assert kinds == expected


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 21))
def test_every_planted_cause_is_found_in_other_plants(tmp_path: Path, seed: int) -> None:
    with factory_at(tmp_path / "data", seed=seed) as factory:
        assert _assert_all_found(factory)

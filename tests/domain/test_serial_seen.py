"""A serial that lies here and is recorded elsewhere, where somebody counted it: no move of it is certain."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.causes.elsewhere import serial_elsewhere
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import Place, Status
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.lines import LineKey, found_line
from tests.domain.building import BOLT, FACT, HERE, MRB, OTHER, THERE, counting, rec, submitted
from tests.domain.counts_beside import found

SERIAL = LineKey("FR-1", "A", serial_number="S1")


def seen(place: Place = THERE, digital: int = 1, floor: int = 1, **more: Any) -> LineResult:
    """Somebody counted the serial at a place, which is no neighbour of this one."""
    given: dict[str, Any] = {"serial": "S1", "next_to": (), "digital": Decimal(digital), "floor": Decimal(floor)}
    return found(0, place, **(given | more))


def offered(*nearby: LineResult, at: Place = THERE, status: Status = Status.AVAILABLE) -> tuple[Suggestion, ...]:
    """What is suggested for the serial, found here and recorded at another place."""
    item = counting_events.ItemFound(**FACT, line=found_line(1, SERIAL), expression="1", quantity=Decimal(1))
    count = submitted(after(counting(), item))
    evidence = Evidence(
        (), parts=(BOLT,), mrb=(MRB,), nearby=nearby, elsewhere=(rec(21, 1, status, at=at, serial="S1"),)
    )
    return suggestions(after(count, said.Compared(**FACT, evidence=evidence)))[1]


def certain(told: tuple[Suggestion, ...]) -> list[Suggestion]:
    return [each for each in told if each.confidence is Confidence.CERTAIN]


def test_the_label_is_read_again_where_the_serial_was_counted_where_it_is_recorded() -> None:
    told = offered(seen(is_open=True))
    first, second = told[:2]
    assert certain(told) == []
    assert (first.cause, first.confidence, first.fix.kind) == (
        Cause.SERIAL_ELSEWHERE, Confidence.LIKELY, FixKind.RECOUNT,
    )  # fmt: skip
    assert first.fix.words == "Count again: read the label, here and at RACK-B: there is one of a serial"
    counted = "Serial S1 was counted at RACK-B as well, on 1 Mar by Bo."
    recorded = "Serial S1 is record 21 at RACK-B, available."
    assert first.evidence == (counted, recorded)
    assert (second.confidence, second.fix.kind) == (Confidence.POSSIBLE, FixKind.MOVE)
    assert second.evidence == (recorded, counted)
    assert second.weakness == "it was counted at RACK-B, too"
    assert first.other_counts == second.other_counts == ("c-2-1",)


@pytest.mark.parametrize(
    ("place", "status"), [(MRB, Status.AVAILABLE), (THERE, Status.INSTALLED)], ids=["at MRB", "installed"]
)
def test_no_other_detector_makes_the_same_move_surer(place: Place, status: Status) -> None:
    first, second, *rest = told = offered(seen(place), at=place, status=status)
    assert first.fix.kind is FixKind.RECOUNT
    assert second.confidence is Confidence.POSSIBLE
    assert certain(told) == []
    assert all(each.fix.portions != second.fix.portions for each in rest if each.fix.kind is FixKind.MOVE)


def test_a_serial_that_was_found_at_a_third_place_is_certain_at_none() -> None:
    told = offered(seen(OTHER, digital=0))
    assert told[0].fix.words == "Count again: read the label, here and at RACK-C: there is one of a serial"
    assert certain(told) == []
    both = offered(seen(), seen(OTHER, digital=0))
    assert "here and at RACK-B and RACK-C" in both[0].fix.note


@pytest.mark.parametrize(
    "nearby",
    [seen(floor=0), seen(OTHER), seen(OTHER, digital=0, posted=FixKind.MOVE), seen(serial="S2")],
    ids=["missing there", "recorded there then, moved since", "posted there, moved since", "another serial"],
)
def test_what_does_not_contradict_the_move_leaves_it_certain(nearby: LineResult) -> None:
    first = offered(nearby)[0]
    assert (first.confidence, first.fix.kind, first.weakness) == (Confidence.CERTAIN, FixKind.MOVE, "")


def test_after_two_counts_that_agree_somebody_looks_at_the_other_place() -> None:
    line = found_line(1, SERIAL)
    evidence = Evidence((), parts=(BOLT,), elsewhere=(rec(21, 1, at=THERE, serial="S1"),))
    once = Case(Row(line, Decimal(0), Decimal(1), ()), SERIAL, HERE, evidence, nearby=(seen(),))
    assert next(serial_elsewhere(once)).fix.kind is FixKind.RECOUNT
    fix = next(serial_elsewhere(replace(once, agreed=True))).fix
    assert fix.words == "Hold: two counts found it here; read the label at RACK-B: there is one of a serial"

"""The recount in real terminals: Ann counts, is kept from counting again; Ben does, and where they disagree a third."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.simulator import plant_small
from tests.cli.shell import PROGRAM, Shell
from tests.counting_on_terminal import (
    close_off,
    count_lines,
    leave,
    open_count_in,
    open_place,
    recounting,
    submit,
)
from tests.factory import line_key
from tests.terminal import Terminal
from tests.test_terminal import SEED, simulated

__all__ = ["simulated"]  # the fixture

PLACE = "LINE-2"
CONFIRMED, ARGUED = 2, 3
"""Lines that Ann counts wrong: about the one Ben says the same, about the other another thing."""


def in_ion(count: Count) -> dict[int, Decimal]:
    """What ION has, by the number of the line; all of it lies there."""
    plant = plant_small(SEED)
    digital = {line_key(*key): quantity for key, quantity in plant.digital(count.subject.id).items()}
    assert not any(line.key.serial_number for line in count.lines)
    return {line.number: digital[line.key] for line in count.lines}


def now(shell: Shell) -> Count:
    return open_count_in(Path(shell.environment["CYCLECOUNT_DATA_DIR"]))


def found(entries: dict[int, Entry], lines: frozenset[int]) -> dict[int, Decimal]:
    return {number: entries[number].quantity for number in lines}


def test_a_recount_by_others_until_two_counts_agree(simulated: Shell) -> None:
    with Terminal([PROGRAM], recounting(simulated, "Ann"), 120, 36) as ann:
        open_place(ann, PLACE)
        close_off(ann)
        ann.wait_for("COUNT  " + PLACE, "0 of 8 lines", "F8 finish")
        floor = in_ion(now(simulated))
        anns = floor | {CONFIRMED: Decimal(700), ARGUED: Decimal(600)}
        count_lines(ann, [plain(anns[number]) for number in sorted(anns)])
        submit(ann)
        ann.wait_for(f"4 lines of {PLACE} are to be counted again by somebody other than Ann.", "You are Ann: hand")
        ann.press("\r")
        ann.wait_for("WHO COUNTS?", "Ann counts now")
        ann.press("ANN", "\r")
        ann.wait_for(f"Ann has counted {PLACE} already, so somebody else")
        ann.press("\x1b")
        leave(ann)
    asked = now(simulated).asked
    assert {CONFIRMED, ARGUED} < asked
    assert len(asked) == 4, "two that agreed are asked, too"
    assert not now(simulated).entries

    bens = {number: floor[number] for number in asked} | {CONFIRMED: anns[CONFIRMED], ARGUED: Decimal(610)}
    with Terminal([PROGRAM], recounting(simulated, "Ben"), 120, 36) as ben:
        open_place(ben, PLACE)
        ben.wait_for("by somebody other than Ann.", "being asked says nothing", "Enter count again")
        ben.press("\r")
        ben.wait_for("RECOUNT  " + PLACE, "0 of 4 lines", "F8 finish")
        count_lines(ben, [plain(bens[number]) for number in sorted(bens)])
        submit(ben)
        ben.wait_for(f"3 lines of {PLACE} are to be counted again by somebody other than Ann and Ben.", "You are Ben")
        leave(ben)
    third = now(simulated).asked
    assert ARGUED in third
    assert third == asked - {CONFIRMED}, "what two counts found alike is settled; what agreed is asked once more"

    cys = {number: floor[number] for number in third} | {ARGUED: anns[ARGUED]}
    with Terminal([PROGRAM], recounting(simulated, "Cy"), 100, 36) as cy:
        open_place(cy, PLACE)
        cy.wait_for("by somebody other than Ann and Ben.", "Enter count again")
        cy.press("\r")
        cy.wait_for("RECOUNT  " + PLACE, "0 of 3 lines", "F8 finish")
        count_lines(cy, [plain(cys[number]) for number in sorted(cys)])
        submit(cy)
        cy.wait_for("RECONCILE  " + PLACE, "2 differ", "Suggested fix")
        stories = (
            "1st count Ann 700, 2nd count Ben 700: they agree.",
            "1st count Ann 600, 2nd count Ben 610, 3rd count Cy 600: 1st and 3rd agree.",
        )
        seen = next(story for story in stories if story in cy.wait_for("1st count Ann"))
        cy.press("j")
        cy.wait_for(*(story for story in stories if story != seen))
        leave(cy)

    count = now(simulated)
    assert (count.phase, count.unsure) == (Phase.RECONCILING, frozenset())
    kept = [(attempt.counters, found(dict(attempt.standing), attempt.asked)) for attempt in count.attempts[1:]]
    assert kept == [(("Ben",), bens)]
    assert (count.attempts[0].counters, found(dict(count.attempts[0].standing), frozenset(floor))) == (("Ann",), anns)
    assert found(dict(count.standing), third) == cys
    assert {entry.by for entry in count.entries} == {"Cy"}
    differences = {row.line.number: row.difference for row in count.rows if row.differs}
    assert differences == {number: anns[number] - floor[number] for number in (CONFIRMED, ARGUED)}
    assert "unedited" in simulated("verify").out

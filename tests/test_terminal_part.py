"""A part-based count in a real terminal, from the schedule to the posting, against `cyclecount simulate`."""

from __future__ import annotations

from decimal import Decimal

from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.simulator import plant_small
from tests.cli.shell import PROGRAM, Shell
from tests.terminal import Terminal, row_with
from tests.test_terminal import SEED, simulated

__all__ = ["simulated"]  # the fixture


def _carried_part() -> tuple[str, dict[str, Decimal]]:
    """A part of which some were carried to another shelf without a record; what truly lies where, in walking order."""
    plant = plant_small(SEED)
    carried = [item for item in plant.discrepancies if "moved_but_not_recorded" in item.kind]
    number = carried[0].part_number
    names = {place.id: place.name for place in plant.places}
    floor = {names[item.location_id]: item.floor for item in carried if item.part_number == number}
    return number, dict(sorted(floor.items(), key=lambda line: natural(line[0])))


def _recorded(shell: Shell, number: str) -> dict[str, Decimal]:
    """What ION says lies where of a part, read by a client of its own."""
    settings = shell.environment
    with connect(
        settings["ION_API_URI"], settings["ION_AUTH_SERVER"], settings["ION_CLIENT_ID"], settings["ION_CLIENT_SECRET"]
    ) as ion:
        records = ion.records_of_parts(part.id for part in ion.sheet_parts([number]))
    found: dict[str, Decimal] = {}
    for record in records:
        if record.location is not None:
            found[record.location.name] = found.get(record.location.name, Decimal(0)) + record.quantity
    return found


def _count(terminal: Terminal, quantity: Decimal) -> None:
    terminal.press(*([plain(quantity), "\r"] if quantity else ["F4"]))


def test_a_part_from_start_to_posted(simulated: Shell) -> None:
    number, floor = _carried_part()
    names, counted = list(floor), list(floor.values())
    truth = {name: quantity for name, quantity in floor.items() if quantity}
    assert _recorded(simulated, number) != truth
    environment = {name: value for name, value in simulated.environment.items() if name != "PYTHONWARNINGS"}

    with Terminal([PROGRAM], environment) as terminal:
        terminal.wait_for("SCHEDULE", "Enter open")
        terminal.press("P")
        terminal.wait_for("COUNT A PART")
        terminal.press(number, "\r")
        terminal.wait_for("CLOSE OFF", number)
        terminal.press("F6")
        terminal.wait_for("reason")
        terminal.press("night shift", "\r")
        terminal.wait_for("COUNT  " + number, f"0 of {len(names)}", *names)
        _count(terminal, counted[0])
        terminal.wait_for(f"1 of {len(names)}", "Saved " + number, names[0])
        terminal.kill()

    with Terminal([PROGRAM], environment) as terminal:
        terminal.wait_for("SCHEDULE", "Enter open")
        terminal.press("P")
        terminal.wait_for("COUNT A PART")
        terminal.press(number, "\r")
        going_on = terminal.wait_for("COUNT  " + number, f"1 of {len(names)}", "F8 finish")
        assert row_with(going_on, "✓", names[0]).endswith(plain(counted[0]) if counted[0] else "none")
        for place, quantity in enumerate(counted[1:], start=2):
            _count(terminal, quantity)
            terminal.wait_for(f"{place} of {len(names)}")
        terminal.press("F8")
        terminal.wait_for("FINISH", "Press y")
        terminal.press("y")
        compared = terminal.wait_for("RECONCILE", "2 differ", "Suggested fix", "p plan")
        assert all(row_with(compared, "│", name) for name in names)
        terminal.press("1")
        terminal.wait_for("Took 1")
        terminal.press("p")
        terminal.wait_for("PLAN", "to post", "1 write")
        terminal.press("F8")
        terminal.wait_for("Press y")
        terminal.press("y")
        terminal.wait_for("may be moved again")
        terminal.press("\x1b")
        terminal.wait_for("SCHEDULE", "Enter open")
        terminal.press("q")
        assert terminal.wait_for_end() == 0

    assert _recorded(simulated, number) == truth
    rows = simulated("schedule", "list", "--format", "json").document["schedule"]
    assert [row["count"] for row in rows if row["count"]] == []
    assert "unedited" in simulated("verify").out

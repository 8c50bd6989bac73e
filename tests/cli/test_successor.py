"""`cyclecount successor`: a record that ION merged away is told beside what may stand for it, and taken when asked."""

from decimal import Decimal

from tests.cli.shell import Shell
from tests.cli.test_bad_input import said, surplus_planned
from tests.factory import Factory

OWN = Decimal(5)
"""What the record that swallows the planned one has of its own."""


def merged(factory: Factory, record_id: int) -> int:
    """Somebody merges the record with more of the same stock; gives the id of the record that is left."""
    record = factory.simulator.plant.inventory[record_id]
    twin = factory.workplace.ion.create(record.part_id, OWN, record.location_id or 0, record.lot_number or "", "")
    return factory.simulator.faults.merge_behind_the_back([record_id, twin.id])


def test_a_record_that_was_merged_away_is_followed_when_a_person_says_so(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    planted = factory.planted("unexplained_surplus")
    assert "need is in ION" in shell("successor", name).err
    survivor = merged(factory, record_id)
    refused = shell("post", name, "--yes", code=5).err
    for part in (f"Record {record_id} (", "merged or deleted", f"record {survivor} with ", "cyclecount successor"):
        assert part in refused
    line = shell("plan", name, "--format", "json", code=5).document["not_planned"][0]["line"]
    listed = shell("successor", name, code=5)
    assert f" {record_id} " in listed.out
    assert f" {survivor} " in listed.out
    assert listed.err.startswith(f"Line {line}. Record {record_id} (")
    assert "--record goes with --line" in said(shell("successor", name, "--record", str(survivor), code=2).err)
    assert f"choose among {survivor}" in said(
        shell("successor", name, "--line", str(line), "--record", str(record_id), code=1).err
    )
    taken = shell("successor", name, "--line", str(line))
    assert f"Record {survivor} (" in taken.err
    assert f"stands for {record_id}: the plan is made upon that" in taken.err
    assert f"Set record {survivor} from " in taken.out
    assert not any(request.operation_name == "SetQuantity" for request in factory.simulator.requests[-4:])
    shell("post", name, "--yes")
    assert factory.simulator.plant.inventory[survivor].quantity == planted.floor + OWN


def test_what_changed_is_said_then_and_now(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    factory.simulator.faults.edit_behind_the_back(record_id, quantity="77")
    lines = shell("post", name, "--yes", code=5).err.splitlines()
    then = next(line for line in lines if "Then: " in line)
    now = next(line for line in lines if "Now: " in line)
    assert lines.index(now) == lines.index(then) + 1
    assert f"{name}, available" in then
    assert f"77 at {name}, available, changed last by " in now
    assert now.endswith("Another one by now: the quantity.")


def test_what_the_list_cuts_is_said_whole_below_it(shell: Shell, factory: Factory) -> None:
    name, record_id = surplus_planned(shell, factory)
    survivor = merged(factory, record_id)
    listed = shell("successor", name, code=5)
    (row,) = listed.out.splitlines()[1:]
    then = next(line for line in listed.err.splitlines() if line.startswith(f"  Then: record {record_id}, "))
    now = next(line for line in listed.err.splitlines() if line.startswith(f"  Now: record {survivor}, "))
    assert row.count("…") == 2
    assert "…" not in then + now
    assert ", available, changed last" in then
    assert ", available, changed last" in now

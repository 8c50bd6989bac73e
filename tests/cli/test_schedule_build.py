"""`cyclecount schedule build`: shown beside today's schedule, taken whole, row by row or not at all."""

import re
from decimal import Decimal

import pexpect
import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from tests.blindness import TELLTALE
from tests.cli.shell import PROGRAM, TIMEOUT, Ran, Shell
from tests.factory import Factory

SHELF, OTHER = "RACK-A / SHELF-01", "RACK-B / SHELF-02"


def scheduled(factory: Factory) -> dict[str, tuple[str, int | None]]:
    """What is stored, in the database that the program and the factory share."""
    rows = factory.workplace.store.schedule.rows()
    return {row.subject.name: (row.count_class, row.cadence_days) for row in rows}


def proposed(ran: Ran) -> dict[str, tuple[str, int | None]]:
    return {row["name"]: (row["class"], row["cadence_days"]) for row in ran.document["proposals"]}


def test_a_look_stores_nothing(shell: Shell, factory: Factory) -> None:
    ran = shell("schedule", "build", "--dry-run")
    header, *lines = ran.out.splitlines()
    assert re.split(r"  +", header) == ["Location", "Today", "Proposed", "Lines", "Why"]
    (line,) = (line for line in lines if line.startswith(SHELF))
    assert re.search(r"  ([ABC]), \d+ days  new +19  \1: 3 % of value on hand, \d+ records changed in 90 days$", line)
    assert len(lines) == 18
    assert "of class A" in ran.err
    assert "4 locations that only hold other locations are left out." in ran.err
    assert ran.err.endswith("Nothing was stored.\n")
    assert "\r" not in ran.err, "progress is for terminals"
    assert scheduled(factory) == {}


def test_all_of_it(shell: Shell, factory: Factory) -> None:
    ran = shell("schedule", "build", "--yes", "--format", "json")
    assert ran.err == "18 rows of the schedule changed.\n"
    assert {row["state"] for row in ran.document["proposals"]} == {"new"}
    assert ran.document["remarks"]
    assert scheduled(factory) == proposed(ran)
    again = shell("schedule", "build", "--yes")
    assert again.err.endswith("0 rows of the schedule changed.\n")
    assert " same " in again.out


def test_what_is_no_longer_in_ion_is_told(shell: Shell, factory: Factory) -> None:
    shell("schedule", "build", "--yes")
    place = factory.simulator.plant.places[factory.named(OTHER).id]
    factory.simulator.plant.places.change(place, archived=True)
    ran = shell("schedule", "build", "--dry-run")
    assert f"1 scheduled location is no longer in ION, or archived there: retire it: {OTHER}." in ran.err
    document = shell("schedule", "build", "--dry-run", "--format", "json").document
    assert document["no_longer_in_ion"] == [{"id": place.id, "name": OTHER}]
    assert shell("schedule", "retire", OTHER, "--reason", "archived in ION").err.startswith(f"{OTHER} is retired.")
    assert shell("schedule", "build", "--dry-run", "--format", "json").document["no_longer_in_ion"] == []


def test_row_by_row(shell: Shell, factory: Factory) -> None:
    other = factory.named(OTHER).id
    shell("schedule", "build", "--take", SHELF, "--take", str(other))
    assert scheduled(factory).keys() == {SHELF, OTHER}
    refused = shell("schedule", "build", "--take", "MRB-1", "--take", "RACK-A / SHELF-1", code=1)
    assert refused.err.startswith("cyclecount: There is no 'RACK-A / SHELF-1' among the proposals")
    assert "Nearest: RACK-A / SHELF-01" in refused.err
    assert scheduled(factory).keys() == {SHELF, OTHER}


def test_today_is_beside_it(shell: Shell, factory: Factory) -> None:
    factory.workplace.store.schedule.put(ScheduleRow(factory.named(SHELF), "C", 400))
    ran = shell("schedule", "build", "--dry-run", "--under", SHELF)
    assert re.search(r"^RACK-A / SHELF-01  C, 400 days  [AB], \d+ days +changed  ", ran.out, re.MULTILINE)
    shown = shell("schedule", "build", "--take", SHELF, "--under", SHELF, "--format", "json").document["proposals"]
    assert [row["today"] for row in shown] == [{"class": "C", "cadence_days": 400}]
    assert scheduled(factory) == {SHELF: (shown[0]["class"], shown[0]["cadence_days"])}


@pytest.mark.slow
def test_only_some_of_it(shell: Shell, factory: Factory) -> None:
    factory.workplace.store.schedule.put(ScheduleRow(factory.named("MRB-1"), "C", 365))
    every = proposed(shell("schedule", "build", "--dry-run", "--format", "json"))
    some = proposed(shell("schedule", "build", "--dry-run", "--only-new", "--class", "C", "--format", "json"))
    assert every["MRB-1"] == ("C", 365)
    assert some == {name: row for name, row in every.items() if row[0] == "C" and name != "MRB-1"}
    rack = proposed(shell("schedule", "build", "--yes", "--under", "RACK-B", "--format", "json"))
    assert rack == {name: row for name, row in every.items() if name.startswith("RACK-B / ")}
    assert scheduled(factory) == {"MRB-1": ("C", 365), **rack}


def test_parts(shell: Shell, factory: Factory) -> None:
    ran = shell("schedule", "build", "--parts", "--top", "3", "--by", "movement", "--format", "json", "--dry-run")
    assert [row["kind"] for row in ran.document["proposals"]] == ["part"] * 3
    number = ran.document["proposals"][0]["name"]
    taken = shell("schedule", "build", "--parts", "--by", "movement", "--take", number)
    assert taken.out.startswith("Part ")
    assert [line.split()[0] for line in taken.out.splitlines()[1:] if line.strip("- ")] == [number]
    (row,) = factory.workplace.store.schedule.rows()
    assert (row.subject.name, row.subject.is_part) == (number, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 1, "Nothing was stored: there is nobody to ask here, so say --yes, or --take NAME."),
        (["--under", "NOWHERE"], 1, "ION has no location"),
        (["--parts", "--under", SHELF], 1, "A part is counted wherever it lies"),
        (["--parts", "--top", "0"], 2, "give 1 or more"),
        (["--top", "5"], 1, "--top and --by choose among parts: add --parts"),
        (["--by", "value"], 1, "--top and --by choose among parts: add --parts"),
        (["--yes", "--dry-run"], 2, "not allowed with"),
    ],
)
def test_what_does_not_go_is_said_in_a_sentence(
    shell: Shell, factory: Factory, arguments: list[str], code: int, said: str
) -> None:
    assert said in shell("schedule", "build", *arguments, code=code).err
    assert scheduled(factory) == {}


def test_ion_away(shell: Shell, factory: Factory) -> None:
    factory.simulator.faults.forbid("partInventories")
    ran = shell("schedule", "build", "--yes", code=4)
    assert ran.out == ""
    assert scheduled(factory) == {}


def test_no_quantity_is_printed(shell: Shell, factory: Factory) -> None:
    records = factory.simulator.plant.inventory.by("location_id", factory.named(SHELF).id)
    record = next(each for each in records if each.quantity > 1)
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    cost = factory.simulator.plant.parts[record.part_id].cost or Decimal(1)
    ran = shell("schedule", "build", "--parts", "--top", "1000", "--yes", "--format", "json")
    for digits in (TELLTALE[:8], str(Decimal(TELLTALE) * cost)[:6]):
        assert digits not in ran.out + ran.err


def on_a_terminal(shell: Shell, *arguments: str) -> "pexpect.spawn[str]":
    """`schedule build` as a person runs it."""
    return pexpect.spawn(
        PROGRAM,
        ["schedule", "build", *arguments],
        cwd=str(shell.folder),
        env={**shell.environment, "TERM": "xterm"},
        encoding="utf-8",
        timeout=TIMEOUT,
        dimensions=(40, 160),
    )


def ended(child: "pexpect.spawn[str]") -> int | None:
    """The exit code, waited for."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


@pytest.mark.parametrize(
    ("answer", "stored"), [("y\r", 18), ("\r", 0), pytest.param("\x04", 0, marks=pytest.mark.slow)]
)
def test_a_person_is_asked(shell: Shell, factory: Factory, answer: str, stored: int) -> None:
    child = on_a_terminal(shell)
    child.expect("Reading ION: [0-9,]+ of [0-9,]+ rows")
    child.expect_exact("Take 18 proposals (18 new, 0 changed) into the schedule? y/N ")
    child.send(answer)
    child.expect_exact("18 rows of the schedule changed." if stored else "Nothing was stored.")
    assert ended(child) == (0 if stored else 1)
    assert len(scheduled(factory)) == stored


def test_ctrl_c_while_reading_stores_nothing(shell: Shell, factory: Factory) -> None:
    factory.simulator.faults.delay(60, only="PlantParts")
    child = on_a_terminal(shell, "--yes")
    child.expect_exact("Reading ION: ")
    child.sendintr()
    child.expect_exact("stopped")
    assert ended(child) == 130
    factory.simulator.faults.clear()
    assert scheduled(factory) == {}

"""The planted plant: the same for the same seed, and wrong only where it says so."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from cyclecount_tui.simulator import LineKey, Plant, Planted, plant_small
from cyclecount_tui.simulator.plant.digital import line_of
from cyclecount_tui.simulator.plant.rows import Part
from tests.simulator.conftest import NOW

ZERO = Decimal(0)
# Each kind with the cause and the fix that a reconciler should find.
KINDS = {
    "not_consumed_onto_abom": ("not_consumed_onto_abom", "hold"),
    "status_on_order": ("status_on_order", "hold"),
    "status_unavailable": ("status_unavailable", "move"),
    "status_kitted": ("status_kitted", "hold"),
    "status_wip": ("status_wip", "hold"),
    "at_mrb": ("at_mrb", "move"),
    "scanned_here_by_accident": ("scanned_here_by_accident", "move"),
    "unexplained_shortage": ("unexplained_shortage", "park"),
    "moved_but_not_recorded": ("moved_but_not_recorded", "move"),
    "still_at_mrb": ("still_at_mrb", "move"),
    "kit_not_filled": ("kit_not_filled", "hold"),
    "status_installed": ("status_installed", "hold"),
    "serial_recorded_elsewhere": ("serial_recorded_elsewhere", "move"),
    "unexplained_surplus": ("unexplained_surplus", "set_quantity"),
    "found_not_recorded": ("found_not_recorded", "create"),
    "unknown_part": ("unknown_part", "leave"),
}
MIRRORED = (
    "status_unavailable",
    "at_mrb",
    "scanned_here_by_accident",
    "moved_but_not_recorded",
    "still_at_mrb",
    "serial_recorded_elsewhere",
)
SHORTAGES = tuple(KINDS)[:8]
SEEDS = range(1, 21)


@pytest.fixture(scope="module", params=SEEDS)
def planted(request: pytest.FixtureRequest) -> Plant:
    return plant_small(seed=request.param, now=NOW)


def of_kind(plant: Plant, kind: str) -> list[Planted]:
    return [found for found in plant.discrepancies if found.kind == kind]


def the_part(plant: Plant, found: Planted) -> Part:
    return next(part for part in plant.parts.by("part_number", found.part_number) if part.revision == found.revision)


def elsewhere(plant: Plant, found: Planted) -> list[tuple[str, Decimal, Decimal]]:
    """Where else the line is recorded: the place, what is recorded there and what lies there."""
    return [
        (place.name, plant.digital(place.id).get(found.line, ZERO), plant.floor.quantity(place.id, found.line))
        for place in plant.places
        if place.id != found.location_id and found.line in plant.digital(place.id)
    ]


def test_the_same_seed_and_moment_give_the_same_plant(planted: Plant) -> None:
    assert plant_small(seed=planted.seed, now=NOW).to_json() == planted.to_json()
    assert plant_small(seed=planted.seed + 1, now=NOW).to_json() != planted.to_json()


def test_floor_and_records_differ_only_where_planted(planted: Plant) -> None:
    wrong: dict[tuple[int, LineKey], tuple[Decimal, Decimal]] = {}
    for place in planted.places:
        digital, floor = planted.digital(place.id), planted.truth.get(place.id, {})
        for line in digital.keys() | floor.keys():
            if digital.get(line, ZERO) != floor.get(line, ZERO):
                wrong[place.id, line] = (digital.get(line, ZERO), floor.get(line, ZERO))
    noted = {(found.location_id, found.line): (found.digital, found.floor) for found in planted.discrepancies}
    assert len(noted) == len(planted.discrepancies)
    assert wrong == noted


def test_every_kind_is_there(planted: Plant) -> None:
    counts = Counter(found.kind for found in planted.discrepancies)
    mirrors = {f"mirror_of_{kind}" for kind in MIRRORED}
    assert set(counts) == set(KINDS) | mirrors
    for kind in MIRRORED:
        assert counts[kind] == counts[f"mirror_of_{kind}"]
    for found in planted.discrepancies:
        expected = KINDS.get(found.kind, (None, None))
        assert (found.expected_cause, found.expected_fix) == expected
        assert found.note


def test_shortages_are_short_and_surpluses_are_over(planted: Plant) -> None:
    for kind in KINDS:
        for found in of_kind(planted, kind):
            assert (found.floor < found.digital) is (kind in SHORTAGES), found


def test_each_difference_has_a_part_of_its_own(planted: Plant) -> None:
    by_part: dict[str, set[str]] = {}
    for found in planted.discrepancies:
        by_part.setdefault(found.part_number, set()).add(found.kind.removeprefix("mirror_of_"))
    assert all(len(kinds) == 1 for kinds in by_part.values())
    leading = [found.part_number for found in planted.discrepancies if found.kind in KINDS]
    assert len(leading) == len(set(leading))


def test_differences_are_spread_over_the_shelves(planted: Plant) -> None:
    places = {found.location_id for found in planted.discrepancies if found.kind in KINDS}
    assert len(places) >= 10


def test_a_difference_is_no_slip_of_the_pen(planted: Plant) -> None:
    for found in planted.discrepancies:
        if found.kind in KINDS and found.digital and found.floor:
            assert sorted(str(found.digital)) != sorted(str(found.floor))
            assert found.floor % found.digital != 0
            assert found.digital % found.floor != 0


@pytest.mark.parametrize("kind", ["unexplained_shortage", "unexplained_surplus"])
def test_nothing_else_speaks_of_an_unexplained_part(planted: Plant, kind: str) -> None:
    for found in of_kind(planted, kind):
        part = the_part(planted, found)
        assert len(planted.inventory.by("part_id", part.id)) == 1
        assert not planted.kit_items.by("part_id", part.id)
        assert not planted.requirements.by("part_id", part.id)
        assert not [run for run in planted.runs if run.part_id == part.id]
        assert elsewhere(planted, found) == []


def test_a_run_needs_what_was_not_consumed(planted: Plant) -> None:
    for found in of_kind(planted, "not_consumed_onto_abom"):
        (need,) = planted.requirements.by("part_id", the_part(planted, found).id)
        assert need.quantity == found.digital - found.floor
        assert not planted.installations.by("build_requirement_id", need.id)
        assembly = planted.inventory[need.part_inventory_id]
        assert planted.places[assembly.location_id or 0].name == "LINE-1"
        (run,) = planted.runs.by("part_inventory_id", assembly.id)
        assert run.status == "IN_PROGRESS"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("status_on_order", "ON_ORDER"),
        ("status_unavailable", "UNAVAILABLE"),
        ("status_kitted", "KITTED"),
        ("status_wip", "WIP"),
    ],
)
def test_a_status_explains_exactly_the_difference(planted: Plant, kind: str, status: str) -> None:
    for found in of_kind(planted, kind):
        records = [r for r in planted.inventory if line_of(planted, r) == found.line]
        by_status = {planted.status_of(record): record.quantity for record in records}
        assert by_status[status] == found.digital - found.floor
        assert set(by_status) == {status, "AVAILABLE"}


def test_an_installed_record_lies_on_the_shelf(planted: Plant) -> None:
    for found in of_kind(planted, "status_installed"):
        records = planted.inventory.by("part_id", the_part(planted, found).id)
        by_status = {planted.status_of(record): record for record in records}
        assert by_status["INSTALLED"].quantity == found.floor - found.digital
        assert {record.location_id for record in records} == {found.location_id}


def test_the_board_has_more_than_its_record_says(planted: Plant) -> None:
    for found in of_kind(planted, "at_mrb"):
        ((name, digital, floor),) = elsewhere(planted, found)
        assert (name, floor - digital) == ("MRB-1", found.digital - found.floor)
        records = [r for r in planted.inventory if line_of(planted, r) == found.line]
        waiting = next(r for r in records if r.location_id != found.location_id)
        assert [i.status for i in planted.issues if waiting.id in i.part_inventory_ids] == ["IN_PROGRESS"]


def test_a_stray_record_belongs_to_the_main_stock(planted: Plant) -> None:
    for found in of_kind(planted, "scanned_here_by_accident"):
        ((_, digital, floor),) = elsewhere(planted, found)
        assert found.floor == 0
        assert floor - digital == found.digital < digital


@pytest.mark.parametrize("kind", ["moved_but_not_recorded", "still_at_mrb", "serial_recorded_elsewhere"])
def test_the_other_place_has_a_record_of_exactly_the_difference(planted: Plant, kind: str) -> None:
    for found in of_kind(planted, kind):
        ((name, digital, floor),) = elsewhere(planted, found)
        assert (digital, floor) == (found.floor - found.digital, ZERO)
        assert (name == "MRB-1") is (kind == "still_at_mrb")


def test_a_kit_wants_what_is_still_there(planted: Plant) -> None:
    for found in of_kind(planted, "kit_not_filled"):
        (item,) = planted.kit_items.by("part_id", the_part(planted, found).id)
        assert item.quantity == found.floor - found.digital
        assert planted.kits[item.part_kit_id].status == "IN_PROGRESS"
        assert not planted.kit_issues.by("part_kit_item_id", item.id)


def test_found_parts(planted: Plant) -> None:
    (found,) = of_kind(planted, "found_not_recorded")
    assert not planted.inventory.by("part_id", the_part(planted, found).id)
    (unknown,) = of_kind(planted, "unknown_part")
    assert not planted.parts.by("part_number", unknown.part_number)
    assert found.digital == unknown.digital == 0


def test_every_status_occurs(planted: Plant) -> None:
    statuses = {planted.status_of(record) for record in planted.inventory if record.quantity > 0}
    assert statuses == {"AVAILABLE", "INSTALLED", "KITTED", "ON_ORDER", "SCRAPPED", "UNAVAILABLE", "WIP"}


def test_the_records_meet_their_own_rules(planted: Plant) -> None:
    serials: set[tuple[int, str]] = set()
    for record in planted.inventory:
        tracking = planted.parts[record.part_id].tracking_type
        assert (record.serial_number is not None) is (tracking == "SERIAL")
        assert (record.lot_number is not None) is (tracking == "LOT")
        assert record.quantity >= 0
        if record.serial_number:
            assert record.quantity == 1
            assert (record.part_id, record.serial_number) not in serials
            serials.add((record.part_id, record.serial_number))


def test_places_and_size(planted: Plant) -> None:
    names = [place.name for place in planted.places]
    assert len(names) == len(set(names)) == 23
    assert {"RACK-B / SHELF-04", "LINE-1", "LINE-2", "MRB-1", "RECEIVING", "CYCLE-COUNT-DISCREPANCY"} <= set(names)
    assert 300 < len(planted.inventory) < 600
    assert {place.name for place in planted.places if not place.available} == {"MRB-1", "OLD-CAGE"}
    units = {planted.units[part.unit_of_measure_id or 0].type for part in planted.parts}
    assert units == {"EA", "FT", "KG"}


def test_hostile_text_lies_on_the_quiet_shelf(planted: Plant) -> None:
    quiet = next(place for place in planted.places if place.name == "RACK-C / SHELF-04")
    texts = [planted.parts[r.part_id].description for r in planted.inventory.by("location_id", quiet.id)]
    assert any("[bold red]" in text for text in texts)
    assert any("\x1b[31m" in text for text in texts)


def test_dates_are_before_the_moment_of_planting(planted: Plant) -> None:
    for record in planted.inventory:
        assert NOW - timedelta(days=1000) < record.created <= record.updated < NOW


def test_the_schedule_has_something_of_everything(planted: Plant) -> None:
    rows = planted.schedule_rows()
    assert len(rows) == 15
    today = NOW.date()
    due = [
        None if row.last_counted is None else row.last_counted + timedelta(days=row.cadence_days) - today
        for row in rows
    ]
    assert None in due
    days = [each.days for each in due if each is not None]
    assert min(days) < 0 < max(days)
    assert 0 in days
    assert all(planted.places[row.location_id].name == row.location_name for row in rows)


def test_now_is_the_moment_when_none_is_given() -> None:
    before = datetime.now(UTC)
    newest = max(record.updated for record in plant_small().inventory)
    assert before - timedelta(days=4) < newest <= before

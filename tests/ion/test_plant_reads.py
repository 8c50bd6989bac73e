"""The reads of the whole plant, compared with what it holds; and who may call them."""

import ast
import math
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cyclecount_tui
from cyclecount_tui.domain.stock import Kitted, WentOut
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import NotPermitted, SchemaMismatch
from cyclecount_tui.ion.paging import FLAT_ROWS, NESTED_ROWS
from cyclecount_tui.ion.plant_reads import PlantReads
from cyclecount_tui.ion.waiting import Wait, waited_for
from cyclecount_tui.simulator import Plant, Simulator
from tests.ion.scripted import ScriptedIon, data

SOURCE = Path(cyclecount_tui.__file__).parent
NOW = datetime(2025, 11, 22, 9, tzinfo=UTC)
SINCE = NOW - timedelta(days=90)


def asked(simulator: Simulator) -> Counter[str]:
    return Counter(request.operation_name or "" for request in simulator.requests)


def test_every_record_in_flat_pages(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    told: list[tuple[int, int]] = []
    with waited_for(Wait(lambda read, total: told.append((read, total)))):
        records = {record.id: record for record in ion.stock_records()}
    assert records.keys() == {row.id for row in plant.inventory}
    assert told[-1] == (len(records), len(records))
    assert asked(simulator) == {"PlantRecords": math.ceil(len(records) / FLAT_ROWS)}
    for row in plant.inventory:
        record = records[row.id]
        assert (record.part_id, record.location_id, record.quantity) == (row.part_id, row.location_id, row.quantity)
        assert (record.lot_number, record.serial_number) == (row.lot_number or "", row.serial_number or "")
        assert (record.created, record.updated, record.origin_id) == (
            row.created,
            row.updated,
            row.origin_part_inventory_id,
        )
        assert record.on_sheet == (row.quantity > 0 and plant.status_of(row) != "INSTALLED")
        done = plant.installations.by("part_inventory_id", row.id)
        assert sorted((each.at, each.quantity) for each in record.installations) == sorted(
            (each.created, each.quantity) for each in done
        )
    assert any(record.installations for record in records.values())


def test_every_part_in_flat_pages(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    next(iter(plant.parts)).cost = None
    parts = {part.id: part for part in ion.stock_parts()}
    assert asked(simulator) == {"PlantParts": math.ceil(len(parts) / FLAT_ROWS)}
    assert {(part.id, part.number, part.revision, part.cost) for part in parts.values()} == {
        (row.id, row.part_number, row.revision, row.cost) for row in plant.parts
    }
    assert not all(part.has_cost for part in parts.values())


@pytest.mark.parametrize("days", [5, 9, 40, 0])
def test_what_kits_were_filled_from(ion: Ion, plant: Plant, simulator: Simulator, days: int) -> None:
    since = NOW - timedelta(days=days)
    expected = []
    for issue in plant.kit_issues:
        item = plant.kit_items[issue.part_kit_item_id]
        kit = plant.kits[item.part_kit_id]
        if item.updated >= since or kit.updated >= since:
            expected.append((issue.part_inventory_id, kit.location_id, issue.quantity))
    found = ion.kitted_since(since)
    assert found is not None
    assert sorted((each.record_id, each.location_id, each.quantity) for each in found) == sorted(expected)
    assert asked(simulator) == {"FilledKitItems": 1}


def test_what_left_a_location(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    plant.clock = lambda: NOW
    here, there = (place.id for place in list(plant.places)[2:4])
    one, two, three, four = [row for row in plant.inventory if row.quantity > 2 and row.location_id == here][:4]
    edit = simulator.faults.edit_behind_the_back
    whole = one.quantity
    edit(one.id, location_id=there)
    edit(one.id, location_id=here)
    edit(two.id, quantity=two.quantity - 1)
    edit(three.id, quantity=three.quantity + 1)
    plant.clock = lambda: SINCE - timedelta(days=1)
    edit(four.id, location_id=there)
    found = ion.went_out_since(SINCE)
    assert found is not None
    assert set(found) == {
        WentOut(one.id, here, whole),
        WentOut(one.id, there, whole),
        WentOut(two.id, here, Decimal(1)),
    }
    changed = sum(row.updated >= SINCE for row in plant.inventory)
    assert asked(simulator) == {"RecordHistories": math.ceil(changed / NESTED_ROWS)}


def rows(**answer: object) -> dict[str, Any]:
    page = {"hasNextPage": False, "endCursor": None, "totalCount": 1}
    return {name: {"pageInfo": page, "edges": [{"node": node}]} for name, node in answer.items()}


def test_what_ion_leaves_open_says_nothing() -> None:
    item = {"id": 1, "partKit": None, "partInventories": [None, {"id": 7}]}
    answers = [
        data(**rows(partKitItems=item)),
        data(**rows(partInventories={"id": 1, "timeline": None})),
        data(
            **rows(
                partInventories={
                    "id": 1,
                    "timeline": [
                        None,
                        {},
                        {"oldValues": None, "newValues": {"locationId": 3, "quantity": 2}},
                        {
                            "oldValues": {"locationId": None, "quantity": 2},
                            "newValues": {"locationId": 3, "quantity": 1},
                        },
                        {
                            "oldValues": {"locationId": 3, "quantity": None},
                            "newValues": {"locationId": 3, "quantity": 1},
                        },
                        {"oldValues": {"locationId": 3, "quantity": 2}, "newValues": None},
                    ],
                }
            )
        ),
    ]
    reads = PlantReads(ScriptedIon(answers).graphql())
    assert reads.kitted_since(SINCE) == [Kitted(7, None)]
    assert reads.went_out_since(SINCE) == []
    assert reads.went_out_since(SINCE) == []


def test_the_reading_goes_on_while_rows_come_and_go(ion: Ion, plant: Plant) -> None:
    removed: list[int] = []

    def somebody_deletes(_read: int, _total: int) -> None:
        row = next(iter(plant.inventory))
        plant.inventory.remove(row)
        removed.append(row.id)

    with waited_for(Wait(somebody_deletes)):
        found = {record.id for record in ion.stock_records()}
    assert removed
    assert {row.id for row in plant.inventory} <= found


def test_what_is_forbidden_is_said(ion: Ion, simulator: Simulator) -> None:
    simulator.faults.forbid("partInventories")
    with pytest.raises(NotPermitted):
        ion.stock_records()


def test_a_reply_of_another_shape_shows_no_quantity() -> None:
    node = {"id": 1, "partId": "x", "quantity": 48151623.42}
    reads = PlantReads(ScriptedIon([data(**rows(partInventories=node))]).graphql())
    with pytest.raises(SchemaMismatch) as caught:
        reads.stock_records()
    assert "48151623" not in repr(caught.value) + caught.value.sentence


def test_only_planning_reads_the_whole_plant() -> None:
    reads = {name for name in vars(PlantReads) if not name.startswith("_")}
    assert reads == {"stock_records", "stock_parts", "kitted_since", "went_out_since"}
    calling = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.Attribute) and node.attr in reads for node in ast.walk(tree)):
            calling.add(path.relative_to(SOURCE).as_posix())
    assert calling == {"workflow/stock_reading.py"}

"""A factory where things move, and its classes worked out from the plant itself, in another way than the product's."""

import random
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from cyclecount_tui.simulator import Plant
from cyclecount_tui.simulator.plant import rows

WINDOW = timedelta(days=90)
DAYS = (1, 20, 60, 89, 91, 200)
"""How long ago something happened: within the window of 90 days, or before it."""


def keep_busy(plant: Plant, moves: int, now: datetime, without_cost: int = 0, seed: int = 1) -> Plant:
    """Lets so many records be installed, kitted or split and moved out, and forgets the cost of so many parts."""
    chance = random.Random(seed)
    places = [place.id for place in plant.places if not place.archived]
    shelves = chance.sample(places, len(places) // 3)
    fit = [record for at in shelves for record in plant.inventory.by("location_id", at) if record.quantity > 1]
    for turn in range(moves):
        record = chance.choice(fit)
        happened = now - timedelta(days=chance.choice(DAYS))
        (_install, _kit, _move_out)[turn % 3](plant, record, chance.choice(places), happened)
    for part in chance.sample(list(plant.parts), without_cost):
        part.cost = None
    return plant


def _install(plant: Plant, record: rows.Inventory, _: int, happened: datetime) -> None:
    wanted = rows.Requirement(
        id=plant.requirements.next_id, part_inventory_id=record.id, part_id=record.part_id, quantity=Decimal(1)
    )
    plant.requirements.add(wanted)
    done_at = happened.toordinal() + record.id
    done = rows.Installation(
        id=plant.installations.next_id, build_requirement_id=wanted.id, part_inventory_id=record.id,
        quantity=Decimal(done_at % 4) / 8,
    )  # fmt: skip
    plant.born(done, 1, happened)
    plant.installations.add(done)


def _kit(plant: Plant, record: rows.Inventory, at: int, happened: datetime) -> None:
    place = at if record.id % 2 else None
    kit = plant.kits.add(rows.Kit(id=plant.kits.next_id, status="COMPLETED", location_id=place))
    item = rows.KitItem(
        id=plant.kit_items.next_id, part_kit_id=kit.id, part_id=record.part_id, quantity=Decimal(1), updated=happened
    )
    plant.kit_items.add(item)
    plant.kit_issues.add(
        rows.KitIssue(
            id=plant.kit_issues.next_id, part_kit_item_id=item.id, part_inventory_id=record.id, quantity=Decimal(1)
        )
    )


def _move_out(plant: Plant, record: rows.Inventory, to: int, happened: datetime) -> None:
    piece = rows.Inventory(
        id=plant.inventory.next_id,
        part_id=record.part_id,
        quantity=Decimal(1),
        location_id=to,
        lot_number=record.lot_number,
        origin_part_inventory_id=record.id,
    )
    plant.born(piece, 1, happened)
    plant.inventory.add(piece)


def transactions(plant: Plant, since: datetime) -> Counter[int]:
    """Moves by location: installed, kitted, moved out."""
    found: Counter[int] = Counter()
    for done in plant.installations:
        if done.created >= since:
            found[plant.inventory[done.part_inventory_id].location_id or 0] += 1
    for issue in plant.kit_issues:
        item = plant.kit_items[issue.part_kit_item_id]
        kit = plant.kits[item.part_kit_id]
        if max(item.updated, kit.updated) >= since:
            found[kit.location_id or plant.inventory[issue.part_inventory_id].location_id or 0] += 1
    for piece in plant.inventory:
        origin = plant.inventory.get(piece.origin_part_inventory_id)
        if origin is not None and piece.created >= since and piece.location_id != origin.location_id:
            found[origin.location_id or 0] += 1
    return found


def used_value(plant: Plant, since: datetime) -> dict[int, Decimal]:
    """What was installed, kitted and moved out since then, by location, in money: each transaction at its cost."""
    found: dict[int, Decimal] = {}

    def add(place: int | None, record: rows.Inventory, quantity: Decimal) -> None:
        found[place or 0] = found.get(place or 0, Decimal(0)) + quantity * (plant.parts[record.part_id].cost or 0)

    for done in plant.installations:
        record = plant.inventory[done.part_inventory_id]
        if done.created >= since:
            add(record.location_id, record, done.quantity)
    for issue in plant.kit_issues:
        item, record = plant.kit_items[issue.part_kit_item_id], plant.inventory[issue.part_inventory_id]
        kit = plant.kits[item.part_kit_id]
        if max(item.updated, kit.updated) >= since:
            add(kit.location_id or record.location_id, record, issue.quantity)
    for piece in plant.inventory:
        origin = plant.inventory.get(piece.origin_part_inventory_id)
        if origin is not None and piece.created >= since and piece.location_id != origin.location_id:
            add(origin.location_id, piece, piece.quantity)
    return found


def records_changed(plant: Plant, since: datetime) -> Counter[int]:
    """Changed records by location."""
    return Counter(record.location_id or 0 for record in plant.inventory if record.updated >= since)


def expected(
    plant: Plant, touched: Mapping[int, int], used: Mapping[int, Decimal] | None = None
) -> dict[int, tuple[str, int]]:
    """Class and lines of every location, worked out from the plant's own sums; `used` in place of what is on hand."""
    costs = {(part.part_number, part.revision): part.cost for part in plant.parts}
    lines = {place.id: plant.digital(place.id) for place in plant.places if not place.archived}
    values: dict[int, Decimal] = {}
    for place, sums in lines.items():
        parts = {(line.part_number, line.revision) for line in sums}
        known = [part for part in parts if costs[part]]
        if sums and 2 * len(known) >= len(parts) and used is not None:
            values[place] = used.get(place, Decimal(0)) / WINDOW.days * 365
        elif sums and 2 * len(known) >= len(parts):
            values[place] = sum(
                (quantity * (costs[line.part_number, line.revision] or 0) for line, quantity in sums.items()),
                Decimal(0),
            )
    moves = {place: Decimal(touched.get(place, 0)) for place, sums in lines.items() if sums}
    by_value, by_moves = _by_what_is_above(values), _by_what_is_above(moves)
    return {
        place: (min(by_value.get(place, "C"), by_moves.get(place, "C")), len(sums)) for place, sums in lines.items()
    }


def _by_what_is_above(scores: Mapping[int, Decimal]) -> dict[int, str]:
    """The ABC split by what all that scores strictly more adds up to, level by level."""
    levels = Counter(scores.values())
    above, running = {}, Decimal(0)
    for level in sorted(levels, reverse=True):
        above[level] = running
        running += level * levels[level]
    found = {}
    for place, score in scores.items():
        share = above[score] / running if running else 1
        found[place] = "A" if score and share < Decimal("0.8") else "B" if score and share < Decimal("0.95") else "C"
    return found

"""Differences where the floor has more than ION, one function for each cause."""

from decimal import Decimal

from cyclecount_tui.simulator.plant.truth import LineKey
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.catalog import NEVER_STOCKED
from cyclecount_tui.simulator.planting.scene import ZERO, Scene


def moved_but_not_recorded(scene: Scene) -> None:
    """Carried here from another shelf, where its record still is."""
    part, shelf, origin = scene.part("lot"), scene.shelf(), scene.shelf()
    lot, quantity, moved = scene.lot_of(part), scene.much(part), scene.little(part)
    record = scene.room.stock(part, shelf, quantity, lot=lot, floor=quantity + moved)
    stayed = scene.room.stock(part, origin, moved, lot=lot, floor=ZERO)
    why = f"{moved} came from {origin.name} without a record."
    scene.note("moved_but_not_recorded", shelf, scene.line(record), "moved_but_not_recorded", "move", why)
    scene.note_mirror("moved_but_not_recorded", origin, scene.line(stayed), f"They lie at {shelf.name}.")


def still_at_mrb(scene: Scene) -> None:
    """Released by the material review board and put back, but recorded there still."""
    part, shelf, mrb = scene.part("lot"), scene.shelf(), scene.place(layout.MRB)
    lot, quantity, released = scene.lot_of(part), scene.much(part), scene.little(part)
    record = scene.room.stock(part, shelf, quantity, lot=lot, floor=quantity + released)
    stayed = scene.room.stock(part, mrb, released, lot=lot, floor=ZERO)
    why = f"{released} came back from {mrb.name} without a record."
    scene.note("still_at_mrb", shelf, scene.line(record), "still_at_mrb", "move", why)
    scene.note_mirror("still_at_mrb", mrb, scene.line(stayed), f"They lie at {shelf.name}.")


def kit_not_filled(scene: Scene) -> None:
    """Meant for an open kit, which was never filled from this shelf."""
    part, shelf = scene.part("plain"), scene.shelf()
    quantity, wanted = scene.much(part), scene.little(part)
    record = scene.room.stock(part, shelf, quantity, floor=quantity + wanted)
    item = scene.kit_item(part, wanted, shelf, layout.LINE_2, "IN_PROGRESS")
    why = f"Kit {item.part_kit_id} wants {wanted} and has none."
    scene.note("kit_not_filled", shelf, scene.line(record), "kit_not_filled", "hold", why)


def status_installed(scene: Scene) -> None:
    """Recorded as installed, yet it lies on the shelf."""
    part, shelf = scene.part("plain"), scene.shelf()
    record = scene.room.stock(part, shelf, scene.much(part))
    installed = scene.room.stock(part, shelf, scene.little(part), how_created="PARTIAL_INSTALL")
    assembly = scene.wip_assembly()
    scene.install(installed, scene.requirement(assembly, part, installed.quantity))
    why = f"{installed.quantity} are recorded as installed on {assembly.serial_number}."
    scene.note("status_installed", shelf, scene.line(record), "status_installed", "hold", why)


def serial_recorded_elsewhere(scene: Scene) -> None:
    """A serial number that lies here and is recorded on another shelf."""
    part, shelf, origin = scene.part("single"), scene.shelf(), scene.shelf()
    record = scene.room.stock(part, origin, Decimal(1), serial=scene.room.new_serial(), floor=ZERO)
    line = scene.line(record)
    scene.room.lay(shelf, line, Decimal(1))
    why = f"{record.serial_number} is recorded at {origin.name}."
    scene.note("serial_recorded_elsewhere", shelf, line, "serial_recorded_elsewhere", "move", why)
    scene.note_mirror("serial_recorded_elsewhere", origin, line, f"It lies at {shelf.name}.")


def unexplained_surplus(scene: Scene) -> None:
    """More than recorded, and nothing in ION says from where."""
    part, shelf = scene.part("plain"), scene.shelf()
    quantity, extra = scene.much(part), scene.little(part)
    record = scene.room.stock(part, shelf, quantity, floor=quantity + extra)
    why = f"{extra} more than recorded, from nowhere."
    scene.note("unexplained_surplus", shelf, scene.line(record), "unexplained_surplus", "set_quantity", why)


def found_not_recorded(scene: Scene) -> None:
    """A known part of which ION has no record anywhere."""
    part, *_ = [scene.room.new_parts(wanted)[0] for wanted in NEVER_STOCKED]
    shelf = scene.shelf()
    line = LineKey(part.part_number, part.revision)
    scene.room.lay(shelf, line, scene.little(part))
    why = "ION knows the part and has no record of it anywhere."
    scene.note("found_not_recorded", shelf, line, "found_not_recorded", "create", why)


def unknown_part(scene: Scene) -> None:
    """A part number that ION does not know."""
    shelf = scene.shelf()
    line = LineKey(f"ZX-{scene.room.chance.randrange(4100, 4900)}", "A")
    scene.room.lay(shelf, line, Decimal(3))
    scene.note("unknown_part", shelf, line, "unknown_part", "leave", "ION does not know this part number.")

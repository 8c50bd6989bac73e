"""Differences where ION has more than the floor, one function for each cause."""

from decimal import Decimal

from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.scene import ZERO, Scene


def not_consumed_onto_abom(scene: Scene) -> None:
    """Taken for an assembly in work, which has installed none of it."""
    part, shelf = scene.part("lot"), scene.shelf()
    quantity, taken = scene.much(part), scene.little(part)
    record = scene.room.stock(part, shelf, quantity, lot=scene.lot_of(part), floor=quantity - taken)
    assembly = scene.wip_assembly()
    scene.requirement(assembly, part, taken)
    run = scene.plant.runs.by("part_inventory_id", assembly.id)[0]
    why = f"Run {run.id} needs {taken} and has installed none."
    scene.note("not_consumed_onto_abom", shelf, scene.line(record), "not_consumed_onto_abom", "hold", why)


def status_on_order(scene: Scene) -> None:
    """Recorded on the shelf before the supplier delivered."""
    part, shelf = scene.part("plain"), scene.shelf()
    scene.room.stock(part, shelf, scene.much(part))
    waiting = scene.room.stock(part, shelf, scene.little(part), floor=ZERO, how_created="PO_LINE_MADE")
    order = scene.order(waiting)
    why = f"{waiting.quantity} are still on purchase order line {order.id}."
    scene.note("status_on_order", shelf, scene.line(waiting), "status_on_order", "hold", why)


def status_unavailable(scene: Scene) -> None:
    """On quality hold, and carried to the material review board without a record."""
    part, shelf, mrb = scene.part("lot"), scene.shelf(), scene.place(layout.MRB)
    lot = scene.lot_of(part)
    scene.room.stock(part, shelf, scene.much(part), lot=lot)
    held = scene.room.stock(part, shelf, scene.little(part), lot=lot, floor=ZERO, unavailable=True)
    scene.room.lay(mrb, scene.line(held), held.quantity)
    why = f"{held.quantity} are on quality hold and lie at {mrb.name}."
    scene.note("status_unavailable", shelf, scene.line(held), "status_unavailable", "move", why)
    scene.note_mirror("status_unavailable", mrb, scene.line(held), f"They are recorded at {shelf.name}.")


def status_kitted(scene: Scene) -> None:
    """Kitted and carried off, while the kit is still open."""
    part, shelf = scene.part("plain"), scene.shelf()
    scene.room.stock(part, shelf, scene.much(part))
    kitted = scene.room.stock(part, shelf, scene.little(part), floor=ZERO, how_created="PARTIAL_KIT")
    item = scene.kit_item(part, kitted.quantity, shelf, layout.LINE_2, "IN_PROGRESS")
    scene.issue_to_kit(kitted, item)
    why = f"{kitted.quantity} left with kit {item.part_kit_id} for {layout.LINE_2}."
    scene.note("status_kitted", shelf, scene.line(kitted), "status_kitted", "hold", why)


def status_wip(scene: Scene) -> None:
    """In work on an open run, but still recorded on the shelf."""
    part, shelf = scene.part("lot"), scene.shelf()
    lot = scene.lot_of(part)
    scene.room.stock(part, shelf, scene.much(part), lot=lot)
    working = scene.room.stock(part, shelf, scene.little(part), lot=lot, floor=ZERO, how_created="DIRECT_SPLIT")
    run = scene.run(working, scene.place(layout.LINE_2))
    why = f"{working.quantity} are in work on run {run.id}."
    scene.note("status_wip", shelf, scene.line(working), "status_wip", "hold", why)


def at_mrb(scene: Scene) -> None:
    """Carried to the material review board, where more of the same lot waits on an issue."""
    part, shelf, mrb = scene.part("lot"), scene.shelf(), scene.place(layout.MRB)
    lot, quantity, taken = scene.lot_of(part), scene.much(part), scene.little(part)
    record = scene.room.stock(part, shelf, quantity, lot=lot, floor=quantity - taken)
    waiting = scene.room.stock(part, mrb, taken, lot=lot, floor=taken * 2)
    issue = scene.issue(waiting, f"{part.description}: dimension out of tolerance")
    why = f"{taken} of {lot} were carried to {mrb.name}, issue {issue.id}."
    scene.note("at_mrb", shelf, scene.line(record), "at_mrb", "move", why)
    scene.note_mirror("at_mrb", mrb, scene.line(waiting), f"{taken} came from {shelf.name} unrecorded.")


def scanned_here_by_accident(scene: Scene) -> None:
    """A small record scanned to the wrong shelf; the parts lie with the main stock."""
    part, shelf, home = scene.part("plain"), scene.shelf(), scene.shelf()
    stray = scene.room.stock(part, shelf, scene.little(part), floor=ZERO)
    main_quantity = scene.much(part)
    main = scene.room.stock(part, home, main_quantity, floor=main_quantity + stray.quantity)
    why = f"The record was scanned here; the parts lie at {home.name}."
    scene.note("scanned_here_by_accident", shelf, scene.line(stray), "scanned_here_by_accident", "move", why)
    scene.note_mirror("scanned_here_by_accident", home, scene.line(main), f"Recorded at {shelf.name} by accident.")


def unexplained_shortage(scene: Scene, kind: str = "plain") -> None:
    """Gone, and nothing in ION says where."""
    part, shelf = scene.part(kind), scene.shelf()
    quantity = scene.much(part)
    floor = quantity - scene.little(part)
    record = scene.room.stock(part, shelf, quantity, lot=scene.lot_of(part), floor=floor)
    why = f"{Decimal(quantity - floor)} are gone without a trace."
    scene.note("unexplained_shortage", shelf, scene.line(record), "unexplained_shortage", "park", why)


def unexplained_measured_shortage(scene: Scene) -> None:
    """As before, of something measured in feet or kilograms."""
    unexplained_shortage(scene, "measured")

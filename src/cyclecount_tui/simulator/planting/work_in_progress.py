"""Kits, runs, scrap and installed parts where floor and records agree, so that every status occurs."""

from decimal import Decimal

from cyclecount_tui.simulator.plant.rows import Place
from cyclecount_tui.simulator.planting import layout
from cyclecount_tui.simulator.planting.catalog import TOOLS, CatalogPart
from cyclecount_tui.simulator.planting.scene import Scene
from cyclecount_tui.simulator.planting.stockroom import Stockroom

PIPE_CLAMP = CatalogPart("Clamp, pipe 18 mm", "EA", None, Decimal("3.30"))
MANIFOLD = CatalogPart("Manifold block, machined", "EA", "LOT", Decimal("148.00"))
FASTENER_KIT = CatalogPart("Fastener kit, access panel", "EA", None, Decimal("26.40"))
CELL = CatalogPart("Battery cell, 21700", "EA", "LOT", Decimal("7.10"))


def keep_work_going(scene: Scene, shelves: list[Place]) -> None:
    """Plant work that is recorded as it is."""
    _assembly_with_installed_parts(scene)
    _kit_waiting_on_the_shelf(scene, shelves[0])
    _finished_and_planned_kits(scene, shelves[1])
    _scrap_at_mrb(scene)
    _tool(scene.room, shelves[2])


def _assembly_with_installed_parts(scene: Scene) -> None:
    part = scene.room.new_parts(PIPE_CLAMP)[0]
    line = scene.place(layout.LINE_1)
    assembly = scene.wip_assembly()
    installed = scene.room.stock(part, line, Decimal(6), floor=Decimal(0), how_created="PARTIAL_INSTALL")
    scene.install(installed, scene.requirement(assembly, part, installed.quantity))


def _kit_waiting_on_the_shelf(scene: Scene, shelf: Place) -> None:
    part = scene.room.new_parts(FASTENER_KIT)[0]
    kitted = scene.room.stock(part, shelf, Decimal(12), how_created="PARTIAL_KIT")
    scene.issue_to_kit(kitted, scene.kit_item(part, kitted.quantity, shelf, layout.LINE_1, "REQUESTED"))


def _finished_and_planned_kits(scene: Scene, shelf: Place) -> None:
    part = scene.room.new_parts(CELL)[0]
    lot = scene.room.new_lot()
    scene.room.stock(part, shelf, Decimal(240), lot=lot)
    delivered = scene.room.stock(part, scene.place(layout.LINE_2), Decimal(48), lot=lot)
    done = scene.kit_item(part, delivered.quantity, shelf, layout.LINE_2, "COMPLETED")
    scene.issue_to_kit(delivered, done)
    scene.kit_item(part, Decimal(96), shelf, layout.LINE_2, "DRAFT")


def _scrap_at_mrb(scene: Scene) -> None:
    part, mrb = scene.room.new_parts(MANIFOLD)[0], scene.place(layout.MRB)
    three = Decimal(3)
    scrapped = scene.room.stock(part, mrb, three, lot=scene.room.new_lot(), quantity_scrapped=three)
    scene.issue(scrapped, "Manifold block: porosity in casting", status="RESOLVED")
    waiting = scene.room.stock(part, mrb, Decimal(5), lot=scene.room.new_lot())
    scene.issue(waiting, "Manifold block: burrs in cross drilling")


def _tool(room: Stockroom, shelf: Place) -> None:
    tool = room.new_parts(TOOLS[0], part_type="TOOL")[0]
    room.stock(tool, shelf, Decimal(1), serial=room.new_serial())

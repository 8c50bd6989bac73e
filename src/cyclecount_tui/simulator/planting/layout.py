"""The places of the small plant: a warehouse of racks and shelves, two lines, and the special places."""

from cyclecount_tui.simulator.plant.rows import Place
from cyclecount_tui.simulator.planting.stockroom import Stockroom

RACKS = ("RACK-A", "RACK-B", "RACK-C")
SHELVES_A_RACK = 4
QUIET_SHELF = "RACK-C / SHELF-04"
MRB = "MRB-1"
LINE_1 = "LINE-1"
LINE_2 = "LINE-2"
RECEIVING = "RECEIVING"
DISCREPANCY = "CYCLE-COUNT-DISCREPANCY"
TOTE = "TOTE-07"


def lay_out(room: Stockroom) -> list[Place]:
    """Make the places; gives the shelves, in the order of their names."""
    warehouse = room.new_place("WAREHOUSE-1", "WAREHOUSE", description="Main stores, building 1")
    shelves = []
    for name in RACKS:
        rack = room.new_place(name, "RACK", parent=warehouse)
        for number in range(1, SHELVES_A_RACK + 1):
            shelves.append(room.new_place(f"{name} / SHELF-{number:02d}", "SHELF", parent=rack))
    _special_places(room)
    return shelves


def _special_places(room: Stockroom) -> None:
    room.new_place(LINE_1, "WORKCENTER", description="Actuator assembly")
    room.new_place(LINE_2, "WORKCENTER", description="Avionics assembly")
    room.new_place(RECEIVING, None, description="Receiving dock")
    room.new_place(MRB, None, available=False, description="Material review board cage")
    room.new_place(DISCREPANCY, None, description="Where unexplained extras wait")
    room.new_place(TOTE, "TOTE", parent=room.place(LINE_1))
    room.new_place("OLD-CAGE", None, available=False, archived=True, description="Out of use")

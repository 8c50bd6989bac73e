"""A simulated ION: the schema, the data, the behaviour and the faults of the real one, on this machine."""

from cyclecount_tui.simulator.messages import Dropped, ReceivedRequest, Reply
from cyclecount_tui.simulator.options import SimulatorOptions
from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.plant.truth import LineKey, Planted, ScheduleRow
from cyclecount_tui.simulator.planting.causes import plant_causes
from cyclecount_tui.simulator.planting.large import plant_large, plant_medium, plant_of_size
from cyclecount_tui.simulator.planting.small import plant_small
from cyclecount_tui.simulator.schema.features import OPTIONAL_FEATURES
from cyclecount_tui.simulator.schema.renaming import EARLIER_NAMES
from cyclecount_tui.simulator.simulation import Simulator

__all__ = [
    "EARLIER_NAMES",
    "OPTIONAL_FEATURES",
    "Dropped",
    "LineKey",
    "Plant",
    "Planted",
    "ReceivedRequest",
    "Reply",
    "ScheduleRow",
    "Simulator",
    "SimulatorOptions",
    "plant_causes",
    "plant_large",
    "plant_medium",
    "plant_of_size",
    "plant_small",
]

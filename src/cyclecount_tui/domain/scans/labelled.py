"""What ION says a label is stuck on."""

from dataclasses import dataclass

from cyclecount_tui.domain.inventory import Place


@dataclass(frozen=True, slots=True)
class LabelledRecord:
    """An inventory record with a label: which part, and where it lies; never how much."""

    id: int
    part_number: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """One thing with a label. `kind` is ION's word for it (`Location`, `PartInventory`, `PartKit`, ...).

    `places` and `records` hold the location or the inventory record that it is; both are empty for anything else.
    """

    kind: str
    places: tuple[Place, ...] = ()
    records: tuple[LabelledRecord, ...] = ()

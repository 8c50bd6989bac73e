"""What a code says about an item, field by field."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CodeFields:
    """Fields of a structured code; empty text stands for one it does not have.

    `gtins` are the forms of a trade item number, which is a part number at some factories and unknown at others.
    `part_numbers` are what the code calls the part, the likeliest first. `label_count` is how many the label speaks
    of: never a quantity that was counted.
    """

    part_numbers: tuple[str, ...] = ()
    gtins: tuple[str, ...] = ()
    revision: str = ""
    lot_number: str = ""
    serial_number: str = ""
    location: str = ""
    expiry: date | None = None
    label_count: str = ""

    @property
    def names_an_item(self) -> bool:
        """Whether it says which part, lot or serial something is."""
        return bool(self.part_numbers or self.gtins or self.lot_number or self.serial_number)

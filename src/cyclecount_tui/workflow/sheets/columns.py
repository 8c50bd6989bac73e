"""The columns of a count sheet, by the names that they have and that people and programs give them."""

from enum import StrEnum


class SheetColumn(StrEnum):
    """A column; the value is its name in the files that are written."""

    LINE = "line"
    LOCATION_ID = "location_id"
    LOCATION = "location"
    PART_NUMBER = "part_number"
    REVISION = "revision"
    DESCRIPTION = "description"
    LOT_NUMBER = "lot_number"
    SERIAL_NUMBER = "serial_number"
    UOM = "uom"
    FLOOR_COUNT = "floor_count"
    NOTE = "note"
    LEFT = "left_uncounted"
    REASON = "reason"

    @property
    def words(self) -> str:
        """For a sentence: `lot number`."""
        return self.value.replace("_", " ")


PLACE_COLUMNS = (SheetColumn.LOCATION_ID, SheetColumn.LOCATION)
"""What the sheet of a part has besides: it walks several locations."""

KEY_COLUMNS = (
    SheetColumn.PART_NUMBER, SheetColumn.REVISION, SheetColumn.LOT_NUMBER, SheetColumn.SERIAL_NUMBER,
)  # fmt: skip
"""What says which line a row is about, besides its number and its place."""

FILLED_COLUMNS = (SheetColumn.FLOOR_COUNT, SheetColumn.NOTE, SheetColumn.LEFT, SheetColumn.REASON)
"""What a counter fills in."""

_OTHER_NAMES = {
    SheetColumn.LINE: "line no, line nr, line number, line num, lines",
    SheetColumn.LOCATION_ID: "loc id, ion location id",
    SheetColumn.LOCATION: "location name, loc, place, bin",
    SheetColumn.PART_NUMBER: "part, part no, part nr, pn, item, item number",
    SheetColumn.REVISION: "rev",
    SheetColumn.DESCRIPTION: "desc",
    SheetColumn.LOT_NUMBER: "lot, lot no, lot nr, batch, batch number",
    SheetColumn.SERIAL_NUMBER: "serial, serial no, serial nr, sn",
    SheetColumn.UOM: "unit, unit of measure",
    SheetColumn.FLOOR_COUNT: "floor, floor quantity, counted, counted quantity, count quantity",
    SheetColumn.NOTE: "notes, comment, comments, remark, remarks",
    SheetColumn.LEFT: "left",
    SheetColumn.REASON: "left reason, left because, why left, reason left, not counted because",
}


def column_of(title: str) -> SheetColumn | None:
    """What a header cell means; None for a name that is not known. Case, spaces and punctuation do not matter."""
    return _KNOWN.get(_letters(title))


def _letters(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


_KNOWN = {_letters(name): column
          for column in SheetColumn
          for name in (column.value, *_OTHER_NAMES[column].split(","))}  # fmt: skip

"""What a column of a schedule is about, by the names that people give it."""

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """A column of the schedule as a file; the value is its name in our own files."""

    LOCATION_ID = "location_id"
    LOCATION = "location"
    PART_NUMBER = "part_number"
    CLASS = "class"
    CADENCE = "cadence_days"
    LAST_COUNTED = "last_counted"
    NEXT_DUE = "next_due"
    ASSIGNED_TO = "assigned_to"
    NOTES = "notes"
    REASON = "reason"
    STANDING = "standing"
    PAUSED_UNTIL = "paused_until"
    PLANNED_FOR = "planned_for"
    FIRST_DUE = "first_due"
    LINES = "lines"


SUBJECT_COLUMNS = frozenset({Column.LOCATION_ID, Column.LOCATION, Column.PART_NUMBER})
"""Without one of them nobody knows what a row is about."""


@dataclass(frozen=True, slots=True)
class ColumnName:
    """What a header cell means; `unit` is what a bare number counts in a column of cadences."""

    column: Column
    unit: str = "days"


_NAMES = {
    Column.LOCATION_ID: "location id, loc id, location ids, id, bin id, ION id, ION location id",
    Column.LOCATION: (
        "location, locations, location name, location names, ION location, loc, name, bin, bins, bin name,"
        " bin location, storage location, storage bin, stock location, inventory location, location code,"
        " location number, location no"
    ),
    Column.PART_NUMBER: (
        "part, part number, part no, part nr, part num, part numbers, pn, item, item number, item no, sku"
    ),
    Column.CLASS: "class, count class, abc, abc class, abc code, abc classification, classification, cycle count class",
    Column.LAST_COUNTED: (
        "last count, last counted, last counted on, last counted date, last count date, last count on,"
        " date last counted, date of last count, last date, most recent count, most recent count date,"
        " most recently counted, latest count, latest count date, previous count, previous count date,"
        " last cycle count, last cycle count date"
    ),
    Column.NEXT_DUE: (
        "next count, next count date, next count due, next date, next due, next due date, next count on,"
        " date of next count, next counted, due, due date, due on, count due, count due date, next cycle count,"
        " next cycle count date"
    ),
    Column.ASSIGNED_TO: "assigned to, assigned, assignee, owner, counter, responsible, responsible person",
    Column.NOTES: "notes, note, comment, comments, remark, remarks",
    Column.REASON: "reason, why",
    Column.STANDING: "standing",
    Column.PAUSED_UNTIL: "paused until, pause until, pause ends",
    Column.PLANNED_FOR: "planned for, planned date",
    Column.FIRST_DUE: "first due, first due date, first count, first count date",
    Column.LINES: "lines, lines to count",
}

_CADENCES = "cadence, frequency, interval, count cadence, count frequency, count interval, cycle count frequency, cycle"

_CADENCE_UNITS = {
    "": "days", "days": "days", "in days": "days", "d": "days", "weeks": "weeks", "in weeks": "weeks",
    "months": "months", "in months": "months", "years": "years", "in years": "years", "per week": "per week",
    "per month": "per month", "per quarter": "per quarter", "per year": "per year", "a year": "per year",
    "times per year": "per year",
}  # fmt: skip

_MORE_CADENCES = {
    "days": "days", "days between counts": "days", "count every": "days", "every": "days",
    "weeks between counts": "weeks", "months between counts": "months", "counts per year": "per year",
    "counts a year": "per year", "times per year": "per year", "counts per month": "per month",
}  # fmt: skip


def column_of(header: str) -> ColumnName | None:
    """What a column is about; None for a name that is not known. Case, spaces and punctuation do not matter."""
    return _KNOWN.get(_letters(header))


def _letters(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _all_known() -> dict[str, ColumnName]:
    known = {_letters(name): ColumnName(column) for column, names in _NAMES.items() for name in names.split(",")}
    for base in _CADENCES.split(","):
        for suffix, unit in _CADENCE_UNITS.items():
            known[_letters(base + suffix)] = ColumnName(Column.CADENCE, unit)
    known |= {_letters(name): ColumnName(Column.CADENCE, unit) for name, unit in _MORE_CADENCES.items()}
    return known


_KNOWN = _all_known()

"""The schedule as a file: read whole or not at all, written so that it reads back the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.schedule import ScheduleRow, next_due
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow import spreadsheet
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.workplace import Workplace

HEADER = (
    "location_id", "location", "class", "cadence_days", "last_counted", "next_due", "assigned_to", "notes",
)  # fmt: skip

_SYNONYMS = {
    "location_id": ("location_id", "id"),
    "location": ("location", "location_name", "name", "bin"),
    "class": ("class", "count_class", "abc"),
    "cadence_days": ("cadence_days", "cadence", "days", "frequency", "interval"),
    "last_counted": ("last_counted", "last_count", "most_recent_count"),
    "next_due": ("next_due", "next_count", "next_date"),
    "assigned_to": ("assigned_to", "owner"),
    "notes": ("notes", "note"),
}

_WORDS = {
    "weekly": 7, "biweekly": 14, "monthly": 30, "quarterly": 91, "semi-annual": 182, "annual": 365,
}  # fmt: skip

MOST_ERRORS = 20

LONGEST_CADENCE = 3660

LATEST_YEAR = 2200
"""A date after it is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: rows stored, and what the file says differently from the computed date."""

    rows: tuple[ScheduleRow, ...]
    remarks: tuple[str, ...]


def export_csv(workplace: Workplace) -> str:
    """The schedule as CSV, most overdue first; open counts of unscheduled locations are left out."""
    return csv_of([entry.row for entry in schedule(workplace) if _kept(entry.row)], workplace.today())


def csv_of(rows: Iterable[ScheduleRow], today: date) -> str:
    """Schedule rows as CSV; the next date is computed."""
    return spreadsheet.written(HEADER, (_cells(row, today) for row in rows))


def import_csv(workplace: Workplace, text: str) -> Imported:
    """Takes a schedule into the database; locations are matched with ION's by id or exact name.

    What the file has no column for stays as it is stored, and so does a last count that is later than the file's.

    Raises:
        Refusal: rows are wrong; each is named with its number, and nothing is stored.
    """
    header, rows = spreadsheet.read(text)
    columns = {name: next((title for title in _SYNONYMS[name] if title in header), None) for name in HEADER}
    if columns["location_id"] is None and columns["location"] is None:
        raise Refusal("The file has no column 'location': name the column that says which location a row is about.")
    places = _Places(workplace.ion.locations())
    stored = {row.location_id: row for row in workplace.store.schedule.rows()}
    found: dict[int, ScheduleRow] = {}
    errors: list[str] = []
    remarks: list[str] = []
    for number, cells in rows:
        named = {name: cells.get(title, "") for name, title in columns.items() if title is not None}
        try:
            location = places.find(named.get("location_id", ""), named.get("location", ""))
            if location.id in found:
                raise Refusal(f"{location.name} stands in the file twice: keep one row of it.")
            row, remark = _row(named, location, stored.get(location.id), workplace.today())
        except Refusal as error:
            errors.append(f"Row {number}: {error.sentence}")
            continue
        found[row.location_id] = row
        remarks += [f"Row {number}: {remark}"] if remark else []
    if errors:
        more = [f"and {len(errors) - MOST_ERRORS} more"] if len(errors) > MOST_ERRORS else []
        raise Refusal("Nothing was imported. " + " ".join([*errors[:MOST_ERRORS], *more]))
    workplace.store.schedule.replace_rows(found.values())
    return Imported(tuple(found.values()), tuple(remarks))


class _Places:
    """ION's locations by id and by name."""

    def __init__(self, locations: list[Location]) -> None:
        self._by_id = {location.id: location for location in locations}
        self._by_name: dict[str, list[Location]] = {}
        for location in locations:
            self._by_name.setdefault(location.name, []).append(location)

    def find(self, said_id: str, name: str) -> Location:
        if said_id:
            location = self._by_id.get(whole_number(said_id) or 0)
            if location is None:
                raise Refusal(f"ION has no location with id {quoted(said_id)}.")
            return location
        named = self._by_name.get(name, [])
        if len(named) == 1:
            return named[0]
        if named:
            ids = ", ".join(str(location.id) for location in named)
            raise Refusal(
                f"{quoted(name)} is the name of several locations: put an id ({ids}) into a column location_id."
            )
        raise Refusal(f"ION has no location {quoted(name)}: check the name or use its id.")


def _row(cells: dict[str, str], location: Location, stored: ScheduleRow | None, today: date) -> tuple[ScheduleRow, str]:
    """The row to store, and what there is to say about it. `cells` has no entry for a column the file lacks."""
    before = stored or ScheduleRow(location.id, location.name)
    said_last = _last_counted(cells.get("last_counted", ""), today)
    said_next = _date(cells.get("next_due", ""), "next date")
    last_counted = _later(said_last, before.last_counted, today)
    first_due = said_next if "next_due" in cells else before.first_due
    row = ScheduleRow(
        location.id,
        location.name,
        count_class=cells.get("class", before.count_class),
        cadence_days=_cadence(cells["cadence_days"]) if "cadence_days" in cells else before.cadence_days,
        last_counted=last_counted,
        first_due=first_due if last_counted is None else None,
        assigned_to=cells.get("assigned_to", before.assigned_to),
        notes=cells.get("notes", before.notes),
    )
    if "last_counted" in cells and said_last != last_counted:
        said = f"the file says {said_last}" if said_last else "the file says nothing"
        return row, f"{location.name} was counted on {last_counted}, {said}: the later date is kept."
    computed = next_due(row, today)
    if said_next and computed and said_next != computed:
        return row, f"the file says {said_next} for {location.name}, cadence and last count come to {computed}."
    return row, ""


def _later(said: date | None, stored: date | None, today: date) -> date | None:
    """The later of two last counts, for a count that was made stays made; a stored day to come was never counted on."""
    if said is None or stored is None or stored > today:
        return said or stored
    return max(said, stored)


def _cadence(text: str) -> int | None:
    if not text:
        return None
    days = _WORDS.get(text.casefold(), whole_number(text))
    if days is None or not 0 < days <= LONGEST_CADENCE:
        raise Refusal(
            f"{quoted(text)} is no cadence: give whole days from 1 to {LONGEST_CADENCE}, or a word such as monthly."
        )
    return days


def _last_counted(text: str, today: date) -> date | None:
    day = _date(text, "last count")
    if day is not None and day > today:
        raise Refusal(f"the last count {day} is in the future: give the day on which it was counted.")
    return day


def _date(text: str, what: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(f"{quoted(text)} is no date for the {what}: write it as 2026-01-31.") from error
    if day.year > LATEST_YEAR:
        raise Refusal(f"the {what} {day} is after the year {LATEST_YEAR}: check the date.")
    return day


def _kept(row: ScheduleRow) -> bool:
    return row.cadence_days is not None or row.last_counted is not None


def _cells(row: ScheduleRow, today: date) -> tuple[str, ...]:
    due = next_due(row, today)
    return (
        str(row.location_id), row.location_name, row.count_class, str(row.cadence_days or ""),
        row.last_counted.isoformat() if row.last_counted else "", due.isoformat() if due else "",
        row.assigned_to, row.notes,
    )  # fmt: skip

"""The schedule as a file: read whole or not at all, written so that it reads back the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.schedule import ScheduleRow, next_due
from cyclecount_tui.workflow import spreadsheet
from cyclecount_tui.workflow.errors import Refusal
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

    Raises:
        Refusal: rows are wrong; each is named with its number, and nothing is stored.
    """
    header, rows = spreadsheet.read(text)
    columns = {name: next((title for title in _SYNONYMS[name] if title in header), None) for name in HEADER}
    if columns["location_id"] is None and columns["location"] is None:
        raise Refusal("The file has no column 'location': name the column that says which location a row is about.")
    places = _Places(workplace.ion.locations())
    found: dict[int, ScheduleRow] = {}
    errors, remarks = [], []
    for number, cells in rows:
        named = {name: cells.get(title, "") if title else "" for name, title in columns.items()}
        try:
            row, remark = _row(named, places, workplace.today())
            if row.location_id in found:
                raise Refusal(f"{row.location_name} stands in the file twice: keep one row of it.")
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
            location = self._by_id.get(int(said_id)) if said_id.isascii() and said_id.isdigit() else None
            if location is None:
                raise Refusal(f"ION has no location with id '{said_id}'.")
            return location
        named = self._by_name.get(name, [])
        if len(named) == 1:
            return named[0]
        if named:
            ids = ", ".join(str(location.id) for location in named)
            raise Refusal(f"'{name}' is the name of several locations: put an id ({ids}) into a column location_id.")
        raise Refusal(f"ION has no location '{name}': check the name or use its id.")


def _row(cells: dict[str, str], places: _Places, today: date) -> tuple[ScheduleRow, str]:
    location = places.find(cells["location_id"], cells["location"])
    last_counted = _date(cells["last_counted"], "last count")
    said_next = _date(cells["next_due"], "next date")
    row = ScheduleRow(
        location.id,
        location.name,
        count_class=cells["class"],
        cadence_days=_cadence(cells["cadence_days"]),
        last_counted=last_counted,
        first_due=said_next if last_counted is None else None,
        assigned_to=cells["assigned_to"],
        notes=cells["notes"],
    )
    computed = next_due(row, today)
    if said_next and computed and said_next != computed:
        return row, f"the file says {said_next} for {location.name}, cadence and last count come to {computed}."
    return row, ""


def _cadence(text: str) -> int | None:
    if not text:
        return None
    word = text.casefold()
    if word in _WORDS:
        return _WORDS[word]
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= 3660:
        raise Refusal(f"'{text}' is no cadence: give whole days from 1 to 3660, or a word such as monthly.")
    return int(text)


def _date(text: str, what: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(f"'{text}' is no date for the {what}: write it as 2026-01-31.") from error


def _kept(row: ScheduleRow) -> bool:
    return row.cadence_days is not None or row.last_counted is not None


def _cells(row: ScheduleRow, today: date) -> tuple[str, ...]:
    due = next_due(row, today)
    return (
        str(row.location_id), row.location_name, row.count_class, str(row.cadence_days or ""),
        row.last_counted.isoformat() if row.last_counted else "", due.isoformat() if due else "",
        row.assigned_to, row.notes,
    )  # fmt: skip

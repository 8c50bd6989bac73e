"""The simulated plant's own count schedule, as rows for the database or for a file."""

from typing import TYPE_CHECKING

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject

if TYPE_CHECKING:
    from cyclecount_tui.simulator import Plant


def planted_schedule(plant: "Plant") -> list[ScheduleRow]:
    """One row for each location that the plant counts."""
    return [
        ScheduleRow(
            Subject(row.location_id, row.location_name),
            count_class=row.count_class,
            cadence_days=row.cadence_days,
            last_counted=row.last_counted,
            assigned_to=row.assigned_to or "",
        )
        for row in plant.schedule_rows()
    ]

"""A moment as ION is known to read it in a filter."""

from datetime import UTC, datetime


def as_ion_reads(moment: datetime) -> str:
    """`2026-03-02T09:05:00`: UTC, without a zone, to the second."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")

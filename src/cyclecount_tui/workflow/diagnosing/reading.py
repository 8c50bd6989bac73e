"""Whether ION lets us read what a sheet is made of: one location and one inventory record, by their ids alone."""

from typing import TYPE_CHECKING

from cyclecount_tui.workflow.diagnosing.findings import AGAIN, Finding, doubtful, fine, wrong

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion


def location_findings(ion: "Ion") -> list[Finding]:
    """One location. Raises IonError."""
    first, total = ion.any_location()
    if first is None:
        return [
            wrong(
                "location",
                "ION shows this API key no location at all, so there is nothing to count.",
                f"Ask an ION administrator whether the key belongs to your organization. {AGAIN}",
            )
        ]
    return [fine("location", f"Location {first} was read; there {'is' if total == 1 else 'are'} {total:,} in all.")]


def record_findings(ion: "Ion") -> list[Finding]:
    """One inventory record as the blind sheet would find it. Raises IonError."""
    record_id = ion.any_record()
    if record_id is None:
        return [
            doubtful(
                "record",
                "ION shows this API key no inventory record that a sheet would hold: every sheet would be empty.",
                "Look in ION whether there is inventory, and whether the key may see it.",
            )
        ]
    return [fine("record", f"Inventory record {record_id} was found; its quantity was not asked for.")]

"""Whether ION takes a write: a record's quantity is set to what it is, and the record is looked at again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.ion.address import AddressRefused, ion_addresses
from cyclecount_tui.ion.environments import is_sandbox
from cyclecount_tui.workflow.diagnosing.findings import Finding, State, fine, told_by, wrong
from cyclecount_tui.workflow.errors import IonError, Refusal, Unclear

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion

_MARKS = ("etag", "updated", "updated_by")
"""What every write changes."""

_WORDS = {"location": "the location", "lot_number": "the lot", "serial_number": "the serial number",
          "open_issues": "the open issues", "open_runs": "the open runs", "origin_id": "the origin"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tried:
    """How the write test ended; `accepted` is None where that cannot be told."""

    accepted: bool | None
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether ION took the write, and nothing but the record's version changed."""
        return self.accepted is True and all(each.state is not State.FAILED for each in self.findings)


def refuse_outside_sandbox(api_uri: str, auth_server: str) -> None:
    """Raises Refusal where writing could hurt somebody; nothing is asked of ION for that."""
    try:
        addresses = ion_addresses(api_uri, auth_server)
    except AddressRefused as error:
        raise Refusal(str(error)) from error
    if not is_sandbox(addresses):
        raise Refusal(
            f"The write test is for ION's sandboxes and for a simulated ION on this machine, and {addresses.audience} "
            f"is neither: nothing was asked and nothing was sent."
        )


def record_to_try(ion: Ion, record_id: int) -> InventoryRecord:
    """The record, read now. Raises Refusal when it cannot be used, IonError when ION cannot be asked."""
    record = _read(ion, record_id)
    if record is None:
        raise Refusal(f"ION has no inventory record {record_id}: nothing was sent; give the id of one that is there.")
    if record.quantity < 0:
        raise Refusal(
            f"Record {record_id} holds less than nothing, and such a quantity is never sent: give another record."
        )
    return record


def in_words(record: InventoryRecord) -> str:
    """Which record that is; without its quantity, since somebody may be counting there."""
    tracked = "".join(
        f", {kind} {number}"
        for kind, number in (("lot", record.lot_number), ("serial", record.serial_number))
        if number
    )
    revision = f" rev {record.part.revision}" if record.part.revision else ""
    place = f" at {record.location.name}" if record.location else ""
    return f"record {record.id} ({record.part.number}{revision}{tracked}){place}"


def try_write(ion: Ion, record: InventoryRecord, waiting: Callable[[str], None] = lambda _: None) -> Tried:
    """Sets the quantity to what it is, guarded by the etag, once; then reads the record and tells what is there."""
    waiting("the write")
    try:
        ion.set_quantity(record.id, record.etag, record.quantity)
    except Unclear as error:
        return _settled(ion, record, error, waiting)
    except IonError as error:
        refused = told_by(error, "write")
        return Tried(False, (refused, _afterwards(ion, record, waiting)))
    accepted = fine("write", f"ION accepted the write: {in_words(record)} was set to the quantity that it had.")
    return Tried(True, (accepted, _afterwards(ion, record, waiting)))


def _settled(ion: Ion, before: InventoryRecord, unclear: Unclear, waiting: Callable[[str], None]) -> Tried:
    """What became of a write whose answer never came: the record's version tells."""
    waiting("the record once more")
    try:
        after = _read(ion, before.id)
    except IonError as error:
        lost = wrong(
            "write",
            "ION's answer to the write did not come, and the record could not be read since.",
            "The quantity that was sent is the one that it had. Look at the record in ION when it answers again.",
            unclear,
        )
        return Tried(None, (lost, told_by(error, "afterwards")))
    made = after is not None and after.etag != before.etag
    told = (
        "the record has a new version since, so the write was most likely made"
        if made
        else "the record is as it was read, so the write was not made"
    )
    finding = wrong("write", f"ION's answer to the write did not come; {told}.", "Try once more.", unclear)
    return Tried(made if after is not None else None, (finding, _compared(before, after)))


def _afterwards(ion: Ion, before: InventoryRecord, waiting: Callable[[str], None]) -> Finding:
    waiting("the record once more")
    try:
        return _compared(before, _read(ion, before.id))
    except IonError as error:
        return told_by(error, "afterwards")


def _compared(before: InventoryRecord, after: InventoryRecord | None) -> Finding:
    if after is None:
        return wrong(
            "afterwards",
            f"Record {before.id} is no longer there: it was merged or deleted meanwhile.",
            "Look in ION what became of it.",
        )
    same = replace(after, **{mark: getattr(before, mark) for mark in _MARKS})
    changed = [each.name for each in fields(before) if getattr(before, each.name) != getattr(same, each.name)]
    if changed:
        words = ", ".join(_WORDS.get(name, f"the {name}") for name in changed)
        return wrong(
            "afterwards",
            f"Besides the record's version, this is not as it was before: {words}.",
            "Look at the record in ION: somebody may have changed it meanwhile, or a rule of ION did.",
        )
    return fine("afterwards", "The record was read again: its quantity and all else are as they were before.")


def _read(ion: Ion, record_id: int) -> InventoryRecord | None:
    return next(iter(ion.records([record_id])), None)

"""Beginning a count: open it, close the location off, read the blind sheet."""

import uuid

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import CloseOffSkipped, CountOpened, LocationClosedOff, SheetRead
from cyclecount_tui.domain.folding import opened
from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.lines import sheet_lines
from cyclecount_tui.workflow.errors import AlreadyOpen, CountMoved, Refusal
from cyclecount_tui.workflow.keeping import load, record, state_of
from cyclecount_tui.workflow.workplace import Workplace


def open_count(workplace: Workplace, location: Location) -> Count:
    """The open count of the location; a new one if there is none. Nothing is asked of ION."""
    existing = workplace.store.journal.open_count_at(location.id)
    if existing is not None:
        return load(workplace, existing)
    event = CountOpened(at=workplace.now(), by=workplace.counter, location_id=location.id, location_name=location.name)
    count = opened(uuid.uuid4().hex[:12], event)
    try:
        workplace.store.journal.open_count(count.id, event, state_of(count))
    except AlreadyOpen as error:  # another terminal was quicker
        return load(workplace, error.count_id)
    return count


def close_off(workplace: Workplace, count: Count, told: str, *, sign_up: bool, transactions_stopped: bool) -> Count:
    """Records that the location is closed off: who was told, the sign, the transactions.

    Raises:
        Refusal: nothing at all was done to close it off; then it is skipped with a reason, not closed off.
    """
    refuse_empty_close_off(told, sign_up, transactions_stopped)
    event = LocationClosedOff(
        at=workplace.now(),
        by=workplace.counter,
        told=told.strip(),
        sign_up=sign_up,
        transactions_stopped=transactions_stopped,
    )
    return record(workplace, count, event)


def refuse_empty_close_off(told: str, sign_up: bool, transactions_stopped: bool) -> None:
    """Raises Refusal when nothing at all was done to close a location off."""
    if not (told.strip() or sign_up or transactions_stopped):
        raise Refusal(
            "Say who was told, whether a sign is up or whether transactions are stopped, or skip with a reason."
        )


def skip_close_off(workplace: Workplace, count: Count, reason: str) -> Count:
    """Records that the location is counted without closing it off.

    Raises:
        Refusal: no reason was given.
    """
    if not reason.strip():
        raise Refusal("Skipping the close-off needs a reason: type one.")
    return record(workplace, count, CloseOffSkipped(at=workplace.now(), by=workplace.counter, reason=reason.strip()))


def read_sheet(workplace: Workplace, count: Count) -> Count:
    """The count with its blind sheet: read from ION once, kept from then on. No quantity is asked for.

    Where another terminal wrote to the count meanwhile, its sheet is taken, or this one is put after what it wrote.
    """
    if count.sheet_read:
        return count
    records = workplace.ion.blind_sheet(count.location.id)
    event = SheetRead(at=workplace.now(), by=workplace.counter, lines=sheet_lines(records))
    try:
        return record(workplace, count, event)
    except CountMoved:
        count = load(workplace, count.id)
        return count if count.sheet_read else record(workplace, count, event)

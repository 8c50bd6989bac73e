"""Beginning a count: open it, read the blind sheet, or as much of it as comes at once."""

import uuid

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import SheetGrew, SheetRead
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.events import CountOpened, Opening, PartCountOpened
from cyclecount_tui.domain.folding import opened
from cyclecount_tui.domain.inventory import Place, SheetRecord
from cyclecount_tui.domain.lines import by_walk, sheet_lines
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.arriving import with_the_rest
from cyclecount_tui.workflow.errors import AlreadyOpen, CountMoved, Refusal
from cyclecount_tui.workflow.gone_locations import refuse_gone
from cyclecount_tui.workflow.keeping import load, record, state_of
from cyclecount_tui.workflow.stopping import settled
from cyclecount_tui.workflow.workplace import Workplace


def open_count(workplace: Workplace, subject: Subject, mode: CountMode | None = None) -> Count:
    """The open count of the subject; a new one if there is none, in this mode or that of the settings.

    Nothing is asked of ION.

    Raises:
        Refusal: it is being counted in another mode than the one that is asked for, or a part is asked for in training.
    """
    existing = workplace.store.journal.open_count_of(subject)
    if existing is not None:
        return _as_asked(load(workplace, existing), mode)
    if mode is CountMode.GUIDED and subject.is_part:
        raise Refusal(f"Training is for one location: choose one in place of part {subject.name}.")
    event = _opening(workplace, subject, mode or workplace.practice.mode)
    count = opened(uuid.uuid4().hex[:12], event)
    try:
        workplace.store.journal.open_count(count.id, event, state_of(count))
    except AlreadyOpen as error:  # another terminal was quicker
        return _as_asked(load(workplace, error.count_id), mode)
    return count


def open_or_unopened(workplace: Workplace, subject: Subject) -> Count:
    """The open count of the subject, else how a new one would begin; nothing is stored."""
    existing = workplace.store.journal.open_count_of(subject)
    if existing is not None:
        return load(workplace, existing)
    return opened("", _opening(workplace, subject, workplace.practice.mode))


def _as_asked(count: Count, mode: CountMode | None) -> Count:
    if mode is not None and count.mode is not mode:
        said = f"{count.subject.name} is being counted already, {count.mode.words}"
        raise Refusal(f"{said}: go on with that count, or give it up first.")
    return count


def _opening(workplace: Workplace, subject: Subject, mode: CountMode) -> Opening:
    at, by = workplace.now(), workplace.counter
    if subject.is_part:
        return PartCountOpened(at=at, by=by, part_id=subject.id, part_number=subject.name, mode=mode)
    return CountOpened(at=at, by=by, location_id=subject.id, location_name=subject.name, mode=mode)


def read_sheet(workplace: Workplace, count: Count) -> Count:
    """The count with its blind sheet: read from ION once, kept from then on. No quantity is asked for.

    Where it was left open whether ION turned the location's flag off, ION is asked first. Where another terminal wrote
    to the count meanwhile, its sheet is taken, or this one is put after what it wrote.

    Raises:
        Refusal: there is no sheet, because ION has no such location or part any more.
    """
    if count.sheet_coming:
        return with_the_rest(workplace, count)
    if count.sheet_read:
        return count
    try:
        count, _ = settled(workplace, count)
    except CountMoved:
        return read_sheet(workplace, load(workplace, count.id))
    count = _recorded(workplace, count, _sheet_records(workplace, count.subject))
    return with_the_rest(workplace, count) if count.sheet_coming else count


def begin_sheet(workplace: Workplace, count: Count) -> Count:
    """As `read_sheet`, but of a long sheet only as much as ION tells at once: `sheet_coming` is set then.

    The rest is `arriving.rest_of_sheet`. A part's sheet, and that of a training, come whole.
    """
    if count.sheet_read or count.subject.is_part or count.mode is CountMode.GUIDED:
        return count if count.sheet_read else read_sheet(workplace, count)
    try:
        count, _ = settled(workplace, count)
    except CountMoved:
        return begin_sheet(workplace, load(workplace, count.id))
    records, whole = workplace.ion.blind_sheet_begun(count.subject.id)
    if whole and not records:
        refuse_gone(workplace, count.subject)
    return _recorded(workplace, count, records, whole=whole)


def _recorded(workplace: Workplace, count: Count, records: list[SheetRecord], *, whole: bool = True) -> Count:
    """Puts the sheet, or its beginning, on the disk; one that another terminal put there meanwhile is taken."""
    at, by = workplace.now(), workplace.counter
    kind = SheetRead if whole else SheetGrew
    event = kind(at=at, by=by, lines=sheet_lines(records))
    try:
        return record(workplace, count, event)
    except CountMoved:
        count = load(workplace, count.id)
        return count if count.sheet_read else record(workplace, count, event)


def places_to_walk(workplace: Workplace, count: Count) -> tuple[Place, ...]:
    """The locations of a count in walking order; those of a part without a sheet yet are asked of ION, blind.

    Raises:
        Refusal: ION does not know the part any more.
    """
    if count.sheet_read or not count.subject.is_part:
        return count.places
    found = {record.location for record in _sheet_records(workplace, count.subject)}
    return tuple(sorted((place for place in found if place is not None), key=by_walk))


def _sheet_records(workplace: Workplace, subject: Subject) -> list[SheetRecord]:
    """What to count. For a part, its records of all revisions at all locations.

    The discrepancy location is left out: what is parked there lies nowhere. So is what has no location.
    """
    if not subject.is_part:
        records = workplace.ion.blind_sheet(subject.id)
        if not records:
            refuse_gone(workplace, subject)
        return records
    parts = [part.id for part in workplace.ion.sheet_parts([subject.name])]
    if not parts:
        raise Refusal(f"ION has no part {subject.name} any more: give this count up, and count its new number.")
    parking = workplace.practice.discrepancy_location
    records = workplace.ion.blind_sheet_of_parts(parts)
    return [record for record in records if record.location is not None and record.location.name != parking]

"""From chosen fixes to exact writes on records read just now: new quantity = quantity now + counted difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cyclecount_tui.domain.balance import Balance, TooFar
from cyclecount_tui.domain.corrected import Corrected
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.done_so_far import done_so_far
from cyclecount_tui.domain.draft_ground import CannotBeWritten, NeedsGoneRecord, Now
from cyclecount_tui.domain.drafting import drafts
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.lines import part_of
from cyclecount_tui.domain.plan import Covered, NotPlanned, Plan, Write
from cyclecount_tui.domain.successors import needed_ids

NONE_CORRECTED = Corrected()


def to_plan(count: Count) -> dict[int, Choice]:
    """The choices, by line number, that a plan turns into writes: those that write and are not wholly posted."""
    return {
        line: choice
        for line, choice in sorted(count.choices.items())
        if choice.fix.kind.writes and line not in count.posted_lines
    }


def records_needed(count: Count) -> tuple[int, ...]:
    """The ids of every record that must be read again before a plan can be made."""
    needed: set[int] = set()
    for line, choice in to_plan(count).items():
        needed.update(portion.record_id for portion in choice.fix.portions)
        if choice.fix.kind is FixKind.SET_QUANTITY:
            needed.update(record.id for record in count.rows_by_line[line].records)
        if choice.fix.kind is FixKind.CREATE:
            needed.update(count.rows_by_line[line].line.record_ids)
        needed.update(record_id for record_id, _ in done_so_far(count, line).adrift)
        needed |= needed_ids(count, line)
    return tuple(sorted(needed))


def parts_needed(count: Count) -> tuple[int, ...]:
    """The ids of the parts whose records must be read again, so that newcomers to a line are seen."""
    parts = count.evidence.parts if count.evidence else ()
    needed: set[int | None] = set()
    for line in to_plan(count):
        row = count.rows_by_line[line]
        part = row.records[0].part if row.records else part_of(row.line, parts)
        needed.add(part.id if part is not None else row.line.part_id)
    return tuple(sorted(part_id for part_id in needed if part_id is not None))


def make_plan(
    count: Count,
    now: Mapping[int, InventoryRecord],
    corrected: Corrected = NONE_CORRECTED,
    corrected_before: Sequence[Corrected] = (),
) -> Plan:
    """The exact writes for all chosen fixes.

    `now` holds, by id, the records of `records_needed` and all records of `parts_needed` as ION has them at this
    moment. `corrected` is what other counts wrote after this one was compared, `corrected_before` the same for each of
    its earlier comparisons. A fix that no longer fits what ION has is left out, with the reason.

    A move between two places of a part's count puts both of their lines right: it is written once, for the line that
    comes first, and the other line's own fix is only what that leaves of its difference.
    """
    before = _grounds_before(count, now, corrected_before)
    making, between = _Making(count, Now(now, corrected, count.evidence), before), _between_lines(count)
    for line, choice in sorted(to_plan(count).items(), key=lambda item: (item[0] not in between, item[0])):
        making.plan_line(line, choice)
    return making.plan()


def _grounds_before(
    count: Count, now: Mapping[int, InventoryRecord], corrected: Sequence[Corrected]
) -> Mapping[int, Now]:
    """By line, what its plan is measured by, where it was not counted again since an earlier comparison."""
    known = (*corrected, *(NONE_CORRECTED for _ in count.sent_back.comparisons[len(corrected) :]))
    found = [(each.lines, Now(now, written, each.evidence))
             for each, written in zip(count.sent_back.comparisons, known, strict=True)]  # fmt: skip
    return {line: ground for lines, ground in found for line in lines}


class _Making:
    """A plan under way."""

    def __init__(self, count: Count, now: Now, earlier: Mapping[int, Now]) -> None:
        self._count, self._now, self._earlier = count, now, earlier
        self._balance = Balance(count)
        self._writes: list[Write] = []
        self._used: dict[int, int] = {}
        self._not_planned: dict[int, NotPlanned] = {}
        self._waits: dict[int, tuple[int, ...]] = {}

    def plan_line(self, line: int, choice: Choice) -> None:
        """Adds the writes of a line's fix, or why there are none."""
        row = self._count.rows_by_line[line]
        if self._balance.by_others(line) and self._balance.total(line) == row.difference:
            return
        try:
            ground = self._earlier.get(line, self._now)
            made = list(drafts(self._count, row, choice, ground, self._balance.by_others(line)))
            self._refuse_used(made)
            self._waits[line] = self._balance.waits_for(line)
            self._balance.add(made)
        except (CannotBeWritten, TooFar) as reason:
            self._not_planned[line] = NotPlanned(line, str(reason), gone=isinstance(reason, NeedsGoneRecord))
        else:
            self._writes.extend(made)
            self._used.update({write.record_id: line for write in made if write.record_id is not None})

    def plan(self) -> Plan:
        """The plan, its writes numbered on from those of earlier plans."""
        first = self._count.next_write_number
        numbered = tuple(replace(write, number=first + index) for index, write in enumerate(self._writes))
        covered = tuple(self._covered())
        right = {item.line for item in covered}
        missing = (item for line, item in sorted(self._not_planned.items()) if line not in right)
        return Plan(numbered, tuple(missing), covered)

    def _refuse_used(self, made: list[Write]) -> None:
        for draft in made:
            if draft.record_id in self._used:
                raise CannotBeWritten(
                    f"Record {draft.record_id} is changed by the fix of line {self._used[draft.record_id]} already: "
                    "post that first, then plan again."
                )

    def _covered(self) -> Iterator[Covered]:
        """The lines that are right only together with the fixes of others."""
        own = {write.line for write in self._writes}
        for row in self._count.rows:
            line = row.line.number
            if not row.differs or line in self._count.posted_lines or not self._balance.by_others(line):
                continue
            if line in own:
                waits = self._waits[line]
                if waits:
                    yield Covered(line, waits)
            elif self._balance.total(line) == row.difference:
                yield Covered(line, self._balance.waits_for(line))


def _between_lines(count: Count) -> set[int]:
    """The lines whose fix takes parts from one counted line of a part's count to another."""
    if not count.subject.is_part:
        return set()
    counted = {record.id for row in count.rows for record in row.records}
    ends = {count.place_of(row.line.key) for row in count.rows}
    return {
        line
        for line, choice in count.choices.items()
        if choice.fix.kind is FixKind.MOVE and choice.fix.to in ends
        if counted.issuperset(portion.record_id for portion in choice.fix.portions)
    }

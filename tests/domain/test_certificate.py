"""The certificate: equal is said only of what is equal, and everything else has a reason."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.certificate import Outcome, certificate
from cyclecount_tui.domain.certificate_words import history, not_equal, summary
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.plan import Step, Write
from cyclecount_tui.domain.planning import make_plan
from cyclecount_tui.domain.reading_again import lines_after, to_read_again
from tests.domain.building import BOLT, FACT, HERE, MRB, counting, rec, reconciling
from tests.domain.test_planning import chosen, move

KINDS = st.sampled_from([FixKind.SET_QUANTITY, FixKind.MOVE, FixKind.LEAVE, FixKind.HOLD, None])
AMOUNTS = st.integers(0, 12)
LINES = st.lists(st.tuples(st.lists(st.integers(1, 9), min_size=1, max_size=2), AMOUNTS, KINDS), min_size=1, max_size=4)


@dataclass
class Books:
    """ION as far as these tests need it: records that writes and other people change."""

    records: dict[int, InventoryRecord] = field(default_factory=dict)
    edits: dict[str, Decimal] = field(default_factory=dict)

    def write(self, write: Write, step: Step) -> InventoryRecord:
        """Does one step and gives the record that it leaves behind."""
        old = self.records.get(write.record_id or 0)
        if step is Step.SET and old is not None:
            return self._keep(replace(old, quantity=write.quantity))
        if step is Step.MOVE and old is not None:
            return self._keep(replace(old, location=write.to))
        new = max(self.records) + 1
        if step is Step.SPLIT and old is not None:
            self._keep(replace(old, quantity=old.quantity - write.quantity))
            return self._keep(replace(old, id=new, quantity=write.quantity, origin_id=old.id))
        assert step is Step.MOVE_SPLIT
        return self._keep(replace(self.records[new - 1], location=write.to))

    def edit(self, record_id: int, to: int) -> None:
        """Somebody else sets a quantity; what changed is remembered by lot."""
        old = self.records[record_id]
        if old.location == HERE:
            lot = old.lot_number
            self.edits[lot] = self.edits.get(lot, Decimal(0)) + to - old.quantity
        self._keep(replace(old, quantity=Decimal(to), updated_by="Bo"))

    def lying(self, place: Place = HERE) -> list[InventoryRecord]:
        return [record for record in self.records.values() if record.location == place]

    def _keep(self, record: InventoryRecord) -> InventoryRecord:
        self.records[record.id] = replace(record, etag=f"{record.etag}+")
        return self.records[record.id]


def posted(count: Count, books: Books) -> Count:
    """Every write of a new plan carried out."""
    plan = make_plan(count, books.records)
    count = after(count, said.Planned(**FACT, plan=plan))
    for write in plan.writes:
        for step in write.steps:
            count = after(count, said.WriteStarted(**FACT, write=write.number, step=step))
            left = books.write(write, step)
            done = said.WriteDone(
                **FACT, write=write.number, step=step, record_id=left.id, etag=left.etag, quantity=left.quantity
            )
            count = after(count, done)
    return count


def read_again(count: Count, books: Books) -> Count:
    return after(count, said.DigitalReadAgain(**FACT, lines=lines_after(count, books.lying())))


def fix_of(count: Count, line: int, kind: FixKind) -> Fix | None:
    row = count.rows_by_line[line]
    if not row.differs:
        return None
    if kind in {FixKind.LEAVE, FixKind.HOLD}:
        return Fix(kind, note=f"note {line}")
    if kind is FixKind.SET_QUANTITY or row.difference > 0:
        return Fix(FixKind.SET_QUANTITY, row.difference)
    left, portions = -row.difference, []
    for record in row.records:
        portions.append((record.id, int(min(left, record.quantity))))
        left -= portions[-1][1]
    return move(int(-row.difference), *(portion for portion in portions if portion[1]))


def posted_count(lines: list[tuple[list[int], int, FixKind | None]]) -> tuple[Count, Books]:
    """A count of these lots (quantities of the records, floor, kind of fix), with all its fixes posted."""
    records = [
        rec(10 * number + place, quantity, lot=f"L{number}")
        for number, (quantities, _, _) in enumerate(lines, start=1)
        for place, quantity in enumerate(quantities)
    ]
    count = reconciling(records, {number: floor for number, (_, floor, _) in enumerate(lines, start=1)})
    books = Books({record.id: record for record in records})
    for number, (_, _, kind) in enumerate(lines, start=1):
        fix = fix_of(count, number, kind) if kind else None
        if fix is not None:
            count = chosen(count, number, fix)
    return posted(count, books), books


@given(LINES)
def test_what_was_posted_is_equal_and_what_was_not_has_a_reason(
    lines: list[tuple[list[int], int, FixKind | None]],
) -> None:
    count, books = posted_count(lines)
    count = read_again(count, books) if count.steps else count
    for line, row in zip(certificate(count), count.rows, strict=True):
        choice = count.choices.get(row.line.number)
        equal = not row.differs or (choice is not None and choice.fix.kind.writes)
        expected = {FixKind.LEAVE: Outcome.LEFT, FixKind.HOLD: Outcome.HELD}.get(
            choice.fix.kind if choice else FixKind.MOVE, Outcome.OPEN
        )
        assert line.outcome is (Outcome.EQUAL if equal else expected)
        assert bool(line.reason) == (not equal)
        assert (line.before, line.floor) == (row.digital, row.floor)
        if count.steps:
            assert line.after == (row.floor if equal else row.digital)
        if choice is not None and not choice.fix.kind.writes:
            assert line.reason == f"{choice.fix.note}."


@given(LINES, st.lists(st.tuples(st.integers(0, 7), AMOUNTS), max_size=4))
def test_what_others_changed_is_told_record_by_record(
    lines: list[tuple[list[int], int, FixKind | None]], edits: list[tuple[int, int]]
) -> None:
    count, books = posted_count(lines)
    settled = {line.line: line.digital for line in lines_after(count, books.lying())}
    for place, to in edits:
        books.edit(sorted(books.records)[place % len(books.records)], to)
    for found in lines_after(count, books.lying()):
        assert found.digital is not None
        lot = count.lines[found.line - 1].key.lot_number
        assert found.digital - (settled[found.line] or 0) == books.edits.get(lot, 0)
        if books.edits.get(lot, 0):
            assert found.meanwhile
    count = read_again(count, books) if count.steps else count
    for line in certificate(count):
        now = line.after if count.steps else line.before
        assert (line.outcome is Outcome.EQUAL) == (now == line.floor)
        assert bool(line.reason) == (line.outcome is not Outcome.EQUAL)


def test_a_refusal_keeps_ions_words_and_what_was_said_of_it_after() -> None:
    count, line = chosen(reconciling([rec(11, 10)], {1: 8}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-2))), 1
    count = after(count, said.Planned(**FACT, plan=make_plan(count, {11: rec(11, 10)})))
    count = after(count, said.WriteStarted(**FACT, write=1, step=Step.SET))
    refused = said.WriteRefused(**FACT, write=1, step=Step.SET, reason="Quantity is locked.")
    count = after(count, refused)
    assert [found.outcome for found in certificate(count)] == [Outcome.REFUSED]
    assert to_read_again(count)
    left = Fix(FixKind.LEAVE, note="ask the planner")
    count = after(count, said.FixChosen(**FACT, line=line, fix=left, cause=Cause.CHOSEN))
    count = read_again(count, Books({11: rec(11, 10)}))
    assert not to_read_again(count)
    (found,) = certificate(count)
    assert (found.outcome, found.reason) == (Outcome.REFUSED, "Quantity is locked. ask the planner.")
    changed = after(reread := chosen(reconciling([rec(11, 10)], {1: 8}), 1, left), said.FixCleared(**FACT, line=1))
    assert [each.outcome for each in certificate(reread)] == [Outcome.LEFT]
    assert [each.reason for each in certificate(changed)] == ["No fix was chosen."]


def test_what_changed_meanwhile_names_who_and_when() -> None:
    count = chosen(reconciling([rec(11, 10), rec(12, 4, lot="L2")], {1: 8, 2: 4}), 1, move(2, (11, 2)))
    books = Books({11: rec(11, 10), 12: rec(12, 4, lot="L2")})
    count = posted(count, books)
    books.edit(11, 5)
    books.records[30] = rec(30, 3, lot="L2", updated_by="Cy", updated=FACT["at"])
    first, second = certificate(read_again(count, books))
    assert (first.after, first.outcome) == (5, Outcome.MOVED)
    assert first.reason == "Record 11 should hold 8 and holds 5, changed last by Bo."
    assert (second.after, second.outcome) == (7, Outcome.MOVED)
    assert second.reason.startswith("Record 30 with 3 came here meanwhile, changed last by Cy at ")
    del books.records[11]
    gone = certificate(read_again(count, books))[0]
    assert (gone.after, gone.reason) == (0, "Record 11 with 8 is not on the shelf any more.")


def test_what_is_counted_blind_elsewhere_is_not_read() -> None:
    count, books = posted_count([([5], 5, None), ([5], 3, FixKind.SET_QUANTITY)])
    lines = lines_after(count, books.lying(), lambda row: row.line.number == 1)
    assert [(line.line, line.digital) for line in lines] == [(1, None), (2, 3)]
    found = certificate(after(count, said.DigitalReadAgain(**FACT, lines=lines)))
    assert [line.outcome for line in found] == [Outcome.WITHHELD, Outcome.EQUAL]
    assert "counted blind" in found[0].reason
    failed = after(count, said.DigitalReadAgain(**FACT, failure="ION cannot be reached."))
    assert [line.outcome for line in certificate(failed)] == [Outcome.NOT_READ] * 2
    assert to_read_again(failed)
    assert any("ION cannot be reached." in sentence for sentence in history(failed))


def test_the_words_of_a_certificate() -> None:
    count, books = posted_count([([5], 5, None), ([5], 3, FixKind.SET_QUANTITY), ([7], 6, FixKind.LEAVE)])
    lines = certificate(read_again(count, books))
    assert summary(lines) == "2 of 3 lines are equal; 1 left"
    assert summary(lines[:2]) == "All 2 lines are equal"
    assert summary(lines[2:]) == "The only line is not equal; 1 left"
    assert summary(lines[:1]) == "The only line is equal"
    assert [line.line.number for line in not_equal(lines)] == [3]
    told = " ".join(history(read_again(count, books)))
    for part in ("Opened by Ann", "Counted by Ann", "Submitted by Ann", "Fixes chosen by Ann", "Posted by Ann"):
        assert part in told
    assert certificate(counting(rec(11, 5, part=BOLT, at=HERE))) == ()
    assert MRB not in count.places

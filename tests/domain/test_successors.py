"""Records that are merged away while fixes are posted bit by bit: whatever is merged, nothing is done twice."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.plan import Step
from cyclecount_tui.domain.planning import make_plan
from cyclecount_tui.domain.reading_again import lines_after
from cyclecount_tui.domain.record_seen import seen
from cyclecount_tui.domain.successor_events import SuccessorTaken
from cyclecount_tui.domain.successors import decided_together, gone_records, gone_words
from tests.domain.building import FACT, HERE, MRB, rec, reconciling
from tests.domain.test_certificate import Books
from tests.domain.test_planning import chosen, move, now


@dataclass
class Merging(Books):
    """ION with people who merge records."""

    into: dict[int, int] = field(default_factory=dict)

    def survivor(self, record_id: int) -> int:
        """What a record was merged into in the end."""
        while record_id in self.into:
            record_id = self.into[record_id]
        return record_id


def merged(books: Merging, *ids: int) -> InventoryRecord:
    """These records become a new one where the first lay."""
    first = books.records[ids[0]]
    total = sum((books.records[each].quantity for each in ids), Decimal(0))
    new = max(books.records) + 50
    books.into.update(dict.fromkeys(ids, new))
    for each in ids:
        del books.records[each]
    books.records[new] = replace(first, id=new, quantity=total, etag=f"m{new}")
    return books.records[new]


def taken(count: Count, line: int, books: Merging) -> Count:
    """A person looks into ION's history and takes what a record of a line was merged into."""
    gone = decided_together(gone_records(count, line, books.records))
    survivor = books.survivor(gone[0].record.record_id)
    (successor,) = [each for each in gone[0].candidates if each.record_id == survivor]
    ids = tuple(each.record.record_id for each in gone)
    return after(count, SuccessorTaken(**FACT, line=line, gone=ids, successor=successor))


def planned(count: Count, books: Merging) -> Count:
    return after(count, said.Planned(**FACT, plan=make_plan(count, books.records)))


def one_step(count: Count, books: Merging) -> Count:
    """The next step of the plan, carried out."""
    write = count.outstanding[0]
    step = next(step for step in write.steps if (write.number, step) not in count.steps)
    count = after(count, said.WriteStarted(**FACT, write=write.number, step=step))
    if step is Step.MOVE_SPLIT:
        piece = books.records[count.steps[write.number, Step.SPLIT].record_id or 0]
        left = books.records[piece.id] = replace(piece, location=write.to, etag=f"{piece.etag}+")
    else:
        left = books.write(write, step)
    return after(
        count,
        said.WriteDone(
            **FACT, write=write.number, step=step, record_id=left.id, etag=left.etag, quantity=left.quantity
        ),
    )


def lying(books: Merging, place: Place) -> Decimal:
    return sum((record.quantity for record in books.lying(place)), Decimal(0))


def test_two_records_of_a_line_that_were_merged_are_one_decision() -> None:
    records = [rec(11, 5), rec(12, 4)]
    count = chosen(reconciling(records, {1: 7}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-2)))
    books = Merging({record.id: record for record in records})
    survivor = merged(books, 11, 12)
    gone = gone_records(count, 1, books.records)
    assert [(each.record.record_id, each.candidates) for each in gone] == [
        (11, (seen(survivor),)),
        (12, (seen(survivor),)),
    ]
    count = taken(count, 1, books)
    (write,) = make_plan(count, books.records).writes
    assert (write.record_id, write.before, write.quantity) == (survivor.id, 9, 7)
    assert write.warning == "Stands for record 11 and 12, which ION no longer has."


def test_one_that_vanishes_beside_others_is_asked_about_too() -> None:
    """Whether it was merged or deleted, and so corrected, only a person can tell."""
    records = [rec(11, 5), rec(12, 4)]
    count = chosen(reconciling(records, {1: 7}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-2)))
    plan = make_plan(count, now(rec(11, 5)))
    assert not plan.writes
    assert "Record 12 (4 at RACK-A) is no longer in ION" in plan.not_planned[0].sentence
    assert "No other record" in plan.not_planned[0].sentence, "record 11 is as it was: it took nothing in"
    swallowed = rec(11, 9)
    (gone,) = gone_records(count, 1, now(swallowed))
    assert "There lies record 11 with 9" in gone_words(gone)
    count = after(count, SuccessorTaken(**FACT, line=1, gone=(12,), successor=seen(swallowed)))
    (write,) = make_plan(count, now(swallowed)).writes
    assert (write.record_id, write.quantity) == (11, 7)


def test_a_successor_that_went_on_is_not_moved() -> None:
    count = chosen(reconciling([rec(11, 10)], {1: 6}), 1, move(4, (11, 4)))
    books = Merging({11: rec(11, 10)})
    survivor = merged(books, 11)
    count = taken(count, 1, books)
    books.edit(survivor.id, 12)
    plan = make_plan(count, books.records)
    assert not plan.writes
    assert "held 10 when it was taken as the successor and holds 12 now" in plan.not_planned[0].sentence


def test_a_record_does_not_stand_for_itself() -> None:
    count = chosen(reconciling([rec(11, 10)], {1: 6}), 1, move(4, (11, 4)))
    first = after(count, SuccessorTaken(**FACT, line=1, gone=(11,), successor=seen(rec(12, 10))))
    for gone, successor in (((12,), rec(11, 10)), ((11,), rec(11, 10)), ((), rec(12, 10))):
        with pytest.raises(DomainError, match="cannot stand for itself"):
            after(first, SuccessorTaken(**FACT, line=1, gone=gone, successor=seen(successor)))
    left = after(count, said.FixChosen(**FACT, line=1, fix=Fix(FixKind.LEAVE, note="no"), cause=Cause.CHOSEN))
    with pytest.raises(DomainError, match="choose one first"):
        after(left, SuccessorTaken(**FACT, line=1, gone=(11,), successor=seen(rec(12, 10))))


QUANTITIES = st.lists(st.integers(1, 9), min_size=1, max_size=3)


@given(QUANTITIES, st.integers(1, 9), st.sampled_from([FixKind.MOVE, FixKind.SET_QUANTITY]), st.data())
def test_however_records_are_merged_between_the_steps_the_difference_is_applied_once(
    quantities: list[int], missing: int, kind: FixKind, data: st.DataObject
) -> None:
    """After each step somebody may merge some records where they lie; a person always takes the survivor."""
    total = sum(quantities)
    missing = min(missing, total)
    records = [rec(number, quantity) for number, quantity in enumerate(quantities, start=11)]
    portions, left = [], missing
    for number, quantity in enumerate(quantities, start=11):
        portions.append((number, min(left, quantity)))
        left -= portions[-1][1]
    fix = move(missing, *(portion for portion in portions if portion[1]))
    if kind is FixKind.SET_QUANTITY:
        fix = Fix(kind, Decimal(-missing))
    count = chosen(reconciling(records, {1: total - missing}), 1, fix)
    books = Merging({record.id: record for record in records})
    count = planned(count, books)
    for _ in range(12):
        place = data.draw(st.sampled_from([HERE, HERE, MRB]), "merged at")
        ids = sorted(record.id for record in books.lying(place) if record.expected_on_shelf)
        together = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3), "merged") if ids else []
        if len(together) > 1:
            merged(books, *together)
        count = went_on(count, books)
        if not count.outstanding:
            break
    assert 1 in count.posted_lines
    moved = missing if kind is FixKind.MOVE else 0
    assert (lying(books, HERE), lying(books, MRB)) == (total - missing, moved)
    assert [line.digital for line in lines_after(count, books.lying())] == [total - missing]


def went_on(count: Count, books: Merging) -> Count:
    """One more step, after what stands for the records of it was taken where some are gone."""
    write = count.outstanding[0]
    step = next(step for step in write.steps if (write.number, step) not in count.steps)
    record_id = write.record_id
    if step is Step.MOVE_SPLIT:
        record_id = count.steps[write.number, Step.SPLIT].record_id
    if record_id in books.records:
        return one_step(count, books)
    count = after(count, said.WriteStarted(**FACT, write=write.number, step=step))
    refused = said.WriteRefused(**FACT, write=write.number, step=step, reason="gone", stale=True, gone=True)
    count = after(count, refused)
    for _ in range(len(books.into)):
        if not gone_records(count, 1, books.records):
            break
        count = taken(count, 1, books)
    return planned(count, books)

"""Lines that go back from the reconciliation: a whole recount by three people, who may not, what comes back, leads."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.certificate import Outcome, certificate
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.events import FixChosen, FixCleared
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.recount_rules import RecountRules
from cyclecount_tui.store.errors import CountMoved
from cyclecount_tui.workflow.cause_report import cause_tally
from cyclecount_tui.workflow.choosing import Take, choose, clear, leave_all, take
from cyclecount_tui.workflow.closing import close_if_resolved, reopen
from cyclecount_tui.workflow.documents import reconcile_document
from cyclecount_tui.workflow.errors import DomainError, Refusal
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.recording import enter
from cyclecount_tui.workflow.recounting import choose_attempt, waive
from cyclecount_tui.workflow.recounts_in_pairs import cleared_together, with_the_others
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.second_counter import CountedBefore
from cyclecount_tui.workflow.sending_back import mark, marked, recount_lines, recount_marked, to_ask
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace
from tests.domain.building import AT, rec, reconciling
from tests.factory import Factory
from tests.recounts import again_by, requiring

FEW = RecountRules()._replace(decoys_least=1, decoys_percent=Decimal(0))
"""Recounts are not required; one line that agreed goes with each that is sent back."""


def misread(factory: Factory) -> tuple[Count, int, Decimal]:
    """A count of a location, compared, with a line that Ann misread as ten times as many; the line and the truth."""
    place = requiring(factory.workplace, FEW)
    count = factory.counted(factory.planted("unexplained_shortage").location_id)
    line = next(
        number for number, entry in sorted(count.counted.items())
        if entry.quantity == digital(factory, count, number) and entry.quantity > 4
    )  # fmt: skip
    truth = count.counted[line].quantity
    count = submit(place, enter(place, count, line, str(truth * 10)))
    assert count.rows_by_line[line].difference == truth * 9
    place.counter = "Bo"
    return count, line, truth


def digital(factory: Factory, count: Count, line: int) -> Decimal:
    ids = count.lines[line - 1].record_ids
    return sum((item.quantity for item in factory.simulator.plant.inventory if item.id in ids), Decimal(0))


def moves(factory: Factory, count: Count, line: int, by: int) -> None:
    """Stock of a line comes or goes, and ION is told."""
    record_id = count.lines[line - 1].record_ids[0]
    record = next(item for item in factory.simulator.plant.inventory if item.id == record_id)
    factory.simulator.faults.edit_behind_the_back(record_id, quantity=record.quantity + by)


def writes(factory: Factory) -> Counter[str]:
    return Counter(
        request.operation_name or "" for request in factory.simulator.requests if "mutation" in request.query
    )


def test_a_whole_recount_by_three_people_until_digital_is_what_lies_there(factory: Factory) -> None:
    count, line, truth = misread(factory)
    place = factory.workplace
    causes = [each.cause for each in suggestions(count)[line]]
    count = choose(place, count, line, causes.index(Cause.PACK_SIZE) + 1)
    assert count.choices[line].fix.kind is FixKind.RECOUNT
    for number, offered in suggestions(count).items():
        if number != line:
            count = choose(place, count, number, 1 + [each.fix.kind.writes for each in offered].index(True))
    assert marked(count) == (line,)
    count = post(place, plan(place, count)).count
    assert count.phase is Phase.RECONCILING, "a recount that is chosen keeps it open"
    posted, already = count.posted_lines, writes(factory)
    assert posted
    with pytest.raises(Refusal, match=r"1 discrepancy has no fix posted .* \(1 to be counted again: cyclecount"):
        reopen(place, count)
    said = to_ask(place, count, marked(count))
    assert (
        f"Line {line} of {count.subject.name} goes back to be counted again, blind, by somebody other than Ann" in said
    )
    count = recount_marked(place, count, "packs?")
    assert (count.phase, len(count.asked)) == (Phase.RECOUNTING, 2)
    entry = next(entry for entry in schedule(place) if entry.row.subject == count.subject)
    assert (entry.state, entry.not_by) == ("recounting 0 of 2", "counted again by somebody other than Ann and Bo")
    for name in ("Ann", "bo"):
        place.counter = name
        with pytest.raises(
            CountedBefore, match=r"Ann has counted .* already, and Bo has seen what ION has of it, so some"
        ):
            enter(place, count, line, "7")
    count = again_by(place, "Cy", count, {line: truth})
    assert (count.phase, count.unsure, count.posted_lines) == (Phase.RECONCILING, {line}, posted)
    place.counter = "Bo"
    count = choose_attempt(place, count, line, 2, "Cy counted single pieces")
    assert not count.rows_by_line[line].differs
    count = post(place, plan(place, count)).count
    assert writes(factory) == already, "nothing is written twice"
    count = close_if_resolved(place, count)
    assert count.phase is Phase.CLOSED
    assert {item.outcome for item in certificate(count)} == {Outcome.EQUAL}
    for item in certificate(count):
        assert item.floor == digital(factory, count, item.line.number), item.line.key.words
    assert cause_tally(place).causes[Cause.PACK_SIZE].instead.total() == 1, "it stays in the record of the causes"
    asking = reconcile_document(count, {})["sent_back"]
    assert [(each["by"], each["reason"]) for each in asking] == [("Bo", "packs?")]


@pytest.mark.slow
def test_stock_may_move_while_lines_are_counted_again(factory: Factory) -> None:
    count, line, truth = misread(factory)
    place = factory.workplace
    short = next(row.line.number for row in count.rows if row.differs and row.line.number != line)
    count = choose(place, count, short, 1)
    difference = count.rows_by_line[short].difference
    count = recount_lines(place, count, [line])
    moves(factory, count, line, -1)
    count = again_by(place, "Cy", count, {line: truth - 1})
    assert count.rows_by_line[short].difference == difference
    assert (count.rows_by_line[line].digital, count.rows_by_line[line].difference) == (truth - 1, 0)
    place.counter = "Bo"
    count = plan(place, choose_attempt(place, count, line, 2))
    assert count.plan is not None
    assert {write.line for write in count.plan.writes} == {short}


@pytest.mark.slow
def test_two_counts_that_agree_settle_it_and_are_not_asked_for_a_slip_again(factory: Factory) -> None:
    count, line, truth = misread(factory)
    place = factory.workplace
    requiring(place, FEW._replace(required=True))
    count = again_by(place, "Cy", recount_lines(place, count, [line]), {line: truth * 10})
    assert (count.phase, count.unsure) == (Phase.RECONCILING, frozenset())
    assert Cause.DIGIT_SLIPPED not in {each.cause for each in suggestions(count)[line]}
    row = next(row for row in reconcile_document(count, {})["rows"] if row["line"] == line)
    assert [(each["by"], each["agrees"]) for each in row["attempts"]] == [("Ann", True), ("Cy", True)]


@pytest.mark.slow
def test_the_rules_ask_for_a_third_count_by_a_fourth_person(factory: Factory) -> None:
    count, line, truth = misread(factory)
    place = factory.workplace
    requiring(place, FEW._replace(required=True))
    count = again_by(place, "Cy", recount_lines(place, count, [line]), {line: truth})
    assert count.phase is Phase.RECOUNTING
    with pytest.raises(CountedBefore, match="Ann and Cy have counted"):
        enter(place, count, line, "7")
    place.counter = "Bo"
    with pytest.raises(CountedBefore, match="Bo has seen"):
        enter(place, count, line, "7")
    count = again_by(place, "Dee", count, {line: truth})
    assert (count.unsure, count.rows_by_line[line].differs) == (frozenset(), False)


def test_without_the_recount_what_was_chosen_comes_back_where_nothing_moved(factory: Factory) -> None:
    count, line, _ = misread(factory)
    place = factory.workplace
    short = next(row.line.number for row in count.rows if row.differs and row.line.number != line)
    count = choose(place, count, short, 1)
    fix = count.choices[short].fix
    assert fix.kind.writes
    count = mark(place, mark(place, count, short, "sure?"), line)
    count = recount_marked(place, count)
    assert {short, line} <= count.asked
    assert load(place, count.id) == count
    count = waive(place, count, "night shift")
    assert (count.phase, count.waived) == (Phase.RECONCILING, "night shift")
    assert {number: choice.fix for number, choice in count.choices.items()} == {short: fix}
    again = recount_lines(place, count, [short])
    moves(factory, again, short, 5)
    count = waive(place, again, "still night")
    assert (dict(count.choices), count.stale) == ({}, {short})
    assert load(place, count.id) == count


def test_marking_is_taken_back_as_it_was_done(factory: Factory) -> None:
    count, line, _ = misread(factory)
    place = factory.workplace
    count = mark(place, count, line, "packs?")
    assert count.choices[line].fix.words == "Count again: packs?"
    assert marked(count) == (line,)
    count = mark(place, count, line)
    assert not count.choices
    count = clear(place, mark(place, count, line), line)
    assert not count.choices
    with pytest.raises(Refusal, match="No recount is chosen for any line"):
        recount_marked(place, count)
    same = next(row.line.number for row in count.rows if not row.differs)
    with pytest.raises(DomainError, match="is no discrepancy"):
        mark(place, count, same)
    assert recount_lines(place, count, [same]).asked >= {same}, "any line may be named"


def test_what_cannot_be_counted_again_is_refused_with_a_sentence(factory: Factory) -> None:
    count, line, _ = misread(factory)
    place = factory.workplace
    short = next(row.line.number for row in count.rows if row.differs and row.line.number != line)
    count = post(place, plan(place, choose(place, count, short, 1))).count
    for lines, said in (([short, line], f"line {short} is in ION already"), ([999], "no line 999"), ([], "No line of")):
        with pytest.raises(DomainError, match=said):
            recount_lines(place, count, lines)
    count = recount_lines(place, count, [line])
    with pytest.raises(DomainError, match="is recounting: only lines of a compared count"):
        recount_lines(place, count, [line])
    with pytest.raises(DomainError, match="is recounting: only lines of a compared count"):
        recount_marked(place, count)


def test_training_is_not_counted_again(factory: Factory) -> None:
    place = requiring(factory.workplace, FEW)
    subject = factory.location(factory.planted("unexplained_shortage").location_id)
    count = read_sheet(place, open_count(place, subject, mode=CountMode.GUIDED))
    for each in count.lines:
        count = enter(place, count, each.number, "1")
    count = submit(place, count)
    line = next(row.line.number for row in count.rows if row.differs)
    with pytest.raises(Refusal, match="was for training"):
        mark(place, count, line)
    with pytest.raises(Refusal, match="was for training"):
        recount_lines(place, count, [line])


def two_leads(factory: Factory) -> tuple[Count, int, Workplace]:
    count, line, _ = misread(factory)
    return count, line, factory.another_workplace("Di")


def test_of_two_leads_one_sends_back_and_the_other_is_told(factory: Factory) -> None:
    count, line, other = two_leads(factory)
    place = factory.workplace
    recount_lines(place, count, [line])
    late: tuple[Callable[[], object], ...] = (
        lambda: recount_lines(other, count, [line]),
        lambda: mark(other, count, line),
        lambda: take(other, count, Take.FIRST),
        lambda: plan(other, count),
        lambda: leave_all(other, count, [line], "next week"),
    )
    for each in late:
        with pytest.raises(CountMoved):
            each()
    with pytest.raises(DomainError, match="is recounting"):
        recount_lines(other, load(other, count.id), [line])
    other.close()


def test_a_lead_who_chose_first_is_not_overtaken(factory: Factory) -> None:
    count, line, other = two_leads(factory)
    place = factory.workplace
    short = next(row.line.number for row in count.rows if row.differs and row.line.number != line)
    posted = post(other, plan(other, choose(other, count, short, 1))).count
    assert short in posted.posted_lines
    with pytest.raises(CountMoved):
        recount_lines(place, count, [short])
    with pytest.raises(DomainError, match="is in ION already"):
        recount_lines(place, load(place, count.id), [short])
    assert recount_lines(place, load(place, count.id), [line]).posted_lines == {short}
    with pytest.raises(Refusal, match="recounting"):
        post(other, load(other, count.id))
    other.close()


MIXED = reconciling([rec(11, 30, lot="L1"), rec(12, 20, lot="L2"), rec(13, 5, lot="L3")], {1: 34, 2: 16, 3: 5})
"""Two lots that are off by as much, one up and one down."""


def chosen(line: int, rank: int = 1) -> FixChosen:
    offered = suggestions(MIXED)[line]
    taken = offered[rank - 1]
    return FixChosen(
        at=AT, by="Bo", line=line, fix=taken.fix, cause=taken.cause, confidence=taken.confidence, suggested=rank,
        first_cause=offered[0].cause, first_confidence=offered[0].confidence,
    )  # fmt: skip


def test_a_mix_up_is_chosen_for_both_lines_and_taken_back_for_both() -> None:
    both = with_the_others(MIXED, suggestions(MIXED), [chosen(1)])
    assert both == [chosen(1), chosen(2)], "as if it had been chosen there"
    assert with_the_others(MIXED, suggestions(MIXED), [chosen(1)], but=[2]) == [chosen(1)]
    assert with_the_others(MIXED, suggestions(MIXED), [chosen(1), chosen(2)]) == both
    left = replace(chosen(1), fix=Fix(FixKind.LEAVE, note="so be it"))
    assert with_the_others(MIXED, suggestions(MIXED), [left]) == [left]


def test_both_are_taken_back() -> None:
    count = MIXED
    for event in with_the_others(MIXED, suggestions(MIXED), [chosen(1)]):
        count = after(count, event)
    assert marked(count) == (1, 2)
    back = FixCleared(at=AT, by="Bo", line=2)
    assert cleared_together(count, back) == [back, replace(back, line=1)]
    alone = after(count, replace(chosen(2), fix=Fix(FixKind.LEAVE, note="so be it")))
    assert cleared_together(alone, replace(back, line=1)) == [replace(back, line=1)]
    assert marked(alone) == (1, 2), "the other one is counted again with it all the same"

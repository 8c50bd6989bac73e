"""What is decided beside a blind count: on the whole count, never upon what is not shown; and what closed ones show."""

import json

import pytest

from cyclecount_tui.domain.approval_rules import ApprovalRules
from cyclecount_tui.domain.certificate import Outcome
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.fixes_by_hand import NotPossible
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.workflow.beside_blind import shown
from cyclecount_tui.workflow.certifying import certificate_document, certified
from cyclecount_tui.workflow.choosing import Asked, Take, choose, choose_by_hand, clear, take
from cyclecount_tui.workflow.closing import give_up, reopen
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from tests.factory import Factory
from tests.part_counts import part_begun
from tests.workflow.test_blind_beside import KIND, begun_at, moved_away_from


def test_a_move_that_is_in_ion_is_not_told_while_its_other_end_is_counted_blind(factory: Factory) -> None:
    place = factory.workplace
    place.practice = place.practice._replace(approval=ApprovalRules(required=False))
    count, home = moved_away_from(factory)
    (line,) = count.choices
    words = count.choices[line].fix.words
    count = post(place, plan(place, count)).count
    assert line in count.posted_lines
    assert words in json.dumps(certificate_document(count))
    blind = begun_at(factory, home)
    seen = shown(place, count)
    assert seen.hidden.words == (
        f"{blind.subject.name} is being counted blind: 1 fix is not shown until that is submitted, or given up."
    )
    assert seen.plan is not None
    assert (seen.plan.writes, seen.plan.not_planned) == ((), ()), "what is in ION does not wait"
    told = certificate_document(seen)
    assert words not in json.dumps(told)
    assert told["not_shown"] == seen.hidden.words
    assert [each.outcome for each in certified(seen) if each.line.number == line] == [Outcome.EQUAL]


def test_a_line_whose_refused_write_touches_it_does_not_say_why(factory: Factory) -> None:
    place = factory.workplace
    place.practice = place.practice._replace(approval=ApprovalRules(required=False))
    count, home = moved_away_from(factory)
    (line,) = count.choices
    count = plan(place, count)
    factory.simulator.faults.refuse_updates_at(home, "=Only 4815162 are left there.")
    count = post(place, count).count
    assert "4815162" in json.dumps(certificate_document(count))
    begun_at(factory, home)
    seen = shown(place, count)
    assert "4815162" not in json.dumps(certificate_document(seen)) + repr(seen.plan)
    (told,) = (each for each in certified(seen) if each.line.number == line)
    assert told.outcome is Outcome.WITHHELD
    assert told.reason.endswith("is being counted blind: what was done about this line touches that, and is not shown.")


def test_a_fix_by_hand_learns_nothing_of_a_blind_place(factory: Factory) -> None:
    place = factory.workplace
    count, home = moved_away_from(factory)
    (line,) = count.choices
    count = clear(place, count, line)
    name = factory.location(home).name
    records = records_compared(count.evidence).values()
    there = [plain(each.quantity) for each in records if each.location and each.location.id == home]
    assert there
    asked = Asked(FixKind.MOVE, place=name, reason="seen there")
    blind = begun_at(factory, home)
    with pytest.raises(NotPossible) as refused:
        choose_by_hand(place, count, line, asked)
    assert "is being counted blind: what it has is not known here" in refused.value.sentence
    assert not [amount for amount in there if amount in refused.value.sentence.replace(name, "")]
    give_up(place, blind, "not today")
    assert choose_by_hand(place, count, line, asked).choices[line].fix.portions


def test_nothing_is_chosen_for_a_line_that_is_counted_blind(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = factory.compared(planted.location_id)
    line = next(row.line.number for row in count.unresolved if row.line.key.part_number == planted.part_number)
    part_begun(place, planted.part_number)
    waits = f"Line {line} of {count.subject.name} waits: part {planted.part_number} is being counted blind"
    with pytest.raises(Refusal, match=waits):
        choose(place, count, line, 1)
    with pytest.raises(Refusal, match=waits):
        choose_by_hand(place, count, line, Asked(FixKind.LEAVE, reason="it is"))
    taken = take(place, count, Take.FIRST)
    assert line not in taken.choices
    assert taken.choices


def closed_at(factory: Factory, location_id: int) -> Count:
    return reopen(factory.workplace, factory.compared(location_id), "as it is")


def test_a_closed_count_shows_nothing_while_its_own_location_is_counted_anew(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    closed = closed_at(factory, planted.location_id)
    assert closed.phase is Phase.CLOSED
    assert shown(place, closed) is closed
    blind = begun_at(factory, planted.location_id)
    assert not shown(place, closed).rows
    assert certified(shown(place, closed)) == ()
    give_up(place, blind, "not today")
    assert shown(place, closed) is closed

"""Going on: which counts are offered to whom, and which one a scanned place has."""

from datetime import timedelta

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.lease import Terminal
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.errors import Unreachable
from cyclecount_tui.workflow.handing_over import hand_over
from cyclecount_tui.workflow.leasing import take
from cyclecount_tui.workflow.link import link_words
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.resuming import my_counts, resumed, stopped_at
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import NOW, Factory
from tests.recounts import RULES, requiring

FIRST, SECOND, THIRD = "RACK-A / SHELF-01", "RACK-A / SHELF-02", "RACK-A / SHELF-03"


def begun(place: Workplace, factory: Factory, name: str) -> Count:
    return read_sheet(place, open_count(place, factory.named(name)))


def offered(place: Workplace) -> list[str]:
    return [mine.count.subject.name for mine in my_counts(place)]


def test_what_i_opened_or_counted_last_is_offered_the_latest_first(factory: Factory) -> None:
    ann, ben = factory.workplace, factory.another_workplace("Ben")
    begun(ann, factory, FIRST)
    factory.now = NOW + timedelta(minutes=1)
    second = begun(ben, factory, SECOND)
    begun(ben, factory, THIRD)
    assert (offered(ann), offered(ben)) == ([FIRST], [SECOND, THIRD])
    factory.now = NOW + timedelta(minutes=2)
    enter(ann, second, 1, "4")
    assert (offered(ann), offered(ben)) == ([SECOND, FIRST], [SECOND, THIRD])
    ben.close()


def test_what_was_handed_on_is_offered_to_whoever_got_it(factory: Factory) -> None:
    ann = factory.workplace
    count = hand_over(ann, begun(ann, factory, FIRST), "Ben")
    enter(ann, count, 1, "4")
    assert offered(ann) == [FIRST]
    ann.counter = "Cleo"
    assert offered(ann) == []


def test_what_somebody_else_holds_now_is_not_offered(factory: Factory) -> None:
    ann, ben = factory.workplace, factory.another_workplace("Ben")
    take(ben, begun(ann, factory, FIRST))
    assert offered(ann) == []
    factory.now = NOW + timedelta(seconds=ann.practice.lease_seconds + 1)
    assert offered(ann) == [FIRST]
    assert offered(ben) == [FIRST], "what was held until the terminal fell silent is offered too"
    ben.close()


def test_a_count_that_was_only_held_by_me_when_the_terminal_fell_silent(factory: Factory) -> None:
    ann, ben = factory.workplace, factory.another_workplace("Ben")
    ben.terminal = Terminal("silent", "line-2")
    take(ben, begun(ann, factory, FIRST))
    back = factory.another_workplace("Ben")
    assert offered(back) == []
    factory.now = NOW + timedelta(seconds=ann.practice.lease_seconds + 1)
    assert offered(back) == [FIRST]
    back.close()
    ben.close()


def test_a_submitted_count_waits_for_ion_and_one_that_is_compared_or_over_is_not_offered(factory: Factory) -> None:
    ann = factory.workplace
    count = begun(ann, factory, FIRST)
    for line in count.lines:
        count = none_here(ann, count, line.number)
    factory.simulator.faults.drop_before(count=100)
    with pytest.raises(Exception, match="ION"):
        submit(ann, count)
    assert [mine.count.phase for mine in my_counts(ann)] == ["submitted"]
    factory.simulator.faults.clear()
    submit(ann, factory.again(count))
    give_up(ann, begun(ann, factory, SECOND), "by mistake")
    assert offered(ann) == []


@pytest.mark.parametrize("other_counter", [True, False])
def test_a_recount_is_not_offered_to_whoever_may_not_count_again(factory: Factory, other_counter: bool) -> None:
    ann = requiring(factory.workplace, RULES._replace(other_counter=other_counter))
    count = begun(ann, factory, FIRST)
    for line in count.lines:
        count = none_here(ann, count, line.number)
    assert submit(ann, count).phase is Phase.RECOUNTING
    assert offered(ann) == ([] if other_counter else [FIRST])
    ann.counter = "Ben"
    assert offered(ann) == []
    enter(ann, factory.again(count), min(factory.again(count).asked), "1")
    assert offered(ann) == [FIRST]


def test_a_recount_that_was_finished_offline_waits_and_is_compared_when_ion_answers(factory: Factory) -> None:
    ann = requiring(factory.workplace)
    count = begun(ann, factory, FIRST)
    for line in count.lines:
        count = none_here(ann, count, line.number)
    count = submit(ann, count)
    ann.counter = "Ben"
    for number in sorted(count.asked):
        count = none_here(ann, count, number)
    factory.simulator.faults.drop_before(count=100)
    with pytest.raises(Unreachable):
        submit(ann, count)
    assert [mine.count.phase for mine in my_counts(ann)] == ["submitted"]
    assert link_words(ann.link.state, factory.again(count)) == f"offline, {len(count.entries)} kept"
    factory.simulator.faults.clear()
    assert submit(ann, factory.again(count)).phase is Phase.RECONCILING
    assert link_words(ann.link.state, factory.again(count)) == "online"


def test_a_scanned_place_goes_on_where_its_count_stopped(factory: Factory) -> None:
    ann = factory.workplace
    assert resumed(ann, factory.named(FIRST)) is None
    count = enter(ann, enter(ann, begun(ann, factory, FIRST), 1, "4"), 5, "2")
    found = resumed(ann, factory.named(FIRST))
    assert found == count
    assert stopped_at(count) == 6

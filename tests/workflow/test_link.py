"""The line to ION as the requests show it that there are anyway."""

import threading

import pytest

from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.workflow.errors import AuthRefused, IonError, Unreachable
from cyclecount_tui.workflow.link import Link, LinkState, link_words
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.factory import NO_WAITING, Factory

SHELF = "RACK-A / SHELF-01"


def test_it_is_known_from_the_first_answer_on_and_changes_with_the_latest(factory: Factory) -> None:
    place, faults = factory.workplace, factory.simulator.faults
    count = open_count(place, factory.named(SHELF))
    assert link_words(place.link.state, count) == ""
    count = read_sheet(place, count)
    assert link_words(place.link.state, count) == "online"
    faults.drop_before(count=100)
    with pytest.raises(Unreachable):
        place.ion.locations_named(SHELF)
    assert link_words(place.link.state, count) == "offline"
    count = enter(place, none_here(place, enter(place, count, 1, "4"), 2), 1, "+2")
    assert link_words(place.link.state, count) == "offline, 3 kept"
    faults.clear()
    place.ion.locations_named(SHELF)
    assert link_words(place.link.state, count) == "online"


def test_a_count_that_was_submitted_offline_is_kept_until_it_is_compared(factory: Factory) -> None:
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.named(SHELF)))
    for line in count.lines:
        count = none_here(place, count, line.number)
    factory.simulator.faults.drop_before(count=100)
    with pytest.raises(Unreachable):
        submit(place, count)
    submitted = factory.again(count)
    assert link_words(place.link.state, submitted) == f"offline, {len(count.lines)} kept"
    factory.simulator.faults.clear()
    compared = submit(place, submitted)
    assert link_words(LinkState.OFFLINE, compared) == "offline"
    assert len([event for event in place.store.journal.events(count.id) if event.kind == "submitted"]) == 1


def test_a_refusal_is_an_answer_and_an_address_nobody_answers_at_is_none(factory: Factory) -> None:
    place = factory.another_workplace("Ann")
    place.connect = lambda: connect(factory.server.url, factory.server.url, "wrong", "key", patience=NO_WAITING)
    with pytest.raises(AuthRefused):
        place.ion.locations_named(SHELF)
    assert place.link.state is LinkState.ONLINE
    place.close()
    silent = factory.another_workplace("Ann")
    silent.connect = lambda: connect("http://127.0.0.1:9", "http://127.0.0.1:9", "a", "b", patience=NO_WAITING)
    with pytest.raises(Unreachable):
        silent.ion.locations_named(SHELF)
    assert silent.link.state is LinkState.OFFLINE
    silent.close()


def test_without_settings_there_is_no_line(factory: Factory) -> None:
    place = factory.another_workplace("Ann")

    def refuse() -> None:
        raise IonError("ION is not set up.")

    place.connect = refuse  # type: ignore[assignment]  # it never returns a client
    with pytest.raises(IonError):
        _ = place.ion
    assert place.link.state is LinkState.OFFLINE
    place.close()


def test_followers_hear_of_changes_alone_and_no_longer_than_they_want(factory: Factory) -> None:
    link, heard = Link(), []
    unfollow = link.follow(lambda: heard.append(link.state))
    for answered in (True, True, False, False, True):
        thread = threading.Thread(target=link.heard, args=(answered,))
        thread.start()
        thread.join()
    unfollow()
    link.heard(False)
    assert heard == [LinkState.ONLINE, LinkState.OFFLINE, LinkState.ONLINE]

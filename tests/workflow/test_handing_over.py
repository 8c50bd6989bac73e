"""Who counts: handed over in the middle of a count, and between two."""

import re

import pytest

from cyclecount_tui.domain.counting_events import HandedOver
from cyclecount_tui.domain.hand_over_words import who_counted
from cyclecount_tui.workflow.errors import CountMoved, Refusal
from cyclecount_tui.workflow.handing_over import LONGEST_NAME, counts_now, hand_over
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.leasing import take
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.factory import Factory

SHELF = "RACK-A / SHELF-01"


def test_the_journal_says_from_where_on_somebody_else_counts(factory: Factory) -> None:
    place = factory.workplace
    count = take(place, read_sheet(place, open_count(place, factory.named(SHELF)))).count
    count = hand_over(place, none_here(place, enter(place, count, 1, "4"), 2), "  Ben   Nyström ")
    assert place.counter == "Ben Nyström"
    event = place.store.journal.events(count.id)[-1]
    assert isinstance(event, HandedOver)
    assert (event.by, event.previous) == ("Ben Nyström", "Ann")
    count = enter(place, count, 3, "7")
    assert [entry.by for entry in count.entries] == ["Ann", "Ann", "Ben Nyström"]
    assert who_counted(load(place, count.id)) == "lines 1–2 Ann, from 3 Ben Nyström"
    lease = place.store.leases.of(count.id)
    assert lease is not None
    assert lease.holder == "Ben Nyström", "whoever asks is told who counts now"


def test_to_the_same_person_nothing_is_handed(factory: Factory) -> None:
    place = factory.workplace
    count = open_count(place, factory.named(SHELF))
    assert hand_over(place, count, "Ann") == count
    assert place.store.journal.events(count.id)[1:] == []


def test_a_submitted_count_stays_as_it_is(factory: Factory) -> None:
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.named(SHELF)))
    for line in count.lines:
        count = none_here(place, count, line.number)
    count = submit(place, count)
    assert hand_over(place, count, "Ben") == count
    assert place.counter == "Ben"


def test_what_cannot_be_stored_leaves_the_counter(factory: Factory) -> None:
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.named(SHELF)))
    enter(place, count, 1, "4")
    with pytest.raises(CountMoved):
        hand_over(place, count, "Ben")
    assert place.counter == "Ann"


@pytest.mark.parametrize(
    ("scanned", "name"),
    [
        ("CC-BY-Ben Nyström", "Ben Nyström"),
        (" cc-by-Ben ", "Ben"),
        ("EMP#0815#Cleo#", "Cleo"),
        ("EMP 0815", "EMP 0815"),
    ],
)
def test_a_badge_says_who_it_is(factory: Factory, scanned: str, name: str) -> None:
    place = factory.workplace
    rules = place.practice.scanning._replace(badge_pattern=re.compile("EMP#[0-9]+#(?P<name>[^#]+)#"))
    place.practice = place.practice._replace(scanning=rules)
    assert counts_now(place, scanned) == name
    count = hand_over(place, open_count(place, factory.named(SHELF)), scanned)
    assert (place.counter, count.handovers) == (name, ())


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "No name was given"),
        (" \t ", "No name was given"),
        ("x" * (LONGEST_NAME + 1), "at most 60 characters, this one has 61"),
        ("Be\x1bn", "is no name"),
    ],
)
def test_what_is_no_name_is_refused(factory: Factory, name: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        counts_now(factory.workplace, name)
    assert factory.workplace.counter == "Ann"
    assert counts_now(factory.workplace, "Ben") == factory.workplace.counter == "Ben"

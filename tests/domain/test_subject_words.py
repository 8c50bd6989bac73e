"""What is said of the end of a count: a location is open again; a part is none, so its count is over."""

from dataclasses import replace

import pytest

from cyclecount_tui.domain.close_off import CloseOff, Told
from cyclecount_tui.domain.close_off_events import Occasion
from cyclecount_tui.domain.close_off_words import done_besides, done_by_program, still_closed_off, story, to_undo
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.domain.subject_words import at_or_for, called, called_first, open_again
from tests.domain.building import AT

LOCATION, PART = Subject(1, "rack-b"), Subject(7, "FR-1", SubjectKind.PART)


def closed_off(subject: Subject) -> Count:
    recorded = CloseOff("Ann", AT, "Bo", sign_up=True, transactions_stopped=True)
    told = (Told(Occasion.CLOSING, "webhook hooks", AT),)
    return replace(Count("c1", subject, "Ann", AT), close_off=recorded, told=told)


def all_said(count: Count) -> str:
    """Every sentence of a close-off that is undone by the program and by people."""
    over = replace(count, told=(*count.told, Told(Occasion.REOPENING, "command notify", AT, "it broke.")))
    undone = (*to_undo(count), *done_by_program(count), *done_besides(count, over))
    return "\n".join((still_closed_off(count), *undone, *story(over), f"{open_again(count.subject)}."))


def test_a_location_is_open_again() -> None:
    said = all_said(closed_off(LOCATION))
    assert said.startswith("rack-b is closed off since ")
    assert "Tell Bo that it is open again." in said
    assert "Let people book here again." in said
    assert "The message that it is open again goes out by webhook hooks." in said
    assert "that it is open again: it broke." in said
    assert said.endswith("rack-b is open again.")


def test_the_count_of_a_part_is_over() -> None:
    said = all_said(closed_off(PART))
    assert said.startswith("Part FR-1 is closed off since ")
    assert "Tell Bo that its count is over." in said
    assert "Let people book it again." in said
    assert "The message that its count is over goes out by webhook hooks." in said
    assert "that its count is over: it broke." in said
    assert said.endswith("The count of part FR-1 is over, and it may be moved again.")
    assert "open again" not in said


@pytest.mark.parametrize(
    ("subject", "words"),
    [(LOCATION, ("rack-b", "rack-b", "at rack-b")), (PART, ("part FR-1", "Part FR-1", "for part FR-1"))],
)
def test_what_is_counted_has_its_name(subject: Subject, words: tuple[str, str, str]) -> None:
    assert (called(subject), called_first(subject), at_or_for(subject)) == words

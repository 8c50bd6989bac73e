"""Telling people: the text, the command, the webhook; what fails is one sentence and never holds the count up."""

import sys
from pathlib import Path

import pytest

from cyclecount_tui.domain.close_off_events import Occasion, PeopleTold
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow import telling
from cyclecount_tui.workflow.choosing import leave_all
from cyclecount_tui.workflow.closing import Reopening, close_if_resolved, give_up, reopen
from cyclecount_tui.workflow.closing_off import Answers, close_location, close_off
from cyclecount_tui.workflow.errors import Unreachable
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.telling import message, places_of
from cyclecount_tui.workflow.workplace import ClosingOff, Workplace
from tests.factory import Factory
from tests.workflow.listening import listening

SHELF = "RACK-A / SHELF-01"


def using(factory: Factory, settings: ClosingOff) -> tuple[Workplace, Count]:
    """An open count at a workplace with these settings."""
    place = factory.workplace
    place.practice = place.practice._replace(closing_off=settings)
    return place, open_count(place, factory.named(SHELF))


def command(folder: Path, script: str) -> str:
    """A command line that runs a script; its path has a space in it."""
    file = folder / "tell people.py"
    file.write_text(script)
    return f"{sys.executable} '{file}' --token s3cret"


def said(place: Workplace, count: Count) -> list[PeopleTold]:
    return [event for event in place.store.journal.events(count.id) if isinstance(event, PeopleTold)]


def test_the_text_says_where_since_when_by_whom_and_what_not_to_do(factory: Factory) -> None:
    place, count = using(factory, ClosingOff(contact="Bo, ext. 4711"))
    text = message(place, count.subject, None, count.places)
    now = f"{place.now().astimezone():%Y-%m-%d %H:%M}"
    for part in (SHELF, f"Closed off from {now} on, counted by Ann", "do not move", "Bo, ext. 4711"):
        assert part in text
    count = close_off(place, count, "Bo", sign_up=False, transactions_stopped=False)
    place.counter, before = "Cy", f"{place.now().astimezone():%H:%M}"
    factory.now = factory.now.replace(hour=17)
    assert "counted by Ann" in message(place, count.subject, count, count.places)
    assert before in message(place, count.subject, count, count.places)
    assert f"Closed off since {now}, counted by Ann" in message(place, count.subject, count, count.places)
    assert "OPEN AGAIN" in message(place, count.subject, count, count.places, Occasion.REOPENING)


def test_what_ion_calls_a_location_cannot_steer_a_terminal(factory: Factory) -> None:
    place = factory.workplace
    text = message(place, Subject(1, "RACK\x1b[2J"), None, ())
    assert "\x1b" not in text


def test_a_part_names_every_location_that_holds_it(factory: Factory) -> None:
    place = factory.workplace
    record = next(row for row in factory.simulator.plant.inventory if row.quantity > 0 and row.location_id)
    part = factory.simulator.plant.parts[record.part_id]
    subject = Subject(part.id, part.part_number, SubjectKind.PART)
    count = read_sheet(place, open_count(place, subject))
    text = message(place, subject, count, places_of(place, subject, count))
    assert f"part {part.part_number} at " in text
    assert all(spot.name in text for spot in count.places)
    assert count.places


def test_a_part_whose_places_ion_does_not_tell_is_told_of_all_the_same(factory: Factory) -> None:
    place = factory.workplace
    factory.simulator.faults.drop_before(50)
    subject = Subject(1, "FR-1", SubjectKind.PART)
    assert "wherever it lies" in message(place, subject, None, places_of(place, subject, None))


def test_a_command_gets_the_text_and_the_journal_keeps_it(factory: Factory, tmp_path: Path) -> None:
    heard = tmp_path / "heard.txt"
    script = f"import sys, pathlib; pathlib.Path({str(heard)!r}).write_text(sys.stdin.read() + str(sys.argv[1:]))"
    place, count = using(factory, ClosingOff(command=command(tmp_path, script)))
    closed = close_location(place, count, Answers("Bo"))
    name = Path(sys.executable).name
    assert closed.remarks == (f"Told by command {name}.",)
    assert not closed.troubles
    (told,) = said(place, count)
    assert (told.way, told.failure, told.occasion) == (f"command {name}", "", Occasion.CLOSING)
    assert heard.read_text() == f"{told.text}['--token', 's3cret']"
    ended = give_up(place, closed.count, "enough")
    assert heard.read_text().startswith(f"OPEN AGAIN: {SHELF}")
    assert [each.occasion for each in ended.told] == [Occasion.CLOSING, Occasion.REOPENING]
    assert "s3cret" not in "".join(f"{each.way}{each.text}{each.failure}" for each in said(place, count))
    assert verify(place.store.database).unedited


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("import sys; sys.exit('mail server is down')", "ended with exit code 1: mail server is down."),
        ("raise SystemExit(3)", "ended with exit code 3."),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "ended with exit code -15"),
        ("import sys; print('x' * 100_000); sys.exit(1)", "ended with exit code 1."),
    ],
)
def test_a_command_that_fails_is_one_sentence(factory: Factory, tmp_path: Path, script: str, sentence: str) -> None:
    place, count = using(factory, ClosingOff(command=command(tmp_path, script)))
    closed = close_location(place, count, Answers(sign_up=True))
    (trouble,) = closed.troubles
    assert sentence in trouble
    assert "\n" not in trouble
    assert closed.count.closed_off
    assert [each.failure for each in closed.count.told] == [each.failure for each in said(place, count)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no-such-program-anywhere --now", "The command no-such-program-anywhere could not be run"),
        ("notify 'half a quote", "cannot be read"),
        ("   ", "is empty"),
        ("/", "could not be run"),
    ],
)
def test_a_command_that_cannot_be_run_is_one_sentence(factory: Factory, text: str, sentence: str) -> None:
    place, count = using(factory, ClosingOff(command=text))
    closed = close_location(place, count, Answers("Bo"))
    assert sentence in closed.troubles[0]
    assert closed.count.closed_off


def test_a_command_that_hangs_is_ended_with_all_it_started(
    factory: Factory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "COMMAND_SECONDS", 0.3)
    script = (
        "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).wait()"
    )
    place, count = using(factory, ClosingOff(command=command(tmp_path, script)))
    closed = close_location(place, count, Answers("Bo"))
    assert "took longer than 0.3 seconds and was ended" in closed.troubles[0]


def test_no_shell_reads_a_command(factory: Factory, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    place, count = using(factory, ClosingOff(command=f"echo hello; touch {trap} && $(touch {trap}) > {trap}"))
    assert not close_location(place, count, Answers("Bo")).troubles
    assert not trap.exists()


def test_a_webhook_gets_what_a_chat_program_shows(factory: Factory) -> None:
    with listening() as listener:
        place, count = using(factory, ClosingOff(contact="Bo", webhook=listener.url))
        closed = close_location(place, count, Answers("Bo"))
        assert closed.remarks == ("Told by webhook 127.0.0.1.",)
        give_up(place, closed.count, "enough")
        first, second = listener.got
    assert first["text"].startswith(f"CYCLE COUNT: {SHELF}")
    assert (first["event"], second["event"]) == ("closed_off", "reopened")
    assert first["location"] == {"id": count.subject.id, "name": SHELF} == first["locations"][0]
    assert (first["counter"], first["contact"], first["count"]) == ("Ann", "Bo", count.id)
    assert not any(b"s3cret" in path.read_bytes() for path in factory.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("status", [301, 404, 500])
def test_a_webhook_that_refuses_is_one_sentence(factory: Factory, status: int) -> None:
    with listening() as listener:
        listener.status = status
        place, count = using(factory, ClosingOff(webhook=listener.url))
        closed = close_location(place, count, Answers("Bo"))
    assert closed.troubles == (
        f"Not told by webhook 127.0.0.1: The webhook at 127.0.0.1 refused the message with HTTP status {status}.",
    )
    assert closed.count.closed_off


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://hooks.example.com/T1", "must begin with https://"),
        ("ftp://hooks.example.com", "must begin with https://"),
        ("nonsense", "must begin with https://"),
        ("http://127.0.0.1:1/hook", "cannot be reached"),
        ("http://127.0.0.1:99999/hook", "cannot be reached"),
        ("http://[::1", "must begin with https://"),
    ],
)
def test_a_webhook_that_cannot_be_used_is_one_sentence(factory: Factory, url: str, sentence: str) -> None:
    place, count = using(factory, ClosingOff(webhook=url))
    closed = close_location(place, count, Answers("Bo"))
    assert sentence in closed.troubles[0]
    assert closed.count.closed_off


def test_whoever_was_not_told_of_the_closing_is_not_told_of_the_reopening(factory: Factory) -> None:
    with listening() as listener:
        place, count = using(factory, ClosingOff(webhook=listener.url))
        closed = close_location(place, count, Answers("Bo", tell=False))
        give_up(place, closed.count, "enough")
        again = close_location(place, open_count(place, factory.named(SHELF)), Answers("Bo"))
        give_up(place, again.count, "enough", Reopening(tell=False))
        assert len(listener.got) == 1


def test_nobody_hears_twice_that_it_is_open_again_but_who_did_not_hear_it_does(
    factory: Factory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with listening() as listener:
        settings = ClosingOff(command=command(tmp_path, "import sys; sys.exit(3)"), webhook=listener.url)
        place, count = using(factory, settings)
        close_location(place, count, Answers("Bo"))
        count = submit(place, factory.counted(count.subject.id))
        with monkeypatch.context() as dying:
            dying.setattr(place.store.journal, "close_count", killed)
            with pytest.raises(Killed):
                reopen(place, count, "known")
        ended = reopen(place, factory.again(count), "known")
        assert [each["event"] for each in listener.got] == ["closed_off", "reopened"]
    name = Path(sys.executable).name
    tried = [(each.way, bool(each.failure)) for each in ended.told if each.occasion is Occasion.REOPENING]
    assert tried == [(f"command {name}", True), ("webhook 127.0.0.1", False), (f"command {name}", True)]


def test_what_was_told_is_kept_beside_another_terminals_close_off(factory: Factory) -> None:
    with listening() as listener:
        place, count = using(factory, ClosingOff(webhook=listener.url))
        other = factory.another_workplace("Cy")
        try:
            close_off(other, count, "Di", sign_up=False, transactions_stopped=False)
        finally:
            other.close()
        closed = close_location(place, count, Answers("Bo"))
    assert closed.count.close_off is not None
    assert closed.count.close_off.told == "Di"
    assert len(closed.count.told) == 1


def test_posted_is_not_reopened_and_the_schedule_says_so_after_a_restart(factory: Factory) -> None:
    place, count = using(factory, ClosingOff())
    count = close_off(place, count, "Bo", sign_up=True, transactions_stopped=False)
    count = factory.compared(count.subject.id)
    other = factory.another_workplace("Bo")
    try:
        (before,) = [entry for entry in schedule(other) if entry.open_count is not None]
        assert before.closed_off == f"closed off since {factory.now.astimezone():%H:%M}"

        count = leave_all(other, count, [row.line.number for row in count.unresolved], "known")
        assert count.to_reopen
        posted = post(other, plan(other, count)).count
        assert posted.phase is Phase.RECONCILING
    finally:
        other.close()
    factory.now = factory.now.replace(day=factory.now.day + 1)
    third = factory.another_workplace("Cy")
    try:
        (entry,) = [entry for entry in schedule(third) if entry.open_count is not None]
        assert entry.state == "done, reopen it"
        assert "2026-03-02" in entry.closed_off
        assert entry.closed_off.endswith("reopen it")
        closed = reopen(third, factory.again(posted), reopening=Reopening(sign_down=True, told="Bo"))
        assert closed.phase is Phase.CLOSED
        assert closed.reopened is not None
        assert (closed.reopened.by, closed.reopened.sign_down, closed.reopened.told) == ("Cy", True, "Bo")
        assert not [entry for entry in schedule(third) if entry.open_count is not None]
    finally:
        third.close()


def test_a_count_that_was_not_closed_off_ends_by_itself(factory: Factory) -> None:

    count = factory.compared(factory.named(SHELF).id)
    count = leave_all(factory.workplace, count, [row.line.number for row in count.unresolved], "known")
    assert close_if_resolved(factory.workplace, count).phase is Phase.CLOSED


def test_ion_is_not_needed_to_close_off_or_to_reopen(factory: Factory) -> None:
    place, count = using(factory, ClosingOff())
    factory.simulator.faults.drop_before(50)
    with pytest.raises(Unreachable):
        read_sheet(place, count)
    asked = len(factory.simulator.requests)
    give_up(place, close_location(place, count, Answers("Bo", True, True)).count, "enough")
    assert len(factory.simulator.requests) == asked

"""Telling people that a location is closed off or open again: a text to copy, a command, a webhook.

A way that fails is one sentence and holds nothing up; what was told which way stays in the journal.
"""

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import IO, Any

from cyclecount_tui.domain.close_off_events import Occasion, PeopleTold
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.errors import IonError, Refusal
from cyclecount_tui.workflow.opening import places_to_walk
from cyclecount_tui.workflow.workplace import Workplace

COMMAND_SECONDS = 10.0
"""How long a command may take with the text."""

_LONGEST_COMPLAINT = 200

_CLOSING = """\
CYCLE COUNT: {what}
Closed off {at}, counted by {by}.

Please do not move, pick, put away, receive or issue anything {there} until it is open again, neither on the floor nor \
in ION.
{contact}"""

_REOPENING = """\
OPEN AGAIN: {what}
The cycle count {there} is over {at} ({by}). Moving, picking and booking go on as usual.
{contact}"""


class _NotTold(Exception):
    """A way did not work; the text is the sentence."""


def where_counted(subject: Subject, places: Iterable[Place]) -> str:
    """`RACK-B / SHELF-04`; for a part `part FR-10034 at RACK-A, RACK-B`, or `wherever it lies` without a sheet."""
    if not subject.is_part:
        return subject.name
    names = ", ".join(place.name for place in places)
    return f"part {subject.name} at {names}" if names else f"part {subject.name}, wherever it lies"


def message(
    workplace: Workplace,
    subject: Subject,
    count: Count | None,
    places: Iterable[Place],
    occasion: Occasion = Occasion.CLOSING,
) -> str:
    """The text for the people concerned, ready to be copied; it ends without a line break.

    For a count that is closed off it tells by whom and since when; else who asks, and that it begins now.
    """
    recorded = count.close_off if count is not None and occasion is Occasion.CLOSING else None
    at, by = f"from {local_time(workplace.now())} on", workplace.counter
    if recorded is not None and not recorded.skipped:
        at, by = f"since {local_time(recorded.at)}", recorded.by
    if occasion is Occasion.REOPENING:
        at = f"since {local_time(workplace.now())}"
    contact = workplace.practice.closing_off.contact
    text = (_CLOSING if occasion is Occasion.CLOSING else _REOPENING).format(
        what=visible(where_counted(subject, places)),
        at=at,
        by=visible(by),
        there="of this part" if subject.is_part else "there",
        contact=f"Questions: {visible(contact)}" if contact else "",
    )
    return text.strip()


def local_time(at: datetime) -> str:
    """`2026-03-02 10:05`, in the local time zone."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def ways(workplace: Workplace) -> tuple[str, ...]:
    """The ways of the settings, without anything secret: `command notify`, `webhook hooks.example.com`."""
    return tuple(way for way, _ in _ways(workplace, "", {}))


def told(workplace: Workplace, count: Count, occasion: Occasion) -> tuple[PeopleTold, ...]:
    """Tells people by every way of the settings, and gives what the journal is to keep of it. Raises nothing.

    Who heard already that it is open again, before the program died, does not hear it twice.
    """
    reopened = occasion is Occasion.REOPENING
    heard = {each.way for each in count.told if reopened and each.occasion is occasion and not each.failure}
    places = places_known(workplace, count)
    text = message(workplace, count.subject, count, places, occasion)
    return tuple(
        PeopleTold(
            at=workplace.now(),
            by=workplace.counter,
            occasion=occasion,
            way=way,
            text=text,
            failure=_failure(tell),
        )
        for way, tell in _ways(workplace, text, _document(workplace, count, places, occasion, text))
        if way not in heard
    )


def _failure(tell: Callable[[], None]) -> str:
    try:
        tell()
    except _NotTold as error:
        return str(error)
    return ""


def places_of(workplace: Workplace, subject: Subject, count: Count | None) -> tuple[Place, ...]:
    """As `places_known`, for what may not have been opened yet."""
    if subject.place is not None:
        return (subject.place,)
    opened = Count("", subject, workplace.counter, workplace.now()) if count is None else count
    return places_known(workplace, opened)


def places_known(workplace: Workplace, count: Count) -> tuple[Place, ...]:
    """The locations of a count; none for a part whose sheet is not read yet while ION does not say where it lies."""
    try:
        return places_to_walk(workplace, count)
    except (IonError, Refusal):
        return ()


def _document(
    workplace: Workplace, count: Count, places: Iterable[Place], occasion: Occasion, text: str
) -> dict[str, Any]:
    """What a webhook gets; `text` is what chat programs show."""
    subject = count.subject
    return {
        "text": text,
        "event": "closed_off" if occasion is Occasion.CLOSING else "reopened",
        "count": count.id,
        str(subject.kind): {"id": subject.id, "name": subject.name},
        "locations": [{"id": place.id, "name": place.name} for place in places],
        "counter": workplace.counter,
        "at": workplace.now().isoformat(),
        "contact": workplace.practice.closing_off.contact,
    }


def _ways(workplace: Workplace, text: str, document: dict[str, Any]) -> list[tuple[str, Callable[[], None]]]:
    settings = workplace.practice.closing_off
    found: list[tuple[str, Callable[[], None]]] = []
    if settings.command:
        found.append((f"command {_program(settings.command)}", partial(_run, settings.command, text)))
    if settings.webhook:
        from cyclecount_tui.ion.webhook import host_of

        host = host_of(settings.webhook) or "without a host"
        found.append((f"webhook {host}", partial(_post, settings.webhook, document)))
    return found


def _program(command: str) -> str:
    """The program's name alone: its arguments may hold a secret."""
    with suppress(ValueError, IndexError):
        return PurePath(shlex.split(command)[0]).name
    return "that cannot be read"


def _post(url: str, document: dict[str, Any]) -> None:
    from cyclecount_tui.ion.webhook import NotDelivered, deliver

    try:
        deliver(url, document)
    except NotDelivered as error:
        raise _NotTold(str(error)) from error


def _run(command: str, text: str) -> None:
    """Runs a command without a shell, the text on its standard input, in a process group of its own."""
    name = _program(command)
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise _NotTold(f"The command to tell people cannot be read ({error}): correct it in the settings.") from error
    if not words:
        raise _NotTold("The command to tell people is empty: correct it in the settings.")
    with tempfile.TemporaryFile() as complaints:  # a file, since a pipe would be waited for as long as anybody holds it
        code = _exit_code(words, name, text, complaints)
        if code:
            complaints.seek(0)
            raise _NotTold(f"The command {name} ended with exit code {code}{_first_line(complaints)}.")


def _exit_code(words: list[str], name: str, text: str, complaints: IO[bytes]) -> int:
    try:
        process = subprocess.Popen(  # noqa: S603 - the command is the settings' own, and no shell reads it
            words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints, start_new_session=True
        )
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it cannot be started").lower()
        raise _NotTold(f"The command {name} could not be run ({reason}): correct it in the settings.") from error
    try:
        process.communicate(text.encode(errors="replace"), timeout=COMMAND_SECONDS)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise _NotTold(f"The command {name} took longer than {COMMAND_SECONDS:g} seconds and was ended.") from error
    except BaseException:
        _end(process)
        raise
    return process.returncode


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the command and all it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()


def _first_line(complaints: IO[bytes]) -> str:
    text = complaints.readline(_LONGEST_COMPLAINT).decode(errors="replace").strip()
    return f": {visible(text).rstrip('.')}" if text else ""

"""`cyclecount` without a verb: the terminal app on the ION of the settings, or the page that says what to set."""

import argparse
import os
import sys

from cyclecount_tui.cli import before_screens
from cyclecount_tui.cli.putting_together import SettingsWrong, settings_here, workplace
from cyclecount_tui.settings import Settings

TYPE_CHECKING = False  # see `arguments`
if TYPE_CHECKING:
    from cyclecount_tui.workflow.schedule_reading import ScheduleReader
    from cyclecount_tui.workflow.workplace import Workplace

_BY_SIGNAL = 128
"""Exit codes above this name a signal."""

ESCAPE_OVER_SSH = 500
"""Milliseconds until an Escape is known to be the key and not the beginning of another one, as curses waits."""


def run(arguments: argparse.Namespace) -> int:
    """Opens the app; without settings, the first page, from which the demo can be started."""
    settings = settings_here()
    require_terminal()
    before_screens.prepare()
    if settings.missing:
        return _first_run(settings, plain_driver=arguments.plain_driver)
    with workplace() as place:
        reader = _reading(place)
        from cyclecount_tui.tui.app import CycleCountApp

        app = CycleCountApp(
            place,
            ascii_only=settings.ascii_only,
            bells=settings.bells,
            plain_driver=arguments.plain_driver,
            reader=reader,
            when_shown=before_screens.look_for_garbage,
        )
        app.run(mouse=False)
    return ended_with(app.return_code)


def _reading(place: "Workplace") -> "ScheduleReader":
    """Reads the schedule beside the modules of the app, most of which is waiting for SQLite."""
    from cyclecount_tui.workflow.schedule_reading import ScheduleReader

    reader = ScheduleReader()
    reader.begin(place)
    return reader


def ended_with(return_code: int | None) -> int:
    """The exit code of an app that ended: a fault of the program is no success, nor is an end by a signal."""
    if return_code is not None and return_code > _BY_SIGNAL:
        print("cyclecount: ended by a signal; everything entered so far is stored.", file=sys.stderr)
    return 1 if return_code is None else return_code


def require_terminal() -> None:
    """Makes sure that there is a terminal, and that over ssh, where keys come in pieces, it is waited for their rest.

    Raises:
        SettingsWrong: there is none; a full-screen program would hang there.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SettingsWrong("The app needs a terminal. Use a verb instead; cyclecount --help lists them.")
    if "SSH_CONNECTION" in os.environ:
        os.environ.setdefault("ESCDELAY", str(ESCAPE_OVER_SSH))  # Textual reads it when it is imported


def _first_run(settings: Settings, *, plain_driver: bool) -> int:
    from cyclecount_tui.settings.places import settings_file
    from cyclecount_tui.tui.first_run import FirstRunApp

    path = settings_file(os.environ).path
    there = "is" if path.exists() else "would be"
    app = FirstRunApp(
        list(settings.missing),
        advice=[f"The settings file {there} {path} ; cyclecount config init writes one to begin with."],
        ascii_only=settings.ascii_only,
        plain_driver=plain_driver,
    )
    if app.run(mouse=False) != "demo":
        return 2
    from cyclecount_tui.cli import demo

    return demo.run(argparse.Namespace(keep=None, seed=demo.SEED, plain_driver=plain_driver))

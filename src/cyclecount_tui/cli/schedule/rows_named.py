"""What the ways that change rows by hand share: which rows are meant, and saying what became of them."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import add_counter

if TYPE_CHECKING:
    from cyclecount_tui.domain.schedule import ScheduleRow
    from cyclecount_tui.workflow.workplace import Workplace


def add_rows(way: argparse.ArgumentParser) -> None:
    """Which rows; several at once change all or none."""
    way.add_argument("locations", metavar="LOCATION", nargs="*", help="id or exact name of a location on the schedule")
    way.add_argument(
        "--part", metavar="NUMBER", action="append", default=[], help="a part on the schedule; may be repeated"
    )


def add_rows_and_reason(way: argparse.ArgumentParser, *, required: bool) -> None:
    """Which rows, why, and who does it."""
    add_rows(way)
    way.add_argument("--reason", metavar="TEXT", required=required, default="", help="why; stays on record")
    add_counter(way)


def rows_of(place: "Workplace", arguments: argparse.Namespace) -> "list[ScheduleRow]":
    """The rows that were named. Raises Refusal for one that is not on the schedule."""
    from cyclecount_tui.workflow.scheduled_rows import scheduled_rows

    return scheduled_rows(place, arguments.locations, arguments.part)


def say_changed(named: "Sequence[ScheduleRow]", changed: "Sequence[ScheduleRow]", done: str) -> None:
    """One sentence a row: `RACK-A is paused.`, and of those that were so already."""
    from cyclecount_tui.cli.printing import say

    new = {row.subject for row in changed}
    for row in named:
        say(f"{row.subject.name} is {done}." if row.subject in new else f"{row.subject.name} is {done} already.")


def a_day(text: str) -> date:
    """A date as 2026-06-30, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no date: write it as 2026-06-30") from error

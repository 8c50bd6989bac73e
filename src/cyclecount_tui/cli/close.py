"""`cyclecount close LOCATION`: closes it off for its count; the message, the sign, and what was done so far."""

import argparse
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_mode, add_subject, mode_of, named

if TYPE_CHECKING:
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.domain.entries import CountMode
    from cyclecount_tui.domain.subject import Subject
    from cyclecount_tui.workflow.closing_off import Answers
    from cyclecount_tui.workflow.workplace import Workplace

_DESCRIPTION = """\
Records how a location or part is closed off for its count, and opens the count if need be. With --message, --sign-file
or --show alone nothing is recorded."""


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser(
        "close", help="close off what is counted, or show how it is closed off", description=_DESCRIPTION
    )
    add_subject(verb)
    verb.add_argument("--told", metavar="WHO", default="", help="who was told, for example: shift lead, LINE-2")
    verb.add_argument("--sign", action="store_true", help="a sign is up")
    verb.add_argument("--transactions-stopped", action="store_true", help="nobody books here until the count is over")
    verb.add_argument(
        "--stop-in-ion",
        action="store_true",
        help="turn the location's availability in ION off until it is reopened (the settings must allow it)",
    )
    verb.add_argument(
        "--tell-nobody", action="store_true", help="do not run the command or call the webhook of the settings"
    )
    verb.add_argument("--skip", metavar="REASON", default="", help="count without closing off, for this reason")
    verb.add_argument("--message", action="store_true", help="print the text for the people concerned")
    verb.add_argument("--sign-file", metavar="FILE", help="write a sign to hang up: FILE.pdf or FILE.txt")
    verb.add_argument(
        "--label", metavar="TEXT", default="", help="what a scan of ION's label of it gives, for the sign"
    )
    verb.add_argument("--show", action="store_true", help="print who closed it off, when, and what was skipped and why")
    add_mode(verb)
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Records the close-off, then prints what was asked for."""
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow.finding import find_subject
    from cyclecount_tui.workflow.opening import open_count

    answers = _answers(arguments)
    with workplace(arguments.by) as place:
        subject = find_subject(place, *named(arguments))
        if arguments.skip:
            _skip(place, open_count(place, subject, mode_of(arguments)), arguments.skip)
        elif answers is not None:
            _close(place, subject, mode_of(arguments), answers)
        _print_what_is_asked(arguments, place, subject)
    return 0


def _answers(arguments: argparse.Namespace) -> "Answers | None":
    """What was said of the close-off; None when something is to be printed and nothing recorded.

    Raises:
        SettingsWrong: options that do not go together. Refusal: nothing at all was asked for.
    """
    from cyclecount_tui.cli.putting_together import SettingsWrong
    from cyclecount_tui.workflow.closing_off import Answers, refuse_empty_close_off

    answers = Answers(
        arguments.told,
        arguments.sign,
        arguments.transactions_stopped,
        arguments.stop_in_ion,
        tell=not arguments.tell_nobody,
    )
    done = bool(arguments.told or arguments.sign or arguments.transactions_stopped or arguments.stop_in_ion)
    if done and arguments.skip:
        raise SettingsWrong("--skip says that the location is not closed off: leave it out, or leave the others out.")
    if done:
        return answers
    if not (arguments.skip or arguments.message or arguments.sign_file or arguments.show):
        refuse_empty_close_off(answers)
    return None


def _close(place: "Workplace", subject: "Subject", mode: "CountMode | None", answers: "Answers") -> None:
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow.closing_off import close_location, refuse_close_off
    from cyclecount_tui.workflow.opening import open_count, open_or_unopened
    from cyclecount_tui.workflow.telling import places_known, where_counted

    refuse_close_off(place, open_or_unopened(place, subject), answers)
    closed = close_location(place, open_count(place, subject, mode), answers)
    where = where_counted(subject, places_known(place, closed.count))
    say(f"{where} is closed off for count {closed.count.id}.")
    for remark in closed.remarks:
        say(remark)


def _skip(place: "Workplace", count: "Count", reason: str) -> None:
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.domain.subject_words import called_first
    from cyclecount_tui.workflow.closing_off import skip_close_off

    count = skip_close_off(place, count, reason)
    say(f"{called_first(count.subject)} is counted without closing it off: {reason}.")


def _print_what_is_asked(arguments: argparse.Namespace, place: "Workplace", subject: "Subject") -> None:
    from cyclecount_tui.workflow.keeping import load

    count_id = place.store.journal.open_count_of(subject)
    if count_id is None and arguments.show:
        count_id = place.store.journal.latest_count_of(subject)
    count = load(place, count_id) if count_id is not None else None
    if arguments.show:
        _show(subject, count)
    if arguments.message:
        _print_message(place, subject, count)
    if arguments.sign_file:
        _write_sign(arguments, place, subject, count)


def _show(subject: "Subject", count: "Count | None") -> None:
    from cyclecount_tui.domain.close_off_words import story
    from cyclecount_tui.domain.subject_words import called_first
    from cyclecount_tui.domain.visible_text import visible

    for sentence in (f"{called_first(subject)} was never counted here.",) if count is None else story(count):
        print(visible(sentence))


def _print_message(place: "Workplace", subject: "Subject", count: "Count | None") -> None:
    from cyclecount_tui.workflow.telling import message, places_of

    print(message(place, subject, count, places_of(place, subject, count)))


def _write_sign(arguments: argparse.Namespace, place: "Workplace", subject: "Subject", count: "Count | None") -> None:
    from cyclecount_tui.cli.places import at_home
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow.signs import signs_for, write_signs
    from cyclecount_tui.workflow.telling import places_of

    file = at_home(arguments.sign_file)
    write_signs(signs_for(place, subject, count, places_of(place, subject, count), arguments.label), file)
    say(f"The sign for {subject.name} is in {file}.")

"""`cyclecount post LOCATION`: sends the writes of the plan, one at a time, each guarded and never twice."""

import argparse
import sys
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_counter, add_subject, named
from cyclecount_tui.cli.plan_from_file import add_plan_file, checked_file, exit_with, nothing_to_post, shown_with

if TYPE_CHECKING:
    from cyclecount_tui.cli.exit_codes import Exit
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.workflow.posting import Posting
    from cyclecount_tui.workflow.workplace import Workplace


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("post", help="send the writes of the plan", description=__doc__)
    add_subject(verb)
    add_plan_file(verb, "post what this file of cyclecount plan -o says, as far as nothing changed since")
    verb.add_argument("--dry-run", action="store_true", help="show the plan and send nothing")
    verb.add_argument("--yes", action="store_true", help="do not ask")
    add_counter(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Posts the plan."""
    from cyclecount_tui.cli.exit_codes import Exit
    from cyclecount_tui.cli.plan import print_plan
    from cyclecount_tui.cli.putting_together import workplace
    from cyclecount_tui.workflow import beside_blind
    from cyclecount_tui.workflow.approving import refuse_unapproved
    from cyclecount_tui.workflow.before_posting import refuse_unplanned
    from cyclecount_tui.workflow.finding import find_count
    from cyclecount_tui.workflow.keeping import load
    from cyclecount_tui.workflow.plan_files.ground import taken_over
    from cyclecount_tui.workflow.posting import post
    from cyclecount_tui.workflow.recounting import refuse_recounting

    with workplace(arguments.by) as place:
        count = find_count(place, *named(arguments))
        refuse_recounting(place, count)
        found = None if arguments.plan is None else checked_file(place, count, arguments.plan)
        shown = count if found is None else shown_with(count, found)
        refuse_unplanned(shown, "post")
        told = beside_blind.shown(place, shown)
        if arguments.dry_run:
            print_plan(told)
            _say_approval(place, told)
            return 0
        if found is not None and nothing_to_post(found):
            return exit_with(found, Exit.CHANGED if _left_out(shown) else Exit.DONE)
        refuse_unapproved(place, shown)
        if not arguments.yes:
            print_plan(told)
            _ask(place, shown, told)
        count = count if found is None else taken_over(place, count, found)
        try:
            posting = post(place, count)
        except KeyboardInterrupt:
            _say_where_it_stopped(load(place, count.id))
            raise
        _report(place, posting)
    return _exit_code(posting) if found is None else exit_with(found, _exit_code(posting))


def _say_approval(place: "Workplace", count: "Count") -> None:
    """What would keep the plan from being posted."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.workflow.approval_documents import approval_told

    for sentence in approval_told(place, count).sentences:
        say(sentence)


def _ask(place: "Workplace", count: "Count", told: "Count") -> None:
    """Asks for the word `post`; Enter alone never posts. `told` is what is shown of the count.

    Raises:
        Refusal: it was not given, there is nobody to ask, or a blind count ended while the question stood, so that more
            would be sent than was shown.
    """
    from cyclecount_tui.cli.printing import plural
    from cyclecount_tui.workflow import beside_blind
    from cyclecount_tui.workflow.errors import Refusal

    if count.outstanding and not told.outstanding:
        raise Refusal(f"Nothing was sent. {told.hidden.words}")
    if not sys.stdin.isatty():
        raise Refusal("Nothing was sent: there is nobody to ask here, so say --yes.")
    writes = plural(len(told.outstanding), "write")
    try:
        answer = input(f"Type post to send {writes} to ION, anything else to stop: ")
    except EOFError:
        answer = ""
        print(file=sys.stderr)  # ctrl+d leaves the cursor behind the question
    if answer.strip() != "post":
        raise Refusal("Nothing was sent.")
    if not set(told.outstanding).issuperset(beside_blind.shown(place, count).outstanding):
        raise Refusal("Nothing was sent: more may be written by now than was shown. Look at the plan again.")


def _report(place: "Workplace", posting: "Posting") -> None:
    """What became of each write and of the count; what is being counted blind is not told."""
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.domain.count import Phase
    from cyclecount_tui.domain.remark_words import remarks_told
    from cyclecount_tui.domain.subject_words import at_or_for
    from cyclecount_tui.workflow import beside_blind
    from cyclecount_tui.workflow.closing import closing_words

    count = beside_blind.shown(place, posting.count)
    _say_writes(count)
    for sentence in remarks_told(count):
        say(sentence)
    _say_equal(count)
    if posting.stopped_by is not None:
        say(posting.stopped_by.sentence)
        say("The rest was not sent. Run cyclecount post again: what is unclear is settled by reading ION first.")
    elif count.phase is Phase.CLOSED:
        say(closing_words(place, posting.count))
    elif count.to_reopen:
        from cyclecount_tui.domain.close_off_words import still_closed_off

        end = "ends its count" if count.subject.is_part else "opens it again"
        say(f"Nothing is left to post. {still_closed_off(count)}: cyclecount reopen {end}.")
    elif count.unresolved:
        for missing in count.plan.not_planned if count.plan else ():
            say(f"Line {missing.line} is not planned. {missing.sentence}")
        left = plural(len(count.unresolved), "discrepancy", "discrepancies")
        say(f"{left} left {at_or_for(count.subject)}: plan again, or cyclecount reopen --leave REASON.")


def _say_writes(count: "Count") -> None:
    """Each write with its state and ION's own words; of a record that had changed, then and now."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.domain.plan import Progress
    from cyclecount_tui.domain.record_seen import then_and_now

    writes = count.plan.writes if count.plan else ()
    for write in writes:
        states = [count.steps[key] for step in write.steps if (key := (write.number, step)) in count.steps]
        word = states[-1].progress.value if states else "not sent"
        if states and states[-1].progress is Progress.DONE and len(states) < len(write.steps):
            word = "half done"
        reason = f": {states[-1].reason}" if states and states[-1].reason else ""
        say(f"{word:9} {write.words}{reason}")
        for sentence in then_and_now(states[-1].then, states[-1].now) if states else ():
            say(f"{'':9} {sentence}")
    if count.hidden.words:
        say(count.hidden.words)


def _say_equal(count: "Count") -> None:
    """How many lines are equal in ION by now, once that was read again."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.domain.certificate import certificate
    from cyclecount_tui.domain.certificate_words import not_equal, summary

    if count.digital_after is None:
        return
    lines = certificate(count)
    why = " cyclecount certificate says why." if not_equal(lines) else ""
    say(f"Digital after the posting: {summary(lines)}.{why}")


def _say_where_it_stopped(count: "Count") -> None:
    from cyclecount_tui.cli.printing import plural, say

    if count.unsettled:
        number = count.unsettled[0][0]
        say(
            f"Write {number} was on its way: whether ION has it is settled by the next cyclecount post, which reads "
            "ION first."
        )
    elif count.outstanding:
        say(f"{plural(len(count.outstanding), 'write')} not sent: the next cyclecount post goes on with it.")


def _exit_code(posting: "Posting") -> "Exit":
    from cyclecount_tui.cli.exit_codes import Exit, exit_for
    from cyclecount_tui.domain.plan import Progress

    if posting.stopped_by is not None:
        return exit_for(posting.stopped_by)
    numbers = {write.number for write in posting.count.plan.writes} if posting.count.plan else set()
    refused = [
        state
        for (number, _), state in posting.count.steps.items()
        if number in numbers and state.progress is Progress.REFUSED
    ]
    if posting.not_permitted:
        return Exit.NOT_PERMITTED
    if any(state.stale for state in refused):
        return Exit.CHANGED
    if refused:
        return Exit.REFUSED
    return Exit.CHANGED if _left_out(posting.count) else Exit.DONE


def _left_out(count: "Count") -> bool:
    """Whether a chosen fix got no write: `cyclecount plan` ends with the same code for that."""
    return bool(count.plan is not None and count.plan.not_planned and count.unresolved)

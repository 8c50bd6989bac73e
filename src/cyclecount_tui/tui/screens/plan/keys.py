"""The keys of the plan screen."""

from __future__ import annotations

from textual.binding import Binding

from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.screens.table_walking import LETTER_WALKING


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(key, action, label, id=f"plan-{action.replace('_', '-')}", tooltip=tooltip, show=show)


BINDINGS = [
    _key("f8,P", "post", "Post", "Post the writes, after a question"),
    _key("f8", "close", "Close", "Close the count, after a question: nothing is to be written"),
    _key("f8", "reopen_now", "Reopen", "Reopen: nothing is left to post"),
    _key("enter,ctrl+j", "leave_closed", "Schedule", "Back to the schedule: the count is closed"),
    _key("a", "approve", "Approve", "Approve what is beyond the limits: somebody else says who, and why"),
    _key(
        "t", "take_successor", "Successor", "The record was merged away in ION: see what stands for it, and take that"
    ),
    _key("c", "certificate", "Certificate", "Which lines are equal in ION by now, and why the others are not"),
    _key("r", "plan_again", "New plan", "Read the records from ION again and make a new plan"),
    _key("n", "leave_rest", "Leave rest", "Leave what is open as it is, with a note that says why"),
    STOP_WAITING,
    _key("escape", "go_back", "Back", "Back to the fixes; nothing is lost"),
    _key("escape", "stop_posting", "Stop", "Stop after the write that is on its way; the rest stays planned"),
    *LETTER_WALKING,
]

RANK = (
    "stop-waiting",
    "plan-stop-posting",
    "plan-approve",
    "plan-post",
    "plan-close",
    "plan-reopen-now",
    "plan-leave-closed",
    "plan-take-successor",
    "plan-plan-again",
    "plan-go-back",
    "plan-certificate",
    "plan-leave-rest",
)

HELP = """\
The exact writes to ION for the fixes you chose, in their order, from records read just now. Nothing is written until \
you press F8 (or a capital P) and then y. Enter never posts.

The title tells the value up and down. Below the rows stand both quantities of the line under the cursor, its value, \
and warnings: below what is kitted or installed, a rule of ION's own at that place, a review board location, the last \
resort. Where a line has several records, available ones change before unavailable ones, the least committed first, \
and as few as possible.

Each write is guarded: a record that somebody else changed meanwhile is not touched, and the row says so. If the line \
breaks in the middle, post again: ION is read first, and nothing is written twice. Esc stops a posting after the \
write that is on its way; the rest stays planned.

When ION merged a record away, nothing follows it by itself: t shows what lies there by now of the same part and lot, \
then and now, and takes it once you say so. The counted difference is applied to that record, in a new plan.

What is beyond the limits of the settings needs an approval before anything is posted: a shows those rows, and \
somebody who neither counted, chose a fix nor made the plan gives a name and a reason. When a row's writes are others \
afterwards, it needs one again.

n leaves what is open as it is, with a note. When nothing is left to fix, F8 goes on to reopening what was closed \
off; a count without a close-off is over at once.

After the posting ION is read once more, and c shows the certificate: each line with digital before, floor and digital \
after, and why it is not equal where it is not."""

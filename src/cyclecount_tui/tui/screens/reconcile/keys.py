"""The keys of the reconcile screen: letters and digits, because nothing is typed here."""

from __future__ import annotations

from textual.binding import Binding

from cyclecount_tui.tui.jobs import STOP_WAITING
from cyclecount_tui.tui.screens.table_walking import LETTER_WALKING

MOST_SUGGESTIONS = 9


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(key, action, label, id=f"reconcile-{action.replace('_', '-')}", tooltip=tooltip, show=show)


def _take(number: int) -> Binding:
    return Binding(
        str(number),
        f"take({number})",
        "Take" if number == 1 else f"Take {number}",
        id=f"reconcile-take-{number}",
        tooltip=f"Take suggestion {number} for this line",
        show=number == 1,
    )


BINDINGS = [
    _key("f8", "finish", "Finish", "Close the count: nothing is left to post"),
    *(_take(number) for number in range(1, MOST_SUGGESTIONS + 1)),
    *(Binding(str(number), "no_suggestion", show=False) for number in range(1, MOST_SUGGESTIONS + 1)),
    _key("c", "choose_count", "Which count", "Say which count of this line is right, where no two agree"),
    _key("c", "by_hand", "Other fix", "Choose another fix: move, set, create, park, hold or leave"),
    _key("r", "try_again", "Try again", "Ask ION again and compare"),
    _key("r", "recount", "Recount", "Mark this line to be counted again, or take the mark back"),
    _key("R", "recount_marked", "Ask recount", "Have the marked lines counted again"),
    _key("h", "hold", "Hold", "Wait for something, with a note that says for what"),
    _key("n", "leave", "Leave", "Leave this discrepancy as it is, with a note that says why"),
    _key("u", "untake", "Undo", "Take back what was chosen for this line"),
    _key("a", "take_certain", "All certain", "Take every suggestion that is certain"),
    _key("e", "evidence", "Evidence", "Read all there is about this line"),
    _key("p,enter,ctrl+j", "plan", "Plan", "Show the exact writes for all that is chosen; nothing is posted yet"),
    _key("tab", "next_open", "Next open", "To the next line of which nothing is decided"),
    _key("m", "matches", "Matches", "Show or hide the lines that match"),
    _key("slash", "filter", "Filter", "Show only lines that hold what you type"),
    _key("f2", "clear_typed", "Clear", "Clear what is typed, and go on typing"),
    _key("s", "sort", "Sort", "Sort by value, by what is missing, by part, or as on the sheet"),
    STOP_WAITING,
    _key("escape", "go_back", "Back", "One step back; all choices are kept"),
    *LETTER_WALKING,
]

RANK = (
    "stop-waiting",
    "reconcile-try-again",
    "reconcile-finish",
    "reconcile-plan",
    "reconcile-take-1",
    "reconcile-choose-count",
    "reconcile-by-hand",
    "reconcile-recount-marked",
    "reconcile-evidence",
    "reconcile-untake",
    "reconcile-recount",
    "reconcile-leave",
    "reconcile-go-back",
    "reconcile-next-open",
    "reconcile-hold",
    "reconcile-take-certain",
    "reconcile-matches",
    "reconcile-filter",
    "reconcile-sort",
)

HELP = """\
Digital and floor side by side: what ION has, what was counted, and what may explain the difference, as a sum. The \
worst line stands on top; Tab goes to the next one of which nothing is decided.

Each suggestion says how sure it is: certain, likely, possible, or last, when nothing explains it, and why it is not \
the first. Take one by its number, or all certain ones with a. c makes another fix: where to, how many, why. h holds \
the line until something is settled, n leaves it as it is, both with a note; u takes back what was chosen. Nothing is \
written to ION here: p shows the plan first.

e shows the evidence in full; where it speaks of another count, Enter opens that one, and Esc comes back.

r marks a line to be counted again, R asks for the recount of all marked lines once it is confirmed.

/ and a few letters show only some lines; F2 clears the letters, Esc shows all lines again.

A line that was not counted is never posted. Of a line that was counted again, the details tell each count; where no \
two agree, nothing is written before you say which one is right (c), or leave the line with a note."""

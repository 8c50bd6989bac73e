"""The plan screen: exact writes in their order, and what became of each."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.jobs import STOPPED
from cyclecount_tui.tui.screens.plan import keys, rows, sentences
from cyclecount_tui.tui.screens.plan.approving_part import ApprovingPart
from cyclecount_tui.tui.screens.plan.posting_part import JOB
from cyclecount_tui.tui.screens.plan.succeeding_part import SucceedingPart
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH, NARROW, ROOMY
from cyclecount_tui.tui.screens.table_walking import TableWalking, unfocused
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.planning import plan

NOT_YET = "There is no plan yet."


class PlanScreen(SucceedingPart, ApprovingPart, TableWalking, Screen[Count]):
    """Plans and posts the chosen fixes of a compared count; the answer is the count as it is then."""

    CSS_PATH = "plan.tcss"
    AUTO_FOCUS = ""
    HELP = keys.HELP
    HELP_TITLE = "Plan"
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    BINDINGS: ClassVar[list[BindingType]] = [*keys.BINDINGS]

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.count = count
        self._items: tuple[rows.Item, ...] = ()

    def compose(self) -> ComposeResult:
        """Title, writes, one of them in full, result, keys."""
        yield TitleBar(f"PLAN  {self.count.subject.name}")
        yield unfocused(LineTable(rows.columns(self.count), empty_text=NOT_YET))
        detail = TextView(id="detail")
        detail.can_focus = False
        yield detail
        yield MessageLine(id="message")
        yield KeyBar(rank=keys.RANK)

    def on_mount(self) -> None:
        """Make a plan, unless the outcome of an earlier posting is open: that is settled first."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")
        self.table.when_moved = self.show_detail
        self.showing(self.count)
        self.find_limit()

    def begin(self) -> None:
        """A plan that waits for an approval, or has one, stays as it is: another one may be another plan."""
        if self.count.unsettled:
            self.message_line.bad(sentences.unclear(self.count))
        elif self._done:
            self.message_line.say(sentences.ended(self.seen))
        elif self.waiting or self.approved:
            self._say_what_to_do()
        else:
            self.action_plan_again()

    def on_resize(self) -> None:
        """What the title has room for has changed."""
        self._show_title()
        self.show_detail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action in {"go_back", "stop_posting"}:
            return self.posting == (action == "stop_posting")
        if action in {"leave_closed", "reopen_now", "post", "close", "plan_again", "leave_rest", "approve"}:
            return self._may(action)
        return super().check_action(action, parameters)

    def _may(self, action: str) -> bool:
        count = self.count
        if action == "leave_closed":
            return count.phase.ended
        if self.planning or self.posting or count.phase is not Phase.RECONCILING:
            return False
        if action in {"post", "close"}:
            return count.plan is not None and self._ready(action)
        if action in {"reopen_now", "approve"}:
            return count.to_reopen if action == "reopen_now" else bool(self.waiting)
        if action == "plan_again" and self._done:
            return False
        return not count.unsettled and (action == "plan_again" or bool(count.unresolved))

    @property
    def _done(self) -> bool:
        """Whether all of the plan is in ION and nothing is open: another one would be empty."""
        count = self.count
        posted = count.plan is not None and bool(count.plan.writes)
        return posted and not (count.outstanding or count.unsettled or count.unresolved)

    def _ready(self, action: str) -> bool:
        count = self.count
        if action == "post":
            return bool(count.outstanding)
        return not (count.outstanding or count.unresolved or count.closed_off)

    def showing(self, count: Count) -> None:
        """Draw this count; the cursor keeps its row as far as there is one."""
        another_plan = count.plan is not self.count.plan or not self._items
        self.count = count
        hides_others = self.look_who_counts()
        self._draw(anew=another_plan or hides_others)

    def draw_anew(self) -> None:
        """Other rows than before, of the same plan."""
        self._draw(anew=True)

    def _draw(self, *, anew: bool) -> None:
        self.see_what_waits(self.seen)
        if anew:
            self._items = rows.items(self.seen)
            not_yet = self.count.plan is None and self.count.unresolved
            self.table.set_empty_text(NOT_YET if not_yet else self.seen.hidden.words or sentences.NO_WRITES)
            self.table.set_rows(
                len(self._items),
                lambda index: rows.cells(self.seen, self._items[index], self.waiting_writes),
                lambda index: rows.tone(self.seen, self._items[index], self.waiting_writes),
            )
        self.table.refresh()
        self._show_title()
        self.show_detail()
        self.refresh_bindings()

    def show_detail(self) -> None:
        """The row under the cursor in full."""
        index = self.table.cursor
        self.query_one("#detail", TextView).set_text("" if index is None else self._detail(index))

    @property
    def item(self) -> rows.Item | None:
        """The row under the cursor."""
        index = self.table.cursor
        return self._items[index] if index is not None and index < len(self._items) else None

    def _detail(self, index: int) -> str:
        item = self._items[index]
        text = rows.detail_text(self.seen, item, self.approval_of(item.write) if item.write else "")
        if not self.has_class("-short"):
            return text
        how_far = rows.state(self.seen, item, self.waiting_writes)
        return f"{index + 1} of {len(self._items)}, {how_far}{rows.warned(self.seen, item)}: {text}"

    def action_plan_again(self) -> None:
        """Read the records again and make a new plan."""
        self.message_line.acknowledge()
        self.planning = True
        self.start_job(
            JOB,
            partial(plan, self.workplace, self.count),
            self._planned,
            self._not_planned,
            waiting="Reading the records of the chosen fixes from ION",
            stopped=self._read_after_stopping,
            abandonable=True,
        )
        self.refresh_bindings()

    def action_leave_closed(self) -> None:
        """The count is closed: back to the schedule."""
        self.dismiss(self.count)

    def action_go_back(self) -> None:
        """One thing at a time: the error, then the screen."""
        if self.count.phase.ended or not self.message_line.acknowledge():
            self.dismiss(self.count)

    def _planned(self, count: Count) -> None:
        self.planning = False
        self.showing(count)
        self._say_what_to_do()

    def _say_what_to_do(self) -> None:
        said, plan_seen = self.to_approve or sentences.to_do(self.seen), self.seen.plan
        if self.waiting or (plan_seen is not None and plan_seen.not_planned):
            self.message_line.warn(said)
        else:
            self.message_line.say(said)

    def _not_planned(self, error: Exception) -> None:
        self.planning = False
        if isinstance(error, CountMoved):
            self.read_again()
            return
        self.show_error(error)
        self.refresh_bindings()

    def _read_after_stopping(self) -> None:
        """The last answer may have come just before: then there is a plan on disk."""
        self.planning = False
        self.start_job(JOB, partial(load, self.workplace, self.count.id), self._show_after_stopping)

    def _show_after_stopping(self, count: Count) -> None:
        new = count.version > self.count.version
        self.showing(count)
        if new:
            self.message_line.say(sentences.to_do(self.seen))
        else:
            self.message_line.warn(f"{STOPPED} Nothing was changed and there is no new plan: r makes one.")

    def _show_title(self) -> None:
        place, title = self.count.subject.name, self.query_one(TitleBar)
        if self.size.width < NARROW:
            number = len(self.seen.plan.writes) if self.seen.plan else 0
            title.show(place, "", sentences.writes(number))
        else:
            right = sentences.title_right(self.seen, wide=self.size.width >= ROOMY)
            title.show(f"PLAN  {place}", sentences.title_middle(self.seen), right)

"""The reconcile screen: digital beside floor, suggestions by number, and what is done about each discrepancy."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.tui.near_compositor import NearCompositor
from cyclecount_tui.tui.screens.reconcile import keys
from cyclecount_tui.tui.screens.reconcile.by_hand_part import ByHandPart
from cyclecount_tui.tui.screens.reconcile.choosing_part import ChoosingPart
from cyclecount_tui.tui.screens.reconcile.evidence_part import EvidencePart
from cyclecount_tui.tui.screens.reconcile.going_on import GoingOn
from cyclecount_tui.tui.screens.reconcile.recount_part import RecountPart
from cyclecount_tui.tui.screens.reconcile.rows import columns
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH
from cyclecount_tui.tui.screens.table_filter import filter_field
from cyclecount_tui.tui.screens.table_walking import unfocused
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar

_COMPARED = frozenset({"matches", "filter", "sort"})


class ReconcileScreen(EvidencePart, RecountPart, ByHandPart, ChoosingPart, GoingOn, Screen[None]):
    """Reconciles one count; one that is only submitted is compared first, unless `problem` says why that failed.

    `at`: an item whose row is under the cursor at first, where there is one.
    """

    CSS_PATH = "reconcile.tcss"
    AUTO_FOCUS = ""
    HELP = keys.HELP
    HELP_TITLE = "Reconcile"
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    BINDINGS: ClassVar[list[BindingType]] = [*keys.BINDINGS]

    def __init__(self, count: Count, *, problem: str = "", at: LineKey | None = None) -> None:
        super().__init__()
        self._compositor = NearCompositor()
        self.count = count
        self._problem = problem
        self._at = at

    def compose(self) -> ComposeResult:
        """Title, rows and the details of one, filter, result, keys."""
        yield TitleBar(f"RECONCILE  {self.count.subject.name}")
        with Container(id="panes"):
            table = unfocused(LineTable(columns((), of_part=self.count.subject.is_part)))
            table.when_moved = self.show_detail
            yield table
            detail = TextView(id="detail")
            detail.can_focus = False
            yield detail
        yield filter_field(self.search)
        yield MessageLine(id="message")
        yield KeyBar(rank=keys.RANK)

    def on_mount(self) -> None:
        """Show what is known; ask ION for what is not."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")
        self.look_who_counts()
        self.load_rows()
        if self._at is not None:
            self.move_to_item(self._at)
        if self.count.phase is not Phase.SUBMITTED:
            self.find_suggestions()
        elif self._problem:
            self.later(self._problem)
        else:
            self.compare()

    def on_resize(self) -> None:
        """What the title and the details have room for has changed."""
        self.show_title()
        self.show_detail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action in _COMPARED:
            return self.count.phase is Phase.RECONCILING
        if action == "walk":
            return self.count.evidence is not None
        if action == "clear_typed":
            return self.filtering
        return super().check_action(action, parameters)

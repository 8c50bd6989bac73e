"""The rows of the reconciliation on the screen: order, matches, filter, and the details of the row under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import on
from textual.screen import Screen

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.fixes import Suggestion
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.tui.acting_ahead import ActsAhead
from cyclecount_tui.tui.screens.changing import Changing
from cyclecount_tui.tui.screens.keys_of_row import KeysOfRow
from cyclecount_tui.tui.screens.reconcile import sentences
from cyclecount_tui.tui.screens.reconcile.details import detail_pane, detail_short, detail_text
from cyclecount_tui.tui.screens.reconcile.rows import Order, Shown, cells, columns, rows_shown, tone
from cyclecount_tui.tui.screens.screen_sizes import NARROW
from cyclecount_tui.tui.screens.table_walking import TableWalking
from cyclecount_tui.tui.shown_beside import ShownBeside
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar

BEFORE = "Not compared with ION yet."


class TablePart(Changing, ShownBeside, TableWalking, KeysOfRow, ActsAhead):
    """Mixin for the reconcile screen.

    By line number, `offered` holds the suggestions of this comparison, `same_way` which rows are off as they were twice
    before.
    """

    ACTS_AHEAD = frozenset({"sort"})

    def __init__(self) -> None:
        super().__init__()
        self.offered: Mapping[int, Sequence[Suggestion]] = {}
        self.same_way: Mapping[int, str] = {}
        self._rows: tuple[Shown, ...] = ()
        self._order = Order.WORST
        self._matches = False
        self._wanted = ""
        self._drawn: dict[int, tuple[str, ...]] = {}

    @property
    def here(self) -> Screen[None]:
        """The screen it is mixed into."""
        assert isinstance(self, Screen)
        return self

    @property
    def current(self) -> Shown | None:
        """The row under the cursor."""
        index = self.table.cursor
        return self._rows[index] if index is not None and index < len(self._rows) else None

    @property
    def current_offers(self) -> Sequence[Suggestion]:
        """The suggestions of the row under the cursor."""
        return self.offered.get(self.current.line.number, ()) if self.current else ()

    @property
    def rows(self) -> tuple[Shown, ...]:
        """The rows as they stand on the screen."""
        return self._rows

    @property
    def may_decide(self) -> bool:
        """Whether something can be decided about the row under the cursor."""
        shown = self.current
        if shown is None or not shown.differs or self.count.phase is not Phase.RECONCILING:
            return False
        return shown.line.number not in self.count.posted_lines

    @property
    def filtered(self) -> bool:
        """Whether some rows are left out by a filter."""
        return bool(self._wanted)

    @property
    def filtering(self) -> bool:
        """Whether the filter is being typed."""
        return self.here.has_class("-filtering")

    def showing(self, count: Count) -> None:
        """Draw this count; the cursor keeps its line."""
        self.count = count
        if self.look_who_counts():
            self.draw_anew()
        else:
            self.load_rows()

    def draw_anew(self) -> None:
        """Without the suggestions that were made before: they may rest on what is not shown any more."""
        self.offered, self.same_way = {}, {}
        self.load_rows()

    def load_rows(self) -> None:
        """Give the table its rows anew, for something in them is another."""
        self._drawn = {}
        self.arrange_rows()
        self.show_title()

    def arrange_rows(self, *, others: bool = True) -> None:
        """The same rows in another order, or `others` of them; the cursor keeps its line as far as that is shown."""
        line = self.current.line.number if self.current else None
        self._rows = rows_shown(self.seen, self._order, matches=self._matches, wanted=self._wanted)
        drawn = [self._drawn.get(shown.line.number) or self._draw(shown) for shown in self._rows]
        self.table.set_empty_text(self._nothing())
        if others:
            self.table.set_columns(columns(drawn, of_part=self.count.subject.is_part))
        self.table.set_rows(len(drawn), drawn.__getitem__, lambda index: tone(self.seen, self._rows[index]))
        places = {shown.line.number: place for place, shown in enumerate(self._rows)}
        if line in places:
            self.table.move_to(places[line])
        self.show_detail()

    def _draw(self, shown: Shown) -> tuple[str, ...]:
        number = shown.line.number
        drawn = self._drawn[number] = cells(self.seen, shown, self.offered.get(number, ()))
        return drawn

    def move_to_item(self, item: LineKey) -> None:
        """Put the cursor on the row of an item, wherever it lies; nothing happens where none is shown."""
        found = (place for place, shown in enumerate(self._rows) if shown.line.key.item == item.item)
        place = next(found, None)
        if place is not None:
            self.table.move_to(place)

    def show_title(self) -> None:
        """The place and the sums, as the width allows."""
        place, title = self.count.subject.name, self.here.query_one(TitleBar)
        if self.here.size.width < NARROW:
            title.show(place, "", sentences.title_short(self.seen))
        else:
            doing = "TRAINING" if self.count.mode is CountMode.GUIDED else "RECONCILE"
            title.show(f"{doing}  {place}", sentences.title_middle(self.seen), sentences.title_right(self.seen))

    def show_detail(self) -> None:
        """Everything about the row under the cursor, and the keys that fit it."""
        shown, short = self.current, self.here.has_class("-short")
        if shown is not None and short:
            place = f"{(self.table.cursor or 0) + 1}/{len(self._rows)}"
            text = f"{place} {detail_short(self.seen, shown, self.current_offers)}"
        elif shown is not None:
            told = detail_pane if self.here.has_class("-roomy") else detail_text
            text = told(self.seen, shown, self.current_offers, self.same_way.get(shown.line.number, ""))
        else:
            text = self._nothing() if short else ""
        self.here.query_one("#detail", TextView).set_text(text)
        self.refresh_keys_of_row()

    def action_matches(self) -> None:
        """Show or hide the lines that match."""
        self._matches = not self._matches
        self.arrange_rows()
        self.message_line.say("Matches are shown too." if self._matches else "Matches are hidden.")

    def action_sort(self) -> None:
        """The next order."""
        self._order = self._order.next
        self.arrange_rows(others=False)
        self.message_line.say(f"Sorted {self._order}.")

    def view_kept(self) -> Callable[[], None]:
        """Order, place and sentence."""
        order, go_back, say_again = self._order, self.table.place_kept(), self.message_line.kept()

        def show_again() -> None:
            self._order = order
            self.arrange_rows(others=False)
            go_back()
            say_again()

        return show_again

    def action_filter(self) -> None:
        """Type what the rows must hold."""
        self.here.add_class("-filtering")
        self.here.query_one(EntryField).focus()
        self.here.refresh_bindings()

    def action_clear_typed(self) -> None:
        """All lines again, and another text to look for."""
        self.here.query_one(EntryField).clear()
        self._wanted = ""
        self.arrange_rows()

    def search(self, text: str) -> None:
        """Filter as the text grows."""
        self._wanted = text.strip()
        self.arrange_rows()

    @on(EntryField.Submitted)
    def keep_filter(self, event: EntryField.Submitted) -> None:
        """Back to the rows that were found; what was typed behind the Enter is meant for them."""
        event.field.set_text(event.text)
        self._leave_filter()
        event.field.call_later(event.field.release)  # after the keys on their way to it
        if self._wanted:
            self.message_line.say(f"Only lines with '{self._wanted}'. Press Esc to see all.")

    def drop_filter(self) -> bool:
        """Show all rows again; False when there was no filter."""
        if not (self.filtering or self._wanted):
            return False
        self.here.query_one(EntryField).clear()
        self._wanted = ""
        self._leave_filter()
        self.arrange_rows()
        self.message_line.say("")
        return True

    def _leave_filter(self) -> None:
        self.here.remove_class("-filtering")
        self.here.set_focus(None)
        self.here.refresh_bindings()

    def _nothing(self) -> str:
        if self.count.evidence is None:
            return BEFORE
        if self._wanted:
            return f"No line holds '{self._wanted}'. Press Esc to see all."
        return self.seen.hidden.words or sentences.all_good(self.seen)

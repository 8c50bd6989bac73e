"""Scans into the form of a found item: what a code says fills the answers, and no code is ever how many there are."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial

from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.domain.scans.command_card import CardScan, Command
from cyclecount_tui.domain.scans.quantity_or_scan import Nature, nature_of, scan_behind
from cyclecount_tui.domain.scans.sheet_codes import is_known
from cyclecount_tui.tui.scanned import card_of
from cyclecount_tui.tui.screens.found_where import FoundWhere
from cyclecount_tui.tui.screens.screen_sizes import THIN_FORM
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.handing_over import hand_over
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import Choose
from cyclecount_tui.workflow.scanning import results
from cyclecount_tui.workflow.scanning.reading import Reading, readings
from cyclecount_tui.workflow.scanning.resolving import resolve

_JOB = "scan"
_LONGEST_QUOTED = 40
_STEPS = {Command.NEXT: 1, Command.BACK: -1}


_SHORT = {"place": "Loc", "part": "Part", "revision": "Rev", "lot": "Lot", "serial": "S/N", "quantity": "Qty"}
"""What stands before the answers where there is no room for the questions."""


class FoundScans(FoundWhere):
    """Mixin for the form of a found item. `scanned`: the code that told what it is; `questions`: ids and labels."""

    scanned: str
    questions: Sequence[tuple[str, str]]

    def on_resize(self) -> None:
        """On an upright handheld the answers need the room."""
        short = self._here.app.size.width < THIN_FORM
        width = max(len(_SHORT[name] if short else label) for name, label in self.questions)
        for name, label in self.questions:
            self._here.query_one(f"#{name}", EntryField).label = (_SHORT[name] if short else label).ljust(width)

    @abstractmethod
    def store_item(self, field: EntryField) -> None:
        """Store it, with what the last answer says."""

    @abstractmethod
    def action_go_back(self) -> None:
        """Close the form."""

    @abstractmethod
    def action_step(self, step: int) -> None:
        """To another question."""

    @property
    def looks_up(self) -> bool:
        """Whether a location or a code is being looked up."""
        return super().looks_up or self.job_runs(_JOB)

    def read_answer(self, event: EntryField.Submitted) -> str | None:
        """The answer, without what a scanner puts around it; None where the scan was acted on, or is no answer."""
        if not event.text.strip():
            return event.text
        card = card_of(self._here, event.text)
        if card is not None:
            self._take_card(card, event.field)
            return None
        if event.field.id == "quantity":
            return event.text if self._is_quantity(event) else None
        reading = readings(event.text, self.workplace.practice.scanning)[0]
        structured = reading.label is not None or reading.fields is not None
        if event.arrival is Arrival.TYPED and not structured:
            return event.text
        if event.field.id in {"part", "place"}:
            self._find_out(event.field, event.text, reading)
            return None
        return _said_of(reading, event.field.id or "")

    def _take_card(self, card: CardScan, field: EntryField) -> None:
        if card.command is Command.NO:
            self.action_go_back()
            return
        if card.command in _STEPS:
            self.action_step(_STEPS[card.command])
        elif card.command is not Command.CLEAR:
            self.message_line.warn("That card does nothing here: type the answer, or scan NO to go back.")
        field.release()

    @property
    def key_answered(self) -> LineKey:
        """What it is, by the answers so far."""
        part_number = self._count.subject.name if self._count.subject.is_part else self.answer("part")
        revision, lot, serial = (self.answer(name) for name in ("revision", "lot", "serial"))
        return LineKey(part_number, revision, lot, serial)

    def answer(self, name: str) -> str:
        """The answer to a question."""
        return self._here.query_one(f"#{name}", EntryField).text.strip()

    # How many

    def _is_quantity(self, event: EntryField.Submitted) -> bool:
        nature = nature_of(event.text, event.arrival, lambda text: is_known(text, self._count.lines))
        if scan_behind(event.typed, event.text, nature):
            self._refuse(event, event.typed)
        elif nature is Nature.ASK:
            self._ask(event)
        elif nature is Nature.SCAN and event.arrival is not Arrival.TYPED:
            self._refuse(event, "")
        else:
            return True
        return False

    def _refuse(self, event: EntryField.Submitted, typed: str) -> None:
        code = one_line(event.text[len(typed) :].strip(), _LONGEST_QUOTED)
        self._say_no(f"{code} was scanned, and this item is not stored yet: type how many there are, or Esc.", typed)

    def _say_no(self, sentence: str, text: str = "") -> None:
        field = self._here.query_one("#quantity", EntryField)
        field.set_text(text)
        field.release()
        self.message_line.bad(sentence)
        self.message_line.ring("bad")

    def _ask(self, event: EntryField.Submitted) -> None:
        number = one_line(event.text.strip(), _LONGEST_QUOTED)

        def answered(choice: int | None) -> None:
            if choice == 0:
                event.field.set_text(event.text)
                self.store_item(event.field)
            else:
                self._refuse(event, "") if choice == 1 else self._say_no("", event.text)

        options = [(f"{number} pieces", "So many there are"), (f"The code {number}", "It was scanned")]
        self._here.app.push_screen(Choose("QUANTITY OR CODE?", options), answered)

    # What it is

    def _find_out(self, field: EntryField, text: str, reading: Reading) -> None:
        self.start_job(
            _JOB,
            partial(resolve, self.workplace, self._count, text),
            partial(self._take_result, field, reading),
            self._not_found_out,
            waiting=f"Looking for {one_line(reading.text, _LONGEST_QUOTED)}",
            stopped=partial(self._take_result, field, reading, results.Unknown(asked_ion=False)),
            abandonable=True,
        )
        self._here.set_focus(None)  # a row that holds its keys would hold Esc, too
        self._here.refresh_bindings()

    def _take_result(self, field: EntryField, reading: Reading, result: results.Result) -> None:
        if isinstance(result, results.NotOnSheet) and field.id == "part":
            self._fill(field, result.key, reading.text, sure=True)
        elif isinstance(result, results.OtherLocation | results.ThisLocation):
            self._take_location(field, result)
        elif isinstance(result, results.Unknown | results.Ambiguous) and reading.label is None:
            self._fill(field, _key_of(reading), reading.text)
        else:
            self._refuse_code(field, reading, result)

    def _take_location(self, field: EntryField, result: results.OtherLocation | results.ThisLocation) -> None:
        if field.id == "place":
            field.set_text(result.subject.name)
            self.look_up(field)
        else:
            self._refuse_code(field, None, result)

    def _fill(self, field: EntryField, key: LineKey, scanned: str, *, sure: bool = False) -> None:
        """What the code told, then the question that comes next: how many, where ION knows the item."""
        if field.id == "place":
            field.set_text(scanned)
            self.look_up(field)
            return
        self.scanned = scanned
        for name, text in answers_of(key).items():
            if text:
                self._here.query_one(f"#{name}", EntryField).set_text(text)
        self.message_line.say(f"Scanned: {one_line(scanned)}")
        self.call_later(self._to_quantity if sure else self.go_on_from, field)

    def _to_quantity(self, field: EntryField) -> None:
        hand_over(field, self._here.query_one("#quantity", EntryField))

    def _refuse_code(self, field: EntryField, reading: Reading | None, result: results.Result) -> None:
        dropped = self._released(field)
        if isinstance(result, results.OtherLocation | results.ThisLocation):
            said = f"That is the location {one_line(result.subject.name)}: scan the item."
        elif reading is not None and isinstance(result, results.Unknown):
            told = "ION does not know that label" if result.asked_ion else "ION did not say what that label is on"
            said = f"{told}: type the part number."
        else:
            said = "That is on the sheet, or no item: press Esc and scan it there."
        self.message_line.bad(f"{said}{dropped}")
        self.message_line.ring("bad")

    def _not_found_out(self, error: Exception) -> None:
        self.show_error(error)
        self._released(self._here.query(EntryField).first())


def _said_of(reading: Reading, question: str) -> str:
    """What a code says of one question; all of it where its shape says nothing of that."""
    return (answers_of(_key_of(reading)).get(question, "") if reading.fields is not None else "") or reading.text


def _key_of(reading: Reading) -> LineKey:
    """The item by the shape of its code alone."""
    fields = reading.fields
    if fields is None:
        return LineKey(reading.text)
    number = next(iter((*fields.part_numbers, *fields.gtins)), reading.text)
    return LineKey(number, fields.revision, fields.lot_number, fields.serial_number)


def answers_of(key: LineKey) -> Mapping[str, str]:
    """What is known of an item, by question."""
    return {"part": key.part_number, "revision": key.revision, "lot": key.lot_number, "serial": key.serial_number}

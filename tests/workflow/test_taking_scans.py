"""Scans of a count while ION is away: the sheet knows its own codes, and only what was meant is stored."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cyclecount_tui.domain.entries import CountMode, ScanOutcome
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.domain.scans.command_card import Command, badge_code
from cyclecount_tui.domain.scans.ion_label import IonLabel
from cyclecount_tui.domain.scans.layouts import through
from cyclecount_tui.domain.scans.line_codes import line_code
from cyclecount_tui.domain.scans.patterns import code_pattern
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.domain.scans.sheet_codes import CodeKind
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.scanning import results
from cyclecount_tui.workflow.scanning.results import Why
from cyclecount_tui.workflow.workplace import Practice, Workplace
from tests.factory import Factory
from tests.workflow.scanned import SHELF, cut_off, opened, plain_line, scan, with_lot, with_serial, with_two_lots


@pytest.fixture
def away(factory: Factory) -> Iterator[Workplace]:
    place = cut_off(factory)
    yield place
    place.close()


def test_the_sheet_brings_the_labels_of_its_records_along(factory: Factory) -> None:
    count = opened(factory)
    plant = factory.simulator.plant
    assert all(len(line.labels) == len(line.records) > 0 for line in count.lines)
    serial = with_serial(count)
    ((record_id, _),) = serial.records
    assert f'{{"uid":"{serial.labels[0]}"}}' == plant.label(plant.inventory[record_id].entity_id)
    assert factory.again(count).lines == count.lines
    assert [request.operation_name for request in factory.simulator.requests] == ["BlindSheet"]


@pytest.mark.parametrize("wrapped", ["{}", "{}\r", "{}\n", "{}\r\n", "{}\t", "]A0{}\r"])
def test_a_serial_of_the_sheet_is_counted_present(factory: Factory, away: Workplace, wrapped: str) -> None:
    count = opened(factory)
    line = with_serial(count)
    scanned = wrapped.format(line.key.serial_number)
    after, result = scan(away, count, scanned, at_line=1)
    assert result == results.SerialCounted(line=line, text=line.key.serial_number)
    (entry,) = after.entries
    assert (entry.line, entry.quantity, entry.scanned) == (line.number, 1, line.key.serial_number)
    assert factory.again(count) == after
    again, second = scan(away, after, scanned, at_line=1)
    assert again == after
    assert second == results.SerialAlready(line=line, entry=entry, text=line.key.serial_number)


def test_a_serial_by_its_label_and_by_a_mangled_one(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    line = with_serial(count)
    label = IonLabel(line.labels[0]).text
    after, result = scan(away, count, label)
    assert result == results.SerialCounted(line=line, text=label)
    for layout in ("QWERTZ, German", "AZERTY, French"):
        mangled = through(label, layout)
        same, second = scan(away, after, mangled)
        assert same == after
        assert isinstance(second, results.SerialAlready)
        assert (second.line, second.mangled) == (line, True)


def test_a_serial_that_was_said_not_to_be_here_turns_up(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    line = with_serial(count)
    count = none_here(away, count, line.number)
    count, result = scan(away, count, line.key.serial_number)
    assert isinstance(result, results.SerialCounted)
    assert count.standing[line.number].quantity == 1


def test_a_part_or_lot_leads_to_its_line_and_counts_nothing(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    lot, plain = with_lot(count), plain_line(count)
    for text, line, kind in [
        (lot.key.lot_number, lot, CodeKind.LOT),
        (lot.key.part_number, lot, CodeKind.PART),
        (f"{lot.key.part_number} rev {lot.key.revision}", lot, CodeKind.PART),
        (plain.key.part_number.lower(), plain, CodeKind.PART),
        (IonLabel(plain.labels[0]).text, plain, CodeKind.LABEL),
        (line_code(plain.number), plain, CodeKind.LINE),
    ]:
        same, result = scan(away, count, text, at_line=3)
        assert same == count
        assert result == results.LineFound(line=line, kind=kind, text=text)


def test_a_printed_line_of_a_serial_does_not_say_that_it_is_here(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    line = with_serial(count)
    same, result = scan(away, count, line_code(line.number))
    assert (same, result) == (count, results.LineFound(line=line, kind=CodeKind.LINE, text=line_code(line.number)))


def test_a_part_of_several_lines_leads_to_the_first_open_one(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    first, second = with_two_lots(count)

    def leads_to(at_line: int | None) -> int:
        same, result = scan(away, count, first.key.part_number, at_line=at_line)
        assert same == count
        assert isinstance(result, results.SeveralLines)
        assert (result.lines, result.kind) == ((first, second), CodeKind.PART)
        return result.line.number

    assert leads_to(None) == first.number
    assert leads_to(second.number) == second.number, "the line that is up stays up"
    count = enter(away, count, first.number, "5")
    assert leads_to(first.number) == second.number
    count = enter(away, count, second.number, "5")
    assert leads_to(None) == first.number


def test_one_lot_number_of_two_parts_is_asked_about(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    lot, plain = with_lot(count), plain_line(count)
    twin = replace(plain, key=replace(plain.key, lot_number=lot.key.lot_number))
    count = replace(count, lines=tuple(twin if line == plain else line for line in count.lines))
    same, result = scan(away, count, lot.key.lot_number)
    assert same == count
    assert result == results.Ambiguous(lines=(twin, lot), text=lot.key.lot_number)


def test_scan_each_adds_one_to_the_line_that_was_meant(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    plain, lot = plain_line(count), with_lot(count)
    for total in (1, 2, 3):
        count, result = scan(away, count, plain.key.part_number, at_line=plain.number, each=True)
        assert isinstance(result, results.OneMore)
        assert (result.line, result.total) == (plain, total)
    count, result = scan(away, count, lot.key.lot_number, at_line=plain.number, each=True)
    assert isinstance(result, results.OneMore)
    assert {number: entry.quantity for number, entry in count.standing.items()} == {plain.number: 3, lot.number: 1}
    assert [entry.adds for entry in count.entries] == [False, True, True, False]


def test_scan_each_counts_none_while_it_cannot_say_of_which_line(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    first, second = with_two_lots(count)
    same, result = scan(away, count, first.key.part_number, at_line=plain_line(count).number, each=True)
    assert same == count
    assert isinstance(result, results.SeveralLines)
    count, result = scan(away, count, first.key.part_number, at_line=second.number, each=True)
    assert isinstance(result, results.OneMore)
    assert list(count.standing) == [second.number]


def test_scan_each_counts_a_serial_once_and_no_printed_line(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    serial, plain = with_serial(count), plain_line(count)
    count, _ = scan(away, count, serial.key.serial_number, at_line=serial.number, each=True)
    same, result = scan(away, count, serial.key.serial_number, at_line=serial.number, each=True)
    assert isinstance(result, results.SerialAlready)
    same, result = scan(away, same, line_code(plain.number), at_line=plain.number, each=True)
    assert isinstance(result, results.LineFound)
    assert same == count
    assert count.standing[serial.number].quantity == 1


def test_gs1_leads_to_the_line_and_counts_a_serial(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    lot, serial = with_lot(count), with_serial(count)
    coded = f"]C1240{lot.key.part_number}\x1d10{lot.key.lot_number}\x1d3724\r"
    same, result = scan(away, count, coded)
    assert same == count
    assert isinstance(result, results.LineFound)
    assert (result.line, result.fields and result.fields.label_count) == (lot, "24")
    count, result = scan(away, count, f"240{serial.key.part_number}~21{serial.key.serial_number}")
    assert isinstance(result, results.SerialCounted)
    assert result.line == serial


def test_gs1_of_a_part_here_fills_a_found_item_in(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    lot, serial = with_lot(count), with_serial(count)
    for line, coded, key, why in [
        (serial, "21SN-NEW", replace(serial.key, serial_number="SN-NEW"), Why.OTHER_SERIAL),
        (lot, "10L-NEW", replace(lot.key, lot_number="L-NEW"), Why.OTHER_LOT),
    ]:
        same, result = scan(away, count, f"]d2240{line.key.part_number}\x1d{coded}")
        assert same == count
        assert isinstance(result, results.NotOnSheet)
        assert (result.key, result.why) == (key, why)


def with_rules(place: Workplace, rules: ScanRules) -> Workplace:
    place.practice = Practice(scanning=rules)
    return place


def test_configured_patterns_and_wrapping(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    lot = with_lot(count)
    patterns = (
        code_pattern("P(?P<part>[^;]+);L(?P<lot>.+)"),
        code_pattern("PR:(?P<part>[^;]+);(?P<revision>.+)"),
        code_pattern("LOC:(?P<location>.+)"),
    )
    place = with_rules(away, ScanRules(prefix="^", suffix="$", patterns=patterns))
    _, result = scan(place, count, f"^P{lot.key.part_number};L{lot.key.lot_number}$\r\n")
    assert isinstance(result, results.LineFound)
    assert (result.line, result.kind) == (lot, CodeKind.LOT)
    _, result = scan(place, count, f"PR:{lot.key.part_number};Z")
    assert isinstance(result, results.NotOnSheet)
    assert (result.why, result.key.revision) == (Why.OTHER_REVISION, "Z")
    _, result = scan(place, count, f"LOC:{SHELF}")
    assert isinstance(result, results.ThisLocation)


def test_commands_and_badges_change_nothing(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    place = with_rules(away, ScanRules(badge_pattern=re.compile("EMP-(?P<name>.+)")))
    for text, expected in [
        ("CC-UNDO\r", results.CommandScanned(command=Command.UNDO, text="CC-UNDO")),
        ("CCßFINISH", results.CommandScanned(command=Command.FINISH, text="CCßFINISH", mangled=True)),
        (badge_code("Bo"), results.BadgeScanned(name="Bo", text="CC-BY-Bo")),
        ("EMP-Bo", results.BadgeScanned(name="Bo", text="EMP-Bo")),
    ]:
        assert scan(place, count, text) == (count, expected)


def test_locations_this_one_and_others(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    away.store.schedule.replace_rows(factory.schedule())
    for name in (SHELF, "rack-b/shelf-04", "RACK B SHELF 04"):
        assert scan(away, count, name) == (count, results.ThisLocation(subject=count.subject, text=name))
    other = factory.named("RACK-A / SHELF-01")
    for name in (other.name, other.name.lower()):
        assert scan(away, count, name) == (count, results.OtherLocation(subject=other, text=name))
    _, result = scan(away, count, str(other.id))
    assert isinstance(result, results.Unknown), "an id is no name"


def test_a_code_read_twice_in_one_go(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    plain, serial = plain_line(count), with_serial(count)
    for glued in (plain.key.part_number * 2, f"{plain.key.part_number}\r" * 2, f"]A0{plain.key.part_number}\t" * 2):
        same, result = scan(away, count, glued)
        assert same == count
        assert result == results.LineFound(line=plain, kind=CodeKind.PART, text=plain.key.part_number, doubled=True)
    count, result = scan(away, count, serial.key.serial_number * 2)
    assert isinstance(result, results.SerialCounted)
    count, result = scan(away, count, (IonLabel(serial.labels[0]).text + "\r\n") * 2)
    assert isinstance(result, results.SerialAlready)
    assert (result.doubled, result.mangled, len(count.entries)) == (True, False, 1)


def test_a_part_number_that_a_layout_mangled(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    plain, serial = plain_line(count), with_serial(count)
    seen = through(plain.key.part_number, "QWERTZ, German")
    assert seen != plain.key.part_number
    same, result = scan(away, count, seen)
    assert (same, result) == (
        count,
        results.LineFound(line=plain, kind=CodeKind.PART, text=seen, mangled=True),
    )
    count, result = scan(away, count, through(serial.key.serial_number, "AZERTY, French"))
    assert isinstance(result, results.SerialCounted)
    assert result.line == serial


def test_unknown_codes_are_kept_with_their_time_and_place(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    count, result = scan(away, count, "XY-4711\r", at_line=4)
    (kept,) = count.open_scans
    assert result == results.Unknown(text="XY-4711", asked_ion=False, scan=kept)
    assert (kept.text, kept.near, kept.by, kept.at) == ("XY-4711", 4, "Ann", factory.now)
    count, _ = scan(away, count, "XY-4712", arrival=Arrival.TYPED)
    assert [each.text for each in count.scans] == ["XY-4711", "XY-4712"]
    assert all(each.outcome is ScanOutcome.OPEN for each in count.scans)
    assert factory.again(count) == count


@pytest.mark.parametrize(("text", "arrival"), [("abc", Arrival.TYPED), ("", Arrival.PASTE), ("\r\n", Arrival.BURST)])
def test_what_is_no_code_is_not_kept(factory: Factory, away: Workplace, text: str, arrival: Arrival) -> None:
    count = opened(factory)
    same, result = scan(away, count, text, arrival=arrival)
    assert same == count
    assert isinstance(result, results.Unknown)
    assert result.scan is None


def test_half_a_character_and_a_whole_book_are_kept_as_far_as_can_be(factory: Factory, away: Workplace) -> None:
    count = opened(factory)
    count, _ = scan(away, count, "XY\udc80-9\x1b[2J")
    count, _ = scan(away, count, "A" * 50_000)
    count, _ = scan(away, count, "XY-4711", at_line=999)
    assert [len(each.text) for each in count.scans] == [9, 500, 7]
    assert [each.near for each in count.scans] == [None, None, None]
    assert factory.again(count) == count


def test_a_double_blind_count_knows_its_codes_all_the_same(factory: Factory, away: Workplace) -> None:
    count = replace(opened(factory), mode=CountMode.DOUBLE_BLIND)
    plain = plain_line(count)
    _, result = scan(away, count, plain.key.part_number)
    assert isinstance(result, results.LineFound)
    assert result.line == plain

"""Digital beside floor."""

from dataclasses import replace
from decimal import Decimal

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.comparing import compare
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import SheetRecord, Status
from cyclecount_tui.domain.lines import LineKey, found_line, key_of, sheet_lines
from tests.domain.building import AT, BOLT, FACT, NUT, THERE, counting, entered, rec, reconciling, submitted


def test_digital_is_every_record_with_a_quantity_that_is_not_installed() -> None:
    records = [
        rec(11, 10),
        rec(12, 4, Status.KITTED),
        rec(13, 3, Status.ON_ORDER),
        rec(14, 9, Status.INSTALLED),
        rec(15, 0),
    ]
    row = reconciling(records, {1: 20}).rows[0]
    assert (row.digital, row.floor, row.difference) == (17, 20, 3)
    assert row.breakdown == {Status.AVAILABLE: 10, Status.KITTED: 4, Status.ON_ORDER: 3}
    assert row.value == Decimal("7.50")


def test_a_line_that_was_not_counted_has_no_row() -> None:
    count = reconciling([rec(11, 10), rec(12, 5, part=NUT)], {2: 5})
    assert [row.line.number for row in count.rows] == [2]
    assert [line.number for line in count.not_counted] == [1]


def test_float_noise_is_no_discrepancy() -> None:
    noisy = Decimal("0.1") + Decimal("0.2") + Decimal("0.0000000004")
    assert not reconciling([rec(11, str(noisy))], {1: "0.3"}).rows[0].differs


RENAMED = replace(BOLT, number="FR-1-NEW")


def found(count: Count, key: LineKey, quantity: int) -> Count:
    line = found_line(len(count.lines) + 1, key, RENAMED)
    return after(
        count, counting_events.ItemFound(**FACT, line=line, expression=str(quantity), quantity=Decimal(quantity))
    )


def test_a_record_stays_with_the_line_that_listed_it_whatever_its_part_is_called_by_now() -> None:
    count = entered(counting(rec(11, 10)), 1, 8)
    evidence = Evidence(here=(rec(11, 10, part=RENAMED), rec(12, 5, part=RENAMED)))
    (row,) = compare(count.lines, count.floors, evidence)
    assert ([record.id for record in row.records], row.difference) == ([11], -2)


def test_a_record_whose_new_name_was_found_is_what_was_found() -> None:
    count = after(counting(rec(11, 10)), counting_events.NoneConfirmed(**FACT, line=1))
    count = found(count, key_of(rec(11, 10, part=RENAMED)), 10)
    rows = compare(count.lines, count.floors, Evidence(here=(rec(11, 10, part=RENAMED),)))
    assert [(row.digital, row.floor) for row in rows] == [(0, 0), (10, 10)]


def test_a_record_that_lies_elsewhere_by_now_is_of_the_line_there() -> None:
    records = [SheetRecord(record.id, record.etag, record.part, location=record.location)
               for record in (rec(11, 10), rec(12, 5, at=THERE))]  # fmt: skip
    lines = sheet_lines(records)
    evidence = Evidence(here=(rec(11, 10, at=THERE, part=BOLT), rec(12, 5, at=THERE, part=RENAMED)))
    rows = compare(lines, {1: Decimal(0), 2: Decimal(15)}, evidence)
    assert [[record.id for record in row.records] for row in rows] == [[], [11, 12]]


def test_a_change_of_a_lot_is_told_of_the_line_that_listed_the_record() -> None:
    count = submitted(entered(counting(rec(11, 10, lot="L1")), 1, 9))
    evidence = Evidence(here=(rec(11, 10, lot="L2", etag="other"),))
    compared = after(count, said.Compared(**FACT, evidence=evidence))
    assert [moved.key for moved in compared.movements] == [compared.lines[0].key]
    assert suggestions(compared)[1][0].cause is Cause.MOVED_MEANWHILE


def test_without_a_cost_there_is_no_value() -> None:
    assert reconciling([rec(12, 5, part=NUT)], {1: 4}).rows[0].value is None


def test_what_moved_while_the_count_went_on_is_told() -> None:
    records = [rec(11, 10), rec(12, 5, part=NUT), rec(13, 1, lot="L1"), rec(14, 2, lot="L2")]
    count = counting(*records)
    for line in range(1, 5):
        count = entered(count, line, 1)
    evidence = Evidence(
        here=(rec(11, 9), rec(14, 2, lot="L2"), rec(15, 6, lot="L3"), rec(16, 3, Status.INSTALLED)),
        gone=(rec(12, 5, part=NUT, at=THERE),),
        vanished_ids=(13,),
    )
    compared = after(submitted(count), said.Compared(**FACT, evidence=evidence))
    assert [(moved.record_id, moved.what) for moved in compared.movements] == [
        (11, "changed"),
        (12, "left"),
        (13, "vanished"),
        (15, "arrived"),
    ]
    assert "is at RACK-B by now" in compared.movements[1].sentence


def test_who_changed_a_record_last_and_when_is_told_where_ion_tells() -> None:
    count = entered(counting(rec(11, 10)), 1, 1)
    changed = rec(11, 9, updated_by="Bo", updated=AT)
    told = after(submitted(count), said.Compared(**FACT, evidence=Evidence(here=(changed,)))).movements[0]
    when = f"{AT.astimezone():%H:%M on %Y-%m-%d}"
    assert told.sentence.endswith(f"was changed in ION while the count went on, changed last by Bo at {when}.")
    assert (told.by, told.at) == ("Bo", AT)
    silent = after(submitted(count), said.Compared(**FACT, evidence=Evidence(here=(rec(11, 9),)))).movements[0]
    assert silent.sentence.endswith("was changed in ION while the count went on.")
    assert (silent.by, silent.at) == ("", None)

"""Whatever is scanned: it becomes something, nothing is raised, and no line changes but the one that was meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.domain.scans.command_card import Command, badge_code
from cyclecount_tui.domain.scans.group_separator import SEPARATOR
from cyclecount_tui.domain.scans.ion_label import IonLabel
from cyclecount_tui.domain.scans.layouts import LAYOUTS, through, through_us
from cyclecount_tui.domain.scans.line_codes import line_code
from cyclecount_tui.domain.scans.sheet_codes import plainly
from cyclecount_tui.workflow.recording import undo
from cyclecount_tui.workflow.scanning import results
from cyclecount_tui.workflow.scanning.places import subject_scanned
from cyclecount_tui.workflow.scanning.taking_scans import take_scan
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import factory_at
from tests.workflow.scanned import cut_off, opened

THOROUGHLY = settings(
    max_examples=3 * settings().max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@dataclass
class Bench:
    """One open count at a terminal that is cut off from ION; it goes on from one example to the next."""

    place: Workplace
    count: Count


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder: Path = tmp_path_factory.mktemp("bench")
    with factory_at(folder / "data") as factory:
        place = cut_off(factory)
        yield Bench(place, opened(factory))
        place.close()


def codes_of(line: Line) -> list[str]:
    """Everything that may stand on what the line is about."""
    key = line.key
    codes = [key.part_number, f"{key.part_number} {key.revision}", line_code(line.number)]
    codes += [IonLabel(uid).text for uid in line.labels]
    if key.lot_number:
        codes += [key.lot_number, f"]C1240{key.part_number}{SEPARATOR}10{key.lot_number}"]
    if key.serial_number:
        codes += [key.serial_number, f"]d2240{key.part_number}{SEPARATOR}21{key.serial_number}"]
    return codes


def distorted(draw: st.DrawFn, code: str) -> str:
    """What a scanner may make of a code."""
    layout = draw(st.sampled_from(sorted(LAYOUTS)))
    shapes = [
        code,
        code.lower(),
        code.swapcase(),
        code * 2,
        f"{code}\r{code}\r",
        through(code, layout),
        through_us(code, layout),
        code[: len(code) // 2],
        code + draw(st.text(max_size=3)),
    ]
    return draw(st.sampled_from(shapes)) + draw(st.sampled_from(["", "\r", "\n", "\r\n", "\t"]))


texts = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(codec=None), max_size=20),
    st.binary(max_size=40).map(lambda data: data.decode("utf-8", "surrogateescape")),
    st.text("0123456789()~\x1d-/.]C1ABCuid{}\"':", max_size=60),
    st.sampled_from(
        [command.code for command in Command] + [badge_code("Bo"), "CC-LINE-9999", "]C1", "\x1b[2J\x03\x1a"]
    ),
)


@settings(
    max_examples=3 * settings().max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(text=texts, at_line=st.none() | st.integers(-1, 40), arrival=st.sampled_from(Arrival), each=st.booleans())
def test_any_text_becomes_something_and_changes_at_most_what_it_names(
    bench: Bench, text: str, at_line: int | None, arrival: Arrival, each: bool
) -> None:
    before = bench.count
    after, result = take_scan(bench.place, before, text, at_line=at_line, arrival=arrival, each=each)
    assert isinstance(result, results.Scanned)
    new = after.entries[len(before.entries) :]
    assert after.lines == before.lines
    assert after.entries[: len(before.entries)] == before.entries
    if new:
        (entry,) = new
        assert isinstance(result, results.SerialCounted | results.OneMore)
        assert entry.line == result.line.number
        assert any(plainly(code) in plainly(result.text) for code in codes_of(result.line))
    if len(after.scans) > len(before.scans):
        assert isinstance(result, results.Unknown)
        assert not new
    bench.count = after
    assert isinstance(subject_scanned(bench.place, text), results.Scanned)


@settings(
    max_examples=3 * settings().max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), each=st.booleans())
def test_a_code_of_a_line_never_changes_another_line(bench: Bench, data: st.DataObject, each: bool) -> None:
    line = data.draw(st.sampled_from(bench.count.lines))
    text = data.draw(st.composite(distorted)(data.draw(st.sampled_from(codes_of(line)))))
    before = bench.count
    after, result = take_scan(bench.place, before, text, at_line=line.number, arrival=Arrival.BURST, each=each)
    for entry in after.entries[len(before.entries) :]:
        assert isinstance(result, results.SerialCounted | results.OneMore)
        assert entry.line == result.line.number
        if entry.line != line.number:
            (other,) = (each for each in after.lines if each.number == entry.line)
            assert plainly(result.text) in {plainly(code) for code in codes_of(other)}, (
                "it is the other line's own code"
            )
    while len(after.entries) > len(before.entries):
        after = undo(bench.place, after)
    bench.count = after

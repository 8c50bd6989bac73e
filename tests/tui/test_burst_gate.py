"""What comes faster than anybody types is one scan, and none of its characters is ever a command."""

from __future__ import annotations

import pytest
from textual import events

from cyclecount_tui.tui.burst_gate import BurstGate, KeyDropped, Passed, ScanText

AT_ONCE, SLOWLY = 0.002, 0.12
SEPARATOR = "ctrl+right_square_bracket"


def keys_of(text: str) -> list[str]:
    """`AB<f8>1<enter>` as keys."""
    names: list[str] = []
    while text:
        end = text.index(">") if text.startswith("<") else 0
        names.append(text[1:end] if end else text[0])
        text = text[end + 1 :]
    return names


def through(gate: BurstGate, text: str, gap: float, *, prompting: bool, start: float = 100.0) -> list[str]:
    """What goes on of keys that come with this time between them; scans in brackets, what waits in the end too."""
    passed: list[Passed] = []
    for place, name in enumerate(keys_of(text)):
        key = events.Key(name, name if len(name) == 1 else None)
        key.time = start + place * gap
        passed += gate.take(key, prompting=prompting)
    return told([*passed, *gate.flush()])


def told(passed: list[Passed]) -> list[str]:
    return [_told(each) for each in passed]


def _told(passed: Passed) -> str:
    if isinstance(passed, ScanText):
        return f"[{passed.text}]"
    return f"{passed.key} dropped" if isinstance(passed, KeyDropped) else passed.key


@pytest.mark.parametrize(
    ("typed", "scan"),
    [
        ("FR-10021<enter>", "[FR-10021]"),
        ("FR-10021<tab>", "[FR-10021]"),
        ("FR-10021<enter><ctrl+j>", "[FR-10021]"),
        ("FR-10021", "[FR-10021]"),
        ("CC-UNDO<enter>", "[CC-UNDO]"),
        ('{"uid":"ab"}<enter>', '[{"uid":"ab"}]'),
        (f"10L7<{SEPARATOR}>21S9<enter>", "[10L7\x1d21S9]"),
        ("q<ctrl+p>x123<enter>", "[qx123]"),
        ("<ctrl+b>FR-10021<ctrl+c><enter>", "[FR-10021]"),
        ("FR<f8><escape><down>-10021<enter>", "[FR-10021]"),
        ("ABCD<ctrl+q>EF<enter>", "[ABCDEF]"),
    ],
)
def test_a_scan_over_a_table_is_one_scan_and_no_command(typed: str, scan: str) -> None:
    assert through(BurstGate(), typed, AT_ONCE, prompting=False) == [scan]


@pytest.mark.parametrize(
    "typed", ["jjjj<enter>", "jjkk<down>", "/FR-10021<enter>", "gs", "<f8>", "<ctrl+p>", "<down>x"]
)
def test_commands_that_a_slow_line_kept_back_stay_commands(typed: str) -> None:
    assert through(BurstGate(), typed, AT_ONCE, prompting=False) == keys_of(typed)


@pytest.mark.parametrize("prompting", [True, False])
@pytest.mark.parametrize("typed", ["FR-10021<enter>", "12<f2>6<enter>", "q<ctrl+p>x123<escape>"])
def test_what_is_typed_slowly_passes_as_it_is(typed: str, prompting: bool) -> None:
    assert through(BurstGate(), typed, SLOWLY, prompting=prompting) == keys_of(typed)


@pytest.mark.parametrize("prompting", [True, False])
def test_without_patience_every_key_goes_on_at_once(prompting: bool) -> None:
    gate = BurstGate(0.0)
    for name in keys_of("FR<f8>-10021<enter>"):
        assert told(gate.take(events.Key(name, name if len(name) == 1 else None), prompting=prompting)) == [name]
    assert not gate.waits


@pytest.mark.parametrize("control", ["f8", "f4", "f5", "escape", "ctrl+c", "ctrl+p", "ctrl+q"])
@pytest.mark.parametrize("before", range(7))
@pytest.mark.parametrize("twice", [1, 2])
def test_no_control_character_of_a_code_passes_into_a_prompt(control: str, before: int, twice: int) -> None:
    code = "A1B2C3D4"
    typed = f"{code[:before]}{f'<{control}>' * twice}{code[before:]}<enter>"
    passed = through(BurstGate(), typed, AT_ONCE, prompting=True)
    assert passed == [*code[:before], SEPARATOR, *code[before:], "enter"]


@pytest.mark.parametrize("control", ["f4", "f2", "escape"])
def test_digits_on_both_sides_of_a_control_character_never_become_one_number(control: str) -> None:
    passed = through(BurstGate(), f"5<{control}>6<enter>", AT_ONCE, prompting=True)
    assert passed == ["5", SEPARATOR, "6", "enter"]


def test_letters_go_into_a_prompt_at_once_and_a_function_key_waits_for_an_instant() -> None:
    gate = BurstGate()
    key = events.Key("5", "5")
    assert gate.take(key, prompting=True) == [key]
    function = events.Key("f4", None)
    function.time = key.time + SLOWLY
    assert gate.take(function, prompting=True) == []
    assert gate.waits
    assert gate.flush() == [function]
    assert not gate.waits


@pytest.mark.parametrize(("control", "said"), [("f8", ["f8 dropped"]), ("f4", ["f4 dropped"]), ("ctrl+d", [])])
def test_a_function_key_right_behind_a_code_does_nothing_and_that_is_said(control: str, said: list[str]) -> None:
    gate = BurstGate()
    typed = [*"shift lead", control]
    passed: list[Passed] = []
    for place, name in enumerate(typed):
        key = events.Key("space" if name == " " else name, name if len(name) == 1 else None)
        key.time = 100 + place * AT_ONCE
        passed += gate.take(key, prompting=True)
    assert told(passed) == keys_of("shift lead".replace(" ", "<space>"))
    assert gate.waits, "it may still be the middle of a code"
    assert told(gate.flush()) == said
    assert gate.flush() == []


def test_a_function_key_right_behind_an_enter_is_a_command() -> None:
    assert through(BurstGate(), "12345<enter><f4>", AT_ONCE, prompting=True) == [*"12345", "enter", "f4"]


def test_an_enter_after_a_scan_and_a_pause_is_an_enter() -> None:
    gate = BurstGate()
    assert through(gate, "FR-10021<enter>", AT_ONCE, prompting=False) == ["[FR-10021]"]
    assert through(gate, "<enter>", AT_ONCE, prompting=False, start=200.0) == ["enter"]

"""What the settings say about counting and scanning reaches the workplace."""

from __future__ import annotations

import pytest

from cyclecount_tui.cli.putting_together import SettingsWrong, workplace
from cyclecount_tui.domain.entries import CountMode


@pytest.fixture(autouse=True)
def _nothing_else_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("CYCLECOUNT_DATA_DIR", f"{tmp_path}/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", f"{tmp_path}/config")
    monkeypatch.delenv("CYCLECOUNT_CONFIG", raising=False)


def test_what_holds_when_nothing_is_set() -> None:
    with workplace() as place:
        assert place.practice.mode is CountMode.BLIND
        assert place.practice.whole_units == {"ea", "each", "pc", "pcs"}
        assert place.practice.scanning.fastest_typing == pytest.approx(0.03)


def test_all_three_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CYCLECOUNT_COUNT_MODE", "Double-Blind")
    monkeypatch.setenv("CYCLECOUNT_COUNT_WHOLE_UNITS", "Ea, box")
    monkeypatch.setenv("CYCLECOUNT_SCAN_FASTEST_TYPING", "0")
    with workplace() as place:
        assert place.practice.mode is CountMode.DOUBLE_BLIND
        assert place.practice.whole_units == {"ea", "box"}
        assert place.practice.scanning.fastest_typing == 0


def test_a_mode_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CYCLECOUNT_COUNT_MODE", "guided")
    with pytest.raises(SettingsWrong, match="must be blind or double-blind"), workplace():
        pass

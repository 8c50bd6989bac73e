"""An hour of use on our driver shows what Textual's own driver would have shown, cell for cell, after every frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Phase
from tests.recordings.moments import Kind, Moment, read
from tests.recordings.playing import Player, player
from tests.recordings.shift import HOUR, PLACES, RECORDING
from tests.tui.plant_floor import PlantFloor

SCREENS_OF_COUNTING = {"ScheduleScreen", "CloseOffScreen", "CountScreen", "HelpScreen"}
SCREENS = SCREENS_OF_COUNTING | {
    "AskText", "BuildScreen", "CertificateScreen", "Confirm", "EvidenceScreen", "LevelScreen", "Palette", "PlanScreen",
    "RecountAskedScreen", "ReconcileScreen", "ReopenScreen", "WhatNowScreen", "WhoCounts",
}  # fmt: skip
FIRST_SECONDS = 75.0
WHOLE_FIRST, WHOLE_HOUR = 346_000, 6_120_000
"""Bytes of what Textual's own driver sends then when it makes one of no two frames, and of the hour less than it does.

What it sends of the same keys differs by a twentieth between runs, as frames happen to be made one of; ours by a
thousandth.
"""


def some(moments: Iterable[Moment], until: float) -> list[Moment]:
    return [moment for moment in moments if moment.at <= until]


def was_counted(plant: PlantFloor, place: str) -> bool:
    return plant.workplace.store.journal.latest_count_of(plant.location(place)) is not None


def assert_compared(played: Player, most_sent: int) -> None:
    """Every frame was compared but those of a line that was behind, and ours are a quarter of `most_sent` at most."""
    terminals = played.terminals
    assert terminals.compared + terminals.left_out >= terminals.frames
    assert terminals.left_out * 20 < terminals.compared
    assert terminals.bytes_ours * 4 < most_sent


def test_the_recording_is_an_hour_of_everything() -> None:
    moments = read(RECORDING)
    kinds = Counter(moment.kind for moment in moments)
    keys = [moment.what for moment in moments if moment.kind is Kind.KEYS and isinstance(moment.what, bytes)]
    assert moments == sorted(moments, key=lambda moment: moment.at)
    assert max(after.at - before.at for before, after in pairwise(moments)) < 60
    assert moments[-1].at > HOUR
    assert len(keys) > 3000
    assert kinds[Kind.SIZE] > 50
    assert kinds[Kind.BROADCAST] == keys.count(b"\x0c") > 2
    assert [moment.what for moment in moments if moment.kind is Kind.ANSWERS].count(False) > 3
    assert sum(b"\x1d" in key for key in keys) > 10, "codes with GS1's separator"
    assert sum(key.endswith(b"\n") for key in keys) > 10, "scans that end with a lone line feed"
    assert keys.count(b"\x7f") > 30, "what was typed wrong is taken back"


async def test_the_first_minutes_are_shown_alike(tmp_path: Path) -> None:
    async with player(tmp_path) as played:
        await played.play(some(read(RECORDING), FIRST_SECONDS))
        assert_compared(played, WHOLE_FIRST)
    assert played.screens >= SCREENS_OF_COUNTING


@pytest.mark.slow
async def test_the_hour_is_shown_alike(tmp_path: Path) -> None:
    async with player(tmp_path) as played:
        await played.play(read(RECORDING))
        assert_compared(played, min(WHOLE_HOUR, played.terminals.bytes_whole))
        writes = sum(request.is_mutation for request in played.plant.simulator.requests)
        counts = [played.plant.latest(place) for place in PLACES if was_counted(played.plant, place)]
    assert played.terminals.compared > 4000
    assert played.screens >= SCREENS
    assert len(counts) > 5
    assert all(count.phase is Phase.CLOSED for count in counts)
    assert all(count.posted_lines for count in counts), "ION was written to in each"
    assert writes >= sum(len(count.posted_lines) for count in counts) > 20

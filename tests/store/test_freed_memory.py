"""What reading a long sheet needs for a moment goes back to the system: a program that runs all day stays small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.store import freed_memory
from cyclecount_tui.store.freed_memory import give_back, keep_little
from tests.offline_counts import begun, offline

LINES = 10_000
MOST_KIB_A_LINE = 1.0
"""Lines that stay take about half of it; with what they are read from it would be one and a half."""

GROWN = """
import sys
from pathlib import Path
from cyclecount_tui.domain.folding import folded
from cyclecount_tui.store.event_text import _adapter
from cyclecount_tui.store.opening import open_store

def resident():
    return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmRSS"))

_adapter()
with open_store(Path(sys.argv[1])) as store:
    (count,) = store.journal.open_counts()
    before = resident()
    whole = folded(count.count_id, store.journal.events(count.count_id))
    print(resident() - before, len(whole.lines))
"""


@pytest.mark.parametrize(("platform", "built_with"), [("linux", True), ("linux", False), ("darwin", True)])
def test_it_can_be_asked_for_anywhere(platform: str, built_with: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    if not built_with:
        monkeypatch.setitem(sys.modules, "ctypes", None)
    freed_memory._library.cache_clear()
    keep_little()
    give_back()
    freed_memory._library.cache_clear()


FREED = """
import threading
from cyclecount_tui.store.freed_memory import give_back, keep_little

def freed(total):
    kept = [bytes(1000) for _ in range(total // 1000)]
    stays = kept[0]
    del kept
    return stays

def resident():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))

keep_little()
large = bytearray(8_000_000)  # once this is freed, glibc keeps sixteen millions of what is freed last
del large
before, stays = resident(), []
thread = threading.Thread(target=lambda: (stays.append(freed(10_000_000)), give_back(), done.wait()), daemon=True)
done = threading.Event()
thread.start()
while not stays:
    pass
give_back()
print(resident() - before)
done.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is asked of Linux")
def test_what_a_thread_frees_goes_back_too() -> None:
    grown = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True).stdout
    assert int(grown) < 5_000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is asked of Linux")
def test_a_long_sheet_leaves_its_lines_behind_and_little_more(tmp_path: Path) -> None:
    with offline(tmp_path) as place:
        begun(place, [LineKey(f"FR-{line // 4}", "A", f"L-{line % 97}", f"SN-{line:06}") for line in range(LINES)])
    command = [sys.executable, "-c", GROWN, str(tmp_path)]
    grown, lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert int(lines) == LINES
    assert int(grown) / LINES < MOST_KIB_A_LINE

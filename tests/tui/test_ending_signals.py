"""A terminal that has gone: whoever reads its keys finds their end at once, and what is drawn goes nowhere."""

import os
import pty
import subprocess
import sys

AFTERWARDS = """
import os
from cyclecount_tui.tui.ending_signals import draw_nowhere

os.read(0, 1)
draw_nowhere()
assert [os.read(0, 1) for _ in range(3)] == [b""] * 3
assert os.write(1, b"drawn") == os.write(2, b"drawn") == 5
os._exit(7)
"""


def test_keys_end_at_once_however_often_they_are_read(tmp_path: os.PathLike[str]) -> None:
    """The thread of the keys may have been told of one before: would it wait, the program would hang."""
    terminal, line = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", AFTERWARDS], stdin=line, stdout=line, stderr=line, cwd=tmp_path
    ) as run:
        os.close(line)
        os.write(terminal, b"1\n")
        assert run.wait(timeout=40) == 7
    os.close(terminal)

"""What the system tells of a process: its processor time and its memory. Linux only."""

from pathlib import Path

NANOSECONDS = 1e9


def cpu_seconds(process: int) -> float:
    """Of all its threads so far; the wait for a processor is not in it."""
    spent = 0
    for thread in Path(f"/proc/{process}/task").iterdir():
        spent += int((thread / "schedstat").read_text().split()[0])
    return spent / NANOSECONDS


def resident_kib(process: int) -> int:
    """The memory it holds now, in KiB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise ValueError(f"process {process} has ended")

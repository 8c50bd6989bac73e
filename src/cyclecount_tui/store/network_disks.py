"""Whether a folder lies on a disk shared over a network, where SQLite's write-ahead log must not be used."""

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")

_SHARED = frozenset(
    [
        *["9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre"],
        *["ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"],
    ]
)


def on_network_disk(path: Path) -> bool:
    """Whether `path` is on a shared disk. False where the system does not tell (it has no mount table in /proc)."""
    try:
        table = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return is_shared(file_system_of(path.resolve(), table))


def file_system_of(path: Path, mount_table: str) -> str:
    """The file system type of an absolute path, from the text of Linux's mountinfo; empty when no line covers it."""
    best, kind = -1, ""
    for line in mount_table.splitlines():
        place, _, device = line.partition(" - ")
        fields = place.split(" ")
        if len(fields) < 5 or not device:
            continue
        point = Path(_unescaped(fields[4]))
        # The later of two mounts on one point hides the earlier.
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), device.split(" ")[0]
    return kind


def is_shared(kind: str) -> bool:
    """Whether files of this file system may be open on several machines.

    Any file system in user space counts as shared: many are, and being wrong costs speed, not data.
    """
    return kind in _SHARED or kind.startswith("fuse.")


def _unescaped(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)

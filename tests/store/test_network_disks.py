"""Disks that several machines share are recognised by the system's table of mounts."""

from pathlib import Path

import pytest

from cyclecount_tui.store.network_disks import file_system_of, is_shared, on_network_disk

TABLE = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /people rw,relatime shared:2 master:3 - nfs4 server:/people rw,vers=4.2
24 23 8:2 / /people/ada/local rw - xfs /dev/sdb1 rw
25 22 0:30 / /mnt/big\040disk rw - cifs //server/share rw
26 22 0:31 / /media/stick rw - vfat /dev/sdc1 rw
27 22 0:32 / /media/stick rw - fuse.sshfs ada@server: rw
this line is not like the others
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/cyclecount", "ext4"),
        ("/peoples", "ext4"),
        ("/people/ada/.local/share", "nfs4"),
        ("/people/ada/local/data", "xfs"),
        ("/mnt/big disk/data", "cifs"),
        ("/media/stick/data", "fuse.sshfs"),
    ],
)
def test_the_closest_and_latest_mount_counts(path: str, kind: str) -> None:
    assert file_system_of(Path(path), TABLE) == kind


def test_no_table_no_answer() -> None:
    assert file_system_of(Path("/data"), "") == ""
    assert not is_shared("")


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "virtiofs", "ceph"])
def test_shared_disks(kind: str) -> None:
    assert is_shared(kind)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs", "zfs", "fuseblk"])
def test_disks_of_one_machine(kind: str) -> None:
    assert not is_shared(kind)


def test_kernel_file_systems_are_this_machines() -> None:
    assert not on_network_disk(Path("/proc"))

"""The data folder and all files in it are their owner's alone; a folder that cannot be used is said to be so."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cyclecount_tui.store.errors import FolderRefused
from cyclecount_tui.store.folder import DATABASE_NAME, data_folder
from cyclecount_tui.store.opening import open_store
from tests.store.examples import begin, modes
from tests.store.unprivileged import open_folder, without_privileges


@pytest.fixture
def careless_umask() -> Iterator[None]:
    former = os.umask(0)
    yield
    os.umask(former)


@pytest.mark.usefixtures("careless_umask")
def test_folder_and_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "deep" / "data")
    assert folder.stat().st_mode & 0o777 == 0o700
    with open_store(folder) as store:
        begin(store)
        files = [DATABASE_NAME, f"{DATABASE_NAME}-shm", f"{DATABASE_NAME}-wal"]
        assert modes(folder) == dict.fromkeys(files, 0o600)


@pytest.mark.usefixtures("careless_umask")
def test_open_store_makes_the_folder_private_too(tmp_path: Path) -> None:
    open_store(tmp_path / "data").close()
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o750)
    assert data_folder(shared) == shared
    assert shared.stat().st_mode & 0o777 == 0o750


def test_the_usual_folder_follows_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    folder = data_folder()
    assert folder.is_relative_to(tmp_path)
    assert folder.name == "cyclecount"


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_file_in_the_folders_place_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderRefused, match="choose another folder"):
        data_folder(tmp_path / place)


def test_a_folder_that_cannot_be_made_is_refused() -> None:
    with open_folder() as outside:
        outside.chmod(0o555)
        assert without_privileges("data_folder", outside / "data") == [
            "FolderRefused",
            f"The data folder {outside / 'data'} cannot be made (permission denied); choose another folder.",
        ]


def test_an_empty_folder_that_cannot_be_written_is_refused() -> None:
    with open_folder() as outside:
        outside.chmod(0o555)
        kind, sentence = without_privileges("data_folder", outside)
        assert kind == "FolderRefused"
        assert "Nothing can be written" in sentence

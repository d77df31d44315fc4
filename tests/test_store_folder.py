"""The folder of an embedded store."""
from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kg.errors import StoreError
from loaders.embedded import open_store
from loaders.folder import Occupant, StoreFolder


def test_folder_password_is_random_and_private(tmp_path: Path) -> None:
    folders = [StoreFolder(tmp_path / name) for name in ("one", "two")]
    for folder in folders:
        folder.make()
        assert stat.S_IMODE(folder.password_file.stat().st_mode) == 0o600
        assert len(folder.password()) >= 24
    assert folders[0].password() != folders[1].password()


def test_folder_make_keeps_the_password_of_a_store(tmp_path: Path) -> None:
    folder = StoreFolder(tmp_path / "store")
    folder.make()
    before = folder.password()
    folder.make()
    assert folder.password() == before


def test_folder_make_refuses_a_folder_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="ascii")
    with pytest.raises(StoreError, match="holds other files"):
        StoreFolder(tmp_path).make()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_folder_make_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(StoreError, match="cannot make a store"):
        StoreFolder(tmp_path / "file").make()


def test_folder_note_is_read_back(tmp_path: Path) -> None:
    folder = StoreFolder(tmp_path)
    assert folder.occupant() is None
    folder.note(Occupant(12, 7687, True))
    assert folder.occupant() == Occupant(12, 7687, True)
    folder.clear_note()
    assert folder.occupant() is None


@pytest.mark.parametrize("text", ["", "[]", "{\"pid\": 1}", "{"])
def test_folder_note_damaged_is_a_store_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "open.json").write_text(text, encoding="ascii")
    with pytest.raises(StoreError, match=r"open\.json: damaged"):
        StoreFolder(tmp_path).occupant()


def test_open_store_without_create_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here; make one with kg load"), \
            open_store(tmp_path / "s", create=False):
        pass
    assert not (tmp_path / "s").exists()

from __future__ import annotations

import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.errors import StorageError
from followup.store import PhotoFiles

ROOT = Path(__file__).parents[3]


@pytest.fixture
def files(tmp_path: Path) -> PhotoFiles:
    return PhotoFiles(tmp_path / "photos")


def test_a_photo_lies_under_its_digest_and_comes_back(files: PhotoFiles, tmp_path: Path) -> None:
    digest = files.put(b"pixels")
    assert digest == sha256(b"pixels").hexdigest()
    assert files.get(digest) == b"pixels"
    assert files.path(digest) == tmp_path / "photos" / digest[:2] / digest[2:4] / digest


def test_the_same_photo_is_one_file(files: PhotoFiles, tmp_path: Path) -> None:
    assert files.put(b"pixels") == files.put(b"pixels")
    assert len([path for path in (tmp_path / "photos").rglob("*") if path.is_file()]) == 1


def test_only_the_owner_may_look(files: PhotoFiles) -> None:
    path = files.path(files.put(b"pixels"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in path.parents[:3]} == {0o700}


def test_a_cut_file_is_written_anew(files: PhotoFiles) -> None:
    path = files.path(files.put(b"pixels"))
    path.write_bytes(b"pix")
    files.put(b"pixels")
    assert path.read_bytes() == b"pixels"


def test_a_damaged_file_is_not_handed_out(files: PhotoFiles) -> None:
    digest = files.put(b"pixels")
    files.path(digest).write_bytes(b"PIXELS")
    with pytest.raises(StorageError, match="damaged"):
        files.get(digest)


def test_a_lost_file_is_named(files: PhotoFiles) -> None:
    with pytest.raises(StorageError, match="No such file"):
        files.get("0" * 64)


def test_removing_leaves_no_empty_folder(files: PhotoFiles, tmp_path: Path) -> None:
    files.remove(files.put(b"pixels"))
    files.remove("0" * 64)
    assert list((tmp_path / "photos").iterdir()) == []


@given(st.text(max_size=80))
def test_nothing_but_a_digest_becomes_a_path(name: str) -> None:
    files = PhotoFiles(Path("photos"))
    try:
        path = files.path(name)
    except ValueError:
        return
    assert path == Path("photos", name[:2], name[2:4], name)
    assert set(name) <= set("0123456789abcdef")


def test_a_full_disk_leaves_no_half_photo(tmp_path: Path) -> None:
    code = f"""
import resource
from pathlib import Path
from followup.errors import StorageError
from followup.store import PhotoFiles
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    PhotoFiles(Path({str(tmp_path)!r})).put(b"x" * 5000)
except StorageError as error:
    print(error.exit_code)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "6\n"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

"""A folder on another computer is refused, one on this computer is not."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.domain.errors import Problem, Remedy
from app.paths import Folder
from app.services import centres
from app.store import place

MOUNTS = """21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:26 / /srv rw - ext4 /dev/sda2 rw
41 30 0:40 / /srv/desk/共享 rw - cifs //server/share rw
42 41 0:41 / /srv/desk/共享/本机 rw - tmpfs tmpfs rw
43 21 0:42 / /media/two\\040words rw - nfs4 server:/data rw
44 21 0:43 / /media/over rw - ext4 /dev/sdb1 rw
45 44 0:44 / /media/over rw - fuse.sshfs server:/ rw
"""


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/srv/desk/数据", False),
        ("/srv/desk/共享/数据", True),
        ("/srv/desk/共享2/数据", False),
        ("/srv/desk/共享/本机/数据", False),
        ("/media/two words/数据", True),
        ("/media/over/数据", True),
    ],
)
def test_the_nearest_mount_decides(monkeypatch, tmp_path, folder, remote):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, "utf-8")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    monkeypatch.setattr(Path, "resolve", lambda self: self)
    assert place.is_network(Path(folder)) == remote


@pytest.mark.parametrize("path", [PurePosixPath("//server/share/数据"), PureWindowsPath("//server/share/数据")])
def test_a_path_that_names_a_server_is_remote(path):
    assert place.is_network(path)


def test_this_computers_own_mounts_can_be_read(tmp_path):
    assert not place.is_network(tmp_path)


def test_a_place_that_cannot_be_told_is_let_be(monkeypatch, tmp_path):
    monkeypatch.setattr(place, "_MOUNTS", tmp_path / "nothing")
    assert not place.is_network(tmp_path)


def test_data_on_a_share_are_neither_made_nor_opened(monkeypatch, tmp_path, admin):
    folder = Folder(tmp_path / "数据")
    monkeypatch.setattr(place, "is_network", lambda root: root == folder.root)
    with pytest.raises(Problem, match="复制到这台电脑的硬盘上") as refused:
        centres.create(folder, "某中心", *admin, centres.new_recovery_code())
    assert refused.value.remedy is Remedy.ELSEWHERE
    assert not folder.database.exists()

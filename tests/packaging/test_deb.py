"""The Debian package of a program that is one small file; whether dpkg-deb reads it, and a repeat is equal."""

import configparser
import hashlib
import re
import shutil
import subprocess
from xml.etree import ElementTree

import deb
import pytest
from PIL import Image

FORM = {"version": "1.0.0", "machine": "amd64", "needs": ["libc6 (>= 2.35)", "libgl1"], "kib": 7}


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A folder as PyInstaller makes it, needing what no test asks the system for."""
    monkeypatch.setattr(deb, "depends", lambda program: FORM["needs"])
    monkeypatch.setattr(deb, "architecture", lambda: "amd64")
    folder = tmp_path / "program"
    (folder / "_internal").mkdir(parents=True)
    (folder / "shangquan").write_text("#!/bin/sh\n")
    (folder / "shangquan").chmod(0o700)
    (folder / "_internal/数据.txt").write_text("数")
    (folder / "_internal/link").symlink_to("数据.txt")
    return folder


@pytest.fixture
def tree(program, tmp_path, qapp):
    deb.lay_out(program, tmp_path / "tree", "1.0.0")
    return tmp_path / "tree"


def test_the_control_file_names_version_machine_and_needs():
    fields = dict(line.split(": ", 1) for line in deb.control(**FORM).splitlines() if not line.startswith(" "))
    assert fields["Package"] == "shangquan"
    assert (fields["Version"], fields["Architecture"], fields["Installed-Size"]) == ("1.0.0", "amd64", "7")
    assert fields["Depends"] == "libc6 (>= 2.35), libgl1"
    assert re.search("[一-鿿]", fields["Description"])


def test_no_line_of_the_description_ends_it_early():
    said = deb.control(**FORM).partition("Description: ")[2].splitlines()[1:]
    assert said
    assert all(line.startswith(" ") and line.strip() for line in said)


def test_everything_lies_where_a_desktop_looks(tree):
    files = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if not path.is_dir()}
    assert {
        *("opt/shangquan/shangquan", "opt/shangquan/_internal/数据.txt", "opt/shangquan/_internal/link"),
        *("usr/bin/shangquan", "usr/share/applications/shangquan.desktop", "usr/share/mime/packages/shangquan.xml"),
        *("usr/share/doc/shangquan/copyright", "usr/share/doc/shangquan/licences/peewee/LICENSE"),
        *("DEBIAN/control", "DEBIAN/md5sums"),
    } <= files
    assert (tree / "usr/bin/shangquan").readlink().as_posix() == "/opt/shangquan/shangquan"
    assert not [name for name in files if name.startswith(("etc/", "home/", "root/", "var/"))]


def test_each_icon_has_the_size_of_its_folder(tree):
    icons = list(tree.glob("usr/share/icons/hicolor/*/apps/shangquan.png"))
    assert len(icons) == len(deb.ICON_SIZES)
    for icon in icons:
        with Image.open(icon) as picture:
            assert f"{picture.width}x{picture.height}" == icon.parts[-3]
            assert len(picture.convert("RGB").getcolors(1 << 16)) > 2


def test_the_menu_entry_starts_the_command_and_names_its_icon(tree):
    entry = configparser.RawConfigParser()
    entry.optionxform = str
    entry.read(tree / "usr/share/applications/shangquan.desktop", "utf-8")
    told = entry["Desktop Entry"]
    assert (told["Name"], told["Exec"], told["Icon"]) == ("商圈党群服务台", "/usr/bin/shangquan", "shangquan")


@pytest.mark.parametrize(
    ("name", "known"),
    [("数据.db", True), ("20260701-101500-退出时.db", True), ("别的.db", False), ("20260701.db", False)],
)
def test_the_desktop_tells_our_data_from_other_databases(tree, name, known):
    from fnmatch import fnmatchcase

    read = ElementTree.parse(tree / "usr/share/mime/packages/shangquan.xml")
    globs = [each.get("pattern") for each in read.findall(".//{*}glob")]
    assert any(fnmatchcase(name, pattern) for pattern in globs) == known


def test_the_sums_are_those_of_the_files(tree):
    for line in (tree / "DEBIAN/md5sums").read_text("utf-8").splitlines():
        total, name = line.split("  ", 1)
        assert hashlib.md5((tree / name).read_bytes()).hexdigest() == total


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb")
def test_dpkg_reads_it_and_a_repeat_is_equal(tree, tmp_path):
    first, again = tmp_path / "first.deb", tmp_path / "again.deb"
    deb.pack(tree, first, 1_700_000_000, "none")
    shutil.copytree(tree, tmp_path / "copy", symlinks=True)
    deb.pack(tmp_path / "copy", again, 1_700_000_000, "none")
    assert first.read_bytes() == again.read_bytes()
    listed = subprocess.run(["dpkg-deb", "-c", first], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^-rwxr-xr-x root/root .* \./opt/shangquan/shangquan$", listed, re.MULTILINE)
    assert not re.search(r"^(?!l)\S*w\S* (?!root/root)", listed, re.MULTILINE)

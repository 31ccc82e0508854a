"""The package in a bare Debian: put over its predecessor, used, taken away. Run by `packaging/dev.py build --prove`.

The order is that of a package's life: each proof goes on where the one before it ended.
"""

import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from bare_debian import HOME
from delivery_words import PASSWORD, ROOT, answer_of, give, newest_but_one, say, written_before
from PIL import Image
from screen import Screen

TOWN = f"{HOME}/数据 一"
LEDGERS = ROOT / "tests/data"
PREVIEW = (120, 50, 930, 590)
"""Where the pages of a print are shown."""
GIFTS = "登记日期,捐赠单位（个人）,捐赠类型,金额（元）,用途,经手人\n2026/7/3,{giver},捐款,500,助学,王芳\n"


@pytest.fixture(scope="module")
def shots():
    """Where the pictures of what was seen are kept."""
    folder = ROOT / "dist/proof"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def test_a_predecessor_is_installed_with_nothing_but_what_it_depends_on(debian, package, tmp_path):
    before = set(debian.as_root("dpkg-query", "-W", "-f", "${Package}\n").split())
    debian.install(predecessor(package, tmp_path))
    brought = set(debian.as_root("dpkg-query", "-W", "-f", "${Package}\n").split()) - before
    say(f"packages it brought into a bare Debian: {len(brought)}: {' '.join(sorted(brought))}")
    assert "shangquan" in brought
    give(debian, "init", "--centre", "会战商圈党群服务中心", "--admin", "王建国", data=TOWN)


def test_the_package_takes_its_place(debian, package):
    debian.install(package)
    said = debian.as_root("dpkg", "-s", "shangquan")
    assert "Status: install ok installed" in said
    say(re.findall("Version: .*", said)[0])
    assert not (debian.root / "opt/shangquan/gone.txt").exists()
    assert debian.as_root("dpkg", "--verify", "shangquan") == ""
    assert answer_of(debian, "check", data=TOWN)["database"] == []


def test_every_library_is_there(debian):
    files = debian.as_root("find", "/opt/shangquan", "-type", "f", "-name", "*.so*").split("\n")[:-1]
    line = ["env", "LD_LIBRARY_PATH=/opt/shangquan/_internal", "ldd", *files, "/opt/shangquan/shangquan"]
    said = debian.as_root(*line)
    say(f"libraries and programs looked at: {len(files) + 1}; not found: {said.count('not found')}")
    assert "not found" not in said


@pytest.mark.parametrize("language", ["C", "zh_CN.UTF-8"])
def test_the_commands_do_their_work(debian, language, tmp_path):
    data = f"{HOME}/账 {language}"
    debian.bring(LEDGERS / "商户台账.xlsx")
    debian.bring(LEDGERS / "党员信息表.xls")
    speaking = {"LANG": language}

    def tell(*words):
        answer = answer_of(debian, *words, data=data, **speaking)
        say(f"LANG={language}", words[0], json.dumps(answer, ensure_ascii=False)[:230])
        return answer

    give(debian, "init", "--centre", "会战商圈党群服务中心", "--admin", "王建国", data=data, **speaking)
    truth = {"merchants": (3080, 2975), "members": (400, 387)}
    found = {
        "merchants": tell("import", "merchants", "商户台账.xlsx", "--errors", "有错的行.xlsx"),
        "members": tell("import", "members", "党员信息表.xls", "--create-organizations"),
    }
    assert {noun: (each["rows"], each["new"]) for noun, each in found.items()} == truth
    giver = tell("list", "merchants", "--search", "火锅", "--limit", "1")["rows"][0]["name"]
    sheet = tmp_path / "捐赠.csv"
    sheet.write_text(GIFTS.format(giver=giver), "gbk")
    debian.bring(sheet)
    assert tell("import", "gifts", "捐赠.csv")["new"] == 1
    awarded = tell("award", "integrity", "--all-matching", "火锅")["numbers"]
    assert tell("plaques", "integrity", "--style", "gold", "--out", "牌匾.pdf")["pages"] == len(awarded)
    assert tell("report", "2026Q3", "--out", "报告")["pages"] > 1
    assert tell("check")["missing"] == []
    for form in ("pdf", "xlsx"):
        reading = ("verify-report", f"报告/工作报告_2026Q3.{form}")
        assert "草稿" in debian.as_clerk("shangquan", "--data", data, *reading, said=f"{PASSWORD}\n", **speaking).stdout
    for name in ("有错的行.xlsx", "牌匾.pdf", "报告/工作报告_2026Q3.pdf", "报告/工作报告_2026Q3.xlsx"):
        assert (debian.home / name).stat().st_size > 5_000, name
        (debian.home / name).unlink()


def test_help_names_the_command(debian):
    assert debian.as_clerk("shangquan", "--help").stdout.startswith("usage: shangquan ")


def test_it_starts_without_a_screen(debian):
    line = debian.line("shangquan", "--demo", QT_QPA_PLATFORM="offscreen", LANG="C.UTF-8")
    window = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with pytest.raises(subprocess.TimeoutExpired):
        window.wait(15)
    window.terminate()
    said = window.communicate()[0].decode().splitlines()
    assert [line for line in said if "propagateSizeHints" not in line] == []  # what that platform says of any dialog


@pytest.mark.parametrize("language", ["C", "zh_CN.UTF-8"])
def test_the_window_opens_on_a_screen(debian, shots, language):
    with Screen() as screen:
        line = debian.line("shangquan", "--data", TOWN, DISPLAY=screen.name, LANG=language, network=True)
        window = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            log_in = titled(screen, "登录商圈党群服务台")
            screen.save(shots / f"log_in_{language}.png")
            keys(screen, "windowfocus", "--sync", log_in)
            keys(screen, "type", "--delay", "20", PASSWORD)
            keys(screen, "key", "Return")
            titled(screen, "商圈党群服务台 会战商圈党群服务中心")
            time.sleep(3)
            screen.save(shots / f"window_{language}.png")
            assert window.poll() is None
        finally:
            window.terminate()
            said = window.communicate()[0].decode()
    say(f"LANG={language}: log-in and window seen: {shots.relative_to(ROOT)}; it said {said!r}")
    assert not re.search("qt.qpa|plugin|error|Traceback", said)


def test_every_page_and_the_preview_of_a_print_open(debian, shots):
    with Screen() as screen:
        line = debian.line("shangquan", "--demo", DISPLAY=screen.name, LANG="zh_CN.UTF-8", network=True)
        window = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            keys(screen, "windowfocus", "--sync", titled(screen, "商圈党群服务台"))
            for number in (1, 2, 3, 5, 6, 4):
                time.sleep(2)
                keys(screen, "key", f"ctrl+{number}")
                time.sleep(2)
                screen.save(shots / f"page_{number}.png")
            for key in ("Escape", "Tab", "ctrl+a", "F8"):
                keys(screen, "key", key)
                time.sleep(1)
            titled(screen, "打印牌匾证书")
            while keys(screen, "search", "--onlyvisible", "--name", "正在生成"):
                time.sleep(0.5)
            time.sleep(3)
            screen.save(shots / "preview.png")
            assert window.poll() is None
            with Image.open(shots / "preview.png") as seen:
                assert len(seen.crop(PREVIEW).getcolors(1 << 20)) > 100
        finally:
            window.terminate()
            said = window.communicate()[0].decode()
    assert said == ""


def test_no_log_tells_of_an_error(debian):
    logs = [*debian.root.glob("srv/*/*/日志/*.log"), *debian.root.glob("tmp/*/日志/*.log")]
    say(f"logs read: {len(logs)}")
    assert logs
    assert [log for log in logs if "ERROR" in log.read_text("utf-8")] == []


def test_a_store_of_the_previous_version_is_copied_and_upgraded(debian, tmp_path):
    store, rows = written_before(tmp_path)
    data = debian.bring(store)
    copies = len(list((debian.root / data[1:] / "备份").glob("*.db")))
    for noun, before in rows.items():
        after = answer_of(debian, "list", noun, "--limit", "100000", data=data)
        assert after["total"] == before["total"], noun
        assert [{**each, **old} for each, old in zip(after["rows"], before["rows"], strict=True)] == after["rows"], noun
    made = sorted((debian.root / data[1:] / "备份").glob("*.db"))
    counts = ", ".join(f"{before['total']} {noun}" for noun, before in rows.items())
    say(f"a store of schema {newest_but_one()}: {counts}, equal after the upgrade; first copied to {made[-1].name}")
    assert len(made) == copies + 1
    assert json.loads(made[0].with_suffix(".info").read_text("utf-8"))["schema"] == newest_but_one()
    assert answer_of(debian, "check", data=data)["broken"] == []


def test_nothing_was_written_to_the_program(debian):
    assert debian.as_root("dpkg", "--verify", "shangquan") == ""
    listed = set(debian.as_root("dpkg", "-L", "shangquan").splitlines())
    lying = debian.as_root("find", "/opt", "!", "-type", "d").splitlines()
    assert set(lying) - listed == set()


def test_the_program_folder_may_be_read_only(debian):
    opt = debian.root / "opt"
    subprocess.run(["mount", "--bind", opt, opt], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", opt], check=True)
        assert answer_of(debian, "list", "merchants", "--limit", "1", data=TOWN)["total"] == 0
    finally:
        subprocess.run(["umount", opt], check=True)


def test_the_desktop_knows_it(debian):
    debian.install("desktop-file-utils", "shared-mime-info", "libglib2.0-bin")
    assert debian.as_root("desktop-file-validate", "/usr/share/applications/shangquan.desktop") == ""
    copy = debian.home / "20260701-101500-退出时.db"
    copy.write_bytes(b"x")
    said = debian.as_clerk("gio", "info", "-a", "standard::content-type", copy.name, LANG="C.UTF-8").stdout
    say("a copy is known to the desktop as", said.split()[-1])
    assert "application/x-shangquan-data" in said
    copy.unlink()


def test_taking_it_away_leaves_the_data(debian):
    before = debian.files("/srv")
    debian.as_root("dpkg", "--purge", "shangquan")
    assert not (debian.root / "opt/shangquan").exists()
    assert not (debian.root / "usr/bin/shangquan").is_symlink()
    assert debian.files("/srv") == before
    say(f"after the purge: /opt/shangquan gone, {len(before)} files in the homes untouched")


def predecessor(package: Path, folder: Path) -> Path:
    """The same package under a lower version, with one file that its successor does not have."""
    tree, older = folder / "tree", folder / "older.deb"
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    said = (tree / "DEBIAN/control").read_text("utf-8")
    (tree / "DEBIAN/control").write_text(re.sub("Version: .*", "Version: 0.9.0", said), "utf-8")
    (tree / "opt/shangquan/gone.txt").write_text("gone")
    subprocess.run(
        ["dpkg-deb", "-Znone", "--root-owner-group", "-b", tree, older], check=True, stdout=subprocess.DEVNULL
    )
    return older


def titled(screen: Screen, title: str) -> str:
    """The window of this title, waited for."""
    for _ in range(1200):
        if found := keys(screen, "search", "--onlyvisible", "--name", f"^{title}").split():
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no window {title}")


def keys(screen: Screen, *words: str) -> str:
    """Let xdotool look or type."""
    line = ["env", f"DISPLAY={screen.name}", "LANG=C.UTF-8", "xdotool", *words]
    return subprocess.run(line, capture_output=True, text=True, check=False, timeout=60).stdout

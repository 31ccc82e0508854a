"""关于: every component that is delivered is named with its licence, and the whole text of it is there."""

import re
from importlib import metadata
from pathlib import Path

import pytest

from app.paths import RESOURCES
from app.services import about, centres

PACKAGING = Path(__file__).parents[2] / "packaging"
LOCKS = sorted(PACKAGING.glob("requirements*.lock"))
FONTS = {"NotoSansSC": "Noto Sans SC", "NotoSerifSC": "Noto Serif SC", "LXGWWenKai": "霞鹜文楷"}
FONTS |= {"FandolFang": "Fandol", "MaShanZheng": "马善政", "HanaMinB": "花园明朝"}
WORDS = {"MIT": "Permission is hereby granted", "Apache 2": "Apache License", "OFL": "SIL OPEN FONT LICENSE"}
WORDS |= {"LGPL": "LESSER GENERAL PUBLIC LICENSE", "BSD": "Redistribution", "ISC": "ISC License", "PSF": "PSF"}


def locked(lock):
    return set(re.findall(r"^([a-z0-9-]+)==", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if "dev" not in lock.name], ids=lambda lock: lock.name)
def test_every_package_that_is_delivered_is_named(lock):
    assert {each.package for each in about.components() if each.package} == locked(lock)


def test_every_font_and_the_icons_are_named():
    named = "".join(each.name for each in about.components())
    files = {path.stem.split("-")[0].split("_")[0] for path in (RESOURCES / "fonts").glob("*.?tf")}
    assert files == set(FONTS)
    assert all(name in named for name in FONTS.values())
    assert "Lucide" in named


@pytest.mark.parametrize("component", about.components(), ids=lambda each: each.name)
def test_a_licence_is_there_whole(component):
    assert component.does
    assert len(component.told) > 400
    for name, words in WORDS.items():
        if name in component.licence:
            assert words.lower() in component.told.lower(), name


def test_no_licence_lies_there_that_nobody_names():
    named = {text for each in about.components() for text in each.texts}
    assert {f"licences/{path.name}" for path in (RESOURCES / "licences").iterdir()} <= named
    assert {f"fonts/licences/{path.name}" for path in (RESOURCES / "fonts/licences").iterdir()} <= named


def test_the_licence_named_is_that_of_the_package():
    for each in about.components():
        said = metadata.metadata(each.package) if each.package else {}
        told = f"{said.get('License-Expression', '')} {said.get('License', '')}"[:60].replace("PSFL", "PSF")
        families = [name for name in ("LGPL", "Apache", "BSD", "PSF") if name in told]
        assert not families or any(name in each.licence for name in families), each.name


def test_versions_and_places_are_told(store):
    facts = dict(about.facts())
    assert dict(about.places(store))["数据在"] == str(store.root)
    assert "这份数据是第" in facts["数据结构"]
    assert facts["加密"].startswith("SQLCipher 4.")
    centres.close()
    assert "这份数据" not in dict(about.facts())["数据结构"]


def test_what_is_not_verified_is_said():
    told = about.systems().told
    assert all(word in told for word in ("没有验证过的", "国密", "ARM64", "真实的打印机"))

"""What every test may ask for: a folder of its own, an open store in it, and time-saving key stretching."""

import pytest
from hypothesis import settings

from app.paths import Folder
from app.services import centres
from app.store import vault

settings.register_profile("desk", deadline=None)
settings.load_profile("desk")
ADMIN, PASSWORD = "王管理", "口令 12345678"


@pytest.fixture(autouse=True)
def quick_stretching(monkeypatch):
    """Argon2id at its smallest: what is tested is the wrapping, not the patience."""
    monkeypatch.setattr(vault.Cost.__init__, "__defaults__", (8, 1, 1))


@pytest.fixture
def admin():
    """The administrator's name and password."""
    return ADMIN, PASSWORD


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "数据")


@pytest.fixture
def store(folder):
    """An open store of 会战商圈党群服务中心, the administrator logged in."""
    centres.create(folder, "会战商圈党群服务中心", ADMIN, PASSWORD, centres.new_recovery_code())
    yield folder
    centres.close()

"""The page 事项 with three cases on it."""

import pytest

from app.domain.merchants import Draft as MerchantDraft
from app.services import merchants
from tests.ui.cases.desk import three


@pytest.fixture
def merchant(store):
    return merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="办理中"), None)


@pytest.fixture
def files(merchant):
    """Waiting, late, done."""
    return three()


@pytest.fixture
def page(files, window):
    window.show_page("cases")
    return window.page


@pytest.fixture(autouse=True)
def told(told):
    """Every test hears what the clerk is told."""
    return told

"""Attachments that were removed: found in the recycle bin and the history, and gone for good when their time is up."""

import datetime as dt
import io

import pytest
from PIL import Image

from app.domain.merchants import Draft
from app.domain.privacy import ERASED
from app.services import approvals, attachments, backups, clerks, history, journal, merchants, personal, retention
from app.store import files
from app.store.attachments import Attachment
from app.store.merchants import Merchant

SECRET = "口令 87654321"
LONG_AGO = dt.datetime.now().replace(year=dt.date.today().year - 2, day=1).isoformat(timespec="seconds")


@pytest.fixture
def merchant(store):
    return merchants.save(Draft(sign="瑞和茶庄", no_code_reason="个体小微"), None)


@pytest.fixture
def scan(merchant):
    whole = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(whole, "PNG")
    return attachments.add("merchant", merchant, "执照 13800006620.png", whole.getvalue())


def clear_away():
    clerks.add("李复核", "复核", SECRET)
    request = personal.ask_purge(retention.overdue(dt.date.today()))
    approvals.approve_here(request, "李复核", SECRET)


def test_a_removed_attachment_lies_in_the_recycle_bin_and_comes_back(merchant, scan):
    merchants.save(Draft(sign="曾家面馆", no_code_reason="无"), None)
    attachments.remove([scan])
    (removed,) = history.recycled("merchant")
    assert (removed.noun, removed.id, removed.name) == ("attachment", scan, "附件“执照 13800006620.png”（瑞和茶庄）")
    assert history.recycled("person") == []
    history.take_out([removed])
    assert [row.id for row in attachments.of("merchant", merchant)] == [scan]
    assert history.recycled("merchant") == []


def test_attachments_of_a_removed_merchant_come_back_with_it(merchant, scan):
    attachments.remove([scan])
    merchants.remove([merchant])
    assert [each.name for each in history.recycled("merchant")] == ["瑞和茶庄"]
    history.take_out(history.recycled("merchant"))
    assert [each.id for each in history.recycled("merchant")] == [scan]


def test_the_history_of_a_merchant_tells_of_its_attachments_and_not_of_others(merchant, scan):
    other = merchants.save(Draft(sign="曾家面馆", no_code_reason="无"), None)
    attachments.rename(scan, "执照.png")
    attachments.rename(scan, "执照.png", "换证前")
    attachments.remove([scan])
    told = [(version.what[:2], version.changes) for version in history.of("merchant", merchant)]
    assert told == [
        ("移出", ("附件：执照.png → （空）",)),
        ("修改", ("附件：备注有改动",)),
        ("附件", ("附件：执照 138****6620.png → 执照.png",)),
        ("给瑞", ("附件：（空） → 执照 138****6620.png",)),
        ("新增", ()),
    ]
    assert [version.what for version in history.of("merchant", other)] == ["新增商户 曾家面馆"]


@pytest.mark.parametrize("noun", ["attachment", "merchant"])
def test_a_scan_whose_time_is_up_is_not_kept_under_another_name(store, merchant, scan, noun):
    digest = Attachment.get_by_id(scan).hash
    if noun == "merchant":
        merchants.remove([merchant])
        Merchant.update(removed_at=LONG_AGO, note="x").execute()
    else:
        attachments.remove([scan])
        Attachment.update(removed_at=LONG_AGO).execute()
    assert "attachment" in [each.noun for each in retention.overdue(dt.date.today())]
    clear_away()
    backups.make()
    row = Attachment.get_by_id(scan)
    assert (row.name, row.hash, row.size) == (ERASED, "", 0)
    assert digest not in files.hashes(store.attachments)
    assert retention.overdue(dt.date.today()) == []
    assert attachments.check().count == 0
    assert not journal.last().undoable


def test_a_scan_another_record_needs_stays(store, merchant, scan):
    other = merchants.save(Draft(sign="曾家面馆", no_code_reason="无"), None)
    content = attachments.read(scan)
    again = attachments.add("merchant", other, "执照.png", content)
    attachments.remove([scan])
    Attachment.update(removed_at=LONG_AGO).where(Attachment.id == scan).execute()
    clear_away()
    backups.make()
    backups.make()
    assert attachments.read(again) == content
    assert attachments.check() == attachments.Findings(1)

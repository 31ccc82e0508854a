"""A window that is opened again after a year."""

import datetime as dt

from PySide6.QtWidgets import QLabel
from time_machine import travel

from app.domain.calendar import add_months, spoken
from app.domain.merchants import Draft
from app.services import backups, merchants

TODAY = dt.date.today()


def test_what_was_done_a_year_ago_is_not_taken_for_todays(window):
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    backups.automatic("测试")
    window.page.revalidate()
    with travel(dt.datetime.combine(add_months(TODAY, 12), dt.time(8, 30)).timestamp()):
        window.new_day.look()
        made = spoken(TODAY.isoformat())
        assert window.status.backup.text() == f"上次备份：{made}"
        assert made in [each.text() for each in window.page.findChildren(QLabel)]

"""A new user looks for what the cities do in the sample: for each row where the window offers it, and its figures."""

import datetime as dt
import shutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton

from app.domain import periods
from app.paths import Folder
from app.services import centres, figures, sample
from app.ui.commands import grouped
from app.ui.pages import PAGES

ORG, PEOPLE, MERCHANTS, ROUNDS, HONOURS = "organizations", "members", "merchants", "rounds", "honours"
GIFTS, POINTS, STORE, CAMPAIGNS, FUNDS = "charity", "points", "warehouse", "campaigns", "funds"
MEETINGS, OWED, CASES, LISTS, DEEDS = "minutes", "matrix", "cases", "lists", "activities"
ROWS = {
    1: ((ORG, "新增下级组织"), "org.party org.member_merchants"),
    2: ((ORG, "组织情况"), "org.alone org.joint org.attached"),
    3: ((ORG, "层级和类别"), "org.branches org.joint"),
    4: ((ORG, "网格"), "org.groups org.grids org.keepers"),
    5: ((ORG, "覆盖单位"), "org.action org.coverage org.units org.units_covered org.units_rate"),
    6: ((ORG, "组织情况"), "org.founded org.instructors org.heads_managing"),
    7: ((ORG, "组织情况"), "org.crossed_rate org.association_rate"),
    8: ((ORG, "任职换届"), "org.committee"),
    9: ((ORG, "层级和类别"), "org.mass"),
    10: ((ORG, "协议经费"), "org.agreements org.alliances"),
    11: ((MEETINGS, "新建纪要"), "work.joint_meetings work.bulletins work.demands_monthly"),
    12: ((MEETINGS, "会议类型"), "work.items work.items_lead work.items_consult work.items_own work.items_unsorted"),
    13: ((PEOPLE, "组织关系"), "people.double people.deeds"),
    14: ((ORG, "联系商户"), "org.liaisons org.visits org.monthly_rate"),
    15: ((DEEDS, "登记活动"), "service.mediations service.disputed service.recovered service.settled_rate"),
    16: ((DEEDS, "登记来访"), "service.visitors service.visitors_daily"),
    17: ((DEEDS, "坐诊排班"), "service.clinics service.calls"),
    18: ((GIFTS, "登记捐赠"), "charity.money charity.goods charity.paid"),
    19: ((STORE, "商户结算"), "charity.redeemed charity.settled"),
    20: ((ROUNDS, "评选办法"), "charity.givers"),
    21: ((MERCHANTS, "归档签好的承诺书"), "trust.pledges trust.safe trust.returns"),
    22: ((HONOURS, "收回"), "trust.integrity trust.granted trust.reclaimed"),
    23: ((ROUNDS, "责任岗和检查"), "trust.claims trust.duty_shops trust.finest trust.pass_rate"),
    24: ((ORG, "网格"), "org.keepers org.self_managed"),
    25: ((LISTS, "派单"), "work.list_items work.list_sent"),
    26: ((FUNDS, "申请支出"), "charity.funds charity.paid"),
    27: ((MERCHANTS, "打印诚信二维码"), ""),
    28: ((HONOURS, "荣誉种类"), "people.posts trust.star_members trust.models"),
    29: ((HONOURS, "流动红旗"), "trust.flags trust.flag_holders trust.complaints trust.complaint_rate"),
    30: ((HONOURS, "荣誉种类"), "trust.held"),
    31: ((PEOPLE, "推荐依据表"), "people.awards"),
    32: ((ORG, "协议经费"), "org.subsidies"),
    33: ((ORG, "任职换届"), "org.heads_elected org.heads_joint org.heads_sent org.heads_hired people.delegates"),
    34: ((PEOPLE, "组织关系"), "people.floating people.points people.new_jobs"),
    35: ((PEOPLE, "发展情况"), "people.applicants people.activists people.turned"),
    36: ((PEOPLE, "职务奖惩"), "people.posts"),
    37: ((CASES, "看板"), "work.orders work.orders_done work.orders_rate"),
    38: ((CASES, "事项类别"), "work.demands"),
    39: (
        (CASES, "办理情况"),
        "org.councils org.councils_full org.councils_met work.demands work.topics work.resolutions",
    ),
    40: ((CASES, "销号"), "work.closed work.on_time_rate work.satisfied_rate"),
    41: ((CASES, "评价"), "work.rated"),
    42: ((PEOPLE, "志愿服务"), "service.volunteering service.volunteer_people service.volunteer_hours service.fairs"),
    43: ((GIFTS, "让利"), "charity.concessions charity.concession_people"),
    44: ((DEEDS, "服务目录和类别"), "service.activities"),
    45: ((PEOPLE, "组织关系"), "people.pairings"),
    46: ((DEEDS, "登记名单"), "service.trainings service.trained service.papers"),
    47: ((FUNDS, "利润分成"), "charity.profit charity.households charity.enterprise_revenue org.enterprise_chairs"),
    48: ((ORG, "组织情况"), "people.workers people.young_rate people.college_rate people.workers_graded"),
    49: ((ROUNDS, "经济指标"), "service.firms service.retail"),
    50: ((DEEDS, "登记活动"), "service.loans service.messages service.earned service.revived service.invited"),
    51: ((DEEDS, "制度"), "org.regulations"),
}


@pytest.fixture(scope="module")
def demo(lived_sample, tmp_path_factory, qapp):
    """The words of what each page offers with its first record chosen, and the figures of the last quarter and this."""
    from app.ui.main_window import MainWindow

    folder = Folder(tmp_path_factory.mktemp("cities") / "示例")
    shutil.copytree(lived_sample[0].root, folder.root)
    centres.unlock(folder, sample.USER, sample.PASSWORD)
    window = MainWindow()
    window.show()
    offered = {part.key: seen(window, part.key) for tab in PAGES for part in tab.parts}
    today = dt.date.today()
    counted = [figures.values(period) for period in (periods.due(today), periods.of(periods.Kind.QUARTER, today))]
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    centres.close()
    return offered, counted


def seen(window, key):
    """What a clerk can click on a page, by its words."""
    window.show_page(key)
    page = window.page
    if hasattr(page, "table") and hasattr(page, "rows") and page.rows.ids:
        page.table.choose(page.rows.ids[:1])
    named = {find.words for title, finds in grouped(window)[:1] for find in finds}
    return named | {button.text() for button in page.findChildren(QPushButton) if button.isVisible()}


@pytest.mark.parametrize("row", ROWS, ids=[f"a{row:02}" for row in ROWS])
def test_the_window_offers_what_the_row_says_and_the_sample_counts_it(demo, row):
    offered, counted = demo
    (page, words), codes = ROWS[row]
    assert words in offered[page]
    for code in codes.split():
        assert any(values[code].number or values[code].part for values in counted), code

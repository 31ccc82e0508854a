"""The pages about a node: posts, elections, money, visits; and the ways that lead in and out."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.members import Draft as Person
from app.domain.merchants import Draft as MerchantDraft
from app.domain.organizations import Draft, Tree
from app.domain.roles import Right, Role
from app.services import entries, members, merchants, organization_figures, organizations, session
from app.ui.kit.visit import Visit
from app.ui.palette import Palette
from tests.ui.clerk import leaving, toast_of, words

ORG = Tree.ORGANIZATIONS
TODAY = dt.date.today()
MONTH = TODAY.isoformat()[:7]


@pytest.fixture
def branch(store):
    """A branch of its committee's kind with a member and a merchant."""
    made = organizations.save(Draft(name="商圈党委", kind="商圈党委", founded="2016-05-20"), None)
    members.save(Person(name="单海", stage="正式党员", organization="商圈党委"), None)
    merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="办理中", organization="商圈党委"), None)
    merchants.save(MerchantDraft(sign="永泰书店", no_code_reason="办理中"), None)
    return made


@pytest.fixture
def page(branch, window, keys):
    keys(window, "Ctrl+2")
    return window.page


def on_page(page, title):
    page.pane.turn_to(title)
    QApplication.processEvents()
    return page.pane.card.section


def fill(dialog, **values):
    for name, value in values.items():
        dialog.form.row(name).editor.fill(value)
    dialog.form.submit()


def test_there_is_one_secretary_at_a_time(page, branch, dialogs):
    section, said = on_page(page, "任职换届"), []

    def second(dialog):
        fill(dialog, post="书记", name="仇立新")
        said.extend(words(dialog.form))

    dialogs(leaving(lambda dialog: fill(dialog, post="书记", name="单海")), leaving(second))
    section.seats.add_button.click()
    section.seats.add_button.click()
    assert "单海还在任书记，请先免去，再登记新的。" in said
    seat = entries.of("seat", branch)[0]
    assert (seat.name, seat.person) == ("单海", members.ids("单海")[0])
    assert page.chosen().head == "单海"


def test_the_clock_of_the_term_says_why(page, branch):
    entries.save("term", branch, {"elected": "2020-01-05", "shift": 0})
    page.revalidate()
    section = on_page(page, "任职换届")
    assert "本届已于 2025年1月5日 届满，请尽快换届" in words(section)
    assert not any("依据" in each for each in words(section))
    next(each for each in section.findChildren(QPushButton) if each.text() == "为什么").click()
    assert any("5 年" in each and "依据" in each for each in words(section))


def test_what_is_due_is_counted_down_by_what_was_paid(page, branch, dialogs):
    section = on_page(page, "协议经费")
    assert any("还差 10,000.00 元" in each for each in words(section))
    dialogs(leaving(lambda dialog: fill(dialog, kind="subsidy.committee", amount=400000)))
    section.payments.add_button.click()
    QApplication.processEvents()
    assert any("已拨 4,000.00，还差 6,000.00 元" in each for each in words(section))


def test_a_visit_takes_two_keys(page, branch, dialogs, keys):
    merchant = merchants.ids("瑞和")[0]
    pair = entries.save(
        "liaison", branch, {"name": "单海", "merchant": merchant, "start": f"{TODAY.year}-01-01", "person": 0}
    )
    page.revalidate()
    section = on_page(page, "联系商户")
    matrix = section.matrix
    matrix.setFocus()
    assert matrix.currentColumn() == TODAY.month
    assert matrix.item(0, TODAY.month).text() == "缺"
    assert "还没有走访" in matrix.item(0, TODAY.month).toolTip()

    def play(dialog):
        keys(QApplication.focusWidget(), "Ctrl+Return")

    dialogs(leaving(play))
    keys(matrix, "Return")
    assert organization_figures.visits(branch, MONTH, 1) == {pair: {MONTH: 1}}
    assert matrix.item(0, TODAY.month).text() == "1"
    toast_of(page).link.click()
    assert matrix.item(0, TODAY.month).text() == "缺"


def test_months_that_have_not_come_take_no_visit(page, branch):
    merchant = merchants.ids("瑞和")[0]
    entries.save("liaison", branch, {"name": "单海", "merchant": merchant, "start": "2020-01-01", "person": 0})
    page.revalidate()
    matrix, asked = on_page(page, "联系商户").matrix, []
    matrix.wanted.connect(lambda pair, month: asked.append(month))
    for column in range(TODAY.month + 1, 13):
        assert matrix.item(0, column).text() == ""
        matrix.cellDoubleClicked.emit(0, column)
    assert asked == []


def test_the_count_leads_to_the_merchants_and_the_filter_is_told(page, branch, window):
    section = on_page(page, "基本情况")
    next(each for each in section.findChildren(QPushButton) if each.text() == "含下级 1 家").click()
    opened = window.page
    assert [row.sign for row in merchants.rows(opened.rows.ids)] == ["瑞和茶庄"]
    told = next(each for each in opened.finder.findChildren(QPushButton) if each.text() == "商圈党委及下级")
    assert told.isVisible()
    told.click()
    assert len(opened.rows.ids) == 2
    assert not told.isVisible()


def test_the_start_page_leads_to_the_branch_whose_term_is_over(page, branch, window, keys):
    entries.save("term", branch, {"elected": "2020-01-05", "shift": 0})
    keys(window, "Ctrl+1")
    go = next(each for each in window.page.findChildren(QPushButton) if "需要换届" in each.accessibleName())
    go.click()
    assert window.page is page
    assert page.chosen().id == branch
    assert page.pane.card.titles[page.pane.card.switch.place()] == "任职换届"


def test_the_global_search_finds_the_branch_and_what_the_tab_can_do(page, window, branch):
    palette = Palette(window, "sqdw")
    find = next(each for each in palette.finds.finds() if each.words == "商圈党委")
    find.act()
    assert page.chosen().id == branch
    palette.box.setText("拆分")
    assert "拆分" in [each.words for each in palette.finds.finds()]
    palette.reject()


def test_figures_lead_to_their_rows(page, branch, window, dialogs, keys):
    def play(dialog):
        dialog.figures.setFocus()
        titles = [each.title for each in dialog.overviews]
        dialog.figures.setCurrentRow(titles.index("党的组织覆盖的商户"))
        assert dialog.figures.currentItem().toolTip().endswith("1/2 = 50.00%")
        keys(dialog.figures, "Return")
        keys(dialog.table, "Return")

    dialogs(leaving(play))
    page.overview.click()
    assert window.page.key == "merchants"
    assert merchants.get(window.page.chosen()[0]).sign == "瑞和茶庄"


def test_a_preset_names_the_levels(page, dialogs):
    from app.services import organization_shape
    from app.ui.pages import organization_acts as acts

    def play(dialog):
        dialog.preset.fill("shuangyashan")
        dialog.take_preset()
        dialog.save()

    dialogs(leaving(play))
    page.acting(acts.shape)()
    assert len(organization_shape.levels(ORG)) == len(organization_shape.levels(Tree.GRIDS)) == 6
    toast_of(page).link.click()
    assert organization_shape.levels(ORG) == []


def test_who_only_reads_is_offered_no_verbs(branch, window, keys):
    me = session.clerk()
    session.begin(session.folder(), session.Clerk("赵只读", Role.READER), session.session_start())
    try:
        from app.ui.pages.organizations import OrganizationsPage

        page = OrganizationsPage()
        page.setParent(window)
        page.show()
        page.revalidate()
        assert [words for tool in page.tools for words, _ in tool.menu or [tool.label]] == ["覆盖单位……"]
        for title in page.pane.card.titles:
            section = on_page(page, title)
            verbs = {each.text() for each in section.findChildren(QPushButton) if each.isVisible()}
            assert verbs <= {"本级 1 人", "含下级 1 人", "本级 1 家", "含下级 1 家", "为什么", "查看"}
        assert not page.pane.card.buttons.isVisible()
        assert not session.may(Right.ENTER)
        page.receive(Visit("organizations", record=branch))
    finally:
        session.begin(session.folder(), me, session.session_start())

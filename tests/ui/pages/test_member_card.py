"""The card of a person, page by page: steps, letters, posts, dues, hours, masked numbers."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.calendar import add_months
from app.services import development, dues, entries, journal, members, transfers
from tests.ui.clerk import choose, leaving, toast_of, type_text, words
from tests.ui.pages.people import TODAY, enter, found_branches


@pytest.fixture
def people(store):
    found_branches()
    return enter()


@pytest.fixture
def card(people, window, keys):
    """The card of a person, at one of its pages."""
    keys(window, "Ctrl+3")

    def opened(name, title):
        window.page.show_row(people[name])
        return window.page.pane.card.turn_to(title)

    return opened


def press(part, name):
    """Press the button that is called so."""
    next(each for each in part.findChildren(QPushButton) if each.accessibleName() == name and each.isVisible()).click()


def fill(keys, dialog, **values):
    """Fill in a form and save it."""
    for name, value in values.items():
        editor = dialog.form.row(name).editor
        editor.setFocus()
        editor.selectAll() if hasattr(editor, "selectAll") else None
        type_text(editor, value)
    keys(QApplication.focusWidget(), "Ctrl+Return")


def test_the_pages_turn_by_keys(card, window, keys):
    card("陈春梅", "基本信息")
    switch = window.page.pane.card.switch
    keys(window, "Ctrl+PgDown")
    assert switch.place() == 1
    keys(window, "Ctrl+PgUp", "Ctrl+PgUp")
    assert switch.place() == 6
    switch.take_focus()
    keys(QApplication.focusWidget(), "Left")
    assert switch.place() == 5


def test_a_step_is_recorded_and_taken_back(card, dialogs, keys, people):
    page = card("祁小川", "发展历程")
    dialogs(leaving(lambda dialog: fill(keys, dialog, on=(TODAY - dt.timedelta(days=10)).isoformat())))
    press(page, "登记这一步：递交入党申请书")
    assert members.get(people["祁小川"]).stage == "入党申请人"
    assert any("前" in each and "待办" in each for each in words(page))
    toast_of(page).link.click()
    assert members.get(people["祁小川"]).stage == ""


def test_a_shut_gate_is_said_under_the_day_with_its_rule(card, dialogs, keys, people):
    began = TODAY - dt.timedelta(days=100)
    for place, code in enumerate(("apply", "talk", "activist", "activist_filed", "tutors", "examined")):
        if code in {step.code for step in development.chart(people["祁小川"], began).steps}:
            development.record(people["祁小川"], code, began + dt.timedelta(days=place), {"people": 1})
    page = card("祁小川", "发展历程")
    said = []

    def try_it(dialog):
        keys(QApplication.focusWidget(), "Ctrl+Return")
        said.append(dialog.form.row("on").complaint.sentence.text())

    following = next(
        line for line in development.lines(people["祁小川"]) if line.state == "待办" and line.due.startswith("最早")
    )
    page.show_record(members.get(people["祁小川"]))
    dialogs(leaving(try_it))
    press(page, f"登记这一步：{following.name}")
    assert said[0].startswith("最早要到")
    assert "依据：" in said[0]


def test_why_unfolds_the_rule(card, people):
    development.record(people["祁小川"], "apply", TODAY - dt.timedelta(days=40))
    page = card("祁小川", "发展历程")
    page.show_record(members.get(people["祁小川"]))
    assert not any("依据：" in each for each in words(page))
    press(page, "为什么：党组织派人谈话")
    assert any("1 个月" in each and "依据：" in each for each in words(page))


def test_a_letter_goes_out_and_its_receipt_comes_back(card, dialogs, keys, people):
    page = card("陈春梅", "组织关系")
    write = leaving(lambda dialog: fill(keys, dialog, target_name="外市某街道党工委", letter="字第 1 号"))
    dialogs(write, leaving(lambda dialog: fill(keys, dialog)))
    more = next(each for each in page.findChildren(QPushButton) if each.text() == "外单位")
    choose(more.menu(), "开介绍信")
    assert [row.state for row in transfers.of(people["陈春梅"])] == ["在途"]
    press(page, "登记回执：介绍信 字第 1 号")
    assert members.get(people["陈春梅"]).organization == ""
    assert "还没有编入支部。" in words(page)


def test_a_check_in_takes_deeds(card, dialogs, keys, people):
    page = card("艾力·买买提", "组织关系")
    deed = leaving(lambda dialog: fill(keys, dialog, what="夜间代收包裹", people="12"))
    dialogs(leaving(lambda dialog: fill(keys, dialog, place="快递小哥驿站")), deed)
    page.check_ins.add()
    assert not page.deeds.isHidden()
    page.deeds.add()
    [check_in] = entries.of("check_in", people["艾力·买买提"])
    [deed] = entries.of("deed", check_in.id)
    assert (deed.what, deed.people) == ("夜间代收包裹", 12)


def test_posts_awards_and_appraisals_are_written_down(card, dialogs, keys, people):
    page = card("陈春梅", "职务奖惩")
    posts, awards, appraisals, grades = page.lists
    dialogs(
        leaving(lambda dialog: fill(keys, dialog, title="收银一号岗")),
        leaving(lambda dialog: fill(keys, dialog, title="优秀共产党员", level="区级")),
        leaving(lambda dialog: fill(keys, dialog)),
    )
    posts.add()
    awards.add()
    appraisals.add()
    person = people["陈春梅"]
    assert [(each.kind, each.title) for each in entries.of("post", person)] == [("党员示范岗", "收银一号岗")]
    assert [each.title for each in entries.of("award", person)] == ["优秀共产党员"]
    assert [(each.year, each.result) for each in entries.of("appraisal", person)] == [(TODAY.year, "合格")]
    assert grades.isHidden()


def test_the_post_and_grade_of_a_party_worker_shows_no_pay(card, dialogs, keys, people):
    person = people["陈春梅"]
    members.save(replace(members.check({"name": "陈春梅", "number": "DY-9"}), party_worker=True), person)
    page = card("陈春梅", "职务奖惩")
    dialogs(leaving(lambda dialog: fill(keys, dialog, pay="5200")))
    page.grades.add()
    [grade] = entries.of("grade", person)
    assert (grade.post, grade.grade, grade.pay) == ("专职", 1, 520_000)
    said = words(page)
    assert {"专职　1 级", "****"} <= set(said)
    assert not any("5,200" in each for each in said)


def test_months_of_dues_are_paid_at_once(card, dialogs, keys, people):
    person = people["陈春梅"]
    since = add_months(TODAY, -3).isoformat()[:7]
    entries.save("dues_base", person, {"since": since, "category": "在职", "income": 500_000})
    page = card("陈春梅", "党费")
    page.show_record(members.get(person))
    seen = []

    def pay(dialog):
        seen.append(dialog.total.text())
        dialog.boxes[2].setFocus()
        keys(dialog.boxes[2], "Space")
        seen.append(dialog.total.text())
        keys(dialog, "Return")

    dialogs(leaving(pay))
    press(page, "登记缴纳…")
    assert seen == ["3 个月，共 150.00 元", "2 个月，共 100.00 元"]
    assert dues.owing(TODAY) == {person: 5_000}
    toast_of(page).link.click()
    assert dues.owing(TODAY) == {person: 15_000}


def test_without_a_base_nothing_is_reckoned_and_the_base_is_asked_for_in_place(card, dialogs, keys, people):
    page = card("陈春梅", "党费")
    assert any("还没有登记党费基数" in each for each in words(page))
    said = []

    def try_it(dialog):
        fill(keys, dialog)
        said.append(dialog.form.row("income").complaint.sentence.text())
        fill(keys, dialog, income="5000")

    dialogs(leaving(try_it))
    page.lists[0].add()
    assert said == ["请填写月收入，如 5000。"]
    assert [each.income for each in entries.of("dues_base", people["陈春梅"])] == [500_000]


def test_the_same_hour_is_refused_in_place_and_the_total_opens_its_rows(card, dialogs, keys, people):
    page = card("陈春梅", "志愿服务")
    said, rows = [], []

    def again(dialog):
        fill(keys, dialog, event="义诊", begins="10:00", ends="12:00")
        said.append(dialog.form.row("begins").complaint.sentence.text())

    first = leaving(lambda dialog: fill(keys, dialog, event="周末清洁", begins="9:00", ends="11:30"))
    dialogs(first, leaving(again), leaving(lambda dialog: rows.extend(line.what for line in dialog.lines)))
    page.services.add()
    page.services.add()
    assert "同一时间不能算两次" in said[0]
    press(page, "共 2 小时 30 分，1 次")
    assert rows == ["周末清洁"]


def test_a_number_is_shown_for_a_reason_that_is_journalled(card, dialogs, people):
    page = card("艾力·买买提", "基本信息")
    assert not any("11010519491231002X" in each for each in words(page))
    dialogs(lambda dialog: dialog.ready[0].click())
    press(page, "显示身份证号")
    assert "11010519491231002X" in words(page)
    assert "身份证号" in journal.last().what


def test_probation_is_extended_once(card, dialogs, keys, people, window):
    draft = members.get(people["祁小川"])
    values = {name: getattr(draft, name) for name in vars(type(draft)()) if name in vars(members.Draft())}
    began = add_months(TODAY, -11)
    members.save(members.Draft(**{**values, "stage": "预备党员", "joined": began.isoformat()}), draft.id)
    window.page.revalidate()
    page = card("祁小川", "发展历程")
    said = []

    def extend(dialog):
        fill(keys, dialog, months="3")
        said.append(dialog.form.row("months").complaint.sentence.text())
        fill(keys, dialog, months="6")

    dialogs(leaving(extend))
    press(page, "延长预备期…")
    assert "只能延长 6 到 12 个月" in said[0]
    assert journal.last().what == "延长预备期：祁小川，6 个月"
    assert "延长预备期…" not in [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]


@pytest.mark.parametrize("title", ["基本信息", "发展历程", "组织关系", "职务奖惩", "党费", "志愿服务"])
def test_the_tab_key_goes_as_one_reads(card, keys, people, window, title):
    person = people["艾力·买买提"]
    since = add_months(TODAY, -3).isoformat()[:7]
    entries.save("dues_base", person, {"since": since, "category": "在职", "income": 500_000})
    entries.save("service", person, {"event": "清洁", "on": TODAY.isoformat(), "begins": "9:00", "ends": "10:00"})
    transfers.send_out(person, "外市某街道党工委", TODAY, "字第 1 号")
    window.page.revalidate()
    page = card("艾力·买买提", title)
    page.setFocus()
    places = []
    for _ in range(40):
        keys(QApplication.focusWidget(), "Tab")
        stop = QApplication.focusWidget()
        if not page.isAncestorOf(stop):
            break
        assert stop.accessibleName() or stop.text()
        places.append(stop.mapTo(page.widget(), stop.rect().center()).y())
    assert places
    assert all(later - former > -30 for former, later in pairwise(places)), places

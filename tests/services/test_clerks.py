"""Accounts: who may be added, changed and removed, and what the journal says of it."""

import datetime as dt

import pytest

from app.domain.errors import Cancelled, Invalid, Problem
from app.domain.roles import Role
from app.services import centres, clerks, integrity, journal, merchants, session
from app.store import centres as rows
from app.store import people, vault
from app.store.database import db

LI, LI_PASSWORD = "李窗口", "窗口的口令 26"
ZHAO, ZHAO_PASSWORD = "赵管理", "管理的口令 26"


@pytest.fixture
def staff(store):
    """A clerk and a second administrator besides the one who is logged in."""
    clerks.add(LI, Role.COUNTER, LI_PASSWORD)
    clerks.add(ZHAO, Role.ADMINISTRATOR, ZHAO_PASSWORD)
    return store


@pytest.fixture
def recovery(folder, admin):
    """An open store whose recovery code is known."""
    code = centres.new_recovery_code()
    centres.create(folder, "会战商圈党群服务中心", *admin, code)
    yield code
    centres.close()


def log_in(folder, name, password):
    centres.rest()
    centres.unlock(folder, name, password)


def said(count=1):
    return [(entry.who, entry.what) for entry in journal.recent(count)]


def roles():
    return {person.name: person.role for person in clerks.listing()}


def test_who_is_added_gets_in_with_the_role_given(staff, admin):
    assert roles() == {admin[0]: "管理员", LI: "窗口", ZHAO: "管理员"}
    assert said() == [(admin[0], "添加人员 赵管理（管理员）")]
    log_in(staff, LI, LI_PASSWORD)
    assert session.clerk() == session.Clerk(LI, "窗口")
    with pytest.raises(session.Denied):
        clerks.listing()


def test_the_list_says_when_somebody_was_last_here(staff, admin):
    before = dt.datetime.now().replace(microsecond=0)
    log_in(staff, LI, LI_PASSWORD)
    log_in(staff, *admin)
    last = {person.name: person.last for person in clerks.listing()}
    assert before <= last[LI] <= last[admin[0]] <= dt.datetime.now()
    assert last[ZHAO] is None


@pytest.mark.parametrize(
    ("name", "role", "password", "complaints"),
    [
        (" ", "窗口", "好的口令 2026", {"name": "请填写姓名。"}),
        ("长" * 21, "窗口", "好的口令 2026", {"name": "姓名最多 20 个字，现在有 21 个。"}),
        ("王管理 ", "窗口", "好的口令 2026", {"name": "“王管理”已经在名单里。同名的两个人，请在姓名后加字区分。"}),
        ("李四", "站长", "好的口令 2026", {"role": "请选择身份。"}),
        ("李四", "窗口", "1234", {"password": "口令至少 8 位，现在有 4 位。"}),
        (
            "李四四四李四四四",
            "窗口",
            "李四四四李四四四",
            {"password": "口令不能就是姓名或单位名称，别人一猜就中。请再加几个别的字。"},
        ),
        (
            "李四",
            "窗口",
            "会战商圈党群服务中心",
            {"password": "口令不能就是姓名或单位名称，别人一猜就中。请再加几个别的字。"},
        ),
    ],
)
def test_what_cannot_be_added_is_said_field_by_field(store, name, role, password, complaints):
    entry = journal.last().id
    with pytest.raises(Invalid) as wrong:
        clerks.add(name, role, password)
    assert wrong.value.complaints == complaints
    assert journal.last().id == entry
    assert len(clerks.listing()) == 1


def test_a_role_changes_at_the_next_log_in_and_one_s_own_at_once(staff, admin):
    clerks.change_role(LI, "复核")
    assert said() == [(admin[0], "把李窗口的身份从窗口改为复核")]
    entry = journal.last().id
    clerks.change_role(LI, "复核")
    assert journal.last().id == entry
    log_in(staff, LI, LI_PASSWORD)
    assert session.clerk().role == "复核"
    log_in(staff, *admin)
    clerks.change_role(admin[0], "只读")
    assert session.clerk() == session.Clerk(admin[0], "只读")
    with pytest.raises(session.Denied):
        clerks.change_role(admin[0], "管理员")


def test_the_last_administrator_stays_one(store, admin):
    clerks.add(LI, Role.COUNTER, LI_PASSWORD)
    with pytest.raises(Problem, match="“王管理”是最后一位能登录的管理员"):
        clerks.change_role(admin[0], "窗口")
    with pytest.raises(Problem, match="不能移除自己"):
        clerks.remove(admin[0])
    assert roles() == {admin[0]: "管理员", LI: "窗口"}


def test_an_administrator_who_cannot_log_in_does_not_count(staff, admin):
    vault.keep_only(staff.keys, {admin[0], LI})
    assert [person.name for person in clerks.listing() if person.locked_out] == [ZHAO]
    with pytest.raises(Problem, match="最后一位能登录的管理员"):
        clerks.change_role(admin[0], "窗口")
    clerks.set_password(ZHAO, ZHAO_PASSWORD)
    clerks.change_role(admin[0], "窗口")


def test_who_forgot_is_given_a_new_password(staff, admin):
    clerks.set_password(LI, "另一个口令 26")
    assert said() == [(admin[0], "重设李窗口的口令")]
    log_in(staff, LI, "另一个口令 26")
    with pytest.raises(vault.WrongSecret):
        log_in(staff, LI, LI_PASSWORD)


def test_one_s_own_password_is_changed_by_the_old_one_only(staff, admin):
    with pytest.raises(Problem, match="凭原来的口令"):
        clerks.set_password(admin[0], "另一个口令 26")
    with pytest.raises(Invalid) as wrong:
        clerks.change_own_password(LI_PASSWORD, "另一个口令 26")
    assert list(wrong.value.complaints) == ["old"]
    with pytest.raises(Invalid) as wrong:
        clerks.change_own_password(admin[1], "12345678")
    assert list(wrong.value.complaints) == ["new"]
    clerks.change_own_password(admin[1], "另一个口令 26")
    assert said(2)[0] == (admin[0], "修改自己的口令")
    assert said(2)[1][1].startswith("登录失败 1 次，最近一次 ")
    log_in(staff, admin[0], "另一个口令 26")


def test_a_reader_may_change_the_own_password(store):
    clerks.add(LI, Role.READER, LI_PASSWORD)
    log_in(store, LI, LI_PASSWORD)
    clerks.change_own_password(LI_PASSWORD, "另一个口令 26")
    log_in(store, LI, "另一个口令 26")


def test_a_second_person_proves_at_this_desk_who_he_is(staff):
    assert clerks.confirm(LI, LI_PASSWORD) == "窗口"
    with pytest.raises(vault.WrongSecret):
        clerks.confirm(LI, ZHAO_PASSWORD)
    with pytest.raises(Problem, match="名单里没有“孙七”"):
        clerks.confirm("孙七", LI_PASSWORD)
    assert session.clerk().name == "王管理"


def test_a_recovery_code_proves_nobody(recovery, admin):
    with pytest.raises(vault.WrongSecret):
        clerks.confirm(admin[0], recovery)
    with pytest.raises(Invalid):
        clerks.change_own_password(recovery, "另一个口令 26")


def test_a_slot_put_in_from_outside_proves_nobody(staff):
    vault.put(staff.keys, vault.new_key(), LI, vault.PASSWORD, "别人的口令 26")
    with pytest.raises(vault.WrongSecret):
        clerks.confirm(LI, "别人的口令 26")


def test_who_is_removed_does_not_get_in_and_stays_in_what_was_done(staff, admin):
    log_in(staff, LI, LI_PASSWORD)
    log_in(staff, *admin)
    steps = []
    clerks.remove(LI, lambda done, total: steps.append((done, total)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert roles() == {admin[0]: "管理员", ZHAO: "管理员"}
    assert (LI, "登录") in said(9)
    assert said() == [(admin[0], "移除人员 李窗口")]
    assert rows.Clerk.get(rows.Clerk.name == LI).removed_at
    with pytest.raises(vault.WrongSecret):
        log_in(staff, LI, LI_PASSWORD)
    log_in(staff, ZHAO, ZHAO_PASSWORD)
    assert integrity.check().fine


def test_a_removal_cannot_be_stopped_only_the_new_key_put_off(staff, admin):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Problem, match=r"李窗口已经移除，不能再登录.*下次登录时会自动再换。原因：中途取消了。"):
        clerks.remove(LI, stop)
    key = db._key
    assert LI not in roles()
    log_in(staff, *admin)
    assert db._key != key
    assert LI not in centres.people(staff)


def test_who_was_removed_can_come_back(staff):
    clerks.remove(LI)
    clerks.add(LI, "复核", "另一个口令 26")
    assert rows.Clerk.select().where(rows.Clerk.name == LI).count() == 1
    log_in(staff, LI, "另一个口令 26")
    assert session.clerk().role == "复核"


@pytest.mark.parametrize("act", [lambda: clerks.remove(LI), lambda: clerks.change_role(LI, "复核")])
def test_what_was_done_to_people_is_not_undone(staff, act):
    act()
    assert journal.last_of_session() is None
    assert not journal.last().undoable
    with pytest.raises(Problem, match=r"不能撤销.*人员与口令"):
        journal.undo(journal.last().id)


def test_a_store_with_removed_people_counts_whom_it_has(staff):
    clerks.remove(LI)
    assert people.in_use() == {"王管理", ZHAO}
    assert centres.people(staff) == ["王管理", ZHAO]
    with pytest.raises(Problem, match="名单里没有“李窗口”"):
        clerks.remove(LI)


def test_no_secret_reaches_the_journal(recovery, admin):
    clerks.add(LI, Role.COUNTER, LI_PASSWORD)
    clerks.set_password(LI, "另一个口令 26")
    clerks.change_own_password(admin[1], "再换一个口令 26")
    clerks.keep_recovery(code := centres.new_recovery_code())
    clerks.remove(LI)
    whole = "".join(str(row) for row in db.execute_sql("SELECT * FROM journal").fetchall())
    for secret in (LI_PASSWORD, "另一个口令 26", admin[1], "再换一个口令 26", code, recovery, db._key.hex()):
        assert secret not in whole


def test_the_recovery_code_lets_an_administrator_in_until_a_new_one_is_kept(recovery, folder, admin):
    assert not session.recovered()
    log_in(folder, admin[0], recovery)
    assert session.recovered()
    assert said() == [(admin[0], "用恢复码登录")]
    clerks.set_password(admin[0], "另一个口令 26")
    assert session.recovered()
    log_in(folder, admin[0], recovery)
    clerks.keep_recovery(code := centres.new_recovery_code())
    assert not session.recovered()
    assert clerks.recovery_is_current()
    log_in(folder, admin[0], code.lower())
    with pytest.raises(vault.WrongSecret):
        log_in(folder, admin[0], recovery)
    log_in(folder, admin[0], "另一个口令 26")
    assert not session.recovered()


def test_the_recovery_code_lets_in_nobody_else(recovery, folder):
    clerks.add(LI, Role.COUNTER, LI_PASSWORD)
    for name in (LI, "孙七"):
        with pytest.raises(Problem, match=f"“{name}”不是管理员"):
            log_in(folder, name, recovery)
        with pytest.raises(session.Denied):
            merchants.ids()


def test_half_a_recovery_code_is_not_kept(recovery, folder, admin):
    with pytest.raises(Problem, match="不是一个完整的恢复码"):
        clerks.keep_recovery(centres.new_recovery_code()[:-1])
    log_in(folder, admin[0], recovery)


def test_before_a_log_in_a_password_is_judged_without_the_centre(store):
    assert "姓名或单位" in clerks.password_complaint("李四", "会战商圈党群服务中心")
    centres.close()
    assert clerks.password_complaint("李四", "会战商圈党群服务中心") == ""
    assert clerks.password_complaint("李四", "12345678")

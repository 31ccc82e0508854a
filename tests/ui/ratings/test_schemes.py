"""The editor of a scheme: what it shows at every key, refuses, and saves as a version of its own."""

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.errors import Problem
from app.services import rounds, schemes, scoring
from app.ui import scheme_part_dialogs as parts
from app.ui.kit import messages, tasks
from app.ui.scheme_editor_dialog import SchemeEditor
from app.ui.scheme_list_dialog import SchemesDialog
from app.ui.scheme_trial_dialog import TrialDialog
from tests.services.rating_desk import begin, open_merchants


@pytest.fixture
def desk(store, qtbot):
    made = QWidget()
    made.resize(1366, 688)
    qtbot.addWidget(made)
    return made


def huizhan():
    return next(row.scheme for row in schemes.listing() if row.scheme.key == "huizhan")


@pytest.fixture
def editor(desk):
    return SchemeEditor(desk, "修改", huizhan())


def test_the_sum_is_told_at_every_key_and_refused_while_it_is_off(editor):
    assert editor.sum.text() == "✓ 各项满分合计 100 分，与总分一致。"
    editor.most.setText("110")
    assert editor.sum.text().startswith("✗ 各项满分合计 100 分，比总分 110 分少 10 分")
    editor.submit()
    assert "两者不一致" in editor.complaint.sentence.text()
    assert not editor.result()
    assert len(schemes.listing()) == 4
    editor.most.setText("一百")
    assert editor.sum.text() == "✗ 总分请填整数。"


def test_criteria_are_added_moved_and_dropped_by_keys(editor, monkeypatch):
    def fill(dialog):
        for name, value in {"name": "消防安全", "maximum": "10"}.items():
            dialog.form.row(name).editor.setText(value)
        dialog.form.submit()
        return dialog.result()

    monkeypatch.setattr(parts.PartDialog, "exec", fill)
    editor.add()
    assert editor.scheme.criteria[-1].name == "消防安全"
    assert "合计 110 分" in editor.sum.text()
    editor.move_by(-1)
    assert editor.scheme.criteria[-2].name == "消防安全"
    editor.drop()
    assert "合计 100 分，与总分一致" in editor.sum.text()
    assert len(editor.scheme.criteria) == 11


def test_a_change_is_saved_as_a_version_and_older_rounds_keep_theirs(editor, desk):
    merchants = open_merchants()
    number = begin(merchants)
    editor.name.setText("会战诚信商户评选办法（修订）")
    editor.since.setText("2026.7.1")
    editor.note.setText("提高投诉的分量")
    editor.submit()
    listed = schemes.listing()
    assert (listed[0].title, listed[0].version, listed[0].note) == ("会战诚信商户评选办法（修订）", 2, "提高投诉的分量")
    assert rounds.get(number).version == 1


def asked(make, scheme, desk, **typed):
    dialog = make(desk, scheme)
    for name, value in typed.items():
        dialog.form.row(name).editor.fill(value)
    dialog.form.submit()
    return dialog


def test_the_other_parts_each_in_a_form(desk):
    scheme = huizhan()
    bands = asked(parts.bands_dialog, scheme, desk, bands="优=85，良=60，差=0").scheme
    assert [(band.grade, band.least) for band in bands.bands] == [("优", 85), ("良", 60), ("差", 0)]
    minimum = asked(parts.minimum_dialog, scheme, desk, months="12", safe=True, party=True).scheme.minimum
    assert (minimum.months, minimum.party_member) == (12, True)
    assert minimum.pledges == ("诚信商家承诺书", "放心消费承诺")
    ties = asked(parts.ties_dialog, scheme, desk, tie0="complaints", tie1="preferred", tie2="", tie3="", tie4="").scheme
    assert ties.ties == ("complaints", "preferred")
    award = asked(parts.award_dialog, scheme, desk, honour="诚信商户", places="20", grade="B").scheme.award
    assert (award.places, award.grade) == (20, "B")
    vetoes = asked(parts.vetoes_dialog, scheme, desk, severe=False, names="偷税漏税").scheme.vetoes
    assert [veto.name for veto in vetoes] == ["偷税漏税"]


@pytest.mark.parametrize(
    ("make", "name", "value", "told"),
    [
        (parts.bands_dialog, "bands", "A=90", "最低一档从 0 分起"),
        (parts.minimum_dialog, "months", "半年", "请填整数"),
        (parts.award_dialog, "places", "-1", "不能是负数"),
    ],
)
def test_what_a_part_refuses_stands_under_its_field(desk, make, name, value, told):
    dialog = asked(make, huizhan(), desk, **{name: value})
    assert not dialog.result()
    assert told in dialog.form.row(name).complaint.sentence.text()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"maximum": "很多"}, "maximum"),
        ({"steps": "0=15，1=99"}, "maximum"),
        ({"steps": "", "each": ""}, "steps"),
        ({"formula": "sides", "weights": "群众评价=50"}, "weights"),
    ],
)
def test_what_a_criterion_refuses(desk, typed, field):
    scheme = huizhan()
    dialog = parts.criterion_dialog(desk, scheme.criteria[4], scheme.criteria)
    for name, value in typed.items():
        dialog.form.row(name).editor.fill(value)
    dialog.form.submit()
    assert dialog.criterion is None
    assert dialog.form.row(field).complaint.sentence.text()


def test_every_shipped_criterion_passes_through_the_form_unchanged(desk):
    for row in schemes.listing():
        for criterion in row.scheme.criteria:
            dialog = parts.criterion_dialog(desk, criterion, row.scheme.criteria)
            dialog.form.submit()
            assert dialog.criterion == criterion


def test_the_dry_run_shows_who_would_change_and_changes_nothing(desk, qtbot):
    number = begin(open_merchants())
    dialog = tried(desk, qtbot, number)
    dialog.which.setCurrentIndex(next(n for n, row in enumerate(dialog.schemes) if row.scheme.key == "abcd"))
    dialog.read()
    assert (dialog.lines, dialog.sentence.text()) == ([], "正在试算……")
    qtbot.waitUntil(lambda: len(dialog.lines) == 4 and not tasks.busy(), timeout=20_000)
    assert "退出 4 家" in dialog.sentence.text()
    assert dialog.rows.data(dialog.rows.index(0, 3)) == "A → 未评级"
    assert rounds.get(number).version == 1
    assert tried(desk, qtbot, number, huizhan()).lines == []


def test_a_dry_run_that_failed_shows_nothing_of_another_scheme(desk, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence, title="": told.append(sentence))
    dialog = tried(desk, qtbot, begin(open_merchants()))
    monkeypatch.setattr(scoring, "dry_run", refuse)
    dialog.read()
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
    assert told == ["没有找到这个评选批次。"]
    assert "没有算完" in dialog.sentence.text()


def refuse(round_, scheme):
    raise Problem("没有找到这个评选批次。")


def tried(desk, qtbot, *what):
    """A dry run that has come to its end."""
    dialog = TrialDialog(desk, *what)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
    return dialog


def test_only_a_version_nobody_uses_can_be_taken_out(desk):
    begin(open_merchants())
    dialog = SchemesDialog(desk)
    dialog.table.choose_place(next(n for n, row in enumerate(dialog.lines) if row.scheme.key == "huizhan"))
    assert not dialog.take_out.isEnabled()
    dialog.table.choose_place(next(n for n, row in enumerate(dialog.lines) if row.scheme.key == "aaa"))
    assert not dialog.take_out.isEnabled()  # as shipped, it is not on record

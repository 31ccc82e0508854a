"""Scenes of trust for pictures.py: people, journal, backup, what goes wrong. Each takes the stage it plays on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    for scene in SCENES:
        scene(stage)


def messages(stage: "Stage") -> None:
    """A question, a complaint, a bug, and work under way."""
    from app.ui.kit import messages, tasks

    question = (
        "作废牌匾编号 诚信〔2026〕001号？",
        "编号不能再用，已打印的牌匾需要收回。这一步不能撤销。",
        "作废编号",
    )
    stage.dialog("dlg_irreversible_confirm", lambda: messages.agreed(stage.window, *question, safe="先不作废"))
    busy = "没能保存：文件正被占用。数据没有丢，请先关闭《商户台账.xlsx》，再点“重试”。"
    stage.dialog("dlg_complaint", lambda: messages.complain(stage.window, busy))
    stage.dialog("dlg_crash", lambda: messages.crash(stage.window, ValueError()))
    progress = tasks.Progress(stage.window, "正在导入")
    progress.show()
    progress.cancel.show()
    progress._advance(1250, 3080)
    stage.snap("dlg_progress", progress)
    progress.accept()


SCENES = (messages,)

import subprocess
import sys

from app.services import centres, drafts, journal, session
from app.store.desk import FormDraft


def test_a_form_is_kept_replaced_and_forgotten(store):
    entry, revision = journal.last().id, journal.revision()
    drafts.keep("merchants", 0, {"sign": "瑞和"})
    drafts.keep("merchants", 0, {"sign": "瑞和茶庄", "party_member": True})
    kept = drafts.kept("merchants")
    assert (kept.row, kept.values) == (0, {"sign": "瑞和茶庄", "party_member": True})
    assert drafts.kept("members") is None
    drafts.drop("merchants", 0)
    assert drafts.kept("merchants") is None
    assert (journal.last().id, journal.revision()) == (entry, revision)


def test_a_killed_process_loses_no_draft(store, admin):
    centres.close()
    typed = (
        "import os, sys, pathlib\n"
        "from app.paths import Folder\nfrom app.services import centres, drafts\n"
        "centres.unlock(Folder(pathlib.Path(sys.argv[1])), sys.argv[2], sys.argv[3])\n"
        "drafts.keep('merchants', 7, {'sign': '没存的店'})\nos.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", typed, str(store.root), *admin], check=False)
    centres.unlock(store, *admin)
    assert (drafts.kept("merchants").row, drafts.kept("merchants").values) == (7, {"sign": "没存的店"})


def test_each_clerk_has_drafts_of_her_own(store, admin):
    drafts.keep("merchants", 0, {"sign": "管理员的店"})
    session.begin(store, session.Clerk("李窗口", "窗口"), 0)
    assert drafts.kept("merchants") is None
    drafts.keep("merchants", 0, {"sign": "窗口的店"})
    drafts.drop("merchants", 0)
    session.begin(store, session.Clerk(admin[0], "管理员"), 0)
    assert drafts.kept("merchants").values == {"sign": "管理员的店"}


def test_a_draft_of_an_older_version_belongs_to_whoever_comes_first(store):
    FormDraft.create(page="merchants", row=0, at="2026-01-01T08:00:00", content='{"sign": "旧的"}')
    assert drafts.kept("merchants").values == {"sign": "旧的"}
    drafts.drop("merchants", 0)
    assert drafts.kept("merchants") is None

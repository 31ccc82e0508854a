"""Cases stay with their merchant and their organisation when two of these become one."""

import datetime as dt

from app.domain.cases import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.domain.organizations import Draft as Branch
from app.domain.organizations import Tree
from app.services import case_forms, case_handling, cases, journal, merchant_events, merchants, organizations
from app.services.case_handling import Assignment

TODAY = dt.date.today()


def test_cases_go_with_the_merchant_that_stays_and_come_back(store):
    kept, gone = (
        merchants.save(MerchantDraft(sign=name, no_code_reason="办理中"), None) for name in ("瑞和", "瑞和茶庄")
    )
    number = cases.save(Draft(kind="投诉", title="缺斤少两", received=TODAY.isoformat(), merchant=gone), None)
    merchant_events.merge(kept, gone, TODAY)
    assert cases.get(number).merchant == kept
    journal.undo(journal.last().id)
    assert cases.get(number).merchant == gone


def test_cases_go_with_the_organisation_that_stays(store):
    names = ("餐饮联合党支部", "五金联合党支部")
    kept, gone = (organizations.save(Branch(name=name, kind="联合党支部"), None) for name in names)
    draft = Draft(kind="诉求", title="消防通道堆物", received=TODAY.isoformat(), organization=gone)
    number = cases.save(draft, None)
    case_handling.dispatch(number, Assignment(names[1], unit_row=case_forms.unit_row(names[1])))
    organizations.merge(Tree.ORGANIZATIONS, kept, gone, TODAY)
    assert cases.get(number).organization == kept

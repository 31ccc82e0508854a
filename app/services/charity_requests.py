"""What the charity tab asks the second person for: payments out of a fund, and points by hand."""

from app.domain import money
from app.domain.roles import Right
from app.services import adjusting, approvals, fund_entries, holders, session
from app.services.adjusting import Adjustment
from app.services.approval_kinds import ADJUSTMENT, PAYMENT
from app.services.fund_entries import Payment
from app.services.session import requires
from app.store.charity import Campaign, Fund
from app.store.writing import writing


@requires(Right.ENTER)
def ask_payment(payment: Payment) -> int:
    """Ask for a payment and return the request's id; raises Invalid. Proof is attached once it is agreed to."""
    content = fund_entries.checked_payment(payment)
    whom = (Fund.get_by_id(payment.fund) if payment.fund else Campaign.get_by_id(payment.campaign)).name
    what = f"{whom}支出 {money.in_digits(content['amount'])} 元，用于{content['purpose']}"
    with writing(f"申请{what}") as act:
        return approvals.ask(act, PAYMENT, what, {**content, "asked_by": session.clerk().name})


@requires(Right.ENTER)
def ask_adjustment(wanted: Adjustment) -> int:
    """Ask for points to be given or taken by hand, and return the request's id; raises Invalid."""
    content = adjusting.checked(wanted)
    name = holders.RECORDS[wanted.noun].get_by_id(wanted.row).name
    what = f"{'期初' if wanted.opening else '调整'}积分 {name} {wanted.points:+,} 分"
    with writing(f"申请{what}") as act:
        return approvals.ask(act, ADJUSTMENT, what, {**content, "asked_by": session.clerk().name})

from app.services import cash, fund_balances, funds, gift_list, sample, stock
from app.store.gifts import Gift
from app.store.warehouse import Redemption


def test_the_sample_has_something_of_everything_and_adds_up(folder):
    sample.create(folder, history=False)
    try:
        assert Gift.select().count() >= 40
        assert {kind for (kind,) in Gift.select(Gift.kind).distinct().tuples()} == {"捐款", "捐物", "让利", "服务"}
        assert (len(funds.campaigns()), len(funds.funds()), gift_list.waiting()) == (3, 2, 3)
        assert Redemption.select().count() >= 4
        assert all(fund_balances.of_fund(row.id) > 0 for row in funds.funds())
        assert all(left > 0 for left in stock.all_left().values())
        assert all(fen > 0 for fen in cash.held().values())
    finally:
        sample.centres.close()

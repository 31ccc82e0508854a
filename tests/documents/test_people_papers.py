"""The certificate of volunteer service and the birthday card."""

from datetime import date

import pytest

from app.documents import birthday_card, service_certificate
from app.documents.birthday_card import Card
from app.documents.service_certificate import Given, Service
from app.documents.type import boxes_noted
from app.domain.errors import Problem

DAY = date(2026, 11, 20)


def service(count=3, **more):
    given = [Given(f"2026年11月{n % 28 + 1}日", f"清洁商圈第{n}次", "9:00—11:30", "2 小时 30 分") for n in range(count)]
    said = {"name": "艾力·买买提", "period": "于2026年11月1日至2026年11月18日", "total": "7 小时 30 分"}
    return Service(**(said | {"given": given, "issuer": "会战商圈党委", "issued": DAY} | more))


def test_a_certificate_opens_its_total_into_events(out, printed):
    assert service_certificate.write(service(), out) == 1
    text = printed().text()
    assert "兹证明艾力·买买提同志" in text
    assert "活动3次，累计服务时长7小时30分" in text
    assert text.count("2小时30分") == 3
    assert "二〇二六年十一月二十日" in text
    assert printed().size() == pytest.approx((210, 297), abs=0.1)


def test_many_events_go_on_over_pages_and_none_is_lost(out, printed):
    pages = service_certificate.write(service(47), out)
    assert pages == 3
    text = "".join(printed().text(page) for page in range(pages))
    assert all(f"清洁商圈第{n}次" in text for n in range(47))
    assert text.count("会战商圈党委") == 1
    for page in range(pages):
        left, top, right, bottom = printed().ink(page=page)
        assert min(left, top, 210 - right, 297 - bottom) > 10


def test_with_somebody_told_of_them_boxes_stand_there(out, printed):
    odd = "\U00031350"
    with boxes_noted() as noted:
        service_certificate.write(service(name=f"{odd}某"), out)
        assert "□某同志" in printed().text()
        birthday_card.write([card(name=f"{odd}海")], out)
        assert "□海同志" in printed().text()
    assert noted == {odd: f"{odd}某"}


@pytest.mark.parametrize("write", [lambda out: service_certificate.write(service(name="\U000e0001某"), out)])
def test_characters_that_cannot_print_are_named(out, write):
    with pytest.raises(Problem, match="打印不出来"):
        write(out)
    assert not out.exists()


def card(**more):
    said = {"name": "单海", "joined": date(1985, 2, 17), "years": 41, "greeting": "愿您不忘初心。"}
    return Card(**(said | {"issuer": "会战商圈党委", "issued": DAY} | more))


def test_a_card_says_who_joined_when(out, printed):
    assert birthday_card.write([card(), card(name="古丽娜尔·吐尔逊")], out) == 2
    assert "单海同志：" in printed().text()
    assert "1985年2月17日" in printed().text()
    assert "41周年" in printed().text()
    assert "古丽娜尔·吐尔逊同志：" in printed().text(1)
    assert printed().size() == pytest.approx((210, 148), abs=0.1)


def test_a_long_name_and_issuer_stay_inside_the_frame(out, printed):
    long = "大庆市萨尔图区会战街道商圈综合党委党群服务中心联合党支部"
    birthday_card.write([card(name="阿不都热合曼·阿卜杜拉艾合买提江", issuer=long)], out)
    for words in ("阿不都热合曼·阿卜杜拉艾合买提江", long):
        found = printed().find(words)
        assert found[0].left > 12
        assert found[-1].right < 198

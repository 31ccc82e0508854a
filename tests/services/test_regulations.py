import datetime as dt
import io

import pytest
from PIL import Image

from app.domain.errors import Invalid
from app.services import attachments, journal, regulations
from app.services.regulations import DUE, ENDED, HOLDS

TODAY = dt.date(2026, 11, 20)


def kept(title="服务承诺制度", adopted="2026-03-01", **more):
    return regulations.save({"title": title, "adopted": adopted, **more})


def test_a_regulation_is_due_a_year_after_its_adoption_unless_said_otherwise(store):
    kept()
    kept("评议监督制度", "2025-11-25")
    kept("民主决策制度", "2025-01-01", review="2026-12-30")
    kept("旧制度", "2020-01-01", ended="2024-01-01")
    found = {row.title: (row.state, row.review) for row in regulations.listing(TODAY)}
    assert found == {
        "服务承诺制度": (HOLDS, "2027-03-01"),
        "评议监督制度": (DUE, "2026-11-25"),
        "民主决策制度": (HOLDS, "2026-12-30"),
        "旧制度": (ENDED, "2021-01-01"),
    }
    assert [row.title for row in regulations.due(TODAY)] == ["评议监督制度"]
    assert [row.title for row in regulations.due(dt.date(2026, 12, 1))] == ["评议监督制度", "民主决策制度"]


def test_a_review_moves_the_next_one_on_and_can_be_undone(store):
    number = kept(adopted="2025-11-01")
    regulations.reviewed(number, TODAY)
    assert regulations.due(TODAY) == []
    assert regulations.listing(TODAY)[0].review == "2027-11-20"
    journal.undo(journal.last().id)
    assert len(regulations.due(TODAY)) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"adopted": ""}, "adopted"),
        ({"adopted": "2026.3"}, "adopted"),
        ({"review": "2026-02-01"}, "review"),
        ({"ended": "2026-02-01"}, "ended"),
    ],
)
def test_what_is_wrong_is_named_where_it_is(store, values, field):
    with pytest.raises(Invalid) as wrong:
        regulations.save({"title": "制度", "adopted": "2026-03-01", **values})
    assert set(wrong.value.complaints) == {field}


def test_its_scan_is_attached_and_it_can_be_removed(store):
    number = kept()
    whole = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(whole, "PNG")
    attachments.add("regulation", number, "制度.png", whole.getvalue())
    assert [row.name for row in attachments.of("regulation", number)] == ["制度.png"]
    regulations.remove([number])
    assert regulations.listing(TODAY) == []

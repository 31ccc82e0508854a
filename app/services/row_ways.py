"""How a row of each noun (a table) is worded, and which page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from app.domain.organizations import Tree

_POSTS, _MONEY = "任职换届", "协议经费"
"""Pages of the pane of an organisation."""


@dataclass(frozen=True)
class Way:
    """How a noun's row is worded: columns of it, and `of`, the column and noun of whom it is about, `through` a column
    and noun in between. It is opened on `page`: itself, or (`by`) what it is about, or (`at`) the row whose id the
    first column that holds one gives; there at `words`, beginning `act`, filtered by the columns `filters` and by what
    is `always` so."""

    name: str = ""
    number: str = ""
    on: str = ""
    detail: tuple[str, ...] = ()
    of: tuple[str, str] = ("", "")
    through: tuple[str, str] = ("", "")
    page: str = ""
    by: bool = False
    at: tuple[tuple[str, str], ...] = ()
    act: str = ""
    words: str = ""
    filters: tuple[str, ...] = ()
    always: tuple[tuple[str, str], ...] = ()


PAGES = {"organization": "organizations", "merchant": "merchants", "person": "members"}
"""The page of whom a row may be about."""
_PERSON, _MERCHANT, _NODE = ("person", "person"), ("merchant", "merchant"), ("organization", "organization")
_OF_HONOUR = partial(Way, of=_MERCHANT, through=("honour", "honour"), at=(("honour", "honours"),))
_OF_ROUND = partial(Way, of=_MERCHANT, at=(("round", "rounds"),))
_SEAT = partial(Way, at=(("node", "organizations"),), words=_POSTS, filters=("tree",))

WAYS: Mapping[str, Way] = {
    "organization": Way("name", on="founded", detail=("kind", "formation"), page="organizations"),
    "grid": Way("name", detail=("level",), page="organizations", always=(("tree", Tree.GRIDS.value),)),
    "coverage_unit": Way("name", detail=("kind", "note"), page="organizations", act="覆盖单位"),
    "organization_event": Way(on="on", detail=("kind", "was", "now"), of=("node", "organization"), by=True),
    "seat": _SEAT("name", on="start", detail=("post", "duty"), of=_PERSON),
    "term": Way(on="elected", of=_NODE, by=True, words=_POSTS),
    "agreement": Way("title", on="signed", detail=("parties",), of=_NODE, by=True, words=_MONEY),
    "subsidy_payment": Way(on="paid_on", of=_NODE, by=True, words=_MONEY),
    "liaison": Way("name", on="start", of=_MERCHANT, by=True),
    "liaison_visit": Way("", on="on", of=_MERCHANT, by=True, through=("liaison", "liaison")),
    "person": Way("name", "number", "joined", page="members"),
    "person_stage": Way(on="start", detail=("stage",), of=_PERSON, by=True),
    "development_step": Way(on="on", detail=("step",), of=_PERSON, by=True),
    "transfer": Way(on="sent", detail=("letter", "target_name"), of=_PERSON, by=True),
    "check_in": Way(on="start", detail=("kind", "place"), of=_PERSON, by=True),
    "deed": Way(on="on", detail=("what",), of=_PERSON, by=True, through=("check_in", "check_in")),
    "person_post": Way(on="start", detail=("kind", "title"), of=_PERSON, by=True),
    "person_award": Way(on="on", detail=("kind", "title"), of=_PERSON, by=True),
    "volunteer_service": Way(on="on", detail=("event",), of=_PERSON, by=True),
    "dues_base": Way(on="since", detail=("category",), of=_PERSON, by=True),
    "dues_payment": Way(on="paid_on", detail=("month",), of=_PERSON, by=True),
    "appraisal": Way(detail=("year", "result"), of=_PERSON, by=True),
    "staff_grade": Way(on="start", detail=("post", "grade"), of=_PERSON, by=True),
    "pairing": Way(on="start", detail=("kind", "partner"), of=_PERSON, by=True),
    "merchant": Way("name", "number", "since", ("trade", "stall"), page="merchants"),
    "merchant_event": Way(on="on", detail=("kind", "was", "now"), of=_MERCHANT, by=True),
    "pledge": Way(on="signed", detail=("kind",), of=_MERCHANT, by=True),
    "honour": Way("", "number", "issued", ("state",), of=_MERCHANT, page="honours"),
    "honour_event": _OF_HONOUR(on="on", detail=("kind", "note")),
    "printing": _OF_HONOUR("name", detail=("style",)),
    "flag_holding": Way(on="start", of=_MERCHANT, by=True),
    "rating_round": Way("title", on="start", detail=("state",), page="rounds"),
    "rating_mark": _OF_ROUND(detail=("assessor",)),
    "objection": _OF_ROUND(on="received", detail=("decision",)),
    "credit_event": Way(on="on", detail=("kind", "text"), of=_MERCHANT, by=True),
    "indicator": Way("name", "quarter", detail=("source",), page="rounds", act="经济指标"),
    "duty_claim": Way(on="start", of=_MERCHANT, by=True),
    "inspection": Way(on="on", detail=("result",), of=_MERCHANT, by=True),
    "gift": Way("giver", "number", "on", ("kind", "item"), page="charity"),
    "holder": Way(of=("id", "holder"), at=(("id", "points"),)),
    "fund": Way("name", on="opened", detail=("kind",), page="funds"),
    "campaign": Way("name", on="start", detail=("purpose", "kind"), page="campaigns"),
    "fund_entry": Way(
        *("purpose", "number", "on", ("kind",), ("enterprise", "organization")),
        at=(("fund", "funds"), ("campaign", "campaigns")),
    ),
    "cash_move": Way("giver", on="on", detail=("taker",), page="funds", act="cash"),
    "point_entry": Way(on="on", detail=("kind", "note"), of=("holder", "holder"), at=(("holder", "points"),)),
    "good": Way("name", detail=("kind",), page="warehouse"),
    "stock_move": Way(on="on", detail=("kind", "note"), of=("good", "good"), at=(("good", "warehouse"),)),
    "redemption": Way("name", "number", "on", ("item", "note"), at=(("good", "warehouse"),), act="兑换单"),
    "settlement": Way(on="paid_on", detail=("quarter",), of=_MERCHANT, page="warehouse", act="商户结算"),
    "agenda_item": Way("title", detail=("category", "state"), of=("meeting", "meeting"), at=(("meeting", "minutes"),)),
    "meeting": Way("title", on="held", detail=("kind", "place"), page="minutes"),
    "resolution": Way("text", of=("meeting", "meeting"), at=(("meeting", "minutes"),)),
    "minutes_version": Way(of=("meeting", "meeting"), at=(("meeting", "minutes"),)),
    "case_file": Way("title", "number", "received", ("kind", "unit"), page="cases"),
    "list_item": Way("title", on="registered", detail=("kind", "unit"), page="lists"),
    "list_link": Way(on="start", of=("first", "list_item"), at=(("first", "lists"),)),
    "activity": Way("title", on="on", detail=("kind", "host"), page="activities"),
    "activity_attendance": Way("report", on="handed_in", detail=("name",), at=(("activity", "activities"),)),
    "visitor_tally": Way("service", on="on", detail=("note",), page="activities", act="来访统计"),
    "duty_shift": Way("department", on="on", detail=("name",), page="activities", act="坐诊排班"),
    "regulation": Way("title", on="adopted", detail=("category",), page="activities", act="制度"),
}

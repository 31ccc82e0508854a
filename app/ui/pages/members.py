"""The tab of people and Party members."""

from typing import Any

from app.domain.members import OCCUPATIONS, Draft, Stage
from app.domain.organizations import Tree
from app.domain.residents import EDUCATIONS, ETHNIC_GROUPS, SEXES
from app.services import member_waiting, members, trees
from app.services.members import EVERYBODY, OTHERS, MemberRow
from app.ui.kit.fields import Badge, Choice, Date, LongText, Shown, Text, YesNo
from app.ui.kit.page import ListPage
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import member_acts
from app.ui.pages.member_card import MemberCard
from app.ui.pages.member_tree import MemberTree

STAGE_DRESS = {
    Stage.FULL.value: ("red", "badge-check"),
    Stage.PROBATIONARY.value: ("yellow", "calendar-clock"),
    Stage.CANDIDATE.value: ("blue", "circle-arrow-up"),
    Stage.ACTIVIST.value: ("green", "circle-plus"),
    Stage.APPLICANT.value: ("grey", "file-text"),
    "": ("grey", ""),
}


class OrDash(Shown):
    """What is worked out, — where there is nothing."""

    def text(self, record: MemberRow) -> str:
        """书记、委员."""
        return str(self.value(record) or "—")


def _of(values: Any) -> Any:
    return lambda: [("", ""), *((value, value) for value in values)]


def _grids() -> list[tuple[str, str]]:
    return [("", ""), *((node.name, node.name) for node in trees.nodes(Tree.GRIDS))]


def _branches() -> list[tuple[str, str]]:
    return [("", ""), *((node.name, node.name) for node in trees.nodes(Tree.ORGANIZATIONS))]


FIELDS = (
    Text("name", "姓名", 150, stretch=True, sortable=True, required=True),
    Badge("category", "党员类别", 150, dress=lambda row: STAGE_DRESS[row.stage]),
    Text("id_number", "身份证号", hint="18 位，自动带出生日性别"),
    Choice("sex", "性别", 66, priority=2, options=_of(SEXES)),
    Date("birth", "出生年月", 134, priority=2, sortable=True),
    Text("phone", "联系电话"),
    Choice("stage", "党员类别", options=_of([stage.value for stage in Stage])),
    Date("joined", "入党日期", 134, sortable=True),
    Date("full_since", "转正日期", 134, priority=4, sortable=True),
    Choice("organization", "所在支部", 200, sortable=True, options=_branches),
    OrDash("seats", "职务", 120, priority=2),
    Shown("masked_phone", "联系电话", 132, priority=3),
    Shown("masked_id", "身份证号", 190, priority=4),
    OrDash("party_age", "党龄（年）", 100, priority=4),
    Choice("ethnic", "民族", 96, priority=4, options=_of(ETHNIC_GROUPS), free=True, folded=True),
    Choice("education", "学历", 110, priority=4, options=_of(EDUCATIONS), free=True, folded=True),
    Choice("grid", "所在网格", 120, priority=4, options=_grids, free=True, folded=True),
    Text("degree", "学位", folded=True),
    Text("native_place", "籍贯", folded=True),
    Text("former_name", "曾用名", folded=True),
    Text("employer", "工作单位", 200, priority=4, folded=True, hint="写商户名称，就和商户连上"),
    Text("post", "岗位", folded=True),
    Choice("occupation", "新就业群体", 130, priority=4, options=_of(OCCUPATIONS), free=True, folded=True),
    Text("address", "家庭住址", folded=True),
    Text("number", "编号", 110, priority=4, sortable=True, folded=True, hint="上级系统里的登录名或编号"),
    YesNo("party_worker", "党务工作者", 120, priority=4, folded=True),
    YesNo("volunteer", "志愿者", 96, priority=4, folded=True),
    YesNo("delegate", "党代表", 96, priority=4, folded=True),
    YesNo("in_need", "困难党员", 96, priority=4, folded=True),
    Text("mnemonic", "助记码", folded=True, hint="另取的拼音简写"),
    LongText("note", "备注", folded=True),
)

TOOLS = (
    Tool("导入 Excel", "upload", member_acts.pick_import, act="import"),
    Tool("导出花名册", "download", member_acts.export, ("Ctrl+E",)),
    Tool("更多", menu=member_acts.OF_ALL),
    Tool("新增人员", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)
BULK = (
    Tool("转接到…", "circle-arrow-up", member_acts.transfer),
    Tool("导出选中的", "download", member_acts.export),
)
WIDTHS = {"showing": (384, 330)}
"""Of the pane while it shows a card: the switch of its pages needs more than the usual width."""
CHIPS = (*(stage.value for stage in reversed(Stage)), OTHERS)


def page() -> ListPage:
    """The tab 党员."""
    made = ListPage(
        Spec(
            key="members",
            title="党员",
            icon="users",
            heading="党员",
            noun="人员",
            unit="人",
            seek="搜索姓名、首字母、证件号、电话",
            order="name",
            teach="把上级的党员信息表导进来，就能查、能转接、能算党费和志愿服务；也可以一个一个新增。",
            fields=FIELDS,
            ids=members.ids,
            rows=members.rows,
            blank=lambda words: Draft(name=words),
            check=members.check,
            save=lambda values, number: members.save(Draft(**values), number),
            similar=lambda values, number: members.similar(Draft(**values), number),
            remove=members.remove,
            card=MemberCard,
            tools=TOOLS,
            chips=Chips("stage", EVERYBODY, CHIPS, members.counts),
            pickers=(Picker("waiting", "不限事项", member_waiting.kinds),),
            single=member_acts.OF_ONE,
            bulk=BULK,
            views=(("全部人员", {}), *((name, {"stage": name}) for name in CHIPS)),
            aside=MemberTree,
            widths=WIDTHS,
        )
    )
    made.aside.give_way_to(made.pane)
    if made.writable:
        on_keys(made, "Ctrl+T", made.acting(member_acts.transfer))
    return made

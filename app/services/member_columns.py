"""The columns of a sheet of members."""

from app.services.columns import Column

COLUMNS = (
    Column("number", "编号", ("登录名", "编号", "工号", "党员编号"), 12),
    Column("name", "姓名", ("姓名", "党员姓名", "名字"), 14),
    Column("former_name", "曾用名", ("曾用名",), 12),
    Column("sex", "性别", ("性别",), 8),
    Column("ethnic", "民族", ("民族",), 12),
    Column("id_number", "身份证号", ("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码"), 22),
    Column("birth", "出生年月", ("出生年月", "出生年月(yyyy-MM)", "出生日期", "出生年月日"), 16, "date"),
    Column("phone", "联系电话", ("手机号码", "手机", "手机号", "联系电话", "电话", "联系方式"), 16),
    Column("education", "学历", ("学历", "文化程度"), 12),
    Column("degree", "学位", ("学位",), 10),
    Column("native_place", "籍贯", ("籍贯",), 16),
    Column("stage", "党员类别", ("党员类别", "人员类别", "类别", "发展阶段"), 14),
    Column("organization", "所在支部", ("所属组织", "所在支部", "所在党支部", "所属支部", "党支部", "组织"), 28),
    Column("grid", "所在网格", ("所在网格", "所属网格", "网格", "片区"), 14),
    Column("joined", "入党日期", ("入党时间", "入党日期", "入党时间(yyyy-MM-dd)", "加入党组织日期"), 16, "date"),
    Column("full_since", "转正日期", ("转正时间", "转正日期", "转为正式党员日期"), 16, "date"),
    Column("employer", "工作单位", ("工作单位", "单位", "工作单位及职务"), 26),
    Column("post", "职务", ("职务", "岗位", "党内职务"), 16),
    Column("occupation", "新就业群体", ("新就业群体", "职业", "从业类别"), 14),
    Column("party_worker", "党务工作者", ("党务工作者", "是否党务工作者"), 12),
    Column("volunteer", "志愿者", ("志愿者", "是否志愿者"), 10),
    Column("delegate", "党代表", ("党代表", "是否党代表"), 10),
    Column("in_need", "困难党员", ("困难党员", "是否困难党员"), 10),
    Column("address", "家庭住址", ("家庭住址", "住址", "现住址", "居住地址"), 30),
    Column("mnemonic", "助记码", ("助记码",), 10),
    Column("note", "备注", ("备注说明", "备注", "说明"), 24),
)

"""How a window ended, and with it what the log-in says that follows."""

from enum import Enum


class Ending(Enum):
    """The value is the sentence above the names; after CLOSED nobody is asked to log in."""

    CLOSED = ""
    IDLE = "已锁定：10 分钟没有操作。请输入口令继续。"
    LOCKED = "已锁定。请输入口令继续。"
    SWITCHED = "换人办理：请选姓名，输入口令。"
    PRACTICE = "练习结束了，自己的数据没有动过。"

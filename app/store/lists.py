"""The three lists (三张清单): what there is, what is needed and what is done about it, and how they are linked."""

import peewee as pw

from app.store.database import Record


class ListKind(Record):
    """The centre's own lists; `role` says what stands in one: 资源, 需求, 项目, 问题, 责任."""

    position = pw.IntegerField()
    name = pw.TextField(unique=True)
    role = pw.TextField()


class ListItem(Record):
    """`kind` is the name of a list; `organization`, `merchant` and `case` are ids, 0 for none. A `state` that a case
    stands for is not kept here: it is that of the case."""

    kind = pw.TextField(index=True)
    title = pw.TextField()
    detail = pw.TextField(default="")
    organization = pw.IntegerField(default=0, index=True)
    merchant = pw.IntegerField(default=0, index=True)
    unit = pw.TextField(default="")
    contact = pw.TextField(default="")
    phone = pw.TextField(default="")
    quantity = pw.TextField(default="")
    category = pw.TextField(default="")
    registered = pw.TextField(index=True)
    expires = pw.TextField(default="")
    state = pw.TextField()
    case = pw.IntegerField(default=0, index=True)

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this item."""
        names = [self.title, self.unit, self.contact]
        return {
            "names": list(filter(None, names)),
            "letters": [],
            "numbers": [self.phone] if self.phone else [],
            "texts": list(filter(None, (self.detail, self.category))),
        }


class ListLink(Record):
    """Two items of different lists that were brought together from `start` until the day before `end`; "" is now."""

    first = pw.ForeignKeyField(ListItem, on_delete="RESTRICT")
    second = pw.ForeignKeyField(ListItem, on_delete="RESTRICT")
    start = pw.TextField()
    end = pw.TextField(default="")
    note = pw.TextField(default="")

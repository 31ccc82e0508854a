"""Every record whose rows acts write, by the name of its table."""

from app.store import approvals, attachments, cases, centres, honours, meetings, members, merchants, organizations
from app.store.database import Record

MODULES = (approvals, attachments, cases, centres, honours, meetings, members, merchants, organizations)
"""Naming them here makes sure that all of them are known."""

NOUNS: dict[str, type[Record]] = {record._meta.table_name: record for record in Record.__subclasses__()}

"""Every record whose rows acts write, by the name of its table."""

from app.store import (
    activities,
    approvals,
    attachments,
    cases,
    centres,
    charity,
    gifts,
    honour_life,
    honours,
    lists,
    meetings,
    members,
    merchants,
    organizations,
    points,
    ratings,
    reports,
    warehouse,
)
from app.store.database import Record

MODULES = (
    activities,
    approvals,
    attachments,
    cases,
    centres,
    charity,
    gifts,
    honour_life,
    honours,
    lists,
    meetings,
    members,
    merchants,
    organizations,
    points,
    ratings,
    reports,
    warehouse,
)
"""Naming them here makes sure that all of them are known."""

NOUNS: dict[str, type[Record]] = {record._meta.table_name: record for record in Record.__subclasses__()}

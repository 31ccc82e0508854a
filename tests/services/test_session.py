"""Every service asks who is calling: each is tried as every role, and none is left without a rule."""

import importlib
import inspect
import pkgutil
from types import FunctionType

import pytest

import app.services
from app.domain.errors import Problem
from app.domain.roles import Right, Role, holds
from app.services import honours, merchants, session
from app.store.database import db
from app.store.journal import JournalEntry, Kind
from app.store.writing import writing

NO_SERVICE = {"session"}


def services():
    """(name, function) of every public function that a module of app.services defines."""
    for module in pkgutil.iter_modules(app.services.__path__):
        if module.name in NO_SERVICE:
            continue
        found = importlib.import_module(f"app.services.{module.name}")
        for name, member in vars(found).items():
            if isinstance(member, FunctionType) and member.__module__ == found.__name__ and name[0] != "_":
                yield f"{module.name}.{name}", member


SERVICES = dict(services())
GUARDED = {name: service for name, service in SERVICES.items() if getattr(service, "right", None) != session.OPEN}


def as_role(role):
    session.begin(session.folder(), session.Clerk("某人", role), 0)


def arguments(service):
    """Something for every argument the service insists on; a refusal must come before any of it is looked at."""
    wanted = inspect.signature(service).parameters.values()
    positional = [None for one in wanted if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD]
    named = {one.name: None for one in wanted if one.default is one.empty and one.kind is one.KEYWORD_ONLY}
    return positional, named


def call_nonsense(name, service, positional, named):
    """Whoever may call a service gets past its rule and the rules of all it calls, and fails at the nonsense."""
    try:
        service(*positional, **named)
    except session.Denied:
        pytest.fail(f"{name} was denied to {session.clerk().role}")
    except Exception:  # noqa: BLE001 - None is nothing to work with
        pass
    as_role(session.clerk().role)


def test_there_are_services_to_try():
    assert len(SERVICES) > 50
    assert len(GUARDED) > 40


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_says_who_may_call_it(name):
    assert getattr(SERVICES[name], "right", None) in {*Right, session.OPEN}


@pytest.mark.parametrize("role", [*Role, "没有这种身份"])
def test_a_service_runs_only_for_those_who_hold_its_right(store, role):
    as_role(role)
    for name, service in GUARDED.items():
        positional, named = arguments(service)
        if holds(role, service.right):
            call_nonsense(name, service, positional, named)
        else:
            with pytest.raises(session.Denied):
                pytest.fail(f"{role} may call {name}: {service(*positional, **named)}")


@pytest.mark.parametrize("name", GUARDED)
def test_no_guarded_service_runs_without_a_log_in(name):
    service = GUARDED[name]
    positional, named = arguments(service)
    with pytest.raises(session.Denied, match="还没有登录"):
        service(*positional, **named)


def test_a_reader_changes_nothing_even_past_the_services(store):
    as_role(Role.READER)
    with pytest.raises(Problem, match="只能查看"), writing("绕过服务"):
        pass
    assert merchants.ids() == []


def test_what_was_refused_is_journalled(store):
    as_role(Role.READER)
    with pytest.raises(session.Denied):
        honours.award("诚信商户", [1], None, None)
    entry = JournalEntry.select().order_by(JournalEntry.id.desc()).get()
    assert (entry.who, entry.what, entry.kind) == ("某人", "未获准：荣誉（需要复核权限）", Kind.FAILED)


def test_whatever_may_be_refused_has_a_name_for_it():
    modules = {name.partition(".")[0] for name, each in GUARDED.items() if each.right != Right.READ}
    assert not {each for each in modules if not each.startswith("sample")} - set(session.SUBJECTS)
    assert not set(session.SUBJECTS) - {name.partition(".")[0] for name in SERVICES}


def test_a_refusal_that_cannot_be_journalled_is_still_a_refusal(store):
    as_role(Role.READER)
    db.forget()
    with pytest.raises(session.Denied):
        honours.award("诚信商户", [1], None, None)


def test_an_unknown_role_holds_nothing():
    assert not any(holds("站长", right) for right in Right)

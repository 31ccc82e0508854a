"""Whose data this is: first start, log-in, and what the centre says of itself."""

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from app.domain import passwords
from app.domain.calendar import spoken
from app.domain.errors import Invalid, Problem, Remedy
from app.domain.names import clean
from app.domain.roles import Right, Role
from app.paths import RESOURCES, Folder, Out
from app.services import entering, session
from app.services.session import anyone, requires
from app.store import attempts, backup, centres, journal, lock, schema, vault
from app.store.database import db
from app.store.faults import faults_explained
from app.store.honours import HonourKind
from app.store.writing import sign_in, writing

if TYPE_CHECKING:
    from app.domain.presets import Preset


@dataclass(frozen=True)
class Centre:
    """What the centre says of itself; `issuer` is printed on plaques, `region` heads them."""

    name: str
    region: str = ""
    issuer: str = ""
    phone: str = ""
    preset: str = ""
    sample: bool = False


new_recovery_code = vault.new_recovery_code
TooSoon = attempts.TooSoon


@anyone
def same_code(shown: str, typed: str) -> bool:
    """Whether a recovery code was typed back rightly; case, spaces and dashes do not matter."""
    return vault.plain_code(shown) == vault.plain_code(typed)


@anyone
def write_slip(recovery_code: str, out: Out) -> int:
    """Write the slip that a recovery code is printed on, into memory, and return its pages: it must not stay anywhere
    but on paper."""
    from app.documents import recovery_slip

    return recovery_slip.write(recovery_code, spoken(dt.date.today().isoformat()), out)


@anyone
def exists(folder: Folder) -> bool:
    """Whether a centre's data lies in this folder."""
    return folder.database.exists()


@anyone
def presets() -> "tuple[Preset, ...]":
    """The organisation shapes a centre can start from."""
    from app.domain.presets import shipped

    return shipped()


@anyone
def check_start(centre: str, admin: str, password: str) -> None:
    """Raise Invalid (fields centre, admin, password) for what a first start cannot accept."""
    complaints = {}
    if not clean(centre):
        complaints["centre"] = "请填写单位名称。"
    if not clean(admin):
        complaints["admin"] = "请填写管理员姓名。"
    if complaint := passwords.complaint(password, [admin, centre]):
        complaints["password"] = complaint
    if complaints:
        raise Invalid(complaints)


@anyone
def create(
    folder: Folder,
    centre: str,
    admin: str,
    password: str,
    recovery_code: str,
    preset: str = "",
    *,
    sample: bool = False,
) -> None:
    """Make a new encrypted store and open it in the administrator's name; raises Invalid or Problem."""
    check_start(centre, admin, password)
    if exists(folder):
        raise Problem("这个文件夹里已经有一份数据，没有改动它。请换一个文件夹，或直接登录。")
    _make_folder(folder)
    lock.take(folder)
    try:
        key = vault.new_key()
        own = Centre(name=clean(centre), issuer=clean(centre), preset=preset, sample=sample)
        _build(folder, key, own, clean(admin))
        wrapped = [(clean(admin), vault.PASSWORD, password), ("", vault.RECOVERY, vault.plain_code(recovery_code))]
        vault.write_slots(folder.keys, key, wrapped)
        folder.fresh_database.replace(folder.database)
        _open_new(folder, key, clean(admin))
    except BaseException:
        close()
        raise


@anyone
def unlock(folder: Folder, name: str, password: str, upgrading: schema.Shown = schema.unseen) -> None:
    """Open the store in this clerk's name; the recovery code serves as a password of administrators. `upgrading`
    shows that a store of an older program is being brought up to date. Raises Problem, and TooSoon (with `.seconds`)
    after too many failures in a row."""
    if not exists(folder):
        raise Problem("这个文件夹里还没有数据。请先完成首次设置。")
    entering.enter(folder, name, password, upgrading)


@anyone
def people(folder: Folder) -> list[str]:
    """Who can log in to this folder."""
    return vault.people(folder.keys)


@anyone
def rest() -> None:
    """Close the store and drop the key, but hold the folder for whoever logs in next."""
    db.forget()
    session.end()


@anyone
def close() -> None:
    """Close the store, drop the key and let others have the folder."""
    db.forget()
    lock.release()
    session.end()


@requires(Right.READ)
def current() -> Centre:
    """What the centre says of itself now."""
    row = centres.Centre.get()
    return Centre(row.name, row.region, row.issuer, row.phone, row.preset, row.sample)


@requires(Right.READ)
def check(wanted: Centre) -> Centre:
    """What the centre says of itself, tidied; raises Invalid."""
    tidy: dict[str, Any] = {name: clean(text) for name, text in asdict(wanted).items() if isinstance(text, str)}
    wanted = replace(wanted, **tidy)
    complaints = {
        field: f"请填写{label}，牌匾和证书上要印。"
        for field, label in (("name", "单位名称"), ("issuer", "颁发单位"))
        if not getattr(wanted, field)
    }
    if complaints:
        raise Invalid(complaints)
    return wanted


@requires(Right.ADMINISTER)
def save(wanted: Centre) -> None:
    """Change what the centre says of itself; raises Invalid."""
    wanted = check(wanted)
    with writing("修改单位资料") as act:
        act.change(centres.Centre.get(), asdict(wanted))


@requires(Right.READ)
def last_backup() -> dt.datetime | None:
    """When the newest copy of the open store was made."""
    return backup.last(session.folder())


def _make_folder(folder: Folder) -> None:
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = "建不了数据文件夹。没有写入任何内容，请检查磁盘空间和权限，再试一次。"
        raise Problem(sentence, Remedy.RETRY) from error


def _build(folder: Folder, key: bytes, centre: Centre, admin: str) -> None:
    """Write the first rows into a file of another name, so that a start broken off leaves no half store."""
    import secrets
    import tomllib

    for leftover in folder.root.glob(folder.fresh_database.name + "*"):
        leftover.unlink()
    db.point_at(folder.fresh_database, key)
    with faults_explained():
        db.connect()
        schema.upgrade()
        sign_in(admin, writes=True)
        with writing("首次设置") as act:
            act.add(centres.Centre(number=secrets.randbelow(999_999) + 1, **asdict(centre)))
            act.add(centres.Clerk(name=admin, role=Role.ADMINISTRATOR))
            _signing_key().save(force_insert=True)  # not through the act: a journal can be exported
            for kind in tomllib.loads((RESOURCES / "honours.toml").read_text("utf-8"))["kind"]:
                act.add(HonourKind(**kind))
    db.forget()


def _signing_key() -> centres.SigningKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    pair = Ed25519PrivateKey.generate()
    return centres.SigningKey(private=pair.private_bytes_raw(), public=pair.public_key().public_bytes_raw())


def _open_new(folder: Folder, key: bytes, admin: str) -> None:
    db.point_at(folder.database, key)
    with faults_explained():
        db.connect()
    session.begin(folder, session.Clerk(admin, Role.ADMINISTRATOR), journal.next_id() - 1)
    lock.name_holder(folder, admin)

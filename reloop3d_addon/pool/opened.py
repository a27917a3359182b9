"""The project that is open here: the preferences' folder in, its pool and what panels show out."""

import contextlib
import shutil
import time
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path

import bpy
from bpy.app.handlers import persistent

from ...engine.errors import ReLoopError
from ...engine.pool import assets, history, rank, scan, suspects
from ...engine.pool.classes import Class
from ...engine.pool.classes import known as known_classes
from ...engine.pool.project import MANIFEST, Project
from ...engine.pool.rounds import Hints, Round
from ...engine.pool.rounds import hints as hints_of
from ...engine.pool.rounds import known as known_rounds
from .. import overlay
from ..preferences import chosen, data_folder, has_preferences
from ..redraw import redraw
from .objects import object_at

_LISTED = 200  # assets in the panel's list; a search finds the others
# Seconds without another change before all is counted again, and how long that may be put off:
# of 100,000 assets it takes 0.2 s, which shall not meet a key.
_READ_AGAIN, _AT_LATEST = 0.6, 4.0

_open: Project | None = None
_shown: "Snapshot | None" = None
_asked_at = 0.0  # when somebody first asked for what is to be read again
_answers = 0  # how often the model has answered anew
_stands_at = -1  # the step of the history that the store was brought to
_reverted: list[int] = []  # the assets whose labels the last undo or redo changed
_session = uuid.uuid4().hex  # of this Blender with this file: whose undo takes labels back


@dataclass(frozen=True)
class Snapshot:
    """What panels show of the open project, as it was read last."""

    folder: Path
    reason: str = ""  # why it cannot be opened
    status: assets.Status | None = None
    sources: list[dict] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    queue: int = 0
    hints: Hints = hints_of([])
    suspects: int = 0  # labels in doubt
    strategy: str = ""  # how it is chosen who is asked


def folder(context: bpy.types.Context) -> Path:
    """Where the project lies, or will: never where Blender deletes it with the extension."""
    preferences = chosen(context)
    if preferences.project:
        return Path(bpy.path.abspath(preferences.project)).absolute()
    return (data_folder(context) if preferences.folder else Path.home() / "ReLoop3D") / "project"


def bring_home(context: bpy.types.Context) -> None:
    """Move a project that an earlier version left in the extension's own folder to its place.

    Up to version 0.1 that was the standard, and uninstalling deleted it with all labels.

    Raises nothing: where it cannot be moved it stays, and is brought home another time.
    """
    if not has_preferences(context):
        return
    before, now = data_folder(context) / "project", folder(context)
    if before != now and (before / MANIFEST).is_file() and not now.exists():
        with contextlib.suppress(OSError):
            now.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(before, now)


def project(context: bpy.types.Context) -> Project:
    """The open project; it is made if there is none.

    Raises:
        DataError: it is damaged, a newer version's, or cannot be written.
    """
    global _open
    where = folder(context)
    if _open is None or _open.folder != where:
        made = Project(where)
        made.store  # noqa: B018  opened here, so that what is wrong with it is said here
        _open = made
    return _open


def is_there(context: bpy.types.Context) -> bool:
    """Whether the folder holds a project."""
    return (folder(context) / MANIFEST).is_file()


def classes_of(context: bpy.types.Context) -> list[Class]:
    """All classes, as the store has them now."""
    return known_classes(project(context).store)


def has_assets(context: bpy.types.Context) -> bool:
    """Whether the project has assets."""
    known = snapshot(context)
    return known is not None and known.status is not None and known.status.assets > 0


def problem(context: bpy.types.Context) -> str | None:
    """Why nothing can be done with the pool; None if it can."""
    known = snapshot(context)
    if known is not None and known.reason:
        return known.reason
    return None if has_assets(context) else "The pool is empty: add a folder or this file first"


def snapshot(context: bpy.types.Context) -> Snapshot | None:
    """What there is to show; None where there is no project, or it is being read."""
    if _shown is not None and _shown.folder == folder(context):
        return _shown
    if not is_there(context):
        return None
    if bpy.app.background:
        read(context)
        return _shown
    _read_soon(0.0)  # drawing must not read files
    return None


def set_strategy(context: bpy.types.Context, strategy: str) -> None:
    """Let the project ask in another way from the next ranking on; panels show it at once.

    Raises:
        ReLoopError: it cannot be kept.
    """
    global _shown
    project(context).set_strategy(strategy)
    if _shown is not None and not _shown.reason:
        _shown = replace(_shown, strategy=strategy)


def answered() -> None:
    """The model has answered anew."""
    global _answers
    _answers += 1
    changed()


def answers() -> int:
    """How often the model has answered anew."""
    return _answers


def changed() -> None:
    """The store has changed: panels are to show it."""
    global _shown
    if bpy.app.background:
        _shown = None
    else:
        _read_soon(_READ_AGAIN)


def _read_soon(seconds: float) -> None:
    global _asked_at
    now = time.monotonic()
    if bpy.app.timers.is_registered(_read_timer):
        if now - _asked_at > _AT_LATEST:
            return
        bpy.app.timers.unregister(_read_timer)
    else:
        _asked_at = now
    bpy.app.timers.register(_read_timer, first_interval=seconds, persistent=True)


def _read_timer() -> None:
    read(bpy.context)
    redraw("VIEW_3D")


def read(context: bpy.types.Context) -> None:
    """Read what panels show."""
    global _shown
    where = folder(context)
    try:
        base = project(context).store
        trained = known_rounds(base)
        _shown = Snapshot(
            where,
            "",
            assets.status(base, threshold=chosen(context).threshold),
            scan.sources(base),
            trained,
            known_classes(base),
            rank.length(base),
            hints_of(trained),
            len(suspects.listed(base)),
            project(context).strategy,
        )
    except ReLoopError as error:
        _shown = Snapshot(where, str(error))
    context.window_manager.reloop3d.pool.show(_shown)
    list_again(context)


def list_again(context: bpy.types.Context) -> None:
    """List the assets that are chosen in the panel."""
    shown = context.window_manager.reloop3d.pool
    if _open is None or _shown is None or _shown.reason:
        shown.list_assets([], 0)
        return
    wanted = shown.to_filter()
    found = assets.page(_open.store, wanted, count=_LISTED)
    total = len(found) if len(found) < _LISTED else assets.count(_open.store, wanted)
    shown.list_assets(found, total)


def show_on_objects() -> None:
    """Write on the open file's objects what people called them, for all that looks there."""
    if _open is None or not bpy.data.filepath:
        return
    with _open.store.reading() as base:
        rows = base.execute(
            "SELECT a.object, ifnull(c.name, '') FROM assets a LEFT JOIN labels l ON l.asset = a.id"
            " LEFT JOIN classes c ON c.id = l.class WHERE a.path = ? AND NOT a.is_gone",
            (bpy.data.filepath,),
        ).fetchall()
    overlay.forget()
    for object_, label in map(tuple, rows):
        obj = object_at(Path(bpy.data.filepath), object_)
        if obj is not None and obj.reloop3d.own != label:
            obj.reloop3d.own = label


# --- undo -------------------------------------------------------------------------------------


def session() -> str:
    """Whose steps these are."""
    return _session


def position() -> int:
    """The step of the history that the open file stands at."""
    return max((scene.reloop3d.label_step for scene in bpy.data.scenes), default=0)


def note(step: int) -> None:
    """The open file stands at a step now; the next undo step of Blender's keeps that."""
    if not step:  # nothing was changed
        return
    global _stands_at
    _stands_at = step
    show_on_objects()
    for scene in bpy.data.scenes:
        if scene.library is None:
            scene.reloop3d.label_step = step
    changed()


def stand_at(step: int, message: str) -> None:
    """Let the file stand at a step, as one undo step of Blender's."""
    note(step)
    if step:
        bpy.ops.ed.undo_push(message=message)


@persistent
def follow_undo(*_: object) -> None:
    """Blender has undone or redone: the store follows."""
    global _stands_at
    _reverted.clear()
    if _open is None or position() == _stands_at or not is_there(bpy.context):
        return
    _stands_at = position()
    _reverted[:] = history.go_to(_open.store, position(), session=_session)
    if _reverted:
        changed()


def reverted() -> list[int]:
    """The assets whose labels the last undo or redo changed."""
    return list(_reverted)


def new_file() -> None:
    """Another file is open: undo does not reach behind it."""
    global _session, _stands_at
    _stands_at = -1
    _session = uuid.uuid4().hex


def forget() -> None:
    """Close the project."""
    global _open, _shown
    if _open is not None:
        _open.store.close()
    _open, _shown = None, None
    if bpy.app.timers.is_registered(_read_timer):
        bpy.app.timers.unregister(_read_timer)

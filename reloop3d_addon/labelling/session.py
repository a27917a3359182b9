"""A person labels: which asset is asked, what was typed, what an answer does; no drawing in here.

The window shows the add-on's own scene meanwhile. What is labelled is on the disk before the next
asset is shown; Blender's undo takes it back, and shows what it was about.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import bpy
from bpy.app.handlers import persistent
from bpy.app.translations import pgettext_iface as iface_

from ...engine.errors import InputError, ReLoopError
from ...engine.pool import assets, history, label, rank
from ...engine.pool.assets import Asset
from ...engine.pool.suspects import Suspect
from ..bridge import shown
from ..jobs import display
from ..pool import opened
from ..pool.objects import mesh_of, object_at
from ..redraw import redraw
from . import asking, models

GUESSES = 5  # on the keys 1 to 5
_PAST = 4  # steps of an asset's history that are shown
_AHEAD = 3  # assets made ready before they are asked
_LINE = (
    "1–5 guess, Enter accept, type to search, Ctrl Enter new class, Space skip, ? unsure, "
    "! flag, ← back, Tab look-alikes, Esc end"
)

Read = Callable[[Asset], object]


@dataclass
class Session:
    """What is being labelled."""

    scene_before: str  # the artist's own, by name
    views_before: list[shown.View]
    read: Read  # reads an asset's mesh
    is_of_suspects: bool = False  # it asks labels in doubt, not the queue
    asset: Asset | None = None
    doubt: Suspect | None = None  # of the asset's label
    following: list[Asset] = field(default_factory=list)
    past: list[str] = field(default_factory=list)  # what was said of the asset before
    visited: list[int] = field(default_factory=list)  # ids, in order
    typed: str = ""
    classes: list[str] = field(default_factory=list)
    is_away: bool = False  # the file is being saved
    answers: int = 0  # how often the model had answered when it was read


_session: Session | None = None


def current() -> Session | None:
    """What is being labelled; None while nothing is."""
    return _session


def asset() -> Asset | None:
    """The asset that is asked, as the model takes it now."""
    if _session is not None and _session.answers != opened.answers():
        read_again(bpy.context)
    return _session.asset if _session else None


def scene() -> bpy.types.Scene | None:
    """The add-on's own scene, while it is there."""
    found = (scene for scene in bpy.data.scenes if scene.name.startswith(shown.NAME))
    return next(found, None)


# --- from the beginning to the end ------------------------------------------------------------


def start(
    context: bpy.types.Context, read: Read, *, first: int = 0, is_of_suspects: bool = False
) -> None:
    """Begin with the asset `first`, or with what the queue asks, or the list of suspects.

    Raises:
        InputError: nothing is left to ask.
        ReLoopError: the store cannot be used, or the queue not be made.
    """
    global _session
    project, window = opened.project(context), context.window
    found = (
        assets.get(project.store, [first])
        if first
        else asking.coming(project, is_of_suspects=is_of_suspects)
    )
    if not found:
        raise InputError("Nothing is left to ask.", "Add assets, or ask the skipped ones again.")
    views = shown.views(window) if window else []
    _session = Session(context.scene.name, views, read, is_of_suspects)
    try:
        _enter(window)
        _show(context, found[0])
    except BaseException:
        stop(context, is_undone=True)
        raise
    display.set_standing(iface_(_LINE))
    bpy.ops.ed.undo_push(message="Start Labelling")


def _enter(window: bpy.types.Window | None) -> None:
    """Let the window show a scene of the add-on's own."""
    own = shown.make_scene()
    if window:
        window.scene = own
        shown.frame(window)


def stop(context: bpy.types.Context, *, is_undone: bool = False) -> None:
    """Show the artist's own scene again, as it was."""
    global _session
    if _session is None:
        return
    ended, _session = _session, None
    _leave(context, ended)
    rank.release(opened.project(context).store, session=opened.session())
    models.forget()
    display.set_standing("")
    opened.changed()
    if not is_undone:
        bpy.ops.ed.undo_push(message="Stop Labelling")


def _leave(context: bpy.types.Context, session: Session) -> None:
    own, before = scene(), bpy.data.scenes.get(session.scene_before)
    for window in context.window_manager.windows:
        if own is not None and window.scene == own:
            window.scene = before or next(s for s in bpy.data.scenes if s != own)
            shown.look_again(window, session.views_before)
    if own is not None and len(bpy.data.scenes) > 1:
        shown.remove_scene(own)


def _show(context: bpy.types.Context, chosen: Asset | None) -> None:
    """Ask this one; its model follows as soon as it has been read."""
    session = _session
    session.typed = ""
    _know(context, chosen)
    own = scene()
    if own is None:
        return
    own.reloop3d.label_asset = chosen.id if chosen else 0
    if chosen is None:
        shown.clear(own)
        return
    project = opened.project(context)
    steps = history.steps(project.store, asset=chosen.id, count=_PAST)
    session.past = [said(step) for step in steps]
    if chosen.id not in session.visited:
        session.visited.append(chosen.id)
    ahead = asking.coming(project, is_of_suspects=session.is_of_suspects, count=1 + _AHEAD)
    session.following = [one for one in ahead if one.id != chosen.id]
    if models.get(chosen.id) is None:
        _read_object(chosen)
    if not _put_model(chosen.id):
        shown.clear(own)
    files = [a for a in (chosen, *session.following) if object_at(a.path, a.object) is None]
    models.want(files, session.read, _put_model)


def _know(context: bpy.types.Context, chosen: Asset | None) -> None:
    """Have all at hand that is said of the asset: drawing reads no files."""
    _session.asset, _session.answers = chosen, opened.answers()
    _session.doubt = asking.suspect(opened.project(context), chosen)
    _session.classes = [one.name for one in opened.classes_of(context)]


def said(step: dict) -> str:
    """A step of an asset's history in words: “Label, ann, 2026-11-21 15:04”."""
    undone = f" ({iface_('undone')})" if step["is_undone"] else ""
    return f"{step['what']}, {step['who']}, {step['time'][:16].replace('T', ' ')}{undone}"


def _read_object(chosen: Asset) -> None:
    """Read an asset that is an object of the open file, which only this thread may."""
    obj = object_at(chosen.path, chosen.object)
    if obj is None:
        return
    try:
        models.keep(chosen.id, mesh_of(obj))
    except ReLoopError as error:
        models.fail(chosen.id, error)


def _put_model(number: int) -> bool:
    """Show an asset's model if it is the one that is asked and has been read."""
    own, mesh = scene(), models.get(number)
    if _session is None or own is None or mesh is None:
        redraw("VIEW_3D")
        return False
    if _session.asset is not None and _session.asset.id == number:
        shown.put(own, mesh, _session.asset.name)
        redraw("VIEW_3D")
    return True


# --- answers ----------------------------------------------------------------------------------


def choices() -> list[tuple[str, float | None]]:
    """What the keys 1 to 5 stand for: classes that match what was typed, else the guesses."""
    session = _session
    if asset() is None:
        return []
    if not session.typed:
        return asking.guesses(session.asset, session.doubt)[:GUESSES]
    sought = session.typed.casefold()
    known = dict(session.asset.top)
    found = [name for name in session.classes if sought in name.casefold()]
    # Those that begin with it come first; of these, what the model likes.
    found.sort(key=lambda n: (not n.casefold().startswith(sought), -known.get(n, 0.0), n))
    return [(name, known.get(name)) for name in found[:GUESSES]]


def why() -> str:
    """Why this one is asked; empty where a person asked for it, or nothing is asked."""
    return asking.why(_session.asset, _session.doubt) if asset() else ""


def accept(context: bpy.types.Context, name: str) -> None:
    """Label the asset that is asked, and ask the next.

    Raises:
        InputError: nothing is asked, or the class has no name.
    """
    chosen = _asked()
    if not name.strip():
        raise InputError("There is no guess to accept.", "Type what it is.")
    put(context, {chosen.id: name})


def put(context: bpy.types.Context, labels: dict[int, str], *, origin: str = "person") -> None:
    """Label assets, one Undo for all; then ask the next, if labelling goes on.

    Who has the label already, by what somebody said, is confirmed.
    """
    project, step = opened.project(context), 0
    new, again = asking.put_apart(project, labels)
    for some, how in ((new, origin), (again, "confirmed")):
        parent = step or opened.position()
        ends = {"session": opened.session(), "parent": parent}
        step = label.put(project.store, some, origin=how, **ends) or step
    words = next(iter(labels.values())) if len(labels) == 1 else str(len(labels))
    _go_on(context, step, f"Label {words}", labels)


def mark(context: bpy.types.Context, what: str) -> None:
    """Mark the asset that is asked, and ask the next."""
    chosen = _asked()
    base = opened.project(context).store
    step = label.mark(base, [chosen.id], what, session=opened.session(), parent=opened.position())
    _go_on(context, step, what.title(), [chosen.id])


def _go_on(context: bpy.types.Context, step: int, message: str, done) -> None:
    if _session is not None and _session.asset is not None and _session.asset.id in done:
        _show(context, _next(context))
    opened.stand_at(step, message)


def _next(context: bpy.types.Context) -> Asset | None:
    """Who is asked after this: whom a person went back from, else whom the queue asks."""
    project, visited = opened.project(context), _session.visited
    later = visited[visited.index(_session.asset.id) + 1 :]
    found = assets.get(project.store, later)
    waiting = [asset for asset in found if not (asset.label or asset.mark)]
    waiting = waiting or asking.coming(project, is_of_suspects=_session.is_of_suspects)
    return next(iter(waiting), None)


def _asked() -> Asset:
    if _session is None or _session.asset is None:
        raise InputError("Nothing is asked now.", "Press Start Labelling.")
    return _session.asset


def back(context: bpy.types.Context) -> None:
    """Ask the one before again.

    Raises:
        InputError: there is none before.
    """
    session = _session
    here = session.visited.index(session.asset.id) if session.asset else len(session.visited)
    if here == 0:
        raise InputError("This is the first one.", "Go on with it.")
    _show_again(context, session.visited[here - 1])


def ask(context: bpy.types.Context, number: int) -> None:
    """Ask this one now; after it, what was asked before."""
    _show_again(context, number)


def _show_again(context: bpy.types.Context, number: int) -> None:
    found = assets.get(opened.project(context).store, [number])
    _show(context, found[0] if found else None)


def read_again(context: bpy.types.Context) -> None:
    """What is asked keeps its place, with new guesses and classes."""
    if _session is None:
        return
    number = _session.asset.id if _session.asset is not None else 0
    found = assets.get(opened.project(context).store, [number])
    _know(context, next(iter(found), None))
    redraw("VIEW_3D")


def type_text(text: str) -> None:
    """Add a letter to what is searched; an empty text takes the last one away."""
    _session.typed = _session.typed + text if text else _session.typed[:-1]
    redraw("VIEW_3D")


def clear_text() -> None:
    """Search nothing."""
    _session.typed = ""
    redraw("VIEW_3D")


# --- what else happens ------------------------------------------------------------------------


@persistent
def follow_undo(*_: object) -> None:
    """Blender has undone: ask again what the label was taken from."""
    own = scene()
    changed = opened.reverted()
    shown_then = own.reloop3d.label_asset if own else 0
    # The file as it was then may show another, where one had gone back to relabel.
    _follow(changed[-1] if changed and shown_then not in changed else shown_then)


@persistent
def follow_redo(*_: object) -> None:
    """Blender has redone: show what the file shows now."""
    own = scene()
    _follow(own.reloop3d.label_asset if own else 0)


def _follow(number: int) -> None:
    if _session is None:
        return
    if scene() is None:  # back before the beginning
        stop(bpy.context, is_undone=True)
        return
    _show_again(bpy.context, number)


@persistent
def before_save(*_: object) -> None:
    """Nothing of ours goes into the file."""
    if _session is not None and not _session.is_away:
        _session.is_away = True
        _leave(bpy.context, _session)


@persistent
def after_save(*_: object) -> None:
    """Go on with what was asked."""
    if _session is None or not _session.is_away:
        return
    _session.is_away = False
    window = bpy.context.window
    if window:
        _session.views_before = shown.views(window)
    _enter(window)
    chosen = _session.asset
    _show_again(bpy.context, chosen.id if chosen else 0)


@persistent
def after_load(*_: object) -> None:
    """A file that was saved for recovery while somebody labelled still holds the scene."""
    while len(bpy.data.scenes) > 1 and (own := scene()) is not None:
        shown.remove_scene(own)


def forget() -> None:
    """Another file is open, or the add-on goes: nothing is labelled any more."""
    global _session
    _session = None
    models.forget()
    display.set_standing("")

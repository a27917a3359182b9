"""The engine's packages as Blender has them: put on the path, looked up, tried once outside."""

import contextlib
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import bpy

from ..engine import deps
from ..engine.errors import DataError, ReLoopError
from ..engine.facts import problems
from ..engine.jobs import Progress, Steps, Work, drain, within
from ..engine.runtime.folder import Runtime, Status, has_nvidia
from ..engine.runtime.install import install_spare, is_busy
from ..engine.runtime.lock import this_platform
from ..engine.runtime.probe import probe
from . import models
from .preferences import chosen, data_folder

_LOOK_AGAIN = 0.5  # seconds

_missing: list[str] = []  # packages not found
_status: Status | None = None
_reason = ""  # why there is no status
_rival = ""  # a file loaded from elsewhere that keeps the runtime from being used
_active: Runtime | None = None  # the one on the path


def runtime(context: bpy.types.Context) -> Runtime:
    """The runtime of this Blender; it may not be there yet."""
    return Runtime(data_folder(context))


def look(context: bpy.types.Context) -> None:
    """Put the runtime on the path if it is whole, and look up what is missing.

    Raises nothing: it is part of enabling the add-on, without which no folder could be chosen.
    """
    global _status, _reason, _rival
    follow_online_access()
    models.follow_folder(context)
    ours = runtime(context)
    _status, _reason, _rival = None, "", ""
    try:
        _status = ours.status()
        drain(install_spare(ours))
        _status = ours.status()
    except (ReLoopError, OSError) as error:
        _reason = str(error)
    if _status and _status.needed and _status.is_complete:
        _rival = ours.rival
        _use(None if _rival else ours)
    elif not (_active and _active.is_in_use):
        _use(None)
    _missing[:] = deps.missing()


def look_again() -> None:
    """Look as soon as a process that was stopped has left the runtime."""
    if not bpy.app.timers.is_registered(_look_when_free):
        bpy.app.timers.register(_look_when_free, first_interval=_LOOK_AGAIN, persistent=True)


def _look_when_free() -> float | None:
    if is_busy(runtime(bpy.context)):
        return _LOOK_AGAIN
    look(bpy.context)
    return None


def _use(ours: Runtime | None) -> None:
    """Have this runtime on the path, and no other."""
    global _active
    if _active is not None and (ours is None or ours.site != _active.site):
        _active.deactivate()
    if ours is not None:
        ours.activate()
    _active = ours


def follow_online_access() -> None:
    """Where Blender may not go online, neither may the hub's libraries."""
    deps.allow_network(bpy.app.online_access)


def forget() -> None:
    """Take the runtime from the path again."""
    global _status
    if bpy.app.timers.is_registered(_look_when_free):
        bpy.app.timers.unregister(_look_when_free)
    _use(None)
    _status = None
    _missing.clear()


def status() -> Status | None:
    """What the runtime has and needs, as looked up last; None where there can be none."""
    return _status


def reason() -> str:
    """Why there is no status."""
    return _reason


def missing_for(feature: str) -> list[str]:
    """The packages that `feature` cannot start without and that are missing."""
    return [module for module in _missing if module in deps.NEEDS[feature]]


def wheels_folder(context: bpy.types.Context) -> Path | None:
    """The folder of wheels that the person chose."""
    wheels = chosen(context).wheels
    return Path(bpy.path.abspath(wheels)) if wheels else None


def offline_problem(wheels: Path | None) -> str | None:
    """Why nothing can be installed from there; None if it can."""
    if wheels or bpy.app.online_access:
        return None
    return "Allow online access (Preferences > System > Network), or choose a folder of wheels"


def missing() -> list[str]:
    """All packages that are missing."""
    return list(_missing)


def purpose(module: str) -> str:
    """What a package is for."""
    return deps.PACKAGES[module]


def offer() -> str:
    """Which build of torch this machine gets, in words."""
    if this_platform() == "macos-arm64":
        return "Build: MPS, for Apple graphics"
    if this_platform() == "windows-x64":
        if has_nvidia():
            return "Build: CPU; for CUDA choose a folder with torch's CUDA build"
        return "Build: CPU"
    if has_nvidia():
        return "Build: CUDA, for the NVIDIA graphics card"
    return "Build: CUDA, which runs on the processor too; a folder of CPU wheels is smaller"


def is_in_use() -> bool:
    """Whether this Blender has loaded something of the runtime."""
    return _active is not None and _active.is_in_use


def rival() -> str:
    """A file loaded from elsewhere that keeps a whole runtime from being used; or ""."""
    return _rival


# --- the first import -------------------------------------------------------------------------


def packages(feature: str) -> Steps[None]:
    """The first time, import the packages of `feature` outside Blender: one may crash.

    Raises:
        DataError: one is broken.
    """
    yield Work(tried(feature, data_folder(bpy.context)))


def tried(feature: str, folder: Path) -> Steps[None]:
    """Before the first import of a feature's packages: import them outside Blender, once.

    Needs no Blender; `folder` is the data folder, which remembers it.

    Raises:
        DataError: one is broken there, and would be here.
    """
    modules = deps.NEEDS[feature]
    stamp = [list(_stamp(module)) for module in modules]
    kept = folder / "tried.json"
    known = _read(kept)
    if known.get(feature) == stamp:
        return
    step = Progress(0, None, "Checking packages")  # a count would be taken for the job's
    if broken := problems((yield from within(probe(modules), step))):
        raise DataError(
            f"{broken[0].line}.", "Press Check Setup to see everything, and to copy it."
        )
    with contextlib.suppress(OSError):  # then they are tried again next time
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(known | {feature: stamp}), encoding="utf-8")


def _stamp(module: str) -> Iterator[str | float]:
    """What changes when another build of a module takes its place."""
    yield module
    spec = find_spec(module)
    if spec and spec.origin:
        yield spec.origin
        yield Path(spec.origin).stat().st_mtime


def _read(path: Path) -> dict:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}

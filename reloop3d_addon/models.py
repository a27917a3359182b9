"""The shelf of models as Blender has it: which folder it is, and what was seen there last."""

import os
import threading
import time
from pathlib import Path

import bpy

from ..engine.models import advice, shelf
from ..engine.models.catalog import Entry
from .preferences import chosen, data_folder, has_preferences
from .redraw import redraw

_FRESH = 2.0  # seconds for which what was seen is shown again: panels are drawn often
_LOOK_AGAIN = 0.2  # seconds

_seen: dict[str, tuple[float, shelf.State | int]] = {}  # name, or "" for all -> when, what
_asked: threading.Thread | None = None  # finds out about this machine


def follow_folder(context: bpy.types.Context) -> None:
    """Let the engine look for models where the person chose; else beside the runtime."""
    if has_preferences(context) and (folder := chosen(context).models):
        shelf.use_folder(Path(bpy.path.abspath(folder)).absolute())
    elif "RELOOP3D_MODELS" in os.environ:
        shelf.use_folder(None)
    else:
        shelf.use_folder(data_folder(context) / "models")
    _seen.clear()


def named(model: str) -> str:
    """A folder's whole path, or a model's name as it is."""
    return bpy.path.abspath(model) if model.startswith("//") else model.strip()


def state(entry: Entry) -> shelf.State:
    """What of a model is there, as of a moment ago."""
    return _fresh(entry.name, lambda: shelf.state(entry))


def used() -> int:
    """Bytes of all models of others, as of a moment ago."""
    return _fresh("", shelf.used)


def machine() -> tuple[float, float] | None:
    """As `advice.machine`; None while it is found out: a driver may take seconds to answer."""
    global _asked
    if _asked is None:
        _asked = threading.Thread(target=advice.machine, daemon=True)
        _asked.start()
        bpy.app.timers.register(_told, first_interval=_LOOK_AGAIN)
    return None if _asked.is_alive() else advice.machine()


def _told() -> float | None:
    if _asked is not None and _asked.is_alive():
        return _LOOK_AGAIN
    redraw("VIEW_3D")
    return None


def look_again() -> None:
    """Forget what was seen: it has changed."""
    _seen.clear()


def _fresh(name: str, find):
    now = time.monotonic()
    if name not in _seen or now - _seen[name][0] > _FRESH:
        _seen[name] = (now, find())
    return _seen[name][1]

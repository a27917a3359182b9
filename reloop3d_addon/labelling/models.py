"""The models of assets, read beside the window: an asset in, its Mesh at once or soon out."""

from collections import OrderedDict
from collections.abc import Callable

import bpy

from ...engine.datatypes import Mesh
from ...engine.jobs import Progress, Steps
from ...engine.pool.assets import Asset
from ..jobs import lanes
from ..jobs.worker import Worker

_KEPT = 6  # meshes
_POLL = 0.02  # seconds
_FACES = 2_000_000  # of all meshes kept: what there is room for

Read = Callable[[Asset], Mesh]

_meshes: OrderedDict[int, Mesh] = OrderedDict()
_reasons: dict[int, str] = {}  # why one could not be read
_wanted: list[tuple[Asset, Read]] = []
_worker: Worker | None = None
_reading = 0  # the asset that the worker reads
_on_ready: Callable[[int], None] | None = None


def get(asset: int) -> Mesh | None:
    """The asset's mesh, if it has been read."""
    return _meshes.get(asset)


def reason(asset: int) -> str:
    """Why the asset's mesh could not be read; or empty."""
    return _reasons.get(asset, "")


def keep(asset: int, mesh: Mesh) -> None:
    """Keep a mesh that somebody else has read."""
    _meshes[asset] = mesh
    _meshes.move_to_end(asset)
    while len(_meshes) > 1 and (
        len(_meshes) > _KEPT or sum(len(m.faces) for m in _meshes.values()) > _FACES
    ):
        _meshes.popitem(last=False)


def fail(asset: int, error: Exception) -> None:
    """Note why an asset's mesh could not be read."""
    _reasons[asset] = str(error) or type(error).__name__


def want(chosen: list[Asset], read: Read, on_ready: Callable[[int], None]) -> None:
    """Read these, the first one first; what was wanted before is not any more.

    Without a window they are read at once. `on_ready` gets the id of each one that is there.
    """
    global _on_ready
    _on_ready = on_ready
    _wanted[:] = [(a, read) for a in chosen if a.id not in _meshes and a.id not in _reasons]
    if bpy.app.background:
        while _wanted:
            _read_now(*_wanted.pop(0))
    elif not bpy.app.timers.is_registered(_pump):
        bpy.app.timers.register(_pump, first_interval=0.0, persistent=True)


def _read_now(asset: Asset, read: Read) -> None:
    try:
        keep(asset.id, read(asset))
    except Exception as error:
        fail(asset.id, error)
    _tell(asset.id)


def _steps(asset: Asset, read: Read) -> Steps[Mesh]:
    yield Progress(0, None, "Reading")
    return read(asset)


def _pump() -> float | None:
    """Start the next one, or hear of the one that is being read."""
    global _worker, _reading
    if _worker is None:
        if not _wanted:
            return None
        asset, read = _wanted.pop(0)
        _reading, _worker = asset.id, Worker(_steps(asset, read))
        lanes.accompany(_worker)
        return _POLL
    while (said := _worker.hear(0.0)) is not None:
        kind, value = said
        if kind == "progress":
            continue
        if kind == "result":
            keep(_reading, value)
        else:
            fail(_reading, value)
        _tell(_reading)
        _worker = None
        return 0.0
    return _POLL


def _tell(asset: int) -> None:
    if _on_ready is not None:
        _on_ready(asset)


def forget() -> None:
    """Drop all of it."""
    global _worker, _on_ready
    if bpy.app.timers.is_registered(_pump):
        bpy.app.timers.unregister(_pump)
    if _worker is not None:
        _worker.stop()
    _worker, _on_ready = None, None
    _meshes.clear()
    _reasons.clear()
    _wanted.clear()

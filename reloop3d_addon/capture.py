"""Captures of the open file's assets, and the cache that keeps them.

Where the cache lies and its size are preferences.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import bpy

from ..engine.capture.cache import Cache, digest
from ..engine.capture.settings import CaptureSettings
from ..engine.datatypes import Mesh, ViewSet
from ..engine.errors import DataError, InputError
from ..engine.jobs import Progress, Steps, Work
from .bridge.assets import ObjectRef
from .bridge.digests import look_digest
from .bridge.frames import at_frame
from .bridge.objects import copies_of_assets, mesh_from_assets
from .bridge.render import render_views
from .bridge.stage import NAME
from .preferences import cache_limit, data_folder


@dataclass(frozen=True)
class Captured:
    """Views, and the key under which the cache keeps them."""

    views: ViewSet
    key: str


def cache() -> Cache:
    """The cache of captured views."""
    return Cache(data_folder(bpy.context) / "captures", limit=cache_limit(bpy.context))


def capture_steps(
    roots: Iterable[bpy.types.Object], settings: CaptureSettings, *, is_cached: bool = True
) -> Steps[Captured]:
    """Capture assets of the current scene together, a few views a step; unchanged ones are read.

    Raises:
        InputError: nothing of it has a surface, or it is hidden.
        ResultError: Blender could not render.
        MissingDependency: a package is not installed.
    """
    refs = [ObjectRef.of(root) for root in roots]
    yield Progress(0, settings.count, "Reading")
    mesh, content = _read(refs, settings)
    views, key = None, ""
    if is_cached:
        views, key = yield Work(_kept(cache(), content))
    if views is not None:
        return Captured(replace(views, instances=mesh.instances), key)

    def copies() -> list[bpy.types.Object]:
        with at_frame(settings.frame):
            return copies_of_assets(_resolved(refs), NAME)

    views = yield from render_views(mesh, settings, copies=copies)
    if is_cached and settings.shows_materials:
        # Each burst of views copied the objects anew: were they the same to the end?
        try:
            _, content = _read(refs, settings)
        except InputError:  # gone
            return Captured(views, key)
        if digest(*content) != key:
            return Captured(views, key)
    if is_cached:
        yield Work(_keep(cache(), key, views))
    return Captured(views, key)


def _read(refs: list[ObjectRef], settings: CaptureSettings) -> tuple[Mesh, tuple]:
    """The assets' mesh as it is now, and all that their pictures depend on."""
    with at_frame(settings.frame):
        found = _resolved(refs)
        mesh = mesh_from_assets(found, look=settings.look)
        extra = look_digest(found) if settings.shows_materials else ""
    # Names and labels do not show; they are put on the views as they are now.
    return mesh, (replace(mesh, instances=()), settings, extra, bpy.app.version)


def _kept(kept: Cache, content: tuple) -> Steps[tuple[ViewSet | None, str]]:
    """The views of the content, None where there are none yet, and their key."""
    yield Progress(0, None, "Reading")
    key = digest(*content)
    return kept.get(key), key


def _keep(kept: Cache, key: str, views: ViewSet) -> Steps[None]:
    note = ""
    try:
        kept.put(key, views)
    except DataError as error:  # a full disk must not cost the views themselves
        note = str(error)
    yield Progress(0, None, "Keeping the views", note)


def _resolved(refs: list[ObjectRef]) -> list[bpy.types.Object]:
    found = [ref.resolve() for ref in refs]
    if None in found:
        raise InputError(f"{refs[found.index(None)].name} is gone.", "Select it again.")
    return found

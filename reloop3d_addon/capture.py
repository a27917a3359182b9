"""Captures of the open file's assets, and the cache that keeps them.

The cache lies in the extension's user folder; its size is a preference.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import bpy

from ..engine.capture.cache import Cache, digest
from ..engine.capture.settings import CaptureSettings
from ..engine.datatypes import ViewSet
from ..engine.errors import DataError, InputError
from ..engine.jobs import Progress, Steps
from . import ROOT_PACKAGE
from .bridge.assets import ObjectRef
from .bridge.digests import look_digest
from .bridge.frames import at_frame
from .bridge.objects import copies_of_assets, mesh_from_assets
from .bridge.render import render_views
from .bridge.stage import NAME
from .preferences import cache_limit

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Captured:
    """Views, and the key under which the cache keeps them."""

    views: ViewSet
    key: str


def cache() -> Cache:
    """The cache of captured views."""
    folder = bpy.utils.extension_path_user(ROOT_PACKAGE, path="captures", create=False)
    return Cache(Path(folder), limit=cache_limit(bpy.context))


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
    name = refs[0].name if len(refs) == 1 else f"{len(refs)} assets"
    yield Progress(0, settings.count, f"Reading {name}")
    with at_frame(settings.frame):
        found = _resolved(refs)
        mesh = mesh_from_assets(found, look=settings.look)
        extra = look_digest(found) if settings.shows_materials and is_cached else ""
    # Names and labels do not show; they are put on the views as they are now.
    content = replace(mesh, instances=())
    key = digest(content, settings, extra, bpy.app.version) if is_cached else ""
    kept = cache().get(key) if is_cached else None
    if kept is not None:
        return Captured(replace(kept, instances=mesh.instances), key)

    def copies() -> list[bpy.types.Object]:
        with at_frame(settings.frame):
            return copies_of_assets(_resolved(refs), NAME)

    views = yield from render_views(mesh, settings, copies=copies)
    if is_cached:
        try:
            cache().put(key, views)
        except DataError as error:  # a full disk must not cost the views themselves
            _log.warning("%s", error)
    return Captured(views, key)


def _resolved(refs: list[ObjectRef]) -> list[bpy.types.Object]:
    found = [ref.resolve() for ref in refs]
    if None in found:
        raise InputError(f"{refs[found.index(None)].name} is gone.", "Select it again.")
    return found

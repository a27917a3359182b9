"""Captures of the open file's assets, and the cache that keeps them.

Where the cache lies and its size are preferences.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import bpy

from ..engine.capture.cache import Cache, digest
from ..engine.capture.settings import CaptureSettings
from ..engine.classify.files import Seen
from ..engine.classify.look import Look, look, rig_for
from ..engine.classify.predict import ClassifySettings
from ..engine.datatypes import Camera, Mesh, ViewSet
from ..engine.errors import DataError, InputError
from ..engine.jobs import Progress, Steps, Work
from ..engine.models.registry import Classifier
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


Around = Callable[[Mesh], Steps[tuple[Camera, ...]]]  # places cameras in the world


def capture_steps(
    roots: Iterable[bpy.types.Object],
    settings: CaptureSettings,
    *,
    is_cached: bool = True,
    around: Around | None = None,
) -> Steps[Captured]:
    """Capture assets of the current scene together, a few views a step; unchanged ones are read.

    Args:
        around: places the cameras, in a thread, in place of the settings' rig.

    Raises:
        InputError: nothing of it has a surface, or it is hidden.
        ResultError: Blender could not render.
        MissingDependency: a package is not installed.
    """
    refs = [ObjectRef.of(root) for root in roots]
    yield Progress(0, settings.count, "Reading")
    mesh, content = _read(refs, settings)
    if around is not None:
        settings = replace(settings, cameras=(yield Work(around(mesh))))
        content = (content[0], settings, *content[2:])
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


def seen_steps(
    roots: Iterable[bpy.types.Object],
    classifier: Classifier,
    settings: ClassifySettings,
    *,
    is_cached: bool = True,
) -> Steps[tuple[Seen, str]]:
    """Look at assets together as a model does: what it reads, and what a person is shown.

    The model says where from; Blender draws what is shown. With the key under which the cache
    keeps that.

    Raises:
        As capture_steps.
    """
    looked: list[Look] = []

    def around(mesh: Mesh) -> Steps[tuple[Camera, ...]]:
        looked.append((yield from look(mesh, classifier, settings)))
        return looked[0].cameras

    rig = rig_for(classifier.spec, settings)
    captured = yield from capture_steps(
        roots, CaptureSettings(rig), is_cached=is_cached, around=around
    )
    shown = captured.views.rgb_stack()
    return Seen(shown if looked[0].pictures is None else looked[0].pictures, shown), captured.key


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

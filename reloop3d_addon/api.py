"""The Python API: for scripts and the console; every call blocks and returns plain results.

from bl_ext.user_default.reloop3d.reloop3d_addon import api
prediction = api.classify(bpy.data.objects["Chair"])
print(prediction.label, prediction.confidence, prediction.top(3))
"""

from collections.abc import Iterable

import bpy

from ..engine.capture.settings import CaptureSettings
from ..engine.classify.predict import ClassifySettings, predict
from ..engine.datatypes import Prediction, ViewSet
from ..engine.jobs import drain
from ..engine.models.registry import load_classifier
from .bridge.assets import roots_of
from .capture import capture_steps, seen_steps
from .jobs import lanes


def capture(
    objects: bpy.types.Object | Iterable[bpy.types.Object],
    settings: CaptureSettings | None = None,
    *,
    is_cached: bool = True,
) -> ViewSet:
    """Pictures and channels of an object, or of several together, with all that belongs to them.

    Args:
        objects: meshes, parents of meshes, collection instances, armatures or their meshes.
        settings: from where, drawn by what, with which channels; the default if None.
        is_cached: whether views of the same content may come from, and go to, the cache.

    Raises:
        InputError: nothing of it has a surface, or it is hidden.
        ResultError: Blender could not render.
        MissingDependency: a package is not installed.
    """
    objects = [objects] if isinstance(objects, bpy.types.Object) else list(objects)
    steps = capture_steps(roots_of(objects), settings or CaptureSettings(), is_cached=is_cached)
    with lanes.all_at_rest():
        return drain(steps).views


def classify(obj: bpy.types.Object, settings: ClassifySettings | None = None) -> Prediction:
    """What an object is. Nothing in the file changes; the operator also writes it down.

    Raises:
        InputError: it has no surface, or is hidden.
        ModelNotAvailable, DataError: the model cannot be used.
        MissingDependency: a package is not installed.
    """
    settings = settings or ClassifySettings()
    classifier = load_classifier(settings.model, device=settings.device)
    with lanes.all_at_rest():
        seen, _ = drain(seen_steps(roots_of([obj]), classifier, settings))
    return drain(predict(seen.pictures, classifier, settings))

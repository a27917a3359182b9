"""The Python API: for scripts and the console; every call blocks and returns plain results.

from bl_ext.user_default.reloop3d.reloop3d_addon import api
prediction = api.classify(bpy.data.objects["Chair"])
print(prediction.label, prediction.confidence, prediction.top(3))
"""

import bpy

from ..engine.rigs import Rig
from ..engine.classify.predict import ClassifySettings, predict
from ..engine.datatypes import Prediction, ViewSet
from ..engine.jobs import Progress, Steps, drain
from ..engine.models.registry import load_classifier
from .bridge.assets import asset_root
from .bridge.objects import mesh_from_asset
from .bridge.render import render_views


def capture_steps(obj: bpy.types.Object, rig: Rig) -> Steps[ViewSet]:
    """`capture` in steps of one view each, for jobs."""
    root = asset_root(obj)
    yield Progress(0, rig.views, f"Reading {root.name}")
    return (yield from render_views(mesh_from_asset(root), rig))


def capture(obj: bpy.types.Object, rig: Rig | None = None) -> ViewSet:
    """Pictures of an object, with all that belongs to it, from all round.

    Args:
        obj: a mesh, a parent of meshes, a collection instance, an armature or its mesh.
        rig: where from, and how large; the default rig if None.

    Raises:
        InputError: it has no surface, or is hidden.
    """
    return drain(capture_steps(obj, rig or Rig()))


def classify(obj: bpy.types.Object, settings: ClassifySettings | None = None) -> Prediction:
    """What an object is. Nothing in the file changes; the operator also writes it down.

    Raises:
        InputError: it has no surface, or is hidden.
        ModelNotAvailable, DataError: the model cannot be used.
        MissingDependency: a package is not installed.
    """
    settings = settings or ClassifySettings()
    classifier = load_classifier(settings.model, device=settings.device)
    views = capture(obj, classifier.spec.capture_rig(settings.views))
    return predict(views.rgb_stack(), classifier, settings)

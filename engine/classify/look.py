"""How a model looks at an asset: its mesh in, cameras around it and what the model reads out."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..datatypes import Camera, Mesh
from ..jobs import Progress, Steps
from ..models.registry import Classifier
from ..models.spec import ModelSpec
from ..render.channels import Subject
from ..rigs import Rig, cameras_around
from . import shape, upright
from .predict import ClassifySettings


@dataclass(frozen=True)
class Look:
    """Where an asset was looked at from, and the pictures (N, H, W, 3) that the model reads.

    Pictures in colour are None where somebody else, such as Blender, is to draw them.
    """

    cameras: tuple[Camera, ...]
    pictures: NDArray[np.float32] | None


def rig_for(spec: ModelSpec, settings: ClassifySettings) -> Rig:
    """The rig to look with: the model's, with as many views as the settings ask for."""
    return replace(spec.rig, views=settings.views) if settings.views else spec.rig


def look(mesh: Mesh, classifier: Classifier, settings: ClassifySettings) -> Steps[Look]:
    """Stand an asset upright, if the model can tell, and place the cameras around it.

    Raises:
        InputError: the mesh has no face with a size.
        MissingDependency: embreex is not installed.
    """
    subject, rig = Subject(mesh), rig_for(classifier.spec, settings)
    turn = None
    if settings.up == "auto" and classifier.head.upright is not None:
        turn = yield from upright.find(subject, classifier, rig)
    unit_cameras = cameras_around(subject.mesh.vertices, rig, turn=turn)
    cameras = tuple(subject.frame.world_camera(camera) for camera in unit_cameras)
    if classifier.spec.pictures != "shape":
        return Look(cameras, None)
    yield Progress(0, None, "Drawing shapes")
    pictures = shape.draw_all(subject.caster, unit_cameras, classifier.spec.image_size)
    return Look(cameras, shape.as_floats(pictures))

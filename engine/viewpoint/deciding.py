"""The deciding view: a mesh and a model in, the camera from which it is surest of a class out."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..camera import fitted, resized
from ..classify import shape
from ..datatypes import Camera, Mesh
from ..errors import InputError
from ..images import over, resize
from ..jobs import Progress, Steps, drain
from ..models.registry import Classifier
from ..render.caster import Caster
from ..render.raycast import Painter
from .settings import DecidingSettings, Found, Step

_VOTERS = 12  # views that say together what it is, where no class is named
_QUALITY = 0.02  # of a view's quality, beside the model's confidence: decides between equals


def deciding_view(
    mesh: Mesh,
    classifier: Classifier,
    settings: DecidingSettings,
    *,
    on_step: Callable[[Step], None] | None = None,
) -> Steps[Found]:
    """The camera of the world from which the model gives the class its greatest probability.

    `Found.terms` holds "confidence" at that view, and "label_index" among the model's classes.

    Raises:
        InputError: the mesh has no surface, or the model does not know the class.
        MissingDependency: torch or embreex is not installed.
    """
    deps.require("torch", feature="Finding the deciding view")
    from .best_backend import Judge, Search

    classes = classifier.spec.classes
    if settings.label and settings.label not in classes:
        raise InputError(
            f"The model does not know the class “{settings.label}”.",
            f"It knows {', '.join(classes[:8])} …",
        )
    judge = Judge(mesh, settings.best)
    eyes = _Eyes(judge.unit, classifier)
    directions = judge.directions(settings.best.candidates)
    yield Progress(0, None, "Looking from all sides")
    if settings.label:
        index = classes.index(settings.label)
    else:  # that of the views together (their geometric mean)
        some = judge.directions(_VOTERS)
        probs = eyes.probs([judge.camera(direction) for direction in some])
        index = int(np.log(np.maximum(probs, 1e-12)).mean(axis=0).argmax())

    def losses(cameras: Sequence[Camera]) -> list[float]:
        sure = eyes.probs(cameras)[:, index]
        quality = np.array(judge.losses(cameras))
        return (1 - sure + _QUALITY * quality).tolist()

    search = Search(judge, losses, settings.best, on_step)
    kept = yield from search.run(directions)
    found = search.found(kept[0])
    sure = float(eyes.probs([kept[0][2]])[0, index])
    found.terms.update({"confidence": sure, "label_index": float(index)})
    return found


class _Eyes:
    """What the model sees of a mesh in its unit frame."""

    def __init__(self, unit: Mesh, classifier: Classifier) -> None:
        self._classifier = classifier
        self._caster = Caster(unit)
        self._painter = Painter(self._caster)

    def probs(self, cameras: Sequence[Camera]) -> NDArray[np.float32]:
        """Probabilities (N, C) of the classes."""
        size = self._classifier.spec.image_size
        if self._classifier.spec.pictures == "shape":
            pictures = shape.as_floats(self._shapes(cameras, size))
        else:
            small = [fitted(camera, size) for camera in cameras]
            pictures = np.stack([resize(over(self._painter.draw(c)), size) for c in small])
        embeddings = drain(self._classifier.embed(pictures.astype(np.float32)))
        return self._classifier.head.probs(embeddings)

    def _shapes(self, cameras: Sequence[Camera], size: int) -> NDArray[np.uint8]:
        side = size * shape.SAMPLES
        return shape.draw_all(self._caster, [resized(c, side, side) for c in cameras], size)

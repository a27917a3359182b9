"""Which way is up: a mesh and a model that can tell in, the rotation that stands it upright out."""

import numpy as np
from numpy.typing import NDArray

from ..jobs import Progress, Steps
from ..meshes import spread
from ..models.registry import Classifier
from ..render.channels import Subject
from ..rigs import Rig, cameras_around
from . import shape

_LOOKS = 6  # views of each guess
_ENOUGH = 0.75  # so upright, the asset stays as it is
_OWN = 0.5  # what speaks for the file's own up axis beforehand, as a logarithm of odds
_APART = np.cos(np.radians(15))  # closer directions are one guess
_FLAT = np.cos(np.radians(10))  # faces this close to one direction form a plane


def find(subject: Subject, classifier: Classifier, rig: Rig) -> Steps[NDArray[np.float64]]:
    """The rotation world_from_upright (3, 3): the identity where the asset stands as it is.

    Other directions are only tried where the model doubts the asset's own: the file's axes, the
    normals of its largest flat parts, and the principal axes of its surface. The direction wins
    in which the asset looks most upright and most like one of the classes.
    """
    looks = Rig(_LOOKS, rig.elevation_deg, rig.fov_deg, rig.size, rig.margin)
    best, most = np.eye(3), -np.inf
    turns = [turn_to(up) for up in directions(subject)]
    for step, turn in enumerate(turns):
        yield Progress(step, len(turns), "Finding which way is up")
        cameras = cameras_around(subject.mesh.vertices, looks, turn=turn)
        pictures = shape.draw_all(subject.caster, cameras, classifier.spec.image_size)
        embeddings = yield from classifier.embed(shape.as_floats(pictures))
        likely = classifier.head.uprightness(embeddings)
        if step == 0 and likely >= _ENOUGH:
            break
        confidence = classifier.head.probs(embeddings.mean(axis=0)).max()
        score = np.log(likely * confidence + 1e-12) + (_OWN if step == 0 else 0)
        if score > most:
            best, most = turn, score
    return best


def directions(subject: Subject) -> NDArray[np.float64]:
    """Guesses of the up direction, unit vectors (N, 3), +Z first; none close to another.

    Raises:
        InputError: no face has a size.
    """
    mesh = subject.mesh
    corners = mesh.vertices[mesh.faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    areas = np.linalg.norm(cross, axis=1)
    normals = cross[areas > 0] / areas[areas > 0, None]
    areas = areas[areas > 0]
    points, weights, _ = spread(mesh)
    offsets = points - weights @ points
    _, axes = np.linalg.eigh((offsets * weights[:, None]).T @ offsets)
    lines = np.concatenate([np.eye(3)[[2, 0, 1]], _flattest(normals, areas), axes.T])
    found: list[NDArray[np.float64]] = []
    for direction in np.stack([lines, -lines], axis=1).reshape(-1, 3):
        if all(direction @ other < _APART for other in found):
            found.append(direction)
    return np.array(found)


def _flattest(
    normals: NDArray[np.float64], areas: NDArray[np.float64], *, count: int = 3
) -> NDArray[np.float64]:
    """The directions (up to count, 3) that most of the surface faces, or turns its back on."""
    likely = np.argsort(-areas, kind="stable")[:200]  # a plane's largest face stands for it
    left, found = areas.copy(), []
    for _ in range(count):
        # One by one: all pairs of a million faces would not fit into memory.
        totals = np.array([(np.abs(normals @ normals[k]) > _FLAT) @ left for k in likely])
        best = int(totals.argmax())
        if totals[best] <= 0:
            break
        found.append(normals[likely[best]])
        left[np.abs(normals @ found[-1]) > _FLAT] = 0
    return np.array(found).reshape(-1, 3)


def turn_to(up: NDArray[np.float64]) -> NDArray[np.float64]:
    """The least rotation (3, 3) that turns +Z to `up`; of -Z, half a turn about X."""
    axis, cosine = np.cross((0, 0, 1), up), float(up[2])
    if cosine < -1 + 1e-9:
        return np.diag([1.0, -1.0, -1.0])
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.eye(3) + cross + cross @ cross / (1 + cosine)  # Rodrigues' formula

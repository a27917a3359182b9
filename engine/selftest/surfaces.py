"""The checks of meshes that are made: of one picture, of views, of photos, of partial scans."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from ..camera import Frame, look_at
from ..datatypes import Camera, Mesh
from ..jobs import Progress, Steps
from ..meshes import join
from ..parametric.shapes import turned
from ..reconstruct.fusion.fuse import fuse_views
from ..reconstruct.metrics import compare_meshes, similarity_errors
from ..reconstruct.photos.reading import Photo, Photos
from ..reconstruct.photos.settings import PhotoSettings
from ..reconstruct.photos.structure import find_structure
from ..reconstruct.register.align import align_scans
from ..reconstruct.relief.flow import picture_to_mesh
from ..reconstruct.relief.picture import Picture, camera_of
from ..reconstruct.relief.settings import ReliefSettings
from ..reconstruct.settings import FuseSettings
from ..render.caster import Caster
from ..rigs import Rig
from ..samples import SAMPLES, box
from .scenes import Corner, around, boxes, lens, opaque, sample_views, taken

_NEAR = 0.01  # of the diagonal, within which a surface is where it should be
# A plate with a cube on it, before a camera that looks along +Y and down a little.
_PLATE: tuple[Corner, Corner] = ((-1.5, 1.5, -0.1), (1.5, 4.5, 0.0))
_CUBE: tuple[Corner, Corner] = ((-0.4, 2.2, 0.0), (0.4, 3.0, 0.8))
_PHOTOS = 6
_SCANNED = 30.0  # degrees by which the second scan is turned


def made_of_one_picture() -> Steps[dict[str, float]]:
    """A cube on a plate of one picture with exact depth: where its faces lie, and how many."""
    picture = Picture(np.zeros((120, 160, 4), np.uint8), "cube")
    settings = ReliefSettings(mask="alpha", fov_deg=60, tilt_deg=-25, height_m=1.6, detail=160)
    camera, _ = camera_of(picture, settings)
    views = yield from taken(join([box(*_PLATE), box(*_CUBE)]), [camera], ("depth",))
    (view,) = views.views
    with TemporaryDirectory(prefix="reloop3d_") as place:
        file = Path(place) / "depth.npy"
        np.save(file, view.depth)
        known = {**vars(settings), "depth_file": str(file)}
        made = yield from picture_to_mesh(Picture(view.rgba, "cube"), ReliefSettings(**known))
    mesh = made.mesh
    diagonal = float(np.linalg.norm(np.ptp(mesh.vertices, axis=0)))
    middles = mesh.vertices[mesh.faces].mean(axis=1)
    away = np.min([_from_box(middles, *sides) for sides in (_PLATE, _CUBE)], axis=0) / diagonal
    seen = len(np.unique(mesh.faces)) / np.count_nonzero(view.depth)
    return {"near": 100 * float((away < _NEAR).mean()), "seen": 100 * seen}


def _from_box(points: NDArray[np.float64], low: Corner, high: Corner) -> NDArray[np.float64]:
    """How far points (P, 3) are from a box's surface."""
    middle, half = (np.array(low) + high) / 2, (np.array(high) - low) / 2
    off = np.abs(points - middle) - half
    return np.linalg.norm(np.maximum(off, 0), axis=1) + np.abs(np.minimum(off.max(axis=1), 0))


def fused() -> Steps[dict[str, float]]:
    """Captured views of a cup as one mesh, beside the cup as far as they see it."""
    rig = Rig(8, 25.0, size=192, layout="grid", rings=2, top_deg=60.0)
    views = yield from sample_views("cup", rig, ("depth",))
    made = yield from fuse_views(views, FuseSettings(detail=192))
    yield Progress(0, None, "Comparing meshes")
    cameras = [view.camera for view in views.views]
    numbers = compare_meshes(
        made.mesh, SAMPLES["cup"](), samples=100_000, threshold=_NEAR, seen_by=cameras
    )
    return {"f_score": numbers["f_score"]}


def photographed() -> Steps[dict[str, float]]:
    """Cameras of drawn photos of textured boxes, of which nothing is told."""
    truths = around(_PHOTOS, lens(330.0, 320, 240), span_deg=60)
    views = yield from taken(boxes(), truths)
    photos = tuple(
        Photo(truth.name, opaque(view.rgba))
        for truth, view in zip(truths, views.views, strict=True)
    )
    found = yield from find_structure(Photos(photos, {}, is_video=False), PhotoSettings())
    cameras = [view.camera for view in found.views]
    same = [truth for truth in truths if truth.name in {camera.name for camera in cameras}]
    errors, _ = similarity_errors(cameras, same)
    return {
        "placed": 100 * len(cameras) / _PHOTOS,
        "turn": float(np.median(errors["rotation_deg"])),
    }


def aligned() -> Steps[dict[str, float]]:
    """Two partial scans of one thing with noise, one of them turned, brought together again."""
    thing = _thing()
    diagonal = Frame.around(thing.vertices).diagonal
    rng = np.random.default_rng(0)
    scans = []
    for azimuth in (20.0, 60.0):
        yield Progress(len(scans), 2, "Scanning")
        points = _scanned(thing, azimuth)
        scans.append(points + 0.002 * diagonal * rng.normal(size=points.shape))
    moved = scans[1] @ _turn(_SCANNED).T + 0.1 * diagonal
    made = yield from align_scans([scans[0], moved])
    matrix = made.world_from_scan[1]
    back = moved @ matrix[:3, :3].T + matrix[:3, 3]
    off = np.sqrt(((back - scans[1]) ** 2).sum(axis=1).mean())
    return {"off": 100 * float(off) / diagonal}


def _thing() -> Mesh:
    """Of parts that tell every side from every other."""
    return join(
        [
            SAMPLES["chair"](),
            turned(box((-0.05, -0.3, 0.55), (0.25, 0.1, 0.7)), "z", 25),
            box((0.24, -0.1, 0.3), (0.5, 0.02, 0.4)),
        ]
    )


def _scanned(mesh: Mesh, azimuth_deg: float, size: int = 200) -> NDArray[np.float64]:
    """Points (P, 3) that a scanner sees from one side."""
    frame, angle = Frame.around(mesh.vertices), np.radians(azimuth_deg)
    way = np.array([np.cos(angle), np.sin(angle), 0.35])
    pose = look_at(frame.center + 2 * frame.diagonal * way, frame.center)
    hits = Caster(mesh).cast(Camera(lens(1.9 * size, size, size), pose))
    return hits.between(mesh.vertices[mesh.faces])


def _turn(degrees: float) -> NDArray[np.float64]:
    """A turn about an axis that is none of the thing's (Rodrigues 1840)."""
    x, y, z = np.array([0.3, -0.5, 0.8]) / np.linalg.norm([0.3, -0.5, 0.8])
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross

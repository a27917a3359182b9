"""The checks of what pictures tell: depth of one and of a pair, and where the subject is."""

from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from ..camera import look_at
from ..datatypes import Camera
from ..depth.estimate import load_estimator
from ..depth.stereo import stereo_depth
from ..jobs import Progress, Steps
from ..masks.subject import find_subject
from ..render.channels import Subject
from ..render.raycast import Painter
from ..rigs import Rig, cameras_around
from .scenes import boxes, lens, sample_views, taken

_SHOWN = ("chair", "table", "sofa", "bookshelf", "cup", "barrel", "building", "tree")
_CUT_OUT = ("chair", "car", "bottle", "lamp", "animal", "sword")
_SIDE = 192  # pixels of pictures whose subject is looked for
_BASELINE = 0.12  # metres between the cameras of the pair


def estimated() -> Steps[dict[str, float]]:
    """Our network's depth of sample assets after one scale and shift, beside a constant."""
    estimator = load_estimator()
    ours, plain = [], []
    for number, name in enumerate(_SHOWN):
        yield Progress(number, len(_SHOWN), "Estimating depth")
        rig = Rig(1, 25.0, size=192, azimuth_deg=40.0 + 25 * number)
        views = yield from sample_views(name, rig, ("depth",))
        view = views.views[0]
        known = view.depth > 0
        told = estimator.estimate(view.rgb).values
        truth = 1 / view.depth[known].astype(np.float64)
        ours.append(_off(_fitted(told[known].astype(np.float64), truth), truth))
        plain.append(_off(np.full_like(truth, truth.mean()), truth))
    return {
        "off": 100 * float(np.mean(ours)),
        "beside": 100 * float(np.mean(ours) / np.mean(plain)),
    }


def _fitted(values: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values brought to the truth's by one scale and shift, in least squares."""
    columns = np.column_stack([values, np.ones(len(values))])
    weights, *_ = np.linalg.lstsq(columns, truth, rcond=None)
    return columns @ weights


def _off(inverse: NDArray[np.float64], truth: NDArray[np.float64]) -> float:
    """Mean absolute relative error of depth; both are inverse depth."""
    inverse = np.maximum(inverse, truth.min() / 2)
    return float((np.abs(1 / inverse - 1 / truth) * truth).mean())


def paired() -> Steps[dict[str, float]]:
    """Depth of a drawn pair whose lens and baseline are known."""
    through = lens(300.0, 320, 240)
    pose = look_at(np.array([2.2, 0.3, 1.2]), np.array([0.0, 0, 0.2]))
    aside = pose.copy()
    aside[:3, 3] += _BASELINE * pose[:3, 0]
    views = yield from taken(boxes(), [Camera(through, pose), Camera(through, aside)], ("depth",))
    left, right = views.views
    yield Progress(0, None, "Comparing the pair")
    told = stereo_depth(left.rgb, right.rgb, lens=through, baseline=_BASELINE)
    both = (told.values > 0) & (left.depth > 0)
    off = np.abs(told.values[both] / left.depth[both] - 1)
    return {"off": 100 * float(np.median(off)), "told": 100 * float(both.mean())}


def cut_out() -> Steps[dict[str, float]]:
    """Subjects found by GrabCut before a backdrop on which light falls off."""
    rng, catalog = np.random.default_rng(0), import_module("..parametric.catalog", __package__)
    rows, columns = np.mgrid[:_SIDE, :_SIDE] / (_SIDE - 1)
    overlaps = []
    for number, label in enumerate(_CUT_OUT):
        yield Progress(number, len(_CUT_OUT), "Finding the subject")
        mesh = catalog.make(label, 3)
        rig = Rig(1, size=_SIDE, azimuth_deg=35, margin=0.15)
        (camera,) = cameras_around(mesh.vertices, rig)
        subject = Subject(mesh)
        rgba = Painter(subject.caster).draw(subject.frame.unit_camera(camera)) / 255
        one, other = rng.uniform(0.3, 1, (2, 3))
        backdrop = one + (other - one) * ((rows + columns) / 2)[..., None]
        rgb = rgba[..., :3] * rgba[..., 3:] + backdrop * (1 - rgba[..., 3:])
        found, truth = find_subject(rgb.astype(np.float32)), rgba[..., 3] > 0.5
        overlaps.append((found & truth).sum() / (found | truth).sum())
    return {"overlap": float(np.mean(overlaps)), "worst": float(min(overlaps))}

"""The checks of looking: capture, export, gradients, and cameras that are looked for."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..camera import look_at
from ..capture.export import write_capture
from ..capture.formats.poses import read_cameras
from ..capture.settings import CaptureSettings
from ..datatypes import CHANNELS, Camera
from ..jobs import Progress, Steps
from ..meshes import unit_mesh
from ..render.channels import Subject
from ..render.differentiable.contract import CameraBatch, make_renderer
from ..render.raycast import Painter, render_views
from ..rigs import Rig
from ..samples import SAMPLES, box
from ..viewpoint.best import best_views, fibonacci_views
from ..viewpoint.match import match_image, target_of
from ..viewpoint.orbit import Orbit, camera_of, lens_of
from ..viewpoint.settings import BestSettings, MatchSettings
from .scenes import lens, sample_views, turn_deg

_LOW, _HIGH = np.array([-0.4, -0.3, 0.0]), np.array([0.6, 0.5, 0.7])  # of the box that is captured
_OTHER_LIGHT = np.array([[0.0, 0, 1], [1, 0, 0], [0, 1, 0]])  # as no viewport of ours has it
_WRITTEN = ("transforms", "colmap")
_DIRECTIONS, _STEPS = 8, (1e-5, 2e-5, 4e-5)  # of differences, of which the median counts


def captured() -> Steps[dict[str, float]]:
    """Depth and normals of a box by the ray caster, beside those of the formula."""
    settings = CaptureSettings(Rig(6, size=128, layout="sphere"), channels=("depth", "normals"))
    views = yield from render_views(box(tuple(_LOW), tuple(_HIGH)), settings)
    size = float(np.linalg.norm(_HIGH - _LOW))
    off, angles, edges = [], [], []
    for view in views.views:
        depth, normals = _of_box(view.camera)
        both = (depth > 0) & (view.depth > 0)
        edges.append(((depth > 0) != (view.depth > 0)).mean())
        off.append(np.abs(depth - view.depth)[both].max() / size)
        cosines = (normals * view.normals).sum(axis=2)[both].clip(-1, 1)
        angles.append(np.degrees(np.quantile(np.arccos(cosines), 0.99)))
    return {
        "depth": 1000 * float(max(off)),
        "normals": float(max(angles)),
        "outline": 100 * float(max(edges)),
    }


def _of_box(camera: Camera) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Depth (H, W) and normals (H, W, 3) of the box by its six planes (Kay and Kajiya 1986)."""
    through, pose = camera.intrinsics, camera.world_from_camera
    rows, columns = np.indices((through.height, through.width))
    local = [
        (columns - through.cx) / through.fx,
        (rows - through.cy) / through.fy,
        np.ones(rows.shape),
    ]
    rays = np.stack(local, axis=-1) @ pose[:3, :3].T
    with np.errstate(divide="ignore"):
        ends = np.stack([(_LOW - pose[:3, 3]) / rays, (_HIGH - pose[:3, 3]) / rays])
    near, far = ends.min(axis=0), ends.max(axis=0)
    axis = near.argmax(axis=2)
    enters = near.max(axis=2)
    is_hit = (enters < far.min(axis=2)) & (enters > 0)
    normals = -np.eye(3)[axis] * np.sign(np.take_along_axis(rays, axis[..., None], axis=2))
    return np.where(is_hit, enters, 0), normals * is_hit[..., None]


def exported() -> Steps[dict[str, float]]:
    """A capture with all channels, written in the formats that hold cameras, and read again."""
    views = yield from sample_views("cup", Rig(4, size=48), tuple(CHANNELS))
    errors = []
    with TemporaryDirectory(prefix="reloop3d_") as place:
        folder = Path(place) / "capture"
        yield from write_capture(views, folder, _WRITTEN)
        for part in (folder, *(folder / name for name in _WRITTEN)):
            read = read_cameras(part)
            errors += [
                np.abs(one.world_from_camera - view.camera.world_from_camera).max()
                for one, view in zip(read, views.views, strict=True)
            ]
    return {"cameras": float(max(errors))}


def differentiated() -> Steps[dict[str, float]]:
    """The picture's gradient to its camera, beside central differences; outlines are in view."""
    torch = deps.require("torch", feature="Gradients of pictures")
    mesh, _ = unit_mesh(SAMPLES["cup"]())
    renderer = make_renderer(mesh)
    pose = look_at(np.array([-1.0, 0.9, 0.8]), np.zeros(3))
    batch = CameraBatch.of([Camera(lens(91.0, 96, 80), pose)])
    with torch.no_grad():
        away = torch.tensor([0.02, -0.03, 0.05, 0.05, 0.04, -0.05, 0.04])
        wanted = _colors(torch, renderer.render(_moved(torch, batch, away)))

    def loss(by):
        seen = _colors(torch, renderer.render(_moved(torch, batch, by)))
        return (seen - wanted).square().mean()

    here = torch.zeros(7, requires_grad=True)
    (gradient,) = torch.autograd.grad(loss(here), here)
    ways = torch.randn(_DIRECTIONS, len(here), generator=torch.Generator().manual_seed(0))
    ways /= ways.norm(dim=1, keepdim=True)
    found = []
    for number, way in enumerate(ways):
        yield Progress(number, _DIRECTIONS, "Comparing gradients")
        with torch.no_grad():
            slopes = [float(loss(h * way) - loss(-h * way)) / (2 * h) for h in _STEPS]
        found.append(np.median(slopes))
    said = (ways @ gradient).double().numpy()
    return {"off": 100 * float(np.linalg.norm(said - found) / np.linalg.norm(found))}


def _colors(torch, picture):
    return torch.cat([picture.rgb, picture.alpha[..., None]], dim=-1).double()


def _moved(torch, batch: CameraBatch, by) -> CameraBatch:
    """The camera turned about its axes, shifted and zoomed (7,)."""
    x, y, z = by[:3]
    none = torch.zeros_like(x)
    turn = torch.stack([none, -z, y, z, none, -x, -y, x, none]).reshape(3, 3)
    through = torch.cat([batch.lens[:, :2] * torch.exp(by[6]), batch.lens[:, 2:]], dim=1)
    rotation = batch.rotation @ torch.linalg.matrix_exp(turn)
    return replace(batch, lens=through, rotation=rotation, eye=batch.eye + by[3:6])


def matched() -> Steps[dict[str, float]]:
    """A picture in other light, and the camera that took it, found from all sides."""
    mesh = SAMPLES["chair"]()
    subject = Subject(mesh)
    frame = subject.frame
    truth = camera_of(Orbit(1.9 * frame.diagonal, 25, 40, 5), frame.center, lens_of(96, 72))
    picture = Painter(subject.caster).draw(frame.unit_camera(truth), _OTHER_LIGHT)
    moving = ("azimuth", "elevation", "distance", "roll", "target")
    found = yield from match_image(
        mesh, target_of(picture), MatchSettings(parameters=moving, size=96)
    )
    poses = found.camera.world_from_camera, truth.world_from_camera
    away = float(np.linalg.norm(poses[0][:3, 3] - poses[1][:3, 3])) / frame.diagonal
    return {"turn": turn_deg(*poses), "away": 100 * away}


def seen_best() -> Steps[dict[str, float]]:
    """The best view of a chair, beside the best of many all round."""
    mesh, settings = SAMPLES["chair"](), BestSettings(candidates=24)
    (found,) = yield from best_views(mesh, settings)
    yield Progress(0, None, "Scoring views")
    around = fibonacci_views(mesh, settings, 32)
    return {
        "beside": 100 * found.terms["score"] / around[0][1],
        "cut": 100 * found.terms["clipped"],
    }

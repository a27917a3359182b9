"""Posed views written as other programs write them, and what tests ask of those that read them."""

from pathlib import Path

import numpy as np
import OpenEXR
from PIL import Image
from posed import same_camera

from engine.camera import opencv_from_opengl, project, unproject
from engine.capture.formats.colmap import quaternion_from_rotation
from engine.datatypes import View, ViewSet
from engine.reconstruct.inputs.posed import Posed

LENS = "50,52,23.5,19.5"  # of posed.scene_views


def write_frames(
    folder: Path, views: ViewSet, *, steps: float = 1000, names: list[str] | None = None
) -> Path:
    """color/*.png, depth/*.png in 16 bits."""
    for kind in ("color", "depth"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for name, view in zip(names or [f"{k:05d}" for k in range(99)], views.views, strict=False):
        Image.fromarray(view.rgba[..., :3]).save(folder / "color" / f"{name}.png")
        write_depth(folder / "depth" / f"{name}.png", view, steps=steps)
    return folder


def write_depth(path: Path, view: View, *, steps: float = 1000) -> None:
    Image.fromarray(np.round(view.depth * steps).astype(np.uint16)).save(path)


def write_log(path: Path, views: ViewSet) -> Path:
    """Open3D's."""
    lines = []
    for number, view in enumerate(views.views):
        rows = [" ".join(f"{x:.17g}" for x in row) for row in view.camera.world_from_camera]
        lines += [f"{number} {number} {number + 1}", *rows]
    path.write_text("\n".join(lines) + "\n")
    return path


def write_tum(path: Path, views: ViewSet, times: list[str] | None = None) -> Path:
    """TUM's; without times as ICL's pose.txt."""
    lines = []
    for view, time in zip(views.views, times or [""] * len(views.views), strict=True):
        pose = view.camera.world_from_camera
        w, *xyz = quaternion_from_rotation(pose[:3, :3])
        numbers = [f"{number:.17g}" for number in (*pose[:3, 3], *xyz, w)]
        lines.append(" ".join([time, *numbers]).strip())
    path.write_text("\n".join(lines) + "\n")
    return path


def write_matrices(folder: Path, views: ViewSet, *, opengl: bool = False) -> Path:
    """A 4x4 camera-to-world matrix a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, view in enumerate(views.views):
        pose = view.camera.world_from_camera
        np.savetxt(folder / f"{number}.txt", opencv_from_opengl(pose) if opengl else pose, "%.17g")
    return folder


def assert_same(posed: Posed, views: ViewSet, *, steps: float | None = 1000) -> None:
    """The same cameras, pictures, and depth as it was rounded."""
    for found, view in zip(posed.views.views, views.views, strict=True):
        assert same_camera(found.camera, view.camera)
        assert np.array_equal(found.rgba, view.rgba)
        rounded = np.round(view.depth * steps) / steps if steps else view.depth
        assert np.allclose(found.depth, rounded, rtol=1e-6, atol=0)


def says(posed: Posed, *texts: str) -> bool:
    return all(any(text in sentence for sentence in posed.said) for text in texts)


def misses(first: View, second: View) -> np.ndarray:
    """How far the depth of one view lies off the other's, metres, where both see it."""
    points = unproject(first.camera, first.depth)[first.depth > 0]
    u, v, depth = project(second.camera, points).T
    height, width = second.depth.shape
    inside = (depth > 0) & (u > -0.5) & (u < width - 0.5) & (v > -0.5) & (v < height - 0.5)
    u, v, depth = np.round(u[inside]).astype(int), np.round(v[inside]).astype(int), depth[inside]
    seen = second.depth[v, u]
    return np.abs(seen - depth)[seen > 0]


def write_exr(path: Path, **planes: np.ndarray) -> Path:
    """An OpenEXR file of one layer; an _ in a plane's name stands for a dot."""
    header = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    planes = {name.replace("_", "."): plane for name, plane in planes.items()}
    OpenEXR.File(header, planes).write(str(path))
    return path

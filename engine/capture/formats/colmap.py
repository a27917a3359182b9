"""COLMAP's model, as Gaussian-splatting trainers read it: view sets in, text out, and back.

    images/0000.png           rgba, 8 bits, straight alpha
    sparse/0/cameras.txt      a PINHOLE line for each distinct lens
    sparse/0/images.txt       two lines an image: quaternion, position, lens, file; no features
    sparse/0/points3D.txt     coloured points on the surfaces, where the views carry depth

The format's convention: camera_from_world with OpenCV axes, quaternions w x y z, pixel centres at
.5, so that its cx is ours + 0.5. Pictures and cameras come back, named as the pictures' files;
also from a binary model (colmap_binary.py).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...camera import unproject
from ...datatypes import Camera, Intrinsics, View, ViewSet
from ...errors import DataError
from ...images import read_image, write_image
from . import colmap_binary
from .checks import (
    check_undistorted,
    checked_lens,
    checked_pose,
    perspective_cameras,
    reading,
    writing,
)

MOST_POINTS = 20_000
_CAMERAS, _IMAGES, _POINTS = "cameras.txt", "images.txt", "points3D.txt"
_KINDS = ((_CAMERAS, _IMAGES), (colmap_binary.CAMERAS, colmap_binary.IMAGES))
_HEADERS = {
    _CAMERAS: "CAMERA_ID, MODEL, WIDTH, HEIGHT, PARAMS[]",
    _IMAGES: "IMAGE_ID, QW, QX, QY, QZ, TX, TY, TZ, CAMERA_ID, NAME, and POINTS2D[] below",
    _POINTS: "POINT3D_ID, X, Y, Z, R, G, B, ERROR, TRACK[]",
}


def write(views: ViewSet, folder: Path) -> Path:
    """Write a view set into `folder`, which is made, and return the model's folder in it.

    Raises:
        InputError: a view has no camera, or an orthographic one.
        DataError: it cannot be written there.
    """
    cameras = perspective_cameras(views)
    lenses = list(dict.fromkeys(camera.intrinsics for camera in cameras))
    model = folder / "sparse" / "0"
    files = {
        _CAMERAS: [_lens_line(number, lens) for number, lens in enumerate(lenses, 1)],
        _IMAGES: [
            _image_lines(number, camera, lenses.index(camera.intrinsics) + 1)
            for number, camera in enumerate(cameras, 1)
        ],
        _POINTS: [
            f"{number} {_join(point)} {_join(color)} 0"
            for number, (point, color) in enumerate(_sample_points(views), 1)
        ],
    }
    with writing(folder):
        for number, view in enumerate(views.views, 1):
            write_image(folder / "images" / _file_name(number), view.rgba)
        model.mkdir(parents=True, exist_ok=True)
        for name, lines in files.items():
            text = "\n".join([f"# {_HEADERS[name]}", *lines]) + "\n"
            (model / name).write_text(text, encoding="utf-8")
    return model


def _join(numbers: Iterable[float]) -> str:
    return " ".join(f"{number:.17g}" for number in numbers)


def _file_name(number: int) -> str:
    """The picture of the image with this id, which counts from 1."""
    return f"{number - 1:04d}.png"


def _lens_line(number: int, lens: Intrinsics) -> str:
    parameters = _join((lens.fx, lens.fy, lens.cx + 0.5, lens.cy + 0.5))
    return f"{number} PINHOLE {lens.width} {lens.height} {parameters}"


def _image_lines(number: int, camera: Camera, lens_id: int) -> str:
    camera_from_world = np.linalg.inv(camera.world_from_camera)
    quaternion = quaternion_from_rotation(camera_from_world[:3, :3])
    pose = f"{_join(quaternion)} {_join(camera_from_world[:3, 3])}"
    return f"{number} {pose} {lens_id} {_file_name(number)}\n"


def _sample_points(views: ViewSet) -> Iterator[tuple[NDArray, NDArray]]:
    """Up to MOST_POINTS world points (3,) and their colours (3,), evenly from all depth pixels."""
    carriers = [view for view in views.views if view.depth is not None]
    ends = np.cumsum([np.count_nonzero(view.depth > 0) for view in carriers], dtype=np.int64)
    total = int(ends[-1]) if carriers else 0
    generator = np.random.default_rng(0)
    chosen = np.sort(generator.choice(total, min(total, MOST_POINTS), replace=False))
    parts = np.split(chosen, np.searchsorted(chosen, ends[:-1]))
    for view, start, part in zip(carriers, [0, *ends], parts, strict=False):
        is_seen = view.depth > 0
        points = unproject(view.camera, view.depth)[is_seen][part - start]
        yield from zip(points, view.rgba[is_seen, :3][part - start], strict=True)


def read(folder: Path) -> ViewSet:
    """Read the model in `folder` and its pictures in `folder`/images, by image id.

    Raises:
        DataError: there is none, it is damaged, or its pictures are distorted.
    """
    cameras = named_cameras(folder)
    with reading(folder):
        return ViewSet(
            tuple(View(read_image(folder / "images" / name), camera) for name, camera in cameras)
        )


def read_cameras(folder: Path) -> list[Camera]:
    """The cameras of the model in `folder`, by image id, named as the pictures' files.

    Raises:
        DataError: there is none, it is damaged, or its pictures are distorted.
    """
    return [camera for _, camera in named_cameras(folder)]


def model_folder(folder: Path) -> Path | None:
    """Where the model lies: in `folder`, its sparse/0 or its sparse; None if nowhere."""
    for place in (folder, folder / "sparse" / "0", folder / "sparse"):
        if any((place / c).is_file() and (place / i).is_file() for c, i in _KINDS):
            return place
    return None


def named_cameras(folder: Path) -> list[tuple[str, Camera]]:
    """Each picture's name, as the model in `folder` says it, and camera; by image id.

    Raises:
        DataError: there is no model, it is damaged, or its pictures are distorted.
    """
    model = model_folder(folder)
    if model is None:
        raise DataError(
            f"{folder} holds no COLMAP model, {_CAMERAS} and {_IMAGES} or both as .bin.",
            "Choose a folder that holds them, or whose sparse/0 or sparse does.",
        )
    is_text = (model / _CAMERAS).is_file() and (model / _IMAGES).is_file()
    first, second = _KINDS[0 if is_text else 1]
    path, images = model / second, []
    lenses = _read_lenses(model / first)
    with reading(path):
        found = (_text_images if is_text else colmap_binary.images)(path)
        for image_id, pose, lens_id, name in found:
            matrix = _world_from_camera(pose, f"{path} ({name})")
            images.append((image_id, name, Camera(lenses[lens_id], matrix, Path(name).stem)))
    if not images:
        raise DataError(f"{path} has no images.", "Choose a model with registered images.")
    return [(name, camera) for _, name, camera in sorted(images, key=lambda image: image[0])]


def _text_images(path: Path) -> Iterator[tuple[int, list[float], int, str]]:
    """Each image's id, quaternion w x y z and position, camera id, and name."""
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        next(lines, "")  # the image's features, often an empty line
        image_id, *pose, lens_id, name = line.strip().split(maxsplit=9)
        yield int(image_id), [float(number) for number in pose], int(lens_id), name


def _text_lenses(path: Path) -> Iterator[tuple[int, str, list[float]]]:
    """Each camera's id, model, and width, height and parameters."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            lens_id, model, *numbers = line.split()
            yield int(lens_id), model, [float(number) for number in numbers]


def _read_lenses(path: Path) -> dict[int, Intrinsics]:
    lenses = {}
    with reading(path):
        found = (_text_lenses if path.suffix == ".txt" else colmap_binary.lenses)(path)
        for lens_id, model, (width, height, *parameters) in found:
            focals = 2 if model in ("PINHOLE", "OPENCV") else 1
            check_undistorted(model, parameters[focals + 2 :], str(path))
            fx, fy = parameters[0], parameters[focals - 1]
            middle = (parameters[focals] - 0.5, parameters[focals + 1] - 0.5)
            lenses[lens_id] = checked_lens((fx, fy, *middle, width, height), str(path))
    return lenses


def _world_from_camera(pose: list[float], source: str) -> NDArray[np.float64]:
    """The matrix (4, 4) of a quaternion w x y z and a position, both of camera_from_world."""
    camera_from_world = np.eye(4)
    camera_from_world[:3, :3] = rotation_from_quaternion(np.array(pose[:4]))
    camera_from_world[:3, 3] = pose[4:]
    return np.linalg.inv(checked_pose(camera_from_world, source))


def quaternion_from_rotation(rotation: NDArray[np.floating]) -> NDArray[np.float64]:
    """Unit quaternion w x y z, w >= 0, of a rotation matrix (3, 3).

    Shepperd's method (1978, J. Guidance and Control 1): the matrix gives every product of two
    components; the row of the largest square divides by nothing small.
    """
    (a, b, c), (d, e, f), (g, h, i) = np.asarray(rotation, np.float64)
    products = np.array(
        [
            [1 + a + e + i, h - f, c - g, d - b],
            [h - f, 1 + a - e - i, b + d, c + g],
            [c - g, b + d, 1 - a + e - i, f + h],
            [d - b, c + g, f + h, 1 - a - e + i],
        ]
    )
    row = products[np.argmax(np.diag(products))]
    return row / np.linalg.norm(row) * (1 if row[0] >= 0 else -1)


def rotation_from_quaternion(quaternion: NDArray[np.floating]) -> NDArray[np.float64]:
    """Rotation matrix (3, 3) of a quaternion w x y z of any length but 0.

    Raises:
        ValueError: its length is 0, or not a number.
    """
    length = np.linalg.norm(quaternion)
    if not (np.isfinite(length) and length > 0):
        raise ValueError(f"{quaternion} is no rotation")
    w, x, y, z = quaternion / length
    axis = np.array([x, y, z])
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return (w * w - axis @ axis) * np.eye(3) + 2 * np.outer(axis, axis) + 2 * w * cross

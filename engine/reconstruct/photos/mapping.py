"""pycolmap's mapping: a database of matches in, models out; told on its way."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Camera
from ...jobs import Progress, Steps
from .marks import BASE, KNOWN, pinhole, pycolmap

_TICK = 0.1  # seconds after which it is looked how far it is
_LEAST = 3  # photos of a model


@dataclass
class _Run:
    """What another thread works out: its result or its error, and how many photos are placed."""

    placed: int = 0
    models: dict[int, Any] | None = None
    error: BaseException | None = None


def mapped_models(folder: Path, count: int, seed: int) -> Steps[list[Any]]:
    """pycolmap's reconstructions of the database in `folder`, the one with most photos first.

    Args:
        count: of photos, to say how far it is.
        seed: of all that is drawn; one thread works, so that the same photos give the same cameras.
    """
    library = pycolmap()
    options = library.IncrementalPipelineOptions()
    options.num_threads = 1
    options.min_model_size = _LEAST
    for part in (options, options.mapper, options.triangulation):
        part.random_seed = seed
    (folder / "models").mkdir(exist_ok=True)
    token, run = library.CancellationToken(), _Run()

    def started() -> None:
        run.placed = 2

    def placed() -> None:
        run.placed = min(run.placed + 1, count)

    def work() -> None:
        try:
            run.models = library.incremental_mapping(
                folder / BASE,
                folder / "images",
                folder / "models",
                options,
                initial_image_pair_callback=started,
                next_image_callback=placed,
                cancellation_token=token,
            )
        except BaseException as error:  # raised again where it is waited for
            run.error = error

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            yield Progress(run.placed, count, "Placing photos")
            thread.join(_TICK)
    finally:
        token.cancel()
        thread.join()
    if run.error is not None:
        raise run.error
    models = list(run.models.values())
    return sorted(models, key=lambda model: (-model.num_reg_images(), -model.num_points3D()))


def triangulated(folder: Path, cameras: Sequence[Camera], names: Sequence[str], seed: int) -> Any:
    """pycolmap's reconstruction of the database in `folder` by cameras that are known.

    Args:
        cameras: of the photos of these names, in the order in which the database has them.
    """
    library = pycolmap()
    made = library.Reconstruction()
    for number, (camera, name) in enumerate(zip(cameras, names, strict=True), 1):
        lens, pose = camera.intrinsics, np.linalg.inv(camera.world_from_camera)
        made.add_camera_with_trivial_rig(
            library.Camera(
                model=KNOWN,
                width=lens.width,
                height=lens.height,
                params=pinhole(lens),
                camera_id=number,
            )
        )
        image = library.Image(name=name, camera_id=number, image_id=number)
        made.add_image_with_trivial_frame(image, library.Rigid3d(pose[:3]))
    options = library.IncrementalPipelineOptions()
    options.num_threads = 1
    for part in (options, options.mapper, options.triangulation):
        part.random_seed = seed
    (folder / "model").mkdir()
    return library.triangulate_points(
        made, folder / BASE, folder / "images", folder / "model", options=options
    )


def shared_points(
    made: Any,
) -> tuple[NDArray[np.float64], NDArray[np.uint8], dict[str, NDArray[np.int64]]]:
    """The points (P, 3) of a reconstruction, their colours (P, 3), and by photo's name the numbers
    of those on which it has a mark.
    """
    ids = sorted(made.points3D)
    number = {point: index for index, point in enumerate(ids)}
    points = np.array([made.points3D[point].xyz for point in ids]).reshape(-1, 3)
    colors = np.array([made.points3D[point].color for point in ids], np.uint8).reshape(-1, 3)
    seen = {}
    for image in made.images.values():
        members = {number[mark.point3D_id] for mark in image.points2D if mark.has_point3D()}
        seen[image.name] = np.array(sorted(members), np.int64)
    return points, colors, seen

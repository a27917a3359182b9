"""Files to classify without Blender: paths in, the pictures that stand for each out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import images, meshes
from ..capture.settings import CaptureSettings
from ..errors import InputError
from ..jobs import Progress, Steps
from ..render.raycast import render_views
from ..rigs import Rig


def expand(
    inputs: Iterable[Path],
    *,
    mesh_suffixes: Sequence[str] = meshes.SUFFIXES,
    image_suffixes: Sequence[str] = images.SUFFIXES,
) -> list[Path]:
    """The files that `inputs` name: files as given, folders searched through, in order of name.

    In a folder that holds mesh files anywhere, pictures are taken for textures and left out.

    Raises:
        InputError: a folder holds nothing that can be worked on.
    """
    files: list[Path] = []
    for given in inputs:
        if not given.is_dir():
            files.append(given)
            continue
        inside = sorted(path for path in given.rglob("*") if path.is_file())
        found = [path for path in inside if path.suffix.lower() in mesh_suffixes]
        found = found or [path for path in inside if path.suffix.lower() in image_suffixes]
        if not found:
            raise InputError(
                f"{given} holds no files that can be worked on.",
                f"Looked for {' '.join((*mesh_suffixes, *image_suffixes))}.",
            )
        files += found
    return files


def capture_file(path: Path, rig: Rig) -> Steps[NDArray[np.float32]]:
    """Pictures (N, H, W, 3) of a file: a mesh is drawn from all round, a picture is itself.

    Raises:
        InputError, DataError: the file cannot be worked on; says why.
    """
    if path.suffix.lower() in images.SUFFIXES:
        yield Progress(0, 1, "Reading")
        return images.over(images.read_image(path))[None]
    return (yield from render_views(meshes.load_mesh(path), CaptureSettings(rig))).rgb_stack()

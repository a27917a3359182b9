"""Files to classify without Blender: paths in, what a model reads of each out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import images, meshes
from ..capture.settings import CaptureSettings
from ..datatypes import Mesh
from ..errors import InputError
from ..jobs import Progress, Steps
from ..models.registry import Classifier, load_classifier
from ..render.raycast import render_views
from .look import look
from .predict import ClassifySettings


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


def classifiers_for(files: Sequence[Path], settings: ClassifySettings) -> list[Classifier]:
    """Who answers each file: the chosen model, but pictures the default's sister that reads them.

    Raises:
        ReLoopError: a model cannot be loaded.
    """
    names = [
        "pictures"
        if settings.model == "default" and path.suffix.lower() in images.SUFFIXES
        else settings.model
        for path in files
    ]
    loaded = {name: load_classifier(name, device=settings.device) for name in dict.fromkeys(names)}
    return [loaded[name] for name in names]


@dataclass(frozen=True)
class Seen:
    """What a model reads of an asset, and what a person is shown of it: each (N, H, W, 3).

    The second is None where nobody asked for it.
    """

    pictures: NDArray[np.float32]
    shown: NDArray[np.float32] | None


def see_file(
    path: Path, classifier: Classifier, settings: ClassifySettings, *, is_shown: bool = False
) -> Steps[Seen]:
    """Look at a mesh file all round, with the ray caster; a picture is itself.

    Raises:
        InputError, DataError: the file cannot be worked on; says why.
    """
    yield Progress(0, 1, "Reading")
    if path.suffix.lower() in images.SUFFIXES:
        return see_picture(path, classifier)
    return (yield from see_mesh(meshes.load_mesh(path), classifier, settings, is_shown=is_shown))


def see_mesh(
    mesh: Mesh, classifier: Classifier, settings: ClassifySettings, *, is_shown: bool = False
) -> Steps[Seen]:
    """Look at a mesh all round, with the ray caster.

    Raises:
        InputError: it has no face with a size.
    """
    seen = yield from look(mesh, classifier, settings)
    if seen.pictures is not None and not is_shown:
        return Seen(seen.pictures, None)
    views = yield from render_views(mesh, CaptureSettings(cameras=seen.cameras))
    rgb = views.rgb_stack()
    return Seen(rgb if seen.pictures is None else seen.pictures, rgb)


def see_picture(path: Path, classifier: Classifier) -> Seen:
    """A picture by others, as the only one of its asset.

    Raises:
        InputError: the model reads shapes.
        DataError: the file cannot be read.
    """
    if classifier.spec.pictures != "rgb":
        raise InputError(
            f"{path.name} is a picture, but this model reads shapes.",
            "Choose a mesh, or a model that was trained on pictures, such as “pictures”.",
        )
    rgb = images.over(images.read_image(path))[None]
    return Seen(rgb, rgb)

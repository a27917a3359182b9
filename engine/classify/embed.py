"""Files and a model in, embeddings of their views out; kept ones are read."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import meshes
from ..images import SUFFIXES as IMAGE_SUFFIXES
from ..jobs import Progress, Steps, within
from ..models.registry import Classifier
from .embeddings import Embeddings, file_key
from .files import see_file, see_mesh
from .predict import ClassifySettings


def mean_embeddings(
    paths: Sequence[Path], classifier: Classifier, store: Embeddings
) -> Steps[NDArray[np.float32]]:
    """The mean of each file's embeddings, (A, D), looked at as when it is classified.

    Raises:
        InputError, DataError: a file cannot be worked on.
    """
    settings, means = ClassifySettings(), []
    for index, path in enumerate(paths):
        step = Progress(index, len(paths), "Looking at assets")
        yield step
        rows = yield from within(embed_file(path, classifier, settings, store), step)
        means.append(rows.mean(axis=0))
    return np.stack(means)


def embed_file(
    path: Path,
    classifier: Classifier,
    settings: ClassifySettings,
    store: Embeddings | None = None,
    rng: np.random.Generator | None = None,
) -> Steps[NDArray[np.float32]]:
    """Embeddings (N, D) of a file's views; kept ones are read.

    With `rng`, the mesh is turned by a random rotation first.

    Raises:
        InputError, DataError: the file cannot be worked on.
    """
    if rng is not None and path.suffix.lower() not in IMAGE_SUFFIXES:
        matrix = np.eye(4)
        matrix[:3, :3] = meshes.random_rotation(rng)
        turned = meshes.transformed(meshes.load_mesh(path), matrix)
        seen = yield from see_mesh(turned, classifier, settings)
        return (yield from classifier.embed(seen.pictures))
    key = ""
    if store:
        key = file_key(path, classifier.hash, classifier.spec.rig, settings.views, settings.up)
        if (kept := store.get(key)) is not None:
            return kept
    file = yield from see_file(path, classifier, settings)
    embeddings = yield from classifier.embed(file.pictures)
    if store:
        store.put(key, embeddings)
    return embeddings

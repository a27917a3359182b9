"""Models by name: the contract of each task, and loading with the last one kept ready."""

import gc
from importlib import import_module
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..jobs import Steps
from . import checkpoint
from .head import Head
from .spec import ModelSpec

# The models that come with the engine, by the name that --model takes.
_FOLDER = Path(__file__).parent / "embedded"
EMBEDDED = {
    "default": _FOLDER / "default.safetensors",  # reads shapes
    "pictures": _FOLDER / "pictures.safetensors",  # reads pictures in colour
}


class Classifier(Protocol):
    """What every classifier offers, whatever its network."""

    id: str
    hash: str  # SHA-256 of its file
    spec: ModelSpec

    @property
    def head(self) -> Head:
        """The last layer, from embeddings to the probabilities of spec.classes."""
        ...

    def embed(self, pictures: NDArray[np.float32]) -> Steps[NDArray[np.float32]]:
        """What the head reads, (N, D), of pictures (N, H, W, 3) as spec.pictures says.

        Raises:
            ResultError: there is not enough memory, however few pictures are taken at a time.
        """
        ...


_loaded: dict[str, tuple[tuple, Classifier]] = {}  # task -> (key, model): one model a task


def model_path(model: str) -> Path:
    """The checkpoint file of a model's name, file or folder.

    Raises:
        ModelNotAvailable: there is none.
    """
    return checkpoint.find(EMBEDDED.get(model) or Path(model).expanduser())


def loaded() -> list[str]:
    """The names of the models that are kept ready."""
    return [model.id for _, model in _loaded.values()]


def unload() -> None:
    """Forget every model that is kept ready, and give its memory back."""
    _loaded.clear()
    gc.collect()  # torch's modules hold one another
    deps.free_device()


def load_classifier(model: str = "default", *, device: str = "auto") -> Classifier:
    """A classifier ready to run; loaded again only when its file or the device changes.

    Raises:
        ModelNotAvailable, DataError: no such model, or it cannot be read.
        MissingDependency: a package it runs on is not installed.
    """
    path = model_path(model)
    device = deps.pick_device(device)
    status = path.stat()
    key = (str(path.resolve()), status.st_mtime_ns, status.st_size, device)
    kept = _loaded.get("classify")
    if kept and kept[0] == key:
        return kept[1]
    backend = import_module("..classify.networks_backend", __package__)
    classifier = backend.load(path, device=device)
    _loaded["classify"] = (key, classifier)
    return classifier

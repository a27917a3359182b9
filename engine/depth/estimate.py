"""Who tells depth: our own network, or a model of others; a name in, an estimator out."""

from pathlib import Path

from .. import deps
from .contract import Estimator

OURS = ""  # the name of the network that comes with ReLoop3D


def load_estimator(model: str | Path = OURS, *, device: str = "auto") -> Estimator:
    """What tells depth from a picture.

    Args:
        model: empty for the network that comes with ReLoop3D; else a local folder that
            transformers reads, or a name that models/shelf finds.
        device: auto, cpu, cuda or mps.

    Raises:
        DataError: the folder holds no depth model whose numbers' meaning is known.
        ModelNotAvailable: a name, and the model is not on this machine.
        MissingDependency: PyTorch or transformers is not installed.
    """
    deps.require("torch", feature="Depth from one picture")
    if model == OURS:
        from .network_backend import load
    else:
        from .hub_backend import load

        return load(model, device=device)
    return load(device=device)

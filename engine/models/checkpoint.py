"""Checkpoint files: weights with their ModelSpec.

Ours is one .safetensors file with the spec in its header. Upstream's (ReLoop-3D) four-key .pt is
read too, tensors only: nothing pickled is ever executed. A folder stands for the best
checkpoint in it.
"""

import json
import pickle
from pathlib import Path
from typing import Any

from .. import deps
from ..errors import DataError, ModelNotAvailable
from ..rigs import Rig
from .spec import ModelSpec

_SPEC_KEY = "reloop3d"
_PREFERRED = ("model_best.pt", "model_latest.pt")  # upstream's names, best first
_UPSTREAM_SIZES = {"cnn": 128, "vit_tiny": 224}
# Upstream captures four views from 20 degrees; its distance and lens depend on its back end.
_UPSTREAM_VIEWS = 4


def find(path: Path) -> Path:
    """The checkpoint file that `path`, a file or a folder, stands for.

    Raises:
        ModelNotAvailable: there is none.
    """
    if path.is_file():
        return path
    candidates = [path / name for name in _PREFERRED] + sorted(path.glob("*.safetensors"))
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise ModelNotAvailable(
        f"There is no model at {path}.",
        "Name a .safetensors or .pt file, or a folder that holds one.",
    )


def write(path: Path, spec: ModelSpec, state: dict[str, Any]) -> None:
    """Write tensors by name, and the spec, as .safetensors. `state` is a torch state dict."""
    deps.require("safetensors", feature="Writing a model")
    from safetensors.torch import save

    path.parent.mkdir(parents=True, exist_ok=True)
    tensors = {name: value.detach().cpu().contiguous() for name, value in state.items()}
    part = path.with_name(path.name + ".part")  # a cut-off write never stands under the name
    part.write_bytes(save(tensors, metadata={_SPEC_KEY: spec.to_json()}))
    part.replace(path)


def read_spec(path: Path) -> ModelSpec:
    """The spec of a .safetensors checkpoint, from its header alone; needs no package.

    Raises:
        DataError: not such a file, or it carries no spec.
    """
    try:
        with open(path, "rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if length > 100_000_000:
                raise ValueError("no safetensors header")
            metadata = json.loads(file.read(length)).get("__metadata__", {})
    except (OSError, ValueError, AttributeError) as error:
        raise DataError(f"{path.name} is not a .safetensors model: {error}.") from error
    if _SPEC_KEY not in metadata:
        raise DataError(
            f"{path.name} does not say what its weights are for.",
            "Only models that ReLoop3D wrote can be used as .safetensors.",
        )
    return ModelSpec.from_json(metadata[_SPEC_KEY])


def read(path: Path) -> tuple[ModelSpec, dict[str, Any]]:
    """Spec and torch state dict, on the CPU, of a .safetensors or upstream .pt file.

    Raises:
        DataError: the file is damaged or of another kind.
    """
    if path.suffix == ".safetensors":
        spec = read_spec(path)
        deps.require("safetensors", feature="Reading a model")
        from safetensors import SafetensorError
        from safetensors.torch import load

        try:
            return spec, load(path.read_bytes())
        except (SafetensorError, OSError) as error:
            raise DataError(f"{path.name} is damaged: {error}.") from error
    return _read_upstream(path)


def read_tensors(path: Path) -> dict[str, Any]:
    """The tensors of weights by others: .safetensors, or .pt and .pth of plain tensors.

    A folder stands for the first such file in it.

    Raises:
        ModelNotAvailable: there is none.
        DataError: the file is damaged, or holds more than tensors.
    """
    if path.is_dir():
        suffixes = ("*.safetensors", "*.pt", "*.pth", "*.bin")
        path = next((f for s in suffixes for f in sorted(path.glob(s))), path)
    if not path.is_file():
        raise ModelNotAvailable(
            f"There are no weights at {path}.", "Name a .safetensors or .pth file, or its folder."
        )
    torch = deps.require("torch", feature="Reading weights")
    try:
        if path.suffix == ".safetensors":
            deps.require("safetensors", feature="Reading weights")
            from safetensors.torch import load

            return load(path.read_bytes())
        stored = torch.load(path, map_location="cpu", weights_only=True)
        stored = stored.get("state_dict", stored.get("model", stored))
        return {name: value for name, value in stored.items() if torch.is_tensor(value)}
    except Exception as error:  # pickle, torch and safetensors each have their own
        raise DataError(
            f"{path.name} does not hold plain tensors.",
            "Files that would run code on loading are refused.",
        ) from error


def _read_upstream(path: Path) -> tuple[ModelSpec, dict[str, Any]]:
    torch = deps.require("torch", feature="Reading a model")
    try:
        stored = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise DataError(
            f"{path.name} is not a checkpoint of plain tensors.",
            "Files that would run code on loading are refused.",
        ) from error
    try:
        architecture, classes = stored["model_name"], tuple(stored["classes"])
        size, state = _UPSTREAM_SIZES[architecture], dict(stored["model_state"])
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"{path.name} is not a ReLoop-3D checkpoint: {error!r}.",
            "It should hold model_state, classes, epoch and model_name.",
        ) from error
    if not all(isinstance(name, str) for name in classes):
        raise DataError(f"{path.name}: its classes are not names.")
    rig = Rig(views=_UPSTREAM_VIEWS, size=size)
    return ModelSpec(architecture, classes, size, rig=rig, note="ReLoop-3D checkpoint"), state

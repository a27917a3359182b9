"""Classifier networks in torch: a checkpoint in, a Classifier out.

"cnn" is upstream's small CNN, with its parameter names so that its checkpoints load; every
other architecture is timm's model of that name.
"""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from .. import deps
from ..errors import ModelNotAvailable
from ..images import resize
from ..models import checkpoint
from ..models.spec import ModelSpec

_TIMM_NAMES = {"vit_tiny": "vit_tiny_patch16_224"}  # upstream's short name
_BATCH = 32  # pictures at a time


class ShapeCNN(nn.Module):
    """Upstream's CNN: three blocks of convolution, batch norm, ReLU and pooling, then two layers.

    About 110,000 parameters at 128 px; input (N, 3, H, W), output (N, classes) logits.
    """

    def __init__(self, classes: int, widths: tuple[int, ...] = (32, 64, 128)) -> None:
        super().__init__()
        blocks: list[nn.Module] = []
        for before, after in zip((3, *widths), widths, strict=False):
            convolution = nn.Conv2d(before, after, 3, padding=1)
            blocks += [convolution, nn.BatchNorm2d(after), nn.ReLU(inplace=True), nn.MaxPool2d(2)]
        self.features = nn.Sequential(*blocks)
        last = widths[-1]
        self.classifier = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(last, 128),
            nn.ReLU(inplace=True),
            nn.Dropout(0.2),
            nn.Linear(128, classes),
        )

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.features(pictures))


def build(spec: ModelSpec) -> nn.Module:
    """The network of a spec, with random weights.

    Raises:
        ModelNotAvailable: there is no network of that name.
    """
    if spec.architecture == "cnn":
        return ShapeCNN(len(spec.classes))
    deps.load_triton()
    timm = deps.require("timm", feature=f"The model {spec.architecture}")
    name = _TIMM_NAMES.get(spec.architecture, spec.architecture)
    try:
        return timm.create_model(name, pretrained=False, num_classes=len(spec.classes))
    except RuntimeError as error:
        raise ModelNotAvailable(f"timm has no model named {name}.") from error


def pictures_tensor(rgb: NDArray[np.float32], spec: ModelSpec) -> torch.Tensor:
    """Pictures (N, H, W, 3) as the network reads them: (N, 3, S, S), normalised."""
    sized = np.stack([resize(picture, spec.image_size) for picture in rgb])
    scaled = (sized - np.float32(spec.mean)) / np.float32(spec.std)
    return torch.from_numpy(scaled).permute(0, 3, 1, 2).contiguous()


class TorchClassifier:
    """A network with the preprocessing that its weights ask for. The registry's contract."""

    def __init__(self, model_id: str, spec: ModelSpec, network: nn.Module, device: str) -> None:
        self.id = model_id
        self.spec = spec
        self._network = network.to(device).eval()
        self._device = device

    def probs(self, rgb: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities (N, C) of pictures (N, H, W, 3)."""
        rows = []
        with torch.inference_mode():
            for start in range(0, len(rgb), _BATCH):
                pictures = pictures_tensor(rgb[start : start + _BATCH], self.spec)
                logits = self._network(pictures.to(self._device))
                rows.append(torch.softmax(logits.float(), dim=1).cpu().numpy())
        return np.concatenate(rows)


def load(path: Path, *, device: str) -> TorchClassifier:
    """Read a checkpoint and make its network ready on `device`.

    Raises:
        ModelNotAvailable: the weights do not fit the network; says which differ.
    """
    spec, state = checkpoint.read(path)
    network = build(spec)
    wanted = {name: tuple(value.shape) for name, value in network.state_dict().items()}
    given = {name: tuple(getattr(value, "shape", ())) for name, value in state.items()}
    if wanted != given:
        missing = sorted(wanted.keys() - given.keys())
        unexpected = sorted(given.keys() - wanted.keys())
        reshaped = sorted(k for k in wanted.keys() & given.keys() if wanted[k] != given[k])
        raise ModelNotAvailable(
            f"{path.name} does not fit the network {spec.architecture}: "
            f"missing {missing[:3]}, unexpected {unexpected[:3]}, other shape {reshaped[:3]}.",
            "Choose a checkpoint of that network.",
        )
    network.load_state_dict(state)
    return TorchClassifier(f"{path.parent.name}/{path.stem}", spec, network, device)

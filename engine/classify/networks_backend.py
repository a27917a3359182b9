"""Classifier networks in torch: a checkpoint in, a Classifier out.

"cnn" is upstream's small CNN, with its parameter names so that its checkpoints load; every
other architecture is timm's model of that name.
"""

import hashlib
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from .. import deps
from ..errors import ModelNotAvailable, ResultError
from ..images import resize
from ..jobs import Progress, Steps
from ..models import checkpoint
from ..models.spec import ModelSpec

_TIMM_NAMES = {"vit_tiny": "vit_tiny_patch16_224"}  # upstream's short name
_BATCH = 32  # pictures at a time
# As torch says it for Metal, for the processor on Linux and Windows, and for cuBLAS.
_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "not enough memory", "ALLOC_FAILED")


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

    def __init__(
        self, model_id: str, spec: ModelSpec, network: nn.Module, device: str, *, hash: str = ""
    ) -> None:
        self.id = model_id
        self.hash = hash
        self.spec = spec
        self._network = network.eval()
        self._batch, self._device = _BATCH, device

    def probs(self, rgb: NDArray[np.float32]) -> Steps[NDArray[np.float32]]:
        """Class probabilities (N, C) of pictures (N, H, W, 3).

        Where memory runs out, fewer pictures are taken at a time, then the processor; it stays so.
        """
        rows: list[NDArray[np.float32]] = []
        done, note = 0, ""
        while done < len(rgb):
            yield Progress(done, len(rgb), "Classifying", note)
            note = ""
            try:
                rows.append(self._probs(rgb[done : done + self._batch]))
                done += len(rows[-1])
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                note = self._take_less(min(self._batch, len(rgb) - done))
        return np.concatenate(rows)

    def _probs(self, rgb: NDArray[np.float32]) -> NDArray[np.float32]:
        with torch.inference_mode():
            pictures = pictures_tensor(rgb, self.spec).to(self._device)
            logits = self._network.to(self._device)(pictures)
            return torch.softmax(logits.float(), dim=1).cpu().numpy()

    def _take_less(self, taken: int) -> str:
        """Ask for less memory from now on than `taken` pictures did; says how.

        Raises:
            ResultError: there is no less.
        """
        if self._device.startswith("cuda"):
            torch.cuda.empty_cache()
        if taken > 1:
            self._batch = taken // 2
            return f"Out of memory: {self._batch} pictures at a time now."
        if self._device != "cpu":
            self._device, self._batch = "cpu", _BATCH
            return "Out of memory on the graphics card: on the processor now."
        raise ResultError(
            "There is not enough memory to classify.", "Close other programs, then try again."
        )


def is_out_of_memory(error: Exception) -> bool:
    """Whether torch ran out of memory: it says so in its own way on each device."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return any(words in str(error) for words in _OUT_OF_MEMORY)


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
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return TorchClassifier(f"{path.parent.name}/{path.stem}", spec, network, device, hash=digest)

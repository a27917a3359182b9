"""Classifier networks in torch: a checkpoint in, a Classifier out.

"cnn" is upstream's small CNN, with its parameter names so that its checkpoints load; those of
SHAPE_WIDTHS are ours; every other architecture is timm's model of that name. All have timm's
interface: forward_features and forward_head, and a linear layer get_classifier() at the end.
"""

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
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
from ..models.head import Head
from ..models.shelf import local
from ..models.spec import ModelSpec

_TIMM_NAMES = {"vit_tiny": "vit_tiny_patch16_224"}  # upstream's short name
SHAPE_WIDTHS = {"shape_resnet": 32, "shape_resnet48": 48}  # channels of the first block
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

    def forward_features(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.features(pictures)

    def forward_head(self, features: torch.Tensor, *, pre_logits: bool = False) -> torch.Tensor:
        return (self.classifier[:-1] if pre_logits else self.classifier)(features)

    def get_classifier(self) -> nn.Linear:
        return self.classifier[-1]

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.forward_head(self.forward_features(pictures))


class ShapeResNet(nn.Module):
    """A small residual network (He et al. 2016) for shape pictures of 64 px.

    Four blocks of two 3 x 3 convolutions, the picture halved before each. Beside the classes, it
    says of each view whether the asset stands upright in it.
    Input (N, 3, 64, 64), output (N, classes) logits.
    """

    def __init__(self, classes: int, widths: tuple[int, ...] = (32, 64, 128, 256)) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, widths[0], 4, 2, 1, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU()
        )
        before = (widths[0], *widths)
        self.blocks = nn.Sequential(
            *(
                _Residual(a, b, stride=1 if index == 0 else 2)
                for index, (a, b) in enumerate(zip(before, widths, strict=False))
            )
        )
        self.drop = nn.Dropout(0.2)
        self.upright = nn.Linear(widths[-1], 1)
        self.classifier = nn.Linear(widths[-1], classes)

    def forward_features(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.blocks(self.stem(pictures))

    def forward_head(self, features: torch.Tensor, *, pre_logits: bool = False) -> torch.Tensor:
        pooled = self.drop(features.mean(dim=(2, 3)))
        return pooled if pre_logits else self.classifier(pooled)

    def get_classifier(self) -> nn.Linear:
        return self.classifier

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.forward_head(self.forward_features(pictures))


class _Residual(nn.Module):
    """Two convolutions beside a short cut; averaging keeps what a stride would skip."""

    def __init__(self, before: int, after: int, *, stride: int) -> None:
        super().__init__()
        self.path = nn.Sequential(
            nn.Conv2d(before, after, 3, stride, 1, bias=False),
            nn.BatchNorm2d(after),
            nn.ReLU(),
            nn.Conv2d(after, after, 3, 1, 1, bias=False),
            nn.BatchNorm2d(after),
        )
        self.short = nn.Identity()
        if before != after or stride > 1:
            self.short = nn.Sequential(
                nn.AvgPool2d(stride), nn.Conv2d(before, after, 1, bias=False), nn.BatchNorm2d(after)
            )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.relu(self.path(x) + self.short(x))


def build(spec: ModelSpec) -> nn.Module:
    """The network of a spec, with random weights.

    Raises:
        ModelNotAvailable: there is no network of that name.
    """
    if spec.architecture == "cnn":
        return ShapeCNN(len(spec.classes))
    if spec.architecture in SHAPE_WIDTHS:
        width = SHAPE_WIDTHS[spec.architecture]
        return ShapeResNet(len(spec.classes), (width, 2 * width, 4 * width, 8 * width))
    deps.load_triton()
    timm = deps.require("timm", feature=f"The model {spec.architecture}")
    name = _TIMM_NAMES.get(spec.architecture, spec.architecture)
    try:
        return timm.create_model(name, pretrained=False, num_classes=len(spec.classes))
    except RuntimeError as error:
        raise ModelNotAvailable(f"timm has no model named {name}.") from error


def mixed(device: str) -> AbstractContextManager:
    """Products in bfloat16 where the device computes them itself; else as they are.

    Measured (benchmarks/precision.py): 1.7 times as fast on a processor, the answers the same.
    """
    kind = device.split(":")[0]
    if kind == "cuda":
        is_native = torch.cuda.is_bf16_supported(including_emulation=False)
    else:
        # Torch says it of emulation too, which is slow; these say what the processor has.
        names = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
        found = [getattr(torch.cpu, name, None) for name in names]
        is_native = kind == "cpu" and any(ask is not None and ask() for ask in found)
    return torch.autocast(kind, torch.bfloat16) if is_native else nullcontext()


def _name_of_head(network: nn.Module) -> str:
    head = network.get_classifier()
    return next(name for name, module in network.named_modules() if module is head)


def with_classes(
    state: dict[str, torch.Tensor], spec: ModelSpec, classes: Sequence[str]
) -> dict[str, torch.Tensor]:
    """A state for other classes: all is kept but the rows of classes that `spec` does not have.

    Those begin as they do in a new network.
    """
    network = build(replace(spec, classes=tuple(classes)))
    name, fresh = _name_of_head(network), network.state_dict()
    kept = dict(state)
    for part in (f"{name}.weight", f"{name}.bias"):
        kept[part] = fresh[part].clone()
        for row, label in enumerate(classes):
            if label in spec.classes:
                kept[part][row] = state[part][spec.classes.index(label)].float()
    return kept


def pretrained(spec: ModelSpec, source: str) -> dict[str, torch.Tensor]:
    """Weights of others for a timm network, all but the last layer.

    Args:
        source: a .safetensors, .pt or .pth file, a folder with one, or a name that models/shelf
            finds.

    Raises:
        ModelNotAvailable: there are none, or they are of another network; says which differ.
        DataError: the file is damaged, or holds more than tensors.
    """
    deps.load_triton()
    network = build(spec)
    path = Path(source).expanduser()
    given = checkpoint.read_tensors(path if path.exists() else local(source))
    head = _name_of_head(network)
    wanted = {k: v for k, v in network.state_dict().items() if not k.startswith(f"{head}.")}
    missing = sorted(k for k, v in wanted.items() if k not in given or given[k].shape != v.shape)
    unexpected = sorted(k for k in given if k not in network.state_dict())
    if missing:
        raise ModelNotAvailable(
            f"The weights do not fit {spec.architecture}: {len(missing)} missing or of another "
            f"shape, such as {missing[0]}; {len(unexpected)} unexpected, such as "
            f"{(unexpected or ['none'])[0]}.",
            "Choose weights of that network.",
        )
    return {k: given[k].float() for k in wanted}


def pictures_tensor(rgb: NDArray[np.float32], spec: ModelSpec) -> torch.Tensor:
    """Pictures (N, H, W, 3) as the network reads them: (N, 3, S, S), normalised."""
    sized = rgb
    if rgb.shape[1:3] != (spec.image_size, spec.image_size):
        sized = np.stack([resize(picture, spec.image_size) for picture in rgb])
    scaled = (sized - np.float32(spec.mean)) / np.float32(spec.std)
    return torch.from_numpy(scaled).permute(0, 3, 1, 2).contiguous()


def _arrays(layer: nn.Linear) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return tuple(value.detach().float().cpu().numpy() for value in (layer.weight, layer.bias))


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

    @property
    def head(self) -> Head:
        """The network's last layer, from embeddings to classes."""
        upright = getattr(self._network, "upright", None)
        return Head(
            *_arrays(self._network.get_classifier()), None if upright is None else _arrays(upright)
        )

    @property
    def head_name(self) -> str:
        """What the last layer is called in the checkpoint."""
        return _name_of_head(self._network)

    def embed(self, pictures: NDArray[np.float32]) -> Steps[NDArray[np.float32]]:
        """What the head reads, (N, D), of pictures (N, H, W, 3).

        Where memory runs out, fewer pictures are taken at a time, then the processor; it stays so.
        """
        rows: list[NDArray[np.float32]] = []
        done, note = 0, ""
        while done < len(pictures):
            yield Progress(done, len(pictures), "Classifying", note)
            note = ""
            try:
                rows.append(self._embed(pictures[done : done + self._batch]))
                done += len(rows[-1])
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                note = self._take_less(min(self._batch, len(pictures) - done))
        return np.concatenate(rows)

    def _embed(self, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
        # The small CNN's weights are upstream's: its answers are to be upstream's to the digit.
        exactly = self.spec.architecture == "cnn"
        with torch.inference_mode(), nullcontext() if exactly else mixed(self._device):
            batch = pictures_tensor(pictures, self.spec).to(self._device)
            network = self._network.to(self._device)
            features = network.forward_head(network.forward_features(batch), pre_logits=True)
            return features.float().cpu().numpy()

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

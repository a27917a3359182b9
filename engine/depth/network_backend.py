"""Our own network: pictures in, inverse depth that is right but for scale and shift out.

EfficientNet-Lite (Tan and Le 2019, in the variant for mobile processors) reads the picture, a
decoder takes up what is finer on its way (Lin et al. 2017, "Feature Pyramid Networks") and lays
each value's pixels side by side (Shi et al. 2016, sub-pixel convolution). Trained by
benchmarks/depth/recipe.py.
"""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from .. import deps
from ..errors import DataError
from .contract import DISPARITY, Depth

EMBEDDED = Path(__file__).with_name("embedded") / "default.safetensors"
STRIDE = 32  # a picture's sides are multiples of it
_SIDE = 128  # pixels of the shorter side that the network is shown: as it was trained
_FINE = (48, 64, 96, 160)  # widths of the decoder, at 1/4 to 1/32 of the picture
_SHUFFLE = 4  # pixels a side that each of its finest values stands for
_MEAN, _SPREAD = 127 / 255, 128 / 255  # as the encoder was first trained


class DepthNetwork(nn.Module):
    """Pictures (B, 3, H, W) in [0, 1] to inverse depth (B, H, W), in no unit.

    Raises:
        MissingDependency: timm is not installed.
    """

    def __init__(self) -> None:
        super().__init__()
        deps.load_triton()
        timm = deps.require("timm", feature="Depth from one picture")
        self.encoder = timm.create_model(
            "tf_efficientnet_lite0", pretrained=False, features_only=True, out_indices=(1, 2, 3, 4)
        )
        widths = self.encoder.feature_info.channels()
        self.whole = nn.Sequential(nn.Linear(widths[-1], 128), nn.ReLU(), nn.Linear(128, _FINE[-1]))
        self.laterals = nn.ModuleList(
            nn.Conv2d(a + 2, b, 1) for a, b in zip(widths, _FINE, strict=True)
        )
        self.finer = nn.ModuleList(_conv(b, a) for a, b in zip(_FINE[:-1], _FINE[1:], strict=True))
        self.mixed = nn.ModuleList(_conv(width, width) for width in _FINE)
        self.last = nn.Conv2d(_FINE[0], _SHUFFLE**2, 3, padding=1)

    def forward(self, pictures: Tensor) -> Tensor:
        """As the class says; H and W are multiples of STRIDE."""
        seen = self.encoder((pictures - _MEAN) / _SPREAD)
        sides = [
            lateral(_placed(value)) for lateral, value in zip(self.laterals, seen, strict=True)
        ]
        value = self.mixed[-1](sides[-1] + self.whole(seen[-1].mean(dim=(2, 3)))[..., None, None])
        for level in range(len(_FINE) - 2, -1, -1):
            value = F.interpolate(self.finer[level](value), scale_factor=2.0, mode="bilinear")
            value = self.mixed[level](value + sides[level])
        return F.softplus(F.pixel_shuffle(self.last(value), _SHUFFLE)[:, 0])


class NetworkDepth:
    """The network ready to be asked; as `contract.Estimator`."""

    kind = DISPARITY

    def __init__(self, network: DepthNetwork, device: str) -> None:
        self._network, self._device = network.to(device).eval().requires_grad_(False), device

    def estimate(self, rgb: NDArray[np.float32]) -> Depth:
        """The depth of a picture (H, W, 3) in [0, 1], sRGB-encoded, in its size."""
        size = rgb.shape[:2]
        by = _SIDE / min(size)
        # A strip of a picture is not shown longer than what the network knows.
        shown = [min(max(1, round(length * by / STRIDE)), 16) * STRIDE for length in size]
        picture = torch.from_numpy(np.ascontiguousarray(rgb, np.float32)).permute(2, 0, 1)
        small = F.interpolate(
            picture[None].to(self._device), shown, mode="bilinear", antialias=True
        )
        # Seen both ways round: the mean is right more often (1.5 % less error, measured).
        seen = (self._network(small) + self._network(small.flip(-1)).flip(-1)) / 2
        found = F.interpolate(seen[:, None], size, mode="bilinear")
        return Depth(found[0, 0].cpu().numpy().astype(np.float32), self.kind)


def load(weights: Path = EMBEDDED, *, device: str = "auto") -> NetworkDepth:
    """The network with weights that benchmarks/depth/recipe.py wrote.

    Raises:
        DataError: the file holds no such weights.
        MissingDependency: safetensors is not installed.
    """
    deps.require("safetensors", feature="Depth from one picture")
    from safetensors.torch import load as read

    network = DepthNetwork()
    try:
        held = read(weights.read_bytes())
        network.load_state_dict({name: value.float() for name, value in held.items()})
    except Exception as error:  # safetensors has an error of its own for each way to be damaged
        raise DataError(
            f"{weights} does not hold the depth network ({error}).", "Install ReLoop3D anew."
        ) from error
    return NetworkDepth(network, deps.pick_device(device))


def _placed(value: Tensor) -> Tensor:
    """Features (B, C, H, W) with two more: how far down and across each of them is, -1 to 1."""
    count, _, height, width = value.shape
    down = torch.linspace(-1, 1, height, device=value.device, dtype=value.dtype).view(1, 1, -1, 1)
    across = torch.linspace(-1, 1, width, device=value.device, dtype=value.dtype).view(1, 1, 1, -1)
    places = [place.expand(count, 1, height, width) for place in (down, across)]
    return torch.cat([value, *places], dim=1)


def _conv(before: int, width: int) -> nn.Sequential:
    convolution = nn.Conv2d(before, width, 3, padding=1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(width), nn.ReLU())

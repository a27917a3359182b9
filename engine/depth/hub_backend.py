"""Depth by models of others: a folder that transformers reads, or a model's name.

Depth Anything 1 and 2 (Yang et al. 2024), DPT and MiDaS (Ranftl et al. 2021), ZoeDepth (Bhat et al.
2023) and Depth Pro (Bochkovskii et al. 2024). What their numbers mean is read from their config.
"""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from .. import deps
from ..errors import DataError
from ..models.shelf import local
from .contract import DISPARITY, METRIC, Depth

_FEATURE = "Depth from one picture"
_KNOWN = "Depth Anything, DPT or MiDaS, ZoeDepth, Depth Pro"


class HubDepth:
    """A transformers model with its image processor."""

    def __init__(self, model, processor, kind: str, device: str) -> None:
        """`kind` says what the model's numbers are (contract.KINDS)."""
        self._model, self._processor, self._device = model, processor, device
        self.kind = kind

    def estimate(self, rgb: NDArray[np.float32]) -> Depth:
        """The depth of a picture (H, W, 3) in [0, 1], sRGB-encoded, in its size."""
        picture = np.round(rgb * 255).astype(np.uint8)
        inputs = self._processor(images=picture, return_tensors="pt").to(self._device)
        with torch.no_grad():
            found = self._model(**inputs)
        size = [picture.shape[:2]]
        (made,) = self._processor.post_process_depth_estimation(found, target_sizes=size)
        values = made["predicted_depth"].float().cpu().numpy()
        if self.kind == METRIC:
            values = values.clip(0)
        return Depth(values.astype(np.float32), self.kind)


def load(folder: Path | str, *, device: str = "auto") -> HubDepth:
    """A depth model of a folder that transformers can read, or of a name that models/shelf finds.

    Raises:
        DataError: the folder holds no such model, or one whose numbers' meaning is not known.
        ModelNotAvailable: a name, and the model is not on this machine.
        MissingDependency: transformers is not installed.
    """
    transformers = deps.require("transformers", feature=_FEATURE)
    device = deps.pick_device(device)
    folder = local(folder)
    try:
        config = transformers.AutoConfig.from_pretrained(folder)
        kind = kind_of(config)
        if kind is not None:
            model = transformers.AutoModelForDepthEstimation.from_pretrained(folder)
            processor = transformers.AutoImageProcessor.from_pretrained(folder)
    except Exception as error:  # transformers raises whatever its many readers meet
        raise DataError(
            f"{folder} holds no depth model ({error}).", f"Name a folder with {_KNOWN}."
        ) from error
    if kind is None:
        raise DataError(
            f"What a model of type “{config.model_type}” says of depth is not known.",
            f"Choose {_KNOWN}.",
        )
    return HubDepth(model.to(device).eval().requires_grad_(False), processor, kind, device)


def kind_of(config) -> str | None:
    """What a model's numbers are, by its config; None: nobody says."""
    if config.model_type == "depth_anything":
        return METRIC if config.depth_estimation_type == "metric" else DISPARITY
    return {"dpt": DISPARITY, "zoedepth": METRIC, "depth_pro": METRIC}.get(config.model_type)

"""Subjects by models of others: a folder that transformers reads, or a model's name.

SAM (Kirillov et al. 2023) and SAM 2 (Ravi et al. 2024) are asked by a box, or by the picture's
middle; MaskFormer, Mask2Former (Cheng et al. 2021, 2022) and OneFormer (Jain et al. 2023) name all
segments, of which the largest in the middle is taken.
"""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from .. import deps
from ..errors import DataError, ResultError
from ..models.shelf import local
from .subject import Box

_FEATURE = "Masks by a model"
_KNOWN = "SAM, SAM 2, MaskFormer, Mask2Former, OneFormer"
_PROMPTED = {
    "sam": ("SamModel", "SamProcessor"),
    "sam2": ("Sam2Model", "Sam2Processor"),
    "sam2_video": ("Sam2Model", "Sam2Processor"),  # what SAM 2's own folders call themselves
}
_SEGMENTING = {
    "maskformer": "AutoImageProcessor",
    "mask2former": "AutoImageProcessor",
    "oneformer": "OneFormerProcessor",
}
_MIDDLE = 0.1  # of the picture, that the box asked for leaves out at each side
_RIM = 0.5  # of the picture's outermost pixels, from which on a mask is the background's
_LEAST = 0.001  # share of the picture, or the box, that a subject covers


class PromptedMasks:
    """A model that is asked for what is at a place."""

    def __init__(self, model, processor, device: str) -> None:
        self._model, self._processor, self._device = model, processor, device

    def find(self, rgb: NDArray[np.float32], box: Box | None) -> NDArray[np.bool_]:
        """The subject of a picture (H, W, 3) in [0, 1]: of all masks proposed the surest (H, W).

        Raises:
            ResultError: it proposes nothing but the background.
        """
        height, width = rgb.shape[:2]
        prompts = [{"input_boxes": [[[float(side) for side in box or ()]]]}]
        if box is None:
            x, y = _MIDDLE * width, _MIDDLE * height
            middle = [[[[width / 2, height / 2]]]]
            prompts = [
                {"input_boxes": [[[x, y, width - x, height - y]]]},
                {"input_points": middle, "input_labels": [[[1]]]},
            ]
        masks, scores = zip(*(self._asked(rgb, prompt) for prompt in prompts), strict=True)
        return _best(np.concatenate(masks), np.concatenate(scores), box)

    def _asked(self, rgb: NDArray[np.float32], prompt: dict) -> tuple[NDArray, NDArray]:
        """Masks (N, H, W) and their scores (N,)."""
        inputs = self._processor(images=_bytes(rgb), return_tensors="pt", **prompt)
        sizes = [
            inputs.pop(name)
            for name in ("original_sizes", "reshaped_input_sizes")
            if name in inputs
        ]
        shown = {name: value.to(self._device) for name, value in inputs.items()}
        shown = {
            name: value.float() if value.is_floating_point() else value
            for name, value in shown.items()
        }
        with torch.no_grad():
            found = self._model(**shown, multimask_output=True)
        reader = self._processor.image_processor
        (masks,) = reader.post_process_masks(found.pred_masks.cpu(), *sizes)
        return masks.flatten(0, 1).numpy().astype(bool), found.iou_scores.flatten().cpu().numpy()


class SegmentingMasks:
    """A model that parts a picture into things."""

    def __init__(self, model, processor, device: str) -> None:
        self._model, self._processor, self._device = model, processor, device

    def find(self, rgb: NDArray[np.float32], box: Box | None) -> NDArray[np.bool_]:
        """The segment that is the largest, counted more in the middle, or fits the box best.

        Raises:
            ResultError: nothing is told from the background.
        """
        task = {"task_inputs": ["panoptic"]} if self._model.config.model_type == "oneformer" else {}
        inputs = self._processor(images=_bytes(rgb), return_tensors="pt", **task)
        shown = {name: value.to(self._device) for name, value in inputs.items()}
        with torch.no_grad():
            found = self._model(**shown)
        (parted,) = self._processor.post_process_panoptic_segmentation(
            found, target_sizes=[rgb.shape[:2]], label_ids_to_fuse=set()
        )
        segments = parted["segmentation"].cpu().numpy()
        names = [each["id"] for each in parted["segments_info"]]
        masks = np.array([segments == name for name in names], bool).reshape(-1, *segments.shape)
        return _best(masks, _fits(masks, box), box)


def load(folder: Path | str, *, device: str = "auto") -> PromptedMasks | SegmentingMasks:
    """A model of a folder that transformers can read, or of a name that models/shelf finds.

    Raises:
        DataError: the folder holds no such model.
        ModelNotAvailable: a name, and the model is not on this machine.
        MissingDependency: transformers is not installed.
    """
    transformers = deps.require("transformers", feature=_FEATURE)
    device = deps.pick_device(device)
    folder = local(folder)
    try:
        kind = transformers.AutoConfig.from_pretrained(folder).model_type
        if kind in _PROMPTED:
            made, reads = (getattr(transformers, name) for name in _PROMPTED[kind])
        elif kind in _SEGMENTING:
            made = transformers.AutoModelForUniversalSegmentation
            reads = getattr(transformers, _SEGMENTING[kind])
        else:
            raise ValueError(f"it is of type “{kind}”")
        model, processor = made.from_pretrained(folder), reads.from_pretrained(folder)
    except Exception as error:  # transformers raises whatever its many readers meet
        raise DataError(
            f"{folder} holds no model that tells masks ({error}).", f"Name a folder with {_KNOWN}."
        ) from error
    holder = PromptedMasks if kind in _PROMPTED else SegmentingMasks
    return holder(model.to(device).eval().requires_grad_(False), processor, device)


def _bytes(rgb: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.round(rgb * 255).astype(np.uint8)


def _fits(masks: NDArray[np.bool_], box: Box | None) -> NDArray[np.floating]:
    """How large masks (N, H, W) are, a pixel counted less off the middle; or how they fill a box.

    The first in pixels, the second the share of what either covers that both do: (N,).
    """
    if box is not None:
        inside = _within(masks.shape[1:], box)
        both = np.count_nonzero(masks & inside, axis=(1, 2))
        return both / np.count_nonzero(masks | inside, axis=(1, 2))
    y, x = (np.linspace(-1, 1, length, dtype=np.float32) for length in masks.shape[1:])
    return (masks * np.exp(-2 * (y[:, None] ** 2 + x**2))).sum(axis=(1, 2))


def _within(size: tuple[int, int], box: Box | None) -> NDArray[np.bool_]:
    """The pixels (H, W) of a box; all where there is none."""
    inside = np.zeros(size, bool)
    x0, y0, x1, y1 = box or (0, 0, size[1], size[0])
    inside[y0:y1, x0:x1] = True
    return inside


def _best(
    masks: NDArray[np.bool_], scores: NDArray[np.floating], box: Box | None
) -> NDArray[np.bool_]:
    """Of masks (N, H, W) the one with the highest score (N,) that is a subject's.

    With a box what lies outside of it is cut off; without one what takes in the rim is background.

    Raises:
        ResultError: there is none.
    """
    inside = _within(masks.shape[1:], box)
    rim = np.ones(inside.shape, bool)
    rim[1:-1, 1:-1] = False
    for index in np.argsort(-scores, kind="stable"):
        mask = masks[index] & inside
        is_behind = box is None and np.count_nonzero(mask & rim) > _RIM * np.count_nonzero(rim)
        if np.count_nonzero(mask) >= _LEAST * np.count_nonzero(inside) and not is_behind:
            return mask
    raise ResultError(
        "The model finds no subject in the picture.",
        "Give a box around the subject, or paint a mask.",
    )

"""Text as an objective: a CLIP or SigLIP folder in, how well pictures fit words out.

Radford et al. 2021 (CLIP); Zhai et al. 2023 (SigLIP). Read by transformers from a local folder.
"""

from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import interpolate, normalize

from .. import deps
from ..errors import DataError
from ..models.shelf import local
from ..render.differentiable.contract import CameraBatch, Picture
from .terms_backend import Term


class TextScorer:
    """Two towers: one reads pictures, one reads words."""

    def __init__(self, model, tokenizer, picture, device: str) -> None:
        """A transformers model with its tokenizer and its image processor."""
        self._model, self._tokenizer, self._device = model, tokenizer, device
        size = picture.size
        self._size = size.get("shortest_edge") or size["height"]
        self._mean = torch.tensor(picture.image_mean, device=device)[:, None, None]
        self._std = torch.tensor(picture.image_std, device=device)[:, None, None]

    def words(self, text: str) -> Tensor:
        """The embedding (D,) of words, of unit length."""
        tokens = self._tokenizer(
            text=[text], return_tensors="pt", padding="max_length", truncation=True
        )
        with torch.no_grad():
            found = self._model.get_text_features(**tokens.to(self._device))
        return normalize(_features(found), dim=1)[0]

    def pictures(self, rgb: Tensor) -> Tensor:
        """The embeddings (B, D) of pictures (B, H, W, 3) in [0, 1], of unit length."""
        moved = rgb.permute(0, 3, 1, 2)
        size = (self._size, self._size)
        moved = interpolate(moved, size=size, mode="bilinear", antialias=True)
        found = self._model.get_image_features(pixel_values=(moved - self._mean) / self._std)
        return normalize(_features(found), dim=1)

    def score(self, rgb: Tensor, text: str) -> Tensor:
        """The cosine (B,) between pictures (B, H, W, 3) and words; gradients reach the pictures."""
        return self.pictures(rgb) @ self.words(text)


def _features(found) -> Tensor:
    return found if isinstance(found, Tensor) else found.pooler_output


def load(folder: Path | str, *, device: str = "auto") -> TextScorer:
    """A text scorer of a folder that transformers can read, or of a name that models/shelf finds.

    Raises:
        DataError: the folder is no such model.
        ModelNotAvailable: a name, and the model is not on this machine.
        MissingDependency: transformers is not installed.
    """
    transformers = deps.require("transformers", feature="Text–image scores")
    device = deps.pick_device(device)
    folder = local(folder)
    try:
        model = transformers.AutoModel.from_pretrained(folder)
        # Its own class may want sentencepiece; tokenizer.json says the same without.
        tokenizer = transformers.PreTrainedTokenizerFast.from_pretrained(folder)
        picture = transformers.AutoImageProcessor.from_pretrained(folder)
    except Exception as error:  # transformers raises whatever its many readers meet
        raise DataError(
            f"{folder} holds no text–image model ({error}).",
            "Name a folder with a CLIP or SigLIP model as transformers saves it.",
        ) from error
    if not hasattr(model, "get_image_features"):
        raise DataError(f"{folder} holds a model of another kind.", "Name a CLIP or SigLIP model.")
    return TextScorer(model.to(device).eval().requires_grad_(False), tokenizer, picture, device)


def text_term(scorer: TextScorer, text: str) -> Term:
    """How little a picture fits words: 1 less the cosine."""
    words = scorer.words(text)
    return lambda picture, _: 1 - scorer.pictures(picture.rgb) @ words


def class_term(probabilities, index: int) -> Term:
    """How unsure a torch function of pictures (B, H, W, 3) is of its class of that number.

    Args:
        probabilities: gives (B, C).
    """

    def term(picture: Picture, _: CameraBatch) -> Tensor:
        return -probabilities(picture.rgb)[:, index].clamp(min=1e-9).log()

    return term

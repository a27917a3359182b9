"""What kind of thing a picture shows, and how a mesh of such a thing is best made.

The embedded model for pictures knows 40 classes of low-poly assets (engine/models/embedded); their
probabilities add up to those of a few kinds, which are told apart more surely than the classes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...classify.predict import ClassifySettings, answer
from ...errors import DataError
from ...images import over
from ...jobs import Progress, Steps
from ...models.registry import load_classifier

UNKNOWN = "unknown"
SURE = 0.5  # probability from which a kind is said
KINDS: dict[str, tuple[str, ...]] = {
    "character": ("character", "animal"),
    "weapon": ("axe_hammer", "gun", "shield", "sword"),
    "building": ("building", "tower", "column", "door", "fence", "gravestone", "banner_flag"),
    "vehicle": ("airplane", "boat", "car", "spaceship", "train"),
    "plant": ("plant", "tree"),
    "furniture": ("bed", "bench", "bookshelf", "cabinet", "chair", "sofa", "stool", "table"),
    "prop": (
        *("appliance", "barrel", "bottle", "box", "cup", "dessert", "fruit_veg"),
        *("lamp", "rock", "screen", "utensil", "vase"),
    ),
}
_AROUND = 1.2  # sides of the subject: the border that the model learned
# Of ReliefSettings, where a kind wants something else than usual. Round things want a smooth
# surface, flat and straight ones their edges; thin parts want that less counts as a jump; what is
# one thing is rather flat for how far away it is.
PRESETS: dict[str, dict[str, Any]] = {
    "character": {"smooth": 8, "cut": 0.03, "far": 1.5},
    "weapon": {"smooth": 2, "cut": 0.02, "far": 1.2},
    "building": {"smooth": 4, "cut": 0.1, "far": 3.0},
    "vehicle": {"smooth": 6, "cut": 0.05, "far": 1.6},
    "plant": {"smooth": 0, "cut": 0.02, "far": 1.6},
    "furniture": {"smooth": 4, "cut": 0.03, "far": 1.6},
    "prop": {"smooth": 6, "cut": 0.03, "far": 1.4},
    UNKNOWN: {},
}


@dataclass(frozen=True)
class AssetType:
    """What kind of thing a picture shows.

    kind        one of KINDS, or UNKNOWN
    confidence  of the likeliest kind, also where that is too little to be said
    label       the likeliest class of the model
    """

    kind: str
    confidence: float
    label: str

    @property
    def said(self) -> str:
        """The same as a sentence."""
        if self.kind == UNKNOWN:
            return f"What it is cannot be told; it is most like a {self.label}."
        return f"It looks like a {self.kind} ({self.confidence:.2f})."


def detect_asset_type(rgba: NDArray[np.uint8], *, sure: float = SURE) -> Steps[AssetType]:
    """What kind of thing a picture (H, W, 4) shows; what is transparent is not part of it.

    Raises:
        MissingDependency: PyTorch is not installed.
        DataError: the model says nothing of pictures.
    """
    yield Progress(0, None, "Telling what it is")
    classifier = load_classifier("pictures")
    embeddings = yield from classifier.embed(_framed(rgba)[None])
    found = answer(embeddings, classifier, ClassifySettings(model="pictures"))
    probs = dict(zip(found.classes, found.probs.tolist(), strict=True))
    sums = {kind: sum(probs.get(name, 0.0) for name in names) for kind, names in KINDS.items()}
    best = max(sums, key=sums.get)
    if not sums[best] > 0:
        raise DataError("The model for pictures knows none of the kinds.", "Install ReLoop3D anew.")
    return AssetType(best if sums[best] >= sure else UNKNOWN, sums[best], found.label)


def _framed(rgba: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The subject over white in the middle of a square, as large as the model learned it."""
    rows, columns = np.nonzero(rgba[..., 3] >= 128)
    if len(rows):
        rgba = rgba[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    height, width = rgba.shape[:2]
    side = int(np.ceil(_AROUND * max(height, width)))
    square = np.ones((side, side, 3), np.float32)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = over(rgba)
    return square

"""ModelSpec: everything a set of weights needs to be run rightly, stored with the weights."""

import json
from dataclasses import asdict, dataclass, field

from ..errors import DataError
from ..rigs import Rig

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)

PICTURES = {
    "rgb": "pictures in colour",
    "shape": "normals and depth, without colour (classify/shape.py)",
}


@dataclass(frozen=True)
class ModelSpec:
    """One classifier: its network, its classes, and the pictures it was trained on."""

    architecture: str  # "cnn", "vit_tiny" or a timm model's name
    classes: tuple[str, ...]  # in the order of the network's outputs
    image_size: int  # pixels a side that the network reads
    mean: tuple[float, float, float] = IMAGENET_MEAN  # of rgb in [0, 1], per channel
    std: tuple[float, float, float] = IMAGENET_STD
    rig: Rig = field(default_factory=Rig)  # how to capture an asset for it
    pictures: str = "rgb"  # what it reads: one of PICTURES
    temperature: float = 1.0  # above 1: it was too sure of itself where it was measured
    licence: str = "unknown"
    note: str = ""  # what it was trained on, and how it did

    @property
    def authors(self) -> tuple[str, ...] | None:
        """Whose assets it was trained on; None where the note does not say."""
        try:
            return tuple(str(name) for name in json.loads(self.note)["authors"])
        except (ValueError, KeyError, TypeError):
            return None

    def to_json(self) -> str:
        """The spec as JSON text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "ModelSpec":
        """Read what `to_json` wrote.

        Raises:
            DataError: the text is not a spec, or one of a newer version.
        """
        try:
            values = json.loads(text)
            values["rig"] = Rig(**values["rig"])
            for name in ("classes", "mean", "std"):
                values[name] = tuple(values[name])
            spec = cls(**values)
            if spec.pictures not in PICTURES:
                raise ValueError(f"it reads “{spec.pictures}”")
            return spec
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(
                f"The model's description cannot be read: {error}.",
                "It may come from a newer version of ReLoop3D.",
            ) from error

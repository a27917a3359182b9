"""How a classifier is trained: what a person can choose."""

from dataclasses import dataclass

from ..errors import InputError
from ..labels.split import UNITS

METHODS = {
    "head": "only the last layer, on what a trained model sees: seconds",
    "full": "the whole network: minutes to hours",
}
SCHEDULES = {"cosine": "warms up, then falls as half a cosine", "constant": "stays as it is"}


@dataclass(frozen=True)
class TrainSettings:
    """One training. Equal settings and data give equal models on one machine."""

    method: str = "head"  # one of METHODS
    base: str = "default"  # model whose network (head), or weights (full), it starts from; "": none
    network: str = (
        "shape_resnet"  # full, without a base: that, "shape_resnet48", "cnn", or timm's name
    )
    pretrained: str = ""  # weights for a timm network: a file, a folder, or a name of Models
    image_size: int = 64  # pixels a side, without a base
    epochs: int = 16
    pictures: int = 0  # an epoch; 0: as many as there are
    batch: int = 128
    learning_rate: float = 2e-3
    schedule: str = "cosine"  # one of SCHEDULES
    weight_decay: float = 0.05
    label_smoothing: float = 0.05
    balance: float = 0.7  # class weights: 0 as they come, 1 all classes equally
    augment: bool = True
    patience: int = 0  # epochs without a better one until it stops; 0: never
    formula: int = 0  # assets by formula for each class that has a maker, beside the real ones
    formula_share: float = 0.6  # of a batch
    split: str = "asset"  # one of split.UNITS
    validate: float = 0.2  # share of the assets that is only measured
    seed: int = 0
    device: str = "auto"  # one of deps.DEVICES

    def __post_init__(self) -> None:
        for word, known in (("method", METHODS), ("schedule", SCHEDULES), ("split", UNITS)):
            if (value := getattr(self, word)) not in known:
                raise InputError(f"Unknown {word} “{value}”.", f"There is {', '.join(known)}.")
        if self.epochs < 1 or self.batch < 2 or self.image_size < 16:
            raise InputError(
                "Training needs at least one epoch, batches of 2, and 16 pixels.",
                "Raise the setting.",
            )
        if not (0 <= self.validate < 1 and 0 <= self.formula_share <= 1):
            raise InputError("A share is out of range.", "Choose from 0 up to 1.")

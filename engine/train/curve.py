"""The learning curve: figures of each epoch, for the panel, the terminal and the model's card."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Epoch:
    """How one pass over the training data went."""

    number: int  # from 1
    loss: float  # mean over the pass
    check_loss: float  # on assets that are not trained on; without them the loss
    accuracy: float  # on the same; nan without them

    def is_best(self, history: Sequence["Epoch"]) -> bool:
        """Whether no epoch of `history` had a lower loss on the others; without them, the last."""
        if math.isnan(self.accuracy):
            return all(self.number >= other.number for other in history)
        return all(self.check_loss <= other.check_loss for other in history)

    def __str__(self) -> str:
        if math.isnan(self.accuracy):
            return f"epoch {self.number}: loss {self.loss:.3f}"
        return f"epoch {self.number}: loss {self.loss:.3f}, accuracy {self.accuracy:.1%}"

"""Where memory runs out, fewer pictures are taken at a time, then the processor, and it is said."""

import numpy as np
import pytest
import torch

from engine.classify.networks_backend import TorchClassifier, is_out_of_memory
from engine.classify.predict import ClassifySettings, predict
from engine.errors import ResultError
from engine.jobs import drain
from engine.models.spec import ModelSpec

SPEC = ModelSpec("cnn", ("a", "b"), 16)
RGB = np.random.default_rng(0).random((40, 16, 16, 3), dtype=np.float32)


class Narrow(torch.nn.Module):
    """Answers for so many pictures at a time on a device; for more it runs out of memory."""

    def __init__(self, room: dict[str, int], error: Exception) -> None:
        super().__init__()
        self.room, self.error, self.device, self.batches = room, error, "", []

    def to(self, device: str) -> "Narrow":
        self.device = device
        return self

    def forward_features(self, pictures: torch.Tensor) -> torch.Tensor:
        if len(pictures) > self.room[self.device]:
            raise self.error
        self.batches.append(len(pictures))
        return torch.stack([pictures.mean(dim=(1, 2, 3)), pictures.amax(dim=(1, 2, 3))], dim=1)

    def forward_head(self, features: torch.Tensor, *, pre_logits: bool) -> torch.Tensor:
        return features


ERRORS = [
    torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
    RuntimeError("MPS backend out of memory (MPS allocated: 8 GB)"),
    RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes"),
    MemoryError(),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: str(error)[:12])
def test_the_batch_shrinks_until_it_fits_and_the_answer_is_the_same(error: Exception) -> None:
    whole = drain(TorchClassifier("m", SPEC, Narrow({"cpu": 64}, error), "cpu").embed(RGB))
    network = Narrow({"cpu": 10}, error)
    classifier, notes = TorchClassifier("m", SPEC, network, "cpu"), []
    rows = drain(classifier.embed(RGB), lambda progress: notes.append(progress.note))
    assert np.allclose(rows, whole) and network.batches == [8] * 5
    assert list(filter(None, notes)) == [
        "Out of memory: 16 pictures at a time now.",
        "Out of memory: 8 pictures at a time now.",
    ]
    drain(classifier.embed(RGB[:16]))  # and it stays so
    assert network.batches[5:] == [8, 8]


def test_then_the_processor_takes_over_from_the_graphics_card(monkeypatch) -> None:
    network = Narrow({"meta": 0, "cpu": 64}, ERRORS[0])
    monkeypatch.setattr(torch.Tensor, "to", lambda tensor, _device: tensor)
    classifier, notes = TorchClassifier("m", SPEC, network, "meta"), []
    drain(classifier.embed(RGB), lambda progress: notes.append(progress.note))
    assert network.device == "cpu" and network.batches == [32, 8]
    assert notes[-2].startswith("Out of memory on the graphics card: on the processor now.")


def test_without_room_for_one_picture_it_is_a_clear_error() -> None:
    classifier = TorchClassifier("m", SPEC, Narrow({"cpu": 0}, MemoryError()), "cpu")
    with pytest.raises(ResultError, match="not enough memory"):
        drain(predict(RGB, classifier, ClassifySettings()))


def test_other_errors_are_not_taken_for_it() -> None:
    error = RuntimeError("mat1 and mat2 shapes cannot be multiplied")
    assert not is_out_of_memory(error)
    classifier = TorchClassifier("m", SPEC, Narrow({"cpu": 0}, error), "cpu")
    with pytest.raises(RuntimeError, match="mat1"):
        drain(classifier.embed(RGB))

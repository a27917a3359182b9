"""Models: what is written is read back; upstream's files load; hostile and wrong files do not."""

import pickle
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.classify.networks_backend import ShapeCNN, build, load
from engine.errors import DataError, ModelNotAvailable
from engine.jobs import drain
from engine.models import checkpoint
from engine.models.registry import EMBEDDED, load_classifier
from engine.models.spec import ModelSpec
from engine.rigs import Rig

CLASSES = ("chair", "table", "lamp")
RGB = np.random.default_rng(0).random((3, 40, 60, 3)).astype(np.float32)


def answers(classifier, pictures: np.ndarray) -> np.ndarray:
    """Probabilities (N, C) of pictures."""
    return classifier.head.probs(drain(classifier.embed(pictures)))


def spec(architecture: str = "cnn", size: int = 32) -> ModelSpec:
    return ModelSpec(architecture, CLASSES, size, rig=Rig(views=5), note="made in a test")


def test_a_written_model_is_read_back_and_answers_the_same(tmp_path: Path) -> None:
    network = build(spec())
    checkpoint.write(tmp_path / "model.safetensors", spec(), network.state_dict())
    assert checkpoint.read_spec(tmp_path / "model.safetensors") == spec()
    first = answers(load(tmp_path / "model.safetensors", device="cpu"), RGB)
    assert first.shape == (3, 3) and np.allclose(first.sum(axis=1), 1, atol=1e-5)
    assert (answers(load(tmp_path / "model.safetensors", device="cpu"), RGB) == first).all()
    one_by_one = [answers(load_classifier(str(tmp_path)), RGB[i : i + 1])[0] for i in range(3)]
    assert np.allclose(one_by_one, first, atol=1e-6)


def test_upstreams_four_key_checkpoints_load(tmp_path: Path) -> None:
    network = ShapeCNN(3)
    stored = {
        "model_state": network.state_dict(),
        "classes": list(CLASSES),
        "epoch": 7,
        "model_name": "cnn",
    }
    torch.save(stored, tmp_path / "model_best.pt")
    classifier = load_classifier(str(tmp_path))
    assert classifier.spec.classes == CLASSES and classifier.spec.image_size == 128
    network.eval()
    pictures = torch.ones(1, 3, 128, 128)
    mean, std = (torch.tensor(value)[:, None, None] for value in (spec().mean, spec().std))
    expected = torch.softmax(network((pictures - mean) / std), dim=1).detach().numpy()
    assert np.allclose(
        answers(classifier, np.ones((1, 128, 128, 3), np.float32)), expected, atol=1e-5
    )


def test_upstreams_parameter_names_and_count_are_kept() -> None:
    names = set(ShapeCNN(4).state_dict())
    assert {"features.0.weight", "features.9.running_mean", "classifier.5.bias"} <= names
    assert sum(p.numel() for p in ShapeCNN(4).parameters()) == 110_208 + 129 * 4


def test_vit_tiny_and_other_timm_models_run_behind_the_same_contract(tmp_path: Path) -> None:
    for architecture, size in (("vit_tiny", 224), ("resnet10t", 64)):
        wanted = spec(architecture, size)
        path = tmp_path / f"{architecture}.safetensors"
        checkpoint.write(path, wanted, build(wanted).state_dict())
        probs = answers(load_classifier(str(path)), RGB)
        assert probs.shape == (3, 3) and np.allclose(probs.sum(axis=1), 1, atol=1e-5)
    with pytest.raises(ModelNotAvailable, match="no_such_net"):
        build(spec("no_such_net"))


class Hostile:
    """Writes a file when it is unpickled."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self):
        return (open, (self.path, "w"))


@pytest.mark.parametrize("save", [torch.save, lambda o, p: Path(p).write_bytes(pickle.dumps(o))])
def test_pickled_code_is_never_executed(tmp_path: Path, save) -> None:
    trap = tmp_path / "executed"
    save({"model_state": Hostile(str(trap)), "classes": []}, tmp_path / "model_best.pt")
    with pytest.raises(DataError, match="model_best.pt"):
        load_classifier(str(tmp_path))
    assert not trap.exists()


@pytest.mark.parametrize(
    "stored", [{}, [1], {"model_state": {}, "classes": ["a"], "model_name": "x"}]
)
def test_other_pt_files_are_named_as_such(tmp_path: Path, stored) -> None:
    torch.save(stored, tmp_path / "model.pt")
    with pytest.raises(DataError, match="model.pt"):
        load_classifier(str(tmp_path / "model.pt"))


def test_damaged_and_foreign_safetensors_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    for content in (b"", b"\xff" * 64, b"\x02\x00\x00\x00\x00\x00\x00\x00{}"):
        path.write_bytes(content)
        with pytest.raises(DataError):
            load_classifier(str(path))
    checkpoint.write(path, spec(), build(spec()).state_dict())
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(DataError, match="damaged"):
        load_classifier(str(path))


def test_weights_that_do_not_fit_say_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    checkpoint.write(path, spec(), ShapeCNN(5).state_dict())
    with pytest.raises(ModelNotAvailable, match=r"classifier\.5"):
        load(path, device="cpu")
    with pytest.raises(ModelNotAvailable, match="no model at"):
        load_classifier(str(tmp_path / "nowhere"))


def test_a_retrained_file_is_loaded_again_and_an_unchanged_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    checkpoint.write(path, spec(), build(spec()).state_dict())
    first = load_classifier(str(path))
    assert load_classifier(str(path)) is first
    checkpoint.write(path, spec(), build(spec()).state_dict())
    assert load_classifier(str(path)) is not first


@pytest.mark.parametrize("model", EMBEDDED)
def test_the_embedded_models_are_small_and_say_what_they_are(model: str) -> None:
    path = EMBEDDED[model]
    assert path.stat().st_size <= 12_000_000
    stored = checkpoint.read_spec(path)
    assert len(stored.classes) == 40 and "chair" in stored.classes
    assert stored.licence == "GPL-3.0-or-later" and "quaternius" in stored.note
    assert answers(load_classifier(model), RGB).shape == (3, 40)

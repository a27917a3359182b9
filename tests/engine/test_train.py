"""Training: the small CNN learns shapes it can be measured on, and repeats itself by its seed."""

import csv
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh

from engine.capture.settings import CaptureSettings
from engine.classify.dataset import read_labels
from engine.classify.networks_backend import TorchClassifier, build
from engine.classify.predict import ClassifySettings, predict
from engine.classify.train_backend import TrainSettings, augmented, train
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK
from engine.datatypes import Mesh
from engine.errors import DataError
from engine.jobs import drain
from engine.models.checkpoint import read_spec
from engine.models.spec import ModelSpec
from engine.render.raycast import render_views
from engine.rigs import Rig
from engine.samples import box, lathe

SHAPES = ("box", "sphere", "cylinder", "cone")


def shape(name: str, generator: np.random.Generator) -> Mesh:
    """A primitive of random proportions and colour."""
    width, depth, height = generator.uniform(0.6, 1.4, 3)
    color = tuple(generator.uniform(0.2, 1, 3))
    if name == "box":
        return box((0, 0, 0), (width, depth, height), color)
    profiles = {
        "sphere": [(np.sin(a), 1 - np.cos(a)) for a in np.linspace(0, np.pi, 13)],
        "cylinder": [(0.0, 0.0), (1.0, 0.0), (1.0, 2.0), (0.0, 2.0)],
        "cone": [(0.0, 0.0), (1.0, 0.0), (0.0, 2.0)],
    }
    mesh = lathe([(r * width, z * height) for r, z in profiles[name]], color)
    return Mesh(mesh.vertices, mesh.faces, materials=mesh.materials)


def pictures(count: int, seed: int, rig: Rig) -> tuple[np.ndarray, list[str]]:
    generator = np.random.default_rng(seed)
    names = [SHAPES[index % 4] for index in range(count)]
    views = [
        drain(render_views(shape(name, generator), CaptureSettings(rig))).rgb_stack()
        for name in names
    ]
    return np.round(np.stack(views) * 255).astype(np.uint8), names


def classifier_from(state: dict, spec: ModelSpec) -> TorchClassifier:
    network = build(spec)
    network.load_state_dict(state)
    return TorchClassifier("test", spec, network, "cpu")


@pytest.mark.slow
def test_the_cnn_at_128_px_tells_four_primitive_shapes_apart_on_meshes_it_never_saw() -> None:
    rig = Rig(views=5, size=128)
    spec = ModelSpec("cnn", SHAPES, 128, rig=rig)
    data, names = pictures(160, 1, rig)
    settings = TrainSettings(epochs=12, batch=16, learning_rate=3e-3, augment=False)
    classifier = classifier_from(drain(train(data, names, spec, settings)), spec)
    unseen, wanted = pictures(80, 2, rig)
    answers = [
        drain(predict(views.astype(np.float32) / 255, classifier, ClassifySettings())).label
        for views in unseen
    ]
    assert np.mean([got == want for got, want in zip(answers, wanted, strict=True)]) > 0.95


def test_the_same_seed_gives_the_same_weights_and_another_does_not() -> None:
    rig = Rig(views=2, size=32)
    spec = ModelSpec("cnn", SHAPES, 32, rig=rig)
    data, names = pictures(8, 3, rig)
    first, again, other = (
        drain(train(data, names, spec, TrainSettings(epochs=1, batch=8, seed=seed)))
        for seed in (0, 0, 1)
    )
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_augmentation_varies_the_object_and_keeps_the_white_ground() -> None:
    settings = CaptureSettings(Rig(views=4, size=48))
    rgb = drain(render_views(box((0, 0, 0), (1, 2, 3)), settings)).rgb_stack()
    batch = torch.from_numpy(rgb).permute(0, 3, 1, 2)
    varied = augmented(batch, torch.Generator().manual_seed(0))
    assert varied.shape == batch.shape and 0 <= varied.min() and varied.max() <= 1
    assert (varied - batch).abs().mean() > 0.02
    assert (varied[:, :, 0, 0] > 0.99).all()


def test_the_train_command_writes_a_model_and_measures_the_held_out_author(
    tmp_path: Path, capsys
) -> None:
    generator = np.random.default_rng(4)
    with open(tmp_path / "labels.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "label", "author"])
        for index in range(6):
            mesh = shape(SHAPES[index % 2], generator)
            trimesh.Trimesh(mesh.vertices, mesh.faces).export(tmp_path / f"{index}.stl")
            writer.writerow([f"{index}.stl", SHAPES[index % 2], "ann" if index < 4 else "bob"])
    out = tmp_path / "model.safetensors"
    command = ["train", str(tmp_path / "labels.csv"), "--out", str(out), "--epochs", "1"]
    assert main([*command, "--hold-out", "bob"]) == OK
    assert "of 2 right" in capsys.readouterr().out
    assert read_spec(out).classes == ("box", "sphere") and "4 assets by ann" in read_spec(out).note
    assert main([*command, "--hold-out", "carol"]) == NOTHING_DONE
    assert "ann, bob" in capsys.readouterr().err


def test_label_files_without_what_is_needed_say_so(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    for content in ("path,class\na,b\n", "path,label\n"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(DataError, match="labels.csv"):
            read_labels(path)
    with pytest.raises(DataError):
        read_labels(tmp_path / "nowhere.csv")

"""Training: it learns, repeats itself, and goes on exactly where it was cut off."""

import csv
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh

from engine.capture.settings import CaptureSettings
from engine.classify.files import see_mesh
from engine.classify.networks_backend import build, pretrained, with_classes
from engine.classify.predict import ClassifySettings, predict
from engine.classify.shape import NOTHING
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED
from engine.datatypes import Mesh
from engine.errors import DataError, InputError, ModelNotAvailable
from engine.jobs import drain
from engine.meshes import load_mesh
from engine.models import checkpoint
from engine.models.head import Head
from engine.models.registry import load_classifier
from engine.models.spec import ModelSpec
from engine.render.raycast import render_views
from engine.rigs import Rig
from engine.samples import box, lathe
from engine.train import views
from engine.train.augment_backend import augmented_rgb, augmented_shape
from engine.train.curve import Epoch
from engine.train.full_backend import Trainer, Views
from engine.train.head_backend import Known, started, train_head
from engine.train.settings import TrainSettings
from engine.train.train import train

SHAPES = ("box", "sphere", "cylinder", "cone")
FULL = TrainSettings(method="full", base="", epochs=2, pictures=64, batch=16, validate=0.25)


def shape(name: str, generator: np.random.Generator) -> Mesh:
    """A primitive of random proportions."""
    width, depth, height = generator.uniform(0.6, 1.4, 3)
    if name == "box":
        return box((0, 0, 0), (width, depth, height))
    profiles = {
        "sphere": [(np.sin(a), 1 - np.cos(a)) for a in np.linspace(0, np.pi, 13)],
        "cylinder": [(0.0, 0.0), (1.0, 0.0), (1.0, 2.0), (0.0, 2.0)],
        "cone": [(0.0, 0.0), (1.0, 0.0), (0.0, 2.0)],
    }
    return lathe([(r * width, z * height) for r, z in profiles[name]])


def dataset(folder: Path, count: int, *, names: tuple[str, ...] = SHAPES, seed: int = 0) -> Path:
    """A labels.csv with so many shapes of each name, by two authors."""
    generator = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "labels.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "label", "author"])
        for index in range(count * len(names)):
            name = names[index % len(names)]
            mesh = shape(name, generator)
            trimesh.Trimesh(mesh.vertices, mesh.faces).export(folder / f"{index}.stl")
            writer.writerow([f"{index}.stl", name, ("ann", "bob")[index % 3 == 0]])
    return folder / "labels.csv"


def right(model: Path, labels: Path) -> float:
    """Share of a data set's files that a model names rightly."""
    from engine.classify.files import see_file
    from engine.labels.assets import read_assets

    classifier, answers = load_classifier(str(model)), []
    for asset in read_assets(labels):
        seen = drain(see_file(asset.path, classifier, ClassifySettings()))
        found = drain(predict(seen.pictures, classifier, ClassifySettings()))
        answers.append(found.label == asset.label)
    return float(np.mean(answers))


@pytest.mark.slow
@pytest.mark.parametrize("network", ["cnn", "shape_resnet"])
def test_networks_tell_four_primitive_shapes_apart_on_meshes_they_never_saw(
    tmp_path: Path, network: str
) -> None:
    settings = replace(FULL, network=network, image_size=32, epochs=6, pictures=1000)
    settings = replace(settings, learning_rate=3e-3, label_smoothing=0.0)
    out = tmp_path / "model.safetensors"
    drain(train(dataset(tmp_path / "seen", 30), out, settings, tmp_path / "work"))
    # Chance is 0.25; by the seed the small CNN gets 0.92 to 1.0 of them right.
    assert right(out, dataset(tmp_path / "unseen", 15, seed=1)) > 0.85


def noise(count: int, *, seed: int = 0, size: int = 32) -> Views:
    """Noise with a class: bright or dark."""
    random = np.random.default_rng(seed)
    targets = np.arange(count) % 2
    pictures = random.integers(0, 128, (count, 24, size, size, 3), np.uint8)
    return Views(pictures + (targets * 100).astype(np.uint8)[:, None, None, None, None], targets)


SPEC = ModelSpec("cnn", ("dark", "bright"), 32)


def history(folder: Path, settings: TrainSettings) -> tuple[list[Epoch], dict]:
    trainer = Trainer(SPEC, settings)
    drain(trainer.epochs([(noise(12), 1.0)], noise(6, seed=1), folder, lambda _: None))
    return trainer.history, trainer.weights()


def test_the_same_seed_gives_the_same_weights_and_another_does_not(tmp_path: Path) -> None:
    (_, first), (_, again), (_, other) = (
        history(tmp_path / str(index), replace(FULL, seed=seed))
        for index, seed in enumerate((0, 0, 1))
    )
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)


_CUT_OFF = """
import os, signal, sys
sys.path[:0] = [{root!r}, {tests!r}]
import torch
torch.set_num_threads(1)
from pathlib import Path
from test_train import FULL, SPEC, noise
from dataclasses import replace
from engine.train.full_backend import Trainer
trainer = Trainer(SPEC, replace(FULL, epochs=3))
steps = trainer.epochs([(noise(12), 1.0)], noise(6, seed=1), Path({folder!r}), lambda _: None)
for progress in steps:
    if {die} and progress.done == 6:  # four steps an epoch: in the middle of the second
        os.kill(os.getpid(), signal.SIGKILL)
print([epoch.loss for epoch in trainer.history])
"""


@pytest.mark.slow
def test_a_training_killed_in_mid_epoch_goes_on_exactly(tmp_path: Path) -> None:
    def run(folder: str, *, die: bool) -> subprocess.CompletedProcess:
        here = Path(__file__).resolve().parent
        code = _CUT_OFF.format(
            root=str(here.parent.parent), tests=str(here), folder=str(tmp_path / folder), die=die
        )
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    whole = json.loads(run("whole", die=False).stdout)
    killed = run("cut", die=True)
    assert killed.returncode == -signal.SIGKILL and os.listdir(tmp_path / "cut")
    resumed = json.loads(run("cut", die=False).stdout)
    assert len(whole) == 3 and np.allclose(resumed, whole, rtol=0, atol=1e-6)


def test_a_damaged_state_is_refused(tmp_path: Path) -> None:
    history(tmp_path, FULL)
    (state,) = tmp_path.glob("*.pt")
    state.write_bytes(state.read_bytes()[:-200])
    with pytest.raises(DataError, match=state.name):
        history(tmp_path, FULL)


def test_the_best_epoch_so_far_is_kept_when_it_is_stopped(tmp_path: Path) -> None:
    out, epochs = tmp_path / "model.safetensors", []
    labels = dataset(tmp_path / "data", 4, names=("box", "cone"))
    settings = replace(FULL, epochs=50)
    steps = train(labels, out, settings, tmp_path / "work", on_epoch=epochs.append)
    while len(epochs) < 2:
        next(steps)
    steps.close()
    assert load_classifier(str(out)).spec.classes == ("box", "cone")
    again: list[Epoch] = []
    steps = train(labels, out, settings, tmp_path / "work", on_epoch=again.append)
    while len(again) < 3:
        next(steps)
    steps.close()
    assert again[:2] == epochs and again[2].number == 3


def test_patience_ends_a_training_that_gets_no_better(tmp_path: Path) -> None:
    settings = replace(FULL, epochs=30, patience=2, learning_rate=0.0)
    found, _ = history(tmp_path, settings)
    assert len(found) < 30 and not found[-1].is_best(found[:-1])


def test_augmentation_varies_pictures_and_keeps_what_is_nothing() -> None:
    settings = CaptureSettings(Rig(views=4, size=48))
    rgb = drain(render_views(box((0, 0, 0), (1, 2, 3)), settings)).rgb_stack()
    batch = torch.from_numpy(rgb).permute(0, 3, 1, 2)
    varied = augmented_rgb(batch, torch.Generator().manual_seed(0))
    assert varied.shape == batch.shape and 0 <= varied.min() and varied.max() <= 1
    assert (varied - batch).abs().mean() > 0.02
    assert (varied[:, :, 0, 0] > 0.99).all()
    nothing = torch.tensor(NOTHING)
    shapes = nothing[:, None, None].repeat(8, 1, 32, 32)
    shapes[:, :, 10:20, 10:22] = 0.7
    varied = augmented_shape(shapes, torch.Generator().manual_seed(0))
    assert (varied - shapes).abs().mean() > 0.01
    assert (varied[:, :, 0, 0] - nothing).abs().max() < 1e-6


def test_only_the_training_side_is_augmented(tmp_path: Path, monkeypatch) -> None:
    seen = []
    monkeypatch.setattr(
        "engine.train.full_backend.augmented_rgb", lambda b, g: seen.append(len(b)) or b
    )
    trainer = Trainer(SPEC, replace(FULL, epochs=1))
    drain(trainer.epochs([(noise(12), 1.0)], noise(6, seed=1), tmp_path, lambda _: None))
    assert seen == [16] * 4
    trainer.measure(noise(6, seed=1))
    assert len(seen) == 4


def test_a_head_learns_new_classes_and_keeps_what_it_knew_of_others() -> None:
    random = np.random.default_rng(0)
    middles = random.normal(size=(4, 16)).astype(np.float32) * 3
    names = ("a", "b", "c")
    old = Head(middles[:3], -(middles[:3] ** 2).sum(axis=1) / 2)  # nearest middle, as a head
    targets = np.repeat([0, 3], 20)  # nothing of b and c is shown again
    rows = middles[targets] + random.normal(size=(40, 16)).astype(np.float32)
    start = started(old, names, (*names, "d"))
    curve = []
    known = Known(rows, targets)
    head = drain(train_head(start, known, known, TrainSettings(), lambda e, _: curve.append(e)))
    assert (head.probs(rows).argmax(axis=1) == targets).all() and len(curve) > 3
    forgotten = middles[[1, 2]] + random.normal(size=(2, 16)).astype(np.float32) * 0.1
    assert (head.probs(forgotten).argmax(axis=1) == [1, 2]).all()


@pytest.mark.parametrize("augment", [True, False])
def test_what_is_measured_is_drawn_as_it_is_classified(tmp_path: Path, augment: bool) -> None:
    labels, work = dataset(tmp_path, 4), tmp_path / "work"
    settings = replace(FULL, image_size=32, epochs=1, augment=augment, network="shape_resnet")
    out = tmp_path / "m.safetensors"
    drain(train(labels, out, settings, work))
    spec = checkpoint.read_spec(out)
    sides = json.loads((work / "split.json").read_text())["sides"]

    def plain(side: str) -> list[np.ndarray]:
        paths = sorted(path for path, found in sides.items() if found == side)
        return [views.draw_plain(load_mesh(Path(path)), spec) for path in paths]

    def stored(name: str) -> np.ndarray:
        (path,) = work.glob(f"views-{name}-*.npy")
        return np.load(path)

    checked = stored("check")
    assert checked.shape == (4, spec.rig.count, 32, 32, 3)
    assert (checked == np.stack(plain("validate"))).all()
    seen = see_mesh(load_mesh(Path(min(p for p in sides if sides[p] == "validate"))),
                    load_classifier(str(out)), ClassifySettings(up="file"))  # fmt: skip
    assert np.abs(drain(seen).pictures - checked[0] / np.float32(255)).max() < 1e-6
    trained = stored("train")
    assert len(trained) == 12
    if augment:
        assert trained.shape[1] == views.UPRIGHT + views.TIPPED
    else:
        assert (trained == np.stack(plain("train"))).all()


def test_assets_by_formula_stand_beside_the_real_ones_of_classes_that_have_a_maker(
    tmp_path: Path,
) -> None:
    labels, work = dataset(tmp_path, 4, names=("box", "cone")), tmp_path / "work"
    settings = replace(FULL, image_size=32, epochs=1, network="shape_resnet", formula=3)
    drain(train(labels, tmp_path / "m.safetensors", settings, work))
    (made,) = (tmp_path / "views-formula").glob("*.npy")
    assert made.name.startswith("box-") and np.load(made).shape == (3, 24, 32, 32, 3)


def test_a_training_that_is_gone_on_from_tells_its_whole_curve(tmp_path: Path) -> None:
    labels, out, work = dataset(tmp_path, 4), tmp_path / "m.safetensors", tmp_path / "work"
    settings, told = replace(FULL, image_size=32), []

    def train_on(settings: TrainSettings):
        told.clear()
        return drain(train(labels, out, settings, work, on_epoch=told.append))

    first = train_on(settings)
    assert [epoch.number for epoch in told] == [1, 2]
    again = train_on(settings)  # nothing is left to do
    assert told == list(first.history) == list(again.history)


def test_other_classes_keep_the_network_and_the_rows_that_both_have() -> None:
    state = build(SPEC).state_dict()
    changed = with_classes(state, SPEC, ("bright", "grey"))
    assert torch.equal(changed["classifier.5.weight"][0], state["classifier.5.weight"][1])
    assert torch.equal(changed["features.0.weight"], state["features.0.weight"])
    assert changed["classifier.5.weight"].shape[0] == 2


def test_weights_by_others_load_from_a_file_or_say_what_is_missing(tmp_path: Path) -> None:
    wanted = ModelSpec("resnet10t", ("a", "b"), 64)
    state = build(replace(wanted, classes=("x", "y", "z"))).state_dict()
    torch.save({"state_dict": state}, tmp_path / "weights.pth")
    loaded = pretrained(wanted, str(tmp_path))
    assert not any(name.startswith("fc.") for name in loaded)
    assert torch.equal(loaded["conv1.0.weight"], state["conv1.0.weight"])
    state.pop("conv1.0.weight")
    torch.save(state, tmp_path / "weights.pth")
    with pytest.raises(ModelNotAvailable, match=r"conv1\.0\.weight"):
        pretrained(wanted, str(tmp_path / "weights.pth"))
    (tmp_path / "weights.pth").write_bytes(b"no tensors")
    with pytest.raises(DataError, match=r"weights\.pth"):
        pretrained(wanted, str(tmp_path / "weights.pth"))


def test_weights_by_a_model_s_name_lie_on_the_shelf(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("RELOOP3D_MODELS", str(tmp_path))
    wanted = ModelSpec("resnet10t", ("a", "b"), 64)
    with pytest.raises(ModelNotAvailable, match="somebody/resnet is not on this machine"):
        pretrained(wanted, "somebody/resnet")
    (tmp_path / "somebody--resnet").mkdir()
    state = build(wanted).state_dict()
    torch.save(state, tmp_path / "somebody--resnet" / "pytorch_model.bin")
    (tmp_path / "somebody--resnet" / "config.json").write_text("{}")
    assert torch.equal(
        pretrained(wanted, "somebody/resnet")["conv1.0.weight"], state["conv1.0.weight"]
    )


def test_the_command_trains_a_head_on_the_default_and_new_files_count(
    tmp_path: Path, capsys
) -> None:
    labels = dataset(tmp_path, 6, names=("box", "cone"))
    out = tmp_path / "model.safetensors"
    command = ["train", str(labels), "--out", str(out)]
    assert main(command) == OK
    said = capsys.readouterr().out
    assert "epoch 1: loss" in said and "2 classes" in said
    sides = json.loads((tmp_path / "reloop3d" / "split.json").read_text())["sides"]
    mesh = shape("box", np.random.default_rng(9))
    trimesh.Trimesh(mesh.vertices, mesh.faces).export(tmp_path / "new.stl")
    with open(labels, "a", encoding="utf-8") as file:
        file.write("new.stl,box,ann\nbroken.stl,cone,ann\n")
    (tmp_path / "broken.stl").write_bytes(b"nothing")
    assert main(command) == SOME_FAILED
    assert "1 could not be read" in capsys.readouterr().out
    after = json.loads((tmp_path / "reloop3d" / "split.json").read_text())["sides"]
    assert set(after) - set(sides) == {(tmp_path / "new.stl").as_posix()}
    assert sides.items() <= after.items()
    (tmp_path / "broken.stl").unlink()
    labels.write_text("".join(labels.read_text().splitlines(True)[:-1]))
    assert right(out, labels) > 0.8
    assert checkpoint.read_spec(out).pictures == "shape"


def test_the_command_measures_a_model_by_author_and_writes_its_card(tmp_path: Path, capsys) -> None:
    labels = dataset(tmp_path, 6, names=("box", "cone"))
    out, kept = tmp_path / "model.safetensors", tmp_path / "kept.sqlite"
    assert main(["train", str(labels), "--out", str(out), "--validate", "0"]) == OK
    capsys.readouterr()
    command = ["evaluate", str(labels), "--model", str(out), "--keep", str(kept)]
    assert main([*command, "--json", "--out", str(tmp_path / "card")]) == OK
    told = json.loads(capsys.readouterr().out)
    assert told["figures"]["accuracy"]["value"] > 0.9 and told["assets"] == 12
    assert {name: row["assets"] for name, row in told["authors"].items()} == {"ann": 8, "bob": 4}
    assert (tmp_path / "card" / "confusion.png").is_file()
    assert main([*command, "--author", "bob"]) == OK  # read from what was kept
    card = capsys.readouterr().out
    assert "| bob | 4 |" in card and "ann" not in card
    assert main([*command, "--author", "nobody"]) == NOTHING_DONE


def test_without_an_author_its_assets_are_left_out(tmp_path: Path) -> None:
    labels = dataset(tmp_path, 6, names=("box", "cone"))
    trained = drain(
        train(labels, tmp_path / "m.safetensors", TrainSettings(), tmp_path / "w", without=["bob"])
    )
    assert trained.trained + trained.checked == 8
    note = json.loads(checkpoint.read_spec(tmp_path / "m.safetensors").note)
    assert note["authors"] == ["ann"]
    with pytest.raises(InputError, match="one class"):
        mapping = tmp_path / "map.csv"
        mapping.write_text("from,to\nbox,\n", encoding="utf-8")
        drain(
            train(
                labels, tmp_path / "m.safetensors", TrainSettings(), tmp_path / "w", mapping=mapping
            )
        )

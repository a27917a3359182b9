"""Evaluations: hand-made answers give hand-computed figures, a card, tables and drawings."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image

from engine.classify.embeddings import Embeddings
from engine.classify.predict import ClassifySettings
from engine.errors import DataError, InputError
from engine.evaluate import plots
from engine.evaluate.evaluate import Evaluation, evaluate
from engine.evaluate.metrics import reliability
from engine.jobs import drain
from engine.labels.assets import LabelledAsset
from engine.models.head import Head
from engine.models.spec import ModelSpec
from engine.rigs import Rig
from engine.samples import SAMPLES
from engine.train.curve import Epoch

CLASSES = ("bench", "chair", "table", "unicorn")
ANSWERS = (  # truth, answer, author: 7 of 10 are right; nothing is a unicorn
    (0, 0, "ann"),
    (0, 0, "ann"),
    (0, 0, "bob"),
    (0, 1, "bob"),
    (1, 1, "ann"),
    (1, 1, ""),
    (1, 0, "bob"),
    (1, 2, ""),
    (2, 2, "ann"),
    (2, 2, "ann"),
)


def made() -> Evaluation:
    truth, guess, _ = zip(*ANSWERS, strict=True)
    raw = np.full((len(ANSWERS), len(CLASSES)), 0.02)
    raw[np.arange(len(ANSWERS)), guess] = 0.94
    probs = np.full_like(raw, 0.1)
    probs[np.arange(len(ANSWERS)), guess] = 0.7
    assets = tuple(
        LabelledAsset(Path(f"my files/{index}.stl"), CLASSES[true], author)
        for index, (true, _, author) in enumerate(ANSWERS)
    )
    energy, unknown = np.arange(10.0), np.array([-1.0, 4.5])
    lost = (("lost.stl", "is lost"),)
    return Evaluation(CLASSES, np.array(truth), probs, raw, energy, unknown, assets, lost)


def table(path: Path) -> list[list[str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_the_figures_are_those_that_a_hand_computes() -> None:
    figures = made().figures
    assert figures["accuracy"].value == pytest.approx(0.7)
    # Tables are too few to count: 3 of 4 benches and 2 of 4 chairs.
    macro = figures["macro recall (classes of 3 and more)"]
    assert macro.value == pytest.approx((3 / 4 + 2 / 4) / 2)
    assert figures["top-5"].value == 1
    assert figures["ECE before calibration"].value >= 0.94 - 0.7 - 1e-9
    for found in (figures["accuracy"], macro):
        assert 0 <= found.low < found.value < found.high <= 1


def test_unknown_classes_are_told_by_their_energy() -> None:
    # One of two unknowns is below all ten, the other below five of them.
    found = made()
    assert np.isclose(found.figures["AUROC of unknown classes"].value, (10 + 5) / 20)
    assert found.as_json()["assets of unknown classes"] == 2
    assert "AUROC" not in replace(found, unknown=np.empty(0)).card()


def test_the_energy_is_the_log_of_the_sum_of_the_mean_logits_exponentials() -> None:
    head = Head(np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([0.0, 1.0]))
    views = np.array([[1.0, 1.0], [3.0, 0.0]])  # logits (1, 3) and (3, 1)
    assert np.isclose(head.energy(views), np.log(2 * np.exp(2)))
    assert np.isclose(head.energy(views * 1e4), 2e4 + np.log(1 + np.exp(1 - 1e4)), rtol=1e-4)


def test_equally_sure_answers_in_one_bin_each_are_as_wrong_as_they_are() -> None:
    # Ten answers in ten bins: each is off by its own distance from 0 or 1.
    figures = made().figures
    assert figures["ECE"].value == pytest.approx(0.7 * 0.3 + 0.3 * 0.7)
    assert figures["ECE before calibration"].value == pytest.approx(0.7 * 0.06 + 0.3 * 0.94)


def test_the_confusion_matrix_has_the_true_classes_in_rows() -> None:
    expected = [[3, 1, 0, 0], [1, 2, 1, 0], [0, 0, 2, 0], [0, 0, 0, 0]]
    assert made().confusion.tolist() == expected


def test_each_author_has_an_accuracy_and_a_number_of_assets() -> None:
    found = made().by_author()
    assert found == {"ann": (1.0, 5), "bob": (pytest.approx(1 / 3), 3), "": (0.5, 2)}


def test_the_card_names_every_class_with_assets_and_what_it_is_taken_for() -> None:
    rows = made().card().splitlines()
    assert "| bench | 4 | 0.75 | 0.75 | 0.75 | chair 1 |" in rows
    assert "| chair | 4 | 0.67 | 0.50 | 0.57 | bench 1, table 1 |" in rows
    assert "| table | 2 | 0.67 | 1.00 | 0.80 |  |" in rows
    assert not any(row.startswith("| unicorn") for row in rows)
    assert "| (unknown) | 2 | 0.500 |" in rows and "| ann | 5 | 1.000 |" in rows
    assert any(row.startswith("| accuracy | 0.700 |") for row in rows)


def test_a_class_that_is_never_answered_has_a_dash_for_its_precision() -> None:
    evaluation = made()
    swapped = replace(evaluation, truth=np.where(evaluation.truth == 2, 3, evaluation.truth))
    assert "| unicorn | 2 | – | 0.00 | 0.00 | table 2 |" in swapped.card()


def test_all_files_are_written_and_agree(tmp_path: Path) -> None:
    evaluation, folder = made(), tmp_path / "deep" / "result"
    evaluation.write(folder)
    assert {path.name for path in folder.iterdir()} == {
        "evaluation.json",
        "card.md",
        "answers.csv",
        "confusion.csv",
        "confusion.png",
        "reliability.png",
    }
    first, *rows = table(folder / "confusion.csv")
    assert tuple(first[1:]) == CLASSES == tuple(row[0] for row in rows)
    assert np.array([row[1:] for row in rows], int).sum() == len(ANSWERS)
    answers = table(folder / "answers.csv")[1:]
    right = [label == answer for _, label, answer, _ in answers]
    assert np.mean(right) == 0.7 and answers[3] == ["my files/3.stl", "bench", "chair", "0.7000"]
    assert (folder / "card.md").read_text(encoding="utf-8") == evaluation.card()
    stored = json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))
    assert stored["assets"] == 10 and stored["failed"] == [["lost.stl", "is lost"]]
    assert stored["figures"]["accuracy"]["value"] == pytest.approx(0.7)
    assert stored["classes"]["unicorn"] == {
        "precision": None,
        "recall": None,
        "f1": None,
        "assets": 0,
    }
    for name in ("confusion.png", "reliability.png"):
        with Image.open(folder / name) as picture:
            picture.load()
            assert len(picture.getcolors(1 << 16)) > 3


def test_what_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(DataError, match="file"):
        made().write(tmp_path / "file")
    with pytest.raises(DataError, match="file"):
        plots.write_confusion(tmp_path / "file" / "a.png", made().confusion, CLASSES)


# --- drawings -----------------------------------------------------------------------------------


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"), int)


def blue(picture: np.ndarray) -> np.ndarray:
    """Where a cell is of the full blue that all of a row's answers give, (H, W)."""
    return (picture == (0, 0, 255)).all(axis=2)


def test_the_darkest_cells_are_where_the_answers_are(tmp_path: Path) -> None:
    path = tmp_path / "confusion.png"
    plots.write_confusion(path, np.diag([5, 3, 2, 7]), CLASSES)
    rows, columns = np.nonzero(blue(pixels(path)))
    assert len(rows) > 4 * 100 and np.corrcoef(rows, columns)[0, 1] > 0.9
    plots.write_confusion(path, np.diag([5, 3, 2, 7])[::-1], CLASSES)
    rows, columns = np.nonzero(blue(pixels(path)))
    assert np.corrcoef(rows, columns)[0, 1] < -0.9


def test_class_names_stand_beside_and_above_the_matrix(tmp_path: Path) -> None:
    path = tmp_path / "confusion.png"
    names = ("a rather long name", "ß")
    plots.write_confusion(path, np.zeros((2, 2), int), names)
    picture = pixels(path).min(axis=2) < 128  # ink
    edge = picture.shape[0] - 2 * 18 - 2
    assert picture[edge:, :edge].sum() > 50 and picture[:edge, edge:].sum() > 50
    assert not picture[:edge, :edge].any()
    assert not picture[edge:, 0].any()  # the longest name is not cut off


def test_a_curve_is_drawn_where_its_figures_are(tmp_path: Path) -> None:
    colors = []
    for index, right in enumerate((0.1, 0.9)):
        path = tmp_path / f"{index}.png"
        plots.write_reliability(path, {"": np.array([[0.3, right, 5], [0.7, right, 5]])})
        picture = pixels(path)
        colored = np.ptp(picture, axis=2) > 40
        rows, columns = np.nonzero(colored)
        colors.append(rows.mean() / len(picture))
        assert columns.min() / len(picture) > 0.3 and columns.max() / len(picture) < 0.7
    assert colors[0] > 0.7 and colors[1] < 0.3  # the more is right, the higher


def test_one_answer_makes_a_drawing_too(tmp_path: Path) -> None:
    rows = reliability(np.array([0.6]), np.array([True]))
    plots.write_reliability(tmp_path / "one.png", {"one": rows})
    assert np.ptp(pixels(tmp_path / "one.png"), axis=2).max() > 40


# --- the learning curve -------------------------------------------------------------------------


def test_an_epoch_is_best_if_none_before_had_a_lower_loss_on_the_others() -> None:
    history = [Epoch(1, 1.0, 0.9, 0.5), Epoch(2, 0.5, 0.6, 0.8)]
    assert Epoch(1, 1.0, 0.9, 0.5).is_best([])
    assert Epoch(3, 0.9, 0.5, 0.1).is_best(history)
    assert Epoch(3, 0.9, 0.6, 0.1).is_best(history)
    assert not Epoch(3, 0.1, 0.7, 0.9).is_best(history)


def test_without_others_the_last_epoch_is_best() -> None:
    nothing = float("nan")
    first, second = Epoch(1, 0.2, 0.2, nothing), Epoch(2, 0.9, 0.9, nothing)
    assert second.is_best([first]) and not first.is_best([second])


def test_an_epoch_says_its_accuracy_where_there_is_one() -> None:
    assert str(Epoch(3, 0.12345, 0.2, 0.876)) == "epoch 3: loss 0.123, accuracy 87.6%"
    assert str(Epoch(3, 0.12345, 0.2, float("nan"))) == "epoch 3: loss 0.123"


# --- asking a model -----------------------------------------------------------------------------


class Sizes:
    """A classifier of shape pictures that knows thin things from wide ones by their cover."""

    def __init__(self) -> None:
        classes = ("thin", "wide", "other")
        rig = Rig(2, 20.0, size=64)
        self.spec = ModelSpec("none", classes, 32, rig=rig, pictures="shape", temperature=2.0)
        self.head = Head(np.array([[-40.0], [40.0], [0.0]]), np.array([8.0, -8.0, -2.0]))
        self.hash, self.asked = "sizes", 0

    def embed(self, pictures: np.ndarray):
        self.asked += 1
        yield from ()
        return (pictures[..., 2] > 0).mean(axis=(1, 2))[:, None].astype(np.float32)


def files(folder: Path) -> list[LabelledAsset]:
    found = []
    for label, name in (("thin", "sword"), ("thin", "lamp"), ("wide", "building"), ("wide", "cup")):
        path, mesh = folder / f"{name}.stl", SAMPLES[name]()
        trimesh.Trimesh(mesh.vertices, mesh.faces).export(path)
        found.append(LabelledAsset(path, label))
    return found


def asked(assets: list[LabelledAsset], classifier: Sizes, **options) -> Evaluation:
    return drain(evaluate(assets, classifier, ClassifySettings(), **options))


def test_every_asset_of_a_known_class_is_asked_about_and_broken_ones_are_told(
    tmp_path: Path,
) -> None:
    assets = files(tmp_path)
    (tmp_path / "broken.stl").write_bytes(b"nothing")
    more = [
        LabelledAsset(tmp_path / "broken.stl", "wide"),
        LabelledAsset(assets[0].path, "nobody knows"),
    ]
    found = asked([*assets, *more], Sizes())
    assert found.assets == tuple(assets) and found.truth.tolist() == [0, 0, 1, 1]
    ((path, why),) = found.failed
    assert path.endswith("broken.stl") and "broken.stl" in why
    assert found.classes == ("thin", "wide", "other") and found.probs.shape == (4, 3)
    assert np.allclose(found.probs.sum(axis=1), 1) and np.allclose(found.raw.sum(axis=1), 1)
    # At a temperature of 2 the same answers are less sure.
    assert (found.raw.argmax(axis=1) == found.guess).all()
    assert (found.raw.max(axis=1) > found.probs.max(axis=1)).all()
    assert found.unknown.tolist() == [found.energy[0]]  # the same file, under another name


def test_answers_can_be_kept_to_the_classes_of_the_data(tmp_path: Path) -> None:
    found = asked(files(tmp_path), Sizes(), among="data")
    assert found.classes == ("thin", "wide") and found.probs.shape == (4, 2)
    assert np.allclose(found.raw.sum(axis=1), 1)


def test_what_was_embedded_is_not_embedded_again(tmp_path: Path) -> None:
    assets, classifier = files(tmp_path), Sizes()
    store = Embeddings(tmp_path / "embeddings.sqlite")
    first = asked(assets, classifier, store=store)
    again = asked(assets, classifier, store=store)
    assert classifier.asked == 4
    assert np.allclose(first.raw, again.raw, atol=0.05) and (first.guess == again.guess).all()


def test_assets_are_turned_the_same_way_for_the_same_seed(tmp_path: Path) -> None:
    assets = files(tmp_path)
    plain, first, again, other = (
        asked(assets, Sizes(), rotated=seed).raw for seed in (None, 0, 0, 1)
    )
    assert (first == again).all()
    assert not np.allclose(first, other) and not np.allclose(first, plain)


def test_data_that_the_model_knows_nothing_of_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none of the classes"):
        asked([LabelledAsset(tmp_path / "a.stl", "unicorn")], Sizes())
    with pytest.raises(DataError, match="No asset"):
        asked([LabelledAsset(tmp_path / "a.stl", "thin")], Sizes())

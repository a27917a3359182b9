"""Labelling by an oracle: who is asked, who is not, and what the figures of its curves are."""

import csv
import json
import tempfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from engine.acquisition.strategies import DEFAULT, STRATEGIES
from engine.classify.embeddings import Embeddings
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED
from engine.errors import DataError, InputError
from engine.evaluate import plots
from engine.jobs import drain
from engine.models.head import Head
from engine.runlog import read_runs
from engine.simulate import data, noise, rounds
from engine.simulate.data import LabelledPool, model_without, read_pool
from engine.simulate.figures import Figures
from engine.simulate.hints import MORE, Hint, Hints, measure_hints
from engine.simulate.learner import STARTS, Learner
from engine.simulate.noise import Noise, judge, plant
from engine.simulate.rounds import Curve, full, run
from engine.simulate.simulate import SimulateSettings, simulate

ROOT = Path(__file__).resolve().parents[2]
NEVER_KENNEY = str(ROOT / "benchmarks" / "models" / "never_kenney.safetensors")
NAMES = ("bench", "chair", "lamp", "table")
DIMENSIONS = 6


def blobs(count: int = 40, *, seed: int = 0, spread: float = 0.6) -> LabelledPool:
    """Assets of four classes around a point each; the base knows two of them, and one more."""
    random = np.random.default_rng(seed)
    truth = np.arange(count) % len(NAMES)
    middles = 3 * np.eye(DIMENSIONS)[truth]
    views = middles[:, None] + spread * random.normal(size=(count, 3, DIMENSIONS))
    weight = np.eye(DIMENSIONS, dtype=np.float32)[[0, 1, 5]]
    spec = SimpleNamespace(classes=("bench", "chair", "zebra"), authors=("somebody",))
    head = Head(weight, np.zeros(3, np.float32))
    looks = SimpleNamespace(spec=spec, head=head, id="blobs", hash="0" * 64)
    sizes = random.integers(1_000, 900_000, count)
    is_test = np.arange(count) % 5 < 2
    return LabelledPool(looks, NAMES, views.astype(np.float32), truth, is_test, sizes, [])


@pytest.fixture(scope="module")
def kenney(shared_data, tmp_path_factory) -> Path:
    """A folder with a labels.csv of forty of Kenney's assets and one by another, as they lie."""
    folder = tmp_path_factory.mktemp("kenney")
    source = shared_data / "labelled_meshes"
    with open(source / "labels.csv", newline="", encoding="utf-8") as file:
        every = [row for row in csv.DictReader(file) if row["author"] == "kenney"]
    common = {"chair", "table", "tree", "rock", "house", "car", "lamp", "bed"}
    rows = [row for row in every if row["label"] in common]
    rows = [rows[i] for i in np.linspace(0, len(rows) - 1, 40).astype(int)]
    lines = [[str(source / row["path"]), row["label"], "Kenney"] for row in rows]
    with open(folder / "labels.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["path", "label", "author"], *lines, ["x.stl", "bed", "Me"]])
    return folder


@pytest.fixture(scope="module")
def keep(kenney: Path) -> Path:
    return kenney / "embeddings.sqlite"


# --- who is asked -------------------------------------------------------------------------------


@pytest.mark.parametrize("start", STARTS)
def test_nobody_learns_anything_of_the_test_assets(start: str, monkeypatch) -> None:
    pool, known = blobs(), []

    def recorded(candidates, strategy, *, count, seed):
        known.append(candidates)
        return ask(candidates, strategy, count=count, seed=seed)

    ask = rounds.ask
    monkeypatch.setattr(rounds, "ask", recorded)
    curves = []
    for strategy in STRATEGIES:
        learner = Learner(pool, start)
        curves += [drain(run(learner, strategy, seed=seed, batch=10)) for seed in (0, 1)]
    for curve in curves:
        assert not pool.is_test[curve.asked].any()
        assert sorted(curve.asked) == np.flatnonzero(~pool.is_test).tolist()
        assert curve.labels.tolist() == [0, 10, 20, 24]
    assert len(known) == 3 * len(curves)
    for one in known:
        assert len(one) == len(one.vectors) == len(one.neighbours) == len(one.costs) == 24
        is_labelled = one.labels >= 0
        np.testing.assert_array_equal(one.labels[is_labelled], pool.truth[pool.asked][is_labelled])
        for probs in (one.probs, one.views, one.committee):
            assert probs is None or 24 in probs.shape[:2]


def test_what_the_test_assets_are_does_not_change_what_is_asked() -> None:
    pool, other = blobs(), blobs()
    other.views[other.is_test] = 7.0
    other.truth[other.is_test] = 0
    for strategy in (DEFAULT, "badge", "bald"):
        first, second = (
            drain(run(Learner(one, "nothing"), strategy, seed=3, batch=8)) for one in (pool, other)
        )
        np.testing.assert_array_equal(first.asked, second.asked)
        assert (first.accuracy != second.accuracy).any()


def test_forty_percent_of_each_class_measure_whatever_the_strategy(
    shared_data: Path, tmp_path: Path, monkeypatch
) -> None:
    def nothing_seen(*_):
        yield from ()
        return np.zeros((2, 3), np.float32)

    monkeypatch.setattr(data, "embed_file", nothing_seen)
    source = shared_data / "labelled_meshes" / "labels.csv"

    def read(work: str, split_seed: int) -> LabelledPool:
        store = Embeddings(tmp_path / "embeddings.sqlite")
        steps = read_pool(
            source,
            ["Kenney"],
            Path(NEVER_KENNEY),
            store=store,
            work=tmp_path / work,
            split_seed=split_seed,
        )
        return drain(steps)

    pool = read("one", 0)
    assert len(pool.truth) > 200
    assert abs(pool.is_test.mean() - 0.4) < 0.02
    counts = np.bincount(pool.truth)
    measure = np.bincount(pool.truth[pool.is_test], minlength=len(counts))
    assert (measure <= np.maximum(np.round(0.4 * counts), counts > 1)).all()
    assert (measure < counts).all()
    np.testing.assert_array_equal(read("two", 0).is_test, pool.is_test)
    assert (read("three", 1).is_test != pool.is_test).any()


def test_equal_seeds_give_equal_curves_and_others_do_not() -> None:
    pool = blobs(spread=2.0)
    curves = [
        drain(run(Learner(pool, "nothing"), "random", seed=seed, batch=4)) for seed in (5, 5, 6)
    ]
    for part in ("labels", "accuracy", "seconds", "asked"):
        np.testing.assert_array_equal(getattr(curves[0], part), getattr(curves[1], part))
    assert (curves[0].asked != curves[2].asked).any()
    assert (curves[0].accuracy != curves[2].accuracy).any()


@pytest.mark.parametrize("start", STARTS)
def test_every_curve_ends_where_all_labels_lead(start: str) -> None:
    pool = blobs(spread=2.0)
    learner = Learner(pool, start)
    reached = drain(full(learner))
    assert 0.25 < reached < 1  # else the test says little
    for strategy in ("random", DEFAULT, "margin"):
        curve = drain(run(learner, strategy, seed=1, batch=7))
        assert curve.accuracy[-1] == reached
        assert curve.seconds[-1] == pytest.approx(24 * 2 + pool.sizes[pool.asked].sum() / 1e5)
    # Nothing known: nothing right. A base that knows two of four classes is right about those.
    assert (curve.accuracy[0] == 0) == (start == "nothing")


# --- whom the model may not have seen -----------------------------------------------------------


def test_the_model_that_never_saw_an_author_is_found() -> None:
    assert model_without(["kenney"]).name == "never_kenney.safetensors"
    assert model_without(["Quaternius"]).name == "never_quaternius_aws.safetensors"
    with pytest.raises(InputError, match="Every model here saw kenney or quaternius"):
        model_without(["kenney", "quaternius"])


def test_a_model_that_saw_the_author_is_refused(kenney: Path, tmp_path: Path, capsys) -> None:
    words = ["simulate", str(kenney), "--author", "kenney", "--json", str(tmp_path / "out.json")]
    assert main([*words, "--model", "default"]) == NOTHING_DONE
    said = capsys.readouterr()
    assert "default.safetensors saw kenney" in said.err and "--model" in said.err
    assert not said.out and not list(tmp_path.iterdir())


def test_a_model_that_does_not_say_whom_it_saw_is_refused(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "silent.safetensors"
    path.write_bytes(b"")
    silent = SimpleNamespace(authors=None)
    monkeypatch.setattr(data.checkpoint, "read_spec", lambda _path: silent)
    with pytest.raises(InputError, match="silent.safetensors does not say whose assets it saw"):
        model_without(["kenney"], str(path))


def test_an_unknown_author_is_refused_and_those_there_are_are_named(kenney: Path, capsys) -> None:
    assert main(["simulate", str(kenney), "--author", "nobody"]) == NOTHING_DONE
    said = capsys.readouterr().err
    assert "no asset by nobody" in said and "It names Kenney, Me." in said


@pytest.mark.parametrize(
    "words",
    [
        ["--strategies", "random,guessing"],
        ["--seeds", "0"],
        ["--batch", "0"],
        ["--noise", "1.5"],
        ["--split", "-1"],
    ],
)
def test_what_cannot_be_is_refused(words: list[str], kenney: Path, capsys) -> None:
    assert main(["simulate", str(kenney), "--author", "kenney", *words]) == NOTHING_DONE
    assert capsys.readouterr().err.startswith("reloop3d: ")


def test_a_folder_without_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"labels\.csv"):
        drain(simulate(tmp_path, SimulateSettings(("kenney",))))


# --- figures of curves --------------------------------------------------------------------------


def curve(*accuracy: float, seconds: float = 1.0) -> Curve:
    """A curve of batches of ten."""
    labels = 10 * np.arange(len(accuracy))
    return Curve(labels, np.array(accuracy), seconds * labels, np.arange(labels[-1]))


def made() -> Figures:
    own = [curve(0, 0.6, 0.8, 0.8, seconds=3), curve(0, 0.4, 0.8, 0.8, seconds=3)]
    chance = [curve(0, 0.5, 0.5, 0.8), curve(0, 0.7, 0.7, 0.8)]
    return Figures(own, chance, 0.72)


def test_the_area_is_that_under_the_lines_between_the_points() -> None:
    found = made()
    np.testing.assert_allclose(found.areas, [(0.3 + 0.7 + 0.8) / 3, (0.2 + 0.6 + 0.8) / 3])
    assert found.area.value == pytest.approx(1.7 / 3)
    assert found.areas.min() <= found.area.low < found.area.high <= found.areas.max()
    whole = Figures([curve(1, 1, 1)], [curve(1, 1, 1)], 0.9)
    assert whole.area.value == whole.area.low == whole.area.high == 1


def test_labels_to_the_target_are_those_of_the_first_round_that_reaches_it() -> None:
    assert made().to_target.tolist() == [20, 20]
    assert made().seconds_to_target.tolist() == [60, 60]
    dips = curve(0, 0.9, 0.1, 0.9)
    never = curve(0, 0.1, 0.2, 0.3)
    assert Figures([dips, never], [dips, dips], 0.9).to_target.tolist() == [10, 30]


def test_the_share_of_random_is_paired_over_the_seeds() -> None:
    found = made()
    assert found.share.value == pytest.approx(40 / 60)
    assert found.share.low == found.share.high == found.share.value
    assert found.share_of_seconds.value == pytest.approx(120 / 60)
    # Half of random's labels with each seed: no draw of seeds says otherwise.
    own = [curve(0, 1, 1, 1, 1), curve(0, 0, 1, 1, 1)]
    chance = [curve(0, 0, 1, 1, 1), curve(0, 0, 0, 0, 1)]
    share = Figures(own, chance, 1.0).share
    assert (share.value, share.low, share.high) == (0.5, 0.5, 0.5)
    # Paired otherwise it is the same on average, but not sure at all.
    share = Figures(own[::-1], chance, 1.0).share
    assert (share.value, share.low, share.high) == (0.5, 0.25, 1.0)


def test_random_itself_has_the_share_one_and_is_nowhere_below() -> None:
    chance = [curve(0, 0.5, 0.7, 0.8), curve(0, 0.7, 0.75, 0.8)]
    found = Figures(chance, chance, 0.72)
    assert (found.share.value, found.share.low, found.share.high) == (1, 1, 1)
    assert found.below.shortfall == 0 and found.below.beyond == ()
    assert str(found.below) == "–"


def test_where_random_begins_at_the_target_there_is_no_share() -> None:
    found = Figures([curve(0.8, 0.8)], [curve(0.9, 0.9)], 0.85)
    assert np.isnan(found.share.value)
    assert found.as_json()["share of random"] == {"value": None, "low": None, "high": None}


def test_below_random_is_held_to_its_band() -> None:
    found = made().below  # means 0.5 and 0.6 at ten labels, random's deviation 0.1
    assert (found.shortfall, found.labels, found.band) == pytest.approx((0.1, 10, 0.1))
    assert found.beyond == ()
    worse = [curve(0, 0.45, 0.8, 0.7), curve(0, 0.45, 0.8, 0.7)]
    found = Figures(worse, made().random, 0.72).below
    assert found.shortfall == pytest.approx(0.15) and found.beyond == (10, 30)
    assert str(found) == "0.150 at 10"


def test_the_band_is_the_standard_deviation_over_the_seeds() -> None:
    stored = made().as_json()
    assert stored["mean"] == pytest.approx([0, 0.5, 0.8, 0.8])
    assert stored["low"] == pytest.approx([0, 0.4, 0.8, 0.8])
    assert stored["high"] == pytest.approx([0, 0.6, 0.8, 0.8])
    assert stored["curves"] == [[0, 0.6, 0.8, 0.8], [0, 0.4, 0.8, 0.8]]


# --- hints --------------------------------------------------------------------------------------


def test_hints_are_as_far_off_as_they_are() -> None:
    said = (
        Hint(10, 0.9, 0.5, None, None, 0.3),
        Hint(15, 0.6, 0.8, 0.5, 0.1, 0.2),
        Hint(20, 0.8, 0.8, 1.0, 0.1, -0.1),
        Hint(25, 0.8, 0.8, 1.0, 0.1, None),
    )
    hints = Hints(DEFAULT, said, None, (None, 0.8))
    assert hints.error == pytest.approx((0.4 + 0.2) / 4)
    assert hints.gain_error == pytest.approx((0.1 + 0.2) / 2)
    assert hints.true_gain == pytest.approx(0.05)
    assert "enough" not in str(hints)
    assert "“enough” from 30 labels on (0.700 right then, 0.800 last)" in str(
        Hints(DEFAULT, said, 30, (0.7, 0.8))
    )
    assert "Too few" in str(Hints(DEFAULT, (), None, (None, 0.8)))


def test_hints_are_about_what_has_no_label_yet() -> None:
    pool = blobs(100, spread=0.4)
    learner = Learner(pool, "nothing")
    one = drain(run(learner, DEFAULT, seed=0, batch=5))
    hints = drain(measure_hints(learner, DEFAULT, one))
    assert [hint.labels for hint in hints.rounds] == list(range(10, 60, 5))
    for hint in hints.rounds:
        rows, left = one.asked[: hint.labels], one.asked[hint.labels :]
        head = drain(learner.fit(rows, pool.truth[rows]))
        guess = head.probs(pool.means[left]).argmax(axis=1)  # all four classes are known
        assert hint.true == (guess == pool.truth[left]).mean()
    first = hints.rounds[0]
    assert first.agreement is None and first.gain is None
    assert first.true_gain == one.accuracy[6] - one.accuracy[2]  # 20 labels are four batches
    assert hints.rounds[-1].true_gain is None
    # Classes so plain: nothing is wrong from the first round on, and nothing changes; from 30
    # labels on its confidence is calibrated, and knows it.
    assert hints.enough == 30 and hints.accuracy == (1, 1)
    assert hints.error < 0.2 and hints.gain_error < 0.05
    assert hints.as_json()["rounds"][1]["labels"] == 15 and MORE == 20


# --- planted errors -----------------------------------------------------------------------------


@pytest.mark.parametrize("share, count", [(0.05, 10), (0.1, 20), (0.5, 100)])
def test_so_many_labels_are_wrong_and_every_other_class_is_as_likely(
    share: float, count: int
) -> None:
    truth = np.repeat(np.arange(4), 50)
    labels = plant(truth, share, 4, seed=1)
    wrong = labels != truth
    assert wrong.sum() == count and set(labels) <= set(range(4))
    np.testing.assert_array_equal(labels, plant(truth, share, 4, seed=1))
    assert (labels != plant(truth, share, 4, seed=2)).any()
    away = [(plant(truth, 0.5, 4, seed=s) - truth) % 4 for s in range(30)]
    shares = np.bincount(np.concatenate(away), minlength=4)[1:] / 3000
    np.testing.assert_allclose(shares, 1 / 3, atol=0.03)


def test_errors_are_not_planted_among_one_class() -> None:
    with pytest.raises(InputError, match="one class"):
        plant(np.zeros(9, np.int64), 0.1, 1, seed=0)


def test_precision_is_of_the_first_listed_and_recall_of_all_planted() -> None:
    is_planted = np.zeros(100, bool)
    is_planted[:24] = True
    suspects = np.concatenate([np.arange(9), [50], np.arange(60, 70), np.arange(9, 12)])
    found = judge(is_planted, suspects)
    assert (found.planted, found.listed) == (24, 23)
    assert found.precision == pytest.approx((9 / 10, 9 / 20, 12 / 23))
    assert found.best == 24 / 50 and found.recall == 12 / 24
    nothing = judge(is_planted, suspects[:0])
    assert nothing.precision == (None, None, None) and nothing.recall == 0
    both = Noise(0.24, (found, nothing))
    assert both.precision(0).value == 0.9 and both.recall.value == 0.25
    assert both.as_json()["listed"]["value"] == 11.5
    none = Noise(0.24, (nothing,)).as_json()
    assert none["precision"]["first 50"] == {"value": None, "low": None, "high": None}


def test_planted_errors_among_plain_classes_are_found() -> None:
    learner = Learner(blobs(400, spread=0.3), noise.START)
    found = drain(noise.search(learner, 0.05, seed=0))
    assert found.planted == 20 and found.listed >= 3
    assert found.precision == (1, 1, 1) and found.recall == found.listed / 20


# --- the whole ----------------------------------------------------------------------------------


def test_the_verb_writes_every_curve_and_a_plot(
    kenney: Path, keep: Path, tmp_path: Path, capsys
) -> None:
    out = tmp_path / "new" / "out.json"
    words = ["--seeds", "2", "--strategies", "random,margin", "--noise", "0.1", "--batch", "6"]
    words += ["--json", str(out), "--keep", str(keep), "--run-log", str(tmp_path / "runs.jsonl")]
    assert main(["simulate", str(kenney), "--author", "kenney", *words]) == OK
    stored = json.loads(out.read_text(encoding="utf-8"))
    assert stored["model"]["name"].endswith("never_kenney") and len(stored["model"]["hash"]) == 64
    assert "kenney" not in stored["model"]["authors"]
    assert stored["assets"]["asked"] + stored["assets"]["test"] == 40
    assert set(stored["strategies"]) == {DEFAULT, "random", "margin"}
    assert stored["target"] == pytest.approx(0.9 * stored["full"])
    for found in stored["strategies"].values():
        assert len(found["curves"]) == len(found["seconds"]) == len(found["areas"]) == 2
        for accuracy in found["curves"]:
            assert len(accuracy) == len(found["labels"])
            assert accuracy[0] == 0 and accuracy[-1] == stored["full"] > 0.5
        assert found["labels"] == [*range(0, stored["assets"]["asked"], 6), found["labels"][-1]]
    assert stored["strategies"]["random"]["share of random"]["value"] == 1
    assert [one["planted"] for one in stored["noise"]["shares"][0]["seeds"]] == [4, 4]
    assert stored["noise"]["start"] == "base" and stored["noise"]["assets"] == 40
    assert stored["hints"]["strategy"] == DEFAULT and stored["hints"]["rounds"]
    with Image.open(out.with_suffix(".png")) as picture:
        assert picture.width > 800 and len(picture.convert("RGB").getcolors(1 << 20)) > 50
    card = capsys.readouterr().out
    assert all(f"| {name} |" in card for name in (DEFAULT, "random", "margin"))
    assert "| 10%: 4 |" in card and "Hints (" in card
    (logged,) = read_runs(tmp_path / "runs.jsonl")
    assert logged.job == "Simulate" and logged.items == 40 and logged.outcome == "done"
    assert logged.settings["authors"] == ["kenney"]


def test_files_that_cannot_be_read_are_named(kenney: Path, keep: Path, capsys, tmp_path) -> None:
    (tmp_path / "broken.stl").write_bytes(b"no mesh")
    text = (kenney / "labels.csv").read_text(encoding="utf-8")
    (tmp_path / "labels.csv").write_text(text + "broken.stl,bed,Kenney\n", encoding="utf-8")
    words = ["--seeds", "1", "--strategies", "", "--noise", "", "--batch", "30"]
    plot = tmp_path / "curves.png"
    words += ["--keep", str(keep), "--plot", str(plot)]
    assert main(["simulate", str(tmp_path / "labels.csv"), "--author", "KENNEY", *words]) == (
        SOME_FAILED
    )
    said = capsys.readouterr()
    assert "broken.stl" in said.err and "failed: " in said.err
    assert f"| {DEFAULT} |" in said.out and "planted" not in said.out
    assert plot.is_file()


@pytest.mark.parametrize("message", ["Looking at assets", "Labelling", "Looking for errors"])
def test_stopping_leaves_nothing_behind(
    message: str, kenney: Path, keep: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings = SimulateSettings(("kenney",), strategies=(), seeds=1, batch=30, noise=(0.1,))
    steps = simulate(kenney, settings, keep=keep)
    for progress in steps:
        if progress.message == message and progress.done >= 1 - (message == "Labelling"):
            break
    else:
        pytest.fail("it never came that far")
    if message == "Looking at assets":
        assert list(tmp_path.iterdir())
    steps.close()
    assert not list(tmp_path.iterdir())


# --- the plot -----------------------------------------------------------------------------------


def test_learning_curves_are_drawn_where_they_are(tmp_path: Path) -> None:
    labels = np.arange(0, 101, 10)
    high, low = np.linspace(0, 0.9, 11), np.linspace(0, 0.3, 11)
    flat = np.full(11, 0.02)
    curves = {"ours": np.stack([high, flat]), "chance": np.stack([low, flat])}
    curves |= {f"another {i}": np.stack([(high + low) / 2 + i / 99, flat]) for i in range(11)}
    path = tmp_path / "deep" / "curves.png"
    plots.write_curves(path, labels, curves, bold=("ours", "chance"), target=0.5, title="share")
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"), int)
    middle = pixels[:, 46 + 410 - 5 : 46 + 410 + 5]  # at 50 labels
    heights = []
    for color in ((0xD0, 0x40, 0x10), (0x20, 0x20, 0x20)):
        rows = np.nonzero((np.abs(middle - color).sum(axis=2) < 40).any(axis=1))[0]
        rows = rows[(rows > 46) & (rows < 46 + 520)]
        heights.append(1 - (rows.mean() - 46) / 520)
    np.testing.assert_allclose(heights, [0.45, 0.15], atol=0.02)  # the axis ends at 1
    legend = {tuple(pixels[46 + 12 + 22 * row, 46 + 820 + 30]) for row in range(len(curves))}
    assert len(legend) == 13 and (255, 255, 255) not in legend


def test_a_plot_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    one = {"one": np.zeros((2, 3))}
    with pytest.raises(DataError, match="file"):
        plots.write_curves(tmp_path / "file" / "a.png", np.arange(3), one)

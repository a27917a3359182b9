"""Labelling by an oracle: who is asked, who is not, and all that the verb writes."""

import csv
import json
import tempfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from oracle import blobs
from PIL import Image

from engine.acquisition.strategies import DEFAULT, STRATEGIES
from engine.classify.embeddings import Embeddings
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED
from engine.errors import InputError
from engine.jobs import drain
from engine.runlog import read_runs
from engine.simulate import data, rounds
from engine.simulate.data import LabelledPool, model_without, read_pool
from engine.simulate.learner import STARTS, Learner
from engine.simulate.rounds import full, run
from engine.simulate.simulate import SimulateSettings, simulate

ROOT = Path(__file__).resolve().parents[2]
NEVER_KENNEY = str(ROOT / "benchmarks" / "models" / "never_kenney.safetensors")


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

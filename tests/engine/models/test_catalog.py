"""The catalogue, what lies on the shelf by hand, advice by goal and machine, and the verb."""

import json
from pathlib import Path

import pytest

from engine.command.main import main
from engine.errors import InputError, ModelNotAvailable
from engine.models import shelf
from engine.models.advice import advise, goals
from engine.models.catalog import TASKS, entries, entry, find
from engine.models.registry import EMBEDDED


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("RELOOP3D_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def test_every_entry_says_all_and_what_is_ours_is_there() -> None:
    assert len({each.name for each in entries()}) == len(entries())
    for each in entries():
        assert each.task in TASKS and each.licence and each.use and each.megabytes > 0
        assert each.memory_gb > 0 and (not each.source or each.source.count("/") == 1)
    assert {each.task for each in entries()} == set(TASKS)
    embedded = {each.name for each in entries() if each.is_embedded}
    assert embedded == {*EMBEDDED, "depth"}
    assert find("") is None and find("facebook/sam-vit-base") is entry("sam-base")
    with pytest.raises(InputError, match="no model “sam”"):
        entry("sam")


def test_what_may_not_serve_paid_work_is_marked_and_never_advised_unasked() -> None:
    bound = {each.name for each in entries() if not each.is_free}
    assert "depth-anything-v2-large" in bound
    for each in entries():
        assert each.is_free == ("NC" not in each.licence and "research" not in each.licence)
    for goal in goals():
        chosen = advise(goal.goal, vram_gb=80, memory_gb=256).model
        assert chosen is None or chosen.is_free


def test_a_model_placed_by_hand_flips_its_state(folder: Path) -> None:
    sam = entry("sam-base")
    assert shelf.state(sam).kind == shelf.ABSENT
    with pytest.raises(ModelNotAvailable, match="models get sam-base"):
        shelf.local("sam-base")
    place = folder / "facebook--sam-vit-base"
    place.mkdir(parents=True)
    (place / "config.json").write_text("{}")
    assert shelf.state(sam).kind == shelf.PARTIAL
    (place / "model.safetensors").write_bytes(b"weights")
    assert shelf.state(sam).kind == shelf.PLACED and shelf.state(sam).size == 9
    assert shelf.local("sam-base") == shelf.local("facebook/sam-vit-base") == place
    assert shelf.state(entry("default")).kind == shelf.EMBEDDED


def test_a_folder_is_itself_and_words_are_no_model(tmp_path: Path) -> None:
    assert shelf.local(tmp_path) == tmp_path
    with pytest.raises(ModelNotAvailable, match="no model “nonsense”"):
        shelf.local("nonsense")
    with pytest.raises(ModelNotAvailable, match="no model “../a/b”"):
        shelf.local("../a/b")


LAPTOP, CARD, LARGE, SMALL = (0, 16), (6, 32), (24, 64), (0, 1.5)


@pytest.mark.parametrize(
    ("goal", "machine", "is_paid", "model"),
    [
        ("name-scene", LAPTOP, True, "default"),
        ("name-many", SMALL, True, "default"),
        ("own-model-color", LAPTOP, True, "dinov2-small"),
        ("own-model-color", SMALL, True, "pictures"),
        ("photo-object", LAPTOP, True, "depth-anything-v2-small"),
        ("photo-object", LARGE, True, "depth-anything-v2-small"),
        ("photo-object", LARGE, False, "depth-anything-v2-large"),
        ("photo-object", LAPTOP, False, "depth-anything-v2-base"),
        ("photo-object", SMALL, True, "depth"),
        ("photo-mask", CARD, True, "sam2-large"),
        ("photo-mask", LAPTOP, True, "sam-base"),
        ("photo-room", LAPTOP, True, "depth-anything-v2-metric-indoor-small"),
        ("photo-room", CARD, True, "zoedepth"),
        ("photo-room", SMALL, True, None),
        ("find-camera", LARGE, True, None),
    ],
)
def test_advice_fits_the_goal_the_machine_and_the_licence(goal, machine, is_paid, model) -> None:
    vram, memory = machine
    advice = advise(goal, vram_gb=vram, memory_gb=memory, is_paid=is_paid)
    assert (advice.model and advice.model.name) == model
    assert advice.goal.steps and advice.reasons[0] == advice.goal.why
    for passed in advice.goal.models[: advice.goal.models.index(model) if model else None]:
        assert any(entry(passed).title in reason for reason in advice.reasons)


def test_the_verb_lists_advises_and_refuses(folder: Path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert main(["models", "list", "--task", "depth", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["state"] == "embedded" and rows[1]["state"] == "absent"
    assert main(["models", "list"]) == 0
    told = capsys.readouterr().out
    assert "CC-BY-NC-4.0, no paid work" in told and str(folder) in told
    assert main(["models", "advise", "photo-mask", "--vram", "24", "--memory", "64"]) == 0
    assert "models get sam2-large" in capsys.readouterr().out
    assert main(["models", "advise"]) == 0
    assert "photo-room" in capsys.readouterr().out
    assert main(["models", "get", "sam-base"]) == 2
    assert "online access" in capsys.readouterr().err
    assert main(["models", "delete", "default"]) == 2
    assert "comes with ReLoop3D" in capsys.readouterr().err
    assert main(["models", "get"]) == 2 and main(["models", "verify", "sam-base"]) == 2
    assert not folder.exists()

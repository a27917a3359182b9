"""Depth from one picture: what its numbers mean, models of others, our own network's shape."""

from pathlib import Path

import numpy as np
import pytest
import torch
import transformers

from engine.depth import hub_backend
from engine.depth.contract import DISPARITY, METRIC, Depth
from engine.depth.estimate import load_estimator
from engine.depth.network_backend import EMBEDDED, STRIDE, DepthNetwork, load
from engine.errors import DataError, InputError, ModelNotAvailable, ResultError

TRUE = np.linspace(1, 4, 48 * 64, dtype=np.float32).reshape(48, 64)  # metres


def test_disparity_is_fitted_by_scale_and_shift_and_metric_depth_by_a_factor() -> None:
    known = np.where(np.arange(64) % 5 == 0, TRUE, 0)
    disparity = Depth((1 / TRUE - 0.1) * 7, DISPARITY)
    assert np.allclose(disparity.fitted(known), TRUE, rtol=1e-3)
    assert np.allclose(Depth(TRUE * 3, METRIC).fitted(known), TRUE, rtol=1e-5)
    holes = np.where(TRUE > 3, 0, TRUE)
    assert (Depth(holes, METRIC).fitted(known)[TRUE > 3] == 0).all()


def test_what_lies_behind_the_camera_by_the_fit_is_not_known() -> None:
    values = 1 / TRUE
    values[:2] = -5
    known = TRUE.copy()
    known[:2] = 0
    fitted = Depth(values, DISPARITY).fitted(known)
    assert (fitted[:2] == 0).all() and np.allclose(fitted[2:], TRUE[2:], rtol=1e-3)


def test_a_fit_needs_enough_and_the_right_order() -> None:
    few = np.zeros_like(TRUE)
    few[0, :5] = TRUE[0, :5]
    with pytest.raises(ResultError, match="Too little depth is known"):
        Depth(1 / TRUE, DISPARITY).fitted(few)
    with pytest.raises(ResultError, match="says the opposite"):
        Depth(TRUE, DISPARITY).fitted(TRUE)


@pytest.mark.parametrize("depth", [Depth(1 / TRUE * 9 + 4, DISPARITY), Depth(TRUE / 9, METRIC)])
def test_depth_without_a_scale_is_laid_between_near_and_far(depth: Depth) -> None:
    made = depth.between(2, 6)
    assert made.min() == pytest.approx(2) and made.max() == pytest.approx(6)
    assert (np.diff(made.ravel()) > 0).all()
    with pytest.raises(InputError, match="out of order"):
        depth.between(6, 2)
    with pytest.raises(ResultError, match="same everywhere"):
        Depth(np.ones_like(TRUE), DISPARITY).between(2, 6)


def test_numbers_that_are_none_and_kinds_that_are_none_are_refused() -> None:
    with pytest.raises(ResultError, match="no number"):
        Depth(np.full((4, 4), np.nan, np.float32), METRIC)
    with pytest.raises(InputError, match="Unknown kind"):
        Depth(TRUE, "inches")


def test_disparity_that_is_known_in_places_says_nothing_elsewhere() -> None:
    known = TRUE < 3
    depth = Depth(np.where(known, 1 / TRUE, 77).astype(np.float32), DISPARITY, known)
    assert np.array_equal(depth.fitted(TRUE) > 0, known)
    assert np.allclose(depth.fitted(TRUE)[known], TRUE[known], rtol=1e-3)
    made = depth.between(2, 6)
    assert (made[~known] == 0).all() and made[known].max() == pytest.approx(6)
    assert np.array_equal(Depth(np.where(known, TRUE, 0), METRIC).is_known, known)
    with pytest.raises(ValueError, match="known is for DISPARITY"):
        Depth(TRUE, METRIC, known)


# --- models of others -------------------------------------------------------------------------


def depth_anything(folder: Path, kind: str) -> Path:
    backbone = transformers.Dinov2Config(
        hidden_size=16,
        num_hidden_layers=4,
        num_attention_heads=2,
        image_size=56,
        patch_size=14,
        out_indices=[1, 2, 3, 4],
        reshape_hidden_states=False,
        apply_layernorm=True,
        initializer_range=0.3,  # so that random weights tell pictures apart
    )
    config = transformers.DepthAnythingConfig(
        backbone_config=backbone,
        reassemble_hidden_size=16,
        neck_hidden_sizes=[4, 8, 8, 8],
        fusion_hidden_size=8,
        head_hidden_size=8,
        initializer_range=0.3,
        depth_estimation_type=kind,
        max_depth=20 if kind == "metric" else 1,
    )
    torch.manual_seed(0)
    transformers.DepthAnythingForDepthEstimation(config).save_pretrained(folder)
    size = {"height": 56, "width": 56}
    transformers.DPTImageProcessor(
        size=size, ensure_multiple_of=14, keep_aspect_ratio=True
    ).save_pretrained(folder)
    return folder


@pytest.mark.parametrize(("said", "kind"), [("relative", DISPARITY), ("metric", METRIC)])
def test_depth_anything_says_itself_what_it_gives(tmp_path: Path, said: str, kind: str) -> None:
    model = hub_backend.load(depth_anything(tmp_path, said), device="cpu")
    rgb = np.random.default_rng(0).random((40, 60, 3), np.float32)
    depth = model.estimate(rgb)
    assert depth.kind == model.kind == kind and depth.values.shape == (40, 60)
    assert depth.values.min() < depth.values.max()
    assert np.array_equal(depth.values, model.estimate(rgb).values)
    assert not np.array_equal(depth.values, model.estimate(1 - rgb).values)


def test_what_other_kinds_give_is_known_by_their_type() -> None:
    kinds = {"dpt": DISPARITY, "zoedepth": METRIC, "depth_pro": METRIC, "glpn": None}
    for name, kind in kinds.items():
        config = type("Config", (), {"model_type": name})()
        assert hub_backend.kind_of(config) == kind


def test_folders_without_a_depth_model_are_refused_and_the_hub_wants_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match="holds no depth model"):
        hub_backend.load(tmp_path, device="cpu")
    transformers.ViTConfig(hidden_size=8, num_hidden_layers=1).save_pretrained(tmp_path)
    with pytest.raises(DataError, match="type “vit” says of depth is not known"):
        hub_backend.load(tmp_path, device="cpu")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelNotAvailable, match="online access"):
        hub_backend.load("somebody/depth", device="cpu")


# --- our own ------------------------------------------------------------------------------------


def test_the_network_gives_depth_in_the_pictures_size_and_weighs_little() -> None:
    torch.manual_seed(0)
    network = DepthNetwork().eval()
    with torch.no_grad():
        found = network(torch.rand(2, 3, 2 * STRIDE, 3 * STRIDE))
    assert found.shape == (2, 2 * STRIDE, 3 * STRIDE) and (found > 0).all()
    numbers = sum(value.numel() for value in network.state_dict().values())
    assert 2 * numbers < 12e6  # bytes in float16


@pytest.mark.parametrize("size", [(1, 1), (7, 900), (240, 320)])
def test_our_own_network_answers_in_the_pictures_size(size: tuple[int, int]) -> None:
    picture = np.random.default_rng(0).random((*size, 3), np.float32)
    found = load_estimator().estimate(picture)
    assert found.values.shape == size and found.kind == DISPARITY
    assert (found.values >= 0).all()


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "weights.safetensors"
    broken.write_bytes(EMBEDDED.read_bytes()[:5000])
    with pytest.raises(DataError, match="does not hold the depth network"):
        load(broken)
    with pytest.raises(DataError, match="does not hold the depth network"):
        load(tmp_path / "nothing")

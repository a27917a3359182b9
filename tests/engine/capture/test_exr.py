"""OpenEXR: round trips bit for bit, and the OpenEXR package finds the channels under our names."""

from dataclasses import replace

import numpy as np
import OpenEXR
import pytest

from engine.capture.formats import exr
from engine.datatypes import CHANNELS, View, ViewSet
from engine.errors import DataError
from engine.images import linear_from_srgb


def seen(rgba: np.ndarray) -> np.ndarray:
    """rgba without the colour of wholly transparent pixels."""
    return np.where(rgba[..., 3:] > 0, rgba, 0)


@pytest.mark.parametrize("seed", range(5))
def test_reading_gives_back_what_was_written(tmp_path, make_views, same_cameras, seed) -> None:
    views = make_views(seed)
    assert exr.write(views, tmp_path / "new") == tmp_path / "new"
    again = exr.read(tmp_path / "new")
    assert again.instances == views.instances
    same_cameras(views, again)
    for view, other in zip(views.views, again.views, strict=True):
        assert (other.rgba == seen(view.rgba)).all()
        assert other.background == view.background
        assert set(other.channels()) == set(CHANNELS)
        for name, value in view.channels().items():
            assert getattr(other, name).dtype == value.dtype
            assert (getattr(other, name) == value).all(), name


def test_every_value_under_every_alpha_comes_back(tmp_path) -> None:
    values, alphas = np.meshgrid(np.arange(256), np.arange(256))
    rgba = np.stack([values, values[:, ::-1], 255 - values // 2, alphas], -1).astype(np.uint8)
    exr.write(ViewSet((View(rgba),)), tmp_path)
    assert (exr.read(tmp_path).views[0].rgba == seen(rgba)).all()


@pytest.mark.parametrize("kept", [(), ("depth",), ("instance_ids", "uv")])
def test_only_the_channels_that_there_are_are_written(tmp_path, make_views, kept) -> None:
    full = make_views().views[0]
    bare = replace(full, camera=None, **{name: None for name in CHANNELS if name not in kept})
    exr.write(ViewSet((bare,)), tmp_path)
    again = exr.read(tmp_path).views[0]
    assert set(again.channels()) == set(kept)
    assert again.camera is None


def test_compositors_find_linear_colour_with_associated_alpha_and_named_layers(
    tmp_path, make_views
) -> None:
    view = make_views().views[0]
    exr.write(ViewSet((view,)), tmp_path)
    with OpenEXR.File(str(tmp_path / "0000.exr"), separate_channels=True) as file:
        planes = {name: plane.pixels for name, plane in file.channels().items()}
    colors = {"R", "G", "B", "A"}
    ids = {"InstanceId.I", "FaceId.I"}
    vectors = {f"{layer}.{axis}" for layer in ("Normal", "Position") for axis in "XYZ"}
    assert set(planes) == colors | ids | vectors | {"Depth.Z", "UV.U", "UV.V"}
    for name, plane in planes.items():
        assert plane.dtype == (np.uint32 if name in ids else np.float32), name
    alpha = view.rgba[..., 3] / 255
    assert np.allclose(planes["A"], alpha)
    assert np.allclose(planes["R"], linear_from_srgb(view.rgba[..., 0] / 255) * alpha)
    assert (planes["Depth.Z"] == view.depth).all()
    assert (planes["Normal.Y"] == view.normals[..., 1]).all()
    assert (planes["UV.V"] == view.uv[..., 1]).all()
    assert (planes["InstanceId.I"] == view.instance_ids + 1).all()
    assert ((planes["InstanceId.I"] == 0) == (view.instance_ids == -1)).all()


def test_files_by_others_and_broken_ones_are_data_errors(tmp_path) -> None:
    with pytest.raises(DataError, match="no OpenEXR"):
        exr.read(tmp_path)
    path = tmp_path / "0000.exr"
    OpenEXR.File({}, {"Y": np.zeros((4, 4), np.float32)}).write(str(path))
    with pytest.raises(DataError, match="0000.exr"):
        exr.read(tmp_path)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DataError, match="0000.exr"):
        exr.read(tmp_path)


def test_a_folder_that_cannot_be_made_is_a_data_error(tmp_path, make_views) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="Cannot write"):
        exr.write(make_views(), tmp_path / "file")

"""The processed layout of mask grouping: round trips, upstream's files, folders by others."""

import numpy as np
import pytest
from PIL import Image

from engine.capture.formats import processed
from engine.datatypes import Instance, View, ViewSet
from engine.errors import DataError, InputError


@pytest.mark.parametrize("seed", range(5))
def test_reading_gives_back_what_was_written(tmp_path, make_views, same_cameras, seed) -> None:
    views = make_views(seed)
    assert processed.write(views, tmp_path / "new") == tmp_path / "new"
    again = processed.read(tmp_path / "new")
    assert again.instances == views.instances
    same_cameras(views, again)
    for view, other in zip(views.views, again.views, strict=True):
        assert (view.instance_ids == other.instance_ids).all()
        assert other.instance_ids.dtype == np.int32
        assert (other.rgba[..., :3] == np.round(view.rgb * 255)).all()
        assert (other.rgba[..., 3] == 255).all()


def test_the_files_are_those_that_mask_grouping_reads(tmp_path, make_views) -> None:
    views = make_views()
    processed.write(views, tmp_path)
    for index, view in enumerate(views.views):
        place = tmp_path / f"{index:04d}"
        with Image.open(place / "rgb.png") as picture:
            assert picture.mode == "RGB" and picture.size == view.rgba.shape[1::-1]
        mask = np.load(place / "instance_mask.npy")
        assert mask.dtype == np.int32 and (mask == view.instance_ids).all()
        unique = np.load(place / "unique_instances.npy")
        assert unique.tolist() == sorted(set(mask.ravel().tolist()) - {-1})


def by_others(folder, name: str, ids: list) -> None:
    (folder / name).mkdir()
    mask = np.array(ids, np.int64)
    Image.new("RGB", mask.shape[::-1], (int(name), 0, 0)).save(folder / name / "rgb.png")
    np.save(folder / name / "instance_mask.npy", mask)


def test_folders_by_others_are_read_in_the_order_of_their_numbers(tmp_path) -> None:
    for name in ("10", "9", "0", "100"):
        by_others(tmp_path, name, [[-1, 4], [0, 4]])
    (tmp_path / "notes").mkdir()
    views = processed.read(tmp_path)
    assert [view.rgba[0, 0, 0] for view in views.views] == [0, 9, 10, 100]
    assert [instance.name for instance in views.instances] == [f"instance {n}" for n in range(5)]
    assert all(view.camera is None for view in views.views)
    assert views.views[0].instance_ids.tolist() == [[-1, 4], [0, 4]]


def test_folders_by_others_that_see_nothing_have_no_instances(tmp_path) -> None:
    by_others(tmp_path, "0", [[-1, -1]])
    assert processed.read(tmp_path).instances == ()


def test_views_without_cameras_come_back_without(tmp_path) -> None:
    view = View(np.zeros((4, 4, 4), np.uint8), instance_ids=np.zeros((4, 4), np.int32))
    processed.write(ViewSet((view,), (Instance("a"),)), tmp_path)
    assert processed.read(tmp_path).views[0].camera is None


def test_views_without_instance_ids_are_an_input_error(tmp_path) -> None:
    with pytest.raises(InputError, match="channel instance_ids"):
        processed.write(ViewSet((View(np.zeros((4, 4, 4), np.uint8)),)), tmp_path)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("0000/instance_mask.npy", b""),
        ("0000/instance_mask.npy", b"no array"),
        ("0001/camera.json", b"{}"),
        ("0001/rgb.png", b"no picture"),
        ("instances.json", b"[{}]"),
    ],
)
def test_damaged_folders_are_data_errors(tmp_path, make_views, file, content) -> None:
    processed.write(make_views(), tmp_path)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(DataError):
        processed.read(tmp_path)


def test_a_mask_of_another_size_than_its_picture_is_a_data_error(tmp_path, make_views) -> None:
    processed.write(make_views(), tmp_path)
    np.save(tmp_path / "0000" / "instance_mask.npy", np.zeros((2, 2), np.int32))
    with pytest.raises(DataError, match="damaged"):
        processed.read(tmp_path)


def test_an_empty_folder_is_a_data_error(tmp_path) -> None:
    with pytest.raises(DataError, match="rgb.png"):
        processed.read(tmp_path)

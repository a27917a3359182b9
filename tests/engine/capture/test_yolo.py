"""YOLO: whole pixels survive the rounding, a YAML reader agrees, and lists by others are read."""

import numpy as np
import pytest
import yaml
from PIL import Image

from engine.capture.formats import boxes, yolo
from engine.datatypes import Instance, View, ViewSet
from engine.errors import DataError, InputError


@pytest.mark.parametrize("seed", range(5))
def test_reading_gives_back_every_box_in_whole_pixels(tmp_path, make_views, seed) -> None:
    views = make_views(seed, views=12)
    assert yolo.write(views, tmp_path / "new") == tmp_path / "new" / "data.yaml"
    pictures = yolo.read(tmp_path / "new")
    for view, picture in zip(views.views, pictures, strict=True):
        want = [
            boxes.Box(-1, box.label, box.x, box.y, box.width, box.height)
            for box in boxes.boxes(view, views.instances)
        ]
        assert list(picture.boxes) == want
        assert np.abs(picture.rgba[..., :3] / 255 - view.rgb).max() <= 0.5 / 255 + 1e-6
        assert (picture.rgba[..., 3] == 255).all()


def test_one_pixel_boxes_come_back_from_the_largest_pictures(tmp_path) -> None:
    ids = np.full((5, 16383), -1, np.int32)
    columns = np.array([0, 1, 8191, 12345, 16382])
    ids[3, columns] = np.arange(5)
    instances = tuple(Instance(str(index), "dot") for index in range(5))
    view = View(np.zeros((*ids.shape, 4), np.uint8), instance_ids=ids)
    yolo.write(ViewSet((view,), instances), tmp_path)
    found = yolo.read(tmp_path)[0].boxes
    assert [(box.x, box.y, box.width, box.height) for box in found] == [
        (column, 3, 1, 1) for column in columns
    ]


def test_trainers_find_three_channels_a_label_file_each_and_shares(tmp_path, make_views) -> None:
    views = make_views()
    yolo.write(views, tmp_path)
    for index, view in enumerate(views.views):
        with Image.open(tmp_path / "images" / f"{index:04d}.png") as picture:
            assert picture.mode == "RGB" and picture.size == view.rgba.shape[1::-1]
        rows = np.loadtxt(tmp_path / "labels" / f"{index:04d}.txt", ndmin=2)
        assert (rows[:, 1:] > 0).all() and (rows[:, 1:] <= 1).all()
        assert (rows[:, 1:3] - rows[:, 3:] / 2 >= -1e-8).all()
        assert (rows[:, 1:3] + rows[:, 3:] / 2 <= 1 + 1e-8).all()


def test_a_view_that_sees_nothing_has_an_empty_label_file(tmp_path) -> None:
    nothing = np.full((4, 4), -1, np.int32)
    yolo.write(ViewSet((View(np.zeros((4, 4, 4), np.uint8), instance_ids=nothing),)), tmp_path)
    assert (tmp_path / "labels" / "0000.txt").read_text() == ""
    assert yolo.read(tmp_path)[0].boxes == ()


def test_a_yaml_reader_finds_the_folders_and_the_names(tmp_path, make_views) -> None:
    views = make_views()
    path = yolo.write(views, tmp_path / "a “folder”: # \\ name")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = dict(enumerate(boxes.categories(views)))
    assert data["names"] == names == yolo.names_from_yaml(path.read_text(encoding="utf-8"))
    assert data["path"] == path.parent.resolve().as_posix()
    assert data["train"] == data["val"] == "images"


@pytest.mark.parametrize(
    "text",
    [
        "path: .\nnames:\n  0: a cat\n  1: \"dog, big\"\n  2: 'T: x'\nnc: 3\n",
        "names: [a cat, \"dog, big\", 'T: x']\nnc: 3\n",
        "nc: 3\nnames: {0: a cat, 1: \"dog, big\", 2: 'T: x'}",
        "nc: 3\nnames:\n- a cat\n- \"dog, big\"\n- 'T: x'",
        "nc: 3\nnames:\n  - a cat\n  - \"dog, big\"\n  - 'T: x'\ntrain: images\n",
    ],
)
def test_names_by_others_are_read_as_a_yaml_reader_reads_them(text) -> None:
    names = yaml.safe_load(text)["names"]
    want = names if isinstance(names, dict) else dict(enumerate(names))
    assert yolo.names_from_yaml(text) == want == {0: "a cat", 1: "dog, big", 2: "T: x"}


def test_pictures_by_others_may_lie_deeper_and_lack_labels(tmp_path) -> None:
    for name in ("images/train/a.jpg", "images/val/b.jpg", "labels/train/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    for name in ("train/a.jpg", "val/b.jpg"):
        Image.new("RGB", (40, 20)).save(tmp_path / "images" / name)
    (tmp_path / "labels/train/a.txt").write_text("1 0.5 0.5 0.25 0.5\n\n")
    (tmp_path / "data.yaml").write_text("names: [cat, dog]")
    first, second = yolo.read(tmp_path)
    assert first.boxes == (boxes.Box(-1, "dog", 15, 5, 10, 10),)
    assert second.boxes == ()


@pytest.mark.parametrize("line", ["0 0.5 0.5 0.1", "9 0.5 0.5 0.1 0.1", "cat 0.5 0.5 0.1 0.1"])
def test_damaged_labels_are_data_errors(tmp_path, make_views, line) -> None:
    yolo.write(make_views(), tmp_path)
    (tmp_path / "labels" / "0001.txt").write_text(line)
    with pytest.raises(DataError, match="damaged"):
        yolo.read(tmp_path)


def test_a_data_set_without_names_or_index_is_a_data_error(tmp_path) -> None:
    with pytest.raises(DataError, match="data.yaml"):
        yolo.read(tmp_path)
    (tmp_path / "data.yaml").write_text("nc: 3\n")
    with pytest.raises(DataError, match="no names"):
        yolo.read(tmp_path)


def test_views_without_instance_ids_are_an_input_error(tmp_path) -> None:
    with pytest.raises(InputError, match="channel instance_ids"):
        yolo.write(ViewSet((View(np.zeros((4, 4, 4), np.uint8)),)), tmp_path)

"""COCO: round trips, and pycocotools finds in our files what we put there."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from engine.capture.formats import boxes, coco
from engine.datatypes import Instance, View, ViewSet
from engine.errors import DataError, InputError

SQUARE = [10, 20, 15, 20, 15, 28, 10, 28]  # columns 10 to 14, rows 20 to 27


@pytest.mark.parametrize("seed", range(5))
def test_reading_gives_back_what_was_written(tmp_path, make_views, same_cameras, seed) -> None:
    views = make_views(seed)
    assert coco.write(views, tmp_path / "new") == tmp_path / "new/annotations/instances.json"
    again = coco.read(tmp_path / "new")
    assert again.instances == views.instances
    same_cameras(views, again)
    for view, other in zip(views.views, again.views, strict=True):
        assert (view.rgba == other.rgba).all()
        assert (view.instance_ids == other.instance_ids).all()
        assert other.instance_ids.dtype == np.int32


@pytest.mark.parametrize("seed", range(5))
def test_pycocotools_decodes_every_mask_box_and_area(tmp_path, make_views, seed) -> None:
    views = make_views(seed)
    truth = COCO(str(coco.write(views, tmp_path)))
    assert len(truth.imgs) == 3 and len(truth.anns) >= 3
    for entry in truth.anns.values():
        view = views.views[entry["image_id"] - 1]
        mask = view.instance_ids == entry["instance_id"]
        assert (truth.annToMask(entry) == mask).all()
        encoded = truth.annToRLE(entry)
        assert entry["bbox"] == coco_mask.toBbox(encoded).tolist()
        assert entry["area"] == coco_mask.area(encoded) == mask.sum() > 0
        assert entry["instance_name"] == views.instances[entry["instance_id"]].name
    for index, view in enumerate(views.views):
        found = {entry["instance_id"] for entry in truth.imgToAnns[index + 1]}
        assert found == set(np.unique(view.instance_ids)) - {-1}
        image = truth.imgs[index + 1]
        assert (image["height"], image["width"]) == view.rgba.shape[:2]
        assert image["name"] == view.name


def test_the_categories_are_the_labels_and_object_where_there_is_none(tmp_path, make_views) -> None:
    views = make_views()
    truth = COCO(str(coco.write(views, tmp_path)))
    names = [truth.cats[number]["name"] for number in sorted(truth.cats)]
    assert names == sorted(["chair", "table", "object", views.instances[4].label])
    assert sorted(truth.cats) == [1, 2, 3, 4]
    for entry in truth.anns.values():
        label = views.instances[entry["instance_id"]].label or "object"
        assert truth.cats[entry["category_id"]]["name"] == label


@pytest.mark.parametrize("kind", ["segm", "bbox"])
def test_the_truth_scores_one_against_itself(tmp_path, make_views, kind) -> None:
    truth = COCO(str(coco.write(make_views(), tmp_path)))
    results = [
        {key: entry[key] for key in ("image_id", "category_id")}
        | ({"bbox": entry["bbox"]} if kind == "bbox" else {"segmentation": truth.annToRLE(entry)})
        | {"score": 1.0}
        for entry in truth.anns.values()
    ]
    score = COCOeval(truth, truth.loadRes(results), kind)
    score.evaluate()
    score.accumulate()
    score.summarize()
    assert np.isclose(score.stats[0], 1.0)


@pytest.mark.parametrize("fill", [-1, 0])
def test_empty_and_full_views_come_back(tmp_path, fill) -> None:
    ids = np.full((5, 7), fill, np.int32)
    views = ViewSet((View(np.zeros((5, 7, 4), np.uint8), instance_ids=ids),), (Instance("a"),))
    truth = COCO(str(coco.write(views, tmp_path)))
    assert len(truth.anns) == fill + 1
    again = coco.read(tmp_path)
    assert (again.views[0].instance_ids == ids).all()
    assert again.views[0].camera is None


def test_boxes_end_at_the_last_pixel_that_is_seen() -> None:
    ids = np.full((10, 20), -1, np.int32)
    ids[2, 3] = ids[7, 12] = 0
    ids[9, 19] = 1
    view = View(np.zeros((10, 20, 4), np.uint8), instance_ids=ids)
    assert boxes.boxes(view, (Instance("a", "chair"), Instance("b"))) == [
        boxes.Box(0, "chair", 3, 2, 10, 6),
        boxes.Box(1, "object", 19, 9, 1, 1),
    ]


def test_views_without_instance_ids_are_an_input_error(tmp_path, make_views) -> None:
    bare = ViewSet((replace(make_views().views[0], instance_ids=None),))
    with pytest.raises(InputError, match="channel instance_ids"):
        coco.write(bare, tmp_path)


def by_others(folder: Path, segmentations: list) -> None:
    """One picture of 40 x 30 pixels, with annotations that have no keys of ours."""
    data = {
        "categories": [{"id": 7, "name": "dog"}],
        "images": [{"id": 3, "file_name": "a.jpg", "width": 40, "height": 30}],
        "annotations": [
            {"id": 10 + index, "image_id": 3, "category_id": 7, "segmentation": segmentation}
            for index, segmentation in enumerate(segmentations)
        ],
    }
    (folder / "images").mkdir()
    (folder / "annotations").mkdir()
    Image.new("RGB", (40, 30)).save(folder / "images/a.jpg")
    (folder / "annotations/instances.json").write_text(json.dumps(data))


def test_annotations_by_others_are_instances_and_later_ones_lie_on_top(tmp_path) -> None:
    disc = np.asfortranarray(np.hypot(*np.mgrid[-15:15, -20:20]) < 9)
    encoded = coco_mask.encode(disc.astype(np.uint8))
    compressed = {"size": encoded["size"], "counts": encoded["counts"].decode()}
    by_others(tmp_path, [compressed, [SQUARE], []])
    views = coco.read(tmp_path)
    assert [instance.name for instance in views.instances] == ["dog 10", "dog 11", "dog 12"]
    assert {instance.label for instance in views.instances} == {"dog"}
    want = np.where(disc, 0, -1)
    want[20:28, 10:15] = 1
    assert (views.views[0].instance_ids == want).all()
    assert views.views[0].camera is None


def test_polygons_cover_nearly_what_pycocotools_says(tmp_path) -> None:
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    reach = 10 + 3 * np.sin(5 * angles)
    star = np.stack([20 + reach * np.cos(angles), 15 + reach * np.sin(angles)], 1).ravel().tolist()
    by_others(tmp_path, [[star, [0, 0, 4, 0, 4, 4, 0, 4]]])
    truth = COCO(str(tmp_path / "annotations/instances.json"))
    theirs = truth.annToMask(truth.anns[10]).astype(bool)
    ours = coco.read(tmp_path).views[0].instance_ids == 0
    assert (ours & theirs).sum() / (ours | theirs).sum() > 0.94
    assert ours[:4, :4].all()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.pop("images"),
        lambda data: data["annotations"][0].update(image_id=99),
        lambda data: data["annotations"][0]["segmentation"]["counts"].append(1),
        lambda data: data["annotations"][0]["segmentation"].update(size=[1, 1], counts=[1]),
        lambda data: data["images"][0].update(file_name="gone.png"),
    ],
)
def test_damaged_files_are_data_errors(tmp_path, make_views, damage) -> None:
    path = coco.write(make_views(), tmp_path)
    data = json.loads(path.read_text())
    damage(data)
    path.write_text(json.dumps(data))
    with pytest.raises(DataError):
        coco.read(tmp_path)


def test_a_folder_without_annotations_is_a_data_error(tmp_path) -> None:
    with pytest.raises(DataError, match="instances.json"):
        coco.read(tmp_path)

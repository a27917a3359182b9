"""How well a mesh can be made of a picture: worse copies score lower and are told why."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from engine.capture.settings import CaptureSettings
from engine.images import read_image
from engine.jobs import drain
from engine.meshes import load_mesh
from engine.reconstruct.quality import GOOD, predict_3d_quality
from engine.render.raycast import render_views
from engine.rigs import Rig

PHOTOS = (
    "photos/tum_desk_10/1.png",
    "depth_pairs/middlebury_stereo/cone/im2.png",
    "rgbd/open3d_redwood_5frames/color/00000.jpg",
    "scans/spot/spot.obj",
)


def blurred(picture: Image.Image) -> Image.Image:
    soft = picture.filter(ImageFilter.GaussianBlur(4))
    soft.putalpha(picture.getchannel("A"))
    return soft


def dark(picture: Image.Image) -> Image.Image:
    values = np.array(picture)
    values[..., :3] = values[..., :3] * 0.15
    return Image.fromarray(values)


def small(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    wide = Image.new("RGBA", (5 * width, 5 * height))
    wide.paste(picture, (2 * width, 2 * height))
    return wide.resize(picture.size)


def burnt(picture: Image.Image) -> Image.Image:
    values = np.array(picture).astype(int)
    values[..., :3] = (values[..., :3] * 4 + 60).clip(0, 255)
    return Image.fromarray(values.astype(np.uint8))


@pytest.fixture(scope="module", params=PHOTOS)
def picture(request, shared_data: Path) -> Image.Image:
    path = shared_data / request.param
    if path.suffix != ".obj":
        return Image.fromarray(read_image(path))
    settings = CaptureSettings(Rig(1, 20.0, size=640, azimuth_deg=30.0))
    return Image.fromarray(drain(render_views(load_mesh(path), settings)).views[0].rgba)


@pytest.mark.parametrize(
    ("worse", "reason"),
    [(blurred, "blurred"), (dark, "dark"), (small, "small in the picture"), (burnt, "burnt out")],
)
def test_worse_copies_score_lower_and_say_why(picture: Image.Image, worse, reason: str) -> None:
    before = predict_3d_quality(np.array(picture))
    after = predict_3d_quality(np.array(worse(picture)))
    assert before.is_good and before.score > GOOD and not any(reason in r for r in before.reasons)
    assert after.score < before.score
    assert any(reason in said for said in after.reasons)
    assert len(after.advice) == len(after.reasons)


def test_what_stands_beside_a_masked_subject_counts_as_clutter(shared_data: Path) -> None:
    rgba = read_image(shared_data / PHOTOS[0])
    rgba[..., 3] = 0
    rgba[120:360, 200:440, 3] = 255
    busy = predict_3d_quality(rgba)
    rgba[rgba[..., 3] == 0] = (128, 128, 128, 0)
    calm = predict_3d_quality(rgba)
    assert busy.measures["clutter"] < calm.measures["clutter"] == 1


@pytest.mark.parametrize("size", [(1, 1), (3, 700)])
def test_tiny_pictures_and_empty_ones_score_low_without_a_crash(size: tuple[int, int]) -> None:
    rgba = np.full((*size, 4), 255, np.uint8)
    assert not predict_3d_quality(rgba).is_good
    rgba[..., 3] = 0
    nothing = predict_3d_quality(rgba)
    assert nothing.score == 0 and "nothing is shown" in nothing.reasons

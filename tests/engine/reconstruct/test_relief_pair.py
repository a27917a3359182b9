"""Image to Mesh by a second photo from further right."""

from pathlib import Path

import numpy as np
import pytest
from paired import BASELINE, LENS, bumpy_walls, seen

from engine.errors import InputError
from engine.images import write_image
from engine.jobs import drain
from engine.reconstruct.relief.flow import picture_to_depth
from engine.reconstruct.relief.picture import read_picture
from engine.reconstruct.relief.settings import ReliefSettings

FOV = float(2 * np.degrees(np.arctan(LENS.width / 2 / LENS.fx)))


@pytest.fixture(scope="module")
def pair(tmp_path_factory) -> tuple[Path, Path, np.ndarray]:
    """The left and the right picture, and depth of the left one."""
    folder, scene = tmp_path_factory.mktemp("pair"), bumpy_walls()
    (left, true), (right, _) = seen(scene, 0), seen(scene, BASELINE)
    for name, rgb in (("left", left), ("right", right)):
        write_image(folder / f"{name}.png", np.round(rgb * 255).astype(np.uint8))
    return folder / "left.png", folder / "right.png", true


def test_a_pair_and_its_baseline_tell_metres(pair) -> None:
    left, right, true = pair
    settings = ReliefSettings(right_file=str(right), baseline_m=BASELINE, fov_deg=FOV)
    made = drain(picture_to_depth(read_picture(left), settings))
    known = made.depth > 0
    assert made.is_metric and known.mean() > 0.8
    assert (np.abs(made.depth - true) / true)[known].mean() < 0.02


def test_without_a_baseline_it_lies_between_near_and_far(pair) -> None:
    left, right, true = pair
    settings = ReliefSettings(right_file=str(right), fov_deg=FOV, near=2, far=5)
    made = drain(picture_to_depth(read_picture(left), settings))
    known = made.depth > 0
    assert not made.is_metric
    assert made.depth[known].min() == pytest.approx(2, rel=1e-3)
    assert made.depth[known].max() == pytest.approx(5, rel=1e-3)
    assert np.corrcoef(1 / made.depth[known], 1 / true[known])[0, 1] > 0.98


def test_a_second_photo_of_another_size_is_refused(pair, tmp_path: Path) -> None:
    left, _, _ = pair
    small = tmp_path / "small.png"
    write_image(small, np.zeros((90, 120, 3), np.uint8))
    with pytest.raises(InputError, match="differ in size"):
        drain(picture_to_depth(read_picture(left), ReliefSettings(right_file=str(small))))
    with pytest.raises(InputError, match="Both a depth file and a second picture"):
        ReliefSettings(right_file=str(small), depth_file=str(small))

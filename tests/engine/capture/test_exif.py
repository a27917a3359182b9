"""The lens of a photo by what its camera wrote: within a hundredth, upright, or not at all."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.capture.formats.exif import read_photo_lens
from engine.errors import DataError

FILM, FOCAL, RESOLUTION, UNIT, WIDTH, HEIGHT = 41989, 37386, 41486, 41488, 40962, 40963
ORIENTATION = 274


def photo(folder: Path, tags: dict, *, size=(300, 200), orientation: int = 1) -> Path:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(0x8769).update(tags)
    path = folder / "photo.jpg"
    Image.new("RGB", size, "teal").save(path, exif=exif)
    return path


def fov_deg(length: int, focal: float) -> float:
    return float(np.degrees(2 * np.arctan(length / 2 / focal)))


def test_35_mm_film_tells_the_field_of_view(tmp_path: Path) -> None:
    lens = read_photo_lens(photo(tmp_path, {FILM: 50}))
    assert fov_deg(300, lens.intrinsics.fx) == pytest.approx(39.598, rel=1e-3)  # 36 mm across
    assert lens.intrinsics.fx == lens.intrinsics.fy and lens.intrinsics.cx == 149.5
    assert "50 mm in 35 mm film" in lens.said


def test_the_sensor_tells_more_exactly_and_smaller_copies_keep_the_view(tmp_path: Path) -> None:
    # A sensor of 23.5 mm and 6000 pixels: 6000 / 23.5 * 25.4 pixels an inch.
    tags = {FOCAL: 35.0, RESOLUTION: 6000 / 2.35, UNIT: 3, WIDTH: 6000, HEIGHT: 4000, FILM: 10}
    lens = read_photo_lens(photo(tmp_path, tags))
    expected = float(np.degrees(2 * np.arctan(23.5 / 2 / 35)))
    assert fov_deg(300, lens.intrinsics.fx) == pytest.approx(expected, rel=0.01)


def test_a_photo_that_is_shown_turned_has_its_lens_turned(tmp_path: Path) -> None:
    lens = read_photo_lens(photo(tmp_path, {FILM: 50}, orientation=6)).intrinsics
    assert (lens.width, lens.height) == (200, 300)
    assert fov_deg(300, lens.fy) == pytest.approx(39.598, rel=1e-3)


@pytest.mark.parametrize("tags", [{}, {FILM: 0}, {FOCAL: 50.0}, {FILM: 65000}])
def test_tags_that_say_nothing_give_no_lens(tmp_path: Path, tags: dict) -> None:
    assert read_photo_lens(photo(tmp_path, tags)) is None


def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"?")
    with pytest.raises(DataError, match="x.jpg is not a readable picture"):
        read_photo_lens(tmp_path / "x.jpg")

"""Pictures: encoding round trips, nothing is stretched, bad files are named."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine import images
from engine.errors import DataError


def test_srgb_and_linear_are_inverse_and_meet_the_standard() -> None:
    values = np.linspace(0, 1, 256, dtype=np.float32)
    assert np.allclose(images.srgb_from_linear(images.linear_from_srgb(values)), values, atol=1e-5)
    assert np.isclose(images.linear_from_srgb(np.float32(0.5)), 0.21404, atol=1e-4)


def test_writing_and_reading_a_picture_keeps_its_bytes(tmp_path: Path) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (20, 30, 3)).astype(np.float32) / 255
    images.write_image(tmp_path / "new" / "picture.png", rgb)
    again = images.read_image(tmp_path / "new" / "picture.png")
    assert np.allclose(images.over(again), rgb, atol=1e-6)
    assert (again[..., 3] == 255).all()
    rgba = np.random.default_rng(1).integers(0, 256, (20, 30, 4)).astype(np.uint8)
    images.write_image(tmp_path / "clear.png", rgba)
    assert (images.read_image(tmp_path / "clear.png") == rgba).all()


def test_transparent_pixels_show_the_background() -> None:
    rgba = np.zeros((4, 4, 4), np.uint8)
    rgba[:2, :, 3] = 255
    assert (images.over(rgba)[:2] == 0).all() and (images.over(rgba)[2:] == 1).all()
    assert np.allclose(images.over(rgba, (0.2, 0.4, 0.6))[2:], [0.2, 0.4, 0.6])


def test_a_phone_picture_is_turned_as_its_exif_says(tmp_path: Path) -> None:
    picture = Image.fromarray(np.zeros((10, 20, 3), np.uint8))
    exif = picture.getexif()
    exif[0x0112] = 6  # turned by 90 degrees
    picture.save(tmp_path / "turned.jpg", exif=exif)
    assert images.read_image(tmp_path / "turned.jpg").shape == (20, 10, 4)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
def test_unreadable_pictures_are_data_errors(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.png").write_bytes(content)
    with pytest.raises(DataError, match="bad.png"):
        images.read_image(tmp_path / "bad.png")


def test_resizing_keeps_proportions_on_a_white_square() -> None:
    wide = np.zeros((20, 40, 3), np.float32)
    square = images.resize(wide, 20)
    assert square.shape == (20, 20, 3)
    assert (square[:5] == 1).all() and (square[15:] == 1).all()
    assert (square[5:15] == 0).all()


def test_scaling_stretches_and_smaller_pixels_are_means() -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (6, 8, 3)).astype(np.float32) / 255
    small = images.scaled(rgb, 4, 2)
    assert np.abs(small - rgb.reshape(2, 3, 4, 2, 3).mean(axis=(1, 3))).max() <= 1.1 / 255
    assert images.scaled(rgb, 20, 7).shape == (7, 20, 3)


def test_a_strip_shows_every_picture_in_its_cell() -> None:
    stack = np.stack([np.full((2, 3, 3), value, np.float32) for value in (0.1, 0.2, 0.3)])
    sheet = images.strip(stack, columns=2)
    assert sheet.shape == (4, 6, 3)
    assert np.allclose([sheet[0, 0, 0], sheet[0, 3, 0], sheet[2, 0, 0]], [0.1, 0.2, 0.3])
    assert (sheet[2:, 3:] == 1).all()


def test_an_annotated_picture_is_the_picture_over_a_bar_with_a_caption() -> None:
    rgb = np.full((60, 200, 3), 0.5, np.float32)
    sheet = images.annotate(rgb, "chair: 0.91, table: 0.05")
    assert sheet.shape == (84, 200, 3)
    assert np.allclose(sheet[:60], 0.5, atol=1 / 255)
    bar = sheet[60:]
    assert bar.min() == 0 and bar.max() > 0.9
    long = images.annotate(rgb, "a very long caption " * 4)[60:]
    assert (long[:, :2] == 0).all() and (long[:, -2:] == 0).all()  # shrunk to fit

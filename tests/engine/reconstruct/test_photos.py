"""Photos without cameras: where they were taken from, what is left out, and the mesh."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from photographed import FOCAL, SIZE, cameras, photos, written
from PIL import Image

from engine.camera import look_at
from engine.datatypes import Camera
from engine.errors import InputError, ResultError
from engine.images import read_image, write_image
from engine.jobs import Progress, drain
from engine.reconstruct.metrics import similarity_errors
from engine.reconstruct.photos.reading import Photo, Photos, read_photos
from engine.reconstruct.photos.settings import PhotoSettings
from engine.reconstruct.photos.structure import Structure, find_structure
from engine.reconstruct.photos.world import upright
from engine.selftest.scenes import blots, boxes

SETTINGS = PhotoSettings(sweep_size=160)


def named(pictures, **options) -> Photos:
    taken = tuple(Photo(f"{number}", picture) for number, picture in enumerate(pictures))
    return Photos(taken, {}, **{"is_video": False, **options})


@pytest.fixture(scope="module")
def taken() -> list[np.ndarray]:
    """Seven pictures on an arc of 75 degrees."""
    return photos(boxes(), cameras())


@pytest.fixture(scope="module")
def structure(taken) -> Structure:
    return upright(drain(find_structure(named(taken), SETTINGS)))


def true_cameras(structure: Structure) -> list[Camera]:
    return [cameras()[int(view.name)] for view in structure.views]


# --- cameras ----------------------------------------------------------------------------------


def test_cameras_are_found_with_their_lens(structure) -> None:
    assert [view.name for view in structure.views] == [f"{number}" for number in range(7)]
    found = [view.camera for view in structure.views]
    errors, _ = similarity_errors(found, true_cameras(structure))
    assert np.median(errors["rotation_deg"]) < 1 and np.median(errors["direction_deg"]) < 2
    assert max(errors["rotation_deg"]) < 2
    assert abs(found[0].intrinsics.fx / FOCAL - 1) < 0.03
    assert structure.error_px < 1 and not structure.left_out


def test_the_world_is_upright_around_the_origin_and_a_metre_long(structure) -> None:
    errors, true_from_found = similarity_errors(
        [view.camera for view in structure.views], true_cameras(structure)
    )
    up = true_from_found[:3, 2] / np.linalg.norm(true_from_found[:3, 2])
    assert np.degrees(np.arccos(up[2])) < 2
    low, high = np.percentile(structure.points, [2, 98], axis=0)
    assert np.isclose((high - low).max(), 1, atol=0.02) and abs(low + high).max() < 0.02


def test_points_lie_where_their_marks_say(structure) -> None:
    marks, numbers = structure.marks(3)
    assert len(marks) == len(numbers) > 50
    near, far = structure.near_far(3)
    assert near < np.median(marks[:, 2]) < far
    assert set(structure.neighbours(3, 2)) <= {1, 2, 4, 5}


def test_the_same_photos_give_the_same_cameras(taken, structure) -> None:
    again = upright(drain(find_structure(named(taken), SETTINGS)))
    for one, other in zip(structure.views, again.views, strict=True):
        assert (one.camera.world_from_camera == other.camera.world_from_camera).all()
    assert (structure.points == again.points).all()


def test_a_photo_of_something_else_is_left_out_by_name(taken) -> None:
    other = stranger(5)
    found = drain(find_structure(named([*taken[:4], other]), SETTINGS))
    assert [view.name for view in found.views] == ["0", "1", "2", "3"]
    assert "it shows nothing that another does" in found.left_out["4"]
    assert any("4: left out, it shows nothing" in text for text in found.said)


def test_the_work_is_left_tidy_when_it_is_stopped(taken, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for stage in ("Looking for marks", "Comparing photos", "Placing photos"):
        steps = find_structure(named(taken[:4]), SETTINGS)
        assert any(isinstance(step, Progress) and step.message == stage for step in steps)
        steps.close()
        assert not list(tmp_path.iterdir()), stage


# --- what has to be refused -------------------------------------------------------------------


def stranger(seed: int) -> np.ndarray:
    picture = np.full((SIZE[1], SIZE[0], 4), 255, np.uint8)
    picture[..., :3] = blots(np.random.default_rng(seed), 512)[: SIZE[1], : SIZE[0]] * 255
    return picture


def test_photos_that_have_nothing_in_common_are_refused() -> None:
    with pytest.raises(ResultError, match="do not overlap enough: 0 and 1 .no common marks") as hit:
        drain(find_structure(named([stranger(seed) for seed in (1, 2, 3)]), SETTINGS))
    assert "two thirds" in str(hit.value)


def test_photos_from_one_place_are_refused() -> None:
    eye = cameras()[0].world_from_camera[:3, 3]
    ways = [look_at(eye, np.array([0.0, side, 0.2])) for side in (-0.3, 0.0, 0.3)]
    turned = photos(boxes(), [replace(cameras()[0], world_from_camera=way) for way in ways])
    with pytest.raises(ResultError, match="from one place"):
        drain(find_structure(named(turned), SETTINGS))


def test_two_photos_and_the_same_thrice_are_refused(taken, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Of 2 photos 2 can be used, 3 are needed"):
        drain(read_photos(written(tmp_path / "two", taken[:2]), SETTINGS))
    with pytest.raises(InputError, match="b.png: it is the same picture as a.png"):
        drain(read_photos(written(tmp_path / "same", [taken[0]] * 3), SETTINGS))


# --- files ------------------------------------------------------------------------------------


def test_what_cannot_be_used_is_left_out_by_name(taken, tmp_path: Path) -> None:
    folder = written(tmp_path, taken[:3])
    Image.new("RGB", (320, 240)).save(folder / "black.png")
    Image.new("RGB", (1, 1), "red").save(folder / "dot.png")
    whole = (folder / "a.png").read_bytes()
    (folder / "torn.png").write_bytes(whole[: len(whole) // 2])
    (folder / "text.jpg").write_text("no picture")
    (folder / "notes.txt").write_text("not looked at")
    read = drain(read_photos(folder, SETTINGS))
    assert [photo.name for photo in read.taken] == ["a.png", "b.png", "c.png"]
    assert set(read.left_out) == {"black.png", "dot.png", "torn.png", "text.jpg"}
    assert read.left_out["black.png"] == "it is black."
    assert read.left_out["dot.png"] == "it has 1 x 1 pixels."


def test_every_kind_of_file_shows_the_same(taken, tmp_path: Path) -> None:
    rgb = Image.fromarray(taken[0][..., :3])
    rgb.convert("CMYK").save(tmp_path / "cmyk.jpg", quality=95)
    moving = [rgb, *(Image.fromarray(picture[..., :3]) for picture in taken[1:3])]
    moving[0].save(tmp_path / "moving.gif", save_all=True, append_images=moving[1:])
    exif = Image.Exif()
    exif[274] = 6  # to be turned a quarter clockwise
    rgb.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "turned.jpg", exif=exif, quality=95)
    grey = np.asarray(rgb.convert("L")).astype(np.uint16) * 257
    Image.fromarray(grey).save(tmp_path / "deep.png")
    read = drain(read_photos(tmp_path, SETTINGS))
    assert len(read.taken) == 4 and not read.left_out
    for photo in read.taken:
        assert photo.rgba.shape == taken[0].shape
        shown = photo.rgba[..., :3].mean(axis=2)
        wanted = np.asarray(rgb.convert("L") if photo.name == "deep.png" else rgb, float)
        wanted = wanted if wanted.ndim == 2 else wanted.mean(axis=2)
        assert np.corrcoef(shown.ravel(), wanted.ravel())[0, 1] > 0.95, photo.name
        assert abs(shown - wanted).mean() < 20, photo.name


def test_a_large_photo_is_made_smaller_and_its_lens_with_it(taken, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[41989] = 36  # millimetres on 35 mm film
    for name, picture in zip("abc", taken, strict=False):
        large = Image.fromarray(picture[..., :3]).resize((640, 480))
        large.save(tmp_path / f"{name}.jpg", exif=exif)
    read = drain(read_photos(tmp_path, replace(SETTINGS, size=320)))
    focal = 36 / np.hypot(36, 24) * np.hypot(320, 240)
    assert [photo.rgba.shape for photo in read.taken] == [(240, 320, 4)] * 3
    assert np.allclose([photo.focal_px for photo in read.taken], focal)


def test_an_empty_folder_and_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no photos"):
        drain(read_photos(tmp_path, SETTINGS))
    with pytest.raises(InputError, match="is no folder"):
        drain(read_photos(tmp_path / "gone", SETTINGS))


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(InputError, match="Unknown depth"):
        PhotoSettings(depth="guess")
    with pytest.raises(InputError, match="Frames 2 is out of range"):
        PhotoSettings(frames=2)


def test_a_straightened_photo_shows_straight_lines(tmp_path: Path) -> None:
    from engine.datatypes import Intrinsics
    from engine.reconstruct.photos.lens import undistorted

    lens, radial = Intrinsics(300.0, 300.0, 159.5, 119.5, 320, 240), -0.1
    v, u = np.indices((240, 320))
    x, y = (u - lens.cx) / lens.fx, (v - lens.cy) / lens.fy
    away = np.hypot(x, y)
    true = away.copy()  # what lies there: where true (1 + radial true²) = away
    for _ in range(50):
        true = away / (1 + radial * true * true)
    lines = np.sin(40 * x * true / np.maximum(away, 1e-9))
    bent = np.full((240, 320, 4), 255, np.uint8)
    bent[..., :3] = np.round(127 + 120 * lines)[..., None]
    made, pinhole = undistorted(bent, lens, radial)
    wanted = 127 + 120 * np.sin(40 * (u - pinhole.cx) / pinhole.fx)
    assert abs(made[..., 0].astype(float) - wanted).mean() < 2
    assert (made[..., 3] == 255).all() and pinhole.fx < lens.fx
    assert undistorted(bent, lens, 0.0)[0] is bent
    write_image(tmp_path / "one.png", made)
    assert (read_image(tmp_path / "one.png") == made).all()

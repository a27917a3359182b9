"""One picture to a mesh, the whole flow: exact depth stays exact, whatever file the picture is."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from test_relief import stairs
from written import write_exr

from engine.camera import look_at, project
from engine.datatypes import Camera, Intrinsics, Mesh
from engine.errors import DataError, InputError, ReLoopError, ResultError
from engine.jobs import drain
from engine.meshes import join
from engine.reconstruct.metrics import compare_meshes
from engine.reconstruct.relief.flow import picture_to_mesh
from engine.reconstruct.relief.picture import Picture, camera_of, read_picture
from engine.reconstruct.relief.settings import Relief, ReliefSettings
from engine.render.caster import Caster
from engine.render.channels import Subject
from engine.samples import box

WIDTH, HEIGHT, FOCAL = 320, 240, 300.0
FOV = float(np.degrees(2 * np.arctan(WIDTH / 2 / FOCAL)))
LENS = Intrinsics(FOCAL, FOCAL, WIDTH / 2 - 0.5, HEIGHT / 2 - 0.5, WIDTH, HEIGHT)
FILM, ORIENTATION, EXIF = 41989, 274, 0x8769


def level(height: float = 0.0, tilt: float = 0.0) -> Camera:
    eye = np.array([0.0, 0.0, height])
    way = np.array([0.0, np.cos(np.radians(tilt)), np.sin(np.radians(tilt))])
    return Camera(LENS, look_at(eye, eye + way))


def room() -> Mesh:
    """A floor, a wall and a cube before it."""
    floor, wall = box((-4, 0.5, -1.1), (4, 6, -1)), box((-4, 5, -1), (4, 5.1, 4))
    return join([floor, wall, box((-0.5, 2.5, -1), (0.5, 3.5, 0))])


def shown(mesh: Mesh, camera: Camera, folder: Path) -> tuple[Path, Path]:
    """A picture of stripes and a file of the depth of what the camera sees."""
    depth = Subject(mesh).channels(camera, ("depth",))["depth"]
    rows, columns = np.indices(depth.shape)
    rgb = np.stack([columns * 255 // WIDTH, rows * 255 // HEIGHT, (columns // 8 % 2) * 255], -1)
    folder.mkdir(exist_ok=True)
    Image.fromarray(rgb.astype(np.uint8)).save(folder / "photo.png")
    np.save(folder / "depth.npy", depth)
    return folder / "photo.png", folder / "depth.npy"


def made(picture: Path, **settings) -> Relief:
    return drain(picture_to_mesh(read_picture(picture), ReliefSettings(**settings)))


@pytest.fixture
def seen(tmp_path: Path) -> tuple[Path, Path]:
    return shown(room(), level(), tmp_path)


def test_a_room_with_a_cube_comes_out_within_a_hundredth_where_it_stands(seen) -> None:
    result = made(seen[0], depth_file=str(seen[1]), fov_deg=FOV)
    found = compare_meshes(result.mesh, room(), samples=20_000, seen_by=[level()])
    assert found["accuracy_share"] < 5e-3 and found["precision"] > 0.99 and found["recall"] > 0.95
    assert result.is_metric and result.camera.world_from_camera[:3, 3].tolist() == [0, 0, 0]
    assert result.mesh.vertices[:, 1].min() > 1  # it lies before the camera
    assert any("taken as they are" in note for note in result.notes)


def test_a_tilted_camera_above_the_ground_finds_the_floor_level(tmp_path: Path) -> None:
    files = shown(room(), level(0.5, -20), tmp_path)
    settings = {"fov_deg": FOV, "height_m": 0.5, "tilt_deg": -20}
    result = made(files[0], depth_file=str(files[1]), **settings)
    found = compare_meshes(result.mesh, room(), samples=20_000, seen_by=[level(0.5, -20)])
    assert found["accuracy_share"] < 5e-3 and found["precision"] > 0.99


def test_stairs_are_not_bridged(tmp_path: Path) -> None:
    camera = level(2.6, -35)
    truth = stairs()
    truth = Mesh(truth.vertices + [0, 2.5, 0], truth.faces)
    files = shown(truth, camera, tmp_path)
    settings = {"fov_deg": FOV, "height_m": 2.6, "tilt_deg": -35}
    mesh = made(files[0], depth_file=str(files[1]), **settings).mesh
    middles = mesh.vertices[mesh.faces].mean(axis=1)
    assert len(mesh.faces) > 10_000
    assert Caster(truth).sees(camera, middles, slack=0.03).mean() > 0.999


def test_the_picture_lies_on_what_it_shows_as_texture_and_as_colours(seen) -> None:
    settings = {"depth_file": str(seen[1]), "fov_deg": FOV}
    result = made(seen[0], **settings)
    (look,) = result.mesh.materials
    assert look.texture.shape == (HEIGHT, WIDTH, 3)
    u, v, _ = project(result.camera, result.mesh.vertices[result.mesh.faces].reshape(-1, 3)).T
    assert np.allclose(result.mesh.uv[..., 0].ravel() * WIDTH - 0.5, u, atol=1e-3)
    assert np.allclose((1 - result.mesh.uv[..., 1].ravel()) * HEIGHT - 0.5, v, atol=1e-3)
    painted = made(seen[0], **settings, color="vertex").mesh
    assert painted.uv is None
    assert np.allclose(painted.colors[..., 0].ravel() * 255, u * 255 / WIDTH, atol=3)


def test_a_large_picture_keeps_its_pixels_in_the_texture_up_to_a_limit(seen) -> None:
    result = made(seen[0], depth_file=str(seen[1]), fov_deg=FOV, detail=80)
    assert result.depth.shape == (60, 80) and result.rgba.shape == (HEIGHT, WIDTH, 4)
    assert len(result.mesh.vertices) <= 80 * 60
    found = compare_meshes(result.mesh, room(), samples=20_000, seen_by=[level()])
    assert found["accuracy_share"] < 0.01
    small = made(seen[0], depth_file=str(seen[1]), detail=80, texture=160)
    assert small.mesh.materials[0].texture.shape == (120, 160, 3)
    assert small.camera.intrinsics.width == 160


# --- depth ------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".png", ".exr"])
def test_depth_comes_from_every_kind_of_file_with_its_scale(seen, suffix: str) -> None:
    depth = np.load(seen[1])
    file = seen[1].with_suffix(suffix)
    if suffix == ".exr":
        write_exr(file, Z=depth)
        settings = {}
    else:
        Image.fromarray(np.round(depth * 5000).astype(np.uint16)).save(file)
        settings = {"depth_scale": 5000}
    result = made(seen[0], depth_file=str(file), **settings)
    assert np.allclose(result.depth, depth, atol=1e-3)


def test_a_disparity_is_laid_between_near_and_far_and_says_that_its_scale_is_arbitrary(
    seen,
) -> None:
    depth = np.load(seen[1])
    np.save(seen[1], np.where(depth > 0, 7 / np.maximum(depth, 0.1), 0).astype(np.float32))
    settings = {"depth_file": str(seen[1]), "depth_kind": "disparity", "cut": 0.5}
    result = made(seen[0], **settings)
    kept = result.depth[result.depth > 0]
    assert (kept.min(), kept.max()) == (pytest.approx(1), pytest.approx(3))
    assert not result.is_metric and any("size is arbitrary" in note for note in result.notes)
    laid = made(seen[0], **settings, near=2.0, far=8.0)
    kept = laid.depth[laid.depth > 0]
    assert (kept.min(), kept.max()) == (pytest.approx(2), pytest.approx(8))
    holes = np.load(seen[1])
    holes[:20] = np.nan
    np.save(seen[1], holes)
    assert (made(seen[0], **settings).depth[:20] == 0).all()
    long = made(seen[0], **settings, length_m=0.3)
    assert np.ptp(long.mesh.vertices, axis=0).max() == pytest.approx(0.3)
    assert not long.is_metric and any("not by measure" in note for note in long.notes)
    assert (long.camera.world_from_camera[:3, 3] == 0).all()


def test_depth_is_estimated_where_no_file_tells_it(seen) -> None:
    result = made(seen[0], detail=64, smooth=2, cut=0.5)
    assert not result.is_metric and len(result.mesh.faces) > 1000
    said = " ".join(result.notes)
    assert (
        "own network" in said and "size is arbitrary" in said and "does not tell its lens" in said
    )
    kept = result.depth[result.depth > 0]
    assert kept.min() == pytest.approx(1, abs=0.05) and kept.max() == pytest.approx(3, abs=0.2)


def test_smoothing_takes_noise_and_leaves_planes_and_jumps(seen) -> None:
    depth = np.load(seen[1])
    noise = np.random.default_rng(0).normal(scale=0.004, size=depth.shape)
    np.save(seen[1], np.where(depth > 0, depth * (1 + noise), 0).astype(np.float32))
    rough, smooth = (made(seen[0], depth_file=str(seen[1]), smooth=n).depth for n in (0, 20))
    known = depth > 0
    errors = [np.abs(found[known] / depth[known] - 1).mean() for found in (rough, smooth)]
    assert errors[1] < 0.5 * errors[0]
    np.save(seen[1], depth)
    exact = made(seen[0], depth_file=str(seen[1]), smooth=50).depth
    assert np.percentile(np.abs(exact[known] / depth[known] - 1), 90) < 1e-3


# --- masks, lenses, surfaces ----------------------------------------------------------------


def test_only_the_subject_of_a_mask_is_kept(seen) -> None:
    mask = np.zeros((HEIGHT // 2, WIDTH // 2), np.uint8)
    mask[40:80, 60:100] = 255
    file = seen[0].with_name("mask.png")
    Image.fromarray(mask).save(file)
    settings = {"depth_file": str(seen[1]), "mask": "file", "mask_file": str(file)}
    kept = made(seen[0], **settings).depth > 0
    assert kept[80:160, 120:200].all() and kept.sum() == 80 * 80
    rgb = np.array(Image.open(seen[0]))
    alpha = np.asarray(Image.fromarray(mask).resize((WIDTH, HEIGHT), 0))
    Image.fromarray(np.dstack([rgb, alpha])).save(seen[0])
    assert np.array_equal(made(seen[0], depth_file=str(seen[1])).depth > 0, kept)
    assert (made(seen[0], depth_file=str(seen[1]), mask="none").depth > 0).mean() > 0.9
    Image.new("L", (40, 200), 255).save(file)
    with pytest.raises(InputError, match="mask has 40 x 200 pixels, which are not the proportions"):
        made(seen[0], **settings)
    Image.new("L", (WIDTH, HEIGHT)).save(file)
    with pytest.raises(InputError, match="Nothing of photo is left"):
        made(seen[0], **settings)


def test_the_subject_is_found_where_nobody_says_it(seen) -> None:
    rgb = np.full((HEIGHT, WIDTH, 3), (190, 200, 210), np.uint8)
    rgb[80:180, 110:210] = (160, 30, 20)
    Image.fromarray(rgb).save(seen[0])
    kept = made(seen[0], depth_file=str(seen[1]), mask="auto").depth > 0
    assert kept[90:170, 120:200].all() and not kept[:60].any() and not kept[:, :90].any()


def test_the_lens_is_as_given_else_as_the_photo_says_else_a_stated_one(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(EXIF)[FILM] = 50
    Image.new("RGB", (300, 200), "teal").save(tmp_path / "told.jpg", exif=exif)
    told = read_picture(tmp_path / "told.jpg")
    silent = Picture(told.rgba, "silent")
    for picture, settings, degrees, word in (
        (told, {}, 39.598, "50 mm in 35 mm film"),
        (told, {"fov_deg": 70.0}, 70, "was given"),
        (told, {"focal_mm": 18.0}, 90, "was given"),
        (silent, {}, 54.43, "does not tell its lens: 35 mm"),
    ):
        camera, said = camera_of(picture, ReliefSettings(**settings))
        fov = np.degrees(2 * np.arctan(150 / camera.intrinsics.fx))
        assert fov == pytest.approx(degrees, rel=0.01) and word in said


def test_a_closed_surface_keeps_what_is_seen_and_says_whether_it_is_watertight(seen) -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[90:, 80:240] = 255
    rgb = np.array(Image.open(seen[0]))
    Image.fromarray(np.dstack([rgb, mask])).save(seen[0])
    settings = {"depth_file": str(seen[1]), "fov_deg": FOV, "method": "poisson", "detail": 160}
    result = made(seen[0], **settings)
    open_share = result.numbers["open_edges"] / len(result.mesh.faces)
    assert open_share < 0.01  # the open surface has 4 %
    said = any("not watertight" in note for note in result.notes)
    assert said == (not result.numbers["is_watertight"])
    seen_back = compare_meshes(made(seen[0], **settings | {"method": "grid"}).mesh, result.mesh)
    assert seen_back["accuracy_share"] < 0.01
    fewer = made(seen[0], **settings, faces=500)
    assert 100 < len(fewer.mesh.faces) <= 500 and fewer.mesh.uv.shape[0] == len(fewer.mesh.faces)
    mask[:] = 0
    mask[130:220, 110:210] = 255  # on the cube's front alone
    Image.fromarray(np.dstack([rgb, mask])).save(seen[0])
    with pytest.raises(ResultError, match="What is seen is flat"):
        made(seen[0], **settings)


def test_faces_and_specks_can_be_fewer(seen) -> None:
    settings = {"depth_file": str(seen[1]), "fov_deg": FOV}
    result = made(seen[0], **settings, faces=3000, smallest=0.01)
    assert 1000 < len(result.mesh.faces) <= 3000
    found = compare_meshes(result.mesh, room(), samples=20_000, seen_by=[level()])
    assert found["accuracy_share"] < 0.01
    u, _, _ = project(result.camera, result.mesh.vertices[result.mesh.faces].reshape(-1, 3)).T
    assert np.allclose(result.mesh.uv[..., 0].ravel() * WIDTH - 0.5, u, atol=1e-3)


# --- files of all kinds -----------------------------------------------------------------------


def test_a_picture_turned_by_exif_gives_the_same_mesh(seen) -> None:
    upright = made(seen[0], depth_file=str(seen[1]))
    turned = Image.open(seen[0]).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # shown turned by a quarter to the right
    turned.save(seen[0].with_name("turned.png"), exif=exif)
    again = made(seen[0].with_name("turned.png"), depth_file=str(seen[1]))
    assert np.array_equal(again.mesh.vertices, upright.mesh.vertices)
    assert np.array_equal(again.mesh.faces, upright.mesh.faces)
    assert np.array_equal(again.rgba, upright.rgba)


def test_grey_of_sixteen_bits_cmyk_and_palettes_look_as_they_should(tmp_path: Path) -> None:
    grey = (np.arange(64 * 48).reshape(48, 64) * 20).astype(np.uint16)
    Image.fromarray(grey).save(tmp_path / "deep.png")
    found = read_picture(tmp_path / "deep.png").rgba
    assert np.abs(found[..., 0].astype(int) - grey // 257).max() <= 1
    assert (found[..., 3] == 255).all() and (found[..., 0] == found[..., 2]).all()
    Image.new("CMYK", (64, 48), (0, 255, 255, 0)).save(tmp_path / "print.jpg")
    assert np.abs(read_picture(tmp_path / "print.jpg").rgba[5, 5] - [255, 0, 0, 255]).max() < 5
    palette = Image.new("RGB", (64, 48), "blue").quantize(4)
    palette.save(tmp_path / "few.png")
    assert read_picture(tmp_path / "few.png").rgba[5, 5].tolist() == [0, 0, 255, 255]


def test_of_a_picture_that_moves_the_first_counts_and_that_is_said(seen) -> None:
    first = Image.open(seen[0]).convert("RGB")
    file = seen[0].with_name("moving.png")
    first.save(file, save_all=True, append_images=[Image.new("RGB", first.size, "red")])
    result = made(file, depth_file=str(seen[1]))
    assert np.array_equal(result.rgba, made(seen[0], depth_file=str(seen[1])).rgba)
    assert any("the first of its 2 pictures counts" in note for note in result.notes)


def bad(folder: Path, kind: str) -> Path:
    file = folder / "bad.png"
    if kind == "truncated":
        noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
        Image.fromarray(noise).save(file)
        file.write_bytes(file.read_bytes()[:4000])
    elif kind == "text":
        file.write_text("no picture")
    elif kind != "absent":
        size = {"one": (1, 1), "strip": (700, 3), "black": (64, 48), "clear": (64, 48)}[kind]
        color = (0, 0, 0, 0) if kind == "clear" else (0, 0, 0, 255)
        Image.new("RGBA", size, color).save(file)
    return file


@pytest.mark.parametrize(
    ("kind", "error", "words"),
    [
        ("truncated", DataError, "not a readable picture"),
        ("text", DataError, "not a readable picture"),
        ("absent", DataError, "not a readable picture"),
        ("one", InputError, "1 x 1 pixels: too few for a mesh. Choose"),
        ("strip", InputError, "700 x 3 pixels: too few"),
        ("black", InputError, "all of one colour: its depth cannot be told. Choose"),
        ("clear", InputError, "Nothing of bad is left by its mask. Choose"),
    ],
)
def test_a_bad_picture_gets_a_sentence(tmp_path: Path, kind: str, error: type, words: str) -> None:
    with pytest.raises(error) as caught:
        made(bad(tmp_path, kind))
    assert words in str(caught.value) and "bad" in str(caught.value)


def test_a_black_picture_with_depth_becomes_a_mesh(seen) -> None:
    Image.new("RGB", (WIDTH, HEIGHT)).save(seen[0])
    result = made(seen[0], depth_file=str(seen[1]))
    assert len(result.mesh.faces) > 100_000 and not result.quality.is_good


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"method": "magic"}, "Unknown method"),
        ({"mask": "guess"}, "There is alpha, none, auto, file"),
        ({"cut": 0}, "Cut 0 is out of range"),
        ({"near": 3.0, "far": 2.0}, "out of order"),
        ({"focal_mm": 35.0, "fov_deg": 50.0}, "Give one of them"),
        ({"detail": 8}, "Detail 8 is out of range"),
    ],
)
def test_settings_out_of_range_are_refused(settings: dict, words: str) -> None:
    with pytest.raises(InputError, match=words):
        ReliefSettings(**settings)


def test_a_depth_file_that_does_not_fit_or_is_not_there_is_refused(seen) -> None:
    np.save(seen[1], np.load(seen[1]).T)
    for settings, words in (
        ({"depth_file": str(seen[1])}, "depth map has 240 x 320 pixels"),
        ({"depth_file": "/nowhere/d.npy"}, "does not exist"),
        ({"mask": "file"}, "There is no picture to mask with"),
        ({"depth_model": str(seen[0].parent)}, "holds no depth model"),
    ):
        with pytest.raises(ReLoopError, match=words):
            made(seen[0], **settings)


def test_every_stage_can_be_stopped_at(seen) -> None:
    settings = ReliefSettings(depth_file=str(seen[1]), method="poisson", faces=1000, detail=32)
    steps = picture_to_mesh(read_picture(seen[0]), settings)
    stages = [step.message for step in steps]
    assert stages[:4] == [
        "Finding the subject",
        "Checking the picture",
        "Measuring depth",
        "Laying out depth",
    ]
    assert {"Spanning the surface", "Closing the surface", "Simplifying"} <= set(stages)
    for count in range(1, len(stages)):
        steps = picture_to_mesh(read_picture(seen[0]), settings)
        for _ in range(count):
            next(steps)
        steps.close()
        assert next(steps, None) is None

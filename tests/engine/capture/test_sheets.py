"""Turntables and sheets: pillow and PyAV read back the frames, names stand under pictures."""

from dataclasses import replace

import av
import numpy as np
import pytest
from PIL import Image

from engine.capture.formats import sheets
from engine.datatypes import View, ViewSet
from engine.errors import DataError, InputError


def plain(*colors: tuple[int, int, int], width: int = 64, height: int = 48) -> ViewSet:
    """A view of each colour all over."""
    pictures = (np.full((height, width, 4), (*color, 255), np.uint8) for color in colors)
    return ViewSet(tuple(View(picture) for picture in pictures))


COLORS = ((200, 100, 50), (20, 40, 220), (128, 128, 128), (250, 250, 10), (0, 0, 0))


def test_a_gif_has_a_frame_for_each_view_and_repeats(tmp_path) -> None:
    path = sheets.turntable(plain(*COLORS), tmp_path / "new" / "turn.GIF", fps=12)
    with Image.open(path) as gif:
        assert gif.n_frames == 5 and gif.size == (64, 48)
        assert gif.info["loop"] == 0
        for index, color in enumerate(COLORS):
            gif.seek(index)
            assert gif.info["duration"] == 80
            assert np.abs(np.array(gif.convert("RGB")).astype(int) - color).max() <= 1


def test_equal_neighbours_in_a_gif_last_as_long_as_both(tmp_path) -> None:
    views = plain(COLORS[0], COLORS[0], COLORS[1])
    with Image.open(sheets.turntable(views, tmp_path / "turn.gif", fps=10)) as gif:
        durations = []
        for index in range(gif.n_frames):
            gif.seek(index)
            durations.append(gif.info["duration"])
    assert sum(durations) == 300


@pytest.mark.parametrize("codec", ["libx264", "mpeg4"])
@pytest.mark.parametrize(("width", "height"), [(64, 48), (65, 49)])
def test_an_mp4_has_every_frame_an_even_size_and_the_colours(
    tmp_path, monkeypatch, codec, width, height
) -> None:
    monkeypatch.setattr(sheets, "_CODECS", {codec: sheets._CODECS[codec]})
    views = plain(*COLORS, width=width, height=height)
    path = sheets.turntable(views, tmp_path / "turn.mp4", fps=12.5)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == {"libx264": "h264", "mpeg4": "mpeg4"}[codec]
        assert stream.average_rate == 12.5
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)]
        assert stream.codec_context.pix_fmt == "yuv420p"
    assert len(frames) == 5
    for frame, color in zip(frames, COLORS, strict=True):
        assert frame.shape == (height + height % 2, width + width % 2, 3)
        assert np.abs(frame[8:40, 8:56].astype(int) - color).max() <= 6


def test_transparent_views_show_their_background_in_every_format(tmp_path) -> None:
    clear = View(np.zeros((31, 33, 4), np.uint8), background=(0.8, 0.2, 0.4))
    views = ViewSet((clear, replace(clear, background=(0.1, 0.6, 0.3))))
    with av.open(str(sheets.turntable(views, tmp_path / "turn.mp4"))) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    for frame, view in zip(frames, views.views, strict=True):
        assert frame.shape == (32, 34, 3)
        assert np.abs(frame / 255 - view.background).max() < 0.03  # added edges too
    with Image.open(sheets.turntable(views, tmp_path / "turn.gif")) as gif:
        assert np.allclose(np.array(gif.convert("RGB")) / 255, clear.background, atol=0.005)


def test_made_views_turn_in_a_gif_frame_by_frame(tmp_path, make_views) -> None:
    views = make_views(views=7)
    with Image.open(sheets.turntable(views, tmp_path / "turn.gif")) as gif:
        assert gif.n_frames == 7


def test_frames_may_have_their_names_under_them(tmp_path, make_views) -> None:
    views = make_views(views=3, size=90)
    height = views.views[0].rgba.shape[0]
    path = sheets.turntable(views, tmp_path / "turn.gif", is_captioned=True)
    frames = []
    with Image.open(path) as gif:
        for index in range(3):
            gif.seek(index)
            frames.append(np.array(gif.convert("L")))
    bars = [frame[height:] for frame in frames]
    assert all((bar < 128).any() and bar.shape[0] > 10 for bar in bars)
    assert (bars[0] != bars[1]).any()
    sheet = sheets.grid(views, columns=1).reshape(3, -1, 90, 3)
    assert frames[0].shape == sheet.shape[1:3]


@pytest.mark.parametrize("name", ["turn.avi", "turn"])
def test_other_formats_are_input_errors(tmp_path, name) -> None:
    with pytest.raises(InputError, match=".gif or .mp4"):
        sheets.turntable(plain(COLORS[0]), tmp_path / name)


@pytest.mark.parametrize("fps", [0, -1, float("nan"), 1000])
def test_impossible_speeds_are_input_errors(tmp_path, fps) -> None:
    with pytest.raises(InputError, match="frames a second"):
        sheets.turntable(plain(COLORS[0]), tmp_path / "turn.gif", fps=fps)


@pytest.mark.parametrize("name", ["turn.gif", "turn.mp4"])
def test_a_place_that_cannot_be_written_is_a_data_error(tmp_path, name) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(DataError, match="Cannot write"):
        sheets.turntable(plain(COLORS[0]), tmp_path / name)


def test_views_of_different_sizes_are_an_input_error(tmp_path) -> None:
    mixed = ViewSet(plain(COLORS[0]).views + plain(COLORS[0], width=32).views)
    with pytest.raises(InputError, match="differ in size"):
        sheets.grid(mixed)
    with pytest.raises(InputError, match="differ in size"):
        sheets.turntable(mixed, tmp_path / "turn.gif")


def cells(sheet: np.ndarray, views: ViewSet, columns: int) -> np.ndarray:
    """The sheet cut up: (rows, columns, height of a cell, width, 3)."""
    width = views.views[0].rgba.shape[1]
    rows = -(-len(views.views) // columns)
    assert sheet.shape[1] == columns * width
    return sheet.reshape(rows, -1, columns, width, 3).swapaxes(1, 2)


@pytest.mark.parametrize(
    ("rig", "columns"),
    [
        ({"layout": "grid", "views": 5, "rings": 3}, 5),
        ({"layout": "orbit", "views": 7}, 7),
        ({"layout": "sphere", "views": 10}, 4),
        ({"layout": "grid", "views": 1, "rings": 4}, 2),
    ],
)
def test_a_grid_has_a_row_for_each_ring_and_each_picture_in_its_cell(
    make_views, rig, columns
) -> None:
    views = make_views(size=90, **rig)
    sheet = sheets.grid(views)
    assert sheet.dtype == np.float32
    cut = cells(sheet, views, columns)
    for index, view in enumerate(views.views):
        cell = cut[divmod(index, columns)]
        assert np.abs(cell[: view.rgba.shape[0]] - view.rgb).max() <= 0.5 / 255 + 1e-6


def test_columns_can_be_chosen_and_unnamed_views_make_a_square(make_views) -> None:
    views = plain(*COLORS)
    assert sheets.grid(views).shape[1] == 3 * 64
    assert sheets.grid(views, columns=2).shape[1] == 2 * 64
    assert sheets.grid(make_views(views=7), columns=3).shape[1] == 3 * 45


@pytest.mark.parametrize("width", [64, 256, 1024])
def test_captions_are_readable_differ_and_grow_with_the_picture(width) -> None:
    views = plain(COLORS[0], COLORS[0], width=width, height=width)
    cut = cells(sheets.grid(views, columns=2), views, 2)
    bars = cut[0, :, width:]
    assert (bars[0] != bars[1]).any()  # "0" and "1"
    dark = (bars[0] < 0.5).all(axis=-1)
    assert max(7, width // 22) <= np.ptp(np.nonzero(dark.any(axis=1))[0]) + 1 <= width // 8 + 4
    assert (bars[:, [0, -1]] == 1).all()


def test_a_long_name_shrinks_to_fit_its_picture(make_views) -> None:
    view = make_views(size=256, views=1).views[0]
    named = replace(view, camera=replace(view.camera, name="a very long name " * 5))
    bar = sheets.grid(ViewSet((named,)))[view.rgba.shape[0] :]
    dark = np.nonzero((bar < 0.9).any(axis=(0, 2)))[0]
    assert 2 < dark.min() < 30 and 226 < dark.max() < 254


def test_a_grid_is_written_as_a_picture(tmp_path, make_views) -> None:
    views = make_views()
    path = sheets.write_grid(views, tmp_path / "new" / "grid.png", columns=2)
    with Image.open(path) as picture:
        want = np.round(sheets.grid(views, columns=2) * 255)
        assert (np.array(picture) == want).all()

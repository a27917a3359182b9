"""The options of `viewpoint match` in; the picture, where to start and what may move out."""

import argparse
import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..camera import Frame
from ..capture.formats.poses import read_cameras
from ..datatypes import Camera, Intrinsics, Mesh
from ..errors import DataError, InputError
from ..images import read_image
from ..meshes import sound_faces
from ..viewpoint.orbit import Orbit, camera_of
from ..viewpoint.settings import COMPARISONS, MASKS, PARAMETERS, MatchSettings, Pick
from .looking import add_lens_options, lens_from
from .shared import color

_STANDARD = MatchSettings()
_LEAST = 8  # pixels of a picture's side
_PICK_COLUMNS = ("x", "y", "z", "u", "v")


def add_match_options(parser: argparse.ArgumentParser) -> None:
    """The options of `viewpoint match`, the same with and without Blender."""
    parser.add_argument("--image", type=Path, required=True, metavar="PNG", help="to be matched")
    text = "; ".join(f"{name}: {said}" for name, said in MASKS.items())
    parser.add_argument("--mask", choices=MASKS, default="auto", help=text)
    parser.add_argument("--key", type=color, metavar="R,G,B", help="of --mask key, each 0 to 1")
    text = "white, or opaque, where the object is; in place of --mask"
    parser.add_argument("--mask-image", type=Path, metavar="PNG", help=text)
    text = f"what may move, of {', '.join(PARAMETERS)}; default: all but free"
    parser.add_argument("--parameters", type=_words, metavar="NAME,…", help=text)
    text = "what may not, of the same"
    parser.add_argument("--lock", type=_words, default=(), metavar="NAME,…", help=text)
    parser.add_argument("--orthographic", dest="is_orthographic", action="store_true")
    text = "; ".join(f"{name}: {said}" for name, said in COMPARISONS.items())
    parser.add_argument("--compare", choices=COMPARISONS, default=_STANDARD.compare, help=text)
    add_lens_options(parser)
    text = "optimized_params.json, or any pose that `capture --poses` reads; its first camera"
    parser.add_argument("--start", type=Path, metavar="FILE|FOLDER", help=text)
    text = "go on from the start, without looking from all sides first"
    parser.add_argument("--no-search", dest="is_searching", action="store_false", help=text)
    text = "rows x,y,z,u,v: points of the object, and the pixels that show them"
    parser.add_argument("--picks", type=Path, metavar="CSV", help=text)
    text = "pixels of the longer side, as it is compared"
    parser.add_argument("--size", type=int, default=_STANDARD.size, help=text)
    parser.add_argument("--seed", type=int, default=_STANDARD.seed)


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in text.split(","))))


def read_picture(path: Path) -> NDArray[np.uint8]:
    """A picture to be matched, rgba (H, W, 4).

    Raises:
        DataError: it cannot be read.
        InputError: it is too small to show anything.
    """
    rgba = read_image(path)
    height, width = rgba.shape[:2]
    if min(width, height) < _LEAST:
        raise InputError(
            f"{path.name} has only {width} x {height} pixels.",
            f"Choose a picture of at least {_LEAST} x {_LEAST}.",
        )
    return rgba


def read_mask(path: Path, size: tuple[int, int]) -> NDArray[np.float32]:
    """A drawn mask, (H, W) in [0, 1]: the alpha, where the file has any, else the brightness.

    Args:
        size: width and height of the picture that it belongs to.

    Raises:
        DataError: it cannot be read.
        InputError: it is of another size, or nothing is drawn.
    """
    rgba = read_image(path)
    if rgba.shape[1::-1] != size:
        found = "{} x {}".format(*rgba.shape[1::-1])
        raise InputError(
            f"{path.name} has {found} pixels, the picture {size[0]} x {size[1]}.",
            "Draw the mask over the picture itself.",
        )
    has_alpha = rgba[..., 3].min() < 255
    values = rgba[..., 3] if has_alpha else rgba[..., :3].mean(axis=2)
    mask = values.astype(np.float32) / 255
    if not (mask >= 0.5).any():
        raise InputError(f"Nothing is drawn in {path.name}.", "Paint the object white.")
    return mask


def read_picks(path: Path) -> tuple[Pick, ...]:
    """Points of an object and the pixels that show them, from rows x,y,z,u,v.

    The first row may name the columns, in any order.

    Raises:
        DataError: it cannot be read, or a row is none.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if any(cell.strip() for cell in row)]
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    order = list(range(5))
    names = [cell.strip().lower() for cell in rows[0]] if rows else []
    if set(_PICK_COLUMNS) <= set(names):
        order = [names.index(name) for name in _PICK_COLUMNS]
        rows = rows[1:]
    picks = []
    for row in rows:
        try:
            values = [float(row[index]) for index in order]
        except (ValueError, IndexError):
            values = [np.nan]
        if not np.isfinite(values).all():
            raise DataError(
                f"{path} has a row that is no pair: {','.join(row)}.",
                "Each has x,y,z in metres and u,v in pixels.",
            )
        picks.append(Pick(tuple(values[:3]), tuple(values[3:])))
    return tuple(picks)


def match_settings(
    args: argparse.Namespace,
    mesh: Mesh,
    size: tuple[int, int],
    *,
    scene_camera: Camera | None = None,
) -> MatchSettings:
    """The settings that the options name.

    A lens that is named stays as it is, unless the focal length is named to move.

    Args:
        mesh: what is looked at.
        size: width and height of the picture.
        scene_camera: where to start, where no file says so; its lens is known.

    Raises:
        InputError, DataError: an option is out of range, or a file cannot be read.
    """
    lens, start = lens_from(args, *size), _start(args, size, scene_camera)
    is_flat = args.is_orthographic or (start is not None and start.intrinsics.is_orthographic)
    if lens is not None and is_flat:
        raise InputError(
            "An orthographic camera has no focal length.", "Leave out --focal and --fov."
        )
    is_known = lens is not None or (scene_camera is not None and not args.start)
    if lens is not None:
        start = _around(mesh, lens) if start is None else replace(start, intrinsics=lens)
    return MatchSettings(
        parameters=_parameters(args, is_known=is_known and not is_flat),
        start=start,
        is_searching=args.is_searching,
        is_orthographic=is_flat,
        compare=args.compare,
        picks=read_picks(args.picks) if args.picks else (),
        size=args.size,
        seed=args.seed,
    )


def _start(
    args: argparse.Namespace, size: tuple[int, int], scene_camera: Camera | None
) -> Camera | None:
    """Where to start: as a file says, else where the scene's camera stands."""
    start = in_size(read_cameras(args.start)[0], *size) if args.start else scene_camera
    if start is None and not args.is_searching:
        raise InputError("There is nothing to go on from.", "Name a --start, or search.")
    if start is not None and args.is_orthographic and not start.intrinsics.is_orthographic:
        raise InputError("The start is a perspective camera.", "Leave out --orthographic.")
    return start


def _parameters(args: argparse.Namespace, *, is_known: bool) -> tuple[str, ...]:
    """What may move; `is_known`: a lens that nobody named to move stays."""
    asked = args.parameters
    if asked is None:
        asked = [name for name in _STANDARD.parameters if not (is_known and name == "focal")]
    for name in (*asked, *args.lock):
        if name not in PARAMETERS:
            raise InputError(f"Unknown parameter “{name}”.", f"There is {', '.join(PARAMETERS)}.")
    free = tuple(name for name in asked if name not in args.lock)
    if not free:
        raise InputError("Nothing of the camera may move.", "Lock less.")
    return free


def _around(mesh: Mesh, lens: Intrinsics) -> Camera:
    """A camera with that lens, from where all of the mesh is seen."""
    mesh = sound_faces(mesh)
    frame = Frame.around(mesh.vertices[np.unique(mesh.faces)])
    half = min(lens.width / lens.fx, lens.height / lens.fy) / 2  # tangent of half the view
    distance = 0.55 * frame.diagonal / np.sin(np.arctan(half))
    return camera_of(Orbit(float(distance), 20.0, 45.0), frame.center, lens)


def in_size(camera: Camera, width: int, height: int) -> Camera:
    """The camera with another size of picture, of square pixels: its longer side shows as much."""
    lens = camera.intrinsics
    squeezed = lens.fx / lens.fy  # a pixel's height by its width
    scale = max(width, height) / max(lens.width, lens.height * squeezed)
    cx = (width - 1) / 2 + (lens.cx - (lens.width - 1) / 2) * scale
    cy = (height - 1) / 2 + (lens.cy - (lens.height - 1) / 2) * scale * squeezed
    fx = lens.fx * scale
    sized = replace(lens, fx=fx, fy=fx, cx=cx, cy=cy, width=width, height=height)
    return replace(camera, intrinsics=sized)

"""Posed photos in, depth of each by sweeping planes through what its neighbours show."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...camera import fitted
from ...datatypes import Camera, View
from ...errors import InputError
from ...images import scaled
from ...jobs import Progress, Steps
from .agreeing import agreed, filled, without_specks
from .neighbours import neighbours_of

_COARSE = 180  # pixels of the longer side up to which planes are swept over the whole range


def swept(
    views: Sequence[View],
    ranges: NDArray[np.floating],
    *,
    neighbours: Sequence[Sequence[int]] | None = None,
    size: int = 480,
    guesses: Sequence[NDArray[np.float32] | None] | None = None,
    device: str = "auto",
) -> Steps[list[NDArray[np.float32]]]:
    """Depth of each view, by multi-view stereo: each is compared with those beside it.

    Planes are swept from coarse to fine (sweep_backend.py), then what two neighbours at least say
    too is kept (agreeing.py).

    Args:
        views: with perspective cameras; what is transparent has no depth.
        ranges: (N, 2) nearest and farthest depth of each view, metres, with some room.
        neighbours: of each view those that it is compared with, the best first; None: by where
            the cameras stand.
        size: pixels of the longer side that are worked on at most.
        guesses: (H, W) depth of each view by another way, metres, 0 where unknown, or None. It
            decides where the pictures say little, and fills what is left where it goes on from
            what was found.
        device: as deps.pick_device knows it.

    Returns:
        Depth (H, W) float32, metres along Z, 0 where it is not known, in the size of each view's
        own picture: where that is larger than `size` it is enlarged, not over jumps.

    Raises:
        InputError: there are fewer than two views, one has no perspective camera, or a range or
            a neighbour is out of order.
        MissingDependency: torch is not installed.
    """
    _check(views, ranges, neighbours, guesses)
    torch = deps.require("torch", feature="Depth from several pictures")
    from .sweep_backend import Sight, swept_view

    device = deps.pick_device(device)
    cameras = [fitted(view.camera, size) for view in views]
    if neighbours is None:
        neighbours = neighbours_of(cameras, ranges)
    else:
        pairs = enumerate(neighbours)
        neighbours = [[other for other in others if other != own] for own, others in pairs]
    greys = [_grey(view, camera) for view, camera in zip(views, cameras, strict=True)]
    depths = []
    for index, (camera, others) in enumerate(zip(cameras, neighbours, strict=True)):
        yield Progress(index, len(views), "Comparing pictures")
        if not others:
            depths.append(np.zeros(greys[index].shape, np.float32))
            continue
        levels = []
        for longest in _sizes(camera):
            own = fitted(camera, longest)
            sights = []
            for other in others:
                theirs = fitted(cameras[other], longest)
                grey = torch.from_numpy(_shrunk(greys[other], theirs)).to(device)
                matrix, shift = (torch.from_numpy(part).to(device) for part in _seen(own, theirs))
                sights.append(Sight(grey, matrix, shift))
            levels.append((torch.from_numpy(_shrunk(greys[index], own)).to(device), sights))
        guess = _guess(guesses, index, levels[0][0].shape)
        guess = None if guess is None else torch.from_numpy(guess).to(device)
        with torch.no_grad():
            found = swept_view(levels, *map(float, ranges[index]), guess)
        depth = (
            torch.where(found.sure, 1 / found.inverse, torch.zeros_like(found.inverse))
            .cpu()
            .numpy()
        )
        depths.append(np.where(_opaque(views[index], camera), depth, 0).astype(np.float32))
    kept = []
    for index in range(len(views)):
        yield Progress(index, len(views), "Keeping what views agree on")
        depth = without_specks(agreed(cameras, depths, index, neighbours[index]))
        if guesses is not None and guesses[index] is not None:
            depth = filled(depth, _sampled(guesses[index], depth.shape))
            depth[~_opaque(views[index], cameras[index])] = 0
        kept.append(_enlarged(depth, views[index].rgba.shape[:2]))
    return kept


def _check(views, ranges, neighbours, guesses) -> None:
    if len(views) < 2:
        raise InputError("One picture alone says no depth by comparing.", "Give two at least.")
    for index, view in enumerate(views):
        if view.camera is None or view.camera.intrinsics.is_orthographic:
            raise InputError(
                f"View {index} has no perspective camera.", "Give each view one, or leave it out."
            )
    if np.shape(ranges) != (len(views), 2):
        raise InputError("Not every view has a range.", "Give nearest and farthest of each view.")
    if not (
        np.isfinite(ranges).all()
        and (ranges[:, 0] > 0).all()
        and (ranges[:, 1] > ranges[:, 0]).all()
    ):
        raise InputError("A range is out of order.", "Nearest is above 0, farthest beyond it.")
    if neighbours is not None and len(neighbours) != len(views):
        raise InputError("Not every view has neighbours named.", "Name those of each view.")
    named = [] if neighbours is None else [other for others in neighbours for other in others]
    if not all(0 <= other < len(views) for other in named):
        raise InputError("A neighbour is none of the views.", "Name views by number from 0.")
    if guesses is not None and len(guesses) != len(views):
        raise InputError("Not every view has a guess.", "Give None where there is none.")


def _sizes(camera: Camera) -> list[int]:
    """Longer sides of the levels, the coarsest first."""
    lens = camera.intrinsics
    sizes = [max(lens.width, lens.height)]
    while sizes[0] > _COARSE:
        sizes.insert(0, round(sizes[0] / 2))
    return sizes


def _grey(view: View, camera: Camera) -> NDArray[np.float32]:
    lens = camera.intrinsics
    rgb = view.rgb
    if rgb.shape[:2] != (lens.height, lens.width):
        rgb = scaled(rgb, lens.width, lens.height)
    return rgb @ np.array([0.2126, 0.7152, 0.0722], np.float32)


def _shrunk(grey: NDArray[np.float32], camera: Camera) -> NDArray[np.float32]:
    size = camera.intrinsics.height, camera.intrinsics.width
    if grey.shape == size:
        return grey
    rgb = scaled(np.repeat(grey[..., None], 3, axis=2), size[1], size[0])
    return np.ascontiguousarray(rgb[..., 0])


def _seen(own: Camera, other: Camera) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What takes a pixel (u, v, 1) to (u, v, 1) times a factor in `other`, at 1 / depth w.

    matrix @ pixel + w * shift: (3, 3) and (3,).
    """
    turn = other.world_from_camera[:3, :3].T
    matrix = _lens(other) @ turn @ own.world_from_camera[:3, :3] @ np.linalg.inv(_lens(own))
    shift = _lens(other) @ turn @ (own.world_from_camera - other.world_from_camera)[:3, 3]
    return matrix.astype(np.float32), shift.astype(np.float32)


def _lens(camera: Camera) -> NDArray[np.float64]:
    lens = camera.intrinsics
    return np.array([[lens.fx, 0, lens.cx], [0, lens.fy, lens.cy], [0, 0, 1]])


def _opaque(view: View, camera: Camera) -> NDArray[np.bool_]:
    """Which pixels of the camera's picture the subject covers, (h, w)."""
    return _sampled(view.mask, (camera.intrinsics.height, camera.intrinsics.width))


def _sampled(values: NDArray, size: tuple[int, int]) -> NDArray:
    """The values (H, W) at the pixels of a picture of another size, the nearest ones."""
    rows, columns = (
        np.minimum(((np.arange(new) + 0.5) * old / new).astype(int), old - 1)
        for new, old in zip(size, values.shape, strict=True)
    )
    return values[np.ix_(rows, columns)]


def _guess(guesses, index: int, size: tuple[int, int]) -> NDArray[np.float32] | None:
    """1 / depth of a view's guess in that size, 0 where unknown."""
    if guesses is None or guesses[index] is None:
        return None
    depth = _sampled(guesses[index], size)
    is_known = np.isfinite(depth) & (depth > 0)
    return np.divide(1, depth, out=np.zeros(size, np.float32), where=is_known).astype(np.float32)


def _enlarged(depth: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Depth in another size, straight between pixels that lie on one surface."""
    if depth.shape == tuple(size):
        return depth
    places = []
    for new, old in zip(size, depth.shape, strict=True):
        place = ((np.arange(new) + 0.5) * old / new - 0.5).clip(0, old - 1)
        first = np.minimum(place.astype(int), max(old - 2, 0))
        places.append((first, np.minimum(first + 1, old - 1), place - first))
    (top, bottom, down), (left, right, across) = places
    corners = np.stack([depth[np.ix_(r, c)] for r in (top, bottom) for c in (left, right)])
    low, high = corners.min(axis=0), corners.max(axis=0)
    down, across = down[:, None], across[None]
    upper = corners[0] * (1 - across) + corners[1] * across
    lower = corners[2] * (1 - across) + corners[3] * across
    soft = upper * (1 - down) + lower * down
    is_one = (low > 0) & (high - low < 0.02 * low)
    return np.where(is_one, soft, _sampled(depth, size)).astype(np.float32)

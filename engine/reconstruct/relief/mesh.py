"""One picture with depth in, the side of things that it shows as a mesh out."""

import numpy as np
from numpy.typing import NDArray

from ...camera import unproject
from ...datatypes import GREY, Material, Mesh, View
from ...errors import InputError, ResultError

_BENT = 0.5  # of a jump, by which it has to miss what its neighbours go on to: else it is a slope
_OPAQUE = 128  # alpha from which a pixel is of the subject


def relief(view: View, *, cut: float = 0.05) -> Mesh:
    """A vertex for each pixel with depth, and triangles between neighbours on one surface.

    Between two pixels nothing is spanned where depth jumps: where it changes by more than `cut` of
    the nearer one's, and both sides' own slopes, which are straight in inverse depth on a plane,
    do not lead there. So a floor that is seen flat stays whole and stairs are not bridged.

    Args:
        view: with a camera and depth; what is transparent is left out.
        cut: share of depth.

    Returns:
        Metres, in the camera's world; every triangle is anticlockwise as the camera sees it. The
        picture is its texture.

    Raises:
        InputError: the view has no camera or no depth, or the cut is out of range.
        ResultError: nothing hangs together.
    """
    if view.camera is None or view.depth is None:
        raise InputError("A mesh of one picture needs its camera and depth.", "Give both.")
    if not 0 < cut <= 100:
        raise InputError(f"A cut of {cut:g} is out of range.", "Choose 0.001 to 100.")
    is_known = (view.depth > 0) & np.isfinite(view.depth) & (view.rgba[..., 3] >= _OPAQUE)
    depth = np.where(is_known, view.depth, 0).astype(np.float64)
    faces = _faces(depth, cut)
    if not len(faces):
        raise ResultError(
            "No two neighbouring pixels lie on one surface.", "Check the depth and the mask."
        )
    used, corners = np.unique(faces, return_inverse=True)
    rows, columns = np.divmod(used, depth.shape[1])
    vertices = unproject(view.camera, depth[rows, columns], columns, rows)
    height, width = depth.shape
    uv = np.column_stack([(columns + 0.5) / width, 1 - (rows + 0.5) / height])
    corners = corners.reshape(-1, 3).astype(np.int32)
    look = Material(GREY.color, view.rgb)
    return Mesh(vertices, corners, uv=uv.astype(np.float32)[corners], materials=(look,))


def _faces(depth: NDArray[np.float64], cut: float) -> NDArray[np.int64]:
    """Triangles (F, 3) of pixels' flat indices, each quad of four split along its flatter way."""
    inverse = np.divide(1, depth, out=np.zeros_like(depth), where=depth > 0)
    across, down = joined(inverse, (0, 1), cut), joined(inverse, (1, 0), cut)
    falling, rising = joined(inverse, (1, 1), cut), joined(inverse[::-1], (1, 1), cut)[::-1]
    number = np.arange(depth.size).reshape(depth.shape)
    top_left, top_right = number[:-1, :-1], number[:-1, 1:]
    low_left, low_right = number[1:, :-1], number[1:, 1:]
    top, low, left, right = across[:-1], across[1:], down[:, :-1], down[:, 1:]
    is_falling = np.abs(inverse[:-1, :-1] - inverse[1:, 1:]) <= np.abs(
        inverse[:-1, 1:] - inverse[1:, :-1]
    )
    # Where one way of splitting is cut the other may still hold a triangle.
    is_falling = np.where(falling == rising, is_falling, falling)
    parts = (
        (is_falling & falling & left & low, (top_left, low_left, low_right)),
        (is_falling & falling & top & right, (top_left, low_right, top_right)),
        (~is_falling & rising & top & left, (top_left, low_left, top_right)),
        (~is_falling & rising & low & right, (low_left, low_right, top_right)),
    )
    return np.concatenate(
        [np.stack([corner[is_there] for corner in corners], axis=1) for is_there, corners in parts]
    )


def joined(inverse: NDArray[np.float64], step: tuple[int, int], cut: float) -> NDArray[np.bool_]:
    """Whether each pixel and the one a step on lie on one surface: (H - rows, W - columns)."""
    rows, columns = step
    height, width = inverse.shape

    def at(count: int) -> NDArray[np.float64]:
        """Inverse depth so many steps on; beyond the border as at it: no slope to go on."""
        y = np.arange(height - rows) + count * rows
        x = np.arange(width - columns) + count * columns
        return inverse[np.ix_(y.clip(0, height - 1), x.clip(0, width - 1))]

    before, one, other, after = (at(count) for count in (-1, 0, 1, 2))
    both = (one > 0) & (other > 0)
    near, far = np.maximum(one, other), np.minimum(one, other)
    is_small = near <= (1 + cut) * far
    jump = np.abs(other - one)
    from_one = np.abs(2 * one - before - other) < _BENT * jump
    from_other = np.abs(2 * other - after - one) < _BENT * jump
    return both & (is_small | ((before > 0) & from_one & (after > 0) & from_other))

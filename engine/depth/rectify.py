"""The cameras of a pair of pictures found, and turned so that both look the same way, aside.

Their pose is the essential matrix's of Nistér 2004, made better by the distance of all matches from
their epipolar lines (Sampson 1982): what the five-point method says alone turns too far for depth.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import ResultError

STRAY = 1.0  # pixels off its epipolar line, from which a match is wrong
HINT = "Give two pictures of one still scene, the second taken a step to the right of the first."
_FLAT = 0.95  # share of the features that a turn of the camera explains, from which it only turned
_LARGEST = 2.5  # of the picture's sides, to which a rectified one may grow
_ROUNDS = 30
_SMALL = 1e-6  # radians that the pose is moved by to see what changes
_NOISE = 0.5  # pixels, beyond which matches count less and less


@dataclass(frozen=True)
class Bent:
    """Two cameras side by side: their lens (3, 3), turns (3, 3) from left and right, picture."""

    lens: NDArray[np.float64]
    turns: tuple[NDArray[np.float64], NDArray[np.float64]]
    size: tuple[int, int]  # width, height

    def pixels(self, which: int, camera, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where pixels (N, 2) of the left (0) or right (1) picture come to lie: x, y, z (N, 3)."""
        ahead = np.column_stack([points, np.ones(len(points))])
        seen = ahead @ (self.turns[which] @ np.linalg.inv(camera)).T
        return np.column_stack([(seen / seen[:, 2:]) @ self.lens.T[:, :2], seen[:, 2]])


def side_by_side(cv2, places, camera, size: tuple[int, int]) -> Bent:
    """Two cameras that look the same way from where the pair was taken.

    Raises:
        ResultError: the camera did not move aside.
    """
    a, b = places
    _, is_turn = cv2.findHomography(a, b, cv2.RANSAC, STRAY)
    if np.count_nonzero(is_turn) > _FLAT * len(a):
        raise ResultError("The camera only turned, or all it saw is one flat thing.", HINT)
    essential, is_right = cv2.findEssentialMat(a, b, camera, cv2.RANSAC, 0.999, STRAY)
    if essential is None or essential.shape != (3, 3):
        raise ResultError("Where the two pictures were taken from is not told.", HINT)
    _, turn, step, _ = cv2.recoverPose(essential, a, b, camera, mask=is_right)
    turn, step = _refined(cv2, a, b, camera, turn, step.ravel())
    aside = np.abs(turn.T @ step)
    if aside[0] < max(aside[1:]):
        raise ResultError("The camera moved ahead, up or down, not to the side.", HINT)
    turns = cv2.stereoRectify(camera, None, camera, None, size, turn, step)[:2]
    width, height = size
    corners = np.array([[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]], float)
    bent = Bent(np.diag([camera[0, 0], camera[0, 0], 1.0]), turns, size)
    ends = np.concatenate([bent.pixels(which, camera, corners) for which in (0, 1)])
    low, high = ends[:, :2].min(axis=0), ends[:, :2].max(axis=0)
    room = np.ceil(high - low).astype(int) + 1
    if (ends[:, 2] <= 0).any() or (room > _LARGEST * np.array(size)).any():
        raise ResultError("The two pictures look into too different directions.", HINT)
    lens = bent.lens.copy()
    lens[:2, 2] = -low
    return Bent(lens, turns, (int(room[0]), int(room[1])))


def _refined(cv2, a, b, camera, turn, step) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """right_from_left's rotation (3, 3) and direction (3,) by Levenberg and Marquardt."""
    inverse = np.linalg.inv(camera)
    ones, others = (np.column_stack([points, np.ones(len(points))]) for points in (a, b))
    across = np.linalg.svd(step[None])[2][1:]  # two directions at right angles to the step

    def moved(change: NDArray) -> tuple[NDArray, NDArray]:
        aim = step + change[3:] @ across
        return cv2.Rodrigues(change[:3])[0] @ turn, aim / np.linalg.norm(aim)

    def off(change: NDArray) -> NDArray[np.float64]:
        """Pixels (N,) that matches are off their epipolar lines."""
        turned, (x, y, z) = moved(change)
        cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
        fundamental = inverse.T @ cross @ turned @ inverse
        lines, back = ones @ fundamental.T, others @ fundamental
        length = np.linalg.norm(np.column_stack([lines[:, :2], back[:, :2]]), axis=1)
        return (others * lines).sum(axis=1) / np.maximum(length, 1e-12)

    change, damping = np.zeros(5), 1e-3
    here = off(change)
    cost = np.log1p((here / _NOISE) ** 2).sum()
    for _ in range(_ROUNDS):
        weights = 1 / (1 + (here / _NOISE) ** 2)
        slopes = np.stack([(off(change + each) - here) / _SMALL for each in np.eye(5) * _SMALL], 1)
        square = slopes.T @ (slopes * weights[:, None])
        aim = np.linalg.solve(
            square + damping * np.diag(np.diag(square)) + 1e-12 * np.eye(5),
            -slopes.T @ (weights * here),
        )
        there = off(change + aim)
        new = np.log1p((there / _NOISE) ** 2).sum()
        if new < cost:
            change, here, cost, damping = change + aim, there, new, damping / 5
        else:
            damping *= 5
    return moved(change)

"""Depth of one view by its neighbours: planes swept through space, compared patch by patch.

Torch, on any device. Inverse depth w = 1 / depth throughout: along it, steps look alike.
"""

from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor

_WINDOW = 7  # pixels across the patch that is compared
_NOISE = 1.5 / 255  # contrast of a patch that is nothing but noise
_BEST = 2  # of the neighbours count: the others may not see the place
_BEND, _JUMP = 0.03, 0.25  # costs where depth bends by a step, and where it jumps
_EDGE = 12.0  # by how much of a unit of brightness a jump costs half at an edge of the picture
_PLANES = (24, 192)  # at the coarsest level, fewest and most
_STEP = 0.8  # pixels, by which planes lie apart there, as the neighbours see it
_ROUND = 5  # steps on either side of what the level before says
_FINER = 0.5  # of a pixel of this level: a step
_SCORE = 0.5  # correlation below which a patch is not found again
_PEAK = 0.08  # by which it has to beat places around it
_CONTRAST = 2.2 / 255  # of a pixel's neighbours, below which a patch shows what is beside it only
_CLEAR = 3  # steps away, from where on a peak has to be a peak


@dataclass(frozen=True)
class Sight:
    """One view, or one neighbour of it, at one level.

    grey    (h, w) in [0, 1]
    matrix  (3, 3) of a neighbour: its pixels (times depth) from the view's pixels on a plane
            infinitely far away; the view's own has none
    shift   (3,) of a neighbour: where it sees the view's eye
    """

    grey: Tensor
    matrix: Tensor
    shift: Tensor


@dataclass(frozen=True)
class Found:
    """What a level found.

    inverse  (h, w) 1 / depth
    step     what lies between two planes in w
    sure     (h, w) bool, whether the patch there was found again and nowhere else
    """

    inverse: Tensor
    step: float
    sure: Tensor


def swept_view(
    levels: list[tuple[Tensor, list[Sight]]],
    near: float,
    far: float,
    guess: Tensor | None = None,
) -> Found:
    """The depth of a view by its neighbours, from coarse to fine.

    At the coarsest level planes parallel to the picture are swept (Collins 1996, "A Space-Sweep
    Approach to True Multi-Image Matching"); the finer ones sweep the surface that was found, so
    that what is seen askew is compared as it stands, as with planes of the scene's own directions
    (Gallup et al. 2007, "Real-Time Plane-Sweeping Stereo with Multiple Sweeping Directions").
    Costs go together along rows and columns (Hirschmüller 2008, "Stereo Processing by Semiglobal
    Matching and Mutual Information").

    Args:
        levels: the view's grey picture and its neighbours, the coarsest first.
        near, far: what of depth there may be.
        guess: (h, w) of the coarsest level, 1 / depth by somebody else, 0 where unknown; it decides
            where pictures do not.
    """
    low, high = 1 / far, 1 / near
    grey, sights = levels[0]
    count = _planes(grey, sights, low, high)
    step = (high - low) / (count - 1)
    places = torch.linspace(low, high, count, device=grey.device)[:, None, None]
    found = _level(grey, sights, places.expand(count, *grey.shape), step, guess)
    around = torch.arange(-_ROUND, _ROUND + 1, device=grey.device)[:, None, None]
    for grey, sights in levels[1:]:
        before = found.sure
        step = found.step * _FINER
        base = _enlarged(_median(found.inverse), grey.shape, found.step)
        places = (base + step * around).clamp(low / 1.2, high * 1.2)
        found = _level(grey, sights, places, step, None)
        # A patch twice as large may say what this one is too small for.
        larger = F.interpolate(before[None, None].float(), grey.shape, mode="nearest-exact")
        found = replace(found, sure=found.sure | (larger[0, 0] > 0))
    return found


def _planes(grey: Tensor, sights: list[Sight], low: float, high: float) -> int:
    """How many planes there have to be for neighbours to see them `_STEP` pixels apart."""
    height, width = grey.shape
    x, y = torch.meshgrid(
        torch.linspace(0, width - 1, 5), torch.linspace(0, height - 1, 5), indexing="xy"
    )
    pixels = torch.stack([x, y, torch.ones_like(x)]).reshape(3, -1).to(grey)
    most = 0.0
    for sight in sights:
        ends = []
        for inverse in (low, high):
            point = sight.matrix @ pixels + sight.shift[:, None] * inverse
            ends.append(point[:2] / point[2].clamp(min=1e-6))
        away = (ends[0] - ends[1]).norm(dim=0).clamp(max=width + height)
        most = max(most, float(away.median()))
    return int(min(max(most / _STEP, _PLANES[0]), _PLANES[1]))


def _level(
    grey: Tensor, sights: list[Sight], places: Tensor, step: float, guess: Tensor | None
) -> Found:
    """The best of places (D, h, w) in w, between which `step` lies."""
    patch = _Patch(grey)
    scores = torch.stack([patch.compared(sight, places) for sight in sights])
    best = min(_BEST, len(sights))
    score = scores.topk(best, dim=0).values.mean(0)
    cost = 1 - score
    if guess is not None:
        off = ((places - guess) / guess.clamp(min=1e-9)).abs().clamp(max=0.3)
        cost = cost + torch.where(guess > 0, off, torch.zeros_like(off))
    smooth = _semi_global(cost, grey)
    label = smooth.argmin(0)
    inverse = _between_planes(smooth, label, places, step)
    here = score.gather(0, label[None])[0]
    index = torch.arange(len(places), device=grey.device)[:, None, None]
    is_away = (index - label).abs() >= _CLEAR
    others = torch.where(is_away, score, torch.zeros_like(score)).sum(0)
    peak = here - others / is_away.sum(0).clamp(min=1)
    sure = (here > _SCORE) & (peak > _PEAK) & (_contrast(grey) > _CONTRAST)
    return Found(inverse, step, sure)


class _Patch:
    """Patches around a view's pixels, to be compared with what neighbours show."""

    def __init__(self, grey: Tensor) -> None:
        self._grey = grey
        self._mean = _box(grey[None])[0]
        self._spread = (_box(grey[None] ** 2)[0] - self._mean**2).clamp(min=0)
        height, width = grey.shape
        y, x = torch.meshgrid(
            torch.arange(height, device=grey.device),
            torch.arange(width, device=grey.device),
            indexing="ij",
        )
        self._pixels = torch.stack([x, y, torch.ones_like(x)]).reshape(3, -1).to(grey)

    def compared(self, sight: Sight, places: Tensor) -> Tensor:
        """Zero-mean normalised cross-correlation (D, h, w) with a neighbour; 0 where it ends."""
        height, width = self._grey.shape
        far = (sight.matrix @ self._pixels).reshape(3, 1, height, width)
        x, y, z = far + sight.shift[:, None, None, None] * places
        sees = z > 1e-6
        z = torch.where(sees, z, torch.ones_like(z))
        rows, columns = sight.grey.shape
        u, v = x / z, y / z
        sees &= (u >= 0) & (v >= 0) & (u <= columns - 1) & (v <= rows - 1)
        grid = torch.stack([2 * u / max(columns - 1, 1) - 1, 2 * v / max(rows - 1, 1) - 1], dim=-1)
        shown = F.grid_sample(sight.grey.expand(len(places), 1, -1, -1), grid, align_corners=True)[
            :, 0
        ]
        mean = _box(shown)
        spread = (_box(shown**2) - mean**2).clamp(min=0)
        both = _box(shown * self._grey) - mean * self._mean
        noise = _NOISE**2
        score = both / ((spread + noise) * (self._spread + noise)).sqrt()
        return torch.where(sees, score, torch.zeros_like(score))


def _contrast(grey: Tensor) -> Tensor:
    """The standard deviation (h, w) of each pixel and the eight around it."""
    mean = _box(grey[None], 3)[0]
    return (_box(grey[None] ** 2, 3)[0] - mean**2).clamp(min=0).sqrt()


def _box(values: Tensor, size: int = _WINDOW) -> Tensor:
    """Means (N, h, w) over windows around pixels."""
    half = size // 2
    line = F.avg_pool2d(values[:, None], (1, size), 1, (0, half), count_include_pad=False)
    return F.avg_pool2d(line, (size, 1), 1, (half, 0), count_include_pad=False)[:, 0]


def _semi_global(cost: Tensor, grey: Tensor) -> Tensor:
    """Costs (D, h, w) gathered along rows and columns, both ways."""
    total = torch.zeros_like(cost)
    for axis in (0, 1):
        lines = cost if axis == 0 else cost.transpose(1, 2)
        edge = grey.diff(dim=axis).abs()
        edge = edge if axis == 0 else edge.T
        jump = (_JUMP / (1 + _EDGE * edge)).clamp(min=_BEND)  # (n - 1, m) between lines
        both = torch.stack([lines, lines.flip(1)])  # (2, D, n, m)
        jumps = torch.stack([jump, jump.flip(0)])
        gathered = _along(both, jumps)
        lines = gathered[0] + gathered[1].flip(1)
        total += lines if axis == 0 else lines.transpose(1, 2)
    return total


def _along(cost: Tensor, jumps: Tensor) -> Tensor:
    """Costs (B, D, n, m) of the best ways to each place from line 0 on, over n."""
    made = [cost[:, :, 0]]
    for line in range(1, cost.shape[2]):
        before = made[-1]
        least = before.amin(1, keepdim=True)
        before = before - least
        way = torch.minimum(before, jumps[:, None, line - 1])
        bent = before + _BEND
        way[:, 1:] = torch.minimum(way[:, 1:], bent[:, :-1])
        way[:, :-1] = torch.minimum(way[:, :-1], bent[:, 1:])
        made.append(cost[:, :, line] + way)
    return torch.stack(made, dim=2)


def _between_planes(cost: Tensor, label: Tensor, places: Tensor, step: float) -> Tensor:
    """The w (h, w) at the bottom of the parabola through the best cost and those beside it."""
    last = len(cost) - 1
    here, before, after = (
        cost.gather(0, index[None])[0]
        for index in (label, (label - 1).clamp(min=0), (label + 1).clamp(max=last))
    )
    bend = before + after - 2 * here
    is_inner = (label > 0) & (label < last) & (bend > 1e-9)
    shift = torch.where(is_inner, (before - after) / (2 * bend.clamp(min=1e-9)), torch.zeros(()))
    return places.gather(0, label[None])[0] + shift.clamp(-0.5, 0.5) * step


def _median(values: Tensor) -> Tensor:
    """The median of each pixel (h, w) and those around it."""
    padded = F.pad(values[None, None], (1, 1, 1, 1), mode="replicate")
    height, width = values.shape
    return F.unfold(padded, 3).median(1).values.reshape(height, width)


def _enlarged(values: Tensor, size: tuple[int, int], jump: float) -> Tensor:
    """Values for more pixels: straight between them, but not over jumps."""
    values = values[None, None]
    soft = F.interpolate(values, size, mode="bilinear", align_corners=False)[0, 0]
    hard = F.interpolate(values, size, mode="nearest-exact")[0, 0]
    return torch.where((soft - hard).abs() > jump, hard, soft)

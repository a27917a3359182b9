"""Gravestones made by formula."""

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Mesh
from ..parts import drawn
from ..shapes import (
    assembled,
    ball,
    between,
    blob,
    block,
    chance,
    lathe,
    moved,
    prism,
    scaled,
    solid,
    turned,
)
from .parts import arch_path, boxes, framed, lumpy, slab


def gravestone(rng: np.random.Generator) -> Mesh:
    """A headstone, cross, Celtic cross, obelisk, slab, tomb, coffin or broken stone."""
    return drawn(
        rng,
        (
            (_headstone, 40), (_grave_cross, 20), (_celtic_cross, 10), (_grave_obelisk, 8),
            (_tomb, 8), (_grave_plot, 8), (_broken_headstone, 8), (_flat_marker, 4),
            (_coffin, 3),
        ),
    )  # fmt: skip


def _stone_path(rng: np.random.Generator, wide: float, high: float) -> NDArray[np.float64]:
    """A headstone's outline: round, flat, pointed, shouldered, square, gabled or scalloped."""
    half, kind = wide / 2, rng.choice(7, p=[0.34, 0.12, 0.1, 0.16, 0.12, 0.08, 0.08])
    if kind == 0:
        return arch_path(wide, high, half)
    if kind == 1:
        return arch_path(wide, high, half * between(rng, 0.2, 0.6))
    if kind == 2:
        return arch_path(wide, high, half * between(rng, 0.7, 1.4), power=between(rng, 1.0, 1.6))
    if kind == 3:
        shoulder = half * between(rng, 0.6, 0.85)
        top = arch_path(shoulder * 2, high, shoulder * between(rng, 0.5, 1))[1:-1]
        level = float(top[0, 1])
        return np.array([(half, 0), (half, level), *top, (-half, level), (-half, 0)])
    if kind == 4:
        cut = between(rng, 0.0, 0.3) * half
        return np.array([(half, 0), (half, high - cut), (half - cut, high), (cut - half, high),
                         (-half, high - cut), (-half, 0)])  # fmt: skip
    if kind == 5:
        rise = half * between(rng, 0.4, 1)
        return np.array(
            [(half, 0), (half, high - rise), (0, high), (-half, high - rise), (-half, 0)]
        )
    x = np.linspace(1, -1, 13)
    top = high - 0.35 * half * (1 - np.abs(np.cos(1.5 * np.pi * x)))
    return np.concatenate([[(half, 0)], np.column_stack([x * half, top]), [(-half, 0)]])


def _base_stone(rng: np.random.Generator, wide: float, thick: float) -> tuple[list[Mesh], float]:
    """Steps under a stone (perhaps none), and how high they are."""
    parts, low = [], 0.0
    for share in np.linspace(between(rng, 1.25, 1.8), 1.2, int(rng.choice([0, 1, 1, 2]))):
        high = between(rng, 0.08, 0.22)
        size = (wide * share, thick * share * between(rng, 1.1, 1.6), high)
        parts.append(block(size, (0, 0, low), top=between(rng, 0.88, 1.0)))
        low += high
    return parts, low


def _relief(rng: np.random.Generator, wide: float, high: float, front: float) -> list[Mesh]:
    """What is on the face of a stone: lines of writing, a cross, a plate, a skull or nothing."""
    kind, thin = rng.integers(6), 0.05 * wide
    if kind == 0:
        lines = [(0, front, high * z) for z in np.linspace(0.35, 0.6, int(rng.integers(2, 5)))]
        return [boxes(lines, [(wide * between(rng, 0.35, 0.65), thin, 0.03) for _ in lines])]
    if kind == 1:
        return [moved(_cross(high * 0.45, wide * 0.09, thin * 2), (0, front, high * 0.35))]
    if kind == 2:
        return [block((wide * 0.65, thin, high * 0.35), (0, front, high * 0.3))]
    if kind == 3:
        skull = ball((wide * 0.14, thin * 1.5, wide * 0.15), (0, front, high * 0.68), rings=6)
        return [skull, block((wide * 0.15, thin * 2, wide * 0.1), (0, front, high * 0.52))]
    return []


def _cross(
    high: float, thick: float, depth: float, *, level: float = 0.62, span: float = 0.62
) -> Mesh:
    """A Latin cross standing at the origin."""
    arm = block((high * span, depth, thick), (0, 0, high * level))
    return assembled(block((thick, depth, high)), arm)


def _headstone(rng: np.random.Generator) -> Mesh:
    wide, thick = 1.0, between(rng, 0.1, 0.4)
    high = between(rng, 0.7, 1.9)
    path = _stone_path(rng, wide, high)
    base, low = _base_stone(rng, wide, thick)
    stone = [prism(path, thick)] + _relief(rng, wide, high, -thick / 2)
    if chance(rng, 0.25):
        stone.append(framed(path * (0.85, 0.9), wide * 0.06, thick * 1.25))
    if chance(rng, 0.08):
        stone.append(moved(_cross(0.45, 0.09, thick * 0.6), (0, 0, high * 0.97)))
    made = moved(assembled(stone), (0, 0, low))
    if chance(rng, 0.3):
        made = turned(turned(made, "x", between(rng, -14, 14)), "y", between(rng, -10, 10))
    made = assembled(base, made)
    if chance(rng, 0.25):
        made = assembled(made, _mound(rng, wide))
    return lumpy(rng, made, 0.025) if chance(rng, 0.25) else made


def _mound(rng: np.random.Generator, wide: float) -> Mesh:
    """Earth heaped in front of the stone."""
    long = wide * between(rng, 1.4, 2.2)
    size = (wide * 0.6, long / 2, between(rng, 0.1, 0.3))
    heap = blob(rng, size, (0, -long / 2, 0), roughness=0.08, segments=10, rings=6)
    return solid(np.maximum(heap.vertices, (-9, -9, 0)), heap.faces)


def _grave_cross(rng: np.random.Generator) -> Mesh:
    high, thick = between(rng, 1.3, 2.0), between(rng, 0.12, 0.32)
    depth, kind = thick * between(rng, 0.5, 1.1), rng.integers(5)
    span, level = between(rng, 0.4, 0.75), between(rng, 0.55, 0.7)
    parts = [_cross(high, thick, depth, level=level, span=span)]
    arm, middle = high * span / 2, high * level + thick / 2
    ends = [(arm, middle), (-arm, middle), (0, high)]
    if kind == 0:
        knob = between(rng, 0.55, 0.75)
        parts += [ball(thick * knob, (x, 0, z), segments=8, rings=6) for x, z in ends]
    elif kind == 1:
        cap = [(x, 0, z) for x, z in ends]
        parts.append(boxes(cap, (thick * 1.5, depth * 1.15, thick * 1.5)))
    elif kind == 2:
        slant = turned(block((high * 0.35, depth, thick * 0.7)), "y", 20)
        parts += [block((high * 0.3, depth, thick * 0.8), (0, 0, high * 0.88)),
                  moved(slant, (0, 0, high * 0.25))]  # fmt: skip
    base, low = _base_stone(rng, thick * 2.5, thick * 2.2)
    made = moved(assembled(parts), (0, 0, low))
    if chance(rng, 0.25):
        made = turned(made, "y", between(rng, -14, 14))
    if chance(rng, 0.2):
        base.append(_mound(rng, 0.9))
    made = assembled(base, made)
    return lumpy(rng, made, 0.025) if chance(rng, 0.2) else made


def _celtic_cross(rng: np.random.Generator) -> Mesh:
    high, thick = between(rng, 1.4, 2.2), between(rng, 0.15, 0.28)
    level, reach = between(rng, 0.62, 0.72), between(rng, 0.25, 0.42)
    cross = _cross(high, thick, thick * 0.8, level=level, span=between(rng, 0.45, 0.65))
    sides = int(rng.choice([10, 14, 18]))
    near, far = reach - thick * 0.3, reach + thick * 0.2
    ring = [(near, -0.25), (far, -0.25), (far, 0.25), (near, 0.25), (near, -0.25)]
    hoop = turned(scaled(lathe(ring, segments=sides), (1, 1, thick)), "x", 90)
    base, low = _base_stone(rng, thick * 3, thick * 2.5)
    parts = [cross, moved(hoop, (0, 0, high * level + thick / 2))]
    if chance(rng, 0.5):
        parts.append(block((thick * 1.6, thick * 1.2, high * 0.5), top=0.65))
    return assembled(base, moved(assembled(parts), (0, 0, low)))


def _grave_obelisk(rng: np.random.Generator) -> Mesh:
    size, high = 0.5, between(rng, 0.8, 2.0)
    base, low = _base_stone(rng, size * 1.4, size * 1.3)
    if chance(rng, 0.6):
        base.append(block((size * 1.3, size * 1.3, size), (0, 0, low)))
        base.append(block((size * 1.5, size * 1.5, 0.1), (0, 0, low + size)))
        low += size + 0.1
    top, kind = between(rng, 0.6, 0.9), rng.integers(4)
    base.append(block((size, size, high), (0, 0, low), top=top))
    end, wide = low + high, size * top
    if kind == 0:
        base.append(moved(_cross(0.6, 0.12, 0.12), (0, 0, end)))
    elif kind == 1:
        urn = [(0, 0), (0.1, 0), (0.07, 0.1), (0.22, 0.3), (0.2, 0.42), (0.06, 0.5), (0, 0.58)]
        base.append(moved(lathe(urn, segments=10), (0, 0, end)))
    else:
        base.append(block((wide, wide, wide * between(rng, 0.3, 0.9)), (0, 0, end), top=0.02))
    return assembled(base)


def _tomb(rng: np.random.Generator) -> Mesh:
    """A stone chest with its lid, plain or carved, shut or pushed aside."""
    wide, long, high = 1.0, between(rng, 1.8, 2.6), between(rng, 0.4, 0.9)
    parts = [block((wide, long, high), top=between(rng, 0.9, 1.0))]
    if chance(rng, 0.6):
        parts.append(block((wide * 1.2, long * 1.1, 0.15)))
    if chance(rng, 0.5):
        posts = [(x * wide / 2, y * long / 2, high / 2) for x in (-1, 1) for y in (-1, 1)]
        parts.append(boxes(posts, (0.18, 0.18, high)))
    top = between(rng, 0.5, 1.0)
    lid = [block((wide * 1.15, long * 1.06, between(rng, 0.1, 0.3)), top=(top, (1 + top) / 2))]
    level = float(lid[0].vertices[:, 2].max())
    if chance(rng, 0.4):
        mark = turned(_cross(long * 0.7, 0.14, 0.12), "x", 90)
        lid.append(moved(mark, (0, long * 0.35, level)))
    aside = chance(rng, 0.2)
    cover = turned(assembled(lid), "z", between(rng, -20, 20) if aside else 0)
    parts.append(moved(cover, (0.2 * aside, 0, high)))
    if chance(rng, 0.35):
        stone = prism(_stone_path(rng, wide, high + between(rng, 0.6, 1.2)), 0.2)
        parts.append(moved(stone, (0, long / 2 + 0.15, 0)))
    return assembled(parts)


def _grave_plot(rng: np.random.Generator) -> Mesh:
    """A headstone with a kerb, a slab or a fence around the grave in front of it."""
    wide, long = 1.0, between(rng, 1.6, 2.4)
    stone = _headstone(rng) if chance(rng, 0.65) else _grave_cross(rng)
    if chance(rng, 0.45):
        ground = [block((wide, long, between(rng, 0.06, 0.25)), (0, -long / 2 - 0.2, 0))]
        if chance(rng, 0.3):
            ground.append(block((0.5, 0.4, 0.12), (0, -long * 0.6, 0.1), top=(1, 0.7)))
    else:
        high = between(rng, 0.1, 0.22)
        rims = [((s * wide / 2, -long / 2, high / 2), (0.12, long, high)) for s in (-1, 1)]
        rims.append(((0, -long, high / 2), (wide + 0.12, 0.12, high)))
        ground = [boxes(*zip(*rims, strict=True)), block((wide, long, 0.04), (0, -long / 2, 0))]
    if chance(rng, 0.3):
        vase = [(0, 0), (0.07, 0), (0.1, 0.15), (0.06, 0.22), (0, 0.22)]
        ground.append(moved(lathe(vase, segments=8), (0.3, -0.5, 0.1)))
        ground.append(blob(rng, 0.14, (0.3, -0.5, 0.4), segments=6, rings=5))
    return assembled(stone, ground)


def _broken_headstone(rng: np.random.Generator) -> Mesh:
    """A stone snapped off, its upper part missing, tilted or lying in front."""
    wide, thick, high = 1.0, between(rng, 0.15, 0.35), between(rng, 1.0, 1.7)
    path = _stone_path(rng, wide, high)
    left, right = (high * between(rng, 0.3, 0.65) for _ in range(2))
    middle = (between(rng, -0.2, 0.2), high * between(rng, 0.3, 0.6))
    crack = [(wide / 2, right), middle, (-wide / 2, left)]
    parts = [prism([(wide / 2, 0), *crack, (-wide / 2, 0)], thick)]
    if chance(rng, 0.7):
        upper = [point for point in path[1:-1] if point[1] > max(left, right, middle[1])]
        piece = moved(prism([*upper, *crack[::-1]], thick), (0, 0, -middle[1]))
        if chance(rng, 0.6):
            lying = turned(turned(piece, "x", 90), "z", between(rng, -50, 50))
            parts.append(moved(lying, (between(rng, -0.3, 0.3), -thick * 2, thick / 2)))
        else:
            offset = (between(rng, 0, 0.1), 0, middle[1] + 0.05)
            parts.append(moved(turned(piece, "y", between(rng, -12, 12)), offset))
    spots = rng.uniform((-0.5, -0.5), (0.5, -0.25), (int(rng.integers(0, 4)), 2))
    parts += [blob(rng, 0.1, (x, y, 0.05), segments=6, rings=4) for x, y in spots]
    base, low = _base_stone(rng, wide, thick)
    return assembled(base, moved(parts[0], (0, 0, low)), parts[1:])


def _flat_marker(rng: np.random.Generator) -> Mesh:
    """A low stone with a slanted face, or a plate set in the ground."""
    wide, deep = 1.0, between(rng, 0.4, 0.8)
    back, front = between(rng, 0.25, 0.7), between(rng, 0.06, 0.2)
    wedge = prism([(-deep / 2, 0), (deep / 2, 0), (deep / 2, back), (-deep / 2, front)], wide)
    plinth = block((deep * 1.4, wide * 1.2, 0.12), (0, 0, -0.12))
    return turned(assembled(wedge, plinth), "z", 90)


def _coffin(rng: np.random.Generator) -> Mesh:
    """A six-sided coffin, lying or leaning, beside a stone or alone with a cross on it."""
    outline = np.array(
        [(0.25, 0), (0.45, 1.4), (0.28, 2.0), (-0.28, 2.0), (-0.45, 1.4), (-0.25, 0)]
    )
    case, lid = slab(outline, 0.45), slab(outline * 1.05, 0.1, (0, -0.26, -0.03))
    mark = moved(_cross(0.9, 0.1, 0.08), (0, -0.32, 0.75))
    made = assembled(case, lid, mark if chance(rng, 0.6) else [])
    if chance(rng, 0.3):
        return turned(made, "x", -8)
    lying = moved(turned(made, "x", -90), (0, -0.3, 0.25))
    lying = scaled(lying, (1, 1, -1)) if lying.vertices[:, 2].max() < 0.5 else lying
    stone = _headstone(rng)
    return assembled(stone, moved(turned(lying, "z", 180), (between(rng, -0.8, 0.8), -0.4, 0)))

"""Trains made by formula."""

import numpy as np

from ...datatypes import Mesh
from ..parts import drawn, grounded
from ..shapes import (
    assembled,
    ball,
    between,
    block,
    box,
    chance,
    cylinder,
    lathe,
    mirrored,
    moved,
    prism,
    scaled,
    tube,
    turned,
)
from .parts import Parts, frustum, hull_body, rod_x, straight_ladder, windows
from .train_locomotives import cab_locomotive, hood_diesel, steam_locomotive, toy_locomotive
from .train_parts import arched_roof, bogies, buffers, mostly_short, nosed, pantograph, rail_wheels


def train(rng: np.random.Generator) -> Mesh:
    """Steam, diesel, electric, bullet, passenger car, freight wagons, tram, toy, whole trains."""
    designs = (
        (steam_locomotive, 6),
        (hood_diesel, 3),
        (cab_locomotive, 2.5),
        (_bullet_train, 3),
        (_coach, 3.5),
        (_freight_wagon, 4),
        (_tank_wagon, 1.5),
        (_tram, 2.5),
        (_whole_train, 2),
        (toy_locomotive, 3),
    )
    made = grounded(drawn(rng, designs))
    if not chance(rng, 0.25):
        return made
    return grounded(assembled(made, _track(rng, made)))


def _track(rng: np.random.Generator, over: Mesh) -> Parts:
    """Rails and sleepers under a train that stands on z = 0."""
    rear, front = over.vertices[:, 0].min() - 0.5, over.vertices[:, 0].max() + 0.5
    size = np.ptp(over.vertices[:, 1]) / 2.8
    gauge, high = between(rng, 0.65, 0.85) * size, between(rng, 0.1, 0.2) * size
    rails = mirrored(box((rear, gauge - 0.06 * size, -high), (front, gauge + 0.06 * size, 0)), "y")
    count = max(int((front - rear) / (between(rng, 0.8, 1.4) * size)), 3)
    sleepers = [
        block((0.28 * size, gauge * 3.2, high), (x, 0, -high * 1.8))
        for x in np.linspace(rear + 0.3, front - 0.3, count)
    ]
    return rails + sleepers


def _bullet_train(rng: np.random.Generator) -> Mesh:
    """A streamlined power car, alone or with cars behind."""
    long, width, nose = mostly_short(rng, 7, 16), between(rng, 2.7, 3.2), between(rng, 1.5, 6)
    floor, roof = between(rng, 0.4, 0.9), between(rng, 3.2, 3.9)
    half, mid, tip = (roof - floor) / 2, (roof + floor) / 2, between(rng, 0.15, 0.6)
    drop = between(rng, 0.2, 0.75)
    steps = np.array([0, 0.35, 0.7, 0.9, 1.0])
    shape = np.sqrt(1 - steps**2 * 0.98)
    stations = [(-long / 2, width / 2, half, mid)]
    for share, size in zip(steps, shape, strict=True):
        high = half * (tip + (1 - tip) * size) if share < 1 else half * tip * 0.6
        x = long / 2 - nose + share * nose
        stations.append((x, width / 2 * (tip + (1 - tip) * size), high, mid - (half - high) * drop))
    segments, power = int(rng.choice([8, 12, 16])), between(rng, 3, 6)
    parts: Parts = [hull_body(stations, segments=segments, power=power)]
    z = floor + (roof - floor) * 0.52
    stop = long / 2 - nose - 0.3
    count = int(rng.integers(4, 12))
    if chance(rng, 0.75):
        wide = (stop + long / 2) / count * between(rng, 0.6, 0.95)
        parts += windows(
            np.linspace(-long / 2 + 0.8, stop - 0.5, count), wide, z, z + 0.75, width * 1.015
        )
    if chance(rng, 0.5):
        parts.append(
            ball(
                (nose * 0.3, width * 0.33, half * 0.5),
                (long / 2 - nose * 0.5, 0, mid + half * 0.35),
                segments=10,
                rings=6,
            )
        )
    if chance(rng, 0.3):
        parts += pantograph(rng, -long * 0.2, roof)
    bogie = bogies(rng, (-long * 0.32, long * 0.25), 2, 0.4, width * 0.95)
    parts += (
        bogie
        if floor > 0.5 or chance(rng, 0.6)
        else [box((-long / 2, -width * 0.45, 0), (stop, width * 0.45, floor + 0.2))]
    )
    lead = assembled(parts)
    cars = int(rng.choice([0, 1, 2, 3], p=[0.75, 0.15, 0.06, 0.04]))
    if not cars:
        return lead
    car = hull_body(
        [(-long / 2, width / 2, half, mid), (long / 2, width / 2, half, mid)],
        segments=segments,
        power=power,
    )
    car = assembled(
        car,
        windows(np.linspace(-long * 0.42, long * 0.42, 8), long * 0.07, z, z + 0.75, width * 1.015),
        bogie,
    )
    followers = [moved(car, (-(step + 1) * (long + 0.4), 0, 0)) for step in range(cars)]
    if chance(rng, 0.5):
        followers[-1] = moved(turned(lead, "z", 180), (-cars * (long + 0.4), 0, 0))
    return assembled(lead, followers)


def _coach(rng: np.random.Generator) -> Mesh:
    """A passenger car: rows of windows, arched or clerestory roof; a caboose when short."""
    long, width = mostly_short(rng, 4.5, 16), between(rng, 2.5, 3.0)
    floor, eaves = between(rng, 0.9, 1.2), between(rng, 3.0, 3.6)
    front, rear = long / 2, -long / 2
    porch = between(rng, 0.5, 1.0) if chance(rng, 0.4) else 0.0
    parts: Parts = [box((rear, -width / 2, floor - 0.25), (front, width / 2, floor))]
    parts.append(box((rear + porch, -width * 0.49, floor), (front - porch, width * 0.49, eaves)))
    style = int(rng.integers(4))
    if style == 0:
        parts.append(
            box((rear - 0.1, -width * 0.54, eaves), (front + 0.1, width * 0.54, eaves + 0.15))
        )
    else:
        parts.append(
            arched_roof(
                rear - 0.05, front + 0.05, width * 1.04, eaves - 0.02, between(rng, 0.25, 0.7)
            )
        )
    if style == 2:
        parts.append(
            box((rear + 0.5, -width * 0.22, eaves), (front - 0.5, width * 0.22, eaves + 0.75))
        )
    if long < 8 and chance(rng, 0.5):
        parts.append(
            block((1.4, width * 0.8, 1.0), (between(rng, -0.2, 0.2) * long, 0, eaves + 0.1))
        )
    count = max(int((long - 2 * porch) / between(rng, 1.1, 1.9)), 2)
    step = (long - 2 * porch - 0.6) / count
    xs = rear + porch + 0.3 + step * (np.arange(count) + 0.5)
    z = floor + (eaves - floor) * between(rng, 0.38, 0.5)
    parts += windows(xs, step * between(rng, 0.5, 0.85), z, eaves - 0.3, width * 1.02)
    if porch:
        for x in (rear + 0.05, front - 0.05):
            parts += mirrored(
                box((x - 0.04, width * 0.42, floor), (x + 0.04, width * 0.47, eaves)), "y"
            )
            parts.append(
                box((x - 0.03, -width * 0.45, floor + 0.8), (x + 0.03, width * 0.45, floor + 0.9))
            )
    if chance(rng, 0.3):
        parts.append(box((-long * 0.15, -width * 0.4, 0.4), (long * 0.15, width * 0.4, floor)))
    parts += buffers(front, rear, width, floor - 0.1)
    return assembled(parts, _underframe(rng, long, width))


def _underframe(rng: np.random.Generator, long: float, width: float) -> Parts:
    """Bogies under a long wagon, two axles under a short one."""
    radius = between(rng, 0.38, 0.5)
    if long < 7.5:
        return rail_wheels(rng, (-long * 0.3, long * 0.3), radius, width * 0.8)
    return bogies(rng, (-long * 0.34, long * 0.34), 2, radius, width)


def _wagon_load(rng: np.random.Generator, long: float, width: float, floor: float) -> Parts:
    """Box car, coal gondola, flat with logs or containers, hopper, stakes, or ore tub."""
    kind, x, y = int(rng.choice(6, p=[0.25, 0.27, 0.13, 0.15, 0.12, 0.08])), long / 2, width / 2
    if kind == 0:
        top = floor + between(rng, 2.0, 2.7)
        parts = [box((-x, -y, floor), (x, y, top))]
        parts.append(
            arched_roof(-x - 0.1, x + 0.1, width * 1.04, top - 0.02, between(rng, 0.1, 0.4))
        )
        parts.append(
            box((-long * 0.15, -y * 1.04, floor + 0.1), (long * 0.15, y * 1.04, top - 0.15))
        )
        for rib in np.linspace(-0.92, 0.92, int(rng.integers(4, 10))) * x:
            parts.append(box((rib - 0.06, -y * 1.03, floor), (rib + 0.06, y * 1.03, top)))
        return parts
    if kind == 1:
        high, wall = between(rng, 0.7, 1.6), 0.1
        side = box((-x, y - wall, floor), (x, y, floor + high))
        ends = mirrored(box((x - wall, -y, floor), (x, y, floor + high)))
        ribs = [
            box((r - 0.06, y, floor), (r + 0.06, y + 0.08, floor + high))
            for r in np.linspace(-x, x, 6)
        ]
        parts = [*mirrored(assembled(side, ribs), "y"), *ends]
        if chance(rng, 0.65):
            heaps = int(rng.integers(1, 4))
            for middle in (np.arange(heaps) + 0.5) * long / heaps - x:
                size = (long / heaps * 0.55, y * 0.9, between(rng, 0.4, 0.8))
                parts.append(ball(size, (middle, 0, floor + high * 0.75), segments=8, rings=5))
        return parts
    if kind == 2:
        radius, parts = between(rng, 0.2, 0.35), []
        for level in range(int(rng.integers(1, 4))):
            for place in np.arange(-2 + level * 0.5, 2.1 - level * 0.5, 1) * radius * 2:
                log = rod_x(
                    radius,
                    long * 0.92,
                    (-long * 0.46, place, floor + radius * (1 + 1.75 * level)),
                    segments=7,
                )
                parts.append(log)
        stakes = [
            box((s - 0.06, y - 0.1, floor), (s + 0.06, y, floor + 1.5))
            for s in np.linspace(-x * 0.9, x * 0.9, 4)
        ]
        return [*parts, *mirrored(assembled(stakes), "y")]
    if kind == 3:
        count = int(rng.integers(1, 3))
        step = long / count
        return [
            block(
                (step * 0.93, width * 0.92, between(rng, 1.9, 2.5)),
                (step * (k + 0.5) - x, 0, floor),
            )
            for k in range(count)
        ]
    if kind == 4:
        high = between(rng, 1.6, 2.3)
        outline = [
            (-x * 0.45, floor - 0.5),
            (x * 0.45, floor - 0.5),
            (x * 0.95, floor + high * 0.5),
            (x * 0.95, floor + high),
            (-x * 0.95, floor + high),
            (-x * 0.95, floor + high * 0.5),
        ]
        heap = ball((x * 0.85, y * 0.8, 0.5), (0, 0, floor + high), segments=8, rings=5)
        return [prism(outline, width * 0.96), *([heap] if chance(rng, 0.5) else [])]
    slope = between(rng, 0.7, 0.95)
    high = between(rng, 1.0, 1.7)
    tub = frustum((-x * slope, x * slope), (-x, x), (width * slope, width), (floor, floor + high))
    return [tub]


def _freight_wagon(rng: np.random.Generator) -> Mesh:
    """A goods wagon of any kind on its wheels."""
    long, width, floor = between(rng, 3.5, 12), between(rng, 2.3, 2.9), between(rng, 0.95, 1.25)
    parts: Parts = [box((-long / 2, -width / 2, floor - 0.25), (long / 2, width / 2, floor))]
    parts += _wagon_load(rng, long * 0.97, width, floor)
    if chance(rng, 0.6):
        parts += buffers(long / 2, -long / 2, width, floor - 0.12)
    else:
        parts.append(
            box((-long / 2 - 0.4, -0.15, floor - 0.3), (long / 2 + 0.4, 0.15, floor - 0.1))
        )
    return assembled(parts, _underframe(rng, long, width))


def _tank_wagon(rng: np.random.Generator) -> Mesh:
    """A lying tank with domes, a ladder and a walk on a frame."""
    long, width, floor = between(rng, 4.5, 12), between(rng, 2.3, 2.8), between(rng, 0.95, 1.2)
    radius, segments = width * between(rng, 0.38, 0.5), int(rng.choice([8, 10, 12, 16]))
    axis, x = floor + radius * 1.05, long * 0.46
    cap = radius * between(rng, 0.05, 0.5)
    tank = lathe(
        [
            (0, -x),
            (radius * 0.7, -x + cap * 0.3),
            (radius, -x + cap),
            (radius, x - cap),
            (radius * 0.7, x - cap * 0.3),
            (0, x),
        ],
        segments=segments,
    )
    parts: Parts = [moved(turned(tank, "y", 90), (0, 0, axis))]
    parts.append(box((-long / 2, -width * 0.45, floor - 0.25), (long / 2, width * 0.45, floor)))
    for place in (0.0,) if chance(rng, 0.6) else (-x * 0.5, 0, x * 0.5):
        parts.append(cylinder(radius * 0.35, 0.45, (place, 0, axis + radius * 0.9), segments=10))
    for place in (-x * 0.7, x * 0.7, 0)[: int(rng.integers(2, 4))]:
        parts.append(
            box(
                (place - 0.1, -radius * 0.9, floor),
                (place + 0.1, radius * 0.9, axis - radius * 0.5),
            )
        )
        if chance(rng, 0.4):
            parts.append(rod_x(radius * 1.03, 0.12, (place, 0, axis), segments=segments))
    if chance(rng, 0.5):
        ladder = turned(straight_ladder(radius * 1.9, 0.4, 6, 0.03), "y", -90)
        parts += mirrored(moved(turned(ladder, "z", 90), (0, radius * 1.05, floor)), "y")
    parts += buffers(long / 2, -long / 2, width, floor - 0.12)
    return assembled(parts, _underframe(rng, long, width))


def _tram(rng: np.random.Generator) -> Mesh:
    """A tram, subway car or cable car, in one or several parts."""
    long, width = between(rng, 5.5, 12), between(rng, 2.2, 2.8)
    floor, roof = between(rng, 0.5, 0.9), between(rng, 2.9, 3.5)
    slant, bulge = between(rng, 0.05, 0.8), between(rng, 0.25, 0.5)
    half = nosed(-0.02, long / 2, width, floor, roof, slant, bulge)
    parts: Parts = mirrored(half)
    z, tall = (
        floor + (roof - floor) * between(rng, 0.36, 0.46),
        (roof - floor) * between(rng, 0.32, 0.42),
    )
    count = int(rng.integers(3, 8))
    step = (long - 1.2) / count
    xs = -long / 2 + 0.6 + step * (np.arange(count) + 0.5)
    parts += windows(xs, step * between(rng, 0.7, 0.92), z, z + tall, width * 1.02)
    for door in xs[:: max(count // 2, 1)] if chance(rng, 0.5) else ():
        parts += windows([door], step * 0.6, floor + 0.1, z + tall * 1.05, width * 1.035)
    screen = box(
        (-long / 2 + slant * 0.3, -width * 0.42, z),
        (long / 2 - slant * 0.3, width * 0.42, z + tall),
    )
    parts.append(screen)
    if chance(rng, 0.6):
        parts.append(
            arched_roof(
                -long / 2 + slant,
                long / 2 - slant,
                width * 0.98,
                roof - 0.02,
                between(rng, 0.15, 0.4),
            )
        )
    if chance(rng, 0.4):
        parts.append(block((long * 0.6, width * 0.5, 0.3), (0, 0, roof + 0.05)))
    if chance(rng, 0.6):
        parts += pantograph(rng, 0, roof + 0.15)
    elif chance(rng, 0.5):
        parts.append(tube([(0.5, 0, roof), (-long * 0.4, 0, roof + 1.2)], 0.05, segments=4))
    parts.append(rod_x(0.18, 0.12, (long / 2 - 0.08, 0, floor + 0.4), segments=8))
    parts += bogies(rng, (-long * 0.28, long * 0.28), 2, floor * 0.5, width)
    if chance(rng, 0.4):
        parts.append(
            box((-long * 0.42, -width * 0.5, 0.2), (long * 0.42, width * 0.5, floor + 0.05))
        )
    made = assembled(parts)
    cars = int(rng.choice([1, 2, 3], p=[0.7, 0.2, 0.1]))
    return assembled([moved(made, (-k * (long + 0.3), 0, 0)) for k in range(cars)])


def _whole_train(rng: np.random.Generator) -> Mesh:
    """A locomotive with one to four wagons behind it."""
    heads = (steam_locomotive, steam_locomotive, hood_diesel, cab_locomotive, toy_locomotive)
    head = heads[rng.integers(5)](rng)
    size = 0.35 if head.vertices[:, 0].max() < 3 else 1.0
    wagons = (_coach, _freight_wagon, _tank_wagon)
    same = wagons[rng.integers(3)] if chance(rng, 0.5) else None
    parts: Parts = [head]
    rear = head.vertices[:, 0].min()
    wagon = None
    for _ in range(int(rng.choice([1, 2, 3, 4], p=[0.4, 0.35, 0.2, 0.05]))):
        if wagon is None or same is None:
            wagon = scaled((same or wagons[rng.integers(3)])(rng), size)
        low, high = wagon.vertices[:, 0].min(), wagon.vertices[:, 0].max()
        parts.append(moved(wagon, (rear - high - 0.15 * size, 0, 0)))
        parts.append(
            box((rear - 0.4 * size, -0.1 * size, 0.8 * size), (rear + 0.2 * size, 0.1 * size, size))
        )
        rear += low - high - 0.15 * size
    return assembled(parts)

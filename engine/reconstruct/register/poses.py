"""Pictures with depth in, the cameras that took them out."""

from collections.abc import Iterator
from collections.abc import Sequence as Many

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Camera, Intrinsics, View
from ...errors import ResultError
from ...jobs import Progress, Steps
from .overlap import seen_share
from .placed import Found, Registered, RegisterSettings, named, refusal
from .posegraph import Link, chained, groups, optimised
from .sequence import Sequence

_SHARED = 0.3  # of a picture that another has to show to be tried as a loop
_PAIRS = 4000  # pairs of frames that are looked at for loops
_MEETS = 0.02  # median depths up to which two points count as meeting
# What level frames say of up: x stays, forward becomes +Y, up becomes +Z.
_Z_UP = np.array([[1.0, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]])


def find_poses(
    pictures: Many[View], lens: Intrinsics, settings: RegisterSettings | None = None
) -> Steps[Registered]:
    """Where the camera stood in each frame of a sequence with depth, the first at the origin.

    Neighbours are followed by depth and grey. Where that fails, frames are recognised by their
    shapes. Each pair is verified both ways: depths agree, nothing stands before what the other
    sees, and the marks on it are the same. Frames that meet again are linked, and a pose graph
    weighs it all (Choi, Zhou and Koltun 2015, "Robust Reconstruction of Indoor Scenes"). A scene a
    hundred times as large gives the same cameras, a hundred times as far apart.

    Args:
        pictures: each with depth; cameras are not looked at.
        lens: of all of them. A negative fy (axes that are mirrored) is kept as it is.

    Raises:
        InputError: a frame has no depth or another size.
        ResultError: frames do not overlap with the rest, or contradict each other.
        MissingDependency: Open3D is not installed.
    """
    settings = settings or RegisterSettings()
    frames = Sequence(pictures, lens, settings.seed)
    links = yield from _follow(frames)
    links = yield from _bridge(frames, links, settings.pairs)
    parts = groups(len(frames), links)
    if len(parts) > 1 and not (settings.leave_out and len(parts[0]) > 1):
        raise ResultError(*refusal(parts))
    members = parts[0]
    links = yield from _close(frames, members, links, settings.loops)
    yield Progress(0, 1, "Weighing all pairs")
    poses, kept = optimised(members, links, _MEETS)
    numbers = _verified(frames, members, poses, kept)
    notes = _notes(frames, parts, links, kept)
    cameras = _cameras(poses, frames, lens, settings.up)
    return Registered(cameras, numbers, notes)


def _follow(frames: Sequence) -> Steps[list[Link]]:
    """Each frame linked to the one before it, where that can be followed."""
    links: list[Link] = []
    last = np.eye(4)
    for index in range(1, len(frames)):
        yield Progress(index - 1, len(frames) - 1, "Following frames")
        link = frames.followed(index, index - 1, np.eye(4))
        if link is None and not np.array_equal(last, np.eye(4)):
            link = frames.followed(index, index - 1, last)
        last = link.matrix if link else np.eye(4)
        if link:
            links.append(link)
    return links


def _bridge(frames: Sequence, links: list[Link], most: int) -> Steps[list[Link]]:
    """The same links, and others between what does not hang together yet, by shapes."""
    links = list(links)
    count, tried = len(frames), 0
    for source, target in _pairs(count):
        parts = groups(count, links)
        if len(parts) == 1 or tried == most:
            break
        if any(source in part and target in part for part in parts):
            continue
        yield Progress(tried, min(most, count * (count - 1) // 2), "Recognising frames")
        tried += 1
        if (link := frames.recognised(source, target)) is not None:
            links.append(link)
    return links


def _pairs(count: int, stride: int = 1) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of frames, those near in time first."""
    for gap in range(stride, count, stride):
        for source in range(gap, count, stride):
            yield source, source - gap


def _close(frames: Sequence, members: list[int], links: list[Link], most: int) -> Steps[list[Link]]:
    """The same links, and loops between frames that show the same by the poses so far."""
    poses = chained(members, links)
    linked = {frozenset((link.source, link.target)) for link in links}
    stride = 1
    while (len(members) // stride) ** 2 / 2 > _PAIRS:
        stride += 1
    wanted = []
    for one, other in _pairs(len(members), stride):
        source, target = members[one], members[other]
        matrix = np.linalg.inv(poses[target]) @ poses[source]
        if frozenset((source, target)) in linked:
            continue
        if seen_share(frames.shots[source], frames.shots[target], matrix) >= _SHARED:
            wanted.append((source, target, matrix))
    wanted = wanted[::-1][: most * len(members)]  # far apart in time first: they say most
    found = []
    for index, (source, target, guess) in enumerate(wanted):
        yield Progress(index, len(wanted), "Closing loops")
        if (link := frames.followed(source, target, guess, is_loop=True)) is not None:
            found.append(link)
    return links + found


def _verified(
    frames: Sequence, members: list[int], poses: dict[int, NDArray], links: list[Link]
) -> tuple[Found | None, ...]:
    """How well each frame agrees with the one that says most about it, by the final poses.

    Raises:
        ResultError: a frame agrees with none any more.
    """
    numbers: list[Found | None] = [None] * len(frames)
    held: list[Link] = []
    for link in links:
        matrix = np.linalg.inv(poses[link.target]) @ poses[link.source]
        seen = frames.seen(link.source, link.target, matrix)
        if not seen.is_verified(by_shape=not link.how.startswith("followed")):
            continue
        held.append(link)
        for index, other in ((link.source, link.target), (link.target, link.source)):
            best = numbers[index]
            if best is None or seen.fitness > best.fitness:
                words = f"{link.how}, with frame {other}"
                numbers[index] = Found(seen.fitness, seen.rmse * frames.unit_m, seen.alike, words)
    if len(members) == 1:
        numbers[members[0]] = Found(1.0, 0.0, 1.0, "alone")
    elif len(groups(len(frames), held)[0]) < len(members):
        torn = [part for part in groups(len(frames), held) if part[0] in members]
        raise ResultError(
            f"The frames contradict each other: {named(torn[1])} "
            "cannot stand where the pairs with others say.",
            "Leave those frames out, or take some in between.",
        )
    return tuple(numbers)


def _cameras(
    poses: dict[int, NDArray], frames: Sequence, lens: Intrinsics, up: str
) -> tuple[Camera | None, ...]:
    mirror = np.diag([np.sign(lens.fx), np.sign(lens.fy), 1.0, 1.0])
    turn = np.eye(4)
    if up == "z":
        turn = _Z_UP if lens.fy > 0 else np.linalg.inv(_Z_UP)
    cameras: list[Camera | None] = []
    for index in range(len(frames)):
        if index not in poses:
            cameras.append(None)
            continue
        pose = poses[index].copy()
        pose[:3, 3] *= frames.unit_m
        cameras.append(Camera(lens, turn @ mirror @ pose @ mirror, f"frame {index}"))
    return tuple(cameras)


def _notes(
    frames: Sequence, parts: list[list[int]], links: list[Link], kept: list[Link]
) -> tuple[str, ...]:
    notes = []
    if len(frames) == 1:
        notes.append("There is one frame: its camera is the world, there is nothing to register.")
    for part in parts[1:]:
        does = "does" if len(part) == 1 else "do"
        notes.append(f"{named(part)} {does} not overlap with the rest and is left out.")
    for index in range(1, len(frames)):
        if frames.is_twin(index, index - 1):
            notes.append(f"Frames {index - 1} and {index} are the same picture.")
    holding = {id(link) for link in kept}
    for link in links:
        if link.is_loop and id(link) not in holding:
            notes.append(
                f"Frames {link.target} and {link.source} look alike, but do not fit the others; "
                "that pair is left out."
            )
    return tuple(notes)

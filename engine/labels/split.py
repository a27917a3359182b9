"""Which assets train and which only measure: a split by asset, author or pack, kept with the data.

Exact and near duplicates stand on one side, and a file that has a side keeps it.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, InputError
from .assets import LabelledAsset

UNITS = {
    "asset": "each asset by itself",
    "pack": "all of a pack on one side",
    "author": "all of an author on one side",
}
TRAIN, VALIDATE = "train", "validate"


def split(
    assets: Sequence[LabelledAsset],
    duplicates: NDArray[np.int64],
    *,
    by: str = "asset",
    share: float = 0.2,
    seed: int = 0,
    kept: dict[str, str] | None = None,
) -> list[str]:
    """A side, TRAIN or VALIDATE, for each asset.

    Whole groups go to validation, in random order, while they fit. Single assets fit while their
    class has lost no more than `share` (rounded up where it has at least two), so that rare
    classes are measured too; packs and authors while at least half of every class is left to
    train with, and `share` of all is not exceeded.

    Args:
        duplicates: (N,) group numbers of equal shapes.
        by: one of UNITS; assets without an author or pack stand by themselves.
        kept: sides of before, by path; a group with one asset in it goes to that side.

    Raises:
        InputError: `by` is unknown, or nothing is left to train with.
    """
    if by not in UNITS:
        raise InputError(f"Cannot split by “{by}”.", f"Choose one of {', '.join(UNITS)}.")
    units = _united(assets, duplicates, by)
    members: dict[int, list[int]] = {}
    for index, unit in enumerate(units):
        members.setdefault(int(unit), []).append(index)
    counts = Counter(asset.label for asset in assets)
    if by == "asset":
        room = {label: round(count * share) or int(count > 1) for label, count in counts.items()}
    else:
        room = {label: count // 2 for label, count in counts.items()}
    left = len(assets) if by == "asset" else round(len(assets) * share)
    if share == 0:
        left = 0
    sides = [TRAIN] * len(assets)
    order = np.random.default_rng(seed).permutation(sorted(members))
    known = {index: kept[key(a)] for index, a in enumerate(assets) if kept and key(a) in kept}
    for unit in sorted(order, key=lambda u: not any(i in known for i in members[u])):
        group = members[unit]
        before = Counter(known[index] for index in group if index in known)
        asked = Counter(assets[index].label for index in group)
        fits = len(group) <= left and all(room[name] >= n for name, n in asked.items())
        if before[VALIDATE] > before[TRAIN] or (not before and fits):
            for index in group:
                sides[index] = VALIDATE
            left -= len(group)
            for label, count in asked.items():
                room[label] -= count
    if TRAIN not in sides:
        raise InputError("Nothing is left to train with.", "Validate with a smaller share.")
    return sides


def key(asset: LabelledAsset) -> str:
    """What an asset is called in a stored split."""
    return asset.path.as_posix()


def _united(
    assets: Sequence[LabelledAsset], duplicates: NDArray[np.int64], by: str
) -> NDArray[np.int64]:
    """Numbers (N,), equal for assets that must stand on one side."""
    units = duplicates.copy()
    if by == "asset":
        return units
    first: dict[str, int] = {}
    for index, asset in enumerate(assets):
        name = getattr(asset, by)
        if name and (other := first.setdefault(name, index)) != index:
            units[units == units[index]] = units[other]
    return units


def read(path: Path, *, by: str, share: float, seed: int) -> dict[str, str]:
    """The sides of a stored split by path; empty where there is none yet, or one made otherwise.

    Raises:
        DataError: the file is damaged.
    """
    if not path.exists():
        return {}
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        sides, made = values["sides"], (values["by"], values["share"], values["seed"])
        if not set(sides.values()) <= {TRAIN, VALIDATE}:
            raise ValueError("unknown sides")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"The split {path} cannot be read: {error}.", "Delete it.") from error
    return sides if made == (by, share, seed) else {}


def write(
    path: Path,
    assets: Sequence[LabelledAsset],
    sides: Sequence[str],
    *,
    by: str,
    share: float,
    seed: int,
    kept: dict[str, str] | None = None,
) -> None:
    """Store a split; `kept`, as for `split`, are sides of assets that may be missing this time.

    Raises:
        DataError: the file cannot be written there.
    """
    named = {**(kept or {}), **dict(zip(map(key, assets), sides, strict=True))}
    values = {"by": by, "share": share, "seed": seed, "sides": named}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values, indent=1, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another folder.") from error

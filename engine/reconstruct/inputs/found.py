"""A folder or file by others comes in; what belongs to which view goes out.

Only cameras are read here, and captured views; all else is in loading.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ...capture.formats import colmap, depths, trajectories, transforms
from ...capture.formats.pairing import pair
from ...capture.formats.poses import MATRICES, POSES_ACCEPTED, Poses, order, poses_in, read_poses
from ...capture.formats.trajectories import ICL, TUM, Pose
from ...capture.store import INDEX, load_views
from ...datatypes import Camera, Instance, View
from ...errors import DataError, InputError
from ...images import SUFFIXES

_PLACES = {
    "pictures": ("color", "colour", "rgb", "images", "image"),
    "depth maps": ("depth", "depths"),
    "masks": ("mask", "masks"),
}
_ENDINGS = {"pictures": SUFFIXES, "depth maps": depths.SUFFIXES, "masks": SUFFIXES}
_OPENCV, _OPENGL = "opencv", "opengl"
_TUM_STEPS = 5000.0  # a metre, in TUM's and ICL-NUIM's depth


@dataclass(frozen=True)
class Entry:
    """What belongs to one view: its camera, or a pose without a lens, and files not yet read."""

    name: str
    camera: Camera | None = None
    pose: Pose | None = None
    picture: Path | None = None
    depth: Path | None = None
    mask: Path | None = None
    depth_scale: float | None = None
    view: View | None = None


@dataclass(frozen=True)
class Found:
    """What a folder holds.

    form   what the poses are written as, and the file's or folder's name
    axes   of the cameras, as the format has them: opencv, opengl, or None: it does not say
    usual  steps a metre of depth in whole numbers, as data of this form has them
    said   sentences: what was found
    is_studio  as of a ViewSet
    is_posed   whether the poses are known; else all are at the origin, and are to be found
    """

    entries: tuple[Entry, ...]
    form: str
    axes: str | None
    folder: Path
    usual: float = depths.MILLIMETRES
    said: tuple[str, ...] = ()
    instances: tuple[Instance, ...] = ()
    is_studio: bool = False
    is_posed: bool = True

    @property
    def why_usual(self) -> str:
        """Why so many steps a metre."""
        if any(entry.depth_scale for entry in self.entries):
            return "as the file says"
        return "as TUM and ICL-NUIM have it" if self.usual == _TUM_STEPS else "the usual"


def find(
    path: Path, poses: Path | None, images: Path | None, depth: Path | None, masks: Path | None
) -> Found:
    """The views that the poses in `poses`, else in `path`, have pictures or depth for.

    Args:
        images, depth, masks: folders to take them from; None: those of the format, or in `path`.

    Raises:
        InputError, DataError: there are no poses, or nothing that belongs to them.
    """
    for folder in (path, poses, images, depth, masks):
        if folder is not None and not folder.exists():
            raise InputError(f"{folder} does not exist.", "Choose a file or folder that does.")
    place, root = poses or path, path if path.is_dir() else path.parent
    found = _stated(place, root, images)
    if found is None:
        loose = poses_in(place) if poses is None and path.is_dir() else read_poses(place)
        found = _loose(loose, root, images, depth) if loose else _unposed(root, images, depth)
    elif images is not None and not any(_lies_in(entry, images) for entry in found.entries):
        found = _with_files(found, "pictures", _files(root, images, "pictures"))
    is_captured = found.entries[0].view is not None
    for kind, given in (("depth maps", depth), ("masks", masks)):
        files = [] if is_captured and given is None else _files(root, given, kind)
        if files and not (given is None and _has_own(found, kind)):
            found = _with_files(found, kind, files)
    return found


def _stated(place: Path, root: Path, images: Path | None) -> Found | None:
    """What formats hold that say which picture a camera took; None where there is none of them."""
    folder = place if place.is_dir() else place.parent
    if (folder / INDEX).is_file() and place in (folder, folder / INDEX):
        return _captured(folder)
    index = folder / transforms.INDEX if place.is_dir() else place
    if index.is_file() and index.suffix.lower() == ".json" and not trajectories.kind(index):
        entries = [
            Entry(f.picture.name, f.camera, None, f.picture, f.depth, f.mask, f.depth_scale)
            for f in transforms.read_frames(index)
        ]
        return Found(tuple(entries), f"{index.name} (NeRF)", _OPENGL, folder)
    if place.is_dir() and colmap.model_folder(place):
        return _colmap(place, root, images)
    return None


def _captured(folder: Path) -> Found:
    views = load_views(folder)
    entries = [
        Entry(f"{number:04d}.png", view.camera, view=view)
        for number, view in enumerate(views.views)
    ]
    form = f"{INDEX} (captured by ReLoop3D)"
    instances, is_studio = views.instances, views.is_studio
    return Found(tuple(entries), form, _OPENCV, folder, instances=instances, is_studio=is_studio)


def _colmap(place: Path, root: Path, images: Path | None) -> Found:
    cameras, model = colmap.named_cameras(place), colmap.model_folder(place)
    tried = [above / "images" for above in (place, root, model, *model.parents[:2])] + [root]
    tried = tried if images is None else [images]
    held = [at for at in tried if any((at / name).is_file() for name, _ in cameras)]
    if not held and images is None:
        raise DataError(
            f"The pictures of the COLMAP model in {model} are not found: {cameras[0][0]}.",
            "Name the folder that they lie in.",
        )
    # Given ones of other names find theirs later.
    entries = [
        Entry(name, camera, picture=held[0] / name if held else None) for name, camera in cameras
    ]
    return Found(tuple(entries), f"{model.name} (COLMAP's model)", _OPENCV, model)


def _loose(poses: Poses, root: Path, images: Path | None, depth: Path | None) -> Found:
    """Poses of which nothing says which picture they are of."""
    kind, files = _frames(root, images, depth)
    if not files:
        raise InputError(
            f"{root} holds {len(poses.poses)} poses, but no pictures and no depth maps.",
            "Name the folders that they lie in.",
        )
    stems = [file.stem for file in files]
    indices, way = pair(stems, [pose.name for pose in poses.poses], (kind, "poses"))
    field = "picture" if kind == "pictures" else "depth"
    entries = [
        Entry(file.name, pose=poses.poses[at], **{field: file})
        for file, at in zip(files, indices, strict=True)
        if at is not None
    ]
    count = len(poses.poses)
    said = f"{len(entries)} of {len(files)} {kind} have one of {count} poses, matched {way}."
    usual = _TUM_STEPS if poses.form in (TUM, ICL) else depths.MILLIMETRES
    axes = None if poses.form == MATRICES else _OPENCV
    form = f"{poses.place.name} ({poses.form})"
    return Found(tuple(entries), form, axes, poses.folder, usual, (said,))


def _unposed(root: Path, images: Path | None, depth: Path | None) -> Found:
    """Frames with depth of which nothing says where they were taken."""
    if not _files(root, depth, "depth maps"):
        raise DataError(
            f"{root} holds no camera poses, and no depth maps to find them by.", POSES_ACCEPTED
        )
    kind, files = _frames(root, images, depth)
    field = "picture" if kind == "pictures" else "depth"
    entries = [
        Entry(file.name, pose=Pose(np.eye(4), file.stem, str(file)), **{field: file})
        for file in files
    ]
    form = f"{root.name} (frames with depth, no poses)"
    return Found(tuple(entries), form, _OPENCV, root, is_posed=False)


def _frames(root: Path, images: Path | None, depth: Path | None) -> tuple[str, list[Path]]:
    """The pictures, else the depth maps: what kind they are, and the files in their order."""
    for kind, given in (("pictures", images), ("depth maps", depth)):
        if files := _files(root, given, kind):
            return kind, files
    return "pictures", []


def _files(root: Path, given: Path | None, kind: str) -> list[Path]:
    """The files of a kind in a folder that was given, or where they are wont to lie in `root`.

    Raises:
        InputError: the folder that was given holds none.
    """
    if given is not None:
        found = _listed(given, kind)
        if not found:
            raise InputError(
                f"{given} holds no {kind}.", f"They end in {', '.join(_ENDINGS[kind])}."
            )
        return found
    for name in _PLACES[kind]:
        if (root / name).is_dir():
            return _listed(root / name, kind)
    return [file for file in _listed(root, kind) if _kind_of(file) == kind]


def _listed(folder: Path, kind: str) -> list[Path]:
    files = folder.iterdir() if folder.is_dir() else []
    return sorted((file for file in files if file.suffix.lower() in _ENDINGS[kind]), key=order)


def _kind_of(file: Path) -> str:
    """What a file is that lies among others: by its name."""
    stem = file.stem.lower()
    return "depth maps" if "depth" in stem else "masks" if "mask" in stem else "pictures"


def _lies_in(entry: Entry, folder: Path) -> bool:
    return entry.picture is not None and folder in entry.picture.parents


def _has_own(found: Found, kind: str) -> bool:
    name = "depth" if kind == "depth maps" else "mask"
    return any(getattr(entry, name) is not None for entry in found.entries)


def _with_files(found: Found, kind: str, files: Sequence[Path]) -> Found:
    """The same with these files, each where it belongs."""
    field = {"pictures": "picture", "depth maps": "depth", "masks": "mask"}[kind]
    stems = [Path(entry.name).stem for entry in found.entries]
    indices, way = pair(stems, [file.stem for file in files], ("views", kind))
    entries = [
        replace(entry, **{field: None if at is None else files[at]})
        for entry, at in zip(found.entries, indices, strict=True)
    ]
    count = sum(at is not None for at in indices)
    said = f"{count} of {len(entries)} views have one of {len(files)} {kind}, matched {way}."
    return replace(found, entries=tuple(entries), said=(*found.said, said))

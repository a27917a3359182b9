"""What a pool's labels are good for: a project in, a labelled data set in a new folder out."""

import csv
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .. import images, meshes
from ..capture.formats import coco
from ..capture.settings import CaptureSettings
from ..datatypes import Instance, Mesh, View, ViewSet
from ..errors import DataError, InputError, ReLoopError, ResultError
from ..images import read_image
from ..jobs import Progress, Steps, within
from ..modelfile import write_model
from ..render.raycast import render_views
from ..rigs import Rig
from .assets import Asset, Filter, page
from .copying import copy_asset, free_name
from .project import Project
from .schema import Base
from .score import Read

KINDS = {
    "folders": "a folder for each class, with copies of the files",
    "csv": "a labels.csv that names the files where they lie",
    "coco": "pictures with masks, as COCO has them",
}
_VIEWS = CaptureSettings(Rig(6, size=256), channels=("instance_ids",))
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}

Add = Callable[[Asset], Steps[None]]


@dataclass(frozen=True)
class Exported:
    """A data set that was written."""

    folder: Path
    assets: int
    failed: list[tuple[str, str]]  # assets that are not in it, and why

    def __str__(self) -> str:
        failed = f", {len(self.failed)} failed" if self.failed else ""
        return f"{self.assets} assets in {self.folder}{failed}"


def export_dataset(
    project: Project, folder: Path, kind: str, *, read: Read | None = None
) -> Steps[Exported]:
    """Write all labelled assets of a project, but those flagged; the project notes where.

    Until all is written it lies beside `folder`, in a hidden one. A data set that this project
    wrote there before is replaced: the same labels give the same again.

    Args:
        folder: is not there yet, is empty, or holds a data set of this project.
        kind: one of KINDS.
        read: reads an asset of a file; without it those that are one of many in their file, and
            for “coco” files that only Blender reads, fail.

    Raises:
        InputError: the folder is in use, there is no such kind, or nothing is labelled.
        ResultError: no asset could be written.
        DataError: the folder cannot be written.
    """
    folder = folder.absolute()
    if kind not in KINDS:
        raise InputError(f"Unknown data set “{kind}”.", f"There is {', '.join(KINDS)}.")
    is_ours = folder in [path.absolute() for path in project.made("dataset")]
    if folder.exists() and not (folder.is_dir() and (is_ours or not any(folder.iterdir()))):
        raise InputError(f"{folder} is not empty.", "Choose a new folder.")
    chosen = _labelled(project.store)
    part = folder.with_name(f".{folder.name}.part")
    failed: list[tuple[str, str]] = []
    try:
        _make(part)
        with _WRITERS[kind](part, chosen, read or _read) as add:
            for index, asset in enumerate(chosen):
                yield (step := Progress(index, len(chosen), "Writing the data set"))
                if reason := (yield from within(_tried(add, asset), step)):
                    failed.append((f"{asset.path} {asset.object}".rstrip(), reason))
            if len(failed) == len(chosen):
                raise ResultError(f"No asset could be written. The first: {failed[0][1]}")
        _rename(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    project.link("dataset", folder)
    return Exported(folder, len(chosen) - len(failed), failed)


def _labelled(base: Base) -> list[Asset]:
    found = [one for one in page(base, Filter("labelled"), count=-1) if one.mark != "flag"]
    if not found:
        raise InputError("No asset is labelled yet.", "Label some, or import labels.")
    return sorted(found, key=lambda one: (str(one.path), one.object))


def _tried(add: Add, asset: Asset) -> Steps[str]:
    """Add an asset; why it could not be added, or nothing."""
    try:
        yield from add(asset)
    except ReLoopError as error:
        return str(error)
    except Exception as error:  # one bad file must not cost the others
        return f"Internal error: {type(error).__name__}: {error}"
    return ""


def _make(part: Path) -> None:
    try:
        shutil.rmtree(part, ignore_errors=True)  # of one that was killed
        part.mkdir(parents=True)
    except OSError as error:
        raise DataError(f"Cannot write {part.parent}: {error}.", "Choose another.") from error


def _rename(part: Path, folder: Path) -> None:
    old = part.with_suffix(".old")
    try:
        if folder.exists():  # Windows renames onto none
            folder.rename(old)
        part.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise DataError(f"Cannot write {folder}: {error}.", "Choose another folder.") from error


def _read(path: Path, object_: str) -> Mesh:
    if object_:
        raise DataError(f"{object_} is one of many in {path.name}.", "Only Blender can read it.")
    return meshes.load_mesh(path)


# --- a folder for each class --------------------------------------------------------------------


@contextmanager
def _folders(part: Path, chosen: Sequence[Asset], read: Read) -> Iterator[Add]:
    folders = _folders_of({asset.label for asset in chosen})
    taken: dict[str, set[str]] = {label: set() for label in folders}

    def add(asset: Asset) -> Steps[None]:
        folder, names = part / folders[asset.label], taken[asset.label]
        is_other = folder.name != asset.label
        yield Progress(0, None, "", f"“{asset.label}” is in {folder.name}" if is_other else "")
        if asset.object:
            mesh = read(asset.path, asset.object)
            write_model(folder / free_name(_file_name(asset.name), ".glb", names), mesh)
        else:
            copy_asset(asset.path, folder, names)

    yield add


def _folders_of(labels: set[str]) -> dict[str, str]:
    """A folder's name for each class, that every system can have."""
    taken: set[str] = set()
    return {label: free_name(_file_name(label), "", taken) for label in sorted(labels)}


def _file_name(text: str) -> str:
    """The text without what some system's file names cannot have."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", text).rstrip(". ")
    is_unusable = not name or name.startswith(".") or name.split(".")[0].lower() in _RESERVED
    return f"_{name}" if is_unusable else name


# --- labels.csv ---------------------------------------------------------------------------------


@contextmanager
def _list(part: Path, _chosen: Sequence[Asset], read: Read) -> Iterator[Add]:
    rows, taken = [], set()

    def add(asset: Asset) -> Steps[None]:
        yield Progress(0, None, "")
        if not asset.path.is_file():
            raise DataError(f"{asset.path} is not there any more.", "Scan the pool.")
        place = asset.path.absolute().as_posix()
        if asset.object:  # a list names files
            place = f"meshes/{free_name(_file_name(asset.name), '.glb', taken)}"
            write_model(part / place, read(asset.path, asset.object))
        rows.append((place, asset.label))

    yield add
    try:
        with open(part / "labels.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("path", "label"), *rows])
    except OSError as error:
        raise DataError(f"Cannot write {part}: {error}.", "Choose another folder.") from error


# --- COCO ---------------------------------------------------------------------------------------


@contextmanager
def _coco(part: Path, chosen: Sequence[Asset], read: Read) -> Iterator[Add]:
    labels = sorted({asset.label for asset in chosen})
    with coco.dataset(part, labels) as write:

        def add(asset: Asset) -> Steps[None]:
            if asset.path.suffix.lower() in images.SUFFIXES:
                rgba = read_image(asset.path)
                views = [_one(View(rgba), rgba[..., 3] >= 128)]
            else:
                drawn = yield from render_views(read(asset.path, asset.object), _VIEWS)
                views = [_one(view, view.instance_ids >= 0) for view in drawn.views]
            views = [view for view in views if (view.instance_ids == 0).any()]
            if not views:
                raise DataError(f"{asset.name} cannot be seen in any picture.", "Is it too thin?")
            write(ViewSet(tuple(views), (Instance(asset.name, asset.label),)))

        yield add


def _one(view: View, is_seen) -> View:
    """The view of an asset as one instance, whatever its parts."""
    ids = np.where(is_seen, 0, -1).astype(np.int32)
    return View(view.rgba, view.camera, view.background, instance_ids=ids)


_WRITERS = {"folders": _folders, "csv": _list, "coco": _coco}

"""What a bug report is made of in Blender: what is hidden, the text to read, files to add."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import bpy

from ..engine.bugreport.hiding import Hidden
from ..engine.bugreport.report import Known, last_runs
from ..engine.errors import InputError
from ..engine.facts import Fact
from ..engine.images import write_image
from ..engine.models import shelf
from ..engine.pool.exchange import export_labels
from ..engine.selftest.contract import Row
from .bridge.images import rgba_from_image
from .jobs import lanes
from .photo import file_of
from .pool import opened
from .preferences import data_folder, run_log

TEXT = "ReLoop3D Bug Report"
# Whose names are a person's own; brushes and workspaces have Blender's.
_NAMED = (
    "objects",
    "meshes",
    "curves",
    "armatures",
    "cameras",
    "lights",
    "materials",
    "images",
    "node_groups",
    "collections",
    "scenes",
    "worlds",
    "actions",
    "texts",
    "libraries",
)


def names() -> list[str]:
    """What things in the open file are called."""
    return [block.name for kind in _NAMED for block in getattr(bpy.data, kind)]


def hidden(context: bpy.types.Context) -> Hidden:
    """What is not told of the open file, its project and this machine."""
    files = [bpy.data.filepath, *(library.filepath for library in bpy.data.libraries)]
    paths = [Path(bpy.path.abspath(file)) for file in files if file]
    places = [
        ("<data>", data_folder(context)),
        ("<blender>", Path(bpy.utils.resource_path("USER"))),
        ("<blender>", Path(bpy.utils.resource_path("LOCAL"))),
    ]
    paths += [opened.folder(context), shelf.shelf()]
    return Hidden(names(), places=places, paths=paths)


def known(context: bpy.types.Context, facts: list[Fact], rows: list[Row]) -> Known:
    """All that a report tells, before anything is hidden."""
    failed = lanes.last_failed()
    return Known(
        facts=facts,
        rows=rows,
        trace=failed.trace if failed else "",
        runs=last_runs(run_log(context)),
        names=[name for name, _ in failed.failed] if failed else [],
        versions={"blender": bpy.app.version_string},
    )


def text() -> bpy.types.Text | None:
    """The report as a person may read and change it; None: there is none."""
    return bpy.data.texts.get(TEXT)


def show(content: str) -> None:
    """Put a report where it can be read, in place of an earlier one."""
    block = text() or bpy.data.texts.new(TEXT)
    block.from_string(content)
    block.current_line_index = 0


def added(context: bpy.types.Context, folder: Path) -> list[Path]:
    """Copies, in an empty folder, of what a person has ticked, of nothing else.

    Raises:
        ReLoopError: something that is ticked is not there, or cannot be read.
    """
    group, files = context.window_manager.reloop3d.bugreport, []
    if group.is_with_file:
        path = folder / (Path(bpy.data.filepath).name or "unsaved.blend")
        bpy.ops.wm.save_as_mainfile(filepath=str(path), copy=True)
        files.append(path)
    if group.is_with_pictures:
        files += _pictures(context, folder)
    if group.is_with_labels:
        if not opened.is_there(context):
            raise InputError("There are no labels: no project is open.", "Take the tick away.")
        export_labels(opened.project(context).store, folder / "labels.csv")
        files.append(folder / "labels.csv")
    return files


def _pictures(context: bpy.types.Context, folder: Path) -> list[Path]:
    """The pictures that Viewpoint and Image to Mesh have chosen."""
    settings = context.scene.reloop3d
    images = [image for image in (settings.viewpoint.picture, settings.relief.picture) if image]
    if not images:
        raise InputError("No picture is chosen in any panel.", "Take the tick away.")
    return list(_copied(images, folder))


def _copied(images: list[bpy.types.Image], folder: Path) -> Iterator[Path]:
    for number, image in enumerate(images):
        source = file_of(image)
        if source is not None:
            yield Path(shutil.copy(source, folder / f"picture {number}{source.suffix}"))
        else:
            path = folder / f"picture {number}.png"
            write_image(path, rgba_from_image(image))
            yield path

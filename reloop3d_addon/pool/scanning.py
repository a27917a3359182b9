"""Scanning a pool from the window: its places in, assets found and looked at out.

Objects of the open file are read on the main thread, a few at a time; files never are.
"""

from dataclasses import replace
from pathlib import Path

import bpy
import numpy as np
from bpy.app.translations import pgettext_iface as iface_

from ...engine.capture.cache import digest
from ...engine.datatypes import Mesh
from ...engine.errors import ReLoopError
from ...engine.jobs import Progress, Steps, Work, mapped
from ...engine.meshes import transformed
from ...engine.pool import assets, refresh, scan
from ...engine.pool.project import Project
from ...engine.pool.scan import Found
from ...engine.pool.score import keep, score
from ...engine.pool.scorer import scorer_of
from ...engine.pool.similar import near_duplicates, write_groups
from ..bridge.assets import ObjectRef, scene_roots
from ..jobs.job import Job
from ..preferences import chosen
from ..runtime import packages
from . import opened
from .objects import PREFIX, is_open, mesh_of, object_at, scenes
from .reading import Reader

TITLE = "Scan"


def place_of(collection: str) -> str:
    """The place of a source in the open file: all of it, or a collection."""
    return f"{bpy.data.filepath}::{collection}" if collection else bpy.data.filepath


def scan_job() -> Job:
    """Bring the pool up to date with its places, look at what is new, and make the queue."""

    def body(job: Job) -> Steps[str]:
        project = opened.project(bpy.context)
        device = chosen(bpy.context).device
        notes = []
        with Reader() as reader:
            for source in scan.sources(project.store):
                try:
                    found = yield from _scan(project, source, reader)
                except ReLoopError as error:  # a drive that is away costs no other place
                    job.failed.append((source["place"], str(error)))
                    continue
                if found is not None:
                    notes.append(f"{Path(source['place']).name}: {found}")
                    job.failed += found.failed
                opened.changed()
            yield from packages("classify")
            yield from _score_objects(project, device)
            yield Work(refresh.score_all(project, device=device, read=reader.mesh))
        opened.show_on_objects()
        opened.answered()
        return "; ".join(notes)

    return Job(TITLE, body, items=0, is_of_file=False)


def _scan(project: Project, source: dict, reader: Reader) -> Steps[scan.Scanned | None]:
    """Scan one place; None of another .blend file's, which is scanned while that is open."""
    base, number = project.store, source["id"]
    if source["kind"] == "folder":
        steps = scan.scan_folder(
            base,
            number,
            Path(source["place"]),
            suffixes=reader.suffixes,
            listed=reader.listed,
        )
        # Looking at what was found takes most of the time: until then the bar only counts.
        return (yield Work(mapped(steps, lambda progress: replace(progress, total=None))))
    return (yield from scan_scene(project, source))


def scan_scene(project: Project, source: dict) -> Steps[scan.Scanned | None]:
    """Scan the open file, or one of its collections; None where the source is another file."""
    file, _, collection = source["place"].partition("::")
    if not is_open(Path(file)):
        return None
    found = yield from _listed(collection)
    return scan.scan_objects(project.store, source["id"], file, found)


def _listed(collection: str) -> Steps[list[Found]]:
    """The assets of the open file, or of a collection, with their contents."""
    held = bpy.data.collections.get(collection) if collection else None
    names = {obj.name for obj in held.all_objects} if held else set()
    refs = [
        ObjectRef.of(root)
        for scene in scenes()
        for root in scene_roots(
            obj for obj in scene.view_layers[0].objects if not collection or obj.name in names
        )
    ]
    found = {}
    for ref in refs:
        yield Progress(len(found), None, "Reading objects")
        if (root := ref.resolve()) is None:  # deleted meanwhile
            continue
        try:
            content = digest(_shape(root))
        except (ReLoopError, np.linalg.LinAlgError):  # hidden, or without a surface just now
            content = ""
        found[root.name] = Found(PREFIX + root.name, root.name, content)
    return list(found.values())


def _shape(root: bpy.types.Object) -> Mesh:
    """What an asset looks like in its own space: moving it is no change."""
    mesh = mesh_of(root)
    own = transformed(mesh, np.linalg.inv(np.array(root.matrix_world, np.float64)))
    return replace(own, vertices=own.vertices.round(4), normals=None, instances=())


def _score_objects(project: Project, device: str) -> Steps[None]:
    """Look at the open file's assets that were not looked at yet."""
    scorer = yield Work(_loaded(project, device))
    unseen = refresh.waiting(project, scorer)
    numbers = [item[0] for item, _ in unseen if is_open(item[1])]
    for done, asset in enumerate(assets.get(project.store, numbers)):
        yield Progress(done, None, "Looking at objects")
        obj = object_at(asset.path, asset.object)
        if obj is None:  # deleted or renamed meanwhile
            continue
        try:
            mesh = mesh_of(obj)
        except ReLoopError:
            continue
        one = replace(scorer, read=lambda _path, _object, mesh=mesh: mesh)
        item = (asset.id, asset.path, asset.object)
        rows = yield Work(score([item], one, contents=[asset.content or f"object {asset.id}"]))
        keep(project.store, rows, scorer.model)


def _loaded(project: Project, device: str) -> Steps:
    yield Progress(0, None, "Loading the model")
    return scorer_of(project, device=device)


def duplicates_job(project: Project) -> Job:
    """Find assets that look the same, and list them in the project's folder."""
    path = project.folder / "duplicates.csv"

    def body(job: Job) -> Steps[str]:
        groups: list[list[int]] = yield Work(near_duplicates(project))
        write_groups(path, project.store, groups)
        count = sum(map(len, groups))
        job.result = groups
        return iface_("{} assets in {} groups: {}").format(count, len(groups), path)

    return Job("Find Duplicates", body, items=0, is_of_file=False)

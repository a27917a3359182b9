"""Blender's own part of the verbs about a pool: the open file's objects, libraries, names.

The rest of `pool`, `score`, `queue`, `label`, `retrain` and `apply` is the engine's.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import bpy

from ...engine.command.pool import Verbs, add_pool_verbs
from ...engine.command.project import Reader as Means
from ...engine.command.project import add_project_options, project_of, say
from ...engine.command.shared import OK, SOME_FAILED, ProgressBar, run_logged
from ...engine.errors import InputError
from ...engine.jobs import drain
from ...engine.pool import scan, tagging
from ...engine.pool.assets import Filter
from ...engine.pool.project import Project
from ..child.process import SecondBlender, command
from ..quiet import quiet
from . import libraries, opened, scanning, using
from .objects import mesh_of, object_at
from .reading import Reader


def add_verbs(verbs, reader: Reader) -> Verbs:
    """Add all verbs about a pool, with what only Blender can do."""

    def read(path: Path, object_: str):
        obj = object_at(path, object_)
        return reader.mesh(path, object_) if obj is None else mesh_of(obj)

    means = Means(
        reader.suffixes, reader.listed, read, scanning.scan_scene, opened.folder(bpy.context)
    )
    made = add_pool_verbs(verbs, reader=means)

    def verb(actions, name: str, work: Callable, text: str) -> argparse.ArgumentParser:
        parser = add_project_options(actions.add_parser(name, help=text), means)
        parser.set_defaults(work=work)
        made.parsers.append(parser)
        return parser

    scene = verb(made.pool, "add-scene", _add_scene, "add the objects of the open file")
    scene.add_argument("--collection", default="", metavar="NAME", help="only its objects")
    text = "write classes as tags and catalogs into a library's .blend files"
    tags = verb(made.apply, "tags", _tags, text)
    tags.add_argument("root", type=Path, metavar="LIBRARY")
    tags.add_argument("--catalog", default="{label}", help="{label} stands for the class")
    tags.add_argument("--previews", action="store_true", help="replace the assets' previews")
    tags.add_argument("--dry-run", action="store_true", help="only say what would be written")
    undo = verb(made.apply, "undo", _undo, "take back the tags that a journal names")
    undo.add_argument("journal", type=Path, nargs="?", help="default: the last one")
    for name, text, standard in (
        ("rename", "name the open file's labelled objects", "{label}_{number:03}"),
        ("sort", "sort the open file's labelled objects into collections", "Labelled"),
    ):
        parser = verb(made.apply, name, partial(_in_file, name), text)
        parser.add_argument("value", nargs="?", default=standard, metavar="PATTERN|COLLECTION")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("--save", type=Path, metavar="FILE", help="default: the open one")
    return made


def _add_scene(args: argparse.Namespace) -> int:
    """Add the open file, and the project if there is none."""
    if not bpy.data.filepath:
        raise InputError("No file is open.", "Name one: blender -b FILE.blend -c reloop3d …")
    if args.collection and args.collection not in bpy.data.collections:
        raise InputError(f"There is no collection “{args.collection}”.", "Check its name.")
    place = scanning.place_of(args.collection)
    number = scan.add_source(Project(args.project.absolute()).store, "scene", place)
    value = {"id": number, "kind": "scene", "place": place}
    say(args, value, [f"{place} is in the pool; `pool scan` looks into it"])
    return OK


def _tags(args: argparse.Namespace) -> int:
    """Write tags, catalogs and previews, with a journal."""
    project = project_of(args)
    changes = tagging.changes(project, args.root, catalog=args.catalog, has_previews=args.previews)
    journal = libraries.new_journal(project)
    settings = {"root": args.root, "catalog": args.catalog, "dry": args.dry_run}
    with run_logged(args, "Write Tags", settings) as run, ProgressBar() as bar:
        with SecondBlender(command()) as blender:
            steps = libraries.apply_tags(
                changes, args.root.absolute(), journal, blender, is_dry=args.dry_run
            )
            try:
                done = drain(steps, bar.show)
            finally:
                if journal.is_file():
                    project.link("journal", journal)
        run["items"] = len(done.rows)
        run["failed"] = [(str(path), reason) for path, reason in done.failed]
    rows = [asdict(row) | {"path": str(row.path)} for row in done.rows]
    lines = [f"{r['object']}: {', '.join(r['tags_after'])}; {r['catalog_after']}" for r in rows]
    say(args, {"rows": rows, "journal": str(journal)}, [*lines, str(done)])
    return _failed(done.failed)


def _undo(args: argparse.Namespace) -> int:
    """Take tags back."""
    project = project_of(args)
    left = libraries.unrestored(project)
    if args.journal is None and not left:
        raise InputError("Nothing was written that is not taken back.", "Name a journal.")
    journal = args.journal or left[-1]
    with run_logged(args, "Take Tags Back", {"journal": journal}), ProgressBar() as bar:
        with SecondBlender(command()) as blender:
            done = drain(libraries.undo_tags(journal, blender), bar.show)
    say(args, {"files": done.files}, [f"{done.files} files are as they were"])
    return _failed(done.failed)


def _failed(failed) -> int:
    for path, reason in failed:
        print(f"{path}  failed: {reason}", file=sys.stderr)
    return SOME_FAILED if failed else OK


def _in_file(what: str, args: argparse.Namespace) -> int:
    """Rename or sort the labelled objects of the open file, and save it."""
    if not bpy.data.filepath:
        raise InputError("No file is open.", "Name one: blender -b FILE.blend -c reloop3d …")
    project = project_of(args)
    found = using.labelled_objects(project, Filter("labelled"))
    if not found:
        raise InputError("No object of this file is labelled.", "Scan it, and label some.")
    if what == "rename":
        names = using.new_names(found, args.value)
        lines = [f"{obj.name} -> {name}" for obj, name in names]
    else:
        lines = [f"{args.value}/{k}: {n}" for k, n in using.collection_names(found).items()]
    say(args, lines, lines)
    if args.dry_run:
        return OK
    if what == "rename":
        using.rename(project, found, args.value)
    else:
        using.sort_into(bpy.context.scene, found, args.value)
    target = args.save.absolute() if args.save else Path(bpy.data.filepath)
    with quiet():
        is_copy = target != Path(bpy.data.filepath)
        bpy.ops.wm.save_as_mainfile(filepath=str(target), copy=is_copy)
    return OK

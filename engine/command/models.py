"""The verb `models`: what models there are, download, compare, delete, and which one to use."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from ..errors import InputError
from ..facts import as_size
from ..jobs import drain
from ..models import shelf
from ..models.advice import Advice, advise, goals, machine
from ..models.catalog import TASKS, Entry, entries, find
from ..models.download import download
from .shared import OK, SOME_FAILED, ProgressBar


def add_verbs(verbs) -> argparse.ArgumentParser:
    """Add `models` to the parser's verbs."""
    parser = verbs.add_parser("models", help="models: list, get, verify, delete, advise")
    parser.add_argument("action", choices=("list", "get", "verify", "delete", "advise"))
    text = "of the list or of the hub (owner/name); with advise a goal, without one all goals"
    parser.add_argument("name", nargs="?", default="", help=text)
    parser.add_argument("--folder", type=Path, help="that models lie in (or RELOOP3D_MODELS)")
    parser.add_argument("--task", choices=TASKS, help="with list: only these")
    parser.add_argument("--json", action="store_true", help="with list and advise: as JSON")
    parser.add_argument("--vram", type=float, metavar="GB", help="of the card to be advised for")
    parser.add_argument("--memory", type=float, metavar="GB", help="of the machine likewise")
    text = "with advise: models too that may not serve paid work"
    parser.add_argument("--unpaid", action="store_true", help=text)
    parser.set_defaults(work=run_models)
    return parser


def run_models(args: argparse.Namespace) -> int:
    """Do the action; verify exits with 1 where a file is damaged."""
    if args.folder:
        shelf.use_folder(args.folder.absolute())
    if args.action == "list":
        return _list(args)
    if args.action == "advise":
        return _advise(args)
    if not args.name:
        raise InputError("No model was named.", f"Say models {args.action} NAME; list tells names.")
    found = find(args.name)
    if found and found.is_embedded:
        raise InputError(f"{found.title} comes with ReLoop3D.", "It is always there.")
    source = found.source if found else args.name
    if args.action == "delete":
        print(f"{as_size(shelf.delete(source))} are free again")
        return OK
    with ProgressBar() as bar:
        steps = download(source) if args.action == "get" else shelf.verify(source)
        result = drain(steps, bar.show)
    if args.action == "get":
        print(result)
        return OK
    print("\n".join([*result, f"{len(result)} files are damaged" if result else "All is well"]))
    return SOME_FAILED if result else OK


def _list(args: argparse.Namespace) -> int:
    chosen = [entry for entry in entries() if args.task in (None, entry.task)]
    states = {entry.name: shelf.state(entry) for entry in chosen}
    if args.json:
        rows = [
            asdict(entry)
            | {"state": states[entry.name].kind, "bytes": states[entry.name].size}
            | {"folder": str(states[entry.name].folder or "")}
            for entry in chosen
        ]
        print(json.dumps(rows, indent=1))
        return OK
    for entry in chosen:
        print(line(entry, states[entry.name]))
    print(f"{shelf.shelf()}: {as_size(shelf.used())} used")
    return OK


def line(entry: Entry, state: shelf.State) -> str:
    """A model and what of it is there, on one line."""
    licence = entry.licence + ("" if entry.is_free else ", no paid work")
    device = "card or processor" if entry.is_cpu_viable else "graphics card"
    return (
        f"{entry.name:38} {entry.task:9} {state.kind:11} {entry.megabytes:5} MB, "
        f"{entry.memory_gb:g} GB on {device}; {licence}"
    )


def _advise(args: argparse.Namespace) -> int:
    if not args.name:
        for goal in goals():
            print(f"{goal.goal:16} {goal.title}")
        return OK
    vram, memory = machine()
    advice = advise(
        args.name,
        vram_gb=vram if args.vram is None else args.vram,
        memory_gb=memory if args.memory is None else args.memory,
        is_paid=not args.unpaid,
    )
    print(json.dumps(asdict(advice), indent=1) if args.json else as_text(advice))
    return OK


def as_text(advice: Advice) -> str:
    """Advice to be read."""
    goal = advice.goal
    rows = [f"{goal.title}: {goal.feature} (headless: {goal.headless})", *advice.reasons]
    rows += [f"{number}. {step}" for number, step in enumerate(goal.steps, 1)]
    if advice.model and not advice.model.is_embedded:
        rows.append(f"Get it with: models get {advice.model.name}")
    return "\n".join(rows)

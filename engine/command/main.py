"""`python -m engine …`: every verb in one parser."""

import argparse
from collections.abc import Sequence

from . import (
    align,
    bugreport,
    capture,
    check,
    classify,
    evaluate,
    evaluate_mesh,
    fuse,
    models,
    photos,
    pool,
    relief,
    runtime,
    selftest,
    simulate,
    train,
    viewpoint,
)
from .shared import guarded


def main(arguments: Sequence[str]) -> int:
    """Parse, run, and return the exit status (engine/command/shared.py)."""
    parser = argparse.ArgumentParser(prog="python -m engine", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    classify.add_verbs(verbs)
    train.add_verbs(verbs)
    evaluate.add_verbs(verbs)
    evaluate_mesh.add_verbs(verbs)
    simulate.add_verbs(verbs)
    capture.add_verbs(verbs)
    viewpoint.add_verbs(verbs)
    fuse.add_verbs(verbs)
    relief.add_verbs(verbs)
    photos.add_verbs(verbs)
    align.add_verbs(verbs)
    models.add_verbs(verbs)
    pool.add_pool_verbs(verbs)
    check.add_check(verbs)
    selftest.add_verbs(verbs)
    bugreport.add_verbs(verbs)
    runtime.add_runtime(verbs)
    args = parser.parse_args(arguments)
    return guarded(lambda: args.work(args))

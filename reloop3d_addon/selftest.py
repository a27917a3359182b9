"""The self-test's check that only Blender can do: Workbench's pictures beside the ray caster's."""

from dataclasses import replace

import numpy as np

from ..engine.capture.settings import CaptureSettings
from ..engine.jobs import Steps
from ..engine.render import raycast
from ..engine.rigs import Rig
from ..engine.samples import SAMPLES
from ..engine.selftest.contract import Bound, Check
from .bridge.render import render_views
from .quiet import quiet

_SHOWN = ("chair", "cup", "building", "tree")


def _drawn() -> Steps[dict[str, float]]:
    """Sample assets drawn by both: how far their silhouettes overlap (IoU)."""
    overlaps = []
    for name in _SHOWN:
        mesh, settings = SAMPLES[name](), CaptureSettings(Rig(views=3))
        ours = yield from raycast.render_views(mesh, settings)
        theirs = yield from render_views(mesh, settings)
        overlaps += [
            (one.mask & other.mask).sum() / (one.mask | other.mask).sum()
            for one, other in zip(ours.views, theirs.views, strict=True)
        ]
    return {"overlap": float(np.mean(overlaps)), "worst": float(min(overlaps))}


WORKBENCH = Check(
    "workbench",
    "Drawing with Workbench and with rays",
    _drawn,
    {
        "overlap": Bound("silhouettes' overlap (IoU), mean of twelve", least=0.99),
        "worst": Bound("silhouettes' overlap (IoU), worst of twelve", least=0.97),
    },
    ("embreex", "PIL"),
    is_apart=False,
)


def _quietly() -> Steps[dict[str, float]]:
    with quiet():
        return (yield from _drawn())


QUIET_WORKBENCH = replace(WORKBENCH, measure=_quietly)  # for a command, whose output is a table

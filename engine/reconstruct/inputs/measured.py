"""Views to fuse: read with their depth, or with depth that comparing them tells."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from ...jobs import Steps
from ..photos.known import told_depth
from ..photos.settings import PhotoSettings
from .posed import Posed, load_posed


def load_measured(path: Path, **options: Any) -> Steps[Posed]:
    """As `load_posed`; where no view has depth, it is told by comparing them.

    Raises:
        ReLoopError: as `load_posed`, and as `told_depth` where no view has depth.
    """
    posed = yield from load_posed(path, **options)
    if any(view.depth is not None for view in posed.views.views):
        return posed
    views, said = yield from told_depth(posed.views.views, PhotoSettings())
    return Posed(replace(posed.views, views=tuple(views)), (*posed.said, *said))

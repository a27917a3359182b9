"""Views as points: where the surface is, in its colours, evenly drawn, always the same."""

from dataclasses import replace

import numpy as np
import pytest

from engine.capture.settings import CaptureSettings
from engine.datatypes import ViewSet
from engine.errors import InputError
from engine.jobs import drain
from engine.reconstruct.cloud import cloud_of, views_to_cloud
from engine.reconstruct.frames import frames_of
from engine.render.raycast import render_views
from engine.rigs import Rig
from engine.samples import box


@pytest.fixture(scope="module")
def block() -> ViewSet:
    """Eight views of a green box of 0.6 x 0.4 x 0.8 about its middle (1, 2, 3)."""
    settings = CaptureSettings(
        Rig(8, size=96, layout="sphere"), engine="raycast", channels=("depth",)
    )
    return drain(render_views(box((0.7, 1.8, 2.6), (1.3, 2.2, 3.4), (0.1, 0.7, 0.2)), settings))


def test_points_lie_on_the_surface_in_its_colours(block: ViewSet) -> None:
    cloud = drain(views_to_cloud(block))
    assert len(cloud.points) == sum(
        np.count_nonzero(view.depth * view.mask) for view in block.views
    )
    off = abs(cloud.points - (1, 2, 3)) - (0.3, 0.2, 0.4)
    assert abs(off.max(axis=1)).max() < 1e-3
    red, green, blue = np.median(cloud.colors, axis=0)
    assert green > 1.5 * red and green > 1.5 * blue
    assert cloud.points.dtype == cloud.colors.dtype == np.float32
    assert cloud.cameras == tuple(view.camera for view in block.views)


def test_no_more_than_so_many_are_drawn_evenly_and_always_the_same(block: ViewSet) -> None:
    frames, _ = frames_of(block)
    everything, few = drain(cloud_of(frames)), drain(cloud_of(frames, 500))
    again = drain(cloud_of(frames, 500))
    assert len(few.points) == 500 and len(np.unique(few.points, axis=0)) == 500
    assert (few.points == again.points).all() and (few.colors == again.colors).all()
    # Each of a box's sides has its share, within what chance leaves.
    for axis in range(3):
        for side in (-1, 1):
            shares = [
                (abs(side * (c.points - (1, 2, 3))[:, axis] - (0.3, 0.2, 0.4)[axis]) < 1e-3).mean()
                for c in (everything, few)
            ]
            assert abs(shares[0] - shares[1]) < 0.05


def test_views_that_cannot_be_fused_are_named_and_none_at_all_is_refused(block: ViewSet) -> None:
    blind = replace(block.views[0], depth=None)
    cloud = drain(views_to_cloud(ViewSet((blind, *block.views[1:]))))
    assert len(cloud.cameras) == 7 and cloud.notes == (
        "View 0 (az000 el+61) is left out: it has no depth.",
    )
    with pytest.raises(InputError, match="No view can be fused"):
        drain(views_to_cloud(ViewSet((blind,))))


def test_a_pixel_at_the_edge_has_the_subjects_own_colour(block: ViewSet) -> None:
    rgba = np.full_like(block.views[0].rgba, (200, 10, 60, 140))
    frames, _ = frames_of(ViewSet((replace(block.views[0], rgba=rgba),)))
    assert np.allclose(frames[0].rgb * 255, (200, 10, 60), atol=0.1)

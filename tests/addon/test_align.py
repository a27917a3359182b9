"""Align Scans: selected scans move to the active one as one undo step, or nothing moves."""

import bpy
import numpy as np
import pytest
from making import sample
from mathutils import Matrix

from tests.fingerprint import fingerprint


@pytest.fixture
def scans(addon) -> tuple[bpy.types.Object, bpy.types.Object]:
    """A chair that stays, and the same turned by 20 degrees and moved."""
    chair, other = sample(addon, "chair"), sample(addon, "chair", 0.3)
    other.name = "other"
    other.rotation_euler = (0.1, 0.2, 0.3)
    chair.select_set(True)
    bpy.context.view_layer.objects.active = chair
    bpy.context.view_layer.update()
    bpy.ops.ed.undo_push(message="Before")
    return chair, other


def test_the_others_move_to_the_active_scan_and_undo_takes_it_back(addon, scans) -> None:
    before = fingerprint()
    chair, other = scans
    assert bpy.ops.reloop3d.align_scans() == {"FINISHED"}
    chair, other = bpy.data.objects["chair"], bpy.data.objects["other"]
    assert chair.matrix_world == Matrix()
    size = np.array(chair.dimensions).max()
    corners = np.array([[c[:] for c in obj.bound_box] for obj in (chair, other)])
    moved = [
        np.array(obj.matrix_world) @ np.c_[box, np.ones(8)].T
        for obj, box in zip((chair, other), corners, strict=True)
    ]
    assert np.abs(moved[0] - moved[1]).max() < 0.02 * size
    bpy.ops.ed.undo()
    assert fingerprint() == before


def test_scans_of_different_things_are_refused_and_nothing_moves(addon, scans) -> None:
    sample(addon, "lamp", 1.0)
    bpy.ops.ed.undo_push(message="A lamp")
    before = fingerprint()
    with pytest.raises(RuntimeError, match="overlap"):
        bpy.ops.reloop3d.align_scans()
    assert fingerprint() == before


def test_the_button_is_dead_without_two_scans_and_says_so(addon, scans) -> None:
    chair, other = scans
    other.parent = chair  # it moves with the chair
    operator = addon("reloop3d_addon.operators.align").RELOOP3D_OT_align_scans
    assert "at least two" in operator.problem(bpy.context)
    with pytest.raises(RuntimeError, match="at least two"):
        bpy.ops.reloop3d.align_scans()

"""Answers in the scene: their labels over the objects, the list's order, selecting by answer."""

import bpy
import numpy as np
import pytest
from making import sample

ANSWERS = {"chair": 0.9, "cup": 0.2, "tree": 0.6, "lamp": 0.4}


@pytest.fixture
def answered(addon) -> dict[str, bpy.types.Object]:
    """Four objects, of which two are chairs and two are unsure."""
    objects = {}
    for index, (name, confidence) in enumerate(ANSWERS.items()):
        obj = objects[name] = sample(addon, name, 3.0 * index)
        obj.reloop3d.label = "chair" if name in {"chair", "cup"} else name
        obj.reloop3d.confidence = confidence
    bpy.ops.object.select_all(action="DESELECT")
    return objects


def selected() -> list[str]:
    return sorted(obj.name for obj in bpy.context.selected_objects)


def test_all_of_a_class_or_all_unsure_ones_are_selected_with_what_belongs_to_them(
    addon, answered
) -> None:
    part = sample(addon, "sword")
    part.parent = answered["chair"]
    assert bpy.ops.reloop3d.select_results(label="chair") == {"FINISHED"}
    assert selected() == ["chair", "cup", "sword"]
    bpy.ops.reloop3d.select_results(is_unsure=True)
    assert selected() == ["cup", "lamp"]
    bpy.ops.reloop3d.select_results(label="tree", extend=True)
    assert selected() == ["cup", "lamp", "tree"]


def test_a_hidden_object_is_an_error_and_stays_hidden(addon, answered) -> None:
    answered["tree"].hide_set(True)
    with pytest.raises(RuntimeError, match="tree is hidden"):
        bpy.ops.reloop3d.show_result(object_name="tree")
    with pytest.raises(RuntimeError, match="not in this view layer"):
        bpy.ops.reloop3d.show_result(object_name="nobody")
    assert answered["tree"].hide_get()
    bpy.ops.reloop3d.show_result(object_name="lamp")
    assert selected() == ["lamp"] and bpy.context.view_layer.objects.active.name == "lamp"


def test_the_buttons_are_dead_without_answers_and_in_edit_mode(addon) -> None:
    operator = addon("reloop3d_addon.operators.results").RELOOP3D_OT_select_results
    assert operator.problem(bpy.context) == "Nothing has been classified yet"
    sample(addon, "cup").reloop3d.label = "cup"
    assert operator.problem(bpy.context) is None
    bpy.ops.object.mode_set(mode="EDIT")
    assert operator.problem(bpy.context) == "Go to Object Mode first"
    bpy.ops.object.mode_set(mode="OBJECT")


def test_the_threshold_of_the_preferences_decides_at_once_who_is_unsure(addon, answered) -> None:
    results = addon("reloop3d_addon.results")
    person = addon("reloop3d_addon.preferences").chosen(bpy.context)
    try:
        for threshold, expected in ((0.5, {"cup", "lamp"}), (0.0, set()), (0.95, set(ANSWERS))):
            person.threshold = threshold
            assert {obj.name for obj in results.unsure(answered.values())} == expected
    finally:
        person.property_unset("threshold")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("UNSURE", ["cup", "lamp", "tree", "chair"]),
        ("CONFIDENCE", ["chair", "tree", "lamp", "cup"]),
        ("LABEL", ["chair", "cup", "lamp", "tree"]),
        ("NAME", ["chair", "cup", "lamp", "tree"]),
    ],
)
def test_every_order_puts_its_first_first(addon, answered, order: str, expected: list) -> None:
    key = addon("reloop3d_addon.results").ORDERS[order][2]
    assert [obj.name for obj in sorted(answered.values(), key=key)] == expected


def test_the_list_shows_what_is_asked_for_in_its_order(addon, answered) -> None:
    lists = addon("reloop3d_addon.panels.results").RELOOP3D_UL_results
    shown = bpy.context.window_manager.reloop3d
    sample(addon, "barrel", 20)  # without an answer

    class List:
        bitflag_filter_item = 1
        filter_items = lists.filter_items

    def rows() -> list[str]:
        objects = bpy.context.view_layer.objects
        flags, order = List().filter_items(bpy.context, bpy.context.view_layer, "objects")
        names = {place: obj.name for obj, place in zip(objects, order, strict=True)}
        visible = {obj.name for obj, flag in zip(objects, flags, strict=True) if flag}
        return [names[place] for place in sorted(names) if names[place] in visible]

    try:
        shown.order = "UNSURE"
        assert rows() == ["cup", "lamp", "tree", "chair"]
        shown.is_unsure_only = True
        assert rows() == ["cup", "lamp"]
        shown.is_unsure_only, shown.search = False, "chair"
        assert rows() == ["cup", "chair"]  # by label too
    finally:
        for name in ("order", "is_unsure_only", "search"):
            shown.property_unset(name)


def test_labels_are_read_anew_when_the_scene_changes_and_stand_over_the_whole_asset(
    addon, answered
) -> None:
    overlay = addon("reloop3d_addon.overlay")
    labels = {label.name: label for label in overlay.read_labels(bpy.context.view_layer)}
    assert labels["cup"].text == "chair 0.20" and labels["cup"].is_unsure
    assert not labels["chair"].is_unsure and set(labels) == set(ANSWERS)
    top = max((answered["chair"].matrix_world @ v.co).z for v in answered["chair"].data.vertices)
    assert np.isclose(labels["chair"].top[2], top, atol=1e-5)
    part = sample(addon, "sword", 0)
    part.parent, part.location.z = answered["chair"], 10
    bpy.context.view_layer.update()
    labels = {label.name: label for label in overlay.read_labels(bpy.context.view_layer)}
    assert labels["chair"].top[2] > 10


def test_labels_never_overlap_the_first_keeps_its_place_and_the_rest_move_up(addon) -> None:
    overlay = addon("reloop3d_addon.overlay")
    anchors = [(100.0, 100.0), (110.0, 102.0), (300.0, 100.0), *[(105.0, 100.0)] * 9]
    sizes = [(80.0, 20.0)] * len(anchors)
    boxes = overlay.place(anchors, sizes)
    assert boxes[0] == (60.0, 100.0, 140.0, 120.0)
    assert boxes[1][1] >= 120 and boxes[2] == (260.0, 100.0, 340.0, 120.0)
    shown = [box for box in boxes if box is not None]
    assert len(shown) < len(boxes)  # one without room is left out
    for index, a in enumerate(shown):
        for b in shown[:index]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_points_are_projected_as_the_viewport_does_and_behind_the_eye_is_known(addon) -> None:
    overlay = addon("reloop3d_addon.overlay")
    perspective = np.array(
        [[1.0, 0, 0, 0], [0, 2.0, 0, 0], [0, 0, -1.02, -0.2], [0, 0, -1.0, 0]]
    )  # clip_from_view of an eye that looks along -Z
    points = np.array([[0, 0, -5.0], [5, 0, -5], [0, 2.5, -5], [0, 0, 5]])
    pixels, depths = overlay.project(points, perspective, 200, 100)
    assert np.allclose(pixels[:3], [(100, 50), (200, 50), (100, 100)])
    assert (depths > 0).tolist() == [True, True, True, False]


def test_words_stand_out_from_every_ground(addon) -> None:
    readable = addon("reloop3d_addon.overlay").readable_on
    assert readable((0.1, 0.1, 0.1)) == (1, 1, 1) and readable((0.9, 0.8, 0.2)) == (0, 0, 0)
    assert readable((1, 0, 0, 1)) == (0, 0, 0) and readable((0, 0, 0.8)) == (1, 1, 1)

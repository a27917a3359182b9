"""Results in a real window: labels over the objects, the list, selecting by answer."""

import time

import numpy as np
import pytest


@pytest.fixture
def classified(window):
    """Ten objects with answers made up for the test, three of them unsure."""
    window.run(
        "answers = {'chair': ('chair', 0.9), 'table': ('table', 0.8), 'sofa': ('chair', 0.7),\n"
        "           'lamp': ('lamp', 0.3), 'cup': ('chair', 0.2), 'bottle': ('cup', 0.1)}\n"
        "for name, (label, confidence) in answers.items():\n"
        "    result = bpy.data.objects[name].reloop3d\n"
        "    result.label, result.confidence = label, confidence\n"
        "load('reloop3d_addon.overlay').forget()\n"
        "[area.tag_redraw() for area in window.screen.areas]"
    )
    return window


SELECTED = "sorted(obj.name for obj in bpy.context.view_layer.objects if obj.select_get())"


def test_a_click_selects_and_frames_the_object(classified) -> None:
    before = classified.ask("list(area.spaces.active.region_3d.view_location)")
    classified.press('show_result(object_name="bottle")')
    assert classified.ask(SELECTED) == ["bottle"]
    assert classified.ask("bpy.context.view_layer.objects.active.name") == "bottle"
    time.sleep(1)  # Blender's view glides there
    place = classified.ask("list(bpy.data.objects['bottle'].location)")
    after = classified.ask("list(area.spaces.active.region_3d.view_location)")
    assert (
        np.linalg.norm(np.subtract(after, place)) < 1 < np.linalg.norm(np.subtract(after, before))
    )
    classified.click(*classified.find('show_result(object_name="cup")'), key="shift")
    assert classified.ask(SELECTED) == ["bottle", "cup"]
    classified.into_viewport()
    classified.keys("ctrl+z")
    assert classified.ask(SELECTED) == ["bottle"]


def test_all_chairs_or_all_unsure_ones_are_selected(classified) -> None:
    classified.press('show_result(object_name="chair")')
    classified.press("select_results(label=")
    assert classified.ask(SELECTED) == ["chair", "cup", "sofa"]
    classified.press("select_results(is_unsure=True)")
    assert classified.ask(SELECTED) == ["bottle", "cup", "lamp"]


def test_the_list_is_sorted_and_shows_only_the_unsure_ones_if_asked(classified) -> None:
    assert classified.listed() == ["bottle", "cup", "lamp", "sofa", "table", "chair"]
    classified.press("reloop3d.is_unsure_only")
    assert classified.listed() == ["bottle", "cup", "lamp"]
    classified.click(*classified.find("reloop3d.order", width=80))
    classified.keys("Down", "Down", "Down", "Return")
    assert classified.ask("bpy.context.window_manager.reloop3d.order") == "LABEL"
    classified.press("reloop3d.is_unsure_only")
    assert classified.listed() == ["chair", "sofa", "cup", "bottle", "lamp", "table"]
    classified.shot("results", box=(700, 60, 1050, 700))


WARNING = (
    "[round(255 * c) for c in"
    " bpy.context.preferences.themes[0].user_interface.wcol_state.warning[:3]]"
)


def over(window, name: str):
    """The colours over an object's head."""
    top = "load('reloop3d_addon.overlay').read_labels(bpy.context.view_layer)"
    x, y = window.ask(
        "(lambda top: [regions['WINDOW'].x + top[0], regions['WINDOW'].y + top[1]])"
        "(__import__('bpy_extras.view3d_utils', fromlist=['x']).location_3d_to_region_2d("
        "regions['WINDOW'], area.spaces.active.region_3d,"
        f" next(label.top for label in {top} if label.name == {name!r})))"
    )
    return window.pixels((x - 30, y + 4, x + 30, y + 22)).reshape(-1, 3).astype(int)


def test_labels_stand_over_the_objects_the_unsure_ones_in_the_warning_colour(classified) -> None:
    x, y = classified.find("reloop3d.order", width=80)
    place = (x, y + 52)  # the switch stands two rows higher; it has no data path
    classified.into_viewport()
    classified.keys("alt+a")
    warning = np.array(classified.ask(WARNING))

    def share(name: str, color) -> float:
        return float((np.abs(over(classified, name) - color).max(axis=1) < 30).mean())

    ground = np.array(classified.ask(WARNING.replace("wcol_state.warning", "wcol_tooltip.inner")))
    assert share("bottle", warning) > 0.3 and share("chair", ground) > 0.3
    assert share("chair", warning) < 0.1
    classified.click(*place)  # switched off
    classified.into_viewport()
    assert share("bottle", warning) < 0.05 and share("chair", ground) < 0.05
    classified.click(*place)
    classified.into_viewport()
    assert share("bottle", warning) > 0.3


def test_labels_are_readable_in_a_light_theme_too_and_follow_the_view(classified) -> None:
    classified.run(
        "import os\n"
        "path = os.path.join(bpy.utils.resource_path('SYSTEM'), 'scripts', 'presets',"
        " 'interface_theme', 'Blender_Light.xml')\n"
        "bpy.ops.script.execute_preset(filepath=path,"
        " menu_idname='USERPREF_MT_interface_theme_presets')"
    )
    classified.into_viewport()
    classified.keys("KP_1", "Home", "alt+a")
    time.sleep(1)
    colors = over(classified, "bottle")
    luminance = colors @ (0.2126, 0.7152, 0.0722)
    assert luminance.max() - luminance.min() > 100  # words stand out from their ground
    classified.shot("light", box=(0, 0, 1050, 720))

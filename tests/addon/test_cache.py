"""The cache: what changes the pictures misses it, what does not hits it, and it stays small."""

import bpy
import numpy as np
import pytest
from making import material_with_nodes


@pytest.fixture
def painted() -> bpy.types.Object:
    """A textured object with a modifier, of about 5,000 faces."""
    bpy.ops.mesh.primitive_uv_sphere_add(segments=36, ring_count=36)
    obj = bpy.context.object
    obj.modifiers.new("Cast", "CAST").factor = 0.2
    material = material_with_nodes("Paint")
    nodes, links = material.node_tree.nodes, material.node_tree.links
    texture = nodes.new("ShaderNodeTexImage")
    texture.image = bpy.data.images.new("Texture", 2500, 16)
    mix = nodes.new("ShaderNodeBrightContrast")
    links.new(texture.outputs["Color"], mix.inputs["Color"])
    links.new(mix.outputs["Color"], nodes["Principled BSDF"].inputs["Base Color"])
    obj.data.materials.append(material)
    other = material_with_nodes("Plain")
    obj.data.materials.append(other)
    obj.data.polygons[0].material_index = 1
    return obj


class Counter:
    """Captures, and says whether Blender had to render for it."""

    def __init__(self, addon, monkeypatch) -> None:
        self._addon, self.renders = addon, 0
        stage = addon("reloop3d_addon.bridge.stage").Stage
        shoot = stage.shoot

        def counted(*arguments) -> None:
            self.renders += 1
            shoot(*arguments)

        monkeypatch.setattr(stage, "shoot", counted)

    def is_hit(self, obj: bpy.types.Object, engine: str = "workbench", **options) -> bool:
        rig = self._addon("engine.rigs").Rig(2, size=32)
        settings = self._addon("engine.capture.settings").CaptureSettings
        bpy.context.view_layer.update()
        before = self.renders
        made = settings(rig, engine=engine, samples=1, **options)
        self._addon("reloop3d_addon.api").capture(obj, made)
        return self.renders == before


@pytest.fixture
def counter(addon, monkeypatch) -> Counter:
    return Counter(addon, monkeypatch)


def move_a_vertex(obj: bpy.types.Object) -> None:
    obj.data.vertices[100].co.x += 1e-4
    obj.data.update()


def turn_the_modifier(obj: bpy.types.Object) -> None:
    obj.modifiers["Cast"].factor = 0.21


def change_a_colour(obj: bpy.types.Object) -> None:
    shader = obj.data.materials[1].node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (0.3, 0.31, 0.32, 1)


def change_a_pixel(obj: bpy.types.Object) -> None:
    bpy.data.images["Texture"].pixels[4 * 2499] = 0.9


def change_another_node(obj: bpy.types.Object) -> None:
    node = obj.data.materials[0].node_tree.nodes["Brightness/Contrast"]
    node.inputs[1].default_value = 0.5


CHANGES = [move_a_vertex, turn_the_modifier, change_a_colour, change_a_pixel]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_what_is_seen_misses_the_cache(counter, painted, change) -> None:
    assert not counter.is_hit(painted)
    assert counter.is_hit(painted)
    change(painted)
    assert not counter.is_hit(painted)
    assert counter.is_hit(painted)


@pytest.mark.parametrize("change", [*CHANGES, change_another_node])
def test_cycles_also_misses_it_for_what_only_the_real_material_shows(
    counter, painted, change
) -> None:
    assert not counter.is_hit(painted, "cycles")
    assert counter.is_hit(painted, "cycles")
    change(painted)
    assert not counter.is_hit(painted, "cycles")


def test_other_settings_miss_it_and_names_do_not_matter(counter, painted) -> None:
    assert not counter.is_hit(painted)
    for options in ({"look": "shape"}, {"channels": ("depth",)}, {"background": (0.0, 0.0, 0.0)}):
        assert not counter.is_hit(painted, **options)
        assert counter.is_hit(painted, **options)
    bpy.data.materials["Paint"].name = "Renamed"
    bpy.data.objects.new("Beside it", None)
    assert counter.is_hit(painted)


def test_names_and_labels_are_those_of_now_and_do_not_miss_the_cache(
    addon, counter, painted
) -> None:
    assert not counter.is_hit(painted)
    painted.name, painted.reloop3d.label = "Renamed", "ball"
    assert counter.is_hit(painted)
    settings = addon("engine.capture.settings").CaptureSettings(
        addon("engine.rigs").Rig(2, size=32)
    )
    (instance,) = addon("reloop3d_addon.api").capture(painted, settings).instances
    assert (instance.name, instance.label) == ("Renamed", "ball")


def test_a_hit_gives_the_same_views(addon, painted) -> None:
    rig = addon("engine.rigs").Rig(2, size=64)
    settings = addon("engine.capture.settings").CaptureSettings(rig, channels=("depth", "normals"))
    capture = addon("reloop3d_addon.api").capture
    found = [capture(painted, settings) for _ in range(2)]
    for one, other in zip(found[0].views, found[1].views, strict=True):
        assert (one.rgba == other.rgba).all() and (one.depth == other.depth).all()
        assert (one.normals == other.normals).all() and one.background == other.background
        assert (one.camera.world_from_camera == other.camera.world_from_camera).all()
    assert found[0].instances == found[1].instances


def test_clearing_frees_it_and_the_next_capture_works(addon, counter, painted) -> None:
    counter.is_hit(painted)
    cache = addon("reloop3d_addon.capture").cache
    assert cache().size() > 0
    assert bpy.ops.reloop3d.clear_cache() == {"FINISHED"}
    assert cache().size() == 0
    assert not counter.is_hit(painted) and counter.is_hit(painted)


def test_a_full_disk_costs_the_cache_but_not_the_capture(addon, painted, monkeypatch) -> None:
    cache, errors = addon("engine.capture.cache").Cache, addon("engine.errors")

    def full(*_: object) -> None:
        raise errors.DataError("No space left.")

    monkeypatch.setattr(cache, "put", full)
    rig = addon("engine.rigs").Rig(1, size=32)
    settings = addon("engine.capture.settings").CaptureSettings(rig)
    views = addon("reloop3d_addon.api").capture(painted, settings)
    assert np.isfinite(views.views[0].rgb).all()


@pytest.mark.parametrize("is_changed", [False, True])
def test_what_changed_while_it_was_drawn_is_not_kept(
    addon, painted, monkeypatch, is_changed
) -> None:
    stage = addon("reloop3d_addon.bridge.stage").Stage
    shoot = stage.shoot

    def changing(*arguments) -> None:
        shoot(*arguments)
        painted.data.vertices[0].co.z += 0.1 * is_changed

    monkeypatch.setattr(stage, "shoot", changing)
    rig = addon("engine.rigs").Rig(2, size=16)
    settings = addon("engine.capture.settings").CaptureSettings(rig, engine="cycles", samples=1)
    addon("reloop3d_addon.api").capture(painted, settings)
    cache = addon("reloop3d_addon.capture").cache()
    assert (cache.size() == 0) is is_changed

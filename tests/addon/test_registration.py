"""The zip in Blender's own extension system: enables, disables, leaves nothing, says what lacks."""

import sys
from pathlib import Path

import bpy  # isort: skip  (first: it makes addon_utils importable)
import addon_utils


def ours() -> set[str]:
    """All that Blender holds of the add-on."""
    names = {name for name in dir(bpy.types) if name.startswith("RELOOP3D")}
    names |= {f"op {name}" for name in dir(bpy.ops.reloop3d)}
    for owner in (bpy.types.Scene, bpy.types.Object, bpy.types.WindowManager):
        names |= {f"{owner.__name__}.{name}" for name in dir(owner) if "reloop3d" in name}
    for name, functions in vars_of(bpy.app.handlers):
        if any("reloop3d" in getattr(function, "__module__", "") for function in functions):
            names.add(f"handler {name}")
    return names


def vars_of(handlers) -> list[tuple[str, list]]:
    pairs = [(name, getattr(handlers, name)) for name in dir(handlers)]
    return [(name, value) for name, value in pairs if isinstance(value, list)]


def test_disabling_leaves_nothing_and_enabling_brings_all_back(package_name: str) -> None:
    full = ours()
    assert {"RELOOP3D_PT_classify", "op classify", "Scene.reloop3d", "handler load_pre"} <= full
    for _ in range(2):
        addon_utils.disable(package_name, default_set=True)
        assert ours() == set()
        addon_utils.enable(package_name, default_set=True)
        assert ours() == full


def test_a_script_may_enable_it_without_the_preferences(package_name: str) -> None:
    full = ours()
    addon_utils.disable(package_name, default_set=True)
    assert addon_utils.enable(package_name) is not None
    assert ours() == full
    addon_utils.disable(package_name)
    addon_utils.enable(package_name, default_set=True)


def test_blender_sees_no_policy_violation(addon, package_name: str) -> None:
    for name in ("engine.classify.networks_backend", "engine.render.raycast", "engine.report"):
        addon(name)
    addon_utils._is_first_reset()  # the answer is cached
    assert addon_utils._extensions_warnings_get() == {}
    folder = str(Path(addon("engine").__file__).parents[1])
    inside = [
        name
        for name, module in sys.modules.items()
        if str(getattr(module, "__file__", None) or "").startswith(folder)
    ]
    assert inside and all(name.startswith(package_name) for name in inside)


def test_every_class_is_named_by_blenders_rules_and_says_what_it_does(addon) -> None:
    for cls in addon("reloop3d_addon.registration").CLASSES:
        assert cls.__name__.startswith("RELOOP3D_")
        assert cls.is_registered
        if issubclass(cls, bpy.types.Operator):
            assert cls.__doc__ and cls.bl_idname.startswith("reloop3d.")


def test_everything_that_can_be_pressed_or_set_has_a_tooltip(addon) -> None:
    for cls in addon("reloop3d_addon.registration").CLASSES:
        if issubclass(cls, bpy.types.Panel | bpy.types.UIList):
            continue
        if issubclass(cls, bpy.types.Operator):
            assert cls.__doc__ and not cls.__doc__.endswith("."), cls
        names = set(cls.__annotations__)
        for prop in cls.bl_rna.properties:
            if prop.identifier in names and not prop.is_hidden:
                assert prop.description, f"{cls.__name__}.{prop.identifier}"
                if prop.type == "ENUM":
                    texts = [item.description for item in prop.enum_items]
                    assert all(texts) or prop.identifier in {"preset", "up"}, prop.identifier


def test_esc_is_ours_only_while_a_job_runs(addon) -> None:
    keymap = bpy.context.window_manager.keyconfigs.addon.keymaps["Window"]
    (item,) = [item for item in keymap.keymap_items if item.idname == "reloop3d.stop"]
    assert item.type == "ESC" and not bpy.ops.reloop3d.stop.poll()


def test_a_failing_class_takes_back_what_was_registered(addon, monkeypatch, package_name) -> None:
    registration = addon("reloop3d_addon.registration")
    full = ours()
    addon_utils.disable(package_name, default_set=True)

    class RELOOP3D_OT_broken(bpy.types.Operator):
        bl_idname = "not a valid name"
        bl_label = "Broken"

    with monkeypatch.context() as patch:
        patch.setattr(registration, "CLASSES", (*registration.CLASSES, RELOOP3D_OT_broken))
        try:
            registration.register()
        except (RuntimeError, ValueError) as error:
            assert "bl_idname" in str(error) or "invalid" in str(error)
        else:
            raise AssertionError("a class with an invalid name was registered")
    assert ours() == set()
    addon_utils.enable(package_name, default_set=True)
    assert ours() == full


def test_with_packages_missing_the_add_on_registers_and_says_which(
    addon, monkeypatch, package_name
) -> None:
    deps = addon("engine.deps")
    addon_utils.disable(package_name, default_set=True)
    with monkeypatch.context() as patch:
        patch.setattr(deps, "has", lambda module: module not in {"torch", "PIL", "timm"})
        addon_utils.enable(package_name, default_set=True)
        assert "RELOOP3D_PT_classify" in ours()
        assert addon("reloop3d_addon.runtime").missing_for("classify") == ["torch", "PIL"]
        bpy.ops.mesh.primitive_cube_add()
        operator = addon("reloop3d_addon.operators.classify").RELOOP3D_OT_classify
        assert "torch, PIL" in operator.problem(bpy.context)
        assert not bpy.ops.reloop3d.classify.poll()
    addon_utils.disable(package_name, default_set=True)
    addon_utils.enable(package_name, default_set=True)
    assert addon("reloop3d_addon.runtime").missing_for("classify") == []

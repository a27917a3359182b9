"""The channels against Blender's own: Cycles' passes, Workbench's flat ids, silhouettes.

On the first twenty models by geom_hash of DATA/labelled_meshes, and the room of DATA/room_scene.
"""

import csv
import json
from pathlib import Path

import bpy
import numpy as np
import OpenEXR
import pytest
from mathutils import Euler, Matrix

SIZE = 160


def first_models(folder: Path, count: int) -> list[Path]:
    with open(folder / "labels.csv", encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["geom_hash"])
    return [folder / row["path"] for row in rows[:count]]


def open_model(path: Path) -> list[bpy.types.Object]:
    bpy.ops.import_scene.gltf(filepath=str(path))
    bpy.context.view_layer.update()
    return list(bpy.context.scene.objects)


def captured(addon, objects, rig, **options):
    settings = addon("engine.capture.settings").CaptureSettings
    channels = tuple(addon("engine.datatypes").CHANNELS)
    options = {"channels": channels} | options
    return addon("reloop3d_addon.api").capture(objects, settings(rig, **options))


def aim(addon, camera) -> None:
    """Let the open scene render what `camera` sees."""
    scene = bpy.context.scene
    if scene.camera is None:
        scene.camera = bpy.data.objects.new("Oracle", bpy.data.cameras.new("Oracle"))
        scene.collection.objects.link(scene.camera)
    addon("reloop3d_addon.bridge.cameras").set_camera(
        scene.camera, scene, camera, reach=(1e-3, 1e4)
    )


def cycles_passes(addon, camera, folder: Path) -> dict[str, np.ndarray]:
    """Depth (H, W) and normals (H, W, 3) through the pixels' centres."""
    scene, path = bpy.context.scene, folder / "passes.exr"
    aim(addon, camera)
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.cycles.use_denoising = 1, False
    scene.cycles.pixel_filter_type, scene.cycles.filter_width = "BLACKMAN_HARRIS", 0.01
    layer = scene.view_layers[0]
    layer.use_pass_z = layer.use_pass_normal = True
    if hasattr(scene.render.image_settings, "media_type"):
        scene.render.image_settings.media_type = "MULTI_LAYER_IMAGE"
    scene.render.image_settings.file_format = "OPEN_EXR_MULTILAYER"
    scene.render.image_settings.color_depth = "32"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    with OpenEXR.File(str(path), separate_channels=True) as file:
        # Up to 4.5 one part holds all passes, from 5.0 on each has its own.
        found = {name: c.pixels for part in file.parts for name, c in part.channels.items()}
    found = {".".join(name.split(".")[-2:]): pixels for name, pixels in found.items()}
    normals = np.stack([found[f"Normal.{axis}"] for axis in "XYZ"], axis=-1)
    return {"depth": found["Depth.Z"], "normals": normals}


def workbench_ids(addon, objects, camera, folder: Path) -> np.ndarray:
    """Place in `objects` of what each pixel shows (H, W), -1 for nothing: flat colours."""
    scene, path = bpy.context.scene, folder / "ids.png"
    aim(addon, camera)
    scene.render.engine = "BLENDER_WORKBENCH"
    shading = scene.display.shading
    shading.light, shading.color_type = "FLAT", "OBJECT"
    shading.show_cavity = shading.show_object_outline = shading.show_shadows = False
    scene.display.render_aa = "OFF"
    scene.render.film_transparent, scene.render.dither_intensity = True, 0
    scene.view_settings.view_transform = "Raw"
    for index, obj in enumerate(objects, 1):
        obj.color = (index % 256 / 255, index // 256 / 255, 0, 1)
    if hasattr(scene.render.image_settings, "media_type"):
        scene.render.image_settings.media_type = "IMAGE"
    scene.render.image_settings.file_format, scene.render.image_settings.color_depth = "PNG", "8"
    scene.render.image_settings.color_mode = "RGBA"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)
    rgba = addon("engine.images").read_image(path).astype(np.int32)
    return np.where(rgba[..., 3] > 0, rgba[..., 0] + 256 * rgba[..., 1] - 1, -1)


def away_from_edges(ids: np.ndarray) -> np.ndarray:
    """Pixels whose eight neighbours have the same id."""
    same = np.ones(ids.shape, bool)
    padded = np.pad(ids, 1, mode="edge")
    for row in range(3):
        for column in range(3):
            same &= padded[row : row + ids.shape[0], column : column + ids.shape[1]] == ids
    return same


def check_depth_and_normals(view, passes, diagonal: float) -> None:
    common = (view.depth > 0) & (passes["depth"] < 1e9)
    assert common.sum() > 50
    off = np.abs(view.depth - passes["depth"])[common]
    assert (off < 0.005 * diagonal).mean() >= 0.95
    inner = common & (np.abs(view.depth - passes["depth"]) < 0.005 * diagonal)
    cosines = (view.normals * passes["normals"]).sum(axis=-1)[inner]
    # At a crease, rays a hair apart meet either side of it.
    assert (np.degrees(np.arccos(np.clip(cosines, -1, 1))) < 2).mean() >= 0.95
    assert np.allclose(np.linalg.norm(view.normals[common], axis=-1), 1, atol=1e-4)


def check_ids(view, theirs: np.ndarray) -> None:
    here = away_from_edges(theirs) & away_from_edges(view.instance_ids)
    assert (view.instance_ids == theirs)[here].mean() >= 0.995
    silhouette, other = view.instance_ids >= 0, theirs >= 0
    assert (silhouette & other).sum() / (silhouette | other).sum() > 0.98


@pytest.mark.parametrize("index", range(20))
def test_channels_of_a_real_model_equal_blenders_own(
    addon, shared_data: Path, tmp_path: Path, index: int
) -> None:
    path = first_models(shared_data / "labelled_meshes", 20)[index]
    objects = open_model(path)
    rig = addon("engine.rigs").Rig(2, size=SIZE, layout="sphere")
    views = captured(addon, objects, rig)
    surfaces = [bpy.data.objects[instance.name] for instance in views.instances]
    mesh = addon("reloop3d_addon.bridge.objects").mesh_from_assets(surfaces)
    diagonal = float(np.linalg.norm(np.ptp(mesh.vertices, axis=0)))
    for view in views.views:
        check_depth_and_normals(view, cycles_passes(addon, view.camera, tmp_path), diagonal)
        check_ids(view, workbench_ids(addon, surfaces, view.camera, tmp_path))
        # The picture is anti-aliased, the channels are not: thin things differ by a hair.
        overlap = (view.mask & (view.instance_ids >= 0)).sum()
        assert overlap / (view.mask | (view.instance_ids >= 0)).sum() > 0.95


@pytest.fixture
def house(addon, shared_data: Path) -> dict:
    """The furnished house in the open scene; its description."""
    folder = shared_data / "room_scene" / "aws_small_house"
    described = json.loads((folder / "scene.json").read_text())
    for entry in described["instances"]:
        before = set(bpy.data.objects)
        bpy.ops.import_scene.gltf(filepath=str(folder / entry["mesh"]))
        pose = Matrix.Translation(entry["xyz"]) @ Euler(entry["rpy"]).to_matrix().to_4x4()
        added = [obj for obj in bpy.data.objects if obj not in before]
        for obj in added:
            if obj.parent is None:
                obj.matrix_world = pose @ obj.matrix_world
            obj.name = f"{entry['instance']} {added.index(obj)}"
    bpy.context.view_layer.update()
    return described


def test_the_house_and_its_given_views_in_blender(addon, shared_data, tmp_path, house) -> None:
    folder = shared_data / "room_scene" / "aws_small_house"
    given = json.loads((folder / "views" / "cameras.json").read_text())
    datatypes = addon("engine.datatypes")
    K = given["K"]
    lens = datatypes.Intrinsics(K[0][0], K[1][1], K[0][2], K[1][2], given["width"], given["height"])
    chosen = given["frames"][::9]
    cameras = tuple(datatypes.Camera(lens, np.array(f["cam_to_world"])) for f in chosen)
    objects = list(bpy.context.scene.objects)
    views = captured(addon, objects, addon("engine.rigs").Rig(), cameras=cameras)
    places = {entry["instance"]: place for place, entry in enumerate(house["instances"])}
    place_of = np.array([places[i.name.rsplit(" ", 1)[0]] for i in views.instances] + [-1])
    surfaces = [bpy.data.objects[instance.name] for instance in views.instances]
    mesh = addon("reloop3d_addon.bridge.objects").mesh_from_assets(surfaces)
    diagonal = float(np.linalg.norm(np.ptp(mesh.vertices, axis=0)))
    for view, frame in zip(views.views, chosen, strict=True):
        ids = addon("engine.images").read_values(folder / "views" / f"{frame['id']}_instance.png")
        assert (place_of[view.instance_ids] == ids.astype(int) - 1).mean() > 0.995
        check_depth_and_normals(view, cycles_passes(addon, view.camera, tmp_path), diagonal)
        check_ids(view, workbench_ids(addon, surfaces, view.camera, tmp_path))
        # The picture shows what the given one shows: the same things in the same places.
        photo = addon("engine.images").over(
            addon("engine.images").read_image(folder / "views" / f"{frame['id']}_rgb.jpg")
        )
        assert np.corrcoef(photo.mean(axis=2).ravel(), view.rgb.mean(axis=2).ravel())[0, 1] > 0.5

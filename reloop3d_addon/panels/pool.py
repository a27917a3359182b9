"""The pool: its places, how far it is, its assets and classes, and what labels are for."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..pool import opened
from ..preferences import chosen
from .base import Panel, draw_job, draw_text
from .learning import RELOOP3D_PT_learning

_MOST = 12  # classes whose bars are shown


class RELOOP3D_PT_pool(Panel, bpy.types.Panel):
    bl_label = "Pool"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        column = layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.prop(chosen(context), "project")
        known = opened.snapshot(context)
        if known is not None and known.reason:
            box = layout.box()
            box.alert = True
            draw_text(box, known.reason, icon="ERROR")
            return
        row = layout.row(align=True)
        row.operator("reloop3d.add_folder", icon="FILE_FOLDER")
        row.operator("reloop3d.add_scene", icon="SCENE_DATA")
        if (own := context.collection) is not None and own != context.scene.collection:
            text = iface_("Add Collection “{}”").format(own.name)
            button = layout.operator("reloop3d.add_scene", text=text, icon="OUTLINER_COLLECTION")
            button.collection = own.name
        layout.operator("reloop3d.add_libraries", icon="ASSET_MANAGER")
        if known is None or not known.sources:
            layout.label(text="The pool is empty", icon="INFO")
            return
        for source in known.sources:
            layout.label(text=f"{_place(source)}: {source['assets']}", translate=False)
        layout.operator("reloop3d.scan_pool", icon="FILE_REFRESH")
        draw_job(layout, "Scan")
        _draw_status(layout, known)


def _place(source: dict) -> str:
    file, _, collection = source["place"].partition("::")
    return f"{Path(file).name}/{collection}" if collection else Path(file).name


def _draw_status(layout: bpy.types.UILayout, known: opened.Snapshot) -> None:
    """How much is labelled, and what the rest is taken for."""
    status = known.status
    share = status.labelled / status.assets if status.assets else 0.0
    text = iface_("{} of {} labelled").format(status.labelled, status.assets)
    layout.progress(factor=share, text=text, translate=False)
    text = iface_("{} predicted, {} of them unsure").format(status.predicted, status.unsure)
    layout.label(text=text, translate=False)
    rest = {"passed over": status.marked, "failed": status.failed, "gone": status.gone}
    words = ", ".join(f"{count} {iface_(word)}" for word, count in rest.items() if count)
    if words:
        layout.label(text=words, translate=False)


class RELOOP3D_UL_assets(bpy.types.UIList):
    """Assets of the pool."""

    def draw_item(
        self, _context, layout, _data, item, _icon, _active_data, _active_property, *_
    ) -> None:
        """A row: the asset, and what it is; a click shows it."""
        icon = "CHECKMARK" if item.is_named else "QUESTION"
        split = layout.split(factor=0.5)
        for text, sign in ((item.name, icon), (item.text, "NONE")):
            row = split.row()
            row.alignment = "LEFT"
            show = row.operator(
                "reloop3d.ask_asset", text=text, icon=sign, emboss=False, translate=False
            )
            show.asset = item.asset

    def draw_filter(self, _context, _layout) -> None:
        """Nothing: the panel has its own."""


class RELOOP3D_PT_assets(Panel, bpy.types.Panel):
    """Which assets there are, to be looked through and used."""

    bl_label = "Assets"
    bl_parent_id = "RELOOP3D_PT_pool"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, shown = self.layout, context.window_manager.reloop3d.pool
        row = layout.row(align=True)
        row.prop(shown, "state", text="")
        row.prop_search(shown, "label", shown, "classes", text="")
        layout.prop(shown, "search", text="", icon="VIEWZOOM")
        layout.template_list("RELOOP3D_UL_assets", "", shown, "rows", shown, "place", rows=8)
        text = iface_("{} of {}, a click shows one").format(len(shown.rows), shown.total)
        layout.label(text=text, translate=False)
        layout.operator("reloop3d.find_duplicates", icon="DUPLICATE")
        draw_job(layout, "Find Duplicates")


class RELOOP3D_UL_classes(bpy.types.UIList):
    """The classes of the pool."""

    def draw_item(
        self, _context, layout, _data, item, _icon, _active_data, _active_property, *_
    ) -> None:
        """A row: colour, name, how many, hotkey."""
        row = layout.row(align=True)
        cell = row.row()
        cell.ui_units_x = 1.2
        cell.prop(item, "color", text="")
        row.label(text=item.name, translate=False)
        row.label(text=f"{item.count} + {item.guessed}", translate=False)
        cell = row.row()
        cell.ui_units_x = 1.5
        cell.label(text=item.hotkey, translate=False)


class RELOOP3D_PT_classes(Panel, bpy.types.Panel):
    """The list of classes, to be edited."""

    bl_label = "Classes"
    bl_parent_id = "RELOOP3D_PT_pool"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, shown = self.layout, context.window_manager.reloop3d.pool
        row = layout.row()
        row.template_list("RELOOP3D_UL_classes", "", shown, "classes", shown, "row", rows=6)
        column = row.column(align=True)
        column.operator("reloop3d.add_class", text="", icon="ADD")
        column.operator("reloop3d.remove_class", text="", icon="REMOVE")
        layout.label(text="Labelled + guessed, hotkey", icon="INFO")
        grid = layout.grid_flow(columns=2, align=True)
        for name in ("rename_class", "merge_class", "split_class", "set_hotkey"):
            grid.operator(f"reloop3d.{name}")


_IN_FILE = (
    "select_labelled",
    "select_similar",
    "sort_labelled",
    "rename_labelled",
    "mark_labelled",
)


def _chosen(shown) -> str:
    """What is chosen under Assets, in words."""
    return ", ".join(filter(None, (iface_(shown.state), shown.label, shown.search)))


class RELOOP3D_PT_use(Panel, bpy.types.Panel):
    """What labels are used for."""

    bl_label = "Use Labels"
    bl_parent_id = "RELOOP3D_PT_pool"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout, shown = self.layout, context.window_manager.reloop3d.pool
        box = layout.box()
        box.label(text="Objects of This File", icon="OBJECT_DATA")
        draw_text(box, iface_("Those chosen under Assets: {}").format(_chosen(shown)))
        grid = box.grid_flow(columns=2, align=True)
        for name in _IN_FILE:
            grid.operator(f"reloop3d.{name}")
        box = layout.box()
        box.label(text="Asset Libraries", icon="ASSET_MANAGER")
        column = box.column()
        column.use_property_split = True
        column.use_property_decorate = False
        for name in ("library", "catalog", "has_previews"):
            column.prop(shown, name)
        row = box.row(align=True)
        row.operator("reloop3d.write_tags", text="Dry Run").is_dry = True
        row.operator("reloop3d.write_tags")
        draw_job(box, "Write Tags")
        box.operator("reloop3d.undo_tags", icon="LOOP_BACK")
        draw_job(box, "Take Tags Back")
        box = layout.box()
        box.label(text="Files", icon="FILE")
        row = box.row(align=True)
        row.operator("reloop3d.import_labels")
        row.operator("reloop3d.export_labels")
        row = box.row(align=True)
        row.prop(shown, "kind", text="")
        row.operator("reloop3d.export_dataset")
        draw_job(box, "Export Dataset")


CLASSES = (
    RELOOP3D_PT_pool,
    RELOOP3D_PT_learning,
    RELOOP3D_UL_assets,
    RELOOP3D_PT_assets,
    RELOOP3D_UL_classes,
    RELOOP3D_PT_classes,
    RELOOP3D_PT_use,
)

"""Help for a match: points with where the picture shows them, and a drawing for a mask."""

import bmesh
import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import BoolProperty, FloatVectorProperty, IntProperty
from mathutils import Vector

from ...engine.errors import InputError
from ..bridge.images import drawing_over
from ..viewpoint import picture_of
from .base import ReloopOperator


class _PictureOperator(ReloopOperator):
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return None if picture_of(context) else "Choose a picture first"


def show_image(context: bpy.types.Context, image: bpy.types.Image) -> bpy.types.Area:
    """An Image Editor that shows the image: one that does, else the first, else half a viewport.

    Raises:
        InputError: there is no room for one.
    """
    areas = [area for area in context.screen.areas if area.type == "IMAGE_EDITOR"]
    for area in areas:
        if area.spaces.active.image == image:
            return area
    area = areas[0] if areas else _new_area(context)
    area.spaces.active.image = image
    return area


def _new_area(context: bpy.types.Context) -> bpy.types.Area:
    screen = context.screen
    views = [area for area in screen.areas if area.type == "VIEW_3D"]
    if not views:
        raise InputError("There is no Image Editor.", "Open one.")
    largest = max(views, key=lambda area: area.width * area.height)
    before = set(screen.areas)
    with context.temp_override(area=largest, region=largest.regions[0]):
        bpy.ops.screen.area_split(direction="VERTICAL", factor=0.45)
    made = next((area for area in screen.areas if area not in before), None)
    if made is None:
        raise InputError("There is no room for an Image Editor.", "Open one.")
    made.type = "IMAGE_EDITOR"
    return made


class RELOOP3D_OT_show_picture(_PictureOperator, bpy.types.Operator):
    """Show the picture in an Image Editor; beside the viewport, where there is none"""

    bl_idname = "reloop3d.show_picture"
    bl_label = "Show Picture"
    bl_options = {"REGISTER"}

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return super().problem(context) or (None if context.screen else "There is no window")

    def _execute(self, context: bpy.types.Context) -> None:
        show_image(context, picture_of(context))


class RELOOP3D_OT_new_drawing(_PictureOperator, bpy.types.Operator):
    """Make a copy of the picture to paint over: what you paint, in any colour, is the object"""

    bl_idname = "reloop3d.new_drawing"
    bl_label = "New Drawing"

    def _execute(self, context: bpy.types.Context) -> None:
        group = context.scene.reloop3d.viewpoint
        group.drawing = drawing_over(picture_of(context))
        group.mask = "drawing"
        if not bpy.app.background:
            show_image(context, group.drawing).spaces.active.ui_mode = "PAINT"


def _point_problem(context: bpy.types.Context) -> str | None:
    if context.mode == "EDIT_MESH" and _active_vertex(context) is None:
        return "Click a vertex first"
    return None


def _active_vertex(context: bpy.types.Context) -> Vector | None:
    """Where in the world the vertex is that was clicked last."""
    obj = context.edit_object
    active = bmesh.from_edit_mesh(obj.data).select_history.active
    return obj.matrix_world @ active.co if isinstance(active, bmesh.types.BMVert) else None


class RELOOP3D_OT_add_pair(_PictureOperator, bpy.types.Operator):
    """Pair the 3D cursor, or in Edit Mode the clicked vertex, with a click in the picture"""

    bl_idname = "reloop3d.add_pair"
    bl_label = "Add Pair"

    pixel: FloatVectorProperty(
        name="Pixel", description="Column and row of the picture, the first on top", size=2
    )

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return super().problem(context) or _point_problem(context)

    def _execute(self, context: bpy.types.Context) -> None:
        is_editing = context.mode == "EDIT_MESH"
        point = _active_vertex(context) if is_editing else context.scene.cursor.location
        group = context.scene.reloop3d.viewpoint
        pair = group.picks.add()
        pair.point, pair.pixel = point, self.pixel
        group.row = len(group.picks) - 1

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        if bpy.app.background:
            return self.execute(context)
        try:
            show_image(context, picture_of(context))
        except InputError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        hint = iface_("Click where the picture shows the point; Esc to leave it")
        context.workspace.status_text_set(hint)
        context.window.cursor_modal_set("CROSSHAIR")
        context.window_manager.modal_handler_add(self)
        return {"RUNNING_MODAL"}

    def modal(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if event.type in {"ESC", "RIGHTMOUSE"} and event.value == "PRESS":
            return self._end(context, {"CANCELLED"})
        if event.type != "LEFTMOUSE" or event.value != "PRESS":
            return {"PASS_THROUGH"}  # so that the picture can be moved and zoomed
        pixel = _pixel_at(context, event.mouse_x, event.mouse_y)
        if pixel is None:
            return {"RUNNING_MODAL"}
        self.pixel = pixel
        return self._end(context, self.execute(context))

    @staticmethod
    def _end(context: bpy.types.Context, status: set[str]) -> set[str]:
        context.workspace.status_text_set(None)
        context.window.cursor_modal_restore()
        for area in context.screen.areas:
            area.tag_redraw()  # the list is in another area than the click
        return status


def _pixel_at(context: bpy.types.Context, x: int, y: int) -> tuple[float, float] | None:
    """Column and row of the picture under a place of the window; None where it is not shown."""
    picture = picture_of(context)
    for area in context.screen.areas:
        if area.type != "IMAGE_EDITOR" or area.spaces.active.image != picture:
            continue
        under = [r for r in area.regions if _holds(r, x, y)]
        if not under or any(region.type != "WINDOW" for region in under):
            continue  # on the header, or a sidebar over the picture
        u, v = under[0].view2d.region_to_view(x - under[0].x, y - under[0].y)
        if 0 <= u <= 1 and 0 <= v <= 1:
            width, height = picture.size
            return u * width - 0.5, (1 - v) * height - 0.5
    return None


def _holds(region: bpy.types.Region, x: int, y: int) -> bool:
    return 0 <= x - region.x < region.width and 0 <= y - region.y < region.height


class RELOOP3D_OT_remove_pair(ReloopOperator, bpy.types.Operator):
    """Remove the chosen pair, or all of them"""

    bl_idname = "reloop3d.remove_pair"
    bl_label = "Remove Pair"
    bl_options = {"REGISTER", "UNDO"}

    is_all: BoolProperty(name="All", description="Remove all pairs", options={"SKIP_SAVE"})
    place: IntProperty(
        name="Place", description="Which one; -1: the chosen one", default=-1, options={"SKIP_SAVE"}
    )

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return None if context.scene.reloop3d.viewpoint.picks else "There are no pairs"

    def _execute(self, context: bpy.types.Context) -> None:
        group = context.scene.reloop3d.viewpoint
        if self.is_all:
            group.picks.clear()
            return
        group.picks.remove(group.row if self.place < 0 else self.place)
        group.row = max(0, min(group.row, len(group.picks) - 1))


CLASSES = (
    RELOOP3D_OT_show_picture,
    RELOOP3D_OT_new_drawing,
    RELOOP3D_OT_add_pair,
    RELOOP3D_OT_remove_pair,
)

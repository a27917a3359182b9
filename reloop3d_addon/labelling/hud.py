"""What a person sees while labelling, over the viewport: strip, guesses, what was typed."""

import blf
import bpy
import gpu
import numpy as np
from bpy.app.translations import pgettext_iface as iface_
from gpu_extras.batch import batch_for_shader

from ...engine.errors import ReLoopError
from ...engine.images import read_image
from ..overlay import readable_on
from ..pool import opened
from . import models, session

_SIZE = 13  # points, before Blender's resolution scale
_MARGIN = 24  # pixels from the viewport's edges

Line = tuple[str, tuple[float, ...] | None]  # words, and the colour of the class they name

_handle: object | None = None
_strip: tuple[str, gpu.types.GPUTexture | None] = ("", None)  # content -> its pictures


def _draw() -> None:
    """Draw over the viewport of the add-on's own scene."""
    context, asked = bpy.context, session.current()
    if asked is None or asked.is_away or context.scene != session.scene():
        return
    scale = context.preferences.system.ui_scale
    theme = context.preferences.themes[0].user_interface
    ground = theme.wcol_tooltip.inner
    gpu.state.blend_set("ALPHA")
    if session.asset() is None:
        _write(
            [(iface_("Nothing is left to ask (Esc to end)"), None)], _corner(context), ground, scale
        )
    else:
        _draw_strip(context, asked.asset.content)
        _write(_lines(context, asked), _corner(context), ground, scale)
    gpu.state.blend_set("NONE")


def _corner(context: bpy.types.Context) -> tuple[float, float]:
    """The upper left of what the panels leave free."""
    toolbar = next((r for r in context.area.regions if r.type == "TOOLS"), None)
    left = toolbar.width if toolbar is not None and toolbar.alignment == "LEFT" else 0
    return left + _MARGIN, context.region.height - 4 * _MARGIN


def _covered(context: bpy.types.Context) -> int:
    """How much of the viewport the sidebar covers, from the right, in pixels."""
    sidebar = next((r for r in context.area.regions if r.type == "UI"), None)
    is_over = sidebar is not None and context.preferences.system.use_region_overlap
    return sidebar.width if is_over and sidebar.width > 1 else 0


def _lines(context: bpy.types.Context, asked: session.Session) -> list[Line]:
    """What is said of the asset, a line each."""
    asset = asked.asset
    known = opened.snapshot(context)
    count = (known.suspects if asked.is_of_suspects else known.queue) if known else 0
    left = iface_(", {} to go").format(count) if known else ""
    lines = [f"{asset.name}{left}"]
    if asset.label:
        who = ", ".join(filter(None, (asset.who, iface_(asset.origin))))
        lines.append(iface_("Labelled: {}").format(f"{asset.label} ({who})"))
    if asset.mark:
        lines.append(iface_("Marked: {}").format(iface_(asset.mark)))
    for text in (session.why(), asset.reason or models.reason(asset.id)):
        if text:
            lines.append(text[:100])
    choices = session.choices()
    if asked.typed:
        lines.append(iface_("Search: {}").format(f"{asked.typed}_"))
        if not choices:
            lines.append(iface_("Enter: new class “{}”").format(asked.typed.strip()))
    colors = {one.name: one.rgb for one in known.classes} if known else {}
    found: list[Line] = [(line, None) for line in lines]
    for place, (name, probability) in enumerate(choices, 1):
        sure = "" if probability is None else f"  {probability:.2f}"
        found.append((f"{place}  {name}{sure}", colors.get(name)))
    return found


def _write(lines: list[Line], corner: tuple[float, float], ground, scale: float) -> None:
    """Lines of text on a ground of their own, from a corner down."""
    blf.size(0, _SIZE * scale)
    height = 1.7 * _SIZE * scale
    width = max(blf.dimensions(0, line)[0] for line, _ in lines) + height
    x, y = corner
    _fill((x, y - height * len(lines) - height / 3, x + width, y), (*ground[:3], 0.85))
    for number, (line, color) in enumerate(lines, 1):
        bottom = y - height * number
        if color is not None:
            _fill((x, bottom, x + height / 4, bottom + 0.8 * height), (*color, 1.0))
        blf.color(0, *readable_on(ground), 1.0)
        blf.position(0, x + height / 2, bottom + height / 6, 0)
        blf.draw(0, line)


def _fill(box: tuple[float, float, float, float], color: tuple[float, ...]) -> None:
    left, bottom, right, top = box
    corners = [(left, bottom), (right, bottom), (left, top), (right, top)]
    shader = gpu.shader.from_builtin("UNIFORM_COLOR")
    shader.bind()
    shader.uniform_float("color", color)
    batch_for_shader(shader, "TRI_STRIP", {"pos": corners}).draw(shader)


def _draw_strip(context: bpy.types.Context, content: str) -> None:
    """The asset's pictures, along the lower edge."""
    global _strip
    if _strip[0] != content or _strip[1] is None:  # it may have been looked at meanwhile
        _strip = (content, _texture(context, content))
    texture = _strip[1]
    if texture is None:
        return
    free = context.region.width - _corner(context)[0] - _covered(context) - _MARGIN
    width = min(free, texture.width)
    if width < texture.height:
        return
    height = width * texture.height / texture.width
    left = _corner(context)[0] + (free - width) / 2
    shader = gpu.shader.from_builtin("IMAGE")
    corners = [(left, _MARGIN), (left + width, _MARGIN)]
    corners += [(left, _MARGIN + height), (left + width, _MARGIN + height)]
    places = [(0, 0), (1, 0), (0, 1), (1, 1)]
    batch = batch_for_shader(shader, "TRI_STRIP", {"pos": corners, "texCoord": places})
    shader.bind()
    shader.uniform_sampler("image", texture)
    batch.draw(shader)


def _texture(context: bpy.types.Context, content: str) -> gpu.types.GPUTexture | None:
    """An asset's strip as a texture; None while it has not been looked at."""
    try:
        path = opened.project(context).strip(content)
        if not content or not path.is_file():
            return None
        rgba = read_image(path)[::-1].astype(np.float32) / 255
    except ReLoopError:
        return None
    height, width = rgba.shape[:2]
    # Viewport overlays are drawn in the display's own colours: no conversion is wanted.
    data = gpu.types.Buffer("FLOAT", rgba.size, np.ascontiguousarray(rgba).ravel())
    return gpu.types.GPUTexture((width, height), format="RGBA16F", data=data)


def attach() -> None:
    """Draw from now on."""
    global _handle
    if not bpy.app.background:
        _handle = bpy.types.SpaceView3D.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL")


def detach() -> None:
    """Draw no more."""
    global _handle, _strip
    if _handle is not None:
        bpy.types.SpaceView3D.draw_handler_remove(_handle, "WINDOW")
    _handle, _strip = None, ("", None)

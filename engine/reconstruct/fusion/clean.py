"""What is done to a fused surface: small parts left out, holes closed, smoothed, simplified."""

import numpy as np

from ... import deps
from ...jobs import Progress, Steps
from ..settings import FuseSettings
from .surface import Surface

_ROOM = 1.02  # of the box around all points: what a closed surface may take up


def cleaned(
    surface: Surface, settings: FuseSettings, diagonal: float
) -> Steps[tuple[Surface, dict[str, float]]]:
    """The surface after what the settings ask for, and counts before and after.

    Args:
        diagonal: of the object, metres: what sizes are shares of.

    Raises:
        MissingDependency: Open3D is not installed.
    """
    open3d = deps.require("open3d", feature="Fusing views into a mesh")
    mesh = _legacy(open3d, surface)
    yield Progress(0, 4, "Cleaning up")
    before = _counted(mesh)
    numbers: dict[str, float] = {f"{name}_fused": count for name, count in before.items()}
    if settings.smallest:
        numbers["parts_left_out"] = _leave_out_small(mesh, settings.smallest)
    if settings.fill:
        yield Progress(1, 4, "Closing holes")
        whole = open3d.t.geometry.TriangleMesh.from_legacy(mesh)
        mesh = whole.fill_holes(settings.fill * diagonal).to_legacy()
    if settings.smooth:
        yield Progress(2, 4, "Smoothing")
        mesh = mesh.filter_smooth_taubin(settings.smooth)
    if settings.faces and len(mesh.triangles) > settings.faces:
        yield Progress(3, 4, "Simplifying")
        mesh = mesh.simplify_quadric_decimation(settings.faces)
    mesh.remove_degenerate_triangles()
    mesh.remove_unreferenced_vertices()
    numbers |= _counted(mesh) | {"vertices": len(mesh.vertices)}
    # Open3D's own is_watertight tries every face against every other: a minute for 100,000.
    numbers["is_watertight"] = float((_edge_uses(mesh) == 2).all())
    return _surface(mesh), numbers


def closed(surface: Surface, detail: int) -> Surface:
    """A closed surface through the points of this one, which also fills what was not seen.

    Kazhdan and Hoppe 2013, "Screened Poisson Surface Reconstruction", on a grid of about `detail`
    steps.
    """
    open3d = deps.require("open3d", feature="Fusing views into a mesh")
    mesh = _legacy(open3d, surface)
    mesh.compute_vertex_normals()
    cloud = open3d.geometry.PointCloud(mesh.vertices)
    cloud.normals, cloud.colors = mesh.vertex_normals, mesh.vertex_colors
    depth = int(np.clip(np.ceil(np.log2(detail)), 5, 10))
    made, _ = open3d.geometry.TriangleMesh.create_from_point_cloud_poisson(cloud, depth=depth)
    # Where a side was not seen it goes on to the grid's end: it is cut off there and closed.
    box = cloud.get_axis_aligned_bounding_box()
    made = made.crop(box.scale(_ROOM, box.get_center()))
    whole = open3d.t.geometry.TriangleMesh.from_legacy(made)
    return _surface(whole.fill_holes(float(np.linalg.norm(box.get_extent()))).to_legacy())


def _legacy(open3d, surface: Surface):
    vector = open3d.utility
    mesh = open3d.geometry.TriangleMesh(
        vector.Vector3dVector(surface.vertices), vector.Vector3iVector(surface.faces)
    )
    mesh.vertex_colors = vector.Vector3dVector(surface.colors.astype(np.float64))
    return mesh


def _surface(mesh) -> Surface:
    return Surface(
        np.asarray(mesh.vertices).copy(),
        np.asarray(mesh.triangles).astype(np.int32),
        np.asarray(mesh.vertex_colors).astype(np.float32).clip(0, 1),
    )


def _counted(mesh) -> dict[str, float]:
    """Triangles, parts that hang together, and edges at which the surface ends."""
    parts = len(mesh.cluster_connected_triangles()[1])
    open_edges = int((_edge_uses(mesh) == 1).sum())
    return {"faces": len(mesh.triangles), "parts": parts, "open_edges": open_edges}


def _edge_uses(mesh) -> np.ndarray:
    """How many triangles each edge belongs to, (E,)."""
    faces = np.sort(np.asarray(mesh.triangles), axis=1)
    edges = np.concatenate([faces[:, :2], faces[:, 1:], faces[:, ::2]]).astype(np.int64)
    return np.unique(edges[:, 0] * len(mesh.vertices) + edges[:, 1], return_counts=True)[1]


def _leave_out_small(mesh, smallest: float) -> int:
    """Take parts out that are smaller than a share of the surface; how many those were."""
    parts, _, areas = mesh.cluster_connected_triangles()
    areas = np.asarray(areas)
    small = areas < smallest * areas.sum()
    if small.all():
        small[areas.argmax()] = False
    mesh.remove_triangles_by_mask(small[np.asarray(parts)])
    mesh.remove_unreferenced_vertices()
    return int(small.sum())

"""What is done to a fused surface: small parts left out, holes closed, smoothed, simplified."""

import numpy as np

from ... import deps
from ...errors import ResultError
from ...jobs import Progress, Steps
from ..settings import FuseSettings
from .surface import Surface

_ROOM = 1.02  # of the box around all points: what a closed surface may take up
_FLAT = 1e-6  # thickness for its length of what Poisson's equation makes nothing of


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
    return _surface(mesh), numbers


def closed(surface: Surface, detail: int) -> Surface:
    """A closed surface through the points of this one, which also fills what was not seen.

    Kazhdan and Hoppe 2013, "Screened Poisson Surface Reconstruction", on a grid of about `detail`
    steps.

    Raises:
        ResultError: it is flat, so that there is no inside.
    """
    open3d = deps.require("open3d", feature="Fusing views into a mesh")
    mesh = _legacy(open3d, surface)
    mesh.compute_vertex_normals()
    cloud = open3d.geometry.PointCloud(mesh.vertices)
    cloud.normals = mesh.vertex_normals
    box = cloud.get_axis_aligned_bounding_box()
    if box.get_extent().min() <= _FLAT * box.get_extent().max():
        raise ResultError(
            "What is seen is flat: there is no inside to close.", "Leave the surface open."
        )
    depth = int(np.clip(np.ceil(np.log2(detail)), 5, 10))
    made, _ = open3d.geometry.TriangleMesh.create_from_point_cloud_poisson(cloud, depth=depth)
    # Where a side was not seen it goes on to the grid's end: it is cut off there and closed.
    made = made.crop(box.scale(_ROOM, box.get_center()))
    whole = open3d.t.geometry.TriangleMesh.from_legacy(made)
    return _surface(whole.fill_holes(float(np.linalg.norm(box.get_extent()))).to_legacy())


def _legacy(open3d, surface: Surface):
    vector = open3d.utility
    return open3d.geometry.TriangleMesh(
        vector.Vector3dVector(surface.vertices), vector.Vector3iVector(surface.faces)
    )


def _surface(mesh) -> Surface:
    return Surface(np.asarray(mesh.vertices).copy(), np.asarray(mesh.triangles).astype(np.int32))


def _counted(mesh) -> dict[str, float]:
    """Triangles, parts that hang together, and edges at which the surface ends."""
    faces = np.sort(np.asarray(mesh.triangles), axis=1)
    edges = np.concatenate([faces[:, :2], faces[:, 1:], faces[:, ::2]]).astype(np.int64)
    _, uses = np.unique(edges[:, 0] * len(mesh.vertices) + edges[:, 1], return_counts=True)
    parts = len(mesh.cluster_connected_triangles()[1])
    open_edges, crowded = int((uses == 1).sum()), int((uses > 2).sum())
    is_watertight = float(len(faces) > 0 and not open_edges and not crowded)
    return {
        "faces": len(faces),
        "parts": parts,
        "open_edges": open_edges,
        "is_watertight": is_watertight,
    }


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

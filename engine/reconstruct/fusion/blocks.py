"""Open3D's grid of blocks: frames in, a surface with colours out."""

import numpy as np

from ... import deps
from ...errors import ResultError
from ..frames import Frame
from .surface import NOTHING, Surface

_BLOCK = 8  # voxels along a block's side: 16 take twice as long, most of them lie off the surface
_BLOCKS = 16_000  # at first, 60 MB: a grid that has to grow takes twice as long
_FAR = 2.0  # times the largest depth: behind everything
_DENSE = 1024  # pixels along a side, up to which each of them makes room in the grid
_FEW = 0.5  # observations below which a voxel counts as not seen


class BlockGrid:
    """Signed distances near the surface, by Open3D's VoxelBlockGrid.

    Curless and Levoy 1996, "A Volumetric Method for Building Complex Models from Range Images";
    in blocks after Dong et al. 2021, "ASH: A Modern Framework for Parallel Spatial Hashing".
    """

    def __init__(self, voxel: float, reach: float) -> None:
        """A grid of steps of `voxel`, in which distances up to `reach` steps are kept.

        Raises:
            MissingDependency: Open3D is not installed.
        """
        self._open3d = deps.require("open3d", feature="Fusing views into a mesh")
        self._reach = float(reach)
        core = self._open3d.core
        self._grid = self._open3d.t.geometry.VoxelBlockGrid(
            ("tsdf", "weight"),
            (core.float32, core.float32),
            ((1), (1)),
            voxel_size=voxel,
            block_resolution=_BLOCK,
            block_count=_BLOCKS,
        )

    def add(self, frame: Frame) -> None:
        """Take in a frame of a perspective camera."""
        core, image = self._open3d.core, self._open3d.t.geometry.Image
        lens = frame.camera.intrinsics
        # It cuts a pixel's fractions off; ours are whole at the centres.
        matrix = [[lens.fx, 0, lens.cx + 0.5], [0, lens.fy, lens.cy + 0.5], [0, 0, 1]]
        inner = core.Tensor(np.array(matrix, np.float64))
        outer = core.Tensor(np.linalg.inv(frame.camera.world_from_camera))
        far = float(frame.depth.max()) * _FAR
        depth = np.where(frame.empty, far, frame.depth).astype(np.float32)
        through = image(np.ascontiguousarray(depth)[..., None])
        # Of a depth map Open3D would take every fourth pixel: thin parts would be missed.
        points = frame.points(1 + max(frame.depth.shape) // _DENSE)
        points = points if len(points) else frame.points()
        cloud = self._open3d.t.geometry.PointCloud(core.Tensor(points.astype(np.float32)))
        blocks = self._grid.compute_unique_block_coordinates(cloud, self._reach)
        # Where a ray passes the object by, what it passes through is known to be empty.
        self._grid.integrate(blocks, through, inner, outer, 1.0, far * _FAR, self._reach)

    def surface(self) -> Surface:
        """Where the distance is zero.

        Raises:
            ResultError: there is no such place.
        """
        mesh = self._grid.extract_triangle_mesh(weight_threshold=_FEW)
        if "positions" not in mesh.vertex or not len(mesh.triangle.indices):
            raise ResultError(*NOTHING)
        return Surface(
            mesh.vertex.positions.numpy().astype(np.float64),
            mesh.triangle.indices.numpy().astype(np.int32),
        )

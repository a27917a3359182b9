"""Pairs of things that were registered in, one pose for each out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ... import deps
from .features import FEATURE

_DOUBTED = 0.25  # trust below which a loop's link is left out (Choi et al. 2015, section 3)


@dataclass(frozen=True)
class Link:
    """Two things that were registered and verified.

    matrix   (4, 4) target_from_source
    spread   (6, 6) information matrix
    fitness  share of the points that agree
    rmse     of what agrees
    how      in words
    is_loop  whether it may be left out where others say different
    """

    source: int
    target: int
    matrix: NDArray[np.float64]
    spread: NDArray[np.float64]
    fitness: float
    rmse: float
    how: str
    is_loop: bool = False


def groups(count: int, links: list[Link]) -> list[list[int]]:
    """What hangs together by the links, each sorted; the largest first, then the earliest."""
    return gathered(count, [(link.source, link.target) for link in links])


def gathered(count: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    """What of 0 to `count` hangs together by pairs, each sorted; the largest first."""
    name = list(range(count))
    for one, other in pairs:
        old, new = name[one], name[other]
        name = [new if each == old else each for each in name]
    members = [[i for i in range(count) if name[i] == each] for each in dict.fromkeys(name)]
    return sorted(members, key=lambda group: (-len(group), group[0]))


def chained(members: list[int], links: list[Link]) -> dict[int, NDArray[np.float64]]:
    """world_from_thing (4, 4) of each member, the first at the world's origin, by the best links.

    Best first over all that touch what has a pose already (Prim's spanning tree).
    """
    poses = {members[0]: np.eye(4)}
    inside = [link for link in links if link.source in members and link.target in members]
    inside.sort(key=lambda link: (link.is_loop, -link.fitness))
    while len(poses) < len(members):
        link = next(each for each in inside if (each.source in poses) != (each.target in poses))
        if link.target in poses:
            poses[link.source] = poses[link.target] @ link.matrix
        else:
            poses[link.target] = poses[link.source] @ np.linalg.inv(link.matrix)
    return poses


def optimised(
    members: list[int], links: list[Link], reach: float
) -> tuple[dict[int, NDArray[np.float64]], list[Link]]:
    """world_from_thing (4, 4) of each member that fits all links best, and the links that hold.

    Choi, Zhou and Koltun 2015, "Robust Reconstruction of Indoor Scenes": loops that the others
    gainsay are left out.

    Args:
        reach: length up to which two points count as meeting.

    Raises:
        MissingDependency: Open3D is not installed.
    """
    registration = deps.require("open3d", feature=FEATURE).pipelines.registration
    place = {member: index for index, member in enumerate(members)}
    inside = [link for link in links if link.source in place and link.target in place]
    start = chained(members, inside)
    if len(inside) < len(members):  # a tree: nothing to weigh
        return start, inside
    graph = registration.PoseGraph()
    for member in members:
        graph.nodes.append(registration.PoseGraphNode(start[member]))
    for link in inside:
        ends = place[link.source], place[link.target]
        graph.edges.append(
            registration.PoseGraphEdge(*ends, link.matrix, link.spread, uncertain=link.is_loop)
        )
    registration.global_optimization(
        graph,
        registration.GlobalOptimizationLevenbergMarquardt(),
        registration.GlobalOptimizationConvergenceCriteria(),
        registration.GlobalOptimizationOption(
            reach, edge_prune_threshold=_DOUBTED, reference_node=0
        ),
    )
    kept = {(edge.source_node_id, edge.target_node_id) for edge in graph.edges}
    first = np.linalg.inv(graph.nodes[0].pose)
    poses = {member: first @ graph.nodes[place[member]].pose for member in members}
    poses[members[0]] = np.eye(4)  # not but for rounding
    return poses, [link for link in inside if (place[link.source], place[link.target]) in kept]

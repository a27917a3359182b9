"""All classes of assets made by formula: a class and a number in, one asset of it out."""

from collections.abc import Callable

import numpy as np

from ..datatypes import Mesh
from . import (
    architecture,
    beings,
    buildings,
    food,
    furniture,
    household,
    nature,
    tableware,
    vehicles,
    weapons,
)

_MAKERS = (
    architecture.banner_flag,
    architecture.column,
    architecture.door,
    architecture.fence,
    architecture.gravestone,
    beings.animal,
    beings.character,
    buildings.building,
    buildings.tower,
    food.dessert,
    food.fruit_veg,
    furniture.bed,
    furniture.bench,
    furniture.bookshelf,
    furniture.cabinet,
    furniture.chair,
    furniture.sofa,
    furniture.stool,
    furniture.table,
    household.appliance,
    household.barrel,
    household.box,
    household.lamp,
    household.screen,
    nature.plant,
    nature.rock,
    nature.tree,
    tableware.bottle,
    tableware.cup,
    tableware.utensil,
    tableware.vase,
    vehicles.airplane,
    vehicles.boat,
    vehicles.car,
    vehicles.spaceship,
    vehicles.train,
    weapons.axe_hammer,
    weapons.gun,
    weapons.shield,
    weapons.sword,
)
MAKERS: dict[str, Callable[[np.random.Generator], Mesh]] = {
    make.__name__: make for make in _MAKERS
}


def make(label: str, number: int) -> Mesh:
    """Asset `number` of a class of MAKERS; the same number gives the same asset."""
    return MAKERS[label](np.random.default_rng([sum(label.encode()), number]))

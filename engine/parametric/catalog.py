"""All classes of assets made by formula: a class and a number in, one asset of it out."""

from collections.abc import Callable

import numpy as np

from ..datatypes import Mesh
from .architecture.banner_flag import banner_flag
from .architecture.building import building
from .architecture.column import column
from .architecture.door import door
from .architecture.fence import fence
from .architecture.gravestone import gravestone
from .architecture.tower import tower
from .beings.animal import animal
from .beings.character import character
from .food.dessert import dessert
from .food.fruit_veg import fruit_veg
from .furniture.bed import bed
from .furniture.bench import bench
from .furniture.bookshelf import bookshelf
from .furniture.cabinet import cabinet
from .furniture.chair import chair
from .furniture.sofa import sofa
from .furniture.stool import stool
from .furniture.table import table
from .household.appliance import appliance
from .household.barrel import barrel
from .household.box import box
from .household.lamp import lamp
from .household.screen import screen
from .nature.plant import plant
from .nature.rock import rock
from .nature.tree import tree
from .tableware.bottle import bottle
from .tableware.cup import cup
from .tableware.utensil import utensil
from .tableware.vase import vase
from .vehicles.airplane import airplane
from .vehicles.boat import boat
from .vehicles.car import car
from .vehicles.spaceship import spaceship
from .vehicles.train import train
from .weapons.axe_hammer import axe_hammer
from .weapons.gun import gun
from .weapons.shield import shield
from .weapons.sword import sword

_MAKERS = (
    banner_flag,
    column,
    door,
    fence,
    gravestone,
    animal,
    character,
    building,
    tower,
    dessert,
    fruit_veg,
    bed,
    bench,
    bookshelf,
    cabinet,
    chair,
    sofa,
    stool,
    table,
    appliance,
    barrel,
    box,
    lamp,
    screen,
    plant,
    rock,
    tree,
    bottle,
    cup,
    utensil,
    vase,
    airplane,
    boat,
    car,
    spaceship,
    train,
    axe_hammer,
    gun,
    shield,
    sword,
)
MAKERS: dict[str, Callable[[np.random.Generator], Mesh]] = {make.__name__: make for make in _MAKERS}


def make(label: str, number: int) -> Mesh:
    """Asset `number` of a class of MAKERS; the same number gives the same asset."""
    return MAKERS[label](np.random.default_rng([*label.encode(), number]))

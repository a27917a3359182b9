"""How many threads torch works with."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

_LARGE = 1 << 18  # pixels from which several threads are faster


@contextmanager
def fitting_threads(pixels: int) -> Iterator[None]:
    """One thread for small pictures: they take many short steps, and more wait for one another."""
    threads = torch.get_num_threads()
    if pixels < _LARGE:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)

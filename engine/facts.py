"""Facts about this machine, to read and to copy."""

import ctypes
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One thing that was looked at; `problem` says what to do where it is not as it should be."""

    name: str
    value: str
    problem: str = ""

    @property
    def line(self) -> str:
        """The fact on one line."""
        return f"{self.name}: {self.value}" + (f" ({self.problem})" if self.problem else "")


def problems(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that are not as they should be."""
    return [fact for fact in facts if fact.problem]


def as_size(count: int) -> str:
    """A number of bytes as a person reads it."""
    return f"{count / 2**30:.1f} GB" if count > 0.1 * 2**30 else f"{count / 2**20:.0f} MB"


def memory() -> int:
    """Bytes of memory that this machine has."""
    if sys.platform != "win32":
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    kilobytes = ctypes.c_ulonglong()
    ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
    return kilobytes.value * 2**10


def as_text(facts: Iterable[Fact]) -> str:
    """A line for each fact."""
    return "\n".join(fact.line for fact in facts)

"""Errors a person can act on: what went wrong, and a hint that says what to do about it.

Anything that is not a ReLoopError is a bug and keeps its traceback.
"""


class ReLoopError(Exception):
    """A message for the person at the keyboard, and a hint: what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.args[0]} {self.hint}".strip()


class InputError(ReLoopError):
    """What was given cannot be worked on: an empty mesh, no selection, a bad option."""


class DataError(ReLoopError):
    """A file cannot be read, or does not hold what its name promises."""


class ModelNotAvailable(ReLoopError):
    """A model is not there, or its weights do not fit it."""


class ResultError(ReLoopError):
    """The computation ended without a usable answer."""


class MissingDependency(ReLoopError):
    """A Python package that the feature needs is not installed."""

    def __init__(self, module: str, *, feature: str) -> None:
        self.module = module
        super().__init__(
            f"{feature} needs the Python package “{module}”, which is not installed.",
            "Press Install Runtime in the extension's preferences.",
        )

"""Forbids every process of a test to go online, and writes down what tries."""

from pathlib import Path

# Python reads it at its start, in children too.
FORBID = """
import os, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(os.environ["ATTEMPTS"], "a") as log:
            log.write(f"{event} {arguments[1:]} {sys.argv}\\n")
        raise PermissionError(f"{event} is forbidden here")
sys.addaudithook(refuse)
"""


class Watch:
    """The environment for a process, and what it and its children tried."""

    def __init__(self, folder: Path) -> None:
        """Keep what is needed in `folder`."""
        self._log = folder / "attempts"
        self._log.touch()
        place = folder / "forbid"
        place.mkdir(exist_ok=True)
        (place / "sitecustomize.py").write_text(FORBID)
        self.variables = {"PYTHONPATH": str(place), "ATTEMPTS": str(self._log)}

    @property
    def attempts(self) -> str:
        """A line for each connection that was tried."""
        return self._log.read_text()

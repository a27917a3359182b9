"""Which packages a zip may carry, for which machines; the one place of both."""

from .environments import BLENDERS, WHEELS

# The Pythons of each platform: Blender's own, and 3.14, which distributions build Blender against.
PYTHONS = {
    "windows-x64": ("3.11", "3.13"),
    "linux-x64": ("3.11", "3.13", "3.14"),
    "macos-arm64": ("3.11", "3.13"),
}
PLATFORMS = tuple(PYTHONS)


def names(file: str) -> frozenset[str]:
    """The package names of a list in wheels/, without its comments."""
    lines = (WHEELS / file).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")


NEVER = names("blender.txt")  # what Blender's own Python brings
EXCLUDED = names("excludes.txt")  # required by metadata, and not needed
SPARE = {"3.11": ("typing-extensions",)}  # Blender brings them with later Pythons only
# The numpy that each Python's Blender has at least (bpy's metadata).
NUMPY = {"3.11": "1.26", "3.13": "2.2", "3.14": "2.2"}


def markers_of(platform: str, python: str) -> dict[str, str]:
    """The environment for requirement markers (PEP 508) of a machine that is not this one."""
    system, sys_platform, os_name, machine = {
        "windows-x64": ("Windows", "win32", "nt", "AMD64"),
        "linux-x64": ("Linux", "linux", "posix", "x86_64"),
        "macos-arm64": ("Darwin", "darwin", "posix", "arm64"),
    }[platform]
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": os_name,
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": system,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": sys_platform,
        "extra": "",
    }


def blenders_of(python: str) -> list[str]:
    """The Blenders that run on this Python."""
    return [blender for blender, brings in BLENDERS.items() if brings == python]

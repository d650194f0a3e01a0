"""A stand-in for Windows: no file that is open is replaced, renamed or deleted, and reserved names are refused.

What is open is asked of the operating system (/proc/self/fd), so that files held by DuckDB count too. It stands in for
these rules alone: not for drive letters, letter case, locks of msvcrt, or how long a virus scanner holds a file.
"""

import builtins
import errno
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]$')


def open_files() -> set[str]:
    """The real paths of all files that this process has open."""
    found = set()
    for name in os.listdir("/proc/self/fd"):
        try:
            found.add(os.readlink(f"/proc/self/fd/{name}"))
        except OSError:
            continue
    return found


class Windows:
    """The rules, for files under `root`; every refusal is noted in `refused`."""

    def __init__(self, root: Path) -> None:
        self.root, self.refused = str(root.resolve()), list[str]()

    def is_ours(self, path: Any) -> bool:
        """Whether it is one of the files for which the rules hold."""
        return isinstance(path, str | os.PathLike) and os.path.realpath(path).startswith(self.root)

    def refuse_open(self, path: Any, doing: str) -> None:
        """Raises PermissionError for a file that is open, or a folder in which one is."""
        real = os.path.realpath(path)
        held = [name for name in open_files() if name == real or name.startswith(f"{real}/")]
        if self.is_ours(path) and held:
            self.refused.append(f"{doing} {Path(held[0]).name}")
            raise PermissionError(errno.EACCES, "The file is being used by another process", str(path))

    def refuse_name(self, path: Any) -> None:
        """Raises OSError for the name of a device, and for letters that no name may have."""
        if self.is_ours(path):
            name = Path(os.fspath(path)).name
            if _DEVICE.fullmatch(name) or _FORBIDDEN.search(name):
                self.refused.append(f"name {name}")
                raise OSError(errno.EINVAL, "The filename, directory name or label syntax is incorrect", str(path))

    def moving(self, real: Callable[..., Any], doing: str) -> Callable[..., Any]:
        """A call that moves a file over another, guarded."""

        def act(source: Any, target: Any, **named: Any) -> Any:
            self.refuse_open(source, doing)
            self.refuse_open(target, doing)
            self.refuse_name(target)
            return real(source, target, **named)

        return act

    def deleting(self, real: Callable[..., Any], doing: str) -> Callable[..., Any]:
        """A call that deletes a file, guarded; one of a folder's descriptor, as rmtree makes, is let through."""

        def act(path: Any, **named: Any) -> Any:
            if named.get("dir_fd") is None:
                self.refuse_open(path, doing)
            return real(path, **named)

        return act

    def making(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """A call that may make a file, guarded."""

        def act(path: Any, *given: Any, **named: Any) -> Any:
            self.refuse_name(path)
            return real(path, *given, **named)

        return act


def behave_like_windows(patch: pytest.MonkeyPatch, root: Path) -> list[str]:
    """From now on, for files under `root`; returns the list in which every refusal is noted."""
    rules = Windows(root)
    for name in ("replace", "rename"):
        patch.setattr(os, name, rules.moving(getattr(os, name), name))
    for name in ("unlink", "remove"):
        patch.setattr(os, name, rules.deleting(getattr(os, name), name))
    for module, name in ((builtins, "open"), (io, "open"), (os, "open"), (os, "mkdir")):
        patch.setattr(module, name, rules.making(getattr(module, name)))
    return rules.refused

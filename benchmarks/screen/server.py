"""What a server has used, with the processes that it started: processor time and memory. Linux only."""

from collections.abc import Iterator
from pathlib import Path


def processor_of(pid: int) -> float:
    """Seconds of processor time that a server has used, user and system."""
    return sum(sum(int(field) for field in _stat(child)[11:13]) for child in _family(pid)) / 100


def memory_of(pid: int) -> float:
    """Megabytes of memory that a server has now, what its processes share counted once for each."""
    return sum(_status(child, "VmRSS") for child in _family(pid)) / 1000


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from _family(int(child))


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _status(pid: int, name: str) -> float:
    """A line of the process's status, in kilobytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(name)))

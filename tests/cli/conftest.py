"""The sample council, asked at a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Done, run, show


@pytest.fixture
def ask(sample_data: Path) -> Callable[..., Done]:
    """One command on the sample council."""
    return lambda *words: run(sample_data, *words)


@pytest.fixture
def document(sample_data: Path) -> Callable[..., dict[str, Any]]:
    """What `show` says as JSON of the sample council."""
    return lambda *words: show(sample_data, *words)

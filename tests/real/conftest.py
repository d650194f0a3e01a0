"""Real exports, loaded once for the whole run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import run

Load = Callable[..., Path]


@pytest.fixture(scope="session")
def loaded(shared_real: Path, tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Real files loaded into a data folder of their own, once; by the files' paths under ../shared/real."""
    made: dict[tuple[str, ...], Path] = {}

    def load(*names: str) -> Path:
        if names not in made:
            data = tmp_path_factory.mktemp("real") / "data"
            done = run(data, "load", *(shared_real / name for name in names))
            assert done.code == 0, done.out + done.err
            made[names] = data
        return made[names]

    return load

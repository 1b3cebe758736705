"""What every test shares: no test ever touches the state folder of the person who runs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("pokdash", deadline=None)  # a slow machine is not a failure
settings.load_profile("pokdash")


@pytest.fixture(scope="session", autouse=True)
def _own_state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POKDASH_HOME", str(tmp_path_factory.mktemp("nobody") / "var"))
        yield

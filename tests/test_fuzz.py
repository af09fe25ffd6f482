"""Changed studies, the short run of `make fuzz`: `check` ends with findings or clean, always."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.commands import BrokenError, try_commands
from tests.fuzz.mutations import Input, inputs


@settings(
    max_examples=200,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(inputs(("smallest", "kitchens", "kitchens")))
def test_check_never_fails_on_a_changed_study(one: Input) -> None:
    with TemporaryDirectory() as folder:
        assert try_commands(one, Path(folder), only_check=True) == ("check",)


def test_all_commands_are_run_on_a_study_that_is_clean(tmp_path: Path) -> None:
    changed = {"cases/libraries/documents/notes.txt": b"\0"}
    assert try_commands(Input("bytes", "smallest", changed), tmp_path) == (
        *("check", "classify", "explain", "render"),
    )


def test_a_command_that_fails_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr("qualcode.pipeline.check", fail)
    with pytest.raises(BrokenError, match=r"check exits with 3: .*KeyError: 'a bug'"):
        try_commands(Input("bytes", "smallest", {}), tmp_path)

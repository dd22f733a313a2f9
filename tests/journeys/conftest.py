"""The command line, called as a person calls it, in a warehouse of the test's own."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.__main__ import main


@dataclass
class Cli:
    """Runs `python -m etl …` in this process; remembers what it printed."""

    warehouse: Path
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def __call__(self, *arguments: object) -> int:
        self.capsys.readouterr()
        code = main([str(argument) for argument in (*arguments, "--warehouse", self.warehouse)])
        self.out, self.err = self.capsys.readouterr()
        return code

    def json(self, *arguments: object) -> list:
        assert self(*arguments, "--format", "json") == 0, self.err
        return json.loads(self.out)

    @property
    def release(self) -> str:
        return (self.warehouse / "release" / "current").read_text()


@pytest.fixture
def etl(tmp_path, capsys) -> Cli:
    return Cli(tmp_path / "warehouse", capsys)

"""What is installed: the package with its phrase bank, as it stands on disk, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

import narrate
from narrate.phrases import read_bank
from tests.conftest import ROOT

READ_FROM_INSIDE = """
import narrate
from narrate.phrases import read_bank, read_style, shipped_bank
print(narrate.__file__)
print(shipped_bank())
from narrate.rendering.html.page import read
print(read_bank("en_GB").version, read_style("council").words_below, len(read("page.html")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel) -> list[str]:
    with ZipFile(wheel) as archive:
        return archive.namelist()


def on_disk(folder: str, *suffixes: str) -> set[str]:
    """Return the files of a folder of the checkout, but for what Git leaves out of it too."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix in suffixes)
    return {path.relative_to(ROOT).as_posix() for path in found}


def test_the_phrase_bank_inside_is_exactly_the_one_on_disk(wheel, names):
    bank = on_disk("phrasebank", ".ftl", ".toml", ".md")
    assert {name for name in names if "phrasebank" in name} == {f"narrate/{name}" for name in bank}
    with ZipFile(wheel) as archive:
        for name in bank:
            assert archive.read(f"narrate/{name}") == (ROOT / name).read_bytes()


def test_all_modules_and_the_mark_of_types_are_inside(names):
    modules = on_disk("narrate", ".py")
    assert {name for name in names if name.endswith(".py")} == modules
    assert "narrate/py.typed" in names
    assert len(names) == len(set(names))


def test_the_files_of_the_web_page_are_inside(wheel, names):
    page = on_disk("narrate", ".html", ".css", ".js")
    assert {PurePosixPath(name).name for name in page} == {"page.html", "page.css", "page.js"}
    assert {name for name in names if name.endswith((".html", ".css", ".js"))} == page


def test_nothing_else_is_inside(names):
    kinds = {PurePosixPath(name).parts[0] for name in names}
    assert kinds == {"narrate", f"narrate-{narrate.__version__}.dist-info"}
    assert not [name for name in names if "test" in name or "fixture" in name or "__pycache__" in name]


def test_the_command_and_the_licence_are_declared(wheel):
    with ZipFile(wheel) as archive:
        information = f"narrate-{narrate.__version__}.dist-info"
        commands = archive.read(f"{information}/entry_points.txt").decode()
        assert archive.read(f"{information}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    assert "narrate = narrate.cli:main" in commands


@pytest.mark.parametrize("zipped", [False, True])
def test_the_phrase_bank_is_read_from_where_it_is_installed(wheel, tmp_path, zipped):
    home = wheel if zipped else tmp_path / "installed"
    if not zipped:
        with ZipFile(wheel) as archive:
            archive.extractall(home)
    done = subprocess.run(
        [sys.executable, "-c", READ_FROM_INSIDE],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(home)},
    )
    assert done.returncode == 0, done.stderr
    package, bank, version = done.stdout.splitlines()
    assert Path(package).is_relative_to(home)
    assert Path(bank) == Path(package).parent / "phrasebank"
    assert version.split()[0] == read_bank("en_GB").version

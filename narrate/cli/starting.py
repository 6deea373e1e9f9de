"""A new report folder, made from an example."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from narrate.cli.faults import faults_reported
from narrate.errors import DraftError, Fault, Place

EXAMPLE = ("report.toml", "observations.csv", "README.md")
"""Files of a report folder, as they lie in the package."""


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Make DIRECTORY a report folder: a specification, a table of observations, and a README."""
    with faults_reported():
        taken = [directory / name for name in EXAMPLE if (directory / name).exists()]
        if directory.exists() and not directory.is_dir():
            taken = [directory]
        if taken:
            raise DraftError(
                [Fault(Place(str(file)), "already there", "name a new folder") for file in taken]
            )
        try:
            directory.mkdir(parents=True, exist_ok=True)
            for name in EXAMPLE:
                (directory / name).write_bytes(files("narrate").joinpath("example", name).read_bytes())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise DraftError([Fault(Place(str(directory)), reason, "a folder that can be written")]) from None
        click.echo(f"Made {directory}. Next: narrate report {directory / EXAMPLE[0]} -o draft.md")

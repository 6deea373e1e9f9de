"""Faults and warnings on standard error, a line each."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from narrate.errors import Fault, NarrateError, NarrateWarning

BAD_INPUT = 2
"""Exit code of everything that ends with nothing written."""

MOST_FAULTS = 20
"""Faults of one file that are printed; the rest are counted."""


@contextmanager
def faults_reported() -> Iterator[None]:
    """Print warnings and faults a line each, and end with the exit code that they ask for."""
    faults: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", NarrateWarning)
        try:
            yield
        except NarrateError as error:
            faults += _listed(error.faults)
        except BrokenPipeError:
            raise  # click ends quietly when a reader such as head has had enough
        except OSError as error:
            place = error.filename or "standard output"
            faults.append(f"{place}: {(error.strerror or str(error)).lower()}; nothing was written")
        finally:
            for text in dict.fromkeys(str(warning.message) for warning in caught):
                click.echo(f"warning: {_one_line(text)}", err=True)
    for fault in faults:
        click.echo(f"error: {_one_line(fault)}", err=True)
    if faults:
        sys.exit(BAD_INPUT)


def _listed(faults: Iterable[Fault]) -> Iterator[str]:
    """Yield the faults of each file, and at the end how many more it has than can be read."""
    listed: Counter[str] = Counter()
    for fault in faults:
        listed[fault.where.file] += 1
        if listed[fault.where.file] <= MOST_FAULTS:
            yield str(fault)
    for file, number in listed.items():
        if number > MOST_FAULTS:
            more = number - MOST_FAULTS
            yield f"{file}: {more} more fault{'s' if more > 1 else ''}"


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())

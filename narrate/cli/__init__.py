"""The command line: parse, call, write; the one place where a NarrateError becomes an exit code."""

from narrate.cli.commands import main

__all__ = ["main"]

"""The line of modules, and the rules that keep it readable."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "narrate"
LINE = (
    "errors",
    "settings",
    "periods",
    "spec",
    "observations",
    "measures",
    "inference",
    "movement",
    "findings",
    "messages",
    "planning",
    "microplanning",
    "formats",
    "phrases",
    "document",
    "realisation",
    "charts",
    "trace",
    "rendering",
    "report",
    "drafts",
    "batch",
    "cli",
)
"""The stages in their order; a module imports only from those to its left."""

LONGEST_MODULE = 400
LONGEST_CLASS = 150
LONGEST_FUNCTION = 40
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def stage(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the stages of narrate that a module imports, at any depth of its code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out in full"
            names = [node.module or ""]
            if node.module == "narrate":
                names = [f"narrate.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "narrate" and len(parts) > 1 and not parts[1].startswith("__"):
                yield parts[1]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stands_in_the_line_and_imports_only_from_its_left(path):
    assert stage(path) in LINE
    allowed = LINE[: LINE.index(stage(path)) + (path.parent != PACKAGE)]
    assert set(imported(ast.parse(path.read_text(encoding="utf-8")))) <= set(allowed)


def test_the_import_rule_sees_an_import_inside_a_function():
    tree = ast.parse("def late():\n    from narrate import cli\n    import narrate.report")
    assert set(imported(tree)) == {"cli", "report"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_stay_short(path):
    source = path.read_text(encoding="utf-8")
    code = [line for line in source.splitlines() if line.strip()]
    assert len(code) <= LONGEST_MODULE
    for function in functions(ast.parse(source)):
        body = function.body[1:] if ast.get_docstring(function) else function.body
        length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
        assert length <= LONGEST_FUNCTION, function.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_classes_stay_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in classes}
    assert {name: length for name, length in lengths.items() if length > LONGEST_CLASS} == {}


PROSE_ELSEWHERE = {
    "errors",
    "cli",
    "observations",
    "spec",
    "measures",
    "report",
    "phrases",
    "periods",
    "movement",
}
"""Stages whose strings reach the user as faults and warnings, or on the command line, and never a paper."""

SENTENCE = re.compile(r"\b(the|is|are|was|of|and|has|have)\b .*\b\w+\b", re.IGNORECASE)


def prose(tree: ast.AST) -> Iterator[str]:
    """Yield string constants that read like words for people, docstrings left out."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    messages = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert | ast.Call) and _is_fault(node)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
        if text and id(node) not in documentation | messages and SENTENCE.search(text):
            yield text


FOR_EDITORS = {"slot", "optional"}
"""What declares a slot tells the editor of the phrase bank what it holds."""


def _is_fault(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    return node.func.id == "Fault" or node.func.id in FOR_EDITORS


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if stage(path) not in PROSE_ELSEWHERE],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_what_a_board_reads_comes_from_the_phrase_bank(path):
    assert list(prose(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_prose_rule_sees_a_sentence():
    assert list(prose(ast.parse('def f():\n    "The doc of it."\n    return "the rate has risen"')))


READERS = ("drafts", "rendering", "report", "cli")
"""Stages that read traces, through the types of `narrate.trace`."""

OTHER_RECORDS = {
    "cli/commands.py": {"flags", "phases"},  # columns of a table of movements
    "drafts/checking/binding.py": {"before"},  # words of a lexicon
    "drafts/refreshing/markdown.py": {"number"},  # counts of lists
    "drafts/refreshing/mentions.py": {"number", "years"},  # groups of a pattern
    "drafts/spans.py": {"end", "quarter", "quarters", "unit", "year"},  # groups of a pattern, a lexicon
    "drafts/token_row.py": {"before"},  # words of a lexicon
    "drafts/tokens.py": {"digits"},  # groups of a pattern
    "rendering/html/page.py": {"raw"},  # filters of a template
    "report.py": {"end", "months", "period"},  # columns of observations, what a caller asked for
}
"""By module, names of a trace's fields that it has as keys of something else."""


def trace_fields() -> set[str]:
    """Return the names of all fields of the records that a trace holds."""
    from narrate import document, findings, trace
    from narrate.settings import Frozen

    names: set[str] = set()
    for item in {**vars(findings), **vars(trace)}.values():
        if (
            isinstance(item, type)
            and issubclass(item, Frozen)
            and not item.__module__.startswith("narrate.spec.")
        ):
            names |= item.model_fields.keys()
    for item in (document.Value, document.Filled, trace.Carried):
        names |= {field.name for field in dataclasses.fields(item)}
    return names


def looked_up(tree: ast.AST) -> Iterator[str]:
    """Yield the literal keys that are read by subscript or `get`."""
    for node in ast.walk(tree):
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript):
            key = node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            key = node.args[0] if node.args else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def loaded(tree: ast.AST) -> Iterator[str]:
    """Yield the functions that make records of JSON."""
    makers = {"load", "loads", "from_json", "model_validate_json"}
    for node in ast.walk(tree):
        name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "name", None)
        if isinstance(node, ast.Attribute | ast.Name | ast.alias) and name in makers:
            library = isinstance(node, ast.Attribute) and getattr(node.value, "id", "")
            if library != "tomllib":
                yield str(name)


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if stage(path) in READERS],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_a_trace_is_read_through_its_types(path):
    tree, name = ast.parse(path.read_text(encoding="utf-8")), str(path.relative_to(PACKAGE))
    assert set(looked_up(tree)) & trace_fields() == OTHER_RECORDS.get(name, set())
    assert list(loaded(tree)) == []


def test_the_trace_rule_sees_a_key_and_a_reader():
    tree = ast.parse("import json\ntrace['findings'], item.get('text'), json.loads(text), rows[0]")
    assert set(looked_up(tree)) == {"findings", "text"}
    assert list(loaded(tree)) == ["loads"]
    known = {"findings", "sentences", "paragraphs", "spec", "values", "slots", "movement", "series", "sha256"}
    assert known <= trace_fields()


def test_the_command_line_starts_without_pandas_and_scipy():
    heavy = ("pandas", "scipy", "altair", "vl_convert", "jinja2")
    code = f"import sys, narrate.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_trace_is_read_without_pandas_and_numpy():
    heavy = ("pandas", "numpy", "scipy")
    code = f"import sys, narrate.trace; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("package", ["findings", "movement"])
def test_names_that_are_imported_late_are_all_there(package):
    module = importlib.import_module(f"narrate.{package}")
    assert all(getattr(module, name) is not None for name in module.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        module.nothing  # noqa: B018


def test_a_report_is_written_without_altair():
    code = "import sys, narrate.report; print([name for name in sys.modules if name == 'altair'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_are_all_there():
    import narrate

    assert all(getattr(narrate, name) is not None for name in narrate.__all__)
    assert sorted(narrate.__all__) == narrate.__all__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        narrate.nothing  # noqa: B018

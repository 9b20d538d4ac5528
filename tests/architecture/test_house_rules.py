"""Lengths, shapes and names of the source, as CONTRIBUTING.md promises them."""

from __future__ import annotations

import ast
import re
from statistics import median

from tests.architecture.source import ROOT, SRC, functions, length, modules, nesting, words

FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "processor", "data", "info"}
TERMS = {"common_questions"}
"""Names that the field itself gives: the section is headed "Common questions"."""


def test_files_stay_short():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert len(lengths) > 30
    assert {name: lines for name, lines in lengths.items() if lines >= 400} == {}


def test_functions_stay_short():
    assert {place: length(node) for place, node in functions() if length(node) >= 50} == {}


def test_median_function_is_small():
    assert median(length(node) for _, node in functions()) <= 10


def test_few_positional_arguments():
    def positional(arguments: ast.arguments) -> int:
        named = [argument.arg for argument in arguments.posonlyargs + arguments.args]
        return len([name for name in named if name not in ("self", "cls")])

    # typer reads a command's options from its signature: a command may take as many as it documents
    crowded = {place: positional(node.args) for place, node in functions() if "/cli/" not in place}
    assert {place: count for place, count in crowded.items() if count > 5} == {}


def test_blocks_are_not_nested_deeply():
    assert {place: nesting(node) for place, node in functions() if nesting(node) > 3} == {}


def test_names_say_something():
    vague = []
    for path, tree in modules().items():
        names = [path.stem, *(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef))]
        vague += [
            f"{path.relative_to(ROOT)}: {name}"
            for name in names
            if name not in TERMS and (words(name) & FORBIDDEN or re.match(r"_*(do|process)_", name))
        ]
    assert vague == []


def test_arguments_say_something():
    names = {(place, argument.arg) for place, node in functions() for argument in [*node.args.args, *node.args.kwonlyargs]}
    assert {(place, name) for place, name in names if name in FORBIDDEN} == set()


def test_nothing_is_left_for_later():
    left = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b|NotImplemented" + r"Error|# type: ignore(?!\[)")
    found = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if left.search(line)
    }
    assert found == set()


def test_every_module_says_what_it_is():
    assert {str(path.relative_to(ROOT)) for path, tree in modules().items() if not ast.get_docstring(tree)} == set()


def test_every_public_name_has_a_docstring():
    bare = set()
    for path, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                bare.add(f"{path.relative_to(SRC)}: {node.name}")
    assert bare == set()

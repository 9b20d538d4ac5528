"""What is declared is pinned, with hashes and without addresses."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.source import ROOT

FOLDER = ROOT / "requirements"
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DECLARED = {"base": PROJECT["project"]["dependencies"], **PROJECT["dependency-groups"]}


def pins(name: str) -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for pin in PIN.finditer((FOLDER / f"{name}.txt").read_text("utf-8")):
        found.setdefault(canonicalize_name(pin["name"]), set()).add(Version(pin["version"]))
    return found


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_declared_is_pinned(name):
    pinned = pins(name)
    for requirement in map(Requirement, DECLARED[name]):
        versions = pinned.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not in requirements/{name}.txt: run `make lock`"
        assert all(requirement.specifier.contains(version, prereleases=True) for version in versions)


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_every_pin_has_hashes(name):
    blocks = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n")
    starts = [index for index, line in enumerate(blocks) if PIN.match(line)]
    assert starts
    assert [blocks[index] for index in starts if "--hash=sha256:" not in blocks[index + 1]] == []


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_no_addresses(name):
    assert re.findall(r"\w+://|--index-url|--find-links|@ file", (FOLDER / f"{name}.txt").read_text("utf-8")) == []


def test_tools_agree_with_the_base():
    base = pins("base")
    for name in ("test", "lint"):
        shared = {package: versions for package, versions in pins(name).items() if package in base}
        assert all(versions <= base[package] for package, versions in shared.items())


def test_base_install_stays_small():
    assert len(pins("base")) <= 125

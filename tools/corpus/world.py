"""What is true beyond one article: outlets, people, stories, threads, contradictions, traps, questions, sayings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.source import HERE, SourceError, read_toml

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All of `world.toml` and `stories/*.toml`, by key."""

    outlets: dict[str, Entry]
    cast: dict[str, Entry] = field(default_factory=dict)
    threads: dict[str, Entry] = field(default_factory=dict)
    stories: dict[str, Entry] = field(default_factory=dict)
    contradictions: dict[str, Entry] = field(default_factory=dict)
    traps: dict[str, Entry] = field(default_factory=dict)
    questions: dict[str, Entry] = field(default_factory=dict)
    sayings: dict[str, Entry] = field(default_factory=dict)

    @property
    def sides(self) -> dict[str, Entry]:
        """Contradictions and traps: whatever `c` marks may name."""
        return self.contradictions | self.traps


def read_world(folder: Path = HERE) -> World:
    """Read the outlets and every cluster."""
    world = World(outlets=read_toml(folder / "world.toml")["outlets"])
    for path in sorted((folder / "stories").glob("*.toml")):
        told = read_toml(path)
        for name in ("cast", "threads", "stories"):
            _take(getattr(world, name), told.pop(name, {}), path, name)
        for name in ("contradictions", "traps", "questions", "sayings"):
            _take(getattr(world, name), {entry["id"]: entry for entry in told.pop(name, [])}, path, name)
        if told:
            raise SourceError(f"{path}: unknown tables {sorted(told)}")
    return world


def _take(known: dict[str, Entry], told: dict[str, Entry], path: Path, kind: str) -> None:
    """Add entries; a person may be told of twice, under one name."""
    for key, entry in told.items():
        if key not in known:
            known[key] = entry
        elif kind != "cast" or known[key]["name"] != entry["name"]:
            raise SourceError(f"{path}: {kind} {key} is told of twice")
        else:
            known[key] = _both(known[key], entry)


def _both(one: Entry, other: Entry) -> Entry:
    """A person of two clusters: all aliases and roles."""
    both = {**other, **one}
    for name in ("aliases", "roles"):
        both[name] = one.get(name, []) + [entry for entry in other.get(name, []) if entry not in one.get(name, [])]
    return both

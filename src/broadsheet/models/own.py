"""Models of the user's own, as settings name them: `kind:FOLDER`. The folder lies on this machine; nothing is ever fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from broadsheet.errors import ConfigError, MissingExtra, MissingPath, ModelError
from broadsheet.records.model import ModelUse

PAPERS = frozenset({".md", ".gitattributes", ".gitignore", ".lock"})
"""Endings, and names, of files that decide nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of model.

    Attributes:
        make: the model that lies in a folder.
        files: of which its folder holds one.
        made_by: how such a folder comes about.
        module: what must be installed to run it; empty if everything needed comes with broadsheet.
        extra: the extra that brings the module.
    """

    make: Callable[[Path], Any]
    files: tuple[str, ...]
    made_by: str
    module: str = ""
    extra: str = ""

    def refuse_absent(self) -> None:
        """See that what runs such a model is installed, without loading it.

        Raises:
            MissingExtra: it is not.
        """
        if self.module and find_spec(self.module) is None:
            raise MissingExtra(self.extra, self.extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting that may name such a model.

    Attributes:
        key: the setting.
        noun: what it names.
        kinds: what there is to name.
    """

    key: str
    noun: str
    kinds: Mapping[str, Kind]

    def refuse_unusable(self, asked: str) -> None:
        """See that a model can be had, without loading it.

        Args:
            asked: kind and folder, as `spacy:/srv/models/names`.

        Raises:
            ConfigError: there is no such kind.
            MissingExtra: what runs such a model is not installed.
            MissingPath: there is no such folder.
            ModelError: the folder holds no model of the kind.
        """
        kind, _, folder = asked.partition(":")
        if kind not in self.kinds or not folder:
            known = " or ".join(f"{name}:FOLDER" for name in self.kinds)
            raise ConfigError(f"{self.key}: {asked!r} names no {self.noun}", hint=f"write {known}")
        wanted, place = self.kinds[kind], folder_of(asked)
        wanted.refuse_absent()
        if not place.is_dir():
            raise MissingPath(str(place), f"no such folder; {self.key} asks for it, and models are never fetched")
        if not any((place / name).is_file() for name in wanted.files):
            raise ModelError(f"{place}: no {kind} model, for it has no {' or '.join(wanted.files)}", hint=wanted.made_by)

    def make(self, asked: str) -> Any:
        """The model, loaded.

        Raises:
            ConfigError, MissingExtra, MissingPath, ModelError: as `refuse_unusable`; or it is damaged.
        """
        self.refuse_unusable(asked)
        return self.kinds[asked.partition(":")[0]].make(folder_of(asked))


def folder_of(asked: str) -> Path:
    """Where a model lies.

    >>> folder_of("spacy:models/names").as_posix()
    'models/names'
    """
    return Path(asked.partition(":")[2]).expanduser()


def settled(asked: str) -> str:
    """The same with the folder's path from the root, so that it means the same from everywhere."""
    return f"{asked.partition(':')[0]}:{folder_of(asked).resolve()}"


def name_of(asked: str) -> str:
    """What a model is called: its kind and its folder's name.

    >>> name_of("spacy:/srv/models/names")
    'spacy:names'
    """
    return f"{asked.partition(':')[0]}:{folder_of(asked).resolve().name}"


def digest_of(asked: str) -> str:
    """A sha256 of the kind and of every file that may decide what the model says.

    Raises:
        ModelError: a file cannot be read.
    """
    folder, whole = folder_of(asked), sha256(asked.partition(":")[0].encode())
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_paper(path.relative_to(folder)))
    try:
        for path in files:
            with path.open("rb") as stream:
                whole.update(f"\n{path.relative_to(folder).as_posix()}:{_digest(stream)}".encode())
    except OSError as problem:
        raise ModelError(f"{folder}: {problem.strerror or problem}", hint="the model's files must be readable") from problem
    return whole.hexdigest()


def use_of(asked: str) -> ModelUse:
    """A model for the record of what was made with it.

    Raises:
        ModelError: a file cannot be read.
    """
    return ModelUse(name=name_of(asked), version="unknown", sha256=digest_of(asked))


def _digest(stream: Any) -> str:
    from hashlib import file_digest

    return file_digest(stream, "sha256").hexdigest()


def _is_paper(path: Path) -> bool:
    return path.suffix in PAPERS or path.name in PAPERS or any(part.startswith(".") for part in path.parts)

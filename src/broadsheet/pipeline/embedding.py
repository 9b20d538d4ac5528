"""Which embedder a store is made with: settled by its first article, and changed only for all of them at once."""

from __future__ import annotations

from broadsheet.errors import ConfigError
from broadsheet.models import embedders
from broadsheet.pipeline.description import vector_of
from broadsheet.pipeline.progress import Progress, silent
from broadsheet.pipeline.regrouping import regroup
from broadsheet.store import Store


def settle(store: Store, asked: str | None) -> None:
    """Settle with which embedder the store's vectors are made, if that is open; else see that it is the one asked for.

    One that lies elsewhere by now, and is the same, is looked for there from now on.

    Args:
        store: whose vectors.
        asked: kind and folder of one of the user's own, None for the packaged one.

    Raises:
        ConfigError: the store's vectors are of another, or there is no such kind.
        MissingExtra, MissingPath, ModelError: it cannot be had.
    """
    held = store.embedding.get()
    wanted = embedders.told(asked, held)
    if held is not None and held.sha256 != wanted.sha256 and store.articles.count():
        back = f'"{held.place}"' if held.place else "unset"
        raise ConfigError(
            f"models.embedder: the vectors in this store are of {held.name}, not of {wanted.name}",
            hint=f"`broadsheet reembed` makes all of them anew; to go on as before leave models.embedder {back}",
        )
    if held != wanted:
        store.embedding.put(wanted)


def reembed(store: Store, asked: str | None, progress: Progress = silent) -> dict[str, str]:
    """Make the vector of every article anew and place all of them anew; articles whose story changed → where they are now.

    All of it is kept, or nothing is. Vectors of the same embedder are what they would be: only its place is noted.

    Args:
        store: whose vectors.
        asked: as for `settle`.
        progress: told after every article.

    Raises:
        ConfigError, MissingExtra, MissingPath, ModelError: it cannot be had.
    """
    held = store.embedding.get()
    made = embedders.told(asked, held)
    if held is not None and held.sha256 == made.sha256:
        store.embedding.put(made)
        return {}
    encoder, count = embedders.load_for(made), store.articles.count()
    fresh = dict[str, bytes]()
    for annotated in store.articles.annotated():
        fresh[annotated.article.id] = vector_of(annotated, encoder)
        progress("embed", len(fresh), count)
    with store.transaction():
        store.embedding.change(made, fresh)
        return regroup(store)

"""Places that everybody knows: countries and the cities that time zones are called after, as babel has them."""

from __future__ import annotations

from functools import lru_cache

import babel.core

from broadsheet.language.names import key

_PARTS = frozenset({"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})


def is_known_place(name: str) -> bool:
    """Whether a name is that of a country or of a city known the world over.

    >>> [is_known_place(name) for name in ("the Philippines", "U.S.", "Buenos Aires", "Port Velm")]
    [True, True, True, False]
    """
    return key(name) in _known()


def is_country(name: str) -> bool:
    """Whether a name is that of a country.

    >>> [is_country(name) for name in ("the Philippines", "U.S.", "Buenos Aires")]
    [True, True, False]
    """
    return key(name) in _countries()


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(key(name) for code, name in babel.Locale("en").territories.items() if not code.isdigit())


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    zones = [zone.split("/") for zone in babel.core.get_global("zone_territories")]
    return _countries() | {key(parts[-1].replace("_", " ")) for parts in zones if parts[0] in _PARTS}

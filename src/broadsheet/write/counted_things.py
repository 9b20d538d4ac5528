"""Nouns by which papers count the same things: a house is a home, and what one counts as sheep another counts as animals."""

from __future__ import annotations

from broadsheet.language.words import listed

_CALLED = """
job: job position post workplace role
house: house home dwelling flat apartment
vote: vote member councillor delegate deputy lawmaker
car: car vehicle
pupil: pupil child schoolchild student
worker: worker employee
resident: resident inhabitant villager
fan: fan supporter spectator
ship: ship vessel boat
plane: plane aircraft jet airliner
shop: shop store outlet branch
gun: gun rifle weapon firearm
tree: tree trunk
blast: blast explosion
"""
_ALIASES = {noun: line.split(":")[0] for line in _CALLED.strip().splitlines() for noun in line.split(": ")[1].split()}
"""Nouns by which papers count the same things."""

ANIMALS = listed("""
sheep lamb cow calf bull pig goat horse pony donkey dog puppy cat kitten hen chicken duck goose turkey bird swan gull stork
eagle seal whale dolphin wolf bear fox deer elk moose reindeer boar lynx rabbit hare bat fish elephant lion tiger monkey
snake turtle
""")
"""What one paper counts by its kind and another as animals."""

GENERIC = frozenset({"", "people", "person", "percent", "percentage point", "one", "other", "thing", "time", "part", "member"})
"""Words that say nothing of what is counted."""

MONEY = listed("crown florin mark franc pound dollar euro peso rupee taler ruble rouble lira dinar yen yuan krona krone won real")
"""Currencies by their common names: sums are told of many things; that no others are left over says little of them."""


def thing(noun: str) -> str:
    """What is counted, by one of the nouns that papers have for it.

    >>> thing("villager"), thing("sheep")
    ('resident', 'sheep')
    """
    return _ALIASES.get(noun, noun)

"""Forms of English verbs."""

from __future__ import annotations

from broadsheet.language.words import listed

_IRREGULAR = """
be been, bear borne, beat beaten, become become, begin begun, bend bent, bind bound, bite bitten, bleed bled, blow
blown, break broken, bring brought, build built, burn burned, buy bought, catch caught, choose chosen, come come,
cost cost, cut cut, deal dealt, dig dug, do done, draw drawn, drink drunk, drive driven, eat eaten, fall fallen,
feed fed, feel felt, fight fought, find found, flee fled, fly flown, forbid forbidden, forget forgotten, freeze
frozen, get got, give given, go gone, grow grown, hang hung, have had, hear heard, hide hidden, hit hit, hold held,
hurt hurt, keep kept, know known, lay laid, lead led, leave left, lend lent, let let, lie lain, light lit, lose
lost, make made, mean meant, meet met, pay paid, put put, quit quit, read read, ride ridden, ring rung, rise risen,
run run, say said, see seen, seek sought, sell sold, send sent, set set, shake shaken, shed shed, shoot shot, show
shown, shrink shrunk, shut shut, sing sung, sink sunk, sit sat, sleep slept, speak spoken, spend spent, split split,
spread spread, stand stood, steal stolen, stick stuck, strike struck, swear sworn, sweep swept, swim swum, take
taken, teach taught, tear torn, tell told, think thought, throw thrown, understand understood, wake woken, wear
worn, win won, withdraw withdrawn, write written, overthrow overthrown, undergo undergone, hospitalise hospitalised,
rescue rescued
"""
_FORMS = {lemma: form for pair in _IRREGULAR.replace("\n", " ").split(",") for lemma, form in [pair.split()]}
_VOWELS = "aeiou"
_DOUBLING = listed("admit commit ban plan drop stop strip rob ship scrap transfer refer equip permit tap trap trim slam stab grab")


def participle(lemma: str) -> str:
    """The past participle of a verb.

    >>> [participle(verb) for verb in ("send", "kill", "arrive", "bury", "destroy", "ban")]
    ['sent', 'killed', 'arrived', 'buried', 'destroyed', 'banned']
    """
    if lemma in _FORMS:
        return _FORMS[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + lemma[-1] + "ed" if lemma in _DOUBLING else lemma + "ed"

"""Dated events, hard numbers and quotes on a story page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from broadsheet.evaluate.examples.figures import same_value
from broadsheet.evaluate.examples.formulas import Formula, count, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.names import is_called
from broadsheet.evaluate.examples.program import Row
from broadsheet.evaluate.examples.story import Story
from broadsheet.evaluate.examples.truth import GoldQuote, Place, Spot, Truth

FIGURES: Mapping[str, Formula] = {
    "dated events told": share("event told", "event"),
    "days of events right": share("day right", "dated"),
    "hard numbers right": share("number right", "number"),
    "who said what right": share("speaker right", "quoted"),
    "misattributions": count("misattributed", "quoted"),
}
Gold = TypeVar("Gold", bound=Place)


def judge_events(ledger: Ledger, truth: Truth, name: str, story: Story) -> None:
    """Compare the pool of `events`, which "How we got here" lists, with the days of the truth.

    Papers tell one event in several articles, and a page tells it once: what is counted is days on which something happened.
    """
    column, wanted = truth.column_of(name), _days(truth, name)
    told: set[str] = set()
    for event in story.pool("events"):
        touched = {
            gold.on for spot in story.told_at(event["statements"]) for gold in _touched(truth.articles[spot.article].events, spot)
        }
        if touched:
            right = {on for on in touched if (event["when"].get("start") or "").startswith(on)}
            told |= right
            ledger.add(column, "dated")
            what = f"event of {'/'.join(sorted(touched))} told under {event['when'].get('start')}"
            ledger.test(column, "day right", bool(right), name, what)
    for on in sorted(wanted):
        ledger.add(column, "event")
        ledger.test(column, "event told", on in told, name, f"not on the time line: {on} {wanted[on]!r}")


def _days(truth: Truth, story: str) -> dict[str, str]:
    """Day → words of an event of that day."""
    days: dict[str, str] = {}
    for key in truth.stories[story].articles:
        for event in truth.articles[key].events:
            days.setdefault(event.on, truth.articles[key].words(event))
    return days


def judge_numbers(ledger: Ledger, truth: Truth, name: str, story: Story) -> None:
    """Whether "Hard numbers" are figures of the truth: one in the words that they stand on has their value."""
    column = truth.column_of(name)
    for number in story.items("hard_numbers", "numbers"):
        gold = (figure for spot in story.spots(number["spans"]) for figure in _touched(truth.articles[spot.article].figures, spot))
        right = any(same_value(figure, number["value"], number.get("value_high")) for figure in gold)
        ledger.add(column, "number")
        ledger.test(column, "number right", right, name, f"no figure: {number['value']:g} {number['unit']} ({number['label']})")


def judge_speakers(ledger: Ledger, truth: Truth, name: str, story: Story) -> None:
    """Whether "Who said what" gives words to whom they belong, be it against the paper that has it wrong."""
    column = truth.column_of(name)
    for quote in story.items("who_said_what", "quotes"):
        gold = list(_spoken(truth, story, quote))
        right = any(_is_speaker(truth, article, each, story.speaker(quote), quote) for article, each in gold)
        ledger.add(column, "quoted")
        ledger.add(column, "misattributed", bool(gold) and not right)
        what = f"{quote['text'][:70]!r} given to {story.speaker(quote)!r}" + ("" if gold else ", but nobody is quoted there")
        ledger.test(column, "speaker right", right, name, what)


def _spoken(truth: Truth, story: Story, quote: Row) -> Iterator[tuple[str, GoldQuote]]:
    """The gold quotes at a quote's places, at each the one that shares most with it."""
    for spot in story.spots(quote["spans"]):
        touched = _touched(truth.articles[spot.article].quotes, spot)
        if touched:
            yield spot.article, max(touched, key=lambda gold: gold.shared(spot) / (gold.length + spot.length))


def _is_speaker(truth: Truth, article: str, gold: GoldQuote, name: str, quote: Row) -> bool:
    """Whether a name is the speaker's; one without a name is known by the words of the article."""
    key = gold.truly or gold.by
    if key is not None:
        return is_called(name, truth.cast[key]) or is_called(quote["speaker_text"], truth.cast[key])
    mention = gold.speaker and truth.articles[article].text[gold.speaker.start : gold.speaker.end]
    words, said = ({*text.lower().split()} - {"a", "an", "the"} for text in (mention or "", quote["speaker_text"]))
    return bool(words & said)


def _touched(gold: tuple[Gold, ...], spot: Spot) -> list[Gold]:
    return [each for each in gold if each.shared(spot)]

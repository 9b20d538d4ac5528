"""The gate: every number, name, date and quotation of a sentence stands in its sources, and so does what it says.

No language model and no grammar: bare strings, compared word by word, so that it can run on every sentence of every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadsheet.records.verdict import Failure, Verdict
from broadsheet.write.grounding_coverage import coverage
from broadsheet.write.grounding_evidence import Sources, evidence
from broadsheet.write.grounding_facts import date_failures, name_failures, number_failures, quote_failures
from broadsheet.write.grounding_polarity import polarity_failures
from broadsheet.write.grounding_roles import role_failures, speaker_failures, swap_failures
from broadsheet.write.grounding_slots import ALIKE, alike, side_by_side, slot_failures
from broadsheet.write.grounding_tokens import Token, fold_lines, sentences


def check(claim: str, sources: Sequence[str]) -> Verdict:
    """Whether `sources` carry `claim`.

    Args:
        claim: one or more sentences; any text.
        sources: the passages it stands on; any texts, possibly none.

    Returns:
        The verdict with every failure found, each kind and detail once, in the order in which the kinds are checked.
    """
    tokenised = sentences(claim)
    if not tokenised:
        return Verdict(grounded=False, score=0.0, failures=(Failure(kind="coverage", detail="nothing is said"),))
    held = evidence(sources)
    if _whole_sentences(claim, held):
        return Verdict(grounded=True, score=1.0)
    failures = list(dict.fromkeys(_failures(claim, tokenised, held)))
    score, unsupported = coverage(tokenised, held)
    if unsupported:
        failures.append(Failure(kind="coverage", detail=unsupported))
    return Verdict(grounded=not failures, score=min(score, 0.2) if failures else score, failures=tuple(failures))


def _whole_sentences(claim: str, held: Sources) -> bool:
    """Whether the claim is one of the sources, word for word."""
    return fold_lines(claim) in held.texts


def _failures(claim: str, tokenised: Sequence[tuple[Token, ...]], held: Sources) -> Iterator[Failure]:
    for sentence in tokenised:
        yield from number_failures(sentence, held)
        yield from date_failures(sentence, held)
        yield from name_failures(sentence, held)
    yield from quote_failures(claim, held)
    for sentence in tokenised:
        source, blocks = side_by_side(sentence, held)
        if alike(blocks, sentence) >= ALIKE:
            yield from slot_failures(sentence, source, blocks)
            yield from polarity_failures(sentence, source, blocks)
        yield from swap_failures(sentence, held)
        yield from speaker_failures(sentence, held)
        yield from role_failures(sentence, held)

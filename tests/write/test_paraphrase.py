"""The second gate: what follows from its sources by steps that change nothing, and what does not. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.write.paraphrase import strays

SHUT = "The pool is shut, the mayor said."
TOLD = "Ana Silva, the mayor of Velm, said on Monday that the pool is shut."
PLAN = "The council approved the plan."
WON = "“We will win,” said Orla Tench, the captain."
FOLLOWS = {
    "as it is": (SHUT, [SHUT]),
    "to the front": ("According to the mayor, the pool is shut.", [SHUT]),
    "to the back": ("The pool is shut, Ana Silva said on Monday.", [TOLD]),
    "no description": ("Ana Silva said on Monday the pool is shut.", [TOLD]),
    "quotation first": ("Orla Tench said: “We will win.”", [WON]),
    "number spelt": ("Twelve of 1,200 homes flooded.", ["12 of 1200 homes flooded."]),
    "same meaning": ("Work began in about 3 weeks.", ["Work started in around three weeks."]),
    "joined": ("The council approved the plan, and Velm paid 4 million.", [PLAN, "Velm paid 4 million."]),
    "side by side": ("The council approved the plan; Velm paid 4 million.", [PLAN, "Velm paid 4 million."]),
    "one subject": ("The council approved the plan and passed the budget.", [PLAN, "The council passed the budget."]),
}
STRAYS = {
    "another speaker": ("The pool is shut, the governor said.", [SHUT]),
    "no speaker": ("The pool is shut.", [SHUT]),
    "another cue": ("The pool is shut, the mayor admitted.", [SHUT]),
    "the day dropped": ("The pool is shut, Ana Silva said.", [TOLD]),
    "a denial dropped": ("Ana Silva opened the pool.", ["Ana Silva, who has not been paid, opened the pool."]),
    "a doubt dropped": ("The pool will close.", ["The pool may close."]),
    "a bound dropped": ("Twelve died.", ["At least 12 died."]),
    "a guess made fact": ("The thief fled.", ["The alleged thief fled."]),
    "names exchanged": ("Brill beat Tench in the final.", ["Tench beat Brill in the final."]),
    "marks taken off": ("Orla Tench said we will win.", [WON]),
    "marks put on": ("The mayor said: “The pool is shut.”", [SHUT]),
    "quotation changed": ("Orla Tench said: “We will lose.”", [WON]),
    "a cause": ("The council approved the plan because Velm paid.", [PLAN, "Velm paid 4 million."]),
    "somebody else's deed": ("The council approved the plan and paid 4 million.", [PLAN, "Velm paid 4 million."]),
    "one speaker for both": ("The pool is shut, and Velm paid 4 million, the mayor said.", [SHUT, "Velm paid 4 million."]),
    "a denial for both": ("The council did not sit and approved the plan.", ["The council did not sit.", PLAN]),
    "half of it": ("Velm paid.", ["Velm paid 4 million."]),
    "a list cut": ("The mayor and the clerk resigned.", ["The mayor, the treasurer, and the clerk resigned."]),
    "the scope turned": ("The pool is shut, but open, the mayor said.", ["The mayor said the pool is shut, but open."]),
    "a question": ("Is the pool shut?", [SHUT]),
    "a preposition": ("The film roughly the dog ran.", ["The film about the dog ran."]),
    "nobody named": ("It is shut, the mayor said.", ["The mayor said it is shut."]),
    "a capital": ("The mayor said The pool is shut.", [SHUT]),
    "three in one": (f"{PLAN[:-1]}; Velm paid; Brill ran.", [PLAN, "Velm paid.", "Brill ran."]),
}  # fmt: skip


@pytest.mark.parametrize("case", FOLLOWS)
def test_harmless_steps_pass(case: str):
    assert strays(*FOLLOWS[case]) == ""


@pytest.mark.parametrize("case", STRAYS)
def test_other_steps_are_refused(case: str):
    assert strays(*STRAYS[case])


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_odd_text_never_raises(claim: str, sources: list[str]):
    assert isinstance(strays(claim, sources), str)


@given(st.data())
def test_dropping_any_word_of_a_plain_sentence_strays(data: st.DataObject):
    words = ["The", "council", "of", "Velm", "did", "not", "approve", "the", "new", "plan", "for", "12", "schools", "in", "May"]
    at = data.draw(st.integers(1, len(words) - 1))
    assert strays(" ".join([*words[:at], *words[at + 1 :]]) + ".", [" ".join(words) + "."])

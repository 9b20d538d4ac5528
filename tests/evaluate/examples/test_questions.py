"""A reader's questions: every answer's words stand in the articles of an open story."""

from __future__ import annotations

from broadsheet.evaluate.examples.questions import asked
from broadsheet.evaluate.examples.truth import example_folder, read_truth


def test_the_answers_stand_in_open_stories():
    with example_folder() as folder:
        truth = read_truth(folder)
    questions = list(asked(truth))
    assert (len(questions), sum(question.unanswerable for question in questions)) == (60, 16)
    assert not any(truth.stories[question.story].held_out for question in questions)
    assert all(question.unanswerable != bool(question.answers) for question in questions)
    assert len({question.id for question in questions}) == len(questions)
    assert not {question.question for question in questions} & {question.question for question in truth.questions}

"""What an answer has in common with what it answers."""

import pytest

from proviso.facts.answering import in_common


@pytest.mark.parametrize(
    ("answered", "answer", "expected"),
    [
        ("The ferries stop at nine", "Which ferry stops later?", ["ferry", "stops"]),
        ("New dock painted", "Who painted it, and with which paint?", ["painted", "paint"]),
        ("Library hours", "The LIBRARY closes early", ["LIBRARY"]),
    ],
)
def test_words_are_shared_whatever_their_ending(answered: str, answer: str, expected: list[str]) -> None:
    assert expected == in_common(answered, answer).split("\n")


@pytest.mark.parametrize(
    ("answered", "answer"),
    [
        ("What the new dock will cost", "Go team! What a game that was"),
        ("", "Anything at all"),
        ("Anything at all", ""),
        ("The article on this page", "The news of this blog"),
    ],
)
def test_words_of_every_text_are_not_shared(answered: str, answer: str) -> None:
    assert in_common(answered, answer) == ""

"""What an edit changed, told from what it only mended."""

import pytest

from proviso.facts.editing import edited


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We recieve forms on Monday.", "We receive forms on Monday."),
        ("The ofice are open on Wensday", "The office is open on Wednesday."),
        ("Its free, bring you're form", "It's free. Bring your form!"),
        ("Sign up for a eye exam on line", "Sign up for an eye exam online"),
        ("Dont forget the renewal", "Don't forget your renewal".replace("your", "the")),
        ("Same words", "Same   WORDS."),
    ],
)
def test_mended_spelling_is_no_change(before: str, after: str) -> None:
    changes = [edited(before, after, place) for place in ("taken_out", "put_in")]

    assert ["", ""] == changes


@pytest.mark.parametrize(
    ("before", "after", "out", "put"),
    [
        ("Open until 5 p.m. today", "Open until 4 p.m. today", "5", "4"),
        ("Closed on Monday", "Closed on Friday", "Monday", "Friday"),
        ("You can park here", "You cannot park here", "can", "cannot"),
        ("The fee is $25", "The fee is waived", "25", "waived"),
        ("Renew by mail", "Renew by mail or online", "", "or online"),
        ("We were wrong about the date", "The date", "We were wrong about", ""),
    ],
)
def test_changed_words_are_told(before: str, after: str, out: str, put: str) -> None:
    taken, placed = (edited(before, after, place) for place in ("taken_out", "put_in"))

    assert (out in taken, put in placed) == (True, True)
    assert bool(out) == bool(taken)


def test_a_stretch_keeps_the_signs_around_it() -> None:
    put = edited("Open until 5", "Open until 4 [Edited]", "put_in")

    assert "4 [Edited]" == put


def test_each_stretch_is_a_line() -> None:
    put = edited("Open on Monday until 5", "Open on Friday until 6", "put_in")

    assert ["Friday", "6"] == put.splitlines()


@pytest.mark.parametrize(
    ("before", "after"),
    [("a " * 5000, "a b " * 2500), ("the cat sat on the mat " * 400, "the dog sat on a mat " * 400)],
    ids=["one word", "a phrase"],
)
def test_words_beyond_measure_are_changed_as_a_whole(before: str, after: str) -> None:
    # Word by word, the first of these takes more than ten minutes.
    taken, placed = (edited(f"Open {before} now", f"Open {after} now", place) for place in ("taken_out", "put_in"))

    assert [1, 1] == [len(taken.splitlines()), len(placed.splitlines())]

"""What is heard of a message may come late, twice, or in any order: what is kept of it in the end is the same."""

from __future__ import annotations

import random
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from bot.folder.following import Gone, Heard, Kept, Marked, Said, Wording, follow

PEOPLE = st.sampled_from(["U1", "U2", "U3"])


def ts(count: int) -> str:
    """A timestamp of Slack's; longer numbers are later, whatever their first letter."""
    return f"{count}.000100"


@st.composite
def stories(draw: st.DrawFn) -> list[Heard]:
    """What really happens to a message, in its order: written, then changed, marked, unmarked; perhaps deleted in the end."""
    story: list[Heard] = [Said(Wording(ts(8), "as it was written"))]
    for number in range(9, 9 + draw(st.integers(0, 6))):
        if draw(st.booleans()):
            story.append(Said(Wording(ts(number), f"as it read at {number}")))
        else:
            story.append(Marked(draw(PEOPLE), ts(number), draw(st.booleans())))
    if draw(st.booleans()):
        story.append(Gone(ts(99)))
    return story


def end(heard: list[Heard]) -> Kept:
    return reduce(follow, heard, Kept())


def read_again(kept: Kept, story: list[Heard]) -> Kept:
    """Where words are missing that belong there, Slack is asked for them, and says the newest."""
    newest = [one for one in story if isinstance(one, Said)][-1]
    return follow(kept, newest) if kept.is_to_be_read else kept


@given(stories(), st.randoms(use_true_random=False))
def test_it_ends_the_same_in_any_order_and_however_often(story: list[Heard], chance: random.Random) -> None:
    heard = [*story, *(chance.choice(story) for _ in range(4))]
    chance.shuffle(heard)

    assert read_again(end(heard), story) == read_again(end(story), story)


@given(stories(), st.randoms(use_true_random=False))
def test_what_is_gone_or_left_out_has_no_words_whatever_comes_after(story: list[Heard], chance: random.Random) -> None:
    chance.shuffle(story)
    kept = Kept()

    for heard in story:
        kept = follow(kept, heard)
        assert kept.wording is None or (kept.gone is None and not kept.is_left_out)


@given(stories())
def test_the_newest_words_stand(story: list[Heard]) -> None:
    kept = read_again(end(story), story)
    newest = [one.wording for one in story if isinstance(one, Said)][-1]

    assert kept.version == newest.version
    assert kept.wording == (None if kept.gone or kept.is_left_out else newest)


def test_one_mark_is_enough_and_each_takes_back_their_own() -> None:
    said = Said(Wording(ts(1), "Hm."))
    both = end([said, Marked("U1", ts(2), True), Marked("U2", ts(3), True)])

    assert both.is_left_out
    assert follow(both, Marked("U1", ts(4), False)).is_left_out
    assert follow(follow(both, Marked("U1", ts(4), False)), Marked("U2", ts(5), False)).is_to_be_read

"""Words to a customer are looked through for what blames, pleads or gloats; the rest passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tact import APOSTROPHES, PHRASES, Fault, Phrase, remarks

A_THANK_YOU = """Hello Rosa Marin,

Thank you for all the business that Acme Bakeries has given us since 2016. I am sorry to see you go.

If anything is still open on our side, or if there are records you need from us, tell me and I will see to it.
You should have received the last invoice by now; you will see that it is settled.

I wish you well with what comes next. Would it be all right if I stayed in touch from time to time?

Kind regards,
Maya Okafor"""

HARMLESS = ("thank", "and", "bread", "Monday", "with", "glad", "records", "invoice", "Acme", "since", "2016", "well")
PHRASE_WORDS = frozenset(word for phrase in PHRASES for word in phrase.words.split())
PAUSES = (" ", "  ", "\n", " \t ", ", ", " – ")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("You should have told us earlier.", Fault.blames),
        ("We think your decision is wrong.", Fault.blames),
        ("Unfortunately you did not read the contract.", Fault.blames),
        ("Please reconsider.", Fault.pleads),
        ("We beg you.", Fault.pleads),
        ("Give us another chance!", Fault.pleads),
        ("Please, don't go", Fault.pleads),
        ("Well, I told you so.", Fault.gloats),
        ("You will regret this.", Fault.gloats),
        ("YOU’LL BE BACK", Fault.gloats),
    ],
)
def test_what_blames_pleads_or_gloats_is_pointed_at_with_a_reason(words: str, fault: Fault) -> None:
    (remark,) = remarks(words)

    assert remark.fault is fault
    assert remark.phrase in words
    assert remark.why.endswith(".")


def test_an_honest_thank_you_passes() -> None:
    assert remarks(A_THANK_YOU) == ()


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert remarks("It was all because. You know.") == ()
    assert remarks("We knew\n\nit was late.") == ()


def test_each_phrase_is_pointed_at_once_in_the_order_of_the_letter() -> None:
    found = remarks("You'll be back. You should have asked. You'll be back.")

    assert [one.phrase for one in found] == ["You'll be back", "You should have"]


@given(st.lists(st.sampled_from(HARMLESS), max_size=40), st.sampled_from(PAUSES))
@pytest.mark.slow
def test_words_without_such_phrases_pass(words: list[str], pause: str) -> None:
    assert remarks(pause.join(words)) == ()


@given(st.text().filter(lambda text: not PHRASE_WORDS & set(text.casefold().split())))
def test_whatever_is_typed_is_read(text: str) -> None:
    for remark in remarks(text):
        assert remark.why


@given(
    st.sampled_from(PHRASES),
    st.lists(st.sampled_from(HARMLESS), max_size=5),
    st.lists(st.sampled_from(HARMLESS), max_size=5),
    st.sampled_from(PAUSES),
    st.sampled_from(APOSTROPHES),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_case_spacing_and_the_kind_of_apostrophe_do_not_matter(
    phrase: Phrase, before: list[str], after: list[str], pause: str, apostrophe: str, cased: object
) -> None:
    assert callable(cased)
    typed = cased(phrase.words).replace("'", apostrophe).replace(" ", pause)

    found = remarks(" ".join([*before, typed, *after]))

    assert phrase.fault in {one.fault for one in found}
    assert {one.why for one in found} <= {one.why for one in PHRASES}

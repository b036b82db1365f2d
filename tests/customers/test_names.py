"""Names fold for finding, and how to reach somebody is read out of what was typed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.customers.rules import (
    LEGAL_FORMS,
    SHORTEST_WITH_ERRORS,
    Named,
    begins_like,
    fold,
    may_be_meant,
    nearly_the_same,
    ranked,
    read_contact,
)

names = st.text(min_size=1, max_size=60).filter(lambda name: name.strip())


@pytest.mark.parametrize(
    "spelling",
    [
        "Müller & Söhne GmbH",
        "MÜLLER & SÖHNE G.m.b.H.",
        "muller and sohne",
        "  Müller &  Söhne, GmbH & Co. KG ",
        "Mu\u0308ller + So\u0308hne Ltd.",
    ],
)
def test_spellings_of_one_name_are_one(spelling: str) -> None:
    """Case, accents, punctuation and legal forms do not make another customer."""
    assert fold(spelling) == "muller and sohne"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Société Générale S.A.", "societe generale"),
        ("Acme, Inc.", "acme"),
        ("Weiß AG", "weiss"),
        ("Ørsted A/S", "orsted"),
        ("I.B.M. Corp", "ibm"),
        ("McDonald’s", "mcdonalds"),
        ("AG", "ag"),
        ("Co", "co"),
        ("!!!", "!!!"),
        ("ООО Ромашка", "ооо ромашка"),
        ("東京電力", "東京電力"),
    ],
)
def test_a_name_keeps_what_tells_it_apart(name: str, folded: str) -> None:
    """Only what says nothing about who it is goes; a name that is nothing else stays."""
    assert fold(name) == folded


@given(names)
def test_folding_twice_changes_nothing(name: str) -> None:
    """A folded name folds to itself."""
    assert fold(fold(name)) == fold(name)


@given(names)
def test_a_name_that_says_something_never_folds_to_nothing(name: str) -> None:
    """There is always something to find it by."""
    assert fold(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüéèñç -", min_size=1, max_size=40).filter(str.strip))
def test_shouting_and_spaces_make_no_other_name(name: str) -> None:
    """Upper case and spaces around do not count."""
    assert fold(f"  {name.upper()} ") == fold(name)


def test_typing_errors_are_forgiven_and_the_likeliest_comes_first() -> None:
    """A misspelt name still finds its customer."""
    among = [Named(name, name, fold(name)) for name in ("Northwind Ltd", "Northgate", "Southwind", "Acme")]

    found = [one.name for one in ranked("nortwind", among, most=3)]

    assert found[0] == "Northwind Ltd"
    assert "Acme" not in found


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("wil", True), ("dairy", True), ("wilow", True), ("wilow crek", True), ("dary", True), ("Willow Creek Dairy Ltd", True),
        ("wlw", False), ("crock", False), ("Daily Willow", False),
    ],
)  # fmt: skip
def test_what_was_typed_so_far_begins_a_name_or_is_only_like_it(typed: str, fits: bool) -> None:
    """An error is forgiven, in a longer name two, wherever in the name one begins."""
    assert begins_like(typed, Named("w", "Willow Creek Dairy", fold("Willow Creek Dairy"))) is fits


def test_a_near_miss_is_noticed_and_another_name_is_not() -> None:
    """A new name one letter from an old one is probably the old one."""
    among = [Named("n", "Northwind Ltd", fold("Northwind Ltd"))]

    assert nearly_the_same("Nortwind", among) == among[0]
    assert nearly_the_same("Acme", among) is None


@pytest.mark.parametrize(
    ("words", "phone", "email"),
    [
        ("Ana Pérez, +34 600 123 456", "+34 600 123 456", None),
        ("ana@acme.example", None, "ana@acme.example"),
        ("Ana (ana.p+x@acme.co.uk) or (030) 1234-567.", "(030) 1234-567", "ana.p+x@acme.co.uk"),
        ("call 0171/1234567, mail <bo@acme.example>.", "0171/1234567", "bo@acme.example"),
        ("Room 12, ask for Bo", None, None),
        ("Bo", None, None),
    ],
)
def test_phone_and_email_are_read_out_of_what_was_typed(words: str, phone: str | None, email: str | None) -> None:
    """Names, numbers and addresses may come in any order."""
    found = read_contact(words)

    assert (found.phone, found.email) == (phone, email)


@given(st.text(max_size=200))
def test_anything_may_be_typed(words: str) -> None:
    """Nothing that somebody types is an error, and what is found was there."""
    found = read_contact(words)

    assert found.email is None or found.email in words


words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9).filter(
    lambda one: one not in LEGAL_FORMS
)
firms = st.lists(words, min_size=1, max_size=3).map(" ".join)


@given(firms, st.sampled_from(["", " GmbH", " Inc.", ", Ltd", " & Co. KG"]), st.booleans())
def test_a_spelling_and_its_name_are_meant_by_each_other(firm: str, form: str, loud: bool) -> None:
    """Whichever of the two was typed first, the other finds it."""
    spelt = (firm.upper() if loud else firm) + form
    one, other = Named("1", firm, fold(firm)), Named("2", spelt, fold(spelt))

    assert fold(spelt) == fold(firm)
    assert may_be_meant(firm, other)
    assert may_be_meant(spelt, one)


@given(firms.filter(lambda firm: len(fold(firm)) >= 5), st.data())
def test_one_letter_wrong_is_forgiven_from_either_side(firm: str, data: st.DataObject) -> None:
    """One letter changed, left out, doubled, or two of them in the wrong order."""
    plain = fold(firm)
    at = data.draw(st.integers(0, len(plain) - 2))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    typed = data.draw(
        st.sampled_from(
            [
                plain[:at] + letter + plain[at + 1 :],
                plain[:at] + plain[at + 1 :],
                plain[:at] + plain[at] + plain[at:],
                plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :],
            ]
        )
    )
    assume(fold(typed) == typed and len(typed) >= SHORTEST_WITH_ERRORS)

    assert may_be_meant(typed, Named("1", firm, plain))
    assert may_be_meant(plain, Named("2", typed, fold(typed)))


@given(st.lists(firms, min_size=2, max_size=6, unique=True), st.data())
def test_a_name_of_one_firm_never_stands_for_another(known: list[str], data: st.DataObject) -> None:
    """Only what folds to the same is the same; anything else asks, or names itself."""
    firm = data.draw(st.sampled_from(known))

    same = [other for other in known if fold(other) == fold(firm)]

    assert firm in same
    assert all(sorted(fold(other).split()) == sorted(fold(firm).split()) for other in same)


def test_a_short_name_with_another_letter_is_another_name() -> None:
    assert not may_be_meant("ABB", Named("1", "ABC", "abc"))
    assert not may_be_meant("Zebra", Named("1", "Quince", "quince"))
    assert may_be_meant("Acme", Named("1", "The Acme Works", "the acme works"))
    assert not may_be_meant("cme", Named("1", "Acme", "acme works"))

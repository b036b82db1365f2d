"""Admins rename, add, describe, merge and take off the list; nothing that was said is lost, or called otherwise afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import select

from bot.reasons.rules import LASTING, refusal
from bot.reasons.service import change_reason, reason_to_change, reasons_of, reasons_to_change
from bot.reasons.values import BY_CODE, DEFAULT_REASONS, OTHER, SHIPPED_REASONS, UNKNOWN, Feedback, Reason, Taxonomy
from bot.reasons.values.changing import MOST_OFFERED, Fate, Outcome, ReasonForm
from bot.workspace.models import AuditEntry
from bot.workspace.roles import ALLOWED, Deed, Role
from tests.departures.support import ANA, GUEST, LEE, MAYA, OUTSIDER, Firm


def as_it_is(one: Reason) -> ReasonForm:
    """What the form holds when nobody touches anything."""
    fate = Fate.merged if one.into else Fate.archived if one.archived else Fate.offered
    return ReasonForm(one.called(), one.meant(), one.controllable, one.curable, one.feedback, fate, one.into)


OVENS = ReasonForm("the ovens stood still", "We could not repair them in time.", True, True, Feedback.low_quality)


async def test_a_reason_goes_by_the_name_that_an_admin_gave_it(firm: Firm) -> None:
    said = firm.clock.now()
    firm.clock.move(days=1)

    came = await firm(change_reason, ANA, "price", replace(as_it_is(BY_CODE["price"]), words="the bill"))

    reasons = await firm(reasons_of)
    assert came is Outcome.done
    assert reasons.words("price") == "the bill"
    assert reasons.words_then("price", said) == "price"
    assert reasons.words_then("price", firm.clock.now()) == "the bill"


async def test_an_own_reason_stands_above_those_that_say_nothing(firm: Firm) -> None:
    assert await firm(change_reason, ANA, None, OVENS) is Outcome.done

    reasons = await firm(reasons_of)

    own = reasons.offered()[-3]
    assert (own.called(), own.meant(), own.stripe) == (OVENS.words, OVENS.about, "low_quality")
    assert [one.code for one in reasons.offered()[-2:]] == [UNKNOWN, OTHER]


async def test_what_is_typed_as_we_ship_it_is_read_in_everybodys_own_language_again(firm: Firm) -> None:
    shipped = as_it_is(BY_CODE["price"])
    await firm(change_reason, ANA, "price", replace(shipped, words="the bill", about="Too much."))
    await firm(change_reason, ANA, "price", shipped)

    found = (await firm(reasons_of)).get("price")

    assert found is not None
    assert (found.own_words, found.own_about) == (False, False)


async def test_saving_without_a_change_is_no_change(firm: Firm) -> None:
    for one in DEFAULT_REASONS:
        assert await firm(change_reason, ANA, one.code, as_it_is(one)) is Outcome.done

    assert await firm(reasons_of) == SHIPPED_REASONS


@pytest.mark.parametrize("person", [MAYA, LEE, GUEST, OUTSIDER])
async def test_nobody_but_an_admin_changes_or_opens_them(firm: Firm, person: str) -> None:
    assert await firm(reasons_to_change, person) is None
    assert await firm(reason_to_change, person, "price") is None
    assert await firm(change_reason, person, None, OVENS) is Outcome.may_not
    assert await firm(reasons_of) == SHIPPED_REASONS
    assert ALLOWED[Deed.change_reasons] == {Role.admin}


@pytest.mark.parametrize("code", sorted(LASTING))
@pytest.mark.parametrize("fate", [Fate.archived, Fate.merged])
def test_we_do_not_know_and_something_else_can_always_be_said(code: str, fate: Fate) -> None:
    form = replace(as_it_is(BY_CODE[code]), fate=fate, into="price")

    assert refusal(SHIPPED_REASONS, code, form) is Outcome.stays


def test_two_of_one_name_are_refused() -> None:
    price = as_it_is(BY_CODE["price"])

    assert refusal(SHIPPED_REASONS, "budget", replace(as_it_is(BY_CODE["budget"]), words="PRICE")) is Outcome.taken
    assert refusal(SHIPPED_REASONS, None, price) is Outcome.taken
    assert refusal(SHIPPED_REASONS, "price", price) is None


def test_the_name_of_one_that_counts_as_another_may_be_given_again() -> None:
    merged = replace(BY_CODE["budget"], into="price", archived=True)
    reasons = Taxonomy(tuple(merged if one.code == "budget" else one for one in DEFAULT_REASONS))

    assert refusal(reasons, None, as_it_is(BY_CODE["budget"])) is None


def test_there_are_never_more_than_a_menu_holds() -> None:
    many = tuple(replace(DEFAULT_REASONS[0], code=str(number), words=str(number)) for number in range(MOST_OFFERED))

    assert refusal(Taxonomy(many), None, OVENS) is Outcome.full
    assert refusal(Taxonomy(many), None, replace(OVENS, fate=Fate.archived)) is None
    assert refusal(Taxonomy(many), "1", replace(as_it_is(many[1]), words="one")) is None


@pytest.mark.parametrize("into", ["price", "unknown", "nothing of the kind", None])
def test_a_reason_counts_as_one_that_is_on_the_list_and_never_as_itself(into: str | None) -> None:
    form = replace(as_it_is(BY_CODE["price"]), fate=Fate.merged, into=into)

    assert refusal(SHIPPED_REASONS, "price", form) is Outcome.no_target


async def test_the_record_says_what_a_reason_was_called_and_is_called_now(firm: Firm) -> None:
    """Sealed like all words, and read by whoever reads the record."""
    await firm(change_reason, ANA, "price", replace(as_it_is(BY_CODE["price"]), words="Too dear for them"))

    entry = (await firm(lambda unit: unit.all(select(AuditEntry).where(AuditEntry.did == "reason.renamed"))))[-1]
    assert (entry.what, entry.called_before, entry.called_after) == ("price", BY_CODE["price"].called(), "Too dear for them")


async def test_one_that_is_gone_is_said_to_be_gone(firm: Firm) -> None:
    assert await firm(change_reason, ANA, "no such code", OVENS) is Outcome.gone


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_admins_do_no_count_is_lost_and_no_word_changes_afterwards(firm: Firm, seed: int) -> None:
    """Customers go on leaving meanwhile; each is counted once, under a reason that counts for itself."""
    random, told, heard = Random(seed), [], Counter[str]()
    for turn in range(40):
        reasons = await firm(reasons_of)
        chosen = random.choice(reasons.offered())
        told.append((chosen.code, firm.clock.now(), chosen.called()))
        heard[chosen.code] += 1
        firm.clock.move(hours=1)

        await _change_something(firm, random, reasons, turn)
        firm.clock.move(hours=1)

        reasons = await firm(reasons_of)
        counted = Counter(reasons.now(code) for code in heard.elements())
        assert counted.total() == heard.total() == len(told)
        assert all((found := reasons.get(code)) is not None and found.into is None for code in counted)
        assert [reasons.words_then(code, at) for code, at, _words in told] == [words for _code, _at, words in told]
        assert {UNKNOWN, OTHER} <= {one.code for one in reasons.offered()}
        assert {one.code for one in DEFAULT_REASONS} | set(heard) <= {one.code for one in reasons.reasons}


async def _change_something(firm: Firm, random: Random, reasons: Taxonomy, turn: int) -> None:
    one = random.choice(reasons.reasons)
    form = as_it_is(one)
    match random.choice(("add", "rename", "archive", "merge", "bring back")):
        case "add":
            await firm(change_reason, ANA, None, replace(OVENS, words=f"own {turn}"))
        case "rename":
            await firm(change_reason, ANA, one.code, replace(form, words=f"renamed {turn}"))
        case "archive":
            await firm(change_reason, ANA, one.code, replace(form, fate=Fate.archived, into=None))
        case "merge":
            into = random.choice(reasons.reasons).code
            await firm(change_reason, ANA, one.code, replace(form, fate=Fate.merged, into=into))
        case _:
            await firm(change_reason, ANA, one.code, replace(form, fate=Fate.offered, into=None))

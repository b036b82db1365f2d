"""Letters in the workspace's own words, in those for one customer, looked through for tact, printed, and sent one way or another."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.customers.models import Touch
from bot.customers.rules import name_in
from bot.customers.values import TouchKind
from bot.departures.service import facts_of, move
from bot.departures.values import Stage
from bot.farewell.rules.letters import fill, unknown_blanks, way_sent
from bot.farewell.service import timeline
from bot.farewell.values.letters import Known, LetterKind
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry, OwnLetter
from tests.farewell.support import ACME, Parting, buttons

OWN = "Dear {contact},\n\nten years of bread[, since {since}] and flour. Thank you, {customer}.\n\n{me}"
BLAMING = "You should have told us, {customer}."


def request(parting: Parting, handle: str = "maya") -> Message:
    """The request for thanks in somebody's messages. Raises NotThere."""
    return parting.person(handle).newest("This happens to good firms")


async def touches(parting: Parting) -> list[tuple[TouchKind, str]]:
    """All contacts that are kept."""
    return await parting.unit(lambda unit: [(one.kind, one.by) for one in unit.all(select(Touch))])


async def opens_letter(parting: Parting, handle: str = "grace", which: str = "The thank-you") -> None:
    """An admin opens a letter from the settings."""
    admin = parting.person(handle)
    await admin.types("/lost-customer settings")
    await admin.presses("The letters")
    assert admin.modal is not None
    blocks = [one for one in admin.modal.body["blocks"] if which in str(one.get("text"))]
    container = {"type": "view", "view_id": admin.modal.id}
    await admin.press(container, blocks[0]["block_id"], blocks[0]["accessory"]["action_id"], None)


async def test_an_admin_writes_the_thank_you_in_their_own_words_and_it_is_filled_from_the_folder(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await opens_letter(parting)
    grace = parting.person("grace")
    assert "Hello[ {contact}]," in str(grace.modal.body)

    assert await grace.fills(subject="Thank you, {customer}", body=OWN) == {}
    assert "Dear Rosa Marin" in str(grace.modal.body)
    await parting.loses()

    told = request(parting).text
    assert "Dear Rosa Marin,\n\nten years of bread and flour. Thank you, Acme Bakeries.\n\nMaya Okafor" in told
    assert f"?subject={quote('Thank you, Acme Bakeries')}&amp;body={quote('Dear Rosa Marin')}" in str(request(parting).blocks)
    done = await parting.unit(lambda unit: [(one.did, one.what) for one in unit.all(select(AuditEntry))])
    assert ("letter.changed", "thanks") in done


@pytest.mark.parametrize("body", ["Hello[ {contact}, thank you.", "Hello {contact}] thank you.", "Hello[ {contact}[ of {since}]]."])
async def test_a_bracket_without_its_other_half_is_pointed_at(parting: Parting, body: str) -> None:
    """It would stand in the letter to every customer."""
    await parting.opens()
    await opens_letter(parting)
    grace = parting.person("grace")

    assert await grace.fills(body=body) == {
        "body:0": "A square bracket stands alone here, or in another one. Please write one where it opens, and one where it closes."
    }


async def test_a_blank_that_is_none_is_pointed_at_under_the_question(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await opens_letter(parting)

    errors = await parting.person("grace").fills(subject="Hello {firm}", body="Dear {Contact}, dear {name}")

    assert "{firm}" in errors["subject:0"]
    assert "I don't know {name}. What I can fill in: {customer}, {since}, {contact}, {me}." in errors["body:0"]


async def test_an_apology_says_what_went_wrong(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await opens_letter(parting, which="Where we were wrong")

    errors = await parting.person("grace").fills(body="Sorry, {customer}.")

    assert "Please keep {what} in it" in errors["body:0"]


async def test_words_that_blame_are_pointed_at_once_and_can_be_kept(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await opens_letter(parting)
    grace = parting.person("grace")

    assert await grace.fills(body=BLAMING) == {}
    assert "“You should have” may sound like blame." in str(grace.modal.body)
    assert await parting.unit(lambda unit: unit.all(select(OwnLetter))) == []

    assert grace.modal.body["submit"]["text"] == "Save as it is"
    assert await grace.submits() == {}
    [kept] = await parting.unit(lambda unit: unit.all(select(OwnLetter)))
    assert kept.body == BLAMING


async def test_other_words_after_the_advice_are_looked_at_anew(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await opens_letter(parting)
    grace = parting.person("grace")
    await grace.fills(body=BLAMING)

    assert await grace.fills(body="Please reconsider, {customer}.") == {}

    assert "may sound like pleading" in str(grace.modal.body)
    assert await parting.unit(lambda unit: unit.all(select(OwnLetter))) == []


async def test_the_words_we_bring_along_come_back(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await opens_letter(parting)
    grace = parting.person("grace")
    await grace.fills(body=OWN)
    await parting.loses()
    assert "ten years of bread" in request(parting).text

    await grace.closes()
    await opens_letter(parting)
    await grace.presses("Back to the original words")
    assert "Hello[ {contact}]," in str(grace.modal.body)
    assert await grace.submits() == {}
    await parting.settles()

    assert await parting.unit(lambda unit: unit.all(select(OwnLetter))) == []
    assert "Thank you for all the business that Acme Bakeries has given us" in request(parting).text


async def test_who_is_no_admin_changes_no_letter(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    theo = parting.person("theo")

    await theo.types("/lost-customer settings")

    assert theo.modal is None
    await opens_letter(parting)
    parting.world.workspace.account("grace").is_admin = False
    parting.world.workspace.account("grace").is_owner = False
    def no_admin(unit: Unit) -> None:
        unit.need(Colleague, parting.world.id_of("grace")).is_admin = False

    await parting.unit(no_admin)
    assert "Only an admin" in str(await parting.person("grace").fills(body=OWN))
    assert await parting.unit(lambda unit: unit.all(select(OwnLetter))) == []


async def test_the_words_are_changed_for_this_one_customer_and_kept_as_they_went_out(parting: Parting) -> None:
    departure = await parting.loses()
    maya = parting.person("maya")

    await maya.presses("Change the words")
    assert "These words are for *Acme Bakeries* alone." in str(maya.modal.body)
    assert await maya.fills(body="Dear Rosa, <!channel> you'll be back. Maya") == {}
    assert "may sound like gloating" in str(maya.modal.body)
    assert await maya.fills(body="Dear Rosa, <!channel> thank you. Maya") == {}
    await parting.settles()
    assert maya.modal is None
    assert "Dear Rosa, &lt;!channel&gt; thank you. Maya" in request(parting).text

    await maya.presses("I've sent it")
    await parting.settles()
    assert await touches(parting) == [(TouchKind.email, maya.user_id)]

    def told(unit: Unit) -> list[tuple[str, str | None]]:
        entries = timeline(unit, facts_of(unit, departure).customer_id, maya.user_id)
        return [(one.kind, one.words) for one in entries if one.kind == "thanks.sent"]

    assert await parting.unit(told) == [("thanks.sent", "Dear Rosa, <!channel> thank you. Maya")]


async def test_without_words_the_letter_is_as_it_was(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses()
    maya = parting.person("maya")
    await maya.presses("Change the words")
    await maya.fills(body="Short and sweet.")
    await parting.settles()
    assert "Short and sweet." in request(parting).text

    await maya.presses("Change the words")
    assert await maya.fills(body=None) == {}
    await parting.settles()

    assert "Thank you for all the business" in request(parting).text


async def test_the_letter_comes_as_a_page_to_print_and_went_by_post_then(parting: Parting) -> None:
    await parting.loses(contact="Rosa Marin")
    maya = parting.person("maya")

    await maya.presses("Print")
    await parting.settles()

    shown = maya.newest("to print: open the file")
    file = parting.world.workspace.file(shown.files[0])
    assert file.name == "Acme Bakeries - Thank you from all of us.html"
    page = file.data.decode()
    assert "March 2, 2026" in page
    assert "Rosa Marin\nAcme Bakeries\nStreet and number" in page
    assert "<p>Kind regards,\nMaya Okafor</p>" in page

    await maya.presses("I've sent it", request(parting))
    await parting.settles()
    assert await touches(parting) == [(TouchKind.letter, maya.user_id)]


async def test_what_people_typed_is_harmless_on_the_page(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses(new_name="Fish & <b>Chips</b>", contact="<script>alert(1)</script>")

    await parting.person("maya").presses("Print")
    await parting.settles()

    page = parting.world.workspace.file(parting.person("maya").newest("to print").files[0]).data.decode()
    assert "Fish &amp; &lt;b&gt;Chips" in page
    assert "<script" not in page


async def test_without_files_the_words_to_print_are_in_the_message(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses()
    parting.world.workspace.faults.add(method="files.getUploadURLExternal", kind="missing_scope", times=9)

    await parting.person("maya").presses("Print")
    await parting.settles()

    told = parting.person("maya").newest("takes no files from me")
    assert told.files == []
    assert "Thank you for all the business" in told.text


async def test_how_it_went_is_asked_only_where_it_is_not_clear(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses(contact="Rosa Marin, +1 212 555 0142")
    maya = parting.person("maya")

    await maya.presses("I've sent it")
    assert "How did it reach Acme Bakeries?" in str(maya.modal.body)
    assert await touches(parting) == []
    assert await maya.fills(way="I said it in a call") == {}
    await parting.settles()

    assert await touches(parting) == [(TouchKind.call, maya.user_id)]
    assert "I've sent it" not in buttons(request(parting))


async def test_who_was_not_asked_changes_prints_and_sends_nothing(parting: Parting) -> None:
    await parting.opens()
    await parting.loses()
    maya, ruth = parting.person("maya"), parting.person("ruth")
    seen = request(parting)
    rows = [block for block in seen.blocks if block["type"] == "actions"]
    mine = await ruth.says("anything", channel="random")
    mine.blocks, mine.app_id = rows, seen.app_id
    container = {"type": "message", "channel_id": mine.channel, "message_ts": mine.ts}

    for block, element in [(one, element) for one in rows for element in one["elements"]]:
        await ruth.press(container, block["block_id"], element["action_id"], None)
        await parting.settles()
        assert ruth.modal is None
        assert ACME not in ruth.newest("leave the answer to them").text

    assert not any(one.files for one in ruth.dm)
    assert await touches(parting) == []
    assert "Change the words" in buttons(maya.newest("This happens to good firms"))


async def test_whoever_is_asked_and_gone_passes_it_on(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await parting.loses()
    theo = parting.person("theo")
    with pytest.raises(NotThere):
        request(parting, "theo")

    parting.world.workspace.deactivate("maya")
    await parting.settles()

    assert "whoever looked after them cannot do it any more" in request(parting, "theo").text
    assert "Kind regards,\nTheo Marchetti" in request(parting, "theo").text
    await theo.presses("I've sent it", request(parting, "theo"))
    await parting.settles()
    assert await touches(parting) == [(TouchKind.email, theo.user_id)]


async def test_where_the_owner_had_gone_before_they_left_whoever_looks_after_them_now_is_asked(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses(Stage.at_risk)
    parting.world.workspace.deactivate("maya")
    await parting.settles()
    await parting.unit(move, parting.world.id_of("theo"), departure, Stage.left)
    await parting.settles()

    assert "whoever looked after them cannot do it any more" in request(parting, "theo").text


@given(st.text(), st.text(), st.one_of(st.none(), st.text(min_size=1)))
def test_what_the_folder_knows_is_filled_in_as_it_stands(customer: str, me: str, contact: str | None) -> None:
    filled = fill("{customer}|{ ME }|[{contact}]|[since {since}]", Known(customer, me, None, contact))

    assert filled == f"{customer}|{me}|{contact or ''}|"


@given(st.text())
def test_no_blank_is_left_in_a_letter_that_has_no_unknown_ones(words: str) -> None:
    known = Known("Acme", "Maya", date(2016, 1, 1), "Rosa", "It came late.")

    if not unknown_blanks(LetterKind.apology, words):
        assert not unknown_blanks(LetterKind.apology, fill(words, known))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Rosa Marin, rosa@acme.example", "Rosa Marin"),
        ("Rosa Marin <rosa@acme.example>", "Rosa Marin"),
        ("Rosa Marin +44 20 7946 0000", "Rosa Marin"),
        ("rosa@acme.example", None),
        ("0800 555 0142", None),
        ("", None),
        (None, None),
    ],
)
def test_the_name_stands_before_the_ways_to_reach_somebody(words: str | None, name: str | None) -> None:
    assert name_in(words) == name


def test_the_way_is_clear_with_an_address_or_a_print_and_not_with_both_or_neither() -> None:
    assert way_sent("rosa@acme.example", printed=False) is TouchKind.email
    assert way_sent(None, printed=True) is TouchKind.letter
    assert way_sent("rosa@acme.example", printed=True) is None
    assert way_sent(None, printed=False) is None

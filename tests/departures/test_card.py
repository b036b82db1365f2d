"""The card stands where it belongs, and shows what may be shown there."""

from decimal import Decimal

from bot.customers.models import Customer
from bot.departures.service import CARDS, move, share, tell_thread
from bot.departures.values import Outcome, Stage
from bot.slack.kit import Message, message
from bot.work.events import Undeliverable
from bot.work.unit import Unit
from bot.workspace.events import ChannelLost
from bot.workspace.service import settings_of
from bot.workspace.values import ChannelTrouble
from tests.departures.support import CHANNEL, LEE, MAYA, OMAR, Firm, firm_on

PRIVATE = {"note": "They said we lied.", "contact": "Bo, +49 30 1234567", "source_words": "angry words"}


async def drawn(firm: Firm, departure: str, card: str = "departure") -> str:
    """What the card says now."""
    shown = await firm(CARDS[card], departure)
    assert isinstance(shown, Message)
    return shown.text


async def test_the_card_goes_to_the_channel_that_was_chosen(firm: Firm) -> None:
    """One card, and its thread begins with who logged it."""
    await firm.choose_channel()

    logged = await firm.logs(owner=OMAR)

    assert await firm.places(logged) == {CHANNEL: "departure"}
    assert (await firm.departure(logged)).posted_to == CHANNEL
    assert (await firm.said(CHANNEL))[0].startswith("Maya logged this: has left, since")


async def test_without_a_channel_the_card_is_the_loggers_with_the_way_to_choose_one(firm: Firm) -> None:
    """Nobody else hears of it by the card."""
    logged = await firm.logs(owner=OMAR)

    assert await firm.places(logged) == {MAYA: "departure"}
    assert "Choose a channel" in await drawn(firm, logged)


async def test_a_quiet_one_is_for_logger_and_owner(firm: Firm) -> None:
    """Whatever channel there is."""
    await firm.choose_channel()

    logged = await firm.logs(owner=OMAR, quiet=True)

    assert await firm.places(logged) == {MAYA: "departure", OMAR: "departure"}
    assert (await firm.departure(logged)).posted_to is None
    assert "Share with the channel" in await drawn(firm, logged)


async def test_the_card_tells_nothing_that_is_for_a_few(firm: Firm) -> None:
    """No note, no way to reach anybody, no words of the message; nor do its thread and buttons."""
    await firm.choose_channel()

    logged = await firm.logs(**PRIVATE)

    shown = await firm(CARDS["departure"], logged)
    told = str(shown) + "".join(await firm.said(CHANNEL))
    assert not any(words in told for words in PRIVATE.values())
    assert "Acme GmbH" in told
    assert "Has left" in told


async def test_amounts_are_shown_only_where_the_workspace_wants_it(firm: Firm) -> None:
    """They are left out until somebody decides otherwise."""
    logged = await firm.departure(await firm.logs())

    def worth(unit: Unit) -> None:
        customer = unit.need(Customer, logged.customer)
        customer.value, customer.currency = Decimal(12_000), "EUR"

    await firm(worth)
    before = await drawn(firm, logged.id)

    def want(unit: Unit) -> None:
        settings_of(unit).show_amounts = True

    await firm(want)
    after = await drawn(firm, logged.id)

    assert "12,000" not in before
    assert "Worth a year: €12,000\n" in after


async def test_other_stages_add_their_lines(database_url: str) -> None:
    """What a stage knows is on the card as well."""
    async with firm_on(database_url, card_lines=[lambda unit, departure: ["Lee will call them."]]) as firm:  # noqa: ARG005
        logged = await firm.logs()

        assert "Lee will call them." in await drawn(firm, logged)


async def test_when_a_channel_is_chosen_the_open_cards_go_there(firm: Firm) -> None:
    """The private one says where it is now; quiet and ended ones stay where they are."""
    shown = await firm.logs()
    quiet = await firm.logs(new_name="Brio", quiet=True)
    ended = await firm.logs(new_name="Corda")
    await firm(move, MAYA, ended, Stage.closed)

    await firm.choose_channel()

    assert await firm.places(shown) == {MAYA: "departure_moved", CHANNEL: "departure"}
    assert await firm.places(quiet) == {MAYA: "departure"}
    assert await firm.places(ended) == {MAYA: "departure"}
    assert await drawn(firm, shown, "departure_moved") == f"The card of *Acme GmbH* is in <#{CHANNEL}> now."


async def test_another_channel_takes_the_cards_over(firm: Firm) -> None:
    """The old channel is told where they went; a channel that is chosen again gets them back."""
    await firm.choose_channel("COLD")
    logged = await firm.logs()

    await firm.choose_channel("CNEW")
    moved = await firm.places(logged)
    await firm.choose_channel("COLD")

    assert moved == {"COLD": "departure_moved", "CNEW": "departure"}
    assert await firm.places(logged) == {"COLD": "departure", "CNEW": "departure_moved"}


async def test_when_the_channel_is_lost_nothing_more_goes_there(firm: Firm) -> None:
    """Open cards go to those who logged them, and the channel's members may no longer look."""
    await firm.choose_channel(CHANNEL, LEE)
    logged = await firm.logs()
    ended = await firm.logs(new_name="Corda")
    await firm(move, MAYA, ended, Stage.closed)

    await firm(lambda unit: unit.tell(ChannelLost(CHANNEL, ChannelTrouble.shared, None)))

    assert await firm.places(logged) == {MAYA: "departure"}
    assert await firm.places(ended) == {}
    assert (await firm.departure(logged)).posted_to is None
    assert (await firm.departure(ended)).posted_to is None
    assert await firm(move, LEE, logged, Stage.closed) is Outcome.may_not


async def test_a_card_that_a_channel_refuses_goes_to_the_logger(firm: Firm) -> None:
    """It is not lost, and choosing the channel again later brings it back."""
    await firm.choose_channel()
    logged = await firm.logs()

    await firm(lambda unit: unit.tell(Undeliverable("d", CHANNEL, "departure", logged, "not_in_channel")))
    refused = await firm.places(logged)
    await firm.choose_channel()

    assert refused == {MAYA: "departure"}
    assert await firm.places(logged) == {CHANNEL: "departure", MAYA: "departure_moved"}


async def test_a_card_for_a_logger_who_is_gone_goes_to_the_owner(firm: Firm) -> None:
    """Somebody must see it."""
    logged = await firm.logs(owner=OMAR)

    await firm(lambda unit: unit.tell(Undeliverable("d", MAYA, "departure", logged, "user_not_found")))

    assert OMAR in await firm.places(logged)


async def test_history_follows_the_card(firm: Firm) -> None:
    """A line is written once for each occasion, in every place where the card stands."""
    logged = await firm.logs(owner=OMAR, quiet=True)

    for _again in range(2):
        await firm(tell_thread, logged, message("Something happened."), key="something")

    assert (await firm.said(MAYA)).count("Something happened.") == 1
    assert (await firm.said(OMAR)).count("Something happened.") == 1
    assert await firm.said(CHANNEL) == []


async def test_a_shared_one_goes_to_the_channel(firm: Firm) -> None:
    """Those who had it in private are told where it is."""
    await firm.choose_channel()
    logged = await firm.logs(owner=OMAR, quiet=True)

    came = await firm(share, MAYA, logged)

    assert came is Outcome.done
    assert await firm.places(logged) == {
        MAYA: "departure_moved",
        OMAR: "departure_moved",
        CHANNEL: "departure",
    }


async def test_a_shared_one_without_a_channel_stays_until_there_is_one(firm: Firm) -> None:
    """Its card offers to choose one."""
    logged = await firm.logs(owner=OMAR, quiet=True)

    await firm(share, OMAR, logged)

    assert await firm.places(logged) == {MAYA: "departure", OMAR: "departure"}
    assert "Choose a channel" in await drawn(firm, logged)


async def test_an_erased_departure_shows_nothing(firm: Firm) -> None:
    """A card that is to be drawn after its departure is gone is not an error."""
    assert await firm(CARDS["departure"], "gone") is None
    assert await firm(CARDS["departure_moved"], "gone") is None

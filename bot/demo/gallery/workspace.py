"""Samples: the workspace's choices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.demo.gallery.cast import DAN, DEPARTURES, GRACE, RUTH
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.workspace import blocks
from bot.workspace.roles import Reach
from bot.workspace.values import Asking, ChannelTrouble, Choices, Hearing, Keeping, Limits, Pool, Unanswered

_CHOSEN = Choices(DEPARTURES, show_amounts=False, country="US", keep_threads=True)

_HEARING = Hearing(None, (), False, 0, 10, None)
_ASKING = Asking(Pool.everybody, (), None, 2, 3)

SAMPLES = (
    shown("nobody has chosen one yet", blocks.channel_form, about="cards"),
    shown("an admin is the first to choose", blocks.channel_form, about="cards", asks_for_threads=True),
    shown("an admin", blocks.settings_menu, about="Settings"),
    shown("nothing is chosen yet", blocks.cards_form, Choices(None, False, None), about="Channels"),
    shown("as it was chosen before", blocks.cards_form, _CHOSEN, about="Channels"),
    shown("without a country", blocks.days_form, Choices(None, False, None), about="Working days"),
    shown("with one, and days of their own", blocks.days_form, replace(_CHOSEN, work_days="0123"), about="Working days"),
    shown("everybody is heard out", blocks.sizes_form, _CHOSEN, about="Small customers"),
    shown(
        "less is done for small customers",
        blocks.sizes_form,
        replace(_CHOSEN, light_below=Decimal(5000), record_below=Decimal("999.5"), amounts_in="USD"),
        about="Small customers",
    ),
    shown("as we begin", blocks.unanswered_form, Unanswered.check_in_once, about="Staying in touch"),
    shown("the channel with the cards hears it", blocks.hearing_form, _HEARING, about="ask again"),
    shown(
        "some people alone hear it",
        blocks.hearing_form,
        Hearing(None, (RUTH, DAN), True, 2, 8, "Europe/Berlin"),
        about="ask again",
    ),
    shown("as the table has it", blocks.limits_form, Limits(), about="Who may do what"),
    shown("some of it for fewer", blocks.limits_form, Limits(Reach.channel, Reach.channel, Reach.close), about="Who may do what"),
    shown("as we begin", blocks.keeping_form, Keeping(6, 3, 3, 90), about="How long I keep things"),
    shown("some of it for ever", blocks.keeping_form, Keeping(0, 7, 0, 100), about="How long I keep things"),
    shown("everybody may be asked", blocks.pool_form, _ASKING, None, about="Exit interviews"),
    shown(
        "some people may be asked",
        blocks.pool_form,
        replace(_ASKING, pool=Pool.people, people=(RUTH, DAN)),
        None,
        about="Exit interviews",
    ),
    shown(
        "a user group may be asked",
        blocks.pool_form,
        replace(_ASKING, pool=Pool.group, group="S1"),
        "@callers (Callers)",
        about="Exit interviews",
    ),
    shown(
        "a user group that Slack does not name",
        blocks.pool_form,
        replace(_ASKING, pool=Pool.group, group="S1"),
        None,
        about="Exit interviews",
    ),
    shown("somebody who may not change them", blocks.settings_shown, _CHOSEN, about="lost customers"),
    shown(
        "the same, where amounts are shown",
        blocks.settings_shown,
        Choices(DEPARTURES, show_amounts=True, country=None),
        about="lost customers",
    ),
    shown("the chosen channel hears of it", blocks.channel_greeting, GRACE, about="lost customers"),
    *(
        shown(
            f"the channel is lost ({why.value.replace('_', ' ')})",
            blocks.channel_lost,
            DEPARTURES,
            why,
            about="lost customers",
        )
        for why in ChannelTrouble
    ),
    *(
        shown(
            f"a channel of its own is lost ({why.value.replace('_', ' ')})",
            blocks.place_lost,
            DEPARTURES,
            why,
            [blocks.DIGEST],
            about="ask again",
        )
        for why in ChannelTrouble
    ),
    shown("the alerts' own is lost", blocks.place_lost, DEPARTURES, ChannelTrouble.archived, [blocks.ALERTS], about="reason"),
    shown(
        "one for both is lost",
        blocks.place_lost,
        DEPARTURES,
        ChannelTrouble.archived,
        [blocks.DIGEST, blocks.ALERTS],
        about="reason",
    ),
    replied("somebody else was quicker", blocks.channel_taken, DEPARTURES, about="channel"),
    replied("a guest", blocks.channel_taken, None, about="cards"),
    replied("somebody who is no admin any more", blocks.may_not_change, about="admin"),
)
SENTENCES = (
    worded("only people, and nobody chosen", blocks.parse_hearing, form(digest_people_alone=("digest_people_alone",))),
    worded("nobody chosen", blocks.parse_pool, form(who="people")),
    worded("no group chosen", blocks.parse_pool, form(who="group")),
    worded("somebody of another company", blocks.strangers_in_pool),
    *(
        worded(f"the channel will not do ({why.value.replace('_', ' ')})", blocks.channel_error, why)
        for why in ChannelTrouble
    ),
    worded(
        "a channel of its own will not do", blocks.own_channel_error, blocks.DIGEST, ChannelTrouble.archived
    ),
    worded("the smaller amount is not smaller", blocks.parse_sizes, form(light_below="500", record_below="5000")),
    worded("an amount that is none", blocks.parse_sizes, form(light_below="a little", record_below="1.234")),
    worded("one currency typed, another chosen", blocks.parse_sizes, form(light_below="500 EUR", currency="USD")),
    worded("typed: dollar", blocks.currencies, "us dollar"),
    worded("typed: united", blocks.countries, "united"),
    worded("typed: berlin", blocks.zones, "berlin"),
)

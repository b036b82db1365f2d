"""What is said of an installation: what was found, and where it is not well, what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.checkup.values import Check, Kept, Readable
from bot.slack.kit import Block, View, button, context, escape, modal, section
from bot.slack.methods import EVENTS, OPTIONAL, scopes
from bot.words import _, later, listing, locale, plural
from bot.work.values import Troubles
from bot.workspace.blocks import chosen_under
from bot.workspace.rules import write_day
from bot.workspace.values import CARDS_PLACE, ChannelTrouble

LOOK = "checkup.look"
LATELY = timedelta(days=7)
A_MINUTE = timedelta(minutes=1)


def look_section() -> Block:
    """For an admin's Home: one line, and the button that looks now."""
    line, press = look_words()
    return section(line, button(press, LOOK))


def look_words() -> tuple[str, str]:
    """What that line says, and its button."""
    return _("Does the installation have all that it needs?"), _("Check it")


def checks_view(checks: Sequence[Check]) -> View:
    """What a look at the installation found; what is to be mended first."""
    wrong = [one for one in checks if not one.well]
    lead = (
        plural("{count} thing needs mending.", "{count} things need mending.", len(wrong))
        if wrong
        else _("All is well with the installation.")
    )
    blocks = [section(lead), *(section(line) for one in wrong for line in _wrong(one))]
    blocks += [section("\n".join(_fine(one) for one in checks if one.well))] if len(wrong) < len(checks) else []
    told = context(_("`porchlight doctor` looks at the same from where I run, and also while I do not."))
    return modal(_("The installation"), "checkup.found", [*blocks, told], close=_("Close"))


def may_not_look() -> str:
    return _("Only admins of this workspace see how the installation is. Ask one of them.")


def _wrong(check: Check) -> Iterator[str]:
    yield f":warning: *{escape(check.name)}*: {escape(check.found)}\n{escape(check.mend)}"


def _fine(check: Check) -> str:
    return f":white_check_mark: *{escape(check.name)}*: {escape(check.found)}"


def token_refused(code: str) -> Check:
    """Slack does not let the bot in, or cannot be reached."""
    ways = {
        "invalid_auth": _("Slack does not know SLACK_BOT_TOKEN. Copy it again from your app's page, OAuth and Permissions."),
        "token_revoked": _("The token was taken back. Install the app again, and copy the new token."),
        "token_expired": _("The token has expired. Turn token rotation off for a single workspace, or install over OAuth."),
        "account_inactive": _("The app was taken out of the workspace. Install it again, and copy the new token."),
    }
    mend = ways.get(code, _("See that this machine reaches Slack (https://slack.com/api), and look at https://slack-status.com."))
    return Check(_("Slack"), False, code, mend)


def token_well(name: str) -> Check:
    return Check(_("Slack"), True, _("the bot is in {name}").format(name=name))


def scopes_check(granted: frozenset[str]) -> Check:
    """Which permissions the app has, beside those that it asks for."""
    name, missing = _("Permissions"), scopes() - granted
    needed, optional = sorted(missing - OPTIONAL), sorted(missing & OPTIONAL)
    if needed:
        mend = _("Add them on your app's page under OAuth and Permissions (or take manifest.yml over), and install the app again.")
        return Check(name, False, _("missing: {scopes}").format(scopes=", ".join(needed)), mend)
    if optional:
        return Check(name, True, _("all that it needs; left out, as one may: {scopes}").format(scopes=", ".join(optional)))
    return Check(name, True, _("all that it asks for"))


def events_check(kept: Kept, now: datetime) -> Check:
    """Slack does not say what an app subscribes to; but who presses buttons also causes events."""
    name, newest = _("Events"), max(kept.heard.values(), default=None)
    if newest is not None and newest > now - LATELY:
        return Check(name, True, _("they come in, last on {day}").format(day=write_day(newest.date(), locale.get())))
    if kept.pressed is not None and kept.pressed > now - LATELY:
        found = _("people press buttons, but no event has come in for a week")
        if newest is None:
            found = _("people press buttons, but no event has come in yet")
        mend = _(
            "Open the app's Home in Slack, and look again. If nothing has changed then: on your app's page, under Event "
            "Subscriptions, turn events on and subscribe to these bot events: {kinds}."
        )
        return Check(name, False, found, mend.format(kinds=", ".join(sorted(EVENTS))))
    if newest is None:
        return Check(name, True, _("nothing has come in from Slack yet: open the app's Home there, and look again"))
    return Check(name, True, _("nothing has come in from Slack for a week: open the app's Home there, and look again"))


def clock_check(ahead: timedelta) -> Check:
    """How far this machine's clock is ahead of Slack's."""
    name = _("Clock")
    if abs(ahead) < A_MINUTE:
        return Check(name, True, _("it goes as Slack's does"))
    minutes = round(abs(ahead) / A_MINUTE)
    if ahead > timedelta(0):
        found = plural("{count} minute ahead of Slack's", "{count} minutes ahead of Slack's", minutes)
    else:
        found = plural("{count} minute behind Slack's", "{count} minutes behind Slack's", minutes)
    mend = _("Let this machine keep its time (timedatectl set-ntp true). Slack's requests are refused from five minutes on.")
    return Check(name, False, found, mend)


def clock_unknown() -> Check:
    return Check(_("Clock"), True, _("Slack does not say what time it is"))


def storage_well(name: str) -> Check:
    """Asked from inside, it has answered."""
    return Check(_("Storage"), True, name)


def schema_check(*, is_newest: bool) -> Check:
    """Whether what is stored has the form that this version of the bot wants."""
    name = _("Migrations")
    if is_newest:
        return Check(name, True, _("all are there"))
    return Check(name, False, _("the newest are not there yet"), _("Run `porchlight migrate`."))


def key_unfit() -> Check:
    found = _("WORDS_KEY is not made of Fernet keys")
    mend = _("Set the keys that were in use before, separated by commas; docs/running.md says how a new one is made.")
    return Check(_("Key"), False, found, mend)


def key_check(found: Readable, *, has_key: bool) -> Check:
    """Whether what people wrote can be read, and whether it is encrypted."""
    name = _("Key")
    if found.closed:
        words = plural(
            "words in {count} place cannot be read with this key",
            "words in {count} places cannot be read with this key",
            found.closed,
        )
        mend = _("Put the key that encrypted them behind the others in WORDS_KEY, separated by a comma. Without it they are lost.")
        return Check(name, False, words, mend)
    if has_key:
        return Check(name, True, _("words of customers are kept encrypted, and can be read"))
    return Check(name, True, _("words of customers are kept as plain text (set WORDS_KEY to encrypt them)"))


def no_channel() -> Check:
    return Check(_("Channel"), True, _("none is chosen yet (in Slack: /lost-customer settings)"))


def channel_well(name: str, uses: Sequence[str]) -> Check:
    return Check(_channel_name(uses), True, f"#{name}")


def channel_wrong(name: str, why: ChannelTrouble, uses: Sequence[str]) -> Check:
    """Why what is to go there cannot; `uses` are the settings that name the channel."""
    found = {
        ChannelTrouble.archived: _("#{name} is archived"),
        ChannelTrouble.deleted: _("#{name} was deleted"),
        ChannelTrouble.shared: _("#{name} is shared with another company"),
        ChannelTrouble.not_inside: _("the app is not in #{name}"),
        ChannelTrouble.unseen: _("the channel is gone, or the app may not see it"),
    }
    return Check(_channel_name(uses), False, found[why].format(name=name), _mend_channel(why, uses))


def channel_unasked(code: str, uses: Sequence[str]) -> Check:
    return Check(_channel_name(uses), False, code, _("Slack did not say; look again in a while."))


def _mend_channel(why: ChannelTrouble, uses: Sequence[str]) -> str:
    if CARDS_PLACE in uses:
        if why is ChannelTrouble.not_inside:
            return _("In that channel type /invite @Porchlight, or choose another: /lost-customer settings.")
        return _("Choose another channel: /lost-customer settings.")
    if why is ChannelTrouble.not_inside:
        return _("In that channel type /invite @Porchlight, or choose another: /lost-customer settings, then {button}.").format(
            button=listing(chosen_under(uses))
        )
    return _("Choose another channel: /lost-customer settings, then {button}.").format(button=listing(chosen_under(uses)))


def _channel_name(uses: Sequence[str]) -> str:
    """What is looked at: the channel of the cards, or what else is said in one of its own."""
    if CARDS_PLACE in uses:
        return _("Channel")
    return _("Channel for {heard}").format(heard=listing(_(_HEARD[name]) for name in uses))


def work_check(troubles: Troubles) -> Check:
    """What did not get through."""
    name = _("Work")
    if not troubles.any:
        return Check(name, True, _("everything got through in the last seven days"))
    parts = [f"{count} × {code}" for code, count in troubles.undelivered.items()]
    if troubles.failed:
        parts.append(plural("{count} thing that was due failed", "{count} things that were due failed", troubles.failed))
    if troubles.resting:
        parts.append(_("Slack does not let us in any more ({code})").format(code=troubles.resting))
    mend = _("The log has a line for each, and docs.slack.dev/reference/methods explains Slack's codes.")
    return Check(name, False, "; ".join(parts), mend)


_HEARD = {
    "digest_channel": later("whom to ask again"),
    "alerts_channel": later("reasons that come up more"),
}

"""The third page of the settings: who may be asked to call a customer who left, and how often."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.kit import Choice, Values, View, external_select, modal, multi_users, radios, section, select
from bot.words import _, later, plural
from bot.workspace.values import Asking, Pool

POOL = "workspace.pool"
POOL_FORM = "workspace.pool_form"
WHO = "who"
PEOPLE = "people"
GROUP = "group"
GROUP_OPTIONS = "workspace.group"
MOST = "most"
YEARS = "years"
MOST_PEOPLE = 100
OPEN_AT_A_TIME = range(1, 6)
LONG_AGO = range(1, 11)


def pool_form(asking: Asking, group_name: str | None) -> View:
    """Asks who may be asked, how often, and what is long ago. `group_name` is what the chosen group is called."""
    group = Choice(asking.group, group_name or _("The group that was chosen")) if asking.group else None
    blocks = [
        section(
            _(
                "When a customer leaves, I ask a colleague who never worked with them to call and learn why. I never ask guests "
                "or other companies, and everybody can say in their Home that they would rather not."
            )
        ),
        radios(_("Whom I may ask"), WHO, [Choice(one.value, pool_words(one)) for one in _WHO], initial=asking.pool.value),
        external_select(
            _("User group"),
            GROUP,
            initial=group,
            placeholder=_("A user group"),
            optional=True,
            action_id=GROUP_OPTIONS,
        ),
        multi_users(
            _("People"),
            PEOPLE,
            initial=asking.people,
            most=MOST_PEOPLE,
            hint=_("With a user group: I ask only these while I cannot read the group."),
            optional=True,
        ),
        select(
            _("At a time, one colleague has at most"),
            MOST,
            [Choice(str(count), plural("{count} interview", "{count} interviews", count)) for count in OPEN_AT_A_TIME],
            initial=str(asking.most),
        ),
        select(
            _("Whoever worked with a customer may be asked after"),
            YEARS,
            [Choice(str(count), plural("{count} year", "{count} years", count)) for count in LONG_AGO],
            initial=str(asking.years),
            hint=_("Even then I ask them only if nobody is left who never worked with the customer."),
        ),
    ]
    return modal(_("Exit interviews"), POOL_FORM, blocks, submit=_("Save"))


def parse_pool(values: Values) -> Asking | dict[str, str]:
    """What that form holds, or a sentence for the question that needs another look."""
    pool, group, people = Pool(values.option(WHO)), values.option(GROUP), values.users(PEOPLE)
    if pool is Pool.people and not people:
        return {PEOPLE: _("Please choose at least one colleague.")}
    if pool is Pool.group and not group:
        return {GROUP: _("Please choose a user group.")}
    return Asking(pool, people, group, int(values.option(MOST) or 2), int(values.option(YEARS) or 3))


def groups_offered(typed: str, found: Sequence[Choice]) -> Sequence[Choice]:
    """The user groups that fit what was typed."""
    wanted = typed.casefold()
    return [one for one in found if wanted in one.label.casefold()]


def pool_words(pool: Pool) -> str:
    """Whom I may ask, in a few words."""
    return _(_WHO[pool])


def strangers_in_pool() -> str:
    """What to say where somebody was chosen who is not of the firm. Plain text."""
    return _("Please choose colleagues of your own company only: no guests, and nobody of another company.")


_WHO = {
    Pool.everybody: later("Everybody in the firm"),
    Pool.group: later("A user group"),
    Pool.people: later("Some people"),
}

"""The page of the settings about who may see and do what."""

from __future__ import annotations

from bot.slack.kit import Choice, Values, View, checkboxes, context, modal, section
from bot.words import _

LIMITS = "workspace.limits"
LIMITS_FORM = "workspace.limits_form"
EXPORT = "export_by_admins"
ADMINS = "admins"


def limits_form(*, export_by_admins: bool) -> View:
    """Says who sees what, and asks what is to be for admins alone."""
    blocks = [
        section(
            _(
                "*Who may see a customer*\nWhoever looks after them or logged them, those who worked with them, admins, and the "
                "members of the channel that has the card; an interviewer while the interview lasts. A customer between a few of "
                "you is seen by nobody in the channel."
            )
        ),
        section(
            _(
                "*What admins alone do*\nThese settings, the reasons, erasing a customer, merging without looking after them, "
                "the mailing list, bringing in files, and the record of who did what."
            )
        ),
        checkboxes(
            _("For admins alone, too"),
            EXPORT,
            [Choice(ADMINS, _("Take folders along as files"))],
            initial=[ADMINS] if export_by_admins else [],
            hint=_("Else everybody may who may see the customer. That somebody did is written down in either case."),
        ),
        context(
            _(
                "Who reads what is not for the owner is chosen on your Home, who may be asked for exit interviews under “Who may "
                "be asked”. All of it is told in docs/roles.md."
            )
        ),
    ]
    return modal(_("Who may what"), LIMITS_FORM, blocks, submit=_("Save"))


def parse_limits(values: Values) -> bool:
    """Whether only admins take folders along."""
    return ADMINS in values.options(EXPORT)

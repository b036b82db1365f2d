"""What the door itself says, when nobody behind it answers: sentences in plain text."""

from __future__ import annotations

from bot.words import _


def nobody_answers() -> str:
    """For whoever pressed something that an earlier version made: buttons outlive it."""
    return _("That is from an older message and no longer does anything. Type /lost-customer to go on.")


def not_there() -> str:
    """For whoever pressed, or sent, something about what has been taken away since."""
    return _("What this was about is not here any more. Nothing was changed.")


def form_is_slow(button: str | None) -> str:
    """For whoever sent a form that takes long. `button` is what its submit button says."""
    return _("This is taking longer than it should. Nothing you typed is lost. Please press {button} again.").format(
        button=button or _submit()
    )


def form_failed(button: str | None, number: str) -> str:
    """For whoever sent a form that could not be taken; `number` is what the log calls it."""
    return _(
        "Something went wrong here. Nothing you typed is lost. Please press {button} again; if it stays so, "
        "tell whoever looks after Porchlight the number {number}."
    ).format(button=button or _submit(), number=number)


def gesture_failed(number: str) -> str:
    """For whoever pressed or typed something that could not be done; `number` is what the log calls it."""
    return _(
        "Something went wrong here, and nothing was changed. Please try again; if it stays so, tell whoever "
        "looks after Porchlight the number {number}."
    ).format(number=number)


def _submit() -> str:
    """What Slack itself writes on a form's button where we wrote nothing."""
    return _("Submit")

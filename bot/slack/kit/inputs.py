"""The questions of a form: a label, the name its answer is read by (`block_id`), and what it starts with.

The action id is the block id unless another is given, which a typeahead needs that is served by name, and an
input that is to forget what was typed ("customer:2" is still read as "customer").
"""

from collections.abc import Iterable, Sequence
from datetime import date, time

import slackblocks as sb
from slackblocks.elements import Element

from bot.slack.kit.layout import Block, Choice, chosen, named_block, options, own_channels, plain
from bot.slack.kit.text import clip

TEXT_LIMIT = 3000
PLACEHOLDER_LIMIT = 150


def text_input(
    label: str,
    block_id: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
    max_length: int | None = None,
    first: bool = False,
) -> Block:
    """One line of text; the `first` to be asked in its view, where what stands above it is answered already."""
    element = sb.PlainTextInput(
        action_id or block_id,
        _start(initial, max_length),
        max_length=max_length,
        focus_on_load=first,
        placeholder=_placeholder(placeholder),
    )
    return _asked(label, block_id, element, hint, optional)


def long_text(
    label: str,
    block_id: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
    max_length: int | None = None,
) -> Block:
    """Several lines of text."""
    element = sb.PlainTextInput(
        action_id or block_id,
        _start(initial, max_length),
        multiline=True,
        max_length=max_length,
        placeholder=_placeholder(placeholder),
    )
    return _asked(label, block_id, element, hint, optional)


def email(
    label: str,
    block_id: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
) -> Block:
    """An email address; Slack checks its shape."""
    element = sb.EmailInput(action_id or block_id, initial or None, placeholder=_placeholder(placeholder))
    return _asked(label, block_id, element, hint, optional)


def number(
    label: str,
    block_id: str,
    *,
    decimals: bool = False,
    initial: str | None = None,
    least: int | None = None,
    most: int | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
) -> Block:
    """A number; Slack checks that it is one, between `least` and `most`."""
    element = sb.NumberInput(
        decimals,
        action_id or block_id,
        initial or None,
        None if least is None else str(least),
        None if most is None else str(most),
    )
    return _asked(label, block_id, element, hint, optional)


def select(
    label: str,
    block_id: str,
    choices: Iterable[Choice],
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
    dispatch: bool = False,
) -> Block:
    """One of up to a hundred choices. With `dispatch` the choosing itself reaches a press handler."""
    offered = options(choices)
    element = sb.StaticSelectMenu(
        action_id or block_id,
        offered,
        initial_option=chosen(offered, initial),
        placeholder=_placeholder(placeholder),
    )
    return _asked(label, block_id, element, hint, optional, dispatch)


def multi_select(
    label: str,
    block_id: str,
    choices: Iterable[Choice],
    *,
    initial: Sequence[str] = (),
    most: int | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
) -> Block:
    """Several of up to a hundred choices."""
    offered = options(choices)
    element = sb.StaticMultiSelectMenu(
        action_id or block_id,
        offered,
        initial_options=_ticked(offered, initial),
        max_selected_items=most,
        placeholder=_placeholder(placeholder),
    )
    return _asked(label, block_id, element, hint, optional)


def external_select(
    label: str,
    block_id: str,
    *,
    initial: Choice | None = None,
    placeholder: str | None = None,
    least_typed: int = 0,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
    dispatch: bool = False,
) -> Block:
    """A typeahead: the options handler of its action id answers once `least_typed` letters are there."""
    element = sb.ExternalSelectMenu(
        action_id or block_id,
        options([initial])[0] if initial else None,
        placeholder=_placeholder(placeholder),
    )
    element.min_query_length = least_typed
    return _asked(label, block_id, element, hint, optional, dispatch)


def users_select(
    label: str,
    block_id: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
    dispatch: bool = False,
) -> Block:
    """One colleague. Slack offers everyone, people from outside and bots too: check who was chosen."""
    element = sb.UserSelectMenu(action_id or block_id, initial, placeholder=_placeholder(placeholder))
    return _asked(label, block_id, element, hint, optional, dispatch)


def multi_users(
    label: str,
    block_id: str,
    *,
    initial: Sequence[str] = (),
    most: int | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
) -> Block:
    """Several colleagues. Slack offers everyone, people from outside and bots too: check who was chosen."""
    element = sb.UserMultiSelectMenu(
        action_id or block_id,
        list(initial) or None,
        max_selected_items=most,
        placeholder=_placeholder(placeholder),
    )
    return _asked(label, block_id, element, hint, optional)


def channel_select(
    label: str,
    block_id: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
) -> Block:
    """One of this company's own channels; none that is shared with another company is offered."""
    element = sb.ConversationSelectMenu(
        action_id or block_id, initial, filter=own_channels(), placeholder=_placeholder(placeholder)
    )
    return _asked(label, block_id, element, hint, optional)


def date_input(
    label: str,
    block_id: str,
    *,
    initial: date | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
) -> Block:
    """A day, in the zone of whoever picks it."""
    element = sb.DatePicker(action_id or block_id, initial.isoformat() if initial else None)
    return _asked(label, block_id, element, hint, optional)


def time_input(
    label: str,
    block_id: str,
    *,
    zone: str | None = None,
    initial: time | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
) -> Block:
    """A time of day. `zone` (an IANA name) is what Slack shows beside it."""
    element = sb.TimePicker(action_id or block_id, initial.strftime("%H:%M") if initial else None, timezone=zone)
    return _asked(label, block_id, element, hint, optional)


def radios(
    label: str,
    block_id: str,
    choices: Iterable[Choice],
    *,
    initial: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    action_id: str | None = None,
    dispatch: bool = False,
) -> Block:
    """One of up to ten choices, all in view."""
    offered = options(choices)
    element = sb.RadioButtonGroup(action_id or block_id, offered, chosen(offered, initial))
    return _asked(label, block_id, element, hint, optional, dispatch)


def checkboxes(
    label: str,
    block_id: str,
    choices: Iterable[Choice],
    *,
    initial: Sequence[str] = (),
    hint: str | None = None,
    optional: bool = True,
    action_id: str | None = None,
) -> Block:
    """Any of up to ten choices; optional unless at least one must be ticked."""
    offered = options(choices)
    element = sb.CheckboxGroup(action_id or block_id, offered, _ticked(offered, initial))
    return _asked(label, block_id, element, hint, optional)


def file_input(
    label: str,
    block_id: str,
    *,
    most: int = 1,
    types: Sequence[str] = (),
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """One file or more, which Slack takes in; `Values.files` says which. With `types` only files that end so ("csv")."""
    return _asked(label, block_id, sb.FileInput(block_id, list(types) or None, max_files=most), hint, optional)


def _asked(
    label: str, block_id: str, element: Element, hint: str | None, optional: bool, dispatch: bool = False
) -> Block:
    asked = sb.InputBlock(plain(label, 2000), element, dispatch, None, plain(hint, 2000) if hint else None, optional)
    return named_block(asked, block_id)


def _ticked(offered: list[sb.Option], values: Sequence[str]) -> list[sb.Option] | None:
    return [option for option in offered if option.value in values] or None


def _placeholder(text: str | None) -> sb.Text | None:
    return plain(text, PLACEHOLDER_LIMIT) if text else None


def _start(initial: str | None, max_length: int | None) -> str | None:
    return clip(initial, max_length or TEXT_LIMIT) if initial else None

"""The parts of messages and views that people look at and press."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import slackblocks as sb
from slackblocks.blocks import Block as Made
from slackblocks.elements import Element

from bot.slack.kit.text import clip, shorten

Block = dict[str, Any]
"""A block as Slack takes it, looked at when it was made. Nobody changes one: it may stand in more than one view."""

Style = Literal["primary", "danger"]

SECTION_LIMIT = 3000
FIELD_LIMIT = 2000
FIELDS_LIMIT = 10
CONTEXT_LIMIT = 3000
HEADER_LIMIT = 150
LABEL_LIMIT = 75
CELL_LIMIT = 200
OPTIONS_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a menu. `value` (150 characters) comes back when it is chosen; the rest is read."""

    value: str
    label: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """The question Slack asks before a press counts."""

    title: str
    text: str
    yes: str
    no: str
    style: Style | None = None


def section(text: str, accessory: Element | None = None, *, block_id: str | None = None) -> Block:
    """A paragraph of mrkdwn, with a button or a menu beside it if there is one."""
    return named_block(sb.SectionBlock(_mrkdwn(text, SECTION_LIMIT), block_id, accessory=accessory), block_id)


def fields(*texts: str, block_id: str | None = None) -> Block:
    """Up to ten short texts in two columns; more than ten is an error of whoever wrote it."""
    return named_block(sb.SectionBlock(None, block_id, [_mrkdwn(text, FIELD_LIMIT) for text in texts]), block_id)


def context(*texts: str, block_id: str | None = None) -> Block:
    """A small grey line under something else."""
    return named_block(sb.ContextBlock([_mrkdwn(text, CONTEXT_LIMIT) for text in texts], block_id), block_id)


def header(text: str, *, block_id: str | None = None) -> Block:
    """A heading in plain text: hand it over as it was typed, unescaped."""
    return named_block(sb.HeaderBlock(plain(text, HEADER_LIMIT), block_id), block_id)


def divider() -> Block:
    """A line across."""
    return named_block(sb.DividerBlock(), None)


def table(rows: Sequence[Sequence[str]], *, numbers: Collection[int] = ()) -> Block:
    """A table of plain text, unescaped, one a message. Its first row names the columns; `numbers` stand to the right."""
    cells: list[list[sb.RawText | sb.RichTextObject]] = [[sb.RawText(clip(cell, CELL_LIMIT) or "–") for cell in row] for row in rows]
    columns = [sb.ColumnSettings("right" if at in numbers else "left", is_wrapped=True) for at in range(len(rows[0]))]
    return named_block(sb.TableBlock(cells, columns), None)


def image(alt_text: str, *, file_id: str | None = None, url: str | None = None) -> Block:
    """A picture from a file that was uploaded, or from an address; `alt_text` says all that it shows."""
    slack_file = sb.SlackFile(url=None, id=file_id) if file_id else None
    return named_block(sb.ImageBlock(url, clip(alt_text, 2000), slack_file=slack_file), None)


def actions(*elements: Element, block_id: str | None = None) -> Block:
    """A row of up to 25 buttons and menus."""
    return named_block(sb.ActionsBlock(list(elements), block_id), block_id)


def button(
    text: str,
    action_id: str,
    value: str | None = None,
    style: Style | None = None,
    confirm: Confirm | None = None,
    label: str | None = None,
) -> Element:
    """A button. `value` is what `pack` made; `label` is read aloud where `text` alone would not say enough.

    An action id is used once per block: "accept:42" and "accept:43" both reach the handler of "accept".
    """
    return sb.Button(
        plain(text, LABEL_LIMIT),
        action_id,
        value=value,
        style=style,
        confirm=_dialogue(confirm),
        accessibility_label=clip(label, LABEL_LIMIT) if label else None,
    )


def link_button(text: str, url: str, action_id: str) -> Element:
    """A button that opens an address. Slack reports the press as well; the door lets it pass."""
    return sb.Button(plain(text, LABEL_LIMIT), action_id, url=url)


def overflow(action_id: str, choices: Iterable[Choice], confirm: Confirm | None = None) -> Element:
    """The menu behind three dots, of one to five choices."""
    return sb.OverflowMenu(action_id, options(choices), confirm=_dialogue(confirm))


def menu(action_id: str, choices: Iterable[Choice], placeholder: str, initial: str | None = None) -> Element:
    """A menu that acts as soon as something is chosen."""
    offered = options(choices)
    return sb.StaticSelectMenu(
        action_id, offered, initial_option=chosen(offered, initial), placeholder=plain(placeholder, 150)
    )


def radio_buttons(action_id: str, choices: Iterable[Choice], initial: str | None = None) -> Element:
    """One of up to ten choices, all in view; in a form it is no question, so nothing need be answered."""
    offered = options(choices)
    return sb.RadioButtonGroup(action_id, offered, chosen(offered, initial))


def tick_box(action_id: str, choice: Choice, *, ticked: bool = False) -> Element:
    """One thing to tick, or leave."""
    offered = options([choice])
    return sb.CheckboxGroup(action_id, offered, offered if ticked else None)


def people_menu(action_id: str, placeholder: str, initial: str | None = None) -> Element:
    """A menu of people that acts as soon as one is chosen."""
    return sb.UserSelectMenu(action_id, initial, placeholder=plain(placeholder, 150))


def channel_menu(action_id: str, placeholder: str, initial: str | None = None) -> Element:
    """A menu of this company's own channels, none shared with another, that acts once one is chosen."""
    return sb.ConversationSelectMenu(action_id, initial, filter=own_channels(), placeholder=plain(placeholder, 150))


def options_payload(choices: Iterable[Choice]) -> list[dict[str, Any]]:
    """What answers a typeahead: the first hundred choices, as Slack wants them."""
    return [option._resolve() for option in options(list(choices)[:OPTIONS_LIMIT])]


def plain(text: str, limit: int) -> sb.Text:
    return sb.Text(clip(text, limit) or "–", sb.TextType.PLAINTEXT, emoji=True)


def options(choices: Iterable[Choice]) -> list[sb.Option]:
    return [
        sb.Option(
            plain(choice.label, LABEL_LIMIT),
            choice.value,
            plain(choice.description, LABEL_LIMIT) if choice.description else None,
        )
        for choice in choices
    ]


def chosen(offered: list[sb.Option], value: str | None) -> sb.Option | None:
    return next((option for option in offered if option.value == value), None)


def own_channels() -> sb.ConversationFilter:
    return sb.ConversationFilter(["public", "private"], exclude_external_shared_channels=True, exclude_bot_users=True)


def named_block(made: Made, block_id: str | None = None) -> Block:
    """The plain dict of a block, without the random id that slackblocks gives it: same state, same dict."""
    made.block_id = block_id or ""
    block: Block = made._resolve()
    if not block_id:
        del block["block_id"]
    return block


def _mrkdwn(text: str, limit: int) -> sb.Text:
    return sb.Text(shorten(text, limit) or "–")


def _dialogue(confirm: Confirm | None) -> sb.ConfirmationDialogue | None:
    if confirm is None:
        return None
    return sb.ConfirmationDialogue(
        plain(confirm.title, 100),
        plain(confirm.text, 300),
        plain(confirm.yes, 30),
        plain(confirm.no, 30),
        confirm.style,
    )

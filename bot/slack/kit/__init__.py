"""Block Kit in words: what a stage's `blocks.py` writes messages and views with, and reads forms with.

Nothing here talks to Slack. What people typed is shortened at Slack's limits, never refused; what a
programmer got wrong (an id twice, a title too long for its modal) raises.
"""

from slackblocks.blocks import Block
from slackblocks.elements import Element

from bot.slack.kit.inputs import (
    channel_select,
    checkboxes,
    date_input,
    email,
    external_select,
    long_text,
    multi_users,
    number,
    radios,
    select,
    text_input,
    time_input,
    users_select,
)
from bot.slack.kit.layout import (
    Choice,
    Confirm,
    actions,
    button,
    channel_menu,
    context,
    divider,
    fields,
    header,
    image,
    link_button,
    menu,
    options_payload,
    overflow,
    people_menu,
    radio_buttons,
    section,
    tick_box,
)
from bot.slack.kit.letters import Letter, letter_blocks
from bot.slack.kit.surfaces import Message, View, home, message, modal, words_of
from bot.slack.kit.text import channel, clip, escape, link, moment, pack, person, shorten, unpack
from bot.slack.kit.values import Values, base_of

__all__ = [
    "Block",
    "Choice",
    "Confirm",
    "Element",
    "Letter",
    "Message",
    "Values",
    "View",
    "actions",
    "base_of",
    "button",
    "channel",
    "channel_menu",
    "channel_select",
    "checkboxes",
    "clip",
    "context",
    "date_input",
    "divider",
    "email",
    "escape",
    "external_select",
    "fields",
    "header",
    "home",
    "image",
    "letter_blocks",
    "link",
    "link_button",
    "long_text",
    "menu",
    "message",
    "modal",
    "moment",
    "multi_users",
    "number",
    "options_payload",
    "overflow",
    "pack",
    "people_menu",
    "person",
    "radio_buttons",
    "radios",
    "section",
    "select",
    "shorten",
    "text_input",
    "tick_box",
    "time_input",
    "unpack",
    "users_select",
    "words_of",
]

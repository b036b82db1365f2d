"""Block Kit's rules: what is refused, and that good messages and views pass."""

from typing import Any

import pytest

from bot.sandbox.blockkit import check_message, check_view, give_ids
from tests.sandbox.lantern import BUTTONS, MODAL, option, words

Json = dict[str, Any]


def mrkdwn(text: str) -> Json:
    """A mrkdwn text."""
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    """A section with some text."""
    return {"type": "section", "text": mrkdwn("Hello")} | more


def button(**more: Any) -> Json:
    """A button."""
    return {"type": "button", "action_id": "go", "text": words("Go")} | more


def menu(**more: Any) -> Json:
    """A menu with two options."""
    return {"type": "static_select", "action_id": "pick", "options": [option("A", "a"), option("B", "b")]} | more


def actions(*elements: Json, **more: Any) -> Json:
    """A row of elements."""
    return {"type": "actions", "elements": list(elements)} | more


def asking(element: Json, **more: Any) -> Json:
    """An input around an element."""
    return {"type": "input", "label": words("Name"), "element": element} | more


TEXT_INPUT = {"type": "plain_text_input", "action_id": "t"}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
CONFIRM = {"title": words("Sure?"), "text": mrkdwn("Really"), "confirm": words("Yes"), "deny": words("No")}


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([section()] * 51, "no more than 50 items"),
        ([section(text=mrkdwn("x" * 3001))], "less than 3001"),
        ([section(text=mrkdwn(""))], "more than 0 characters"),
        ([{"type": "section"}], "either text or fields"),
        ([section(fields=[mrkdwn("x")] * 11)], "no more than 10"),
        ([section(fields=[mrkdwn("x" * 2001)])], "less than 2001"),
        ([section(colour="red")], "additional property: colour"),
        ([section(block_id="b" * 256)], "less than 256"),
        ([section(block_id="b"), section(block_id="b")], "`block_id` must be unique"),
        ([actions(button(), button())], "`action_id` must be unique"),
        ([actions(*[button(action_id=str(n)) for n in range(26)])], "no more than 25"),
        ([actions()], "no fewer than 1"),
        ([actions(button(text=words("x" * 76)))], "less than 76"),
        ([actions(button(text=mrkdwn("x")))], "plain_text"),
        ([actions(button(value="x" * 2001))], "less than 2001"),
        ([actions(button(style="loud"))], "enum"),
        ([actions(button(confirm=CONFIRM | {"title": words("x" * 101)}))], "less than 101"),
        ([actions(TEXT_INPUT)], "unsupported type of element: plain_text_input"),
        ([actions({"type": "multi_users_select", "action_id": "m"})], "unsupported type"),
        ([actions(menu(options=[]))], "no fewer than 1"),
        ([actions(menu(options=[option(str(n), str(n)) for n in range(101)]))], "no more than 100"),
        ([actions(menu(options=[option("A", "a"), option("B", "a")]))], "unique"),
        ([actions(menu(options=[option("x" * 76, "a")]))], "less than 76"),
        ([actions(menu(initial_option=option("C", "c")))], "does not match"),
        ([actions(menu(option_groups=[]))], "either options or option_groups"),
        ([actions(menu(placeholder=words("x" * 151)))], "less than 151"),
        ([section(accessory={"type": "overflow", "action_id": "o",
                             "options": [option(str(n), str(n)) for n in range(6)]})], "no more than 5"),
        ([section(accessory={"type": "radio_buttons", "action_id": "o",
                             "options": [option(str(n), str(n)) for n in range(11)]})], "no more than 10"),
        ([section(accessory={"type": "datepicker", "action_id": "d", "initial_date": "tomorrow"})], "YYYY-MM-DD"),
        ([section(accessory={"type": "timepicker", "action_id": "d", "initial_time": "25:00"})], "HH:MM"),
        ([{"type": "header", "text": words("x" * 151)}], "less than 151"),
        ([{"type": "header", "text": mrkdwn("x")}], "plain_text"),
        ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "no more than 10"),
        ([{"type": "context", "elements": [button()]}], "unsupported type of element"),
        ([{"type": "image", "image_url": "https://x.example/a.png"}], "missing required field: alt_text"),
        ([{"type": "image", "alt_text": "a", "slack_file": {"id": "F404"}}], "invalid slack file"),
        ([{"type": "image", "alt_text": "a"}], "either image_url or slack_file"),
        ([asking({"type": "file_input", "action_id": "f"})], "only available in modals"),
        ([asking({"type": "number_input", "action_id": "n"})], "is_decimal_allowed"),
        ([TABLE, TABLE], "only 1 table"),
        ([{"type": "alert"}], "unsupported block on this surface"),
        ([{"type": "poster"}], "unsupported block: poster"),
        (["text"], "unsupported block"),
        ({"type": "section"}, "must provide an array"),
    ],
)  # fmt: skip
def test_a_wrong_message_is_refused_with_the_fault(blocks: Any, fault: str) -> None:
    """Each seeded error is named."""
    assert fault in "\n".join(check_message(blocks))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": words("x" * 25)}, "less than 25"),
        ({"title": None}, "missing required field: title"),
        ({"submit": None}, "missing required field: submit"),
        ({"close": mrkdwn("x")}, "plain_text"),
        ({"private_metadata": "x" * 3001}, "less than 3001"),
        ({"callback_id": "x" * 256}, "less than 256"),
        ({"blocks": [section()] * 101}, "no more than 100"),
        ({"blocks": [TABLE]}, "unsupported block on this surface (modal): table"),
        ({"blocks": [{"type": "markdown", "text": "x"}]}, "unsupported block on this surface"),
        ({"blocks": [asking(TEXT_INPUT | {"focus_on_load": True}, block_id=str(n)) for n in range(2)]}, "focus_on"),
        ({"blocks": [asking(TEXT_INPUT, label=words("x" * 2001))]}, "less than 2001"),
        ({"blocks": [asking(TEXT_INPUT | {"max_length": 3001})]}, "between 1 and 3000"),
        ({"type": "window"}, "missing required field: type"),
        ({"color": "red"}, "additional property"),
    ],
)
def test_a_wrong_modal_is_refused_with_the_fault(change: Json, fault: str) -> None:
    """Each seeded error is named."""
    assert fault in "\n".join(check_view(MODAL | change))


def test_good_messages_and_views_pass() -> None:
    """What the app under test sends, and one of each kind of block."""
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    image = {"type": "image", "alt_text": "a", "slack_file": {"id": "F1"}}
    date_and_time = {"type": "datetimepicker", "action_id": "d", "initial_date_time": 1_741_000_000}

    assert check_message(BUTTONS) == []
    assert check_message([rich, image, TABLE, asking(TEXT_INPUT), {"type": "divider"}], lambda file_id: file_id == "F1") == []
    assert check_message([actions(button(confirm=CONFIRM), menu(), date_and_time)]) == []
    assert check_view(MODAL) == []
    assert check_view({"type": "home", "blocks": [section(accessory=button())]}) == []
    assert check_view({"type": "home", "blocks": [actions(date_and_time)]}) != []


def test_blocks_without_ids_are_given_some() -> None:
    """As Slack does, so that state and presses can name them; given ids stay."""
    blocks = [section(accessory={"type": "button", "text": words("Go")}), actions(button(), block_id="mine")]
    numbers = iter(range(10))

    give_ids(blocks, lambda: f"id{next(numbers)}")

    assert (blocks[0]["block_id"], blocks[0]["accessory"]["action_id"]) == ("id0", "id1")
    assert (blocks[1]["block_id"], blocks[1]["elements"][0]["action_id"]) == ("mine", "go")

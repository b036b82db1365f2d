"""People use an unmodified Bolt app, over both transports."""

from datetime import date

import pytest

from bot.sandbox.errors import NotThere
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.lantern import BUTTONS, Lantern


async def test_a_command_opens_a_modal_that_is_filled_and_submitted(
    workspace: LocalWorkspace, lantern: Lantern
) -> None:
    """The whole way from the command to the submission carries what the person typed."""
    maya = workspace.person("maya")
    await maya.types("/lost Acme & co with @tom", channel="general")

    errors = await maya.fills(
        customer="Acm", where_it_stands="has left", when=date(2025, 3, 1), hour="09:30", owner="tom",
        others=["maya", "tom"], between=True, note="They are <gone>",
    )  # fmt: skip

    assert errors == {}
    assert maya.modal is None
    tom = workspace.account("tom").id
    assert lantern.last("command")["text"] == f"Acme & co with <@{tom}>"
    values = lantern.last("submission")["view"]["state"]["values"]
    assert values["customer"]["pick"]["selected_option"]["value"] == "acme"
    assert values["where_it_stands"]["stage"]["selected_option"]["value"] == "left"
    assert values["when"]["date"]["selected_date"] == "2025-03-01"
    assert values["hour"]["time"]["selected_time"] == "09:30"
    assert values["owner"]["user"]["selected_user"] == tom
    assert values["others"]["users"]["selected_users"] == [workspace.account("maya").id, tom]
    assert [o["value"] for o in values["between"]["quiet"]["selected_options"]] == ["yes"]
    assert values["note"]["text"]["value"] == "They are <gone>"
    assert lantern.last("press")["actions"][0]["selected_option"]["value"] == "left"


async def test_a_modal_that_is_submitted_twice_in_a_row_reaches_the_app_twice(
    workspace: LocalWorkspace, lantern: Lantern
) -> None:
    """The second press comes before the app has answered the first; whether it counts is for the app to say."""
    maya = workspace.person("maya")
    await maya.types("/lost Acme", channel="general")
    await maya.enters(customer="Acm", where_it_stands="has left")

    await maya.submits_twice()

    views = [heard["view"]["id"] for kind, heard in lantern.heard if kind == "submission"]
    assert len(views) == 2
    assert len(set(views)) == 1
    assert maya.modal is None


async def test_a_text_in_the_ack_shows_to_the_asker_alone(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """`help` answers with an ephemeral message."""
    assert lantern.heard == []
    maya, tom = workspace.person("maya"), workspace.person("tom")

    await maya.types("/lost help", channel="general")

    assert maya.newest("Usage").ephemeral
    with pytest.raises(NotThere):
        tom.newest("Usage")


async def test_a_button_in_a_direct_message_is_pressed_and_replaced(
    workspace: LocalWorkspace, lantern: Lantern
) -> None:
    """The app hears the press and replaces the message through its response URL."""
    tom = workspace.person("tom")
    await lantern.client.chat_postMessage(channel=tom.user_id, text="Will you call Acme?", blocks=BUTTONS)

    await tom.presses("i'll do")

    await tom.sees("Thank you.")
    assert lantern.last("press")["actions"][0]["value"] == "7"
    assert [message.text for message in tom.dm] == ["Thank you."]

"""What Slack sends, as small as it gets; the shapes are those of /slack/payloads in Slack's own samples."""

from typing import Any

from bot.slack.kit import View


def command(text: str = "", *, response_url: str | None = None, trigger: str = "t1") -> dict[str, Any]:
    return {
        "command": "/lost-customer",
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "text": text,
        "trigger_id": trigger,
        **({"response_url": response_url} if response_url else {}),
    }


def press(action: dict[str, Any], *, team: str = "T1", response_url: str | None = None) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": team},
        "trigger_id": "t1",
        "channel": {"id": "C1"},
        "container": {"type": "message", "message_ts": "7.7", "channel_id": "C1"},
        "message": {"ts": "7.7", "text": "hello", "user": "UBOT"},
        "actions": [{"block_id": "b1", "type": "button"} | action],
        **({"response_url": response_url} if response_url else {}),
    }


def submission(view: View | dict[str, Any], answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """`answers` maps a block id to what Slack would put in the state."""
    payload = view.payload if isinstance(view, View) else view
    state = {block: {block: answer} for block, answer in answers.items()}
    return {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "trigger_id": "t1",
        "view": payload | {"id": "V1", "hash": "h1", "state": {"values": state}},
    }


def suggestion(action_id: str, typed: str) -> dict[str, Any]:
    return {
        "type": "block_suggestion",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "action_id": action_id,
        "block_id": action_id,
        "value": typed,
        "view": {"id": "V1", "callback_id": "form"},
    }


def shortcut(callback_id: str) -> dict[str, Any]:
    return {
        "type": "shortcut",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "callback_id": callback_id,
        "trigger_id": "t1",
    }


def message_shortcut(callback_id: str) -> dict[str, Any]:
    return {
        "type": "message_action",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "callback_id": callback_id,
        "trigger_id": "t1",
        "channel": {"id": "C1", "name": "acme"},
        "message": {"ts": "5.5", "thread_ts": "4.4", "text": "They asked about T&amp;Cs &lt;v2&gt;.", "user": "U2"},
    }


def event(body: dict[str, Any], event_id: str = "Ev1") -> dict[str, Any]:
    return {"type": "event_callback", "team_id": "T1", "event_id": event_id, "event": body}

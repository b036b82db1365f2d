"""From a person's words to the plain value of an input: "Has left" to the option, "maya" to her id, a date to text."""

from datetime import date, datetime, time
from typing import Any

from bot.sandbox.client import Client
from bot.sandbox.errors import NotThere
from bot.sandbox.finding import find_option
from bot.sandbox.inputs import PLACES, Plain, options_of
from bot.sandbox.records import Json


async def plain_value(client: Client, container: Json, block_id: str, element: Json, value: Any) -> Plain:
    """What to put into an element for a value in a person's words. Raises NotThere with the choices."""
    if value is None or value == []:
        return None
    place, many = PLACES[element["type"]]
    if many:
        words = _several(element, value)
        return [await _one(client, container, block_id, element, word) for word in words]
    if place == "selected_date_time" and isinstance(value, datetime):
        return int(value.timestamp())
    return await _one(client, container, block_id, element, value)


def _several(element: Json, value: Any) -> list[Any]:
    if value is True:
        return [option["text"]["text"] for option in options_of(element)]
    if value is False:
        return []
    return list(value) if isinstance(value, list | tuple | set) else [value]


async def _one(client: Client, container: Json, block_id: str, element: Json, value: Any) -> Plain:
    place, _ = PLACES[element["type"]]
    if place in ("selected_option", "selected_options"):
        return await _option(client, container, block_id, element, str(value))
    if place in ("selected_user", "selected_users"):
        return _known(client.world.by_handle, str(value).lstrip("@"), "@")
    if place in ("selected_channel", "selected_channels", "selected_conversation", "selected_conversations"):
        return _known(client.world.by_name, str(value).lstrip("#"), "#")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value)


async def _option(client: Client, container: Json, block_id: str, element: Json, text: str) -> str:
    if element["type"].endswith("external_select"):
        answer = await client.options(container, block_id, element["action_id"], text)
        options = options_of(answer)
    else:
        options = options_of(element)
    found = find_option(options, text)
    if found is None:
        raise NotThere(f"The option {text!r}", [option["text"]["text"] for option in options])
    chosen: str = found["value"]
    return chosen


def _known(ids: dict[str, str], name: str, sign: str) -> str:
    if name in ids.values():
        return name
    if name not in ids:
        raise NotThere(f"{sign}{name}", sorted(ids))
    return ids[name]

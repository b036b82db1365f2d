"""The Web API methods, one function each, under the names that apps call them by."""

from collections.abc import Callable, Mapping

from bot.sandbox.methods import apps, chat, conversations, files, people, views
from bot.sandbox.methods.call import Call
from bot.sandbox.records import Json

METHODS: Mapping[str, Callable[[Call], Json]] = {
    **apps.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **views.METHODS,
}

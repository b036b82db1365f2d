"""Files: an address to upload to, the upload, and its completion."""

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.call import Call
from bot.sandbox.posting import post
from bot.sandbox.records import File, Json
from bot.sandbox.replies import checked_content
from bot.sandbox.shapes import file_shape


def upload_url(call: Call) -> Json:
    """files.getUploadURLExternal."""
    name, length = call.required("filename"), call.text("length")
    if not length.isdigit() or int(length) == 0:
        raise SlackError("invalid_arguments")
    file = File(
        call.world.new_id("F"), name, name, int(length), call.world.seconds(), call.app.bot_user_id, call.app.app_id,
        alt_text=call.text("alt_txt"),
    )  # fmt: skip
    call.world.files[file.id] = file
    return {"upload_url": f"{call.world.base_url}/upload/{file.id}/{upload_key(call, file)}", "file_id": file.id}


def upload_key(call: Call, file: File) -> str:
    """What the upload address proves itself by, as it comes without a token."""
    return call.world.secret(f"upload {file.id}")


def complete(call: Call) -> Json:
    """files.completeUploadExternal: shares the files in a channel, or keeps them unshared."""
    named = call.json("files") or []
    files = [_waiting(call, str(item.get("id", ""))) for item in named]
    place = call.place("channel_id", inside=True) if call.text("channel_id") else None
    if place is not None and place.archived:
        raise SlackError("is_archived")
    for item, file in zip(named, files, strict=True):
        file.title = item.get("title") or file.name
        file.complete = True
    if place is not None:
        blocks = call.json("blocks") or []
        text = call.text("initial_comment")
        if blocks:
            text, blocks = checked_content(call.world, call.app, {"text": text, "blocks": blocks})
        post(
            call.world, place, call.app.bot_user_id, text, blocks=blocks, files=[file.id for file in files],
            app_id=call.app.app_id, bot_id=call.app.bot_id, thread_ts=call.text("thread_ts") or None,
        )  # fmt: skip
    shown = [file_shape(call.world, file) for file in files]
    for item in shown:
        item.pop("subject", None)
    return {"files": shown}


def info(call: Call) -> Json:
    """files.info."""
    return {"file": file_shape(call.world, _known(call, call.required("file")))}


def delete(call: Call) -> Json:
    """files.delete, of the app's own files."""
    file = _known(call, call.required("file"))
    if file.app_id != call.app.app_id:
        raise SlackError("cant_delete_file")
    file.deleted, file.data, file.name, file.title = True, b"", "", ""
    for place_id, stamps in file.shares.items():
        for ts in stamps:
            message = call.world.conversations[place_id].messages.get(ts)
            if message is not None:
                message.files.remove(file.id)
    call.world.changed()
    return {}


METHODS = {
    "files.completeUploadExternal": complete,
    "files.delete": delete,
    "files.getUploadURLExternal": upload_url,
    "files.info": info,
}


def _known(call: Call, file_id: str) -> File:
    file = call.world.files.get(file_id)
    if file is None or not file.complete:
        raise SlackError("file_not_found")
    if file.deleted:
        raise SlackError("file_deleted")
    return file


def _waiting(call: Call, file_id: str) -> File:
    file = call.world.files.get(file_id)
    if file is None or file.app_id != call.app.app_id or len(file.data) != file.size or file.complete:
        raise SlackError("file_not_found")
    return file

"""A Slack-like workspace in one process: people, channels, modals and apps, as strict as Slack where Slack is strict.

    clock = Clock(datetime(2025, 3, 3, 9, tzinfo=UTC), frozen=True)
    workspace = LocalWorkspace(firm, clock)
    app = workspace.install(manifest, request_url="http://127.0.0.1:3000/slack/events")
    async with serve(workspace) as address:            # bot/sandbox/server.py
        ...                                            # start the bot with AsyncWebClient(base_url=address.api)
        maya = workspace.person("maya")                # bot/sandbox/actor.py: gestures
        await maya.types("/lost-customer Acme", channel="general")
        await maya.fills(customer="Acme")

An app is reached by Socket Mode while it holds a socket, otherwise by signed HTTP at its `request_url`.

For the page (and anyone who shows the workspace):

`workspace.subscribe(callback)` calls `callback()` after every change; the answer ends the subscription.
`workspace.view_for(handle)` is all that a person may see, as JSON:

    {"now": iso, "frozen": bool, "me": person, "firm": {"name", "domain"},
     "people": [{"id", "handle", "name", "title", "tz", "bot", "outsider_of", "deactivated", "admin", "app_id"}],
     "apps": [{"app_id", "name", "bot_user_id", "commands": [{"command", "description", "usage_hint"}],
               "shortcuts": [{"name", "type": "global"|"message", "callback_id", "description"}]}],
     "conversations": [{"id", "name", "kind": "public"|"private"|"im", "shared_with", "archived", "purpose",
                        "member": bool, "members": [user id], "unread": int, "last_read": ts,
                        "with": user id or None, "app_id": app id or None, "messages": [message]}],
     "modals": [view],                   # the stack, topmost last
     "homes": {app_id: view or None}}

    message = {"channel", "ts", "user", "text", "blocks", "attachments", "thread_ts", "ephemeral": bool,
               "edited": bool, "reactions": {name: [user id]}, "app_id", "chosen": values, "subtype",
               "files": [{"id", "name", "title", "mimetype", "size", "url"}], "replies": [message]}
    view    = {"id", "app_id", "type": "modal"|"home", "title", "submit", "close", "blocks", "callback_id",
               "hash", "values": values, "errors": {block_id: text}}
    values  = {block_id: {action_id: state}}, each state as Slack has it (`{"type": "datepicker", "selected_date": …}`)

`conversations` holds every public channel (those she is not in without messages), her private ones and her direct
messages with apps. `files[].url` is served by the workspace itself; blocks may name a file as `slack_file`.

`actor = workspace.person(handle)` then does what a client does, by id (all async):

    command(channel_id, "/text", thread_ts=None)      say(channel_id, text, thread_ts=None) -> Message
    press(container, block_id, action_id, value=None) # buttons, menus, and inputs with dispatch_action
    type_into(container, block_id, action_id, value)  # keeps what is typed, sends it when the app asked for that
    options(container, block_id, action_id, query) -> {"options": [...]} or {"option_groups": [...]}
    submit(view_id, state) -> {block_id: error}       close(view_id)
    shortcut(callback_id)                             message_shortcut(callback_id, channel_id, ts)
    open_home(app_id=None)                            react(name, channel_id, ts)    mark_read(channel_id)

`container` is Slack's: `{"type": "message", "channel_id", "message_ts"}` or `{"type": "view", "view_id"}` (modal or
Home). A `value` is plain: text; the `value` of an option (or the whole option, for external menus); a list of those
for checkboxes and multi menus; a user or channel id; "YYYY-MM-DD"; "HH:MM"; epoch seconds for a datetimepicker;
None empties it. `state` of `submit` is {block_id: {action_id: value}} with the same plain values, or None for what was
typed before. Whatever the app fails to answer raises AppTrouble: show it, nothing is lost. What Slack's client would
refuse (a required field left empty) comes back as errors without asking the app.

`workspace.file(file_id)` is the record with its bytes in `.data`. `workspace.clock.advance(days=1)` and
`workspace.clock.to_next_due()` move time.
"""

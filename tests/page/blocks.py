"""Every block and input that Block Kit has, as the showcase sends them."""

from typing import Any

Json = dict[str, Any]


def words(text: str) -> Json:
    """A plain text."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    """A text with marks."""
    return {"type": "mrkdwn", "text": text}


def options(*texts: str) -> list[Json]:
    """Options of a menu, with descriptions after a bar."""
    made = []
    for text in texts:
        label, _, note = text.partition("|")
        made.append({"text": words(label), "value": label.lower()} | ({"description": words(note)} if note else {}))
    return made


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block."""
    element = {"action_id": "it", **element}
    return {"type": "input", "block_id": block_id, "label": words(label), "element": element, **more}


def maybe(block_id: str, label: str, element: Json) -> Json:
    """An input that may stay empty."""
    return field(block_id, label, element, optional=True)


def button(text: str, action_id: str, **more: Any) -> Json:
    """A button."""
    return {"type": "button", "text": words(text), "action_id": action_id, **more}


CONFIRM = {
    "title": words("Leave them in peace?"), "text": mrkdwn("Nobody will be asked to call *Acme* again."),
    "confirm": words("Leave them"), "deny": words("Go back"), "style": "danger",
}  # fmt: skip
BLOCKS: list[Json] = [
    {"type": "header", "text": words("Acme Bakeries has left :candle:")},
    {"type": "section", "text": mrkdwn(
        "*Bold*, _italic_, ~struck~, `code`, <https://example.com|a link>, 1 &lt; 2 &amp; 3\n"
        "&gt; quoted words\nand <!date^1740992700^{date_long} at {time}|then>, <!here>, :tada:")},
    {"type": "section", "fields": [
        mrkdwn("*Where it stands*\nHas left"), mrkdwn("*Owner*\n@maya"), mrkdwn("*Since*\nMarch"), mrkdwn("*Value*\nA good deal")]},
    {"type": "section", "text": mrkdwn("Will you call them?"), "accessory": {
        "type": "overflow", "action_id": "more", "options": options("Hand over", "Never mind")}},
    {"type": "actions", "elements": [
        button("I'll do it", "accept", style="primary", value="7"), button("I can't now", "decline"),
        button("Leave in peace", "peace", style="danger", confirm=CONFIRM),
        {"type": "static_select", "action_id": "pick", "placeholder": words("Pick a reason"),
         "options": options("Price", "Service", "Unknown")},
        {"type": "datepicker", "action_id": "day", "initial_date": "2025-03-10"}]},
    {"type": "divider"},
    {"type": "rich_text", "elements": [
        {"type": "rich_text_section", "elements": [
            {"type": "text", "text": "Rich "}, {"type": "text", "text": "bold", "style": {"bold": True}},
            {"type": "emoji", "name": "wave"}]},
        {"type": "rich_text_list", "style": "bullet", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "second"}]}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a quote"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "let it = 'stand';"}]}]},
    {"type": "context", "elements": [mrkdwn("Logged by Maya · only people who need to know see this")]},
]  # fmt: skip
TABLE: Json = {
    "type": "table", "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [[{"type": "raw_text", "text": text} for text in row] for row in (
        ("Customer", "Days since we talked"), ("Acme Bakeries", "12"), ("Harbor & Sons", "104"), ("Moonrise", "7"))],
}  # fmt: skip


def chart(kind: str) -> Json:
    """A chart of a kind, with two series (or three slices)."""
    quarters = ["Q1", "Q2", "Q3", "Q4"]
    if kind == "pie":
        slices = (("Price", 4), ("Service", 7), ("Moved away", 2))
        return {"type": "data_visualization", "title": "Reasons", "chart": {
            "type": "pie", "segments": [{"label": label, "value": value} for label, value in slices]}}  # fmt: skip
    series = [
        {
            "name": name,
            "data": [{"label": label, "value": value} for label, value in zip(quarters, values, strict=True)],
        }
        for name, values in (("Left", (3, 5, 2, 4)), ("Came back", (0, 1, 2, 2)))
    ]
    axes = {"categories": quarters, "x_label": "2024", "y_label": "Customers"}
    return {"type": "data_visualization", "title": f"Left and back ({kind})", "chart": {
        "type": kind, "series": series, "axis_config": axes}}  # fmt: skip


FORM: Json = {
    "type": "modal", "callback_id": "form", "title": words("Every input"), "submit": words("Save"),
    "close": words("Not now"),
    "blocks": [
        {"type": "section", "text": mrkdwn("Two minutes. *Only what the next step needs.*")},
        field("customer", "Which customer?", {
            "type": "external_select", "min_query_length": 0, "placeholder": words("Start typing a name")}),
        field("stage", "Where does it stand?", {"type": "radio_buttons", "options": options(
            "Warning signs|They are quieter than usual", "Has given notice", "Has left")}),
        maybe("when", "When?", {"type": "datepicker"}),
        maybe("hour", "At what time?", {"type": "timepicker"}),
        maybe("meeting", "Shall we meet?", {"type": "datetimepicker"}),
        maybe("owner", "Whose account is it?", {"type": "users_select"}),
        maybe("team", "Who else has worked with them?", {"type": "multi_users_select"}),
        maybe("channel", "Where do we talk?", {"type": "channels_select"}),
        maybe("places", "Where else?", {"type": "multi_conversations_select"}),
        maybe("reason", "Why?", {"type": "static_select", "option_groups": [
            {"label": words("Us"), "options": options("Price", "Service")},
            {"label": words("Them"), "options": options("Moved away", "Closed")}]}),
        maybe("tags", "Words for it", {
            "type": "multi_static_select", "options": options("Urgent", "Quiet", "Big", "Old friend")}),
        maybe("quiet", "Between us", {
            "type": "checkboxes", "options": options("Keep it between us for now|Nothing is posted")}),
        maybe("email", "Email", {"type": "email_text_input"}),
        maybe("site", "Website", {"type": "url_text_input"}),
        maybe("count", "How many people work there?", {
            "type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
        maybe("papers", "Papers", {"type": "file_input", "max_files": 2}),
        field("note", "A note", {"type": "plain_text_input", "multiline": True},
              hint=words("What would help the next person?")),
        {"type": "actions", "block_id": "deeper", "elements": [button("Add a contact", "deeper")]},
        {"type": "alert", "level": "warning", "text": mrkdwn("They have an open departure.")},
    ],
}  # fmt: skip
CONTACT: Json = {
    "type": "modal", "callback_id": "contact", "title": words("A contact"), "submit": words("Add"),
    "blocks": [
        field("name", "Name", {"type": "plain_text_input"}),
        {"type": "actions", "block_id": "deeper", "elements": [button("Another one", "deeper")]},
    ],
}  # fmt: skip
HOME: Json = {"type": "home", "blocks": [
    {"type": "header", "text": words("Good morning")},
    {"type": "section", "text": mrkdwn("Nothing waits for you."), "accessory": button("Log a customer", "log", style="primary")},
    TABLE,
    chart("bar"),
]}  # fmt: skip

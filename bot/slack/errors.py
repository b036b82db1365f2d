"""How a call to Slack can end badly, and what that means for whoever wanted it."""

from enum import StrEnum


class End(StrEnum):
    """Why Slack said no, in the few kinds that lead to different steps."""

    MESSAGE_GONE = "message gone"
    TARGET_GONE = "channel gone"
    PERSON_GONE = "person gone"
    WORKSPACE_GONE = "workspace gone"
    UNFIT = "message too big or malformed"
    MISSING_SCOPE = "permission missing"
    LATE = "too late"
    OTHER = "other"


class SlackError(Exception):
    """Any bad end of a call to Slack."""


class Limited(SlackError):
    """Too many calls of this method for this workspace. Nothing was done; wait `retry_after` seconds."""

    def __init__(self, method: str, retry_after: float) -> None:
        super().__init__(f"{method}: wait {retry_after:g} s")
        self.method = method
        self.retry_after = retry_after


class Refused(SlackError):
    """Slack understood and said no; the same call will be refused again until something changes."""

    def __init__(self, method: str, code: str) -> None:
        super().__init__(f"{method}: {code}")
        self.method = method
        self.code = code

    @property
    def end(self) -> End:
        """What the code comes down to."""
        return _ENDS.get(self.code, End.OTHER)


class NotSent(SlackError):
    """No connection could be made: the call has surely not arrived."""


class Unknown(SlackError):
    """The call may have arrived: a time-out, a dropped connection or an error of Slack's came after it."""


UNDECIDED = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
"""Codes after which, says Slack, part of the work may have been done."""

LIMITED = frozenset({"ratelimited", "rate_limited"})

_CODES: dict[End, str] = {
    End.MESSAGE_GONE: "message_not_found thread_not_found cant_update_message edit_window_closed",
    End.TARGET_GONE: "channel_not_found not_in_channel is_archived channel_is_archived is_inactive"
    " channel_type_not_supported method_not_supported_for_channel_type restricted_action"
    " restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_non_threadable_channel"
    " cannot_reply_to_message user_not_in_channel",
    End.PERSON_GONE: "user_not_found users_not_found user_disabled user_not_visible cannot_dm_bot"
    " messages_tab_disabled user_is_bot user_is_restricted",
    End.WORKSPACE_GONE: "not_authed invalid_auth token_revoked token_expired account_inactive team_not_found"
    " org_login_required app_uninstalled no_install",
    End.UNFIT: "msg_too_long invalid_blocks invalid_blocks_format msg_blocks_too_long no_text"
    " too_many_attachments too_many_contact_cards view_too_large invalid_arguments invalid_arg_name"
    " invalid_metadata_format invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app invalid_attachments",
    End.MISSING_SCOPE: "missing_scope not_allowed_token_type no_permission access_denied"
    " team_access_not_granted ekm_access_denied",
    End.LATE: "expired_trigger_id exchanged_trigger_id trigger_expired trigger_exchanged invalid_trigger_id"
    " hash_conflict not_found used_url expired_url push_limit_reached",
}
_ENDS = {code: end for end, codes in _CODES.items() for code in codes.split()}

"""Everything that can be set from outside. Each setting is an environment variable of the same name in capitals."""

from typing import Literal
from urllib.parse import parse_qsl, urlencode

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LONGEST_LEASE = 600
"""Seconds: no worker may hold for longer what it took on."""
DATABASE_SCHEMES = ("sqlite://", "postgresql://", "postgresql+asyncpg://")
OUR_OPTION = {"sslmode": "ssl"}
"""What an option of an address is called by asyncpg."""
NO_OPTION = ("channel_binding",)
"""Options of an address that asyncpg does not take."""


class Settings(BaseSettings):
    """How this process reaches its database, Slack and the people who look after it. Empty counts as not set."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    database_url: str = Field(
        default="sqlite:///./.porchlight/porchlight.sqlite3",
        repr=False,
        description="Where everything is kept: `sqlite:///path/to/file` for one process, or `postgresql://…` for many. "
        "On PostgreSQL this is the role that the app works as, which owns nothing.",
    )
    migrate_database_url: str | None = Field(
        default=None,
        repr=False,
        description="On PostgreSQL, the same database as the role that owns the tables, for `porchlight migrate`. "
        "Not set: DATABASE_URL.",
    )
    slack_bot_token: SecretStr | None = Field(
        default=None,
        description="The bot token (xoxb-…) of the one workspace that this installation serves.",
    )
    slack_client_id: str | None = Field(
        default=None,
        description="The app's client id, for many workspaces: each installs the app on /slack/install. Instead of SLACK_BOT_TOKEN.",
    )
    slack_client_secret: SecretStr | None = Field(
        default=None,
        description="The app's client secret, which goes with SLACK_CLIENT_ID.",
    )
    erase_after_days: int = Field(
        default=30,
        ge=1,
        description="So many days after a workspace has taken the app out, everything of it is erased. If it takes the app in "
        "again before, it finds everything.",
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        description="The app token (xapp-…, scope connections:write) for Socket Mode: no public address is needed.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        description="The signing secret, for requests over HTTP on /slack/events instead of Socket Mode.",
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/",
        description="Where Slack's Web API is; another address for a local workspace.",
    )
    host: str = Field(
        default="0.0.0.0",  # noqa: S104 - platforms that route a PORT to the process reach it on any address
        description="The address to listen on for HTTP. Every request from Slack is checked by its signature.",
    )
    port: int = Field(default=3000, ge=0, le=65535, description="The port to listen on for HTTP; 0 takes any.")
    health_port: int | None = Field(
        default=None,
        ge=0,
        le=65535,
        description="A port of its own for /healthz, /readyz and /metrics, also in Socket Mode and for a worker. With it, "
        "/metrics is no longer served on the port that Slack reaches.",
    )
    words_key: SecretStr | None = Field(
        default=None,
        description="Fernet keys, separated by commas, that encrypt what customers said. The first encrypts, all "
        "decrypt, so a new key goes in front. Not set: on SQLite one is made in a file beside the database.",
    )
    slack_timeout_seconds: float = Field(
        default=10,
        gt=0,
        le=10,
        description="How long a call to Slack may take. What became of one that took longer is looked up after a while.",
    )
    lease_seconds: int = Field(
        default=60,
        ge=1,
        le=LONGEST_LEASE,
        description="How long a worker may hold what it took on before others take it for dead and carry on.",
    )
    rehearsal_clock: str | None = Field(
        default=None,
        description="The address (ws://…) of a local workspace's clock, which this process then follows instead of "
        "the real time. For rehearsals only.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="The least serious kind of line that is logged."
    )
    log_json: bool = Field(default=False, description="One JSON object per line instead of text for people.")

    @field_validator("database_url", "migrate_database_url")
    @classmethod
    def _known_database(cls, url: str | None) -> str | None:
        """Platforms still hand out the old spelling `postgres://`, and addresses as PostgreSQL's own programs take them."""
        if url is None:
            return None
        url = url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
        if not url.startswith(DATABASE_SCHEMES):
            raise ValueError(f"must start with one of {', '.join(DATABASE_SCHEMES)}")
        place, _, options = url.partition("?")
        if not url.startswith("postgresql") or not options:
            return url
        known = [(OUR_OPTION.get(name, name), value) for name, value in parse_qsl(options) if name not in NO_OPTION]
        return f"{place}?{urlencode(known, safe='/:')}" if known else place

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_slash(cls, url: str) -> str:
        return url if url.endswith("/") else f"{url}/"

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @property
    def on_sqlite(self) -> bool:
        """Whether one process does everything on a file."""
        return self.database_url.startswith("sqlite://")

    @property
    def owner_database_url(self) -> str:
        """Where migrations run."""
        return self.migrate_database_url or self.database_url

    @property
    def words_keys(self) -> tuple[str, ...]:
        """The Fernet keys, the one that encrypts first; empty without any."""
        if self.words_key is None:
            return ()
        return tuple(key.strip() for key in self.words_key.get_secret_value().split(",") if key.strip())

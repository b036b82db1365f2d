"""Settings come from the environment, say what is wrong with them, and never show a secret."""

import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_nothing_set_is_a_team_on_a_file() -> None:
    settings = Settings()

    assert settings.on_sqlite
    assert settings.owner_database_url == settings.database_url
    assert settings.words_keys == ()


def test_the_environment_is_read_and_empty_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://app:pw@db/porchlight")
    monkeypatch.setenv("MIGRATE_DATABASE_URL", "postgresql://owner:pw@db/porchlight")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-hush")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setenv("WORDS_KEY", "new, old,")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("PORT", "")

    settings = Settings()

    assert settings.database_url == "postgresql://app:pw@db/porchlight"
    assert settings.owner_database_url == "postgresql://owner:pw@db/porchlight"
    assert settings.slack_api_url == "http://127.0.0.1:9/api/"
    assert settings.words_keys == ("new", "old")
    assert settings.log_level == "DEBUG"
    assert settings.port == 3000
    assert "pw" not in repr(settings)
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("postgres://app:p%40w@db/x?sslmode=require&channel_binding=require", "postgresql://app:p%40w@db/x?ssl=require"),
        ("postgresql://app@db/x?channel_binding=prefer", "postgresql://app@db/x"),
        ("postgresql://app@/x?host=/run/postgresql", "postgresql://app@/x?host=/run/postgresql"),
        ("sqlite:////srv/what?.sqlite3", "sqlite:////srv/what?.sqlite3"),
    ],
)
def test_addresses_are_taken_as_providers_of_postgresql_hand_them_out(given: str, taken: str) -> None:
    assert Settings(database_url=given).database_url == taken


def test_a_database_of_another_kind_is_named_as_the_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://app@db/porchlight")

    with pytest.raises(ValidationError, match="sqlite://"):
        Settings()


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []

"""The demo firm, the story, and rehearsals: the only room that knows both the bot and the local workspace."""

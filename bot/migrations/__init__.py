"""The schema's history. The versions import nothing of the bot: they must mean tomorrow what they mean today."""

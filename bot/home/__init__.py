"""The Home tab: what this is, what one owes, what one may see; and word to whoever looks after the settings."""

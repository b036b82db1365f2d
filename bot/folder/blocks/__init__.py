"""The sentences of the folder."""

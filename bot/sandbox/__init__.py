"""A local workspace: a stand-in for Slack that an unmodified Bolt app can run against. See `workspace.py`."""

"""Teammates as Slack knows them, and their hours."""
